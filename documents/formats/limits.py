"""How much of a file is read at most, and the sentences for what is refused.

A file comes from outside: every bound is checked before the work it bounds is done.
"""

from __future__ import annotations

from documents.grids import UnreadableDocument

MAX_FILE_BYTES = 20 * 1024 * 1024
MAX_TEXT_BYTES = 12 * 1024 * 1024
"""Of a page or a text, which are decoded and cut as a whole."""
MAX_ENTRIES = 3_000
MAX_UNPACKED_BYTES = 150 * 1024 * 1024
MAX_PART_BYTES = 80 * 1024 * 1024
"""One part of an Office file, unpacked: a sheet of 50,000 rows takes about 25 MB."""
MAX_WORD_BYTES = 30 * 1024 * 1024
"""The text part of a Word file: a hundred pages of tables take about 5 MB."""
MAX_SHARED_BYTES = 50 * 1024 * 1024
MAX_UNUSUAL_BYTES = 12 * 1024 * 1024
"""A sheet whose cells are not written as spreadsheets write them, which costs a slower look."""
MAX_RATIO = 250
"""Unpacked to packed, for parts above 1 MB: real sheets stay below 60, a run of zeros reaches 1,000."""
MAX_CELLS = 800_000
MAX_PARTS = 300_000
"""Paragraphs and cells of a Word file or page, which are read with more about each than a sheet's."""
MAX_LINES = 60_000
MAX_ROWS = 100_000
MAX_COLUMNS = 512
MAX_SHEETS = 100
MAX_TABLE_DEPTH = 12
MAX_XML_DEPTH = 250
MAX_CELL_CHARACTERS = 200_000
MAX_TEXT_CHARACTERS = 30_000_000
"""Of all cells together, repeated texts counted each time: a short text in every cell of a large sheet fits."""


def too_large() -> UnreadableDocument:
    return UnreadableDocument(
        f"文件超过 {MAX_FILE_BYTES // 1024 // 1024} MB，请去掉图片或拆成几个文件后再上传。"
    )


def too_long() -> UnreadableDocument:
    return UnreadableDocument("文字或网页太长，请去掉图片，只保留通知和表格的部分后再上传。")


def too_many_cells() -> UnreadableDocument:
    return UnreadableDocument(
        f"表格太大（上限 {MAX_ROWS:,} 行、{MAX_COLUMNS} 列），请删去多余的行和列后再上传。"
    )


def too_deep() -> UnreadableDocument:
    return UnreadableDocument("文件的嵌套层次过深，无法读取，请另存为普通的表格后再上传。")


def damaged(kind: str) -> UnreadableDocument:
    return UnreadableDocument(f"文件已损坏或不完整，无法作为{kind}打开，请重新保存后再上传。")
