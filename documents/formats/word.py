"""Word files (.docx): paragraphs and tables in one pass over the document part, as Word prints them."""

from __future__ import annotations

from documents.formats.layout import Layout
from documents.formats.limits import MAX_WORD_BYTES, damaged, too_long
from documents.formats.package import Package
from documents.formats.raised import is_note_sign
from documents.formats.wordcells import WordCells
from documents.formats.wordstyles import NO_STYLE, Numbering, Style, read_numbering, read_styles
from documents.formats.wordtext import LeftOut, WordParagraph, WordRun, is_on
from documents.formats.xmlparts import attribute, parse
from documents.grids import Loaded

_KIND = "Word 文件"
_DELETED = frozenset({"del", "moveFrom"})
_SKIPPED = frozenset(
    [
        "Fallback",
        "delText",
        "instrText",
        "delInstrText",
        "rPrChange",
        "pPrChange",
        "tcPrChange",
        "trPrChange",
        "tblPrChange",
        "tblPrExChange",
        "tblGridChange",
        "sectPrChange",
        "numberingChange",
        "tblPr",
        "tblGrid",
        "sectPr",
        "fldData",
        "rt",
        "footnotePr",
        "endnotePr",
        "docDefaults",
        "sdtPr",
        "sdtEndPr",
        "customXmlPr",
        "smartTagPr",
    ]
)
"""Elements that hold settings, what was before a change, or a second drawing of the same thing."""
_LARGE = 36
"""Half-points (小二) from which a centred paragraph counts as a heading."""


def load_word(package: Package, part: str) -> Loaded:
    """Read the text part of a Word file. Raises UnreadableDocument."""
    if package.size(part) > MAX_WORD_BYTES:
        raise too_long()
    folder = part.rpartition("/")[0]
    text = package.read(part)
    # Styles and numbering are large and often unused: most tables are formatted by hand.
    has_styles = b"pStyle" in text or b"rStyle" in text
    styles = read_styles(package, f"{folder}/styles.xml") if has_styles else {}
    has_numbers = b"numPr" in text or any(style.number for style in styles.values())
    numbering = read_numbering(package, f"{folder}/numbering.xml") if has_numbers else Numbering()
    reader = _WordReader(styles, numbering)
    parse(text, start=reader.start, end=reader.end, text=reader.text, kind=_KIND)
    if not reader.found_body:
        raise damaged(_KIND)
    notes: tuple[str, ...] = (
        ("文件中有修订痕迹：已按接受全部修订读取。",) if reader.found_changes else ()
    )
    if reader.found_hidden_rows:
        notes += (f"表格中隐藏的{reader.found_hidden_rows}行没有读取。",)
    return Loaded("docx", reader.layout.blocks(), notes=notes + reader.left_out.notes())


class _WordReader:
    """Takes the events of the document part; `layout` holds what was read."""

    def __init__(self, styles: dict[str, Style], numbering: Numbering) -> None:
        self.layout = Layout()
        self.found_body = False
        self.found_changes = False
        self.found_hidden_rows = 0
        self._styles = styles
        self._numbering = numbering
        self._path: list[str] = []
        self._skip_from = 0
        """Depth of the element whose contents are being skipped, 0 for none."""
        self._collects = False
        self._paragraphs: list[WordParagraph] = []
        self._run = WordRun()
        self.left_out = LeftOut()
        self._cells = WordCells(self.layout)

    # Events

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self._path.append(name)
        if self._skip_from:
            return
        if name in _SKIPPED:
            self._skip_from = len(self._path)
        elif name in _DELETED:
            self._start_deleted()
        elif (handler := _STARTS.get(name)) is not None:
            handler(self, attributes)

    def end(self, name: str) -> None:
        depth = len(self._path)
        self._path.pop()
        if self._skip_from:
            if depth == self._skip_from:
                self._skip_from = 0
            return
        if (handler := _ENDS.get(name)) is not None:
            handler(self)

    def text(self, text: str) -> None:
        if self._collects and not self._skip_from:
            self._write(text)

    # Text

    def _write(self, text: str) -> None:
        if not self._paragraphs:
            return
        paragraph = self._paragraphs[-1]
        if (kind := self._run.out) is not None:
            paragraph.leaves_out |= not text.isspace()
            self.left_out.add(kind, text, self._cells.span)
            return
        if self._run.is_raised and is_note_sign(text, self.layout.last):
            self.left_out.add("note_sign", text, self._cells.span)
            return
        if self._run.size and not text.isspace():
            paragraph.smallest = min(paragraph.smallest, self._run.size)
        self._write_number(paragraph)
        self.layout.text(text)

    def _write_number(self, paragraph: WordParagraph, *, is_out: bool = False) -> None:
        """The automatic number Word prints before the paragraph, once; one that is out counts all the same."""
        number = paragraph.number or paragraph.style.number
        if number is not None and number != "0":
            level = paragraph.level if paragraph.number else paragraph.style.level
            label = self._numbering.next_label(number, level)
            if label and is_out:
                self.left_out.add("struck_out", label + " ", self._cells.span)
            elif label:
                self.layout.text(label + " ")
        paragraph.number, paragraph.style = "0", paragraph.style

    def _start_text(self, _: dict[str, str]) -> None:
        self._collects = True

    def _end_text(self) -> None:
        self._collects = False

    def _break(self, _: dict[str, str]) -> None:
        if "rPr" not in self._path[-3:] and self._path[-2:-1] == ["r"]:
            self._write("\n")

    def _tab(self, _: dict[str, str]) -> None:
        if self._path[-2:-1] == ["r"]:
            self._write("\t")

    def _no_break_hyphen(self, _: dict[str, str]) -> None:
        self._write("-")

    # Paragraphs and runs

    def _start_paragraph(self, _: dict[str, str]) -> None:
        self._cells.place()
        self._paragraphs.append(WordParagraph())
        self._run = WordRun()

    def _end_paragraph(self) -> None:
        paragraph = self._paragraphs.pop()
        if self._cells.is_inside and not self.layout.has_text:
            self._write_number(paragraph, is_out=paragraph.is_mark_out or paragraph.leaves_out)
        if paragraph.is_mark_deleted:
            return
        is_title = paragraph.is_centred and _LARGE <= paragraph.smallest < 999
        self.layout.end_paragraph(is_heading=paragraph.style.is_heading or is_title)

    def _start_run(self, _: dict[str, str]) -> None:
        self._run = WordRun(self._paragraphs[-1].style if self._paragraphs else NO_STYLE)

    def _paragraph_style(self, attributes: dict[str, str]) -> None:
        if self._paragraphs:
            style = self._styles.get(attribute(attributes, "val") or "", NO_STYLE)
            self._paragraphs[-1].style = style
            self._paragraphs[-1].is_centred |= style.is_centred

    def _run_style(self, attributes: dict[str, str]) -> None:
        if self._is_in_run():
            self._run.wears(self._styles.get(attribute(attributes, "val") or "", NO_STYLE))

    def _outline_level(self, attributes: dict[str, str]) -> None:
        if self._paragraphs and (attribute(attributes, "val") or "9") < "9":
            paragraph = self._paragraphs[-1]
            paragraph.style = paragraph.style.as_heading()

    def _alignment(self, attributes: dict[str, str]) -> None:
        if self._paragraphs and "pPr" in self._path[-2:]:
            self._paragraphs[-1].is_centred = attribute(attributes, "val") == "center"

    def _switch(self, name: str, attributes: dict[str, str]) -> None:
        """vanish, strike or dstrike of a run, or of a paragraph's end."""
        value = attribute(attributes, "val")
        if self._is_in_run():
            self._run.say(name, value)
        elif self._path[-3:-1] == ["pPr", "rPr"] and self._paragraphs and is_on(value):
            self._paragraphs[-1].is_mark_out = True

    def _font_size(self, attributes: dict[str, str]) -> None:
        value = attribute(attributes, "val") or ""
        if self._is_in_run() and value.isdecimal():
            self._run.size = int(value[:4])

    def _vertical_place(self, attributes: dict[str, str]) -> None:
        if self._is_in_run():
            self._run.is_raised = attribute(attributes, "val") == "superscript"

    def _is_in_run(self) -> bool:
        return self._path[-3:-1] == ["r", "rPr"]

    def _number_id(self, attributes: dict[str, str]) -> None:
        if self._paragraphs:
            self._paragraphs[-1].number = attribute(attributes, "val")

    def _number_level(self, attributes: dict[str, str]) -> None:
        value = attribute(attributes, "val") or "0"
        if self._paragraphs and value.isdecimal():
            self._paragraphs[-1].level = min(int(value[:2]), 8)

    # Tracked changes and text boxes

    def _start_deleted(self) -> None:
        parent = self._path[-2] if len(self._path) > 1 else ""
        self.found_changes = True
        if parent == "trPr":
            self._cells.delete_row()
        elif parent == "rPr" and self._paragraphs and "pPr" in self._path[-4:]:
            self._paragraphs[-1].is_mark_deleted = True
        self._skip_from = len(self._path)

    def _inserted(self, _: dict[str, str]) -> None:
        self.found_changes = True

    def _start_box(self, _: dict[str, str]) -> None:
        self.layout.open_aside()

    def _end_box(self) -> None:
        self.layout.close_aside()

    # Tables

    def _start_table(self, _: dict[str, str]) -> None:
        self._cells.place()
        self.layout.open_table()

    def _end_table(self) -> None:
        self.layout.close_table()

    def _start_row(self, _: dict[str, str]) -> None:
        self._cells.start_row()

    def _hidden_row(self, attributes: dict[str, str]) -> None:
        if self._path[-2:-1] == ["trPr"] and is_on(attribute(attributes, "val")):
            self._cells.delete_row()
            self.found_hidden_rows += 1

    def _end_row(self) -> None:
        self._cells.end_row()

    def _grid_before(self, attributes: dict[str, str]) -> None:
        if self._path[-2:-1] == ["trPr"]:
            self._cells.skip(attribute(attributes, "val"))

    def _start_cell(self, _: dict[str, str]) -> None:
        self._cells.start()

    def _end_cell(self) -> None:
        self._cells.end()

    def _cell_setting(self, name: str, attributes: dict[str, str]) -> None:
        if self._path[-2:-1] == ["tcPr"]:
            self._cells.set(name, attribute(attributes, "val") or "")

    def _start_body(self, _: dict[str, str]) -> None:
        self.found_body = True


_STARTS = {
    "body": _WordReader._start_body,
    "p": _WordReader._start_paragraph,
    "r": _WordReader._start_run,
    "t": _WordReader._start_text,
    "br": _WordReader._break,
    "cr": _WordReader._break,
    "tab": _WordReader._tab,
    "noBreakHyphen": _WordReader._no_break_hyphen,
    "pStyle": _WordReader._paragraph_style,
    "rStyle": _WordReader._run_style,
    "outlineLvl": _WordReader._outline_level,
    "jc": _WordReader._alignment,
    "vanish": lambda reader, attributes: reader._switch("vanish", attributes),
    "strike": lambda reader, attributes: reader._switch("strike", attributes),
    "dstrike": lambda reader, attributes: reader._switch("dstrike", attributes),
    "hidden": _WordReader._hidden_row,
    "sz": _WordReader._font_size,
    "vertAlign": _WordReader._vertical_place,
    "numId": _WordReader._number_id,
    "ilvl": _WordReader._number_level,
    "ins": _WordReader._inserted,
    "moveTo": _WordReader._inserted,
    "txbxContent": _WordReader._start_box,
    "tbl": _WordReader._start_table,
    "tr": _WordReader._start_row,
    "gridBefore": _WordReader._grid_before,
    "tc": _WordReader._start_cell,
    "vMerge": lambda reader, attributes: reader._cell_setting("vMerge", attributes),
    "hMerge": lambda reader, attributes: reader._cell_setting("hMerge", attributes),
    "gridSpan": lambda reader, attributes: reader._cell_setting("gridSpan", attributes),
}
_ENDS = {
    "t": _WordReader._end_text,
    "p": _WordReader._end_paragraph,
    "txbxContent": _WordReader._end_box,
    "tbl": _WordReader._end_table,
    "tr": _WordReader._end_row,
    "tc": _WordReader._end_cell,
}
