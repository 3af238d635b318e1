"""Official documents as Word files (.docx)."""

from __future__ import annotations

import re

from documents.writing import word_pages as pages
from documents.writing import word_parts as parts
from documents.writing.letter import MARGINS_MM, PAGE_MM, Attachment, Block, Letter
from documents.writing.package import core_properties, escape, packed
from documents.writing.table import Cell, Row, Table
from documents.writing.widths import broken_heads, column_widths, stays_whole

_STYLE_OF_ALIGN = {"left": "TableText", "center": "TableCentre", "right": "TableFigure"}
_KEPT = "<w:keepNext/>"
_NO_HEIGHT = '<w:spacing w:before="0" w:line="20" w:lineRule="exact"/>'
"""Of the paragraph that Word asks for after a table: after a full page it must not begin another."""
WIDE_MM = PAGE_MM[1] - MARGINS_MM["top"] - MARGINS_MM["bottom"]
UPRIGHT_MM = PAGE_MM[0] - MARGINS_MM["left"] - MARGINS_MM["right"]


def letter_docx(letter: Letter) -> bytes:
    """The document as .docx: the same letter gives the same bytes."""
    footers = pages.footer_parts()
    return packed(
        [
            ("[Content_Types].xml", parts.content_types(len(footers))),
            ("_rels/.rels", parts.package_relations()),
            ("word/document.xml", _document(letter).encode()),
            ("word/_rels/document.xml.rels", parts.document_relations(len(footers))),
            ("word/styles.xml", parts.styles()),
            ("word/settings.xml", parts.settings()),
            ("word/fontTable.xml", parts.font_table()),
            *footers,
            (
                "docProps/core.xml",
                core_properties(
                    title=letter.title,
                    author=letter.author,
                    subject=letter.subject,
                    moment=letter.moment,
                ),
            ),
        ]
    )


def _document(letter: Letter) -> str:
    body = _front(letter)
    sections = [False, *(attachment.is_wide for attachment in letter.attachments)]
    for position, attachment in enumerate(letter.attachments):
        body += _section_end(is_wide=sections[position])
        body += _attachment(attachment)
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<w:document xmlns:w="{parts.W}" xmlns:r="{parts.R}"><w:body>{body}'
        f"{pages.section(is_wide=sections[-1])}</w:body></w:document>"
    )


def _section_end(*, is_wide: bool) -> str:
    """The paragraph that ends a section, too low to ever need a page of its own."""
    section = pages.section(is_wide=is_wide)
    return f'<w:p><w:pPr><w:pStyle w:val="Closing"/>{_NO_HEIGHT}{section}</w:pPr></w:p>'


def _front(letter: Letter) -> str:
    made = []
    if letter.document_number:
        made.append(_paragraph(letter.document_number, "DocumentNumber"))
        made.append(_paragraph("", "DocumentNumber"))
    made.append(_paragraph("\n".join(letter.title_lines), "Title1"))
    if letter.mark:
        made.append(_paragraph(letter.mark, "Mark"))
    made.append(_paragraph("", "Body"))
    made += [_block(block) for block in letter.blocks]
    if letter.attachment_note:
        if letter.blocks:
            made.append(_paragraph("", "Body"))
        made += [
            _attachment_note(line, position) for position, line in enumerate(letter.attachment_note)
        ]
    signature = letter.signature
    if signature.body or signature.day:
        made += [_paragraph("", "Body")] * 2
        made += [
            _paragraph(text, "Signature", indent=_right_indent(indent))
            for text, indent in (
                (signature.body, signature.body_indent),
                (signature.day, signature.day_indent),
            )
            if text
        ]
    return "".join(made)


def _block(block: Block) -> str:
    return _paragraph(block.text, "Heading1" if block.kind == "heading" else "Body")


def _attachment_note(line: str, position: int) -> str:
    """附件：1.… two characters in; further names stand under the first, and a long one under itself."""
    hanging = 3 if not line.startswith("附件：1.") and not position else 4
    left = 2 + hanging if not position else 2 + 4
    first = f'w:hangingChars="{hanging * 100}" w:hanging="{parts.characters(hanging)}"'
    if position:
        first = f'w:hangingChars="100" w:hanging="{parts.characters(1)}"'
    return _paragraph(
        line,
        "AttachmentNote",
        indent=f'<w:ind w:leftChars="{left * 100}" w:left="{parts.characters(left)}" {first}/>',
    )


def _right_indent(count: float) -> str:
    return f'<w:ind w:rightChars="{round(count * 100)}" w:right="{parts.characters(count)}"/>'


def _attachment(attachment: Attachment) -> str:
    width = WIDE_MM if attachment.is_wide else UPRIGHT_MM
    table = attachment.table
    made = [
        _paragraph(attachment.label, "AttachmentLabel"),
        _paragraph("\n".join(attachment.title_lines), "AttachmentTitle"),
        _paragraph(table.unit_line, "UnitLine"),
        _table(table, width),
    ]
    *others, last = attachment.closing or ("",)
    made += [_paragraph(line, "Closing", kept=_KEPT) for line in others]
    made.append(_paragraph(last, "Closing", kept="" if last else _NO_HEIGHT))
    return "".join(made)


def _table(table: Table, total_mm: float) -> str:
    millimetres = column_widths(table, total_mm, parts.TABLE_PT)
    widths = [parts.twips(width) for width in millimetres]
    head = broken_heads(table, millimetres, parts.TABLE_PT)
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
    spans = _covered_from_above((*head, *table.rows))
    whole = [stays_whole(row, millimetres, parts.TABLE_PT) for row in (*head, *table.rows)]
    last = len(whole) - 1
    rows = "".join(
        _row(
            row,
            widths,
            above,
            is_whole=is_whole,
            is_kept=row.kind == "category" or (number == last and is_whole),
        )
        for number, (row, above, is_whole) in enumerate(
            zip((*head, *table.rows), spans, whole, strict=True)
        )
    )
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{sum(widths)}" w:type="dxa"/><w:jc w:val="center"/>'
        f'<w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        '<w:tblCellMar><w:top w:w="40" w:type="dxa"/><w:left w:w="57" w:type="dxa"/>'
        '<w:bottom w:w="40" w:type="dxa"/><w:right w:w="57" w:type="dxa"/></w:tblCellMar></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>{rows}</w:tbl>"
    )


def _covered_from_above(rows: tuple[Row, ...]) -> list[dict[int, Cell]]:
    """For each row the cells above that reach down into it, by column."""
    covered: list[dict[int, Cell]] = [{} for _ in rows]
    for number, row in enumerate(rows):
        for column, cell in enumerate(row.cells):
            if cell is not None:
                for below in range(number + 1, number + cell.rowspan):
                    covered[below][column] = cell
    return covered


def _row(
    row: Row, widths: list[int], above: dict[int, Cell], *, is_whole: bool, is_kept: bool
) -> str:
    """A row; one that is kept stands on the page of what follows it."""
    properties = ("<w:cantSplit/>" if is_whole else "") + (
        "<w:tblHeader/>" if row.kind == "head" else ""
    )
    cells = []
    for column, cell in enumerate(row.cells):
        if cell is not None:
            merge = '<w:vMerge w:val="restart"/>' if cell.rowspan > 1 else ""
            width = sum(widths[column : column + cell.colspan])
            cells.append(_cell(cell, row, width, merge, is_kept=is_kept))
        elif column in above:
            upper = above[column]
            blank = Cell("", upper.align, colspan=upper.colspan)
            width = sum(widths[column : column + upper.colspan])
            cells.append(_cell(blank, row, width, "<w:vMerge/>", is_kept=is_kept))
    return f"<w:tr><w:trPr>{properties}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(cell: Cell, row: Row, width: int, merge: str, *, is_kept: bool) -> str:
    is_label = row.kind == "head" or (row.kind in ("sum", "category") and not cell.is_figure)
    span = f'<w:gridSpan w:val="{cell.colspan}"/>' if cell.colspan > 1 else ""
    style = "TableHead" if row.kind == "head" else _STYLE_OF_ALIGN[cell.align]
    face = parts.fonts(parts.HEITI, parts.HEITI) if is_label and row.kind != "head" else ""
    kept = _KEPT if is_kept and row.kind != "head" else ""
    paragraphs = "".join(
        _paragraph(line, style, kept=kept, face=face) for line in cell.text.split("\n")
    )
    return (
        f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{span}{merge}<w:vAlign w:val="center"/></w:tcPr>'
        f"{paragraphs}</w:tc>"
    )


def _paragraph(text: str, style: str, *, kept: str = "", indent: str = "", face: str = "") -> str:
    properties = f'<w:pStyle w:val="{style}"/>{kept}{indent}'
    return f"<w:p><w:pPr>{properties}</w:pPr>{_run(text, face)}</w:p>"


def _run(text: str, face: str) -> str:
    """A run whose quotes and dashes are Chinese ones: without the hint Word sets “ ” and — in the Latin face."""
    if not text:
        return ""
    hint = (
        face.replace("<w:rFonts ", '<w:rFonts w:hint="eastAsia" ')
        or '<w:rFonts w:hint="eastAsia"/>'
    )
    runs = []
    for piece in filter(None, _RARE.split(text)):
        rare = _RARE_FACES.get(piece[0] > "\uffff") if _RARE.fullmatch(piece) else ""
        runs.append(f"<w:r><w:rPr>{rare or hint}</w:rPr>{_lines(piece)}</w:r>")
    return "".join(runs)


def _lines(text: str) -> str:
    return "<w:br/>".join(
        "<w:tab/>".join(
            f'<w:t xml:space="preserve">{escape(piece)}</w:t>' for piece in line.split("\t")
        )
        for line in text.split("\n")
    )


_RARE = re.compile("([\u3400-\u4dbf]+|[\U00020000-\U0003ffff]+)")
_RARE_FACES = {
    is_beyond: parts.fonts(name, name).replace("<w:rFonts ", '<w:rFonts w:hint="eastAsia" ')
    for is_beyond, name in ((False, parts.SONGTI), (True, parts.SONGTI_BEYOND))
}
"""No face is embedded: the reader's machine draws. The office faces hold no extension of the basic block, so its signs
name the faces in which Windows has them; the others fall back as every office program does."""
