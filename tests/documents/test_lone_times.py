"""A time of day where a day was meant: named in every format, never read as a day."""

from __future__ import annotations

import datetime as dt

import pytest

import documents
from tests.documents.formats.test_number_formats import saved, sheet_of

HEAD = ["序号", "项目名称", "年度目标任务", "责任单位", "6月底目标", "完成时限"]


def rows(said: object) -> list[list[object]]:
    return [
        [1, "步道建设", "建设步道12公里", "区文化旅游委", said, said],
        [2, "路灯安装", "安装路灯50盏", "区城市管理局", "完成20盏", "2025年9月30日"],
    ]


def as_html(said: str) -> bytes:
    lines = [HEAD, *rows(said)]
    body = "".join("<tr>" + "".join(f"<td>{one}</td>" for one in line) + "</tr>" for line in lines)
    return f"<table>{body}</table>".encode()


def as_csv(said: str) -> bytes:
    lines = [HEAD, *rows(said)]
    return "\n".join(",".join(str(one) for one in line) for line in lines).encode()


def told(reading: documents.Reading) -> list[tuple[int | None, int, int]]:
    return [
        (one.project, one.place.row, one.place.column)
        for one in reading.findings
        if one.code == "lone_time" and one.severity == "warning" and one.place
    ]


def days(reading: documents.Reading) -> list[int]:
    return [step.month for step in reading.projects[0].tasks[0].milestones]


@pytest.mark.parametrize("said", ["14:30", "9:05", "下午2:30", "14时30分", "上午9点", "14：30"])
@pytest.mark.parametrize(("write", "name"), [(as_csv, "a.csv"), (as_html, "a.html")])
def test_a_time_in_words_is_named_with_its_place_and_is_no_month(write, name, said):
    reading = documents.read(write(said), name, year=2025)
    assert told(reading) == [(1, 2, 5), (1, 2, 6)]
    assert days(reading) == [6]


def test_a_time_of_a_workbook_is_named_once():
    book = sheet_of(HEAD, *rows(dt.time(14, 30)))
    reading = documents.read(saved(book), "a.xlsx", year=2025)
    assert told(reading) == [(1, 2, 5), (1, 2, 6)]
    assert days(reading) == [6]


@pytest.mark.parametrize("said", ["2025-06-30 14:30", "完成12:8分配", "6月30日", "2025年6月"])
def test_a_day_with_its_time_is_no_lone_time(said):
    assert not told(documents.read(as_csv(said), "a.csv", year=2025))
