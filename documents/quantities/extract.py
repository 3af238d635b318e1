"""From a text to its quantities: label, kind, direction and whether only a stage is told."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Literal

from documents.reading import IndicatorKind

from . import deadlines, labels, other_times, percents, phrases, predicates, units, vocabulary
from .phrases import Found
from .vocabulary import Direction

Kind = Literal["quantity", "rate", "percent_of_work", "spending", "price"]

_TOTAL = re.compile(r"累计|总计|共计|合计|截至|截止")
_PART = re.compile(r"本月|当月|本周|本季|当季|其中|\d月份?新增|环比")
_DONE = re.compile(r"(?:目前|现|实际|累计|全县|全区|全市|我区|我县)*(?:已|实际|共完成|完成)")
_FORMER = re.compile(r"原(?:计划|定|目标|任务|方案)|(?:调整|变更|调减|调增)前|年初(?:计划|目标)")
_CHANGED_TO = re.compile(r"(?:调整|变更|核减|调减|调增|核定)(?:到|为|至)?$")
_SHARED_TAIL = re.compile(r"周边|的|内|改造|建设|提升|整治|项目|工程|环境|治理|安装")
_HELD_PRICE = re.compile(r"提高|上调|提标|增加|达到|达|不低于|不少于|降|至|≥|控制")


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
    subject: str = ""
    """Whose percent of work it is where the text names one (甘溪水库); empty for the work in hand."""


@dataclass(frozen=True, slots=True)
class Item:
    """A quantity with all that is needed to compare it with another."""

    label: str
    kind: Kind
    qualifier: str | None
    value: str
    unit: str
    direction: Direction = "up"
    start: int = 0
    end: int = 0
    stages: frozenset[str] = frozenset()
    words: str = ""
    """What is printed around it in its clause: compared with the words of others."""
    context: str = ""
    """What is said before it in its sentence."""
    subject: str = ""
    """Whose percent of work it is."""
    is_bare: bool = False
    """Its clause names no thing: 已完成4个."""
    is_total: bool = False
    """Said to be the cumulative value (累计)."""
    is_part: bool = False
    """Said to be a part of another value (其中) or of this month (本月)."""
    is_former: bool = False
    """How things stood before (2025年为68%), neither promised nor reported."""
    stood_before: bool = False
    """What there is already (已建成50个)."""
    is_of_month: bool = False
    """Said of this month alone (本月)."""
    listed: int | None = None
    """The number of the list item it stands in."""
    sentence: int = 0
    says_done: bool = False
    """Its clause opens with 已, 现已, 实际: what is done of the number before."""
    deadline: int | None = None
    """The month by whose end its clause wants it (6月底前完成60个)."""

    @property
    def counts(self) -> bool:
        """Has a unit and is no money of the plan."""
        return bool(self.unit) and self.kind not in ("spending", "price")


@lru_cache(maxsize=4096)
def items(text: str) -> tuple[Item, ...]:
    """Every number of a text with a unit, and those without one that end a phrase, in order."""
    places = _without_starting_points(_without_former(phrases.found(text)))
    made: list[Item] = []
    previous: dict[int, Item] = {}
    for _, group in groupby(places, key=lambda place: place.clause):
        made.extend(_group(list(group), previous))
    return tuple(made)


def _without_former(places: list[Found]) -> list[Found]:
    """6个(原计划8个,经批准调整为6个): neither the goal that held before, nor the new one said again."""
    kept: list[Found] = []
    for place in places:
        said = place.left + place.mark.lead
        again = _CHANGED_TO.search(said) and place.host
        same = [one for one in kept if one.mark.value == place.mark.value]
        if not _FORMER.search(said) and not (again and same):
            kept.append(place)
    return kept


def _without_starting_points(places: list[Found]) -> list[Found]:
    """由100元提高到120元: the starting points are no quantities; their phrase names what follows."""
    kept: list[Found] = []
    i = 0
    while i < len(places):
        place = places[i]
        name = labels.starting_point(place.left + place.mark.lead)
        j = i + 1
        while j < len(places) and places[j].joined and not places[j].mark.is_raise:
            j += 1
        if name is not None and j < len(places) and _raises(place, places[j]):
            following = places[j]
            following.left = name or following.left
            following.right = "" if following.left == name else following.right
            i = j
            continue
        kept.append(place)
        i += 1
    return kept


def _raises(place: Found, following: Found) -> bool:
    return (
        following.mark.is_raise
        and following.sentence == place.sentence
        and units.likeness(place.mark.unit, following.mark.unit) > 0
    )


def _group(group: list[Found], previous: dict[int, Item]) -> list[Item]:
    """The quantities of one clause, which share subjects, predicates and tails."""
    shared = _distributed(group)
    stage_words = predicates.stages_of(group)
    deadline = deadlines.month_of("".join(group[0].before[-1:]) + "," + group[0].left)
    made: list[Item] = []
    for i, place in enumerate(group):
        mark = place.mark
        after_first = bool(made) and (place.joined or bool(shared))
        kind = _kind(place, made[-1].kind if after_first else None)
        subject = shared[i] if shared else ""
        last = previous.get(place.sentence)
        name = _name(place, kind, subject, last.label if last else "", group[i + 1 :], made)
        qualifier, direction = mark.qualifier, mark.direction
        if shared and made and qualifier is None:
            qualifier, direction = made[0].qualifier, made[0].direction
        if kind == "percent_of_work" and qualifier is None and "达到" in place.left:
            qualifier = "达到"
        around = f"{subject}|{place.left}|{place.right}"
        served = labels.reached(place)
        made.append(
            Item(
                label=name,
                kind=kind,
                qualifier=qualifier,
                value=mark.value,
                unit=mark.unit,
                direction=direction,
                start=mark.start,
                end=mark.end,
                stages=stage_words[i],
                words=around + "|" + place.before[-1] if served else around,
                context="|".join([*place.before, *(one.left for one in group[:i]), place.host]),
                subject=_subject(place, subject) if kind == "percent_of_work" else "",
                is_bare=labels.is_bare(place.left) and not labels.phrase_behind(place.right),
                is_total=bool(_TOTAL.search(place.left + mark.lead)),
                is_part=_is_part(place, last),
                is_former=other_times.is_former(place),
                stood_before=other_times.stood_before(place),
                is_of_month=other_times.is_of_month(place),
                listed=place.listed,
                sentence=place.sentence,
                says_done=bool(_DONE.match(place.left + mark.lead)),
                deadline=deadline,
            )
        )
        if name and kind in ("quantity", "rate"):
            previous[place.sentence] = made[-1]
    return made


def _is_part(place: Found, last: Item | None) -> bool:
    """A part of a value that counts; 其中252户已完成 behind a mere list of 500 is the whole."""
    found = _PART.search(place.left)
    return bool(found) and not (found and found.group() == "其中" and last and last.stages)


def _distributed(group: list[Found]) -> list[str]:
    """A、B、C分别达到x、y、z: the subject of each, empty where the counts differ."""
    first = group[0]
    said = first.left + first.mark.lead
    if "分别" not in said or len(group) < 2:
        return []
    names = labels.subjects(said.partition("分别")[0])
    return names if len(names) == len(group) else []


def _kind(place: Found, inherited: Kind | None) -> Kind:
    mark = place.mark
    if mark.is_percent:
        if inherited in ("rate", "percent_of_work", "spending") and not place.left:
            return inherited
        before = place.before[-1] if place.before else ""
        return percents.percent_kind(place.left + mark.lead, place.right, before)
    if units.measure(mark.unit).base.endswith("元") and units.measure(mark.unit).family != "money":
        return inherited or ("quantity" if _is_held(place) else "price")
    if mark.unit == "元" or (units.measure(mark.unit).family == "money" and _is_per_head(place)):
        return inherited or ("quantity" if _is_held(place) else "price")
    return "quantity"


def _is_held(place: Found) -> bool:
    """A price is a promise only where it is raised or bound (提高到120元), not where it is applied."""
    said = place.left[-4:] + place.mark.lead
    return bool(_HELD_PRICE.search(said)) and not place.left.startswith(("按", "按照"))


def _is_per_head(place: Found) -> bool:
    return bool(
        re.search(r"每[人生户月年院村个家所座亩床]|人均", place.left[-8:] + place.mark.lead)
    ) or bool(re.match(r"/|的?标准", place.right))


def _name(
    place: Found, kind: Kind, subject: str, previous: str, following: list[Found], made: list[Item]
) -> str:
    if kind in ("percent_of_work", "spending"):
        return _work_name(place, subject, made)
    if subject:
        return labels.phrase_before(subject) or subject
    if reached := labels.reached(place):
        return reached
    if made and not place.left and labels.is_empty_behind(place.right):
        return _measured(made[-1].label, place.mark.unit, made[-1].unit)
    if following and (tail := _shared_tail(place, following)):
        return labels.phrase_behind(place.right + tail) or labels.label(place, previous)
    if following and _is_one_service(place, following[0]):
        return labels.phrase_behind(following[0].right)
    return labels.label(place, previous)


def _is_one_service(place: Found, following: Found) -> bool:
    """为10万名学生开展1次测评: who is served and how often, one service."""
    return (
        labels.opened(place.left + place.mark.lead).startswith(vocabulary.SERVED)
        and following.left in vocabulary.SERVES
        and bool(labels.phrase_behind(following.right))
    )


def _shared_tail(place: Found, following: list[Found]) -> str:
    """5所学校、1所医院周边环境: the tail that the last noun carries for all."""
    one = place.right
    for other in following:
        two = other.right
        if not one or other.left or len(one) > 4 or "提供" in two:
            return ""
        if not units.likeness(place.mark.unit, other.mark.unit):
            return ""
        if len(two) > len(one) + 1:
            break
    else:
        return ""
    if one.endswith("级") and "级" in two[1:]:
        return two.split("级", 1)[1]
    tail = _SHARED_TAIL.search(two, 1)
    return two[tail.start() :] if tail and tail.start() <= len(one) + 1 else ""


def _measured(label: str, unit: str, other: str) -> str:
    """67个、153万平方米: the second measure of the same thing gets its dimension for a name."""
    one, two = units.measure(unit), units.measure(other)
    word = {"area": "面积", "length": "长度", "money": "金额"}.get(one.family) or {
        "亩": "面积", "户": "户数", "人": "人数", "名": "人数", "栋": "栋数", "幢": "栋数",
    }.get(one.word)  # fmt: skip
    same = one.word == two.word or (one.family == two.family != "count")
    if word is None or same or label.endswith(word):
        return label
    return re.sub(r"(?:面积|长度|金额|户数|人数|栋数)$", "", label) + word


def _work_name(place: Found, subject: str, made: list[Item]) -> str:
    whose = subject or _subject(place, "")
    said = (place.left + place.mark.lead).rpartition("分别")[2]
    noun = percents.work_noun(said.removeprefix(whose))
    if not noun and made:
        noun = percents.work_noun(made[-1].label.removeprefix(made[-1].subject))
    return whose + (noun or "形象进度")


def _subject(place: Found, subject: str) -> str:
    """Whose percent it is: 甘溪水库 of 甘溪水库达到总体工程形象进度的30%."""
    if subject:
        return subject
    text = percents.WORK_AT_END.sub("", place.left)
    return labels.phrase_before(re.sub(r"(?:达到|达|完成|实现|已|了|约|的|至|为|占)+$", "", text))


def quantities(text: str) -> tuple[Quantity, ...]:
    """Every quantity of a free text, in order, without overlaps; spending and prices are left out."""
    return tuple(
        Quantity(
            item.label, item.qualifier, item.value, item.unit, item.start, item.end,
            bool(item.stages) and item.kind != "percent_of_work", public_kind(item.kind), item.direction, item.subject,
        )
        for item in items(text)
        if item.counts
    )  # fmt: skip


def public_kind(kind: Kind) -> IndicatorKind:
    return kind if kind in ("rate", "percent_of_work") else "quantity"


def work_percents(text: str) -> tuple[str, ...]:
    """Percents of the whole work that a text states, as printed, without the sign, in order."""
    return tuple(item.value for item in items(text) if item.kind == "percent_of_work")
