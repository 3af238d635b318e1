"""The bytes decide what a file is, not its name."""

from __future__ import annotations

import base64
from io import BytesIO

import openpyxl
import pytest

from documents.formats.opening import load
from documents.grids import UnreadableDocument

from . import builders as b
from .grids import only_grid, texts

ROWS = [["序号", "项目"], ["1", "修路"], ["2", "修桥"]]


def xlsx() -> bytes:
    book = openpyxl.Workbook()
    for row in ROWS:
        book.active.append([int(cell) if cell.isdigit() else cell for cell in row])
    buffer = BytesIO()
    book.save(buffer)
    return buffer.getvalue()


def page() -> bytes:
    return "<table>{}</table>".format(
        "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in ROWS)
    ).encode("gb18030")


CONTENTS = {
    "xlsx": xlsx,
    "docx": lambda: b.word(b.table(*ROWS)),
    "html": page,
    "xls": lambda: b.old_workbook([
        b.label(0, 0, "序号"), b.label(0, 1, "项目"), b.number(1, 0, 1), b.label(1, 1, "修路"), b.number(2, 0, 2),
        b.label(2, 1, "修桥"),
    ]),
}  # fmt: skip


@pytest.mark.parametrize("extension", ["xlsx", "xls", "docx", "doc", "html", "csv", "txt", ""])
@pytest.mark.parametrize("kind", CONTENTS)
def test_a_file_is_read_as_what_it_is_whatever_its_name(kind: str, extension: str) -> None:
    loaded = load(CONTENTS[kind](), f"文件.{extension}")
    assert loaded.format == kind
    assert texts(only_grid(loaded)) == ROWS


@pytest.mark.parametrize("extension", ["xls", "xlsx", "csv"])
def test_a_csv_named_as_a_workbook_is_read(extension: str) -> None:
    data = "\n".join(",".join(row) for row in ROWS).encode("gb18030")
    assert texts(only_grid(load(data, f"导出.{extension}"))) == ROWS


def test_the_main_part_of_a_word_file_may_have_another_name() -> None:
    parts = b.word_parts(b.table(*ROWS))
    parts["word/document2.xml"] = parts.pop("word/document.xml")
    parts["_rels/.rels"] = b.rels("/word/document2.xml")
    assert texts(only_grid(load(b.package(parts), "a.docx"))) == ROWS


@pytest.mark.parametrize(
    "name", ["../../etc/passwd.xlsx", "C:\\a\\b.XLSX", "\0.xlsx", "a" * 5000, "无扩展名"]
)
def test_any_name_will_do(name: str) -> None:
    assert texts(only_grid(load(xlsx(), name))) == ROWS


def test_a_refusal_says_what_to_save_as() -> None:
    """Old Word files are converted where that can be done: see test_old_word."""
    with pytest.raises(UnreadableDocument, match=r"另存为 \.xlsx") as refusal:
        load(b.compound(["ET"]), "a.et")
    assert ".et" in str(refusal.value)


@pytest.mark.parametrize("start", ["BM,MZ\n", "MZ,BM\n", "PDF,RTF\n"])
def test_a_text_may_begin_like_a_picture_or_a_program(start: str) -> None:
    data = (start + "1,修路\n2,修桥\n3,公园建设项目与步道改造工程\n").encode()
    assert texts(only_grid(load(data, "a.csv")))[1] == ["1", "修路"]


def test_a_page_saved_as_one_file_is_read_whatever_its_name() -> None:
    body = page().decode("gb18030").encode("gb18030")
    data = (
        b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=\"x\"\r\n\r\n--x\r\n"
        b"Content-Type: text/html; charset=\"gb2312\"\r\nContent-Transfer-Encoding: base64\r\n\r\n"
        + base64.encodebytes(body) + b"\r\n--x\r\nContent-Type: image/png\r\n\r\nx\r\n--x--\r\n"
    )  # fmt: skip
    assert texts(only_grid(load(data, "通知.doc"))) == ROWS
