"""Amounts to 万元 and ratios to percent, kept as printed wherever the print is already that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from documents.grids import Cell
from documents.text import bare

TEN_THOUSANDS = Decimal(1)
"""万元: what every amount is kept in."""
SCALES: dict[str, Decimal] = {
    "亿元": Decimal(10_000),
    "亿": Decimal(10_000),
    "千万元": Decimal(1_000),
    "百万元": Decimal(100),
    "万元": TEN_THOUSANDS,
    "万": TEN_THOUSANDS,
    "千元": Decimal("0.1"),
    "元": Decimal("0.0001"),
}
_UNIT = r"(亿元|亿|千万元|百万元|万元|万|千元|元)"
_AMOUNT = re.compile(
    rf"(?:约|共|合计|共计|人民币|¥|RMB|(?:计划|估算|预算)?总?投资(?:额|约)?:?)*([-+]?(?:\d{{1,3}}(?:,\d{{3}})+|\d+)(?:\.\d+)?){_UNIT}?(?:整|左右|以上)?"
)
_NOTHING = re.compile(r"[-/\\无空*~.—…]*|暂无|无数据|不涉及|N/?A|n/?a|未填")
_OF_WHICH = re.compile(
    r"[(,;、]?(?:其中|含|包括|包含)[:,]?.+|[(](?:中央|省|市|县|区|镇|乡|财政|自筹|上级|社会|地方|企业)[^()]*[)]$",
    re.DOTALL,
)
"""What takes a sum apart behind it: 1300万元(其中:中央资金800万元)."""
_HEAD_UNIT = re.compile(rf"(?:单位:?|[(])?(?:人民币)?{_UNIT}[)]?$")


@dataclass(frozen=True, slots=True)
class Figure:
    """A printed amount or ratio: the cell's own words and its value, as text, in 万元 or percent."""

    raw: str
    value: str | None
    """None where the cell prints something that is no figure."""

    @property
    def decimal(self) -> Decimal | None:
        return Decimal(self.value) if self.value is not None else None


def scale_in(text: str) -> Decimal | None:
    """The unit of money that a head or a unit line names: "投资(亿元)", "单位:万元"; None without one."""
    text = bare(text)
    found = re.search(rf"[(]([^()]*?[,、:/]?)?{_UNIT}(?:[,、/%][^()]*)?[)]", text)
    if found:
        return SCALES[found.group(2)]
    found = re.search(rf"单位:?(?:[^,;:()]*[,、/;])?(?:人民币)?{_UNIT}", text)
    return SCALES[found.group(1)] if found else None


def read_amount(cell: Cell | str, *, scale: Decimal = TEN_THOUSANDS) -> Figure | None:
    """The amount of a cell in 万元; None where it prints nothing.

    `scale` is the unit the head names; a unit in the cell itself goes before it. A value that needs no
    conversion keeps its printed figures.
    """
    raw = cell if isinstance(cell, str) else cell.text
    text = bare(raw)
    if not text or _NOTHING.fullmatch(text):
        return None
    found = _AMOUNT.fullmatch(text) or _AMOUNT.fullmatch(_OF_WHICH.sub("", text))
    if not found:
        number = None if isinstance(cell, str) else cell.number
        return Figure(raw.strip(), _plain(number * scale) if number is not None else None)
    figures = found.group(1).replace(",", "").lstrip("+")
    factor = SCALES[found.group(2)] if found.group(2) else scale
    if factor == TEN_THOUSANDS:
        return Figure(raw.strip(), _without_noise(figures))
    return Figure(raw.strip(), _plain(Decimal(figures) * factor))


def read_ratio(cell: Cell | str) -> Figure | None:
    """The percent a cell prints, without its sign; a percent cell's 0.302 is 30.2. None where it is blank."""
    raw = cell if isinstance(cell, str) else cell.text
    text = bare(raw)
    if not text or _NOTHING.fullmatch(text):
        return None
    found = re.fullmatch(r"(?:约)?([-+]?\d+(?:\.\d+)?)(%)?", text.replace(",", ""))
    number = None if isinstance(cell, str) else cell.number
    if found and found.group(2):
        return Figure(raw.strip(), _short(found.group(1)))
    if number is not None and not isinstance(cell, str) and cell.is_percent:
        return Figure(raw.strip(), _short(_plain(number * 100)))
    if found:
        return Figure(raw.strip(), _short(found.group(1)))
    return Figure(raw.strip(), None)


def round_half_up(value: Decimal, places: int) -> Decimal:
    """Rounded as offices do: 0.05 up."""
    return value.quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def places_of(printed: str) -> int:
    """How many decimals a printed figure has."""
    return len(printed.partition(".")[2])


def plain_figure(value: Decimal) -> str:
    """A bare decimal without trailing zeros or exponent."""
    return _plain(value)


def _plain(value: Decimal) -> str:
    value = value.normalize()
    return f"{value:f}" if value != 0 else "0"


def _without_noise(figures: str) -> str:
    """Binary noise of a spreadsheet formula (55219.100000000006) is not what it shows."""
    if places_of(figures) <= 6:
        return figures
    return _plain(round_half_up(Decimal(figures), 4))


def _short(figures: str) -> str:
    """A computed ratio of many decimals is shown with one, as offices print it."""
    if places_of(figures) <= 4:
        return figures
    return _plain(round_half_up(Decimal(figures), 1))
