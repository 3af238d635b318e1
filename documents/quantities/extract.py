"""From a text to its quantities: label, kind, direction and whether only a stage is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from documents.reading import IndicatorKind

from . import labels, phrases, units, vocabulary
from .phrases import Found
from .vocabulary import Direction

Kind = Literal["quantity", "rate", "percent_of_work", "spending"]

_STAGE = re.compile("|".join(sorted(map(re.escape, vocabulary.NOT_DONE), key=len, reverse=True)))
_NO_STAGE = re.compile(
    "|".join(sorted(map(re.escape, vocabulary.STILL_DONE), key=len, reverse=True))
)
_WORK = re.compile("|".join(sorted(map(re.escape, vocabulary.WORK), key=len, reverse=True)))
_WORK_TAIL = re.compile(
    rf"(?:达到|达|完成|为|至|占|了|已|到|按照|的|全年|年度|计划){{0,4}}(?:{_WORK.pattern})(?:的|达到|达|完成|为|至|约|了|已|到|超过|超|近)*$"
)
_DONE_PERCENT = re.compile(r"(?:完成|完成了|已完成|完成约|完成近|完成率达?)$")


@dataclass(frozen=True, slots=True)
class Quantity:
    """A quantity of a free text. `start` and `end` are places in the text as given, qualifiers included."""

    label: str
    qualifier: str | None
    value: str
    unit: str
    start: int
    end: int
    stage_only: bool
    kind: IndicatorKind = "quantity"
    direction: Direction = "up"


@dataclass(frozen=True, slots=True)
class Item:
    """A quantity with all that is needed to compare it with another."""

    label: str
    kind: Kind
    qualifier: str | None
    value: str
    unit: str
    direction: Direction
    start: int
    end: int
    stages: frozenset[str]
    words: str
    """What is printed around it in its clause: compared with the words of others."""
    subject: str
    is_total: bool
    """Said to be the cumulative value (累计)."""
    is_part: bool
    """Said to be a part of another value (其中) or of this month (本月)."""


def items(text: str) -> list[Item]:
    """Every number of a text with a unit, and those without one that end a phrase, in order."""
    flat, places = phrases.found(text)
    out: list[Item] = []
    previous: dict[int, str] = {}
    for group in _groups(places):
        out.extend(_group(flat, group, previous))
    return _without_starts(out, places)


def _groups(places: list[Found]) -> list[list[Found]]:
    groups: dict[int, list[Found]] = {}
    for place in places:
        groups.setdefault(place.clause, []).append(place)
    return list(groups.values())


def _group(flat: str, group: list[Found], previous: dict[int, str]) -> list[Item]:
    """The quantities of one clause, which share subjects, predicates and tails."""
    shared = _distributed(group)
    stages = _stages(group)
    made: list[Item] = []
    last_kind: Kind = "quantity"
    for i, place in enumerate(group):
        before = previous.get(place.sentence, "")
        kind = _kind(place, last_kind if place.joined or (shared and i) else None)
        last_kind = kind
        subject = shared[i] if shared else ""
        name = _name(place, kind, subject, before, group, i, made)
        if name and kind != "percent_of_work":
            previous[place.sentence] = name
        raw = place.left + "|" + place.right
        made.append(
            Item(
                label=name,
                kind=kind,
                qualifier=place.mark.qualifier,
                value=place.mark.value,
                unit=place.mark.unit,
                direction=place.mark.direction,
                start=place.mark.start,
                end=place.mark.end,
                stages=stages[i],
                words=subject + "|" + raw if subject else raw,
                subject=_subject(place, subject) if kind == "percent_of_work" else "",
                is_total=bool(
                    re.search(
                        r"累计|总计|共计|合计|截至",
                        flat[max(0, place.mark.start - 2) : place.mark.at] + place.left,
                    )
                ),
                is_part=bool(re.search(r"本月|当月|本周|本季|当季|其中", place.left)),
            )
        )
    return made


def _distributed(group: list[Found]) -> list[str]:
    """A、B、C分别达到x、y、z: the subject of each, empty where the counts differ."""
    first = group[0]
    left = first.left
    if "分别" not in left or len(group) < 2:
        return []
    names = labels.subjects(left)
    return names if len(names) == len(group) else []


def _name(
    place: Found,
    kind: Kind,
    subject: str,
    previous: str,
    group: list[Found],
    i: int,
    made: list[Item],
) -> str:
    if kind in ("percent_of_work", "spending"):
        return _work_name(place, subject, made)
    if subject:
        return labels.phrase_before(subject) or subject
    if reach := labels.generic_reach(place):
        return reach
    if place.joined and not labels.phrase_behind(place.right) and made:
        return _measured(made[-1].label, place.mark.unit, made[-1].unit)
    name = labels.label(place, previous)
    if i + 1 < len(group) and (shared := _shared_tail(place, group[i + 1])):
        name = labels.phrase_behind(place.right + shared) or name
    return name


def _shared_tail(place: Found, following: Found) -> str:
    """5所学校、1所医院周边环境: the tail that the second noun carries for both."""
    one, two = place.right, following.right
    if not one or following.left or len(one) > 4 or len(two) <= len(one):
        return ""
    if place.left.startswith("为") or "提供" in two:
        return ""
    tail = re.search(r"周边|的|内|改造|建设|提升|整治|项目|工程|环境", two)
    return two[tail.start() :] if tail and tail.start() <= len(one) + 1 else ""


def _measured(label: str, unit: str, other: str) -> str:
    """67个、153万平方米: the second measure of the same thing gets its dimension for a name."""
    word = {"area": "面积", "length": "长度", "money": "金额"}.get(units.measure(unit).family)
    if units.measure(unit).word == "亩":
        word = "面积"
    if word is None and units.measure(unit).word in ("户", "人", "名", "栋", "幢"):
        word = {"户": "户数", "栋": "栋数", "幢": "栋数"}.get(units.measure(unit).word, "人数")
    if (
        word is None
        or units.measure(unit).family == units.measure(other).family != "count"
        or label.endswith(word)
    ):
        return label
    return label + word


def _kind(place: Found, inherited: Kind | None) -> Kind:
    if not place.mark.is_percent:
        return "quantity"
    if inherited in ("rate", "percent_of_work", "spending") and not place.left:
        return inherited
    left = place.left + _between(place)
    if any(word in place.left[-12:] or word in place.right[:6] for word in vocabulary.SPENDING):
        return "spending" if "率" not in place.left[-4:] else "rate"
    if _WORK_TAIL.search(left) or _WORK.match(place.right.lstrip("的")):
        return "percent_of_work"
    bare = re.sub(r"(?:达到|达|为|至|约|均|分别|已)+$", "", place.left)
    if bare.endswith(vocabulary.RATES):
        return "rate"
    if _DONE_PERCENT.search(left):
        return "percent_of_work"
    return "rate"


def _between(place: Found) -> str:
    """The joining words that were taken off before the number (达到, 的)."""
    return ""


def _work_name(place: Found, subject: str, made: list[Item]) -> str:
    noun = _WORK.search(place.left.rsplit("分别", 1)[-1])
    if not noun and made:
        noun = _WORK.search(made[-1].label)
    return (subject or _subject(place, "")) + (noun.group() if noun else "形象进度")


def _subject(place: Found, subject: str) -> str:
    """Whose percent it is: 甘溪水库 of 甘溪水库达到总体工程形象进度的30%."""
    if subject:
        return subject
    text = re.sub(r"^(?:已|累计|目前)", "", place.left)
    text = _WORK_TAIL.sub("", text)
    text = re.sub(r"(?:达到|达|完成|实现|已|了|约|的|至|为)+$", "", text)
    return labels.phrase_before(text) if text else ""


def _stages(group: list[Found]) -> list[frozenset[str]]:
    """The stage words that govern each quantity: before it, behind it, or behind those it is joined to."""
    out: list[frozenset[str]] = []
    carried: frozenset[str] = frozenset()
    for i in range(len(group) - 1, -1, -1):
        place = group[i]
        own = _stage_words(place.left) | _stage_words(place.right)
        if place.right:
            carried = (
                _stage_words(place.right)
                if not labels.phrase_behind(place.right) or own
                else frozenset()
            )
        elif i == len(group) - 1:
            carried = _stage_words(place.after) if _is_open(place) else frozenset()
        out.append(own | carried)
        if place.left and labels.leading_verb(place.left):
            carried = frozenset()
    return out[::-1]


def _is_open(place: Found) -> bool:
    """A clause without a verb of its own waits for the next: 水源工程8个,完成评审工作."""
    after = re.sub(r"[ \n]+", "", place.after)
    return not labels.leading_verb(place.left) and after.startswith(tuple(vocabulary.HAPPENED))


def _stage_words(text: str) -> frozenset[str]:
    return frozenset(_STAGE.findall(_NO_STAGE.sub("", text)))


def _without_starts(found: list[Item], places: list[Found]) -> list[Item]:
    """由100元提高到120元: the starting point is no quantity, its phrase names the second."""
    out: list[Item] = []
    for i, (item, place) in enumerate(zip(found, places, strict=True)):
        following = places[i + 1] if i + 1 < len(places) else None
        if (
            following
            and following.mark.raises
            and following.sentence == place.sentence
            and units.likeness(item.unit, following.mark.unit)
            and re.search(r"(?:由|从|自|原来?的?|现有|目前)[^,;。]{0,12}$", place.left + "")
        ):
            continue
        out.append(item)
    return out


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of a free text, in order, without overlaps; percents of spending are left out."""
    return tuple(
        Quantity(
            item.label, item.qualifier, item.value, item.unit, item.start, item.end,
            bool(item.stages), item.kind, item.direction,
        )
        for item in items(text)
        if item.unit and item.kind != "spending"
    )  # fmt: skip


def work_percents(text: str) -> tuple[str, ...]:
    """Percents of the whole work that a text states, as printed, without the sign, in order."""
    return tuple(item.value for item in items(text) if item.kind == "percent_of_work")
