"""What a workbook's styles part says about its cells: number formats, and fonts that strike out."""

from __future__ import annotations

from dataclasses import dataclass, field

from documents.formats.formatcodes import BUILT_IN, PLAIN
from documents.formats.package import Package
from documents.formats.xmlparts import attribute, parse

_KIND = "Excel 文件"
_LONGEST_CODE = 200
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class CellStyles:
    """By index of a cell's style, what the style means for reading."""

    formats: dict[int, str] = field(default_factory=dict)
    """Number format codes that change how a number or date looks."""
    struck: frozenset[int] = frozenset()
    """Styles whose font is struck out."""

    @property
    def told(self) -> list[int]:
        """Every style that matters."""
        return sorted({*self.formats, *self.struck})


def read_cell_styles(package: Package, part: str) -> CellStyles:
    """The styles of a workbook's cells. Raises UnreadableDocument."""
    if not package.has(part):
        return CellStyles()
    reader = _Reader()
    parse(package.read(part), start=reader.start, end=reader.end, text=_ignore, kind=_KIND)
    codes = {**BUILT_IN, **reader.custom}
    return CellStyles(
        {
            index: codes[number]
            for index, (number, _) in enumerate(reader.styles)
            if codes.get(number, "") not in PLAIN
        },
        frozenset(
            index for index, (_, font) in enumerate(reader.styles) if font in reader.struck_fonts
        ),
    )


class _Reader:
    def __init__(self) -> None:
        self.custom: dict[int, str] = {}
        self.styles: list[tuple[int, int]] = []
        """Number format and font of each style."""
        self.struck_fonts: set[int] = set()
        self._inside = ""
        self._fonts = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if name in ("cellXfs", "fonts", "dxfs"):
            self._inside = name
        elif name == "numFmt" and self._inside != "dxfs":
            code = (attribute(attributes, "formatCode") or "")[:_LONGEST_CODE]
            self.custom[_integer(attribute(attributes, "numFmtId"))] = code
        elif name == "font" and self._inside == "fonts":
            self._fonts += 1
        elif name == "strike" and self._inside == "fonts":
            if (attribute(attributes, "val") or "1").lower() not in _OFF:
                self.struck_fonts.add(self._fonts - 1)
        elif name == "xf" and self._inside == "cellXfs":
            font = attribute(attributes, "fontId")
            self.styles.append(
                (_integer(attribute(attributes, "numFmtId")), _integer(font) if font else -1)
            )

    def end(self, name: str) -> None:
        if name == self._inside:
            self._inside = ""


def _integer(written: str | None) -> int:
    return int(written[:9]) if written and written.isdecimal() else 0


def _ignore(*_: object) -> None:
    return None
