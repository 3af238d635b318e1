"""A year as a drawing: what was promised as steps over the months, what was published as points. Geometry alone.

Across everything is in percent of the frame, down in em of its type: the drawing is as wide as its column and grows with
the reader's type. Texts keep clear of each other and of the edge from `NARROWEST` em on; below that the page shows the
list beside it alone. Fewer than two published points are no drawing (rules.md, Charts).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from itertools import pairwise

from publicity.site import figures

NARROWEST = Decimal(18)
TOP, FLOOR, HEIGHT = Decimal("1.75"), Decimal("8.5"), Decimal(10)
AXIS = Decimal("9.75")
ASCENT, DESCENT = Decimal("0.9"), Decimal("0.25")
ABOVE, BELOW = Decimal("-0.75"), Decimal("1.45")
SPOT = Decimal("0.4")
"""Half of a point, in em: no text lies over one."""
AXIS_MONTHS = (3, 6, 9, 12)

Box = tuple[Decimal, Decimal, Decimal, Decimal]
"""Left, top, right, bottom in em."""
Point = tuple[int, Decimal]
"""(month, value at its end)."""


@dataclass(frozen=True)
class Label:
    """A text; `at` percent across, `down` em to its baseline."""

    text: str
    at: Decimal
    down: Decimal
    anchor: str
    kind: str
    """axis, told or due."""

    @property
    def x(self) -> str:
        return figures.plain(self.at)

    @property
    def y(self) -> str:
        return figures.plain(self.down)

    @property
    def box(self) -> Box:
        """In the narrowest frame."""
        width, centre = width_of(self.text), self.at * NARROWEST / 100
        left = {"start": centre, "middle": centre - width / 2, "end": centre - width}[self.anchor]
        return left, self.down - ASCENT, left + width, self.down + DESCENT

    def is_clear_of(self, other: Label | Box) -> bool:
        left, top, right, bottom = self.box
        a, b, c, d = other.box if isinstance(other, Label) else other
        return right <= a or c <= left or bottom <= b or d <= top

    @property
    def is_inside(self) -> bool:
        left, top, right, bottom = self.box
        return left >= 0 and right <= NARROWEST and top >= 0 and bottom <= HEIGHT


@dataclass(frozen=True)
class Segment:
    x1: str
    y1: str
    x2: str
    y2: str


@dataclass(frozen=True)
class Spot:
    x: str
    y: str


@dataclass(frozen=True)
class Chart:
    promised: tuple[Segment, ...]
    told: tuple[Segment, ...]
    spots: tuple[Spot, ...]
    expected: Spot | None
    """Where it should stand, only where the district shows lights."""
    months: tuple[Segment, ...]
    """A line where stages are due."""
    labels: tuple[Label, ...]
    height: str = figures.plain(HEIGHT)
    floor: str = figures.plain(FLOOR)


def width_of(text: str) -> Decimal:
    """In em, at least: a sign of ours is one, a digit less."""
    return sum((Decimal(1) if ord(sign) > 255 else Decimal("0.6") for sign in text), Decimal(0))


def _across(month: int) -> Decimal:
    return (Decimal(month) * 100 / 12).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _down(value: Decimal, most: Decimal) -> Decimal:
    share = min(max(value / most, Decimal(0)), Decimal(1)) if most > 0 else Decimal(0)
    return (FLOOR - share * (FLOOR - TOP)).quantize(Decimal("0.01"), ROUND_HALF_UP)


def _anchor(month: int) -> str:
    return "end" if month >= 11 else "start" if month <= 1 else "middle"


def _segment(one: tuple[Decimal, Decimal], two: tuple[Decimal, Decimal]) -> Segment:
    return Segment(*(figures.plain(number) for number in (*one, *two)))


def _steps(due: Sequence[Point], most: Decimal) -> tuple[Segment, ...]:
    """Level until a month's end, then up to what is due by it: a step and not a slope."""
    found, before = [], (Decimal(0), FLOOR)
    for month, value in due:
        corner, top = (_across(month), before[1]), (_across(month), _down(value, most))
        found += [_segment(before, corner), _segment(corner, top)]
        before = top
    return tuple(found)


def _spot(at: Decimal, down: Decimal) -> Box:
    centre = at * NARROWEST / 100
    return centre - SPOT, down - SPOT, centre + SPOT, down + SPOT


def _placed(
    wanted: list[tuple[int, Decimal, str]],
    spots: list[Box],
    most: Decimal,
    written: Callable[[Decimal], str],
) -> tuple[Label, ...]:
    """The months first; each value above its place, else below, else left to the list."""
    labels = [
        Label(f"{month}月", _across(month), AXIS, _anchor(month), "axis") for month in AXIS_MONTHS
    ]
    for month, value, kind in wanted:
        text = written(value)
        taken: list[Label | Box] = [*labels, *spots]
        for shift in (ABOVE, BELOW):
            one = Label(text, _across(month), _down(value, most) + shift, _anchor(month), kind)
            if one.is_inside and all(one.is_clear_of(other) for other in taken):
                labels.append(one)
                break
    return tuple(labels)


def chart(
    told: Sequence[Point],
    due: Sequence[Point] = (),
    *,
    whole: Decimal | None = None,
    expected: Point | None = None,
    due_months: Sequence[int] = (),
    written: Callable[[Decimal], str] = figures.plain,
) -> Chart | None:
    """`told`: published points by month; `due`: promised values; `whole`: the year's target, the least height of the frame.

    `written`: how the sentences beside it write such a value.

    None with fewer than two published points: one dot in a frame says less than a sentence.
    """
    told = sorted(dict(told).items())
    due = sorted(dict(due).items())
    if len(told) < 2:
        return None
    most = max([value for _, value in (*told, *due)] + ([whole] if whole else []))
    ends = [told[-1], told[0], *reversed(told[1:-1])]
    wanted = [(month, value, "told") for month, value in ends]
    wanted += [(*point, "due") for point in reversed(due) if point not in told]
    places = [(_across(month), _down(value, most)) for month, value in told]
    lines = [((_across(month), TOP), (_across(month), FLOOR)) for month in due_months]
    return Chart(
        promised=_steps(due, most),
        told=tuple(_segment(one, two) for one, two in pairwise(places)),
        spots=tuple(Spot(figures.plain(x), figures.plain(y)) for x, y in places),
        expected=Spot(figures.plain(_across(expected[0])), figures.plain(_down(expected[1], most)))
        if expected
        else None,
        months=tuple(_segment(one, two) for one, two in lines),
        labels=_placed(wanted, [_spot(*place) for place in places], most, written),
    )
