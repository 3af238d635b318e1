"""A document's lines as they are read: lists run together taken apart, cards as labels, numbers put before names."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from documents.furniture import is_page_number
from documents.grids import Grid, Loaded, Paragraph
from documents.numbers import chinese_value
from documents.prose.labels import LONG, Labelled, label_meaning, labels_in
from documents.prose.lines import NUMERALS, WORK, Line, read_line
from documents.tables.heads import own_cells
from documents.text import bare, clean, fold, item_value, plain_spaces

_ALONE = re.compile(
    rf"0?\d{{1,2}}[.、]?|(?:NO|No|no|PART|Part)\.?\s?\d{{1,2}}|第(?:{NUMERALS}|\d{{1,2}})(?:项|件)|{WORK}(?:{NUMERALS}|\d{{1,2}})|[①-⑳]|{NUMERALS}[、.]?"
)


def lines_of_text(loaded: Loaded) -> list[Line]:
    """Every line of a document, cards of two columns as labels; lists told in one paragraph item by item."""
    lines: list[Line] = []
    for block in loaded.blocks:
        if isinstance(block, Paragraph):
            for part in _unrolled(plain_spaces(block.text)):
                line = read_line(part)
                line.is_heading = block.is_heading
                if line.text and not is_page_number(line.text):
                    lines.append(line)
        else:
            lines.extend(card_lines(block))
    return _with_numbers_above(_with_values_below(lines))


def _with_values_below(lines: list[Line]) -> list[Line]:
    """Labels on lines of their own (责任单位:) with the value on the line below put together."""
    merged: list[Line] = []
    for line in lines:
        above = merged[-1].labelled[-1] if merged and merged[-1].labelled else None
        waits = above is not None and not above.text and above.meaning not in LONG
        if waits and not line.style and not line.labelled and len(line.text) <= 60:
            assert above is not None
            merged[-1].labelled[-1] = replace(above, text=line.text)
            merged[-1].text += line.text
            continue
        merged.append(line)
    return merged


def _with_numbers_above(lines: list[Line]) -> list[Line]:
    """Numbers on lines of their own (01, NO.2, 第三项) put before the words below, where they count on."""
    alone = [
        at
        for at, line in enumerate(lines[:-1])
        if _ALONE.fullmatch(fold(line.text)) and not _ALONE.fullmatch(fold(lines[at + 1].text))
    ]
    values = [_value_alone(lines[at].text) for at in alone]
    if len(alone) < 2 or values != list(range(values[0] or 0, (values[0] or 0) + len(values))):
        return lines
    merged: list[Line] = []
    for at, line in enumerate(lines):
        if at in alone:
            continue
        if at - 1 in alone and line.style is None:
            line.style, line.value = "arabic", _value_alone(lines[at - 1].text)
            line.printed = lines[at - 1].text
        merged.append(line)
    return merged


def _value_alone(text: str) -> int | None:
    figure = re.sub(r"[^0-9一二三四五六七八九十①-⑳]", "", fold(text))
    if figure.isascii() and figure.isdigit():
        return int(figure)
    return item_value(figure) or chinese_value(figure)


_LISTS = (
    r"(?:^|(?<=[:;。,\s]))\(?(\d{1,2})[.、)](?!\d)",
    r"([①-⑳])",
    r"(?:^|(?<=[:;。\s]))([一二三四五六七八九十]{1,2})、",
    r"(?:^|(?<=[:;。\s]))\(([一二三四五六七八九十]{1,2})\)",
    r"(?:^|(?<=[:;。,\s]))([一二三四五六七八九十]{1,2})是",
)


def _unrolled(text: str) -> Iterator[str]:
    """The lines of a paragraph; a list run together in one line (1.…;2.…;3.…) is taken apart.

    Not the list behind a label: what is listed behind 进展情况: is the report's.
    """
    for line in clean_lines(text):
        folded = fold(line)
        for pattern in _LISTS:
            cuts = _sequence(folded, re.compile(pattern))
            if len(cuts) < 3:
                continue
            if _opens_label(line[: cuts[0]]):
                yield line
                break
            yield line[: cuts[0]]
            for start, end in zip(cuts, [*cuts[1:], len(line)], strict=True):
                yield line[start:end]
            break
        else:
            yield line


def _opens_label(text: str) -> bool:
    """Whether the words before a list end with a known label."""
    _, labelled = labels_in(re.sub(r"^\(?[\d一二三四五六七八九十]{1,3}[.、)]\s?", "", text))
    return bool(labelled) and labelled[-1].meaning in LONG


def clean_lines(text: str) -> list[str]:
    """Printed lines, without blanks at their ends."""
    return [line for line in (part.strip() for part in text.split("\n")) if line]


def _sequence(text: str, pattern: re.Pattern[str]) -> list[int]:
    cuts: list[int] = []
    for found in pattern.finditer(text):
        if item_value(found[1]) == len(cuts) + 1:
            cuts.append(found.start())
    return cuts


def card_lines(grid: Grid) -> list[Line]:
    """A small table of labels and values, one project a card: 项目名称 | … / 责任单位 | …."""
    lines: list[Line] = []
    for row in range(1, len(grid.rows) + 1):
        cells = [cell for cell in own_cells(grid, row) if bare(cell.text)]
        for label, value in zip(cells[::2], cells[1::2], strict=False):
            meaning, month = label_meaning(bare(label.text).rstrip(":"))
            if meaning is None:
                continue
            lines.append(
                Line(
                    clean(value.text),
                    labelled=[Labelled(meaning, clean(value.text), month, bare(label.text))],
                )
            )
    return lines if len(lines) >= 2 else []
