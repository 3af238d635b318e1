"""Who is in charge, said inside a text: (责任单位:…), (区教育局、区财政局), 该项目由区教育局牵头负责."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from documents.drafts import UnitText
from documents.prose.labels import Labelled, labels_in
from documents.tables.meanings import Meaning
from documents.text import fold
from documents.units import looks_like_units

_INNER = r"[^()]{1,120}(?:\([^()]*\)[^()]*)*"
_LABELLED = re.compile(
    rf"\(((?:责任|牵头|主办|配合|承办|实施|负责|主责|完成|落实)(?:责任)?(?:单位|部门|主体)?[:、及和]?{_INNER})\)"
)
_PLAIN = re.compile(r"\(([^()]{2,120}(?:\([^()]*\)[^()]*)*)\)")
_STROKE = re.compile(r"(?<=[^\d\s/|])\s*[/|]\s*([^/|()。;]{3,80})[。;]?\s*$")
_WORK = r"(?:(?:该|本|此|上述|以上|这)(?:项|个|些)?(?:项目|工作|实事|任务|工程|事项)?(?:均|都|全部|具体)?)?"
_ACT = r"(?:牵头|负责|主办|承办|承担|实施|落实|组织|推进|建设|具体|共同|抓好|完成|办理|为主)+"
_BY = re.compile(
    rf"(?:^|(?<=[。;,\n]))\s*{_WORK}由(?P<lead>[^。;,\n]{{2,80}}?)(?P<act>(?:共同|联合|具体)?{_ACT})"
    r"(?:[,、](?:由)?(?P<others>[^。;\n]{2,80}?)(?:等(?:单位|部门)?)?(?:共同|积极)?(?:配合|协助|参与|协同|协办|支持)(?:实施|落实|推进|做好|完成)*)?[。;]?"
)
_LEADS = re.compile(
    rf"(?:^|(?<=[。;\n]))\s*{_WORK}(?P<lead>[^。;,\n:()]{{3,60}}?)(?P<act>牵头(?:负责|实施|落实|推进)*)"
    r"(?:[,、](?P<others>[^。;\n()]{2,80}?)(?:等(?:单位|部门)?)?(?:共同|积极)?(?:配合|协助|参与|协同|协办|支持)(?:实施|落实|推进|做好|完成)*)?[。;]?$"
)
_IS = re.compile(
    r"(?:^|(?<=[。;,\n]))\s*(?P<role>牵头|责任|主办|承办|实施|配合|协办)(?:单位|部门)(?:为|是)"
    r"(?P<lead>(?:(?![,、](?:牵头|责任|主办|承办|实施|配合|协办)(?:单位|部门))[^。;\n]){2,80})[。;,]?"
)
_TELLING = (Meaning.UNIT, Meaning.LEAD, Meaning.COOPERATING, Meaning.DEADLINE)
_BRACKETS = str.maketrans("【】〔〕〖〗[]", "()()()()")


@dataclass(slots=True)
class Charge:
    """A text without what it says of units in brackets or sentences."""

    before: str
    behind: str | None = None
    """What follows the bracket; None where there was none. It is not the name's."""
    units: list[UnitText] = field(default_factory=list)
    labelled: list[Labelled] = field(default_factory=list)
    """Labels of the bracket: (牵头单位:…;完成时限:…)."""

    def take(self, inner: str) -> None:
        """Takes the words of a bracket."""
        _, labelled = labels_in(inner)
        if labelled:
            self.labelled.extend(labelled)
        else:
            self.units.append(UnitText(inner))

    def __bool__(self) -> bool:
        return bool(self.units or self.labelled)


def charge_in(words: str) -> Charge:
    """Tells a text from what it says of units: in (责任单位:…), in a bracket of units, in a sentence."""
    folded = fold(words).translate(_BRACKETS)
    bracket = _labelled_bracket(folded) or _LABELLED.search(folded) or _of_units(folded)
    bracket = bracket or _behind_a_stroke(folded)
    if bracket is None:
        rest, units = take_sentences(words)
        return Charge(rest.strip(), None, units)
    charge = Charge(words[: bracket.start()].strip())
    charge.take(words[bracket.start(1) : bracket.end(1)])
    behind = words[bracket.end() :]
    # Further brackets with units right behind: (牵头单位:…)(配合单位:…).
    while (more := _LABELLED.match(fold(behind).translate(_BRACKETS))) is not None:
        charge.take(behind[more.start(1) : more.end(1)])
        behind = behind[more.end() :]
    charge.behind = behind.strip()
    return charge


def _labelled_bracket(folded: str) -> re.Match[str] | None:
    """A bracket that begins with a label on units or on a deadline."""
    for found in _PLAIN.finditer(folded):
        words, labelled = labels_in(found[1])
        if not words and labelled and any(part.meaning in _TELLING for part in labelled):
            return found
    return None


def _of_units(folded: str) -> re.Match[str] | None:
    """A bracket of nothing but units: at an end, or where a sentence is over."""
    for found in _PLAIN.finditer(folded):
        behind = folded[found.end() : found.end() + 1]
        ahead = folded[: found.start()].rstrip()[-1:]
        ends = not behind or behind in "。;.:\n" or ahead in "。;."
        ends = ends or (behind == "," and re.search(r"牵头|负责|配合", found[1]) is not None)
        if ends and len(found[1]) > 2 and looks_like_units(found[1]):
            return found
    return None


def _behind_a_stroke(folded: str) -> re.Match[str] | None:
    """开设老年学堂26个/区委老干局、区民政局: units at the end of a line, behind a stroke."""
    found = _STROKE.search(folded)
    return found if found and looks_like_units(found[1]) else None


def take_sentences(words: str) -> tuple[str, list[UnitText]]:
    """A text without its sentences on who is in charge, and the units they name."""
    units: list[UnitText] = []
    for pattern in (_BY, _LEADS, _IS):
        folded = fold(words)
        cut = 0
        kept: list[str] = []
        for found in pattern.finditer(folded):
            lead = words[found.start("lead") : found.end("lead")]
            if not looks_like_units(lead):
                continue
            groups = found.groupdict()
            role = groups.get("role") or ("牵头" if "牵头" in (groups.get("act") or "") else "")
            leading = {"牵头": "lead", "主办": "lead", "配合": "cooperating", "协办": "cooperating"}
            units.append(UnitText(lead, leading.get(role)))  # type: ignore[arg-type]
            if groups.get("others"):
                others = words[found.start("others") : found.end("others")]
                units.append(UnitText(others, "cooperating"))
            kept.append(words[cut : found.start()])
            cut = found.end()
        words = "".join([*kept, words[cut:]])
    return words, units


def names_units(text: str) -> bool:
    """Whether a line says somewhere who is in charge."""
    return bool(charge_in(text))
