"""The figures of a task's promise that an adjustment may change, by key; each is read and written the same way."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from projects.models import Indicator, MilestoneTarget, Task
from projects.money import AmountError, parse_amount, parse_value, printed
from projects.printed_units import in_shown_unit

MONEY = "money"


@dataclass(frozen=True, slots=True)
class Figure:
    """One thing a promise says: `target-7`, `month-7-6`, `milestone-9` or `money`. `unit` is blank for a text.

    `value` and `unit` are the register's; `indicator` is the one whose target or month value it is.
    """

    key: str
    label: str
    unit: str
    value: str
    is_text: bool = False
    indicator: Indicator | None = None


def figures_of(task: Task) -> list[Figure]:
    """Every figure of the task, in the order of a form: targets with their month values, milestones, money."""
    found = []
    for indicator in task.indicators.all():
        if indicator.target is not None and not indicator.from_percents:
            found.append(
                Figure(
                    f"target-{indicator.pk}",
                    f"{indicator.label}全年目标",
                    indicator.unit,
                    printed(indicator.target),
                    indicator=indicator,
                )
            )
        found += [
            Figure(
                f"month-{indicator.pk}-{due.milestone.month}",
                f"{indicator.label}{due.milestone.month}月底目标",
                indicator.unit,
                printed(due.value),
                indicator=indicator,
            )
            for due in indicator.milestone_targets.select_related("milestone").order_by(
                "milestone__month"
            )
        ]
    for milestone in task.milestones.all():
        label = f"{milestone.month}月底阶段性目标"
        found.append(Figure(f"milestone-{milestone.pk}", label, "", milestone.text, is_text=True))
    if task.carries_money and task.project.investment_plan is not None:
        plan = printed(task.project.investment_plan)
        found.append(Figure(MONEY, "年度投资计划", "万元", plan))
    return found


def changed_figures(task: Task, given: Mapping[str, str]) -> list[dict[str, str]]:
    """What of `given` differs from what stands, with its value before and after, ready to be kept.

    A bare number is in the register's unit; one with a unit of its own is taken at its word ("2万平方米") or refused.
    Raises ValueError with the sentence for the person where a value cannot be taken.
    """
    changed = []
    for figure in figures_of(task):
        if figure.key not in given:
            continue
        after = _taken(figure, given[figure.key])
        if after != figure.value:
            shown = figure.indicator.unit_printed if figure.indicator else ""
            changed.append(
                {
                    "key": figure.key,
                    "label": figure.label,
                    "unit": figure.unit,
                    "unit_printed": shown,
                    "before": figure.value,
                    "after": after,
                }
            )
    return changed


def _taken(figure: Figure, text: str) -> str:
    text = text.strip()
    if not text:
        raise ValueError(f"“{figure.label}”不能留空。")
    if figure.is_text:
        return text
    try:
        if figure.key == MONEY:
            return printed(parse_amount(text))
        return printed(parse_value(text, unit=figure.unit))
    except AmountError as error:
        raise ValueError(f"“{figure.label}”：{error}") from error


def write_figure(task: Task, key: str, value: str) -> None:
    """Set one figure of the task; what is printed of it follows in the printed unit."""
    kind, _, rest = key.partition("-")
    match kind:
        case "target":
            indicator = task.indicators.get(pk=int(rest))
            indicator.target = Decimal(value)
            indicator.target_printed = _in_printed_unit(indicator, indicator.target)
            indicator.save(update_fields=["target", "target_printed"])
        case "month":
            indicator_id, month = rest.split("-")
            due = MilestoneTarget.objects.select_related("indicator").get(
                indicator__task=task, indicator=int(indicator_id), milestone__month=int(month)
            )
            due.value = Decimal(value)
            due.printed = _in_printed_unit(due.indicator, due.value)
            due.save(update_fields=["value", "printed"])
        case "milestone":
            milestone = task.milestones.get(pk=int(rest))
            milestone.text = value
            milestone.save(update_fields=["text"])
        case _:
            project = task.project
            project.investment_plan, project.investment_printed = Decimal(value), value
            project.save(update_fields=["investment_plan", "investment_printed"])


def _in_printed_unit(indicator: Indicator, value: Decimal) -> str:
    """ "1.5" for 15000 人 where the document prints 万人."""
    return printed(in_shown_unit(value, indicator.unit, indicator.unit_printed))


def changes_in_words(task: Task) -> str:
    """Every approved change of the task with what stood before it, oldest first."""
    approved = [one for one in task.changes.all() if one.approved_at is not None]
    return "；".join(
        f"{one.decided_on}{one.get_kind_display()}{one.delisted}（{one.source}）"
        + (f"，原目标：{one.original}" if one.original else "")
        for one in sorted(approved, key=lambda one: (one.decided_on, one.pk))
    )
