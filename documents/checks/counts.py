"""Counts that headings and titles print against the rows under them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents import wording
from documents.drafts import ListDraft
from documents.numbers import chinese_value
from documents.reading import Finding
from documents.text import bare

_IN_TITLE = re.compile(
    r"(?<![\d〔])(\d{1,3}|[一二三四五六七八九十]{1,3})(?:件|项|个|大)(?=[^\d]{0,8}(?:实事|民生))"
)


def check_counts(plan: ListDraft, titles: Sequence[str]) -> list[Finding]:
    """(10件) in a heading, 合计(20件), and 20件 in a title, where another number of projects follows."""
    findings: list[Finding] = []
    members = plan.members()
    for category in plan.categories:
        counted = len(members.get(id(category), ()))
        if category.printed_count is not None and category.printed_count != counted:
            findings.append(
                wording.count_mismatch(
                    f"「{category.name}」", category.printed_count, counted, category.place
                )
            )
    whole = len(plan.projects)
    if plan.totals and plan.totals.printed_count not in {None, whole}:
        assert plan.totals.printed_count is not None
        findings.append(
            wording.count_mismatch("合计", plan.totals.printed_count, whole, plan.totals.place)
        )
    for title in titles:
        printed = title_count(title)
        if printed is not None and printed != whole:
            findings.append(wording.count_mismatch(f"标题「{title}」", printed, whole, None))
            break
    return findings


def title_count(title: str) -> int | None:
    """How many projects a title speaks of (20件重点民生实事); None where it says none, or two numbers."""
    counts = [found[1] for found in _IN_TITLE.finditer(bare(title))]
    if len(counts) != 1 or len(title) > 80:
        return None
    return int(counts[0]) if counts[0].isdigit() else chinese_value(counts[0])
