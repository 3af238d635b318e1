"""Where a sentence speaks of money for the whole of a project: 计划投资540万元, 累计完成投资513万元."""

from __future__ import annotations

import re

from documents.text import fold

_SUM = r"(?P<sum>\d[\d,]*(?:\.\d+)?)\s?(?P<about>余|多)?(?P<unit>亿元|万元)"
_PLAN = re.compile(
    rf"(?P<what>(?:20\d\d年(?:度)?|本?年度|今年|当年)?(?:计划|概算|预算|估算|拟)?(?:完成)?(?P<total>总)?投资(?:额|计划|概算)?)(?P<near>约|共|为|达|超过|近|:)*{_SUM}"
)
_DONE = re.compile(
    rf"(?:累计|已|实际|目前|共)+(?:完成)?(?:投资|支出)(?:额)?(?P<near>约|共|为|达|超过|近|:)*{_SUM}|(?:累计|已|实际|目前)?完成投资(?:额)?(?P<near2>约|共|为|达|超过|近|:)*(?P<sum2>\d[\d,]*(?:\.\d+)?)\s?(?P<about2>余|多)?(?P<unit2>亿元|万元)"
)
_ENDS = re.compile(r"(?:左右|以上|整)?(?=[。;,、)\s]|$)")
"""What may follow a sum that is said for itself; 总投资2.3亿元的医院 is the hospital's size."""
_OF_THE_YEAR = re.compile(r"20\d\d|本?年度|今年|当年")
_ASIDE = re.compile(r"(?:其中|含|包括)[^。;]{0,12}$")


def sums_in(text: str) -> tuple[list[re.Match[str]], list[re.Match[str]]]:
    """Where a text, folded, says what is to be spent on the whole, and where what was spent; parts of a sum are neither."""
    folded = fold(text)
    done = [found for found in _DONE.finditer(folded) if not _ASIDE.search(folded[: found.start()])]
    plans = [
        found
        for found in _PLAN.finditer(folded)
        if not _ASIDE.search(folded[: found.start()])
        and not any(one.start() <= found.start() < one.end() for one in done)
        and not re.search(r"(?:完成|争取|带动|吸引|撬动|引进)$", folded[: found.start()])
        and not re.match(r"完成", found["what"])
        and _ENDS.match(folded, found.end())
    ]
    return plans, done


def of_the_year(plans: list[re.Match[str]]) -> re.Match[str] | None:
    """Of the sums to be spent the year's, or the only one; None where it is not certain."""
    yearly = [found for found in plans if _OF_THE_YEAR.match(found["what"])]
    chosen = yearly or plans
    return chosen[0] if len(chosen) == 1 else None
