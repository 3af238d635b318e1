"""The milestone track: what was promised by when, and what was published so far, as a drawing and as sentences.

An indicator with milestone values is compared with the last one due at the end of the published period: a step, not
a line (rules.md, Lights). No standing is given here, only the numbers of plan and notice side by side.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from notices.content_reading import Measure
from projects.plan_reading import PlanIndicator
from publicity.site import figures
from publicity.site.stage_days import StageDays

CLOSE = Decimal(16)
"""Labels nearer than this many hundredths of the axis would overlap: the second goes below."""
AFTER = frozenset({"以上", "及以上", "以内", "以下", "左右"})


@dataclass(frozen=True)
class Tick:
    at: str
    months: str
    value: str
    is_due: bool
    anchor: str
    is_low: bool


@dataclass(frozen=True)
class Step:
    head: str
    text: str
    is_next: bool
    month: int
    is_told: bool
    """Whether a published figure stands beside it."""


@dataclass(frozen=True)
class Track:
    """One indicator, ready to draw. `fill`, `short_*` and ticks are percents of the axis from 0 to the target."""

    label: str
    value: str
    target: str
    unit: str
    fill: str
    short_at: str
    short_width: str
    ticks: tuple[Tick, ...]
    steps: tuple[Step, ...]
    sentence: str
    is_drawn: bool

    @property
    def promised(self) -> str:
        """方案：6月底 12 个，9月底 27 个; empty without stages."""
        return "方案：" + "，".join(step.head for step in self.steps) if self.steps else ""

    @property
    def is_low(self) -> bool:
        return any(tick.is_low for tick in self.ticks)


def _scaled(printed: str, unit: str, into: str) -> Decimal | None:
    """A plan's value in the unit of the notice: 7.44 万人次 is 74400 人次. None when the units differ otherwise."""
    number = figures.value(printed)
    if number is None or unit == into:
        return number
    return number * 10000 if unit == "万" + into or (unit, into) == ("亿元", "万元") else None


def _with_qualifier(indicator: PlanIndicator) -> str:
    target = indicator.target + ("" if indicator.unit == "%" else " ") + indicator.unit
    if indicator.qualifier in AFTER:
        return f"{target}{indicator.qualifier}"
    return f"{indicator.qualifier} {target}".strip()


def _with_unit(number: Decimal, unit: str) -> str:
    """12 个, 60%."""
    return figures.plain(number) + ("" if unit == "%" else " ") + unit


def _share(part: Decimal, whole: Decimal) -> str:
    return figures.plain((part / whole * 100).quantize(Decimal("0.1"), ROUND_HALF_UP))


def _months(months: list[int]) -> str:
    return "、".join(str(month) for month in months) + "月"


def _ticks(due: list[tuple[int, Decimal]], target: Decimal, told_month: int) -> tuple[Tick, ...]:
    """One tick a value: months that share a value share a label."""
    by_value: dict[Decimal, list[int]] = {}
    for month, number in due:
        by_value.setdefault(number, []).append(month)
    ticks: list[Tick] = []
    last = Decimal(-100)
    for number, months in sorted(by_value.items()):
        where = figures.share(number, target)
        ticks.append(
            Tick(
                at=figures.plain(where),
                months=_months(months),
                value=figures.plain(number),
                is_due=min(months) <= told_month,
                anchor="end" if where > 90 else "start" if where < 8 else "middle",
                is_low=where - last < CLOSE and not ticks[-1].is_low,
            )
        )
        last = where
    return tuple(ticks)


def _steps(
    indicator: PlanIndicator,
    unit: str,
    due: list[tuple[int, Decimal]],
    told: Decimal | None,
    days: StageDays,
) -> tuple[Step, ...]:
    past = [month for month, _ in due if month <= days.told_month]
    ahead = [month for month, _ in due if month > days.told_month and month not in days.overdue]
    steps = []
    for month, number in due:
        is_told = told is not None and bool(past) and month == past[-1]
        if told is not None and is_told:
            gap = number - told
            said = f"公布 {_with_unit(told, unit)}"
            text = f"{said}，已达到" if gap <= 0 else f"{said}，差 {_with_unit(gap, unit)}"
        elif month in past:
            text = "见之后的公布" if told is not None else "没有公布数字"
        elif month in days.overdue:
            text = "已到期，没有公布进展"
        else:
            text = "下一个阶段" if ahead and month == ahead[0] else "未到"
        steps.append(
            Step(
                f"{month}月底 {_with_unit(number, unit)}",
                text,
                bool(ahead) and month == ahead[0],
                month,
                is_told,
            )
        )
    return tuple(steps)


def _sentence(
    indicator: PlanIndicator,
    unit: str,
    target: Decimal | None,
    due: list[tuple[int, Decimal]],
    told: Decimal | None,
    told_label: str,
    told_month: int,
) -> str:
    year = f"全年{'控制在' if indicator.falls else '要达到'} {_with_qualifier(indicator)}。"
    if told is None:
        note = f"{told_label}没有公布这一项的数字。" if told_label else "还没有公布进展。"
        return year + note
    said = f"{told_label}公布 {_with_unit(told, unit)}"
    past = [(month, number) for month, number in due if month <= told_month]
    if past and not indicator.falls:
        month, number = past[-1]
        gap = number - told
        verdict = "已达到" if gap <= 0 else f"还差 {_with_unit(gap, unit)}"
        return f"{year}{month}月底应有 {_with_unit(number, unit)}，{said}，{verdict}。"
    if target is not None and target > 0 and unit != "%" and not indicator.falls:
        said += "，已达到" if told >= target else f"，占 {_share(told, target)}%"
    return f"{year}{said}。"


def track(
    indicator: PlanIndicator, measure: Measure | None, days: StageDays, told_label: str
) -> Track:
    """The plan's indicator beside what the newest notice reports of it (`measure`, None when it reports nothing)."""
    told_month = days.told_month
    told = figures.value(measure.reported) if measure else None
    unit = indicator.unit
    target = figures.value(indicator.target)
    due = [
        (month, number)
        for month, text in indicator.due
        if (number := figures.value(text)) is not None
    ]
    if told is not None and measure and measure.unit != unit:
        expanded = _scaled(indicator.target, unit, measure.unit)
        if expanded is None:
            told = None
        else:
            target = expanded
            due = [(month, number * 10000) for month, number in due]
            unit = measure.unit
    drawable = target is not None and target > 0 and not indicator.falls
    reached = figures.share(told, target) if drawable and target and told is not None else None
    past = [number for month, number in due if month <= told_month]
    short_at = short_width = ""
    if reached is not None and target and told is not None and past and past[-1] > told:
        short_at = figures.plain(reached)
        short_width = figures.plain(figures.share(past[-1], target) - reached)
    return Track(
        label=indicator.label,
        value=figures.plain(told) if told is not None else "",
        target=figures.plain(target) if target is not None else indicator.target,
        unit=unit,
        fill=figures.plain(reached) if reached is not None else "",
        short_at=short_at,
        short_width=short_width,
        ticks=_ticks(due, target, told_month) if drawable and target else (),
        steps=() if indicator.falls else _steps(indicator, unit, due, told, days),
        sentence=_sentence(indicator, unit, target, due, told, told_label, told_month),
        is_drawn=drawable and (bool(due) or told is not None),
    )
