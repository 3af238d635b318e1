"""Numbers that count something: found in a plain text with their unit and their qualifier.

What only looks like a quantity (a year, an age, 4G, 525活动日, G42, 110千伏 …) is refused here, each by a rule
about its neighbours and never by the number itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from . import joining, numerals, units, vocabulary
from .joining import Lead
from .vocabulary import Direction
from .wordlist import any_of

_SCALE = "|".join(scale + ("(?![米克瓦伏])" if scale == "千" else "") for scale in units.SCALES)
_WORD = rf"(?:{any_of(units.ALL_WORDS)})(?:\((?:{any_of(units.SECOND)})\))?(?:/(?:{any_of(units.PER)}))*"
_DURATION = any_of(units.DURATIONS)
_PERSON = any_of(units.PERSONS)
_MORE = "余|多|几"

NUMBER = re.compile(
    rf"(?P<percent>百分之)?(?:(?P<arabic>{numerals.ARABIC})|(?P<chinese>{numerals.CHINESE}))"
)
_BEHIND = re.compile(any_of(word for word in vocabulary.BEHIND if word not in _MORE))
_LATER = re.compile(rf" ?({_BEHIND.pattern})")
_TAIL = re.compile(
    rf" ?(?P<more>{_MORE}|\+(?!\d))?(?P<scale>{_SCALE})?(?P<more2>余|多)?"
    rf"(?P<inner>(?:{_BEHIND.pattern})(?=[\u4e00-\u9fff]))? ?"
    rf"(?P<unit>%|‰|{_WORD})?(?P<more3>余)?"
)
_DURING = re.compile(rf" ?(?:余|多)?(?P<unit>{_DURATION})")
_TO = re.compile(rf" ?(?:{_SCALE})?(?:{_WORD}|%)? ?(?:-|至|到) ?(?=\d)")
_MONEY_RANGE = re.compile(
    rf"(?:{numerals.ARABIC}) ?(?:{_SCALE})?元?(?:-|至)(?:{numerals.ARABIC}) ?(?:{_SCALE})?元"
)
"""年收入10-50万元群体: the bounds of a group or of an aid, no sum that is promised."""
_PERSON_NEAR = re.compile(rf"[\u4e00-\u9fff]{{0,6}}?(?:{_PERSON})")
_PERSON_NEXT = re.compile(rf"(?:{_PERSON})")
_UNIT_IN_LABEL = re.compile(rf"\((?:单位:)?(?P<unit>(?:{_SCALE})?{_WORD})\)[:为]? ?$")
_MONEY_NEAR = re.compile(rf"(?:{any_of(units.MONEY)})[^,;。]{{0,8}}$")
_PEOPLE = re.compile(r"(?:人口|人数|受益群众|受益居民)(?:约|达到|达|为|共)?$")
_EACH = re.compile(r"(?:每|第|[户人村校站亩]均)(?:约|达|不少于|不低于|为)?$")
_DIMENSION = re.compile(
    r"(?:(?<![提拓加增])[宽高深厚]|直径|管径|间距|[宽高深厚]度)(?:约|达|不少于|不低于|为)?$"
)
_UNTIL = re.compile(r"[底月年日末之以目提节期学]前$")
_SIZE = re.compile(rf"(?:及?以上|以下)(?:的|规模)?(?:{any_of(units.SIZED)})")
_WITHIN = re.compile(r"(?:以|之)?内")
_CAPACITY = re.compile(r"能力|容量|装机|产能|功率|吞吐")
_LATIN = re.compile(r"[A-Za-z]")
_CLINGING: dict[str, tuple[str, ...]] = {
    "次": ("元",),
    "条": ("例",),
    "位": ("数", "一体"),
    "场": ("地", "所", "馆", "景"),
    "名": ("录", "称"),
    "元": ("化", "/"),
    "方": ("面", "案", "位", "式"),
    "人": ("间", "座"),
    "户": ("外", "型", "籍", "口"),
    "口": ("岸", "袋", "腔", "径"),
    "座": ("谈", "客车", "校车", "以下客", "以上客", "中巴"),
    "期": ("工程", "项目", "建设", "开发"),
    "对": ("接", "口", "外", "比", "照", "标"),
    "米": ("跑道", "深", "宽", "高"),
}
"""What makes a measure word only the beginning of a longer word or an attribute."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A number with what belongs to it."""

    start: int
    """Where its qualifier starts, or the number itself where none is printed before it."""
    end: int
    """Behind its unit and its qualifier."""
    opens: int
    """Where the joining words before it start (为, 达到, 提高到): what is before belongs to the label."""
    at: int
    """Where the number itself starts."""
    value: str
    """As printed, separators dropped, Chinese numerals as digits."""
    unit: str
    """Empty where the text gives none."""
    qualifier: str | None
    direction: Direction
    lead: str
    """The joining words before it, as printed."""

    @property
    def is_percent(self) -> bool:
        return self.unit in ("%", "‰")

    @property
    def is_raise(self) -> bool:
        """Stands behind 提高到, 增至 and the like."""
        return joining.is_raise(self.lead)


def marks(text: str, names: bytearray, most: int) -> list[Mark]:
    """The first numbers of a plain text that may count, in order; where `names` is set stand names."""
    found: list[Mark] = []
    position = 0
    while len(found) < most and (match := NUMBER.search(text, position)):
        position = match.end()
        if names[match.start()]:
            continue
        if between := _MONEY_RANGE.match(text, match.start()):
            position = between.end()
            continue
        mark = _read(text, match, found[-1].end if found else 0)
        if mark is not None:
            found.append(mark)
            position = mark.end
    return found


def _read(text: str, match: re.Match[str], floor: int) -> Mark | None:
    if _is_a_piece(text, match):
        return None
    at, end = match.start(), match.end()
    lead = joining.lead(text, at, floor)
    value = numerals.arabic(match["arabic"]) if match["arabic"] else None
    if value is None:
        value = _written(text, match, lead.opens)
        if value is None:
            return None
    if match["percent"]:
        return _mark(text, lead, at, end, value, "%")
    if during := _DURING.match(text, end):
        return _duration(text, lead, at, during, value)
    if (to := _TO.match(text, end)) and (second := NUMBER.match(text, to.end())):
        return _range(text, lead, at, value, second)
    tail = _TAIL.match(text, end)
    if tail is None:
        return None
    before = text[max(floor, at - 24) : at]
    unit, end, behind = _unit(text, match, tail, before)
    if unit in ("届", "级") and len(value) == 4:
        return None
    if unit in ("户", "人") and _SIZE.match(text, end):
        return None
    if unit and _is_no_promise(text[max(0, lead.opens - 24) : lead.opens], before, unit):
        return None
    return _mark(text, lead, at, end, value, unit, behind)


def _mark(
    text: str, lead: Lead, at: int, end: int, value: str, unit: str, behind: str | None = None
) -> Mark:
    qualifier = lead.qualifier
    if unit and (later := _LATER.match(text, end)):
        qualifier = joining.stronger(qualifier, vocabulary.BEHIND[later[1]])
        end = later.end()
    if behind:
        qualifier = joining.stronger(qualifier, vocabulary.BEHIND[behind])
    return Mark(
        lead.start, end, lead.opens, at, value, unit,
        qualifier.printed if qualifier else None,
        qualifier.direction if qualifier else "up",
        text[lead.opens : at],
    )  # fmt: skip


def _is_a_piece(text: str, match: re.Match[str]) -> bool:
    """A number that is a piece of a code, a formula, a clock or an ordinal."""
    before = text[match.start() - 1] if match.start() else ""
    after = text[match.end()] if match.end() < len(text) else ""
    if before and (before in ".#№第+×*=〔_@" or (before.isascii() and before.isalpha())):
        return True
    if before == "/" or (before == "前" and not _UNTIL.search(text, 0, match.start())):
        return before == "前" or text[match.start() - 2 : match.start() - 1].isdigit()
    if before == "-" and match.start() > 1 and not text[match.start() - 2].isdigit():
        return text[match.start() - 2].isalnum() and text[match.start() - 2].isascii()
    if after == "+" and (more := _TAIL.match(text, match.end())) and more["more"] and more["unit"]:
        return False  # 更换路灯1200+盏
    if after and after in "+×*=#〕_@":
        return True
    if match["chinese"]:
        return False
    if after.isascii() and after.isalpha():
        tail = _TAIL.match(text, match.end())
        return (
            tail is None or not tail["unit"] or not _ends_well(text, tail.end("unit"), tail["unit"])
        )
    return after == "/" or (after in ":." and text[match.end() + 1 : match.end() + 2].isdigit())


def _written(text: str, match: re.Match[str], opens: int) -> str | None:
    """The value of a number written in Chinese, only where it is certainly a count."""
    number = numerals.chinese(match["chinese"])
    if not number:
        return None
    if match["percent"]:
        return str(number)
    tail = _TAIL.match(text, match.end())
    is_large = number > 10 and not match["chinese"].startswith("百")
    counts = units.BUILT | units.MEASURED if is_large else units.BUILT
    if tail is None or tail["scale"] or tail["unit"] not in counts:
        return None
    after = text[tail.end("unit") :]
    return numerals.certain(number, text[:opens], after, tail["unit"], is_large=is_large)


def _ends_well(text: str, end: int, word: str) -> bool:
    """Whether a measure word is not just the beginning of a longer word."""
    after = text[end : end + 1]
    if word[-1].isascii() and word[-1].isalpha():
        return not (after.isascii() and after.isalnum())
    if after and after in "制级型式强":
        return False
    if word in units.ONLY_AT_AN_END:
        return not re.match(r"[\u4e00-\u9fffA-Za-z]", after) or bool(_BEHIND.match(text, end))
    if word == "个" and (after == "”" or after.isdigit()):
        return False
    return not text.startswith(_CLINGING.get(word, ()), end)


def _unit(
    text: str, match: re.Match[str], tail: re.Match[str], before: str
) -> tuple[str, int, str | None]:
    """The unit behind a number, where number and unit end, and the qualifier between them."""
    inner = tail["inner"] or tail["more"] or tail["more2"] or tail["more3"]
    if tail["unit"] and _ends_well(text, tail.end("unit"), tail["unit"]):
        end = tail.end()
        if tail["unit"] == "人" and text.startswith("口", end) and not text.startswith("口腔", end):
            end += 1
        return (tail["scale"] or "") + tail["unit"], end, inner
    scale = tail["scale"] or ""
    end = tail.end("scale") if scale else match.end()
    for more in ("more2", "more"):
        if tail[more]:
            end = max(end, tail.end(more))
    if named := _UNIT_IN_LABEL.search(before):
        return named["unit"], end, inner
    later = _BEHIND.match(text, end)
    behind = later.group() if later else inner
    end = later.end() if later else end
    if scale in ("万", "亿") and _MONEY_NEAR.search(before):
        return f"{scale}元", end, behind
    if scale in ("万", "百万", "千万", "亿") and _PERSON_NEAR.match(text, end):
        return f"{scale}人", end, behind
    if not scale and len(match.group()) > 1 and _PERSON_NEXT.match(text, end):
        return "人", end, behind
    if _PEOPLE.search(before):
        return f"{scale}人", end, behind
    return scale, end, behind


def _is_no_promise(label: str, before: str, unit: str) -> bool:
    """Sizes of a thing, numbers per head, and the money of the plan."""
    taken = units.measure(unit)
    if taken.word in units.ATTRIBUTES and not _CAPACITY.search(before):
        return True
    if _EACH.search(before) or (taken.family == "length" and _DIMENSION.search(before)):
        return True
    if taken.family == "money" and taken.scale != 1:
        ends = label.rstrip("约为达 ")
        return ends.endswith(vocabulary.INVESTED) and not re.search(
            r"完成(?:年度|全年)?\w{0,4}$", ends[-8:]
        )
    return False


def _duration(text: str, lead: Lead, at: int, during: re.Match[str], value: str) -> Mark | None:
    """A duration is a promise only where it is brought down or counted (3个工作日以内, 优良天数320天, 不少于300天)."""
    unit = during["unit"]
    if unit == "天" and lead.qualifier and lead.qualifier.direction == "up" and len(value) == 3:
        return _mark(text, lead, at, during.end(), value, unit)
    down = lead.qualifier is not None and lead.qualifier.direction == "down"
    if unit not in units.TIME_LIMITS or not (down or text[: lead.opens].endswith(("天数", "时长"))):
        return None
    mark = _mark(text, lead, at, during.end(), value, unit)
    if mark.end == during.end() and (within := _WITHIN.match(text, mark.end)):
        return replace(mark, end=within.end(), qualifier=within.group(), direction="down")
    return mark


def _range(text: str, lead: Lead, at: int, value: str, second: re.Match[str]) -> Mark | None:
    """3-5个: the lower end is what is promised for certain; the printed range is its qualifier."""
    tail = _TAIL.match(text, second.end())
    if second["arabic"] is None or tail is None or _DURING.match(text, second.end()):
        return None
    if not tail["unit"] or not _ends_well(text, tail.end("unit"), tail["unit"]):
        return None
    unit, upper = (tail["scale"] or "") + tail["unit"], numerals.arabic(second["arabic"])
    if numerals.order(upper) <= numerals.order(value):
        return None
    if _is_no_promise(text[max(0, lead.opens - 24) : lead.opens], text[max(0, at - 24) : at], unit):
        return None
    return Mark(
        lead.start, tail.end(), lead.opens, at, value, unit, f"{value}-{upper}", "up",
        text[lead.opens : at],
    )  # fmt: skip
