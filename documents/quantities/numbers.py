"""Numbers that count something: found in a plain text with their unit and their qualifier.

What only looks like a quantity (a year, an age, 4G, 525活动日, G42, a list number, a price per head …) is
refused here, each by a rule about its neighbours and never by the number itself.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from . import units, vocabulary
from .vocabulary import Direction, Qualifier

_ARABIC = r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?|\d+(?:\.\d+)?"
_CHINESE = r"[一二两三四五六七八九十百]{1,5}"
_SCALE = "|".join(units.SCALES)
_WORDS = "|".join(re.escape(word) for word in units.ALL_WORDS)
_DURATION = "|".join(sorted(units.DURATIONS, key=len, reverse=True))
_BEHIND = "|".join(re.escape(word) for word in sorted(vocabulary.BEHIND, key=len, reverse=True))
_PERSONS = "|".join(sorted(units.PERSON_NOUNS, key=len, reverse=True))

_NUMBER = re.compile(rf"(?P<percent>百分之)?(?:(?P<arabic>{_ARABIC})|(?P<chinese>{_CHINESE}))")
_TAIL = re.compile(
    rf" ?(?P<more>[余多几])?(?P<scale>{_SCALE})?(?P<more2>[余多])?"
    rf"(?P<inner>(?:{_BEHIND})(?=[\u4e00-\u9fff]))? ?"
    rf"(?P<unit>%|‰|{_WORDS})?(?P<more3>余)?\s?(?P<behind>{_BEHIND})?"
)
_DURING = re.compile(rf" ?(?:余|多)?(?:{_DURATION})")
_RANGE = re.compile(rf" ?(?:{_SCALE})?(?:{_WORDS}|%)? ?(?:-|至|到) ?(?=\d)")
_PERSON_NEAR = re.compile(rf"[\u4e00-\u9fff]{{0,6}}?(?:{_PERSONS})")
_PERSON_NEXT = re.compile(rf"(?:名|位)?(?:{_PERSONS})")
_UNIT_IN_LABEL = re.compile(rf"\((?:单位:)?(?P<unit>(?:{_SCALE})?(?:{_WORDS}))\)[:为]? ?$")
_PER = re.compile(r"每[^,;。、\d]{0,6}$")
_PRICE_BEHIND = re.compile(r" ?(?:/|每|标准|的标准|补助标准|的补助|的补贴|标准)")
_CHINESE_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
_CAPACITY = ("能力", "容量", "规模", "装机", "产能", "功率")
_NOT_CHINESE_NEXT = (
    "方面",
    "环节",
    "阶段",
    "层次",
    "维度",
    "赛道",
    "统筹",
    "一体",
    "确保",
    "全",
    "级",
    "月",
    "年",
    "度",
    "大",
    "融合",
    "体系",
    "机制",
    "转变",
    "结合",
    "清单",
    "行动",
    "专项",
    "重点",
    "集中",
    "率",
    "优先",
    "满意",
    "百",
    "千",
    "工作日",
    "小时",
    "星",
)
_BUILDERS = re.compile(
    r"(?:新建|改建|扩建|改扩建|建成|建设|修建|新增|增设|新设|改造|打造|创建|设立|建立|开设|购置|完成|培育|引进|更换|更新|安装|加装|完工|新开|启动|竣工|投用)$"
)
_LATIN = re.compile(r"[A-Za-z]")


@dataclass(frozen=True, slots=True)
class Mark:
    """A number with what surrounds it; `start` and `end` enclose number, unit and qualifiers."""

    start: int
    end: int
    at: int
    """Where the number itself starts."""
    value: str
    """As printed, separators dropped, Chinese numerals as digits."""
    unit: str
    """Empty where the text gives none."""
    qualifier: str | None
    direction: Direction
    raises: bool = False
    """Stands behind 提高到, 增至 and the like."""

    @property
    def is_percent(self) -> bool:
        return self.unit in ("%", "‰")


def chinese(numeral: str) -> int | None:
    """The value of a short numeral written in Chinese (两, 十二, 三百五十); None where it is not one number."""
    total = digit = 0
    had_digit = False
    for sign in numeral:
        if sign in _CHINESE_DIGITS:
            if had_digit:
                return None
            digit, had_digit = _CHINESE_DIGITS[sign], True
        else:
            power = {"十": 10, "百": 100}[sign]
            if total and total < power:
                return None
            total += (digit if had_digit else 1) * power
            digit, had_digit = 0, False
    return total + digit


def marks(text: str, names: list[tuple[int, int]]) -> list[Mark]:
    """Every quantity of a plain text, in order; numbers inside `names` (quoted titles) are names."""
    found: list[Mark] = []
    position = 0
    while match := _NUMBER.search(text, position):
        position = match.end()
        if any(start <= match.start() < end for start, end in names):
            continue
        mark = _read(text, match, found[-1].end if found else 0)
        if mark is None:
            continue
        found.append(mark)
        position = mark.end
    return found


def _read(text: str, match: re.Match[str], floor: int) -> Mark | None:
    at, value = match.start(), match["arabic"]
    end = match.end()
    before = text[max(floor, at - 24) : at]
    if _is_a_piece(text, match):
        return None
    qualifier, start, raises = _before(text, at, floor)
    if value is None:
        counted = _written(text, match, start)
        if counted is None:
            return None
        value = counted
    value = value.replace(",", "")
    if match["percent"]:
        return _finish(text, start, at, end, value, "%", qualifier, raises)
    if _DURING.match(text, end):
        return _time_limit(text, end, at, start, value, qualifier, raises)
    if (more := _RANGE.match(text, end)) and _NUMBER.match(text, more.end()):
        return _range(text, at, start, value, more, qualifier, raises)
    tail = _TAIL.match(text, end)
    if tail is None:
        return None
    unit = (tail["scale"] or "") + (tail["unit"] or "")
    end = tail.end()
    word = tail["unit"] or ""
    inner = tail["inner"] or tail["more"] or tail["more2"] or tail["more3"]
    behind = tail["behind"]
    if word and not _ends_well(text, tail.end("unit"), word):
        word, unit, end = (
            "",
            tail["scale"] or "",
            tail.end("scale") if tail["scale"] else match.end(),
        )
        behind = None
    if not word:
        unit, end, behind = _unit_elsewhere(text, match, tail, unit, before)
    if unit and _is_no_promise(text, before, unit, end):
        return None
    for extra in (inner, behind):
        if extra:
            qualifier = _stronger(qualifier, vocabulary.BEHIND[extra])
    return Mark(
        start, end, at, value, unit, qualifier.printed if qualifier else None,
        qualifier.direction if qualifier else "up", raises,
    )  # fmt: skip


def _is_a_piece(text: str, match: re.Match[str]) -> bool:
    """A number that is a piece of a code, a formula, a date or an ordinal."""
    before = text[match.start() - 1] if match.start() else ""
    after = text[match.end()] if match.end() < len(text) else ""
    if before and (before in ".#№第+×*/=〔_" or (_LATIN.match(before) and before.isascii())):
        return True
    if before == "-" and match.start() > 1 and text[match.start() - 2].isalnum():
        return not text[match.start() - 2].isdigit()
    if after and after in "+×*=#〕_":
        return True
    if match["chinese"]:
        return False
    return after == "/" or (
        after in (":", ".") and text[match.end() + 1 : match.end() + 2].isdigit()
    )


def _before(text: str, at: int, floor: int) -> tuple[Qualifier | None, int, bool]:
    """The qualifier that ends where the number starts, where it starts, and whether it is a raise."""
    best: Qualifier | None = None
    raises = False
    start = at
    while start > floor:
        head = text[floor:start].rstrip(" ")
        word = next((word for word in _BEFORE_BY_LENGTH if head.endswith(word)), None)
        if word is None:
            break
        opening = len(head) - len(word)
        guard = vocabulary.NOT_AFTER.get(word)
        if guard and opening and head[opening - 1] in guard:
            break
        best = _stronger(best, vocabulary.BEFORE[word])
        raises = raises or word in vocabulary.RAISES
        start = floor + opening
        if word in (":", "("):
            start += 1
            break
    return best, start, raises


_BEFORE_BY_LENGTH = sorted(vocabulary.BEFORE, key=len, reverse=True)


def _stronger(one: Qualifier | None, two: Qualifier) -> Qualifier:
    if one is None or two.strength > one.strength:
        return two if one is None or one.direction == two.direction else _merge(one, two)
    return one if one.direction == two.direction else _merge(two, one)


def _merge(weaker: Qualifier, stronger: Qualifier) -> Qualifier:
    """Two words that point apart: the binding one decides (达到…以内 is 以内, down)."""
    return stronger if stronger.strength >= weaker.strength else weaker


def _written(text: str, match: re.Match[str], start: int) -> str | None:
    """The value of a number written in Chinese, only where it is certainly a count."""
    numeral = match["chinese"]
    if match["percent"]:
        number = chinese(numeral)
        return None if number is None else str(number)
    number = chinese(numeral)
    tail = _TAIL.match(text, match.end())
    if not number or tail is None or tail["scale"] or tail["unit"] not in units.BUILT:
        return None
    after = text[tail.end("unit") :]
    if after.startswith(_NOT_CHINESE_NEXT):
        return None
    if _BUILDERS.search(text[:start]):
        concrete = tail["unit"] not in ("个", "次", "件", "场", "条") or number > 1
        return str(number) if concrete else None
    before = text[max(0, start - 1) : start]
    ends = not after or after[0] in ",;。、)\n!和及"
    return str(number) if ends and number > 1 and re.match(r"[\u4e00-\u9fff)”]", before) else None


def _ends_well(text: str, end: int, word: str) -> bool:
    """Whether a measure word is not just the beginning of a longer word."""
    after = text[end : end + 1]
    if word[-1].isascii() and word[-1].isalpha():
        return not (after.isascii() and after.isalnum())
    if after and after in "制级型式":
        return False
    if word in units.ONLY_AT_AN_END:
        return (
            not after
            or not re.match(r"[\u4e00-\u9fffA-Za-z]", after)
            or bool(re.match(_BEHIND, text[end:]))
        )
    if word == "个" and (after == "”" or after.isdigit()):
        return False
    if word in ("件", "次", "条", "位", "场", "名", "元", "方", "人", "户", "口", "座"):
        return not text.startswith(_LONGER_WORDS[word], end)
    return True


_LONGER_WORDS: dict[str, tuple[str, ...]] = {
    "件": (),
    "次": ("元",),
    "条": ("例",),
    "位": ("数", "一体"),
    "场": ("地", "所", "馆", "景"),
    "名": ("录", "称"),
    "元": ("化",),
    "方": ("面", "案", "位", "式"),
    "人": ("间", "座"),
    "户": ("外", "型", "籍", "口"),
    "口": ("岸", "袋", "腔", "径"),
    "座": ("谈", "客车", "校车", "以下客"),
}


def _unit_elsewhere(
    text: str, match: re.Match[str], tail: re.Match[str], scale: str, before: str
) -> tuple[str, int, str | None]:
    """A unit that does not stand right behind: 培训(人次)2000, 2.91万农村人口, 3000余群众, 337万."""
    end = tail.end("scale") if tail["scale"] else match.end()
    for more in ("more2", "more"):
        if tail[more]:
            end = max(end, tail.end(more))
    if named := _UNIT_IN_LABEL.search(before):
        return named["unit"], end, None
    behind = None
    if later := re.compile(_BEHIND).match(text, end):
        behind, end = later.group(), later.end()
    if scale and any(noun in before[-12:] for noun in units.MONEY_NOUNS):
        return f"{scale}元", end, behind
    if scale in ("万", "百万", "千万", "亿") and _PERSON_NEAR.match(text, end):
        return f"{scale}人", end, behind
    if not scale and _PERSON_NEXT.match(text, end) and len(match.group()) > 1:
        return "人", end, behind
    if scale:
        return scale, end, behind
    return "", end, behind


def _is_no_promise(text: str, before: str, unit: str, end: int) -> bool:
    taken = units.measure(unit)
    if taken.word in units.ATTRIBUTES:
        return not any(noun in before for noun in _CAPACITY)
    if re.search(
        r"(?:每|第|宽|高|深|厚|直径|管径|间距|宽度|高度|深度|厚度)(?:约|达|不少于|不低于|为)?$",
        before,
    ):
        return True
    if taken.family == "money":
        if any(before.rstrip("约为达 ").endswith(word) for word in vocabulary.INVESTED):
            return "完成" not in before[-8:] and "年度" not in before[-8:]
        if taken.scale == 1:
            raised = any(before.endswith(word) for word in vocabulary.RAISES) or re.search(
                r"(?:提高|增加|上调|达到|不低于|不少于)$", before
            )
            return not raised
    return False


def _time_limit(
    text: str, end: int, at: int, start: int, value: str, qualifier: Qualifier | None, raises: bool
) -> Mark | None:
    """A duration is a promise only where it is brought down or held (压缩至3个工作日以内)."""
    unit = next((word for word in _LIMITS if text.startswith(word, end)), None)
    if unit is None or qualifier is None or qualifier.direction != "down":
        return None
    return _finish(text, start, at, end + len(unit), value, unit, qualifier, raises)


_LIMITS = sorted(units.TIME_LIMITS, key=len, reverse=True)


def _range(
    text: str,
    at: int,
    start: int,
    value: str,
    more: re.Match[str],
    qualifier: Qualifier | None,
    raises: bool,
) -> Mark | None:
    """3-5个: the lower end is what is promised for certain; the printed range is its qualifier."""
    second = _NUMBER.match(text, more.end())
    if second is None or second["arabic"] is None or _DURING.match(text, second.end()):
        return None
    tail = _TAIL.match(text, second.end())
    if tail is None or not tail["unit"] or not _ends_well(text, tail.end("unit"), tail["unit"]):
        return None
    unit = (tail["scale"] or "") + tail["unit"]
    if float(second["arabic"].replace(",", "")) <= float(value):
        return None
    if _is_no_promise(text, text[max(0, at - 24) : at], unit, tail.end()):
        return None
    return Mark(start, tail.end(), at, value, unit, f"{value}-{second['arabic']}", "up", raises)


def _finish(
    text: str,
    start: int,
    at: int,
    end: int,
    value: str,
    unit: str,
    qualifier: Qualifier | None,
    raises: bool,
) -> Mark:
    behind = re.compile(_BEHIND).match(text, end)
    if behind:
        qualifier = _stronger(qualifier, vocabulary.BEHIND[behind.group()])
        end = behind.end()
    return Mark(
        start, end, at, value, unit, qualifier.printed if qualifier else None,
        qualifier.direction if qualifier else "up", raises,
    )  # fmt: skip
