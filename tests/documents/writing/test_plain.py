"""CSV for Excel and WPS, JSON for programs: the published figures, no formula, the same bytes each time."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.formulas import guarded, unguarded
from documents.writing.files import notice_csv, notice_json
from tests.documents.writing.samples import projects_of, shuffled, wanzhou_content, with_rows


def rows_of(content: dict[str, Any]) -> list[list[str]]:
    data = notice_csv(content)
    assert data.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline="")))


def test_the_csv_of_wanzhou_has_the_figures_of_the_notice() -> None:
    content = wanzhou_content()
    rows = rows_of(content)
    assert rows[0] == content["columns"]
    assert rows[1] == ["合计", "", "", "182852", "", "", "55219.1", "30.2", ""]
    entries = [row for row in rows[1:] if row[0].isdigit()]
    for row, project in zip(entries, projects_of(content), strict=True):
        assert row == [
            str(project["number"]),
            project["name"],
            project["target"],
            project["investment_plan"] or "",
            "、".join(project["units"]),
            project["progress"],
            project["invested"] or "",
            project["ratio"] or "",
            "",
        ]


def test_lines_end_as_excel_expects_and_line_breaks_stay_inside_their_cell() -> None:
    content = wanzhou_content()
    assert notice_csv(content).count(b"\r\n") == 24
    assert "\n" in projects_of(content)[2]["progress"]


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+cmd|' /C calc'!A0",
        "-2+3+cmd|' /C calc'!A0",
        "@SUM(A1)",
        "\t=1+1",
        "\r=1+1",
        "\n=1+1",
        "＝1+1",
    ],
)
def test_a_text_that_looks_like_a_formula_is_guarded(text: str) -> None:
    content = wanzhou_content()
    projects_of(content)[0]["remark"] = text
    cell = rows_of(content)[3][8]
    assert cell.startswith("'")
    assert unguarded(cell).strip() == text.strip()


def test_a_negative_amount_stays_a_number() -> None:
    content = wanzhou_content()
    projects_of(content)[0]["invested"] = "-12.5"
    assert rows_of(content)[3][6] == "-12.5"


@given(st.text(alphabet="=+-@'\t\r\n＝1a.", max_size=6))
def test_guarding_is_undone_exactly(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(st.text(alphabet="=+-@'\t\r\n＝1a.", max_size=6))
def test_no_guarded_cell_starts_a_formula(text: str) -> None:
    cell = guarded(text)
    assert not cell.startswith(("=", "+", "@", "\t", "\r"))
    assert not cell.startswith("-") or cell[1:].replace(".", "", 1).isdigit()


def test_the_json_is_the_content_and_nothing_else() -> None:
    content = wanzhou_content()
    data = notice_json(content)
    assert json.loads(data) == content
    assert data.endswith(b"}\n")
    assert "万州区".encode() in data


@pytest.mark.parametrize("write", [notice_json, notice_csv])
def test_the_order_a_database_returns_keys_in_does_not_matter(write: Any) -> None:
    assert write(wanzhou_content()) == write(shuffled(wanzhou_content()))


def test_keys_stand_in_the_order_of_the_published_format() -> None:
    content = json.loads(notice_json(shuffled(wanzhou_content())))
    assert list(content) == list(wanzhou_content())
    assert list(content["categories"][0]) == [
        "name",
        "investment_plan",
        "invested",
        "ratio",
        "projects",
    ]
    assert list(projects_of(content)[0]) == list(projects_of(wanzhou_content())[0])


def test_two_hundred_rows_and_none() -> None:
    assert len(rows_of(with_rows(200))) == 203
    assert len(rows_of(with_rows(0))) == 2
