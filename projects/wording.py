"""Which periods a text names, and whether they agree with the one it should name.

A notice's title, head and rows must speak of one period (rules.md, Notice). Wanzhou's own title says
"1季度" where its head says "(1-3月)": two wordings of one period, which agree.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from projects.periods import Period

Span = tuple[int, int]

_PLAIN = str.maketrans("０１２３４５６７８９－～（）", "0123456789-~()")
_MONTH = r"(?:1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])"
_TO = r"\s*(?:-|—{1,2}|–|―|~|至|到)\s*"
_YEAR = r"(?:(?P<year>20\d\d)年度?)?"
_BEFORE = r"(?<![\d.\-—–一二三四五六七八九十])"
_NUMERALS = {word: number for number, word in enumerate("一二三四五六七八九十", start=1)} | {
    "十一": 11, "十二": 12, "两": 2, "Ⅰ": 1, "Ⅱ": 2, "Ⅲ": 3, "Ⅳ": 4,
}  # fmt: skip
_Q = r"[1-4一二三四ⅠⅡⅢⅣ]"


@cache
def _patterns() -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Made where a text is first looked at: they would cost every start 10 ms."""
    return tuple(
        (kind, re.compile(pattern))
        for kind, pattern in (
            ("months", rf"{_YEAR}{_BEFORE}(?P<a>{_MONTH})(?:月份?)?{_TO}(?P<b>{_MONTH})月(?!\d)"),
            (
                "quarters",
                rf"{_YEAR}{_BEFORE}第?(?P<a>{_Q})(?:季度)?(?:{_TO}|[、和及])第?(?P<b>{_Q})季度",
            ),
            ("first_quarters", rf"{_YEAR}前(?P<b>[1-4一二三四两])个?季度"),
            ("quarter", rf"{_YEAR}{_BEFORE}(?:第(?P<c>{_Q})个?|(?P<b>{_Q}))季度"),
            ("first_half", rf"{_YEAR}(?:上半年|半年度)"),
            ("second_half", rf"{_YEAR}下半年"),
            ("year", rf"{_YEAR}(?:全年|年度)(?:目标|任务|工作)?(?:推进|进展|完成|落实|实施)情况"),
            ("until", rf"截[至止]\s*{_YEAR}(?P<b>{_MONTH})月(?!\d)"),
            ("month", rf"{_YEAR}{_BEFORE}(?P<b>{_MONTH})月份?(?![\d日底末前初上中下起])"),
        )
    )


@dataclass(frozen=True, slots=True)
class Mention:
    """A period named in a text. `spans` are the months it may mean: “三季度” in a title is 7—9月 or 1—9月."""

    text: str
    start: int
    spans: frozenset[Span]
    year: int | None
    kind: str

    def agrees_with(self, period: Period) -> bool:
        same_year = self.year is None or self.year == period.year
        return same_year and (period.from_month, period.to_month) in self.spans

    @property
    def to_month(self) -> int:
        return max(last for _, last in self.spans)


@dataclass(frozen=True, slots=True)
class WordingProblem:
    """A period wording that disagrees: what was found, what is expected, and the sentence for the reader."""

    found: str
    start: int
    expected: str

    @property
    def sentence(self) -> str:
        return f"写的是“{self.found}”，本期是{self.expected}。"


def periods_in(text: str) -> list[Mention]:
    """The periods a text names, in order. Days (4月11日) and deadlines (6月底前) are not periods."""
    return sorted(_mentions(text.translate(_PLAIN), text), key=lambda mention: mention.start)


def wording_problems(text: str, period: Period, *, narrative: bool = False) -> list[WordingProblem]:
    """Where a text names another period than `period`.

    A title, head or lead is held to every period and year it names. A narrative (a row's progress) may look back
    and ahead, so there only a text whose own cumulative wording stops before the period's end is a problem:
    last round's text, left standing.
    """
    mentions = periods_in(text)
    if narrative:
        stale = [m for m in mentions if _is_cumulative(m, period) and m.to_month <= period.to_month]
        if any(mention.to_month == period.to_month for mention in stale):
            return []
        wrong = stale
    else:
        wrong = [mention for mention in mentions if not mention.agrees_with(period)]
    expected = _expected(period)
    problems = [WordingProblem(mention.text, mention.start, expected) for mention in wrong]
    if not narrative and not problems:
        problems.extend(_wrong_years(text, period, expected))
    return problems


def _expected(period: Period) -> str:
    both = period.full_months
    return both if period.title == period.months else f"{both}（{period.title}）"


def _is_cumulative(mention: Mention, period: Period) -> bool:
    if mention.year is not None and mention.year != period.year:
        return False
    return mention.kind not in {"month", "year"} and any(first == 1 for first, _ in mention.spans)


def _wrong_years(text: str, period: Period, expected: str) -> Iterator[WordingProblem]:
    years = list(re.finditer(r"(?<!\d)(20\d\d)年", text.translate(_PLAIN)))
    if years and all(int(match[1]) != period.year for match in years):
        yield WordingProblem(years[0][0], years[0].start(), expected)


def _mentions(plain: str, original: str) -> Iterator[Mention]:
    taken: list[tuple[int, int]] = []
    for kind, pattern in _patterns():
        for match in pattern.finditer(plain):
            start, end = match.span()
            if any(start < other_end and other_start < end for other_start, other_end in taken):
                continue
            spans = _spans(kind, match)
            if spans is None:
                continue
            taken.append((start, end))
            year = int(match["year"]) if match["year"] else None
            yield Mention(original[start:end], start, spans, year, kind)


def _spans(kind: str, match: re.Match[str]) -> frozenset[Span] | None:
    """The months meant; None where the numbers are in no order (not a period then)."""
    if kind == "first_half":
        return frozenset({(1, 6)})
    if kind == "second_half":
        return frozenset({(7, 12)})
    if kind == "year":
        return frozenset({(1, 12)})
    last = _number(match["b"] or match["c"]) if kind == "quarter" else _number(match["b"])
    if kind in {"months", "quarters"}:
        first = _number(match["a"])
        if first >= last:
            return None
        return frozenset({(first, last) if kind == "months" else (3 * first - 2, 3 * last)})
    if kind == "quarter":
        # Reports are cumulative: an office calls January to September both 三季度 and 前三季度.
        return frozenset({(3 * last - 2, 3 * last), (1, 3 * last)})
    if kind == "first_quarters":
        return frozenset({(1, 3 * last)})
    if kind == "month":
        return frozenset({(last, last), (1, last)})
    return frozenset({(1, last)})


def _number(word: str) -> int:
    return _NUMERALS[word] if word in _NUMERALS else int(word)
