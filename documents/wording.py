"""Findings and their sentences, in the words an official uses."""

from __future__ import annotations

from collections.abc import Sequence

from documents.drafts import ProjectDraft
from documents.reading import Finding, Place


def duplicate_number(project: ProjectDraft, number: int) -> Finding:
    """A printed number that stood before already."""
    return Finding(
        "warning",
        "duplicate_number",
        f"序号{project.value}重复出现，「{project.name}」按顺序记为第{number}项。",
        number,
        project.places.get("number"),
        str(project.value),
        str(number),
    )


def number_gap(after: ProjectDraft, number: int, missing_from: int, missing_to: int) -> Finding:
    """Printed numbers that jump."""
    missing = str(missing_from) if missing_from == missing_to else f"{missing_from}至{missing_to}"
    return Finding(
        "warning",
        "number_gap",
        f"序号不连续：缺{missing}，前面的序号之后直接是{after.value}。",
        number,
        after.places.get("number"),
        str(after.value),
        str(missing_from),
    )


def total_mismatch(what: str, printed: str, expected: str, place: Place | None) -> Finding:
    return Finding(
        "warning",
        "total_mismatch",
        f"合计行的{what}印为{printed}万元，各项目相加是{expected}万元。",
        None,
        place,
        printed,
        expected,
    )


def subtotal_mismatch(
    category: str, what: str, printed: str, expected: str, place: Place | None
) -> Finding:
    return Finding(
        "warning",
        "subtotal_mismatch",
        f"「{category}」的{what}印为{printed}万元，该类项目相加是{expected}万元。",
        None,
        place,
        printed,
        expected,
    )


def ratio_mismatch(
    subject: str, project: int | None, printed: str, expected: str | None, place: Place | None
) -> Finding:
    told = (
        f"按完成额÷计划额计算应为{expected}%"
        if expected is not None
        else "计划投资为0或空缺，不应有占比"
    )
    return Finding(
        "warning",
        "ratio_mismatch",
        f"{subject}的占比印为{printed}%，{told}。",
        project,
        place,
        printed,
        expected,
    )


def percent_mismatch(
    project: int, month: int, printed: str, expected: str, told: str, place: Place | None
) -> Finding:
    return Finding(
        "warning",
        "percent_mismatch",
        f"第{project}项{month}月的进度印为{printed}%，但{told}，折合{expected}%。",
        project,
        place,
        printed,
        expected,
    )


def milestone_decreases(
    project: int, subject: str, before: tuple[int, str], after: tuple[int, str], place: Place | None
) -> Finding:
    return Finding(
        "warning",
        "milestone_decreases",
        f"第{project}项「{subject}」{after[0]}月的目标{after[1]}比{before[0]}月的{before[1]}还小。",
        project,
        place,
        after[1],
        before[1],
    )


def year_end_below_target(
    project: int, subject: str, value: str, target: str, unit: str, place: Place | None
) -> Finding:
    return Finding(
        "warning",
        "year_end_below_target",
        f"第{project}项「{subject}」年底的目标是{value}{unit}，没有达到年度任务{target}{unit}。",
        project,
        place,
        value,
        target,
    )


def count_mismatch(subject: str, printed: int, counted: int, place: Place | None) -> Finding:
    return Finding(
        "warning",
        "count_mismatch",
        f"{subject}印为{printed}件，表中实有{counted}件。",
        None,
        place,
        str(printed),
        str(counted),
    )


def damaged_date(what: str, printed: str, expected: str | None, readings: int) -> Finding:
    if expected:
        told = f"只可能是{expected}，已按此读取，请核对"
    elif readings > 1:
        told = "可以有几种读法，未填写，请补上"
    else:
        told = "读不出有效的日期，未填写，请补上"
    return Finding(
        "warning",
        "damaged_date",
        f"{what}印为「{printed}」，年月日不全，{told}。",
        None,
        None,
        printed,
        expected,
    )


def other_year(project: int, printed: str, year: int, place: Place | None) -> Finding:
    """A goal or deadline of another year, which is no month of this plan."""
    return Finding(
        "warning",
        "other_year",
        f"第{project}项的时限「{printed}」不在{year}年度内，没有作为本年的节点，请核对。",
        project,
        place,
        printed,
        str(year),
    )


def text_differs(
    project: int | None, what: str, printed: str, expected: str, place: Place | None
) -> Finding:
    first, second = difference(printed, expected)
    return Finding(
        "note",
        "text_differs",
        f"第{project}项的{what}两处不一致：一处是「{second}」，另一处是「{first}」，以前一处为准。",
        project,
        place,
        printed,
        expected,
    )


def name_differs(
    project: int | None, printed: str, expected: str | None, place: Place | None
) -> Finding:
    told = f"以「{expected}」为准" if expected else "前面的表里没有这个名称"
    return Finding(
        "note",
        "name_differs",
        f"第{project}项的名称印为「{printed}」，{told}。",
        project,
        place,
        printed,
        expected,
    )


def unit_differs(project: int | None, printed: str, expected: str, place: Place | None) -> Finding:
    return Finding(
        "note",
        "unit_differs",
        f"第{project}项的责任单位两处不一致：一处是「{expected}」，另一处是「{printed}」，以前一处为准。",
        project,
        place,
        printed,
        expected,
    )


def missing_value(
    what: str,
    project: int | None,
    place: Place | None,
    *,
    is_required: bool = False,
    printed: str | None = None,
    told: str | None = None,
) -> Finding:
    subject = f"第{project}项" if project is not None else "表中"
    if told is None:
        told = (
            f"{subject}的{what}无法读取，原文是「{printed}」。"
            if printed
            else f"{subject}没有{what}。"
        )
    return Finding(
        "error" if is_required else "note", "missing_value", told, project, place, printed, None
    )


def no_names() -> Finding:
    """The document names no projects: their first clauses serve."""
    return Finding(
        "note", "missing_value", "原文没有单列项目名称，以目标任务的首句作名称，请核对。"
    )


def numbers_given(count: int) -> Finding:
    """A text whose projects stand without numbers."""
    told = f"原文各项没有编号，已按先后编为第1至{count}项，请核对。"
    return Finding("note", "missing_value", told)


def no_targets() -> Finding:
    """The document has no column of targets: the names serve."""
    return Finding("note", "missing_value", "原文没有单列目标任务，以项目名称作目标任务。")


def answers_kept(labels: Sequence[str], place: Place | None, *, alone: bool) -> Finding:
    """Where answers (是否完成) and reasons went, which have no place of their own."""
    named = "".join(f"「{label}」" for label in labels) or "「完成情况」"
    told = (
        f"原文没有单列进展情况，以{named}的原文作进展情况，不从中取数，请核对。"
        if alone
        else f"原文另有{named}，已按原文并入备注，不从中取数，请核对。"
    )
    return Finding("note", "missing_value", told, None, place, "、".join(labels) or None)


def column_unused(label: str, texts: Sequence[str], place: Place, *, is_warned: bool) -> Finding:
    """A column nothing was taken from: what it is called, the place of its head, and what stands in it."""
    named = f"「{label}」一栏" if label else "没有表头的一栏"
    shown = "、".join(dict.fromkeys(_short(text) for text in texts[:3]))
    return Finding(
        "warning" if is_warned else "note",
        "column_unused",
        f"{named}没有用到（{len(texts)}格，如{shown}）。",
        None,
        place,
        label or None,
    )


def text_unused(
    text: str,
    place: Place | None,
    project: int | None = None,
    label: str = "",
    *,
    is_warned: bool = False,
) -> Finding:
    """Words nothing was taken from, in a cell or outside the tables; `printed` holds them line by line."""
    lines = text.split("\n")
    where = f"第{project}项" if project is not None else ""
    where += f"「{label}」栏里" if label else ""
    what = f"{len(lines)}行文字" if len(lines) > 1 else "文字"
    return Finding(
        "warning" if is_warned else "note",
        "text_unused",
        f"{where or '表外'}有{what}没有用到：{_short(lines[0], 40)}",
        project,
        place,
        text[:4000],
    )


def sum_in_words(project: int, printed: str, what: str) -> Finding:
    """A sum that a sentence speaks of; `what` is the figure it may be meant for."""
    return Finding(
        "note",
        "sum_in_words",
        f"第{project}项的文字里写有“{printed}”，没有记作{what}；公示要列金额的，请按确数填写。",
        project,
        None,
        printed,
    )


def reading_doubtful(
    message: str,
    project: int | None = None,
    place: Place | None = None,
    printed: str | None = None,
    expected: str | None = None,
) -> Finding:
    """The reading does not fit the document: a clerk must look before anything is applied."""
    return Finding("warning", "reading_doubtful", message, project, place, printed, expected)


def _short(text: str, width: int = 20) -> str:
    line = text.replace("\n", " ")
    return line if len(line) <= width else f"{line[: width - 1]}…"


def difference(first: str, second: str, around: int = 6) -> tuple[str, str]:
    """The parts of two texts where they differ, with a few signs around."""
    start = 0
    while start < min(len(first), len(second)) and first[start] == second[start]:
        start += 1
    end = 0
    while (
        end < min(len(first), len(second)) - start
        and first[len(first) - 1 - end] == second[len(second) - 1 - end]
    ):
        end += 1
    low = max(0, start - around)
    return (
        first[low : min(len(first), len(first) - end + around)],
        second[low : min(len(second), len(second) - end + around)],
    )
