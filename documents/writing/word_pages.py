"""The pages of a Word file: sections with their margins and grid, and the footers with the page number."""

from __future__ import annotations

from documents.writing.letter import MARGINS_MM, PAGE_MM, PAGE_NUMBER_PT
from documents.writing.word_parts import (
    CHARACTER_SPACE,
    DECLARATION,
    FIXED_RELATIONS,
    FOOTER_MM,
    LINE_PITCH,
    R,
    W,
    twips,
)

_NUMBER = (
    '<w:r><w:t xml:space="preserve">— </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r></w:fldSimple>'
    '<w:r><w:t xml:space="preserve"> —</w:t></w:r>'
)


def upright_footer(*, is_even: bool) -> bytes:
    """— 1 — one character from the right edge, on even pages from the left (GB/T 9704-2012, 7.5)."""
    side = "left" if is_even else "right"
    edge = f'<w:ind w:{side}="{PAGE_NUMBER_PT * 20}"/><w:jc w:val="{side}"/>'
    return _footer(f'<w:p><w:pPr><w:pStyle w:val="PageNumber"/>{edge}</w:pPr>{_NUMBER}</w:p>')


def wide_footer(*, is_even: bool) -> bytes:
    """The page number of a page on its side: at the same place of the sheet as everywhere, so turned with it.

    The sheet's foot is the left edge of the turned page: odd pages have the number at its lower end, even ones
    at its upper end.
    """
    height = 40.0
    edge = PAGE_NUMBER_PT * 25.4 / 72
    left = MARGINS_MM["bottom"] - 7 - 5.0
    top = MARGINS_MM["left"] + edge if is_even else PAGE_MM[0] - MARGINS_MM["right"] - edge - height
    side = "left" if is_even else "right"
    cell = (
        f'<w:tc><w:tcPr><w:tcW w:w="{twips(10)}" w:type="dxa"/><w:textDirection w:val="tbRl"/><w:vAlign w:val="center"/></w:tcPr>'
        f'<w:p><w:pPr><w:pStyle w:val="PageNumber"/><w:jc w:val="{side}"/></w:pPr>{_NUMBER}</w:p></w:tc>'
    )
    table = (
        f'<w:tbl><w:tblPr><w:tblpPr w:vertAnchor="page" w:horzAnchor="page" w:tblpX="{twips(left)}" w:tblpY="{twips(top)}"/>'
        f'<w:tblW w:w="{twips(10)}" w:type="dxa"/><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:left w:w="0" w:type="dxa"/><w:right w:w="0" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f'<w:tblGrid><w:gridCol w:w="{twips(10)}"/></w:tblGrid>'
        f'<w:tr><w:trPr><w:trHeight w:val="{twips(height)}" w:hRule="exact"/></w:trPr>{cell}</w:tr></w:tbl>'
    )
    return _footer(f'{table}<w:p><w:pPr><w:pStyle w:val="PageNumber"/></w:pPr></w:p>')


def _footer(inner: str) -> bytes:
    return f'{DECLARATION}<w:ftr xmlns:w="{W}" xmlns:r="{R}">{inner}</w:ftr>'.encode()


FOOTERS = {
    ("upright", "default"): 1,
    ("upright", "even"): 2,
    ("wide", "default"): 3,
    ("wide", "even"): 4,
}
"""Which footer part serves which page."""


def footer_parts() -> list[tuple[str, bytes]]:
    made = (
        upright_footer(is_even=False),
        upright_footer(is_even=True),
        wide_footer(is_even=False),
        wide_footer(is_even=True),
    )
    return [(f"word/footer{number}.xml", data) for number, data in enumerate(made, start=1)]


def section(*, is_wide: bool) -> str:
    """Page, margins and grid of a section."""
    shape = "wide" if is_wide else "upright"
    references = "".join(
        f'<w:footerReference w:type="{kind}" r:id="rId{FOOTERS[shape, kind] + FIXED_RELATIONS}"/>'
        for kind in ("default", "even")
    )
    width, height = map(twips, PAGE_MM)
    edges = {name: twips(value) for name, value in MARGINS_MM.items()}
    if is_wide:
        width, height = height, width
        edges = {
            "top": edges["left"],
            "right": edges["top"],
            "bottom": edges["right"],
            "left": edges["bottom"],
        }
    turned = ' w:orient="landscape"' if is_wide else ""
    grid = f'<w:docGrid w:type="linesAndChars" w:linePitch="{LINE_PITCH}" w:charSpace="{CHARACTER_SPACE}"/>'
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/><w:pgSz w:w="{width}" w:h="{height}"{turned}/>'
        f'<w:pgMar w:top="{edges["top"]}" w:right="{edges["right"]}" w:bottom="{edges["bottom"]}" w:left="{edges["left"]}"'
        f' w:header="851" w:footer="{twips(FOOTER_MM)}" w:gutter="0"/><w:cols w:space="425"/>'
        f"{'' if is_wide else grid}</w:sectPr>"
    )
