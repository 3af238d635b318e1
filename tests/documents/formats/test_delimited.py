"""CSV files of spreadsheets and systems."""

from __future__ import annotations

import pytest

from documents.formats.opening import load
from documents.formats.rows import load_rows

from .grids import only_grid, texts

ROWS = [
    ["序号", "项目名称", "目标"],
    ["1", "修路，修桥", "1.修路\n2.修桥"],
    ["2", "“城管”", ""],
    ["3", "x;y", "12,000"],
]


def written(delimiter: str, *, always_quoted: bool = False) -> str:
    def cell(text: str) -> str:
        quoted = always_quoted or any(sign in text for sign in (delimiter, "\n", '"'))
        return '"{}"'.format(text.replace('"', '""')) if quoted else text

    return "".join(delimiter.join(map(cell, row)) + "\r\n" for row in ROWS)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("always_quoted", [False, True])
def test_every_dialect_gives_the_same_table(
    encoding: str, delimiter: str, always_quoted: bool
) -> None:
    loaded = load(written(delimiter, always_quoted=always_quoted).encode(encoding), "计划.csv")
    assert loaded.format == "csv"
    assert texts(only_grid(loaded)) == ROWS


def test_a_title_above_and_empty_rows_below_do_not_matter() -> None:
    data = "2025年计划,,\r\n" + written(",") + ",,\r\n" * 30
    assert texts(only_grid(load(data.encode(), "a.csv"))) == [["2025年计划", "", ""], *ROWS]


def test_a_declared_delimiter_and_texts_kept_as_formulas() -> None:
    grid = only_grid(load('sep=;\r\n序号;编码\r\n1;="001"\r\n2;=1+1\r\n'.encode(), "a.csv"))
    assert texts(grid) == [["序号", "编码"], ["1", "001"], ["2", "=1+1"]]


def test_rows_of_unequal_length_are_filled_up() -> None:
    assert texts(only_grid(load(b"a,b\n1\n1,2,3\n1,2\n", "a.csv"))) == [
        ["a", "b", ""], ["1", "", ""], ["1", "2", "3"], ["1", "2", ""]]  # fmt: skip


def test_a_csv_without_a_table_is_read_as_text() -> None:
    loaded = load("只有一段文字。".encode(), "a.csv")
    assert [block.text for block in loaded.paragraphs] == ["只有一段文字。"]


def test_long_plain_tables_are_read_as_rows() -> None:
    (sheet,) = load_rows(written(",").encode("gb18030"), "a.csv")
    assert sheet.rows == ROWS
