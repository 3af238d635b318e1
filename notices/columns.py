"""The columns a notice may show: which, in what order, under what heads. One period words every head."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from projects.periods import Period, Subject

MILESTONE = "milestone-"
LABELS: dict[str, str] = {
    "number": "序号",
    "name": "项目名称",
    "target": "目标任务",
    "investment_plan": "投资计划",
    "units": "责任单位",
    "progress": "进展情况",
    "invested": "完成额度",
    "ratio": "占比",
    "remark": "备注",
}
REQUIRED = ("number", "name")
"""Without number and name no row can be told from another."""

USUAL: dict[Subject, tuple[str, ...]] = {
    "progress": tuple(LABELS),
    "completion": tuple(LABELS),
    "targets": ("number", "name", "target", "investment_plan", "units"),
}


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """A column on offer in the editor."""

    key: str
    label: str


def usual_columns(
    subject: Subject, months: Iterable[int] = (), *, has_money: bool = True
) -> list[str]:
    """The columns a notice starts with; a target notice shows the plan's milestone months as well, and no column
    of money where the plan names none."""
    columns = list(USUAL[subject])
    if subject == "targets" and not has_money:
        columns.remove("investment_plan")
    if subject == "targets":
        columns += [f"{MILESTONE}{month}" for month in sorted(set(months))]
    return columns


def choices(subject: Subject, months: Iterable[int] = ()) -> list[ColumnChoice]:
    """Every column the kind may show, in the usual order."""
    keys = list(USUAL[subject]) + (["remark"] if subject == "targets" else [])
    keys += [f"{MILESTONE}{month}" for month in sorted(set(months))]
    return [ColumnChoice(key, label_of(key)) for key in keys]


def label_of(key: str) -> str:
    """The plain name of a column, for the editor."""
    return f"{key.removeprefix(MILESTONE)}月底目标" if key.startswith(MILESTONE) else LABELS[key]


def printed_heads(
    keys: Sequence[str], *, year: int, subject: Subject, period: Period | None
) -> list[str]:
    """The heads as the table prints them. Money has its unit in the head; the progress head names the months."""
    heads = {
        **LABELS,
        "target": f"{year}年目标任务",
        "investment_plan": f"{year}年投资计划（万元）",
        "progress": "全年完成情况"
        if subject == "completion"
        else f"进展情况（{period.months}）"
        if period
        else "进展情况",
        "invested": "完成额度（万元）",
        "ratio": "占比（%）",
    }
    return [
        label_of(key) if key.startswith(MILESTONE) else heads[key] for key in keys if is_known(key)
    ]


def is_known(key: str) -> bool:
    if key.startswith(MILESTONE):
        month = key.removeprefix(MILESTONE)
        return month.isdigit() and 1 <= int(month) <= 12
    return key in LABELS
