"""The pages of a PDF as paragraphs and tables, in reading order."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from documents.formats.cells import number_grids, tidy
from documents.formats.limits import MAX_PARTS, too_long
from documents.formats.pdf.aligned import Columns, aligned_table
from documents.formats.pdf.ink import PageInk
from documents.formats.pdf.joining import append, continues, grid_of
from documents.formats.pdf.lines import Line, goes_on, lines_of
from documents.formats.pdf.process import ink_in_a_process
from documents.formats.pdf.ruled import PageTable, ruled_tables
from documents.formats.pdf.struck import without_struck
from documents.formats.wordtext import LeftOut
from documents.grids import Grid, Loaded, Paragraph, UnreadableDocument

_PAGE_NUMBER = re.compile(
    r"(?:第|共)?\s*\d{1,4}\s*页|[-\u2014\u2013\u00b7]+\s*\d{1,4}\s*[-\u2014\u2013\u00b7]+|\d{1,4}\s*[/\uff0f]\s*\d{1,4}|^\s*\d{1,4}\s*$"
)
_OF_PAGES = re.compile(r"第\s*\d{1,4}\s*页")
_EDGE = 0.11
"""Share of a page, at its top and its bottom, where what repeats on the pages stands."""
_FEW_SIGNS = 12
"""A page with fewer, and a picture, is a scan with a stamp or a page number on it."""
_MOST_OVERLAPS = 0.01
_LARGE = 1.3
_ITEM = re.compile(
    r"(?:[一二三四五六七八九十]+、|[(\uff08][一二三四五六七八九十\d]+[)\uff09]|\d{1,3}[.、\uff0e])"
)
_UNKNOWN = re.compile("[\ufffd\ue000-\uf8ff]")

Part = Line | PageTable


def load_pdf(data: bytes) -> Loaded:
    """Read a PDF. Raises UnreadableDocument, also for one that holds only pictures of pages."""
    pages = ink_in_a_process(data)
    scanned = [at for at, page in enumerate(pages, 1) if _is_scan(page)]
    if scanned and len(scanned) == len([page for page in pages if page[2] or page[4]]):
        raise _scan()
    texts = [sign[0] for page in pages for sign in page[2]]
    if texts and len(_UNKNOWN.findall("".join(texts))) * 5 > len(texts):
        raise UnreadableDocument(
            "这个 PDF 里的文字没有编码，读出来是乱码，请上传原来的 Word 或 Excel 文件（.docx、.xlsx）。"
        )
    left_out = LeftOut()
    parts = [_parts(page, left_out) for page in pages if not _is_scan(page)]
    _refuse_overlaps(parts, len(texts))
    _drop_furniture(parts, [page for page in pages if not _is_scan(page)])
    notes = (
        (f"第{'、'.join(map(str, scanned[:10]))}页只有图片，没有读取，请核对。",) if scanned else ()
    )
    return Loaded("pdf", number_grids(_blocks(parts)), notes=notes + left_out.notes())


def _is_scan(page: PageInk) -> bool:
    _, _, signs, _, has_picture, unseen = page
    return has_picture and (len(signs) <= _FEW_SIGNS or unseen * 2 > len(signs))


def _scan() -> UnreadableDocument:
    return UnreadableDocument(
        "这是扫描或拍照的 PDF，里面只有图片，读不出文字，请上传原来的 Word 或 Excel 文件；"
        "没有原文件时，先用识别软件转成 .docx 并逐格核对后再上传。"
    )


def _refuse_overlaps(pages: Sequence[Sequence[Part]], signs: int) -> None:
    """A sheet printed with rows too low has texts over one another, and most of them cannot be seen."""
    lines = [line for parts in pages for part in parts for line in _lines(part)]
    if sum(line.overlaps for line in lines) > max(3, _MOST_OVERLAPS * signs):
        raise UnreadableDocument(
            "这个 PDF 里有文字互相重叠（多半是原表的行高不够），读出来不可靠，请上传原来的 Excel 或 Word 文件。"
        )


def _lines(part: Part) -> list[Line]:
    return [part] if isinstance(part, Line) else [line for box in part.boxes for line in box.lines]


def _parts(page: PageInk, left_out: LeftOut) -> list[Part]:
    """Ruled tables and lines of a page, from the top down."""
    signs, rules, struck = without_struck(page[2], page[3])
    for text in struck:
        left_out.add("struck_out", f"{text}；", None)
    tables, left = ruled_tables(rules, signs)
    parts: list[Part] = [*tables, *lines_of(left)]
    parts.sort(key=lambda part: part.ys[0] if isinstance(part, PageTable) else part.y0)
    return parts


def _drop_furniture(pages: list[list[Part]], inks: Sequence[PageInk]) -> None:
    """Leave out page numbers, and what stands at the edge of several pages alike."""
    edges: list[list[Line]] = []
    for parts, ink in zip(pages, inks, strict=True):
        height = ink[1]
        edges.append(
            [
                part
                for part in parts
                if isinstance(part, Line)
                and (part.y1 < _EDGE * height or part.y0 > (1 - _EDGE) * height)
            ]
        )
    counts = Counter(text for lines in edges for text in {_bare(line) for line in lines})
    often = max(2, (len(pages) + 1) // 2)
    for parts, lines, ink in zip(pages, edges, inks, strict=True):
        _drop_turned_number(parts, ink[0])
        for line in lines:
            if line not in parts:
                continue
            is_number = line in (parts[0], parts[-1]) and (
                not _bare(line) or _OF_PAGES.search(line.text) is not None
            )
            if is_number or counts[_bare(line)] >= often:
                parts.remove(line)


def _drop_turned_number(parts: list[Part], width: float) -> None:
    """Leave out a page number set sideways at the edge of a broad page, a sign a line."""
    found = [
        part
        for part in parts
        if isinstance(part, Line)
        and len(part.signs) <= 3
        and (part.x1 < _EDGE * width or part.x0 > (1 - _EDGE) * width)
    ]
    text = "".join(line.text for line in found)
    if len(found) > 1 and not _PAGE_NUMBER.sub("", text):
        for line in found:
            parts.remove(line)


def _bare(line: Line) -> str:
    """A line without the number of its page, which may stand in a running head."""
    return re.sub(r"[\s,\uff0c]", "", _PAGE_NUMBER.sub("", line.text))


def _blocks(pages: Sequence[list[Part]]) -> list[Paragraph | Grid]:
    """The pages as one document, tables and paragraphs that go on over pages put together."""
    parts: list[PageTable | list[Paragraph]] = []
    known: Columns | None = None
    for page in pages:
        found, known = _with_aligned(page, known)
        own = _with_paragraphs(found)
        if (
            parts
            and own
            and isinstance(last := parts[-1], PageTable)
            and isinstance(first := own[0], PageTable)
            and continues(last, first)
        ):
            append(last, first)
            own = own[1:]
        parts.extend(own)
    blocks: list[Paragraph | Grid] = []
    for part in parts:
        if isinstance(part, PageTable):
            grid = grid_of(part)
            if grid is not None:
                blocks.append(grid)
        else:
            blocks.extend(part)
    if len(blocks) > MAX_PARTS:
        raise too_long()
    return blocks


def _with_aligned(
    parts: Sequence[Part], known: Columns | None
) -> tuple[list[Part], Columns | None]:
    """The parts of a page with its tables that are not ruled, and the columns with which the next page may go on."""
    found: list[Part] = []
    run: list[Line] = []
    columns = known

    def take() -> None:
        nonlocal columns
        lines = list(run)
        run.clear()
        while lines:
            table = aligned_table(lines, None if found else columns)
            if table is None:
                found.extend(lines)
                columns = None
                return
            start, end, made, columns = table
            found.extend(lines[:start])
            found.append(made)
            lines = lines[end:]

    for part in parts:
        if isinstance(part, Line):
            run.append(part)
            continue
        take()
        columns = None
        found.append(part)
    take()
    return found, columns if found and isinstance(found[-1], PageTable) else None


def _with_paragraphs(parts: Sequence[Part]) -> list[PageTable | list[Paragraph]]:
    """The parts of a page with the lines between its tables as paragraphs."""
    sizes = sorted(line.size for part in parts for line in _lines(part))
    usual = sizes[len(sizes) // 2] if sizes else 0.0
    lines = [part for part in parts if isinstance(part, Line)]
    left = min((line.x0 for line in lines), default=0.0)
    right = max((line.x1 for line in lines), default=0.0)
    found: list[PageTable | list[Paragraph]] = []
    run: list[Line] = []
    for part in [*parts, None]:
        if isinstance(part, Line):
            run.append(part)
            continue
        if run:
            found.append(_paragraphs(run, left, right, usual))
            run = []
        if part is not None:
            found.append(part)
    return found


def _paragraphs(lines: Sequence[Line], left: float, right: float, usual: float) -> list[Paragraph]:
    """Lines between these margins, those that only ended at the right one put together."""
    found: list[Paragraph] = []
    pieces: list[str] = []
    heading = False
    before: Line | None = None
    for line in lines:
        if before is not None and _begins(line, before, left, right):
            found.append(Paragraph(tidy("".join(pieces)), heading))
            pieces = []
        if not pieces:
            centre = (line.x0 + line.x1) / 2 - (left + right) / 2
            heading = line.size >= _LARGE * usual and abs(centre) < 2 * line.size
        pieces.append(line.text)
        before = line
    found.append(Paragraph(tidy("".join(pieces)), heading))
    return [paragraph for paragraph in found if paragraph.text]


def _begins(line: Line, before: Line, left: float, right: float) -> bool:
    """Whether a line begins a paragraph."""
    indent = 0.8 * line.size
    is_first = left + indent < before.x0 < left + 6 * line.size
    if line.x0 > left + indent and not (is_first and line.x0 > before.x0 + indent):
        return True
    if abs(line.size - before.size) > 0.15 * before.size:
        return True
    is_far = line.y0 - before.y1 > 1.2 * line.size
    return (
        is_far or _ITEM.match(line.text) is not None or not goes_on(before, line, right - before.x0)
    )
