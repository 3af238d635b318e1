"""Totals, subtotals and ratios recomputed; the printed figures are kept."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from documents import wording
from documents.drafts import CategoryDraft, ListDraft, ProjectDraft, SumsDraft
from documents.money import Figure, places_of, plain_figure, round_half_up
from documents.reading import Finding

_WORDS = {"plan": "计划投资", "invested": "完成投资"}


def check_sums(plan: ListDraft, drafts: Sequence[ProjectDraft]) -> list[Finding]:
    """What totals, subtotals and ratios print against what the rows give, rounded as they print."""
    findings: list[Finding] = []
    members = plan.members()
    for category in plan.categories:
        rows = members.get(id(category), [])
        for key, words in _WORDS.items():
            differs = _difference(getattr(category, key), [getattr(row, key) for row in rows])
            if differs:
                findings.append(
                    wording.subtotal_mismatch(
                        category.name, words, *differs, category.places.get(key)
                    )
                )
    totals = plan.totals
    if totals:
        for key, words in _WORDS.items():
            differs = _difference(getattr(totals, key), [getattr(row, key) for row in drafts])
            if differs:
                findings.append(wording.total_mismatch(words, *differs, totals.places.get(key)))
        findings += _ratio("合计", None, totals)
    for category in plan.categories:
        findings += _ratio(f"「{category.name}」", None, category)
    for project in drafts:
        findings += _ratio(f"第{project.number}项「{project.name}」", project.number, project)
    return findings


def _difference(printed: Figure | None, rows: Sequence[Figure | None]) -> tuple[str, str] | None:
    """The printed sum and the sum of the rows, where they are not the same."""
    if printed is None or printed.value is None or not any(row is not None for row in rows):
        return None
    if any(row is not None and row.value is None for row in rows):
        return None  # a row that cannot be read has a finding of its own
    total = sum((row.decimal or Decimal(0) for row in rows if row is not None), Decimal(0))
    if round_half_up(total, places_of(printed.value)) == printed.decimal:
        return None
    return printed.value, plain_figure(total)


def _ratio(
    subject: str, number: int | None, row: ProjectDraft | CategoryDraft | SumsDraft
) -> list[Finding]:
    if row.ratio is None or row.ratio.decimal is None or row.ratio.value is None:
        return []
    plan = row.plan.decimal if row.plan else None
    invested = row.invested.decimal if row.invested else None
    place = row.places.get("ratio")
    if not plan:
        if row.plan is None or row.ratio.decimal == 0:
            return []
        return [wording.ratio_mismatch(subject, number, row.ratio.value, None, place)]
    if invested is None:
        return []
    places = places_of(row.ratio.value)
    ratio = invested / plan * 100
    if round_half_up(ratio, places) == row.ratio.decimal:
        return []
    expected = plain_figure(round_half_up(ratio, max(places, 1)))
    return [wording.ratio_mismatch(subject, number, row.ratio.value, expected, place)]
