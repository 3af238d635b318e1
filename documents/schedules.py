"""Goals told with their months in one text: "6月底前完成招标,12月底完工", "第一季度…;第二季度…", "2026年6月"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from documents.dates import deadline_month, months_in
from documents.text import bare, clean, fold, plain_spaces

_NEXT_YEAR = r"(?:次年|翌年|明年|来年)"
_YEAR = rf"(?:20\d\d年|{_NEXT_YEAR}|今年|本年|当年)?"
_MARK = re.compile(
    rf"(?:^|(?<=[。;,:、\n\s(]))(?P<ahead>\(?(?:到|至|在|于|力争|确保|计划)?{_YEAR}度?(?:到|至)?)"
    r"(?P<when>第?[一二三四1-4]季度[末底]?|前[二三]季度|(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}日)?[底末份]?"
    r"|\d{1,2}[-至到]\d{1,2}月(?:份)?|[上下]半年|年底|年末|全年"
    r"|20\d\d[-./]\d{1,2}(?:[-./]\d{1,2})?(?=(?:之|以|底)?前))(?:前|底前|末前|之前|以前|为止|止)?[)]?[,:]?\s*(?=\S|$)"
)
_DAY = re.compile(r"(20\d\d)[-./](\d{1,2})(?:[-./]\d{1,2})?")
_LISTED = re.compile(r"[、;,\n]")
_OTHER_YEAR = re.compile(rf"(?P<year>20\d\d)(?:年|[-/.]\d)|(?P<next>{_NEXT_YEAR})")


@dataclass(frozen=True, slots=True)
class Due:
    """What is due by the end of a month. `year` is the printed one; `is_next_year` where only 次年 is said."""

    month: int
    text: str
    year: int | None = None
    is_next_year: bool = False
    has_words: bool = True
    """More than the date is printed."""


def steps_in(text: str) -> list[Due]:
    """The steps a text tells, each from its month on to the next month: none where it names none."""
    folded = fold(text)
    marks = list(_MARK.finditer(folded))
    if not marks:
        return []
    ends = [mark.start() for mark in marks[1:]] + [len(text)]
    found: list[Due] = []
    year: int | None = None
    is_next = False
    for mark, end in zip(marks, ends, strict=True):
        day = _DAY.fullmatch(mark["when"])
        months = months_in(f"{day[2]}月" if day else mark["when"])
        part = text[mark.start() : end].strip(" \n;,、\uff1b\uff0c")
        if not months or not part:
            continue
        other = _OTHER_YEAR.search(mark["ahead"])
        if day:
            year, is_next = int(day[1]), False
        elif other:
            year, is_next = (int(other["year"]), False) if other["year"] else (None, True)
        has_words = len(bare(text[mark.end() : end]).strip(";,、。")) > 1
        found.append(Due(months.last, part, year, is_next, has_words))
    return found


def steps_of_cell(text: str) -> list[Due]:
    """The steps of a cell; where each of its lines begins with a time (3月:…, 6月:…) each line is one."""
    lines = [line.strip() for line in plain_spaces(text).split("\n")]
    lines = [line for line in lines if line]
    if len(lines) > 1 and all(_MARK.match(fold(line)) for line in lines):
        return steps_in("\n".join(lines))
    return steps_in(clean(text))


def dues_in(text: str) -> list[Due]:
    """What a cell or label of deadlines says: one date, or several with what is due by each."""
    plain = clean(text)
    steps = steps_in(plain)
    times = {(step.year, step.is_next_year, step.month) for step in steps}
    if len(times) == len(steps) > 1 and _LISTED.search(fold(plain)):
        return steps
    month = deadline_month(plain)
    if month is None:
        return []
    years = list(_OTHER_YEAR.finditer(bare(plain)))
    last = years[-1] if years else None
    return [
        Due(
            month,
            plain,
            int(last["year"]) if last and last["year"] else None,
            bool(last and last["next"]),
            has_words=False,
        )
    ]


def cut_schedule(text: str) -> tuple[str, list[Due]]:
    """A text without the steps it ends with, and the steps: only where two or more follow each other."""
    steps = steps_in(text)
    if len(steps) < 2 or len({step.month for step in steps}) < 2:
        return text, []
    begin = text.find(steps[0].text)
    rest = text[:begin].rstrip(" \n")
    if len(steps) > 2 and rest.endswith((",", "\uff0c")):
        return rest.rstrip(",\uff0c"), steps
    if rest and not rest.endswith(("。", ";", "\uff1b", ":", "\uff1a", "\n")):
        return text, []
    return rest, steps


_INLINE = re.compile(
    rf"(?:^|(?<=[。;,:、\n\s]))(?P<part>(?:力争|确保|计划|预计|争取)?(?:于|在|到)?(?P<ahead>{_YEAR})"
    r"(?P<when>(?:\d{1,2}|[一二三四五六七八九十]{1,2})月(?:\d{1,2}日)?(?:底|末|份)?|年底|年末|第?[一二三四]季度[末底]?)(?:之?前|以前)?"
    r"(?P<verb>(?:全面|全部|基本|主体|项目)*(?:完成|完工|建成|竣工|投用|投入使用|交付|验收|开工|动工|启动|开放|到位)[^。;,\n]{0,12}))"
)
_WHOLE = re.compile(
    r"(?:全面|全部|基本|项目)*(?:完成|完工|建成|竣工|投用|投入使用|交付|验收|开放|到位)"
)


def inline_dues(text: str) -> list[Due]:
    """Deadlines a sentence ends with: 新建绿道21公里,11月底前完成."""
    folded = fold(text)
    found: list[Due] = []
    for mark in _INLINE.finditer(folded):
        months = months_in(mark["when"])
        if not months:
            continue
        other = _OTHER_YEAR.search(mark["ahead"])
        found.append(
            Due(
                months.last,
                text[mark.start("part") : mark.end("part")],
                int(other["year"]) if other and other["year"] else None,
                bool(other and other["next"]),
                has_words=_WHOLE.fullmatch(mark["verb"]) is None,
            )
        )
    return found
