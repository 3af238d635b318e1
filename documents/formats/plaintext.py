"""Plain text: pasted from Word or Excel (tab separated), copied from a page, drawn with lines, or just prose."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from documents.formats.barred import Read, read_barred
from documents.formats.cells import number_grids, tidy
from documents.formats.cutrows import read_cut
from documents.formats.effort import Effort, EffortSpent
from documents.formats.grown import read_drawn, read_lined, read_tabbed
from documents.formats.limits import MAX_LINES
from documents.formats.markdown import BREAK, heading_in, is_marked, unmarked
from documents.formats.spaced import read_spaced
from documents.grids import Grid, Loaded, Paragraph, UnreadableDocument
from documents.script import Original, has_traditional, simplified

_READERS: tuple[Callable[[Sequence[str], int, Effort], Read | None], ...] = (
    read_barred,
    read_lined,
    read_tabbed,
    read_drawn,
    read_spaced,
    read_cut,
)


def read_text(text: str) -> Loaded:
    """The text's tables as grids, every other line as a paragraph, in order."""
    if text.count("\n") + text.count("\r") > MAX_LINES:
        raise UnreadableDocument("文字太多，请只粘贴通知和表格的部分。")
    if has_traditional(text):
        return Original([text]).file(read_text(simplified(text)))
    if is_marked(text):
        text = unmarked(text)
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    blocks: list[Paragraph | Grid] = []
    effort = Effort()
    readers = _READERS
    at = 0
    while at < len(lines):
        try:
            found = next(filter(None, (reader(lines, at, effort) for reader in readers)), None)
        except EffortSpent:
            readers, found = (), None
        if found is not None:
            if found.grid is not None:
                blocks.append(found.grid)
            at = found.following
            continue
        line = tidy(lines[at].replace(BREAK, "\n"))
        if marked := heading_in(line):
            blocks.append(Paragraph(marked, is_heading=True))
        elif line:
            blocks.append(Paragraph(line))
        at += 1
    return Loaded("text", number_grids(blocks))
