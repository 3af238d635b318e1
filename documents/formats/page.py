"""Web pages: paragraphs and tables as a browser shows them, with the page's meta tags."""

from __future__ import annotations

import re

from documents.formats.cells import tidy
from documents.formats.layout import Layout
from documents.formats.limits import MAX_COLUMNS, MAX_ROWS
from documents.formats.markup import attributes_of, tokens
from documents.formats.raised import is_note_sign
from documents.formats.wordtext import LeftOut
from documents.grids import Loaded

_BLOCKS = frozenset(
    [
        "address",
        "article",
        "aside",
        "blockquote",
        "body",
        "caption",
        "center",
        "dd",
        "details",
        "dialog",
        "dir",
        "div",
        "dl",
        "dt",
        "fieldset",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "head",
        "header",
        "hr",
        "html",
        "legend",
        "li",
        "main",
        "menu",
        "nav",
        "ol",
        "p",
        "pre",
        "search",
        "section",
        "summary",
        "ul",
    ]
)
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_TABLE_PARTS = frozenset(
    {"table", "thead", "tbody", "tfoot", "tr", "td", "th", "caption", "colgroup", "col"}
)
_NEVER_SHOWN = frozenset(
    {
        "script",
        "style",
        "noscript",
        "template",
        "svg",
        "select",
        "textarea",
        "button",
        "iframe",
        "object",
        "title",
    }
)
_VOID = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "frame",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "param",
        "source",
        "track",
        "wbr",
    ]
)
_STRUCK = frozenset({"del", "s", "strike"})
_STRIKING_STYLE = re.compile(r"text-decoration(?:-line)?\s*:[^;]*line-through", re.IGNORECASE)
_HIDING_STYLE = re.compile(
    r"(?:display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all)", re.IGNORECASE
)
_ENDS_BY_ITSELF = {
    "p": _BLOCKS | {"table"},
    "li": frozenset({"li"}),
    "tr": frozenset({"tr", "tbody", "thead", "tfoot"}),
    "td": frozenset({"td", "th", "tr"}),
    "th": frozenset({"td", "th", "tr"}),
}
"""Elements whose end tag may be left out, to the start tags that end them."""
_SPACES = re.compile(r"[ \t\r\n\f]+")


def read_page(page: str) -> Loaded:
    """Read a web page (also one saved from Excel or Word). Raises UnreadableDocument."""
    reader = _PageReader()
    for kind, value, written in tokens(page):
        if kind == "text":
            reader.text(value)
        elif kind == "start":
            reader.start(value, written)
        else:
            reader.end(value)
    return Loaded("html", reader.layout.blocks(), reader.meta, reader.left_out.notes())


class _PageReader:
    """Keeps what the tags seen so far mean for the text that follows."""

    def __init__(self) -> None:
        self.layout = Layout()
        self.meta: dict[str, str] = {}
        self._hidden_tag = ""
        self._hidden_depth = 0
        self._title: list[str] | None = None
        self._heading = ""
        self._after_space = True
        self._in_pre = 0
        self._is_struck = False
        self._raised: list[str] | None = None
        """What stands raised so far, up to the end of its tag."""
        self.left_out = LeftOut()

    def text(self, text: str) -> None:
        if self._title is not None:
            self._title.append(text)
        elif self._raised is not None and not self._hidden_tag:
            self._raised.append(text)
        elif self._hidden_tag and self._is_struck:
            self.left_out.add("struck_out", text, None)
        elif not self._hidden_tag:
            if not self._in_pre:
                text = _SPACES.sub(" ", text)
                if self._after_space:
                    text = text.lstrip(" ")
                if not text:
                    return
                self._after_space = text.endswith(" ")
            self.layout.text(text)

    def start(self, tag: str, written: str) -> None:
        if self._hidden_tag and not self._hidden_goes_on(tag):
            return
        if tag == "meta":
            self._read_meta(attributes_of(written))
        elif tag == "title" and "title" not in self.meta:
            self._title = []
        elif tag in _NEVER_SHOWN or tag in _STRUCK:
            self._hide(tag, written)
            self._is_struck = tag in _STRUCK
        elif written and tag not in _VOID and self._is_hidden(written):
            self._break_before(tag)
            self._hide(tag, written)
            self._is_struck = _STRIKING_STYLE.search(written) is not None
        elif tag == "sup":
            self._end_raised()
            self._raised = []
        elif tag == "br":
            self._new_line()
        elif tag in _TABLE_PARTS:
            self._end_raised()
            self._start_table_part(tag, written)
        elif tag in _BLOCKS:
            self._end_raised()
            self._end_paragraph()
            if tag in _HEADINGS:
                self._heading = tag
            elif tag == "pre":
                self._in_pre += 1

    def end(self, tag: str) -> None:
        if tag == "title" and self._title is not None:
            title = tidy("".join(self._title)).replace("\n", " ")
            if title:
                self.meta["title"] = title[:1000]
            self._title = None
        elif self._hidden_tag:
            if tag == self._hidden_tag:
                self._hidden_depth -= 1
            elif self._hidden_tag in _ENDS_BY_ITSELF and tag in ("table", "tr", "body"):
                self._hidden_depth = 0
            else:
                return
            if self._hidden_depth <= 0:
                was, self._hidden_tag = self._hidden_tag, ""
                if was != tag:
                    self.end(tag)
        elif tag == "sup":
            self._end_raised()
        elif tag in _TABLE_PARTS:
            self._end_raised()
            self._end_paragraph()
            if tag == "table":
                self.layout.close_table()
            elif tag in ("td", "th", "tr"):
                self.layout.close_cell()
        elif tag in _BLOCKS:
            self._end_raised()
            self._end_paragraph()
            if tag == "pre":
                self._in_pre = max(0, self._in_pre - 1)
        elif tag == "br":
            self._new_line()

    def _end_raised(self) -> None:
        """Takes raised text: the sign of a footnote is left out, a power (m²) stays."""
        raised, self._raised = "".join(self._raised or ()), None
        if raised and is_note_sign(raised, self.layout.last):
            self.left_out.add("note_sign", f"{raised}；", None)
        elif raised:
            self.text(raised)

    def _hidden_goes_on(self, tag: str) -> bool:
        """Inside a hidden element: count a nested one of its name, or see that its end tag was left out."""
        if tag in _ENDS_BY_ITSELF.get(self._hidden_tag, ()):
            self._hidden_tag = ""
            return True
        if tag == self._hidden_tag:
            self._hidden_depth += 1
        return False

    def _hide(self, tag: str, written: str) -> None:
        if not written.endswith("/"):
            self._hidden_tag, self._hidden_depth = tag, 1

    def _is_hidden(self, written: str) -> bool:
        lowered = written.lower()
        if "hid" not in lowered and "none" not in lowered and "through" not in lowered:
            return False
        attributes = attributes_of(written)
        hidden = attributes.get("hidden")
        style = attributes.get("style", "")
        return (hidden is not None and hidden.lower() != "until-found") or bool(
            _HIDING_STYLE.search(style) or _STRIKING_STYLE.search(style)
        )

    def _break_before(self, tag: str) -> None:
        if tag in _BLOCKS:
            self._end_paragraph()
        elif tag == "tr":
            self.layout.close_cell()

    def _read_meta(self, attributes: dict[str, str]) -> None:
        name = attributes.get("name") or attributes.get("property")
        content = attributes.get("content", "").strip()
        if name and content and len(self.meta) < 100:
            self.meta.setdefault(name.strip()[:100], content[:1000])

    def _start_table_part(self, tag: str, written: str) -> None:
        self._end_paragraph()
        layout = self.layout
        if tag == "table":
            layout.open_table()
        elif layout.table is None:
            return
        elif tag == "tr":
            layout.close_cell()
            layout.table.next_row()
        elif tag in ("td", "th"):
            layout.close_cell()
            attributes = attributes_of(written) if "span" in written.lower() else {}
            rowspan = _span(attributes.get("rowspan"), MAX_ROWS)
            colspan = _span(attributes.get("colspan"), MAX_COLUMNS)
            layout.open_cell(layout.table.place(rowspan=rowspan, colspan=colspan))

    def _new_line(self) -> None:
        self.layout.text("\n")
        self._after_space = True

    def _end_paragraph(self) -> None:
        if self.layout.has_text:
            self.layout.end_paragraph(is_heading=bool(self._heading))
            self._heading = ""
        self._after_space = True


def _span(written: str | None, most: int) -> int:
    """A rowspan or colspan as browsers take it: 1 where it says nothing usable; a rowspan of 0 goes to the end."""
    digits = re.match(r"\s*(\d{1,9})", written or "")
    if digits is None:
        return 1
    value = int(digits.group(1))
    return most if value == 0 and most == MAX_ROWS else min(max(value, 1), most)
