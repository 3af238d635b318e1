"""The year of an indicator as a small drawing: promised steps and reported points, in percent of the box. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import pairwise

from projects.money import printed

_TOP, _FLOOR = Decimal(10), Decimal(88)
"""Room above for labels and below for the months, in percent of the height."""


@dataclass(frozen=True, slots=True)
class Line:
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True, slots=True)
class Point:
    x: str
    y: str
    label: str
    anchor: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """`promised` are the steps due by month ends, `path` joins the reported `points`; `target` is the year's line."""

    promised: tuple[Line, ...]
    steps: tuple[Point, ...]
    path: tuple[Line, ...]
    points: tuple[Point, ...]
    target: Line | None
    months: tuple[tuple[int, str], ...]
    floor: str


def year_drawing(
    promised: Mapping[int, Decimal],
    reported: Sequence[tuple[int, Decimal]],
    target: Decimal | None,
) -> Drawing | None:
    """The drawing; None where there is nothing to draw. `reported` are (through month, value) in order."""
    values = [*promised.values(), *(value for _, value in reported)]
    values += [target] if target is not None else []
    top = max(values, default=Decimal(0))
    if top <= 0 or not (promised or reported):
        return None

    def y(value: Decimal) -> str:
        return _percent(_FLOOR - (_FLOOR - _TOP) * value / top)

    return Drawing(
        promised=tuple(_stairs(promised, y)),
        steps=tuple(
            Point(_month(month), y(value), printed(value), _anchor(month))
            for month, value in sorted(promised.items())
        ),
        path=tuple(
            Line(_month(a), y(before), _month(b), y(after))
            for (a, before), (b, after) in pairwise(reported)
        ),
        points=tuple(
            Point(_month(month), y(value), printed(value), _anchor(month))
            for month, value in reported
        ),
        target=Line("0", y(target), "100", y(target)) if target is not None else None,
        months=tuple((month, _month(month)) for month in (3, 6, 9, 12)),
        floor=_percent(_FLOOR),
    )


def _stairs(promised: Mapping[int, Decimal], y: object) -> list[Line]:
    """A riser at each month end, and the level until the next."""
    assert callable(y)
    lines = []
    level, since = Decimal(0), 0
    for month, value in sorted(promised.items()):
        lines.append(Line(_month(since), y(level), _month(month), y(level)))
        lines.append(Line(_month(month), y(level), _month(month), y(value)))
        level, since = value, month
    if promised and since < 12:
        lines.append(Line(_month(since), y(level), "100", y(level)))
    return lines


def _month(month: int) -> str:
    return _percent(Decimal(month) * 100 / 12)


def _anchor(month: int) -> str:
    return "end" if month > 10 else "middle"


def _percent(share: Decimal) -> str:
    return printed(share.quantize(Decimal("0.01")))
