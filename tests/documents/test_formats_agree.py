"""All formats of one document give the same reading; skipped where the collected documents are not at hand."""

from pathlib import Path
from typing import Any

import pytest

import documents
from documents import Reading

SHARED = Path(__file__).parents[3] / "shared" / "documents"

pytestmark = pytest.mark.skipif(
    not SHARED.is_dir(), reason="the folder with the collected documents is not beside this one"
)


def read_shared(name: str) -> Reading:
    return documents.read((SHARED / name).read_bytes(), name)


def facts(reading: Reading, *keys: str) -> dict[str, Any]:
    content = reading.as_json()
    return {key: content[key] for key in keys}


@pytest.fixture(scope="module")
def wanzhou() -> Reading:
    return read_shared("wanzhou-2025-q1-notice.html")


def test_the_copied_text_of_qianjiangs_page_reads_like_its_word_file() -> None:
    word, text = (read_shared(f"qianjiang-2025-targets.{end}") for end in ("docx", "txt"))
    assert text.as_json() == word.as_json()


@pytest.mark.parametrize("name", ["wanzhou-2025-q1-notice.xlsx", "wanzhou-2025-q1-notice.txt"])
def test_wanzhous_table_is_the_same_in_every_format(wanzhou: Reading, name: str) -> None:
    keys = ("kind", "district", "year", "period", "categories", "projects", "totals")
    other = read_shared(name)
    assert facts(other, *keys) == facts(wanzhou, *keys)
    assert other.columns == wanzhou.columns


def test_the_workbook_has_its_tables_title_and_no_notice() -> None:
    reading = read_shared("wanzhou-2025-q1-notice.xlsx")
    assert reading.title == "万州区2025年重点民生实事目标任务及月度推进情况表"
    assert reading.notice is None
    assert reading.findings == ()


def test_damaged_dates_of_the_text_copy_are_filled_in_and_told(wanzhou: Reading) -> None:
    reading = read_shared("wanzhou-2025-q1-notice.txt")
    assert reading.notice == wanzhou.notice
    assert reading.issued_on == wanzhou.issued_on
    assert [
        (item.severity, item.code, item.printed, item.expected) for item in reading.findings
    ] == [
        ("warning", "damaged_date", "2025411", "2025-04-11"),
        ("warning", "damaged_date", "2025411", "2025-04-11"),
        ("warning", "damaged_date", "2025511日", "2025-05-11"),
    ]


def test_the_whole_document_of_qianjiang_has_a_title_over_its_table() -> None:
    reading = read_shared("qianjiang-2025-targets.docx")
    assert reading.table_title == "黔江区2025年重点民生实事工作目标任务"
    assert reading.issued_on == "2025-04-25"
