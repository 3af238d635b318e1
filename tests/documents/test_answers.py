"""Columns 是否完成 and 未完成原因: kept as printed beside what is reported, and never a figure."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

import documents
from documents.reading import Reading
from tests.documents.drawn import codes, read
from tests.documents.layouts import render_drawing

TITLE = "2025年某某区民生实事1-9月进展情况"


@dataclass(frozen=True)
class Told:
    """What is read of one row."""

    progress: str | None
    remark: str | None = None
    reported: str | None = None
    invested: str | None = None
    ratio: str | None = None


# Each layout is invented: a drawing, and what is to be read of its two projects.
LAYOUTS: dict[str, tuple[str, tuple[Told, Told]]] = {
    "answer and reason behind the progress": (
        "序号|项目名称|目标任务|责任单位|进展情况|是否完成|未完成原因\n"
        "1|农村公路|新建公路30公里|区交通局|完成12公里|否|征地未完成，还差18公里\n"
        "2|口袋公园|新建公园5个|区城管局|建成5个|是|无",
        (
            Told("完成12公里", "是否完成：否；未完成原因：征地未完成，还差18公里", "12"),
            Told("建成5个", "是否完成：是", "5"),
        ),
    ),
    "answer before the money, ticks, a remark of its own": (
        "序号|项目名称|年度目标|是否达到序时进度|年度投资计划(万元)|投资完成情况|<|进展情况|存在问题及原因|责任单位|备注\n"
        "^|^|^|^|^|完成额度(万元)|占比(%)|^|^|^|^\n"
        "1|农村公路|新建公路30公里|×|100|20|20|完成12公里|1.征地\\n2.雨季|区交通局|续建。\n"
        "2|口袋公园|新建公园5个|√|50|50|100|建成5个||区城管局|",
        (
            Told(
                "完成12公里",
                "续建；是否达到序时进度：×",
                "12",
                "20",
                "20",
            ),
            Told("建成5个", "是否达到序时进度：√", "5", "50", "100"),
        ),
    ),
    "answer behind the money, both halves ticked under one merged head": (
        "序号|项目名称|目标任务|责任单位|进展情况|计划投资(万元)|完成投资(万元)|是否完成|<|滞后原因\n"
        "^|^|^|^|^|^|^|是|否|^\n"
        "1|农村公路|新建公路30公里|区交通局|完成12公里|100|20||√|资金12万元未到位\n"
        "2|口袋公园|新建公园5个|区城管局|建成5个|50|50|√|×|",
        (
            Told("完成12公里", "是否完成：否；滞后原因：资金12万元未到位", "12", "20"),
            Told("建成5个", "是否完成：是", "5", "50"),
        ),
    ),
    "halves of 完成情况 and no other words on progress": (
        "序号|项目名称|目标任务|责任单位|完成情况|<|<\n"
        "^|^|^|^|已完成|未完成|未完成原因\n"
        "1|农村公路|新建公路30公里|区交通局||√|征地18公里\n"
        "2|口袋公园|新建公园5个|区城管局|√||",
        (Told("未完成；未完成原因：征地18公里"), Told("已完成")),
    ),
    "完成情况 in a word, reasons beside it, nothing else": (
        "序号|项目名称|目标任务|责任单位|完成情况|原因分析\n"
        "1|农村公路|新建公路30公里|区交通局|未完成|征地18公里\n"
        "2|口袋公园|新建公园5个|区城管局|已完成|",
        (Told("未完成；原因分析：征地18公里"), Told("已完成")),
    ),
    "完成情况 in a word before the words on progress": (
        "序号|项目名称|目标任务|完成情况|进展情况|原因|责任单位\n"
        "1|农村公路|新建公路30公里|否|完成12公里|征地|区交通局\n"
        "2|口袋公园|新建公园5个|是|建成5个||区城管局",
        (
            Told("完成12公里", "完成情况：否；原因：征地", "12"),
            Told("建成5个", "完成情况：是", "5"),
        ),
    ),
    "answer and reason in one cell": (
        "序号|项目名称|目标任务|本月进展|是否达进度(注明原因)|责任单位\n"
        "1|农村公路|新建公路30公里|完成12公里|否，征地滞后，还差18公里|区交通局\n"
        "2|口袋公园|新建公园5个|建成5个|是|区城管局",
        (
            Told("完成12公里", "是否达进度：否，征地滞后，还差18公里", "12"),
            Told("建成5个", "是否达进度：是", "5"),
        ),
    ),
    "no words on progress at all": (
        "序号|项目名称|目标任务|责任单位|年度投资计划(万元)|完成投资(万元)|是否按期完成|未按期完成原因\n"
        "1|农村公路|新建公路30公里|区交通局|100|20|否|征地18公里，资金12万元未到位\n"
        "2|口袋公园|新建公园5个|区城管局|50|50|是|/",
        (
            Told(
                "是否按期完成：否；未按期完成原因：征地18公里，资金12万元未到位",
                invested="20",
            ),
            Told("是否按期完成：是", invested="50"),
        ),
    ),
    "two quarters, each with goal and answer": (
        "序号|项目名称|目标任务|责任单位|一季度|<|二季度|<\n"
        "^|^|^|^|目标|是否完成|目标|是否完成\n"
        "1|农村公路|新建公路30公里|区交通局|5公里|是|15公里|否\n"
        "2|口袋公园|新建公园5个|区城管局|2个|是|5个|是",
        (
            Told("一季度是否完成：是；二季度是否完成：否"),
            Told("一季度是否完成：是；二季度是否完成：是"),
        ),
    ),
    "reason under the head of the money": (
        "序号|项目名称|目标任务|责任单位|进展情况|年度投资计划(万元)|投资完成情况|<\n"
        "^|^|^|^|^|^|完成额度(万元)|未完成投资原因\n"
        "1|农村公路|新建公路30公里|区交通局|完成12公里|100|20|资金80万元未到位\n"
        "2|口袋公园|新建公园5个|区城管局|建成5个|50|50|",
        (
            Told("完成12公里", "未完成投资原因：资金80万元未到位", "12", "20"),
            Told("建成5个", None, "5", "50"),
        ),
    ),
}


@pytest.mark.parametrize("format", ["xlsx", "docx", "html", "csv"])
@pytest.mark.parametrize("layout", LAYOUTS)
def test_printed_answers_and_reasons_are_kept_and_never_become_figures(
    layout: str, format: str
) -> None:
    drawing, told = LAYOUTS[layout]
    reading = documents.read(*render_drawing(drawing, format, TITLE))
    assert reading.kind == "progress"
    assert [project.name for project in reading.projects] == ["农村公路", "口袋公园"]
    assert tuple(map(_told, reading.projects)) == told
    (note,) = [one for one in reading.findings if one.code == "missing_value" and one.place]
    assert note.severity == "note"
    moved = any(row.remark for row in told)
    assert ("并入备注" in note.message) is moved
    assert all(label in note.message for label in (note.printed or "").split("、"))
    assert not [one for one in reading.findings if one.severity != "note"]


def _told(project: documents.reading.Project) -> Told:
    (indicator,) = project.tasks[0].indicators
    assert indicator.value in {"30", "5"}
    return Told(
        project.progress, project.remark, indicator.reported, project.invested, project.ratio
    )


def _remarks(reading: Reading) -> list[str | None]:
    return [project.remark for project in reading.projects]


def test_tasks_of_a_project_have_answers_of_their_own() -> None:
    reading = read(
        TITLE,
        "序号|项目名称|目标任务|责任单位|进展情况|是否完成|未完成原因\n"
        "1|公路|新建公路30公里|区交通局|完成12公里|否|征地\n"
        "^|^|改造公路3公里|区交通局|完成3公里|是|\n"
        "2|公园|新建公园5个|区城管局|建成5个|是|",
    )
    assert _remarks(reading) == [
        "1.是否完成：否；未完成原因：征地\n2.是否完成：是",
        "是否完成：是",
    ]


def test_an_answer_merged_over_rows_is_of_each() -> None:
    reading = read(
        TITLE,
        "序号|项目名称|目标任务|责任单位|进展情况|是否完成|未完成原因\n"
        "1|公路|新建公路30公里|区交通局|完成12公里|否|征地\n"
        "^|^|改造公路3公里|^|完成3公里|^|^\n"
        "2|公园|新建公园5个|区城管局|建成5个|是|\n"
        "3|公厕|新建公厕2座|^|建成2座|^|",
    )
    assert _remarks(reading) == ["是否完成：否；未完成原因：征地", "是否完成：是", "是否完成：是"]


def test_where_both_halves_are_ticked_nothing_is_chosen() -> None:
    reading = read(
        TITLE,
        "序号|项目名称|目标任务|责任单位|进展情况|是否完成|<\n^|^|^|^|^|是|否\n"
        "1|公路|新建公路30公里|区交通局|完成12公里|√|√\n"
        "2|公园|新建公园5个|区城管局|建成5个||×\n"
        "3|公厕|新建公厕2座|区城管局|建成2座|6月建成|",
    )
    assert _remarks(reading) == [
        "是否完成：是（√）、否（√）",
        "是否完成：否（×）",
        "是否完成：是（6月建成）",
    ]


def test_on_a_further_page_the_answers_stay_answers() -> None:
    head = "序号|项目名称|目标任务|责任单位|完成情况|进展情况"
    reading = read(
        TITLE,
        f"{head}\n1|公路|新建公路30公里|区交通局|否|完成12公里\n{head}\n2|公园|新建公园5个|区城管局|是|建成5个",
    )
    assert _remarks(reading) == ["完成情况：否", "完成情况：是"]


def test_words_under_completion_are_the_progress_as_before() -> None:
    reading = read(
        TITLE,
        "序号|项目名称|目标任务|责任单位|完成情况|未完成原因\n"
        "1|公路|新建公路30公里|区交通局|完成12公里|征地18公里\n"
        "2|公园|新建公园5个|区城管局|已完成|",
    )
    assert [project.progress for project in reading.projects] == ["完成12公里", "已完成"]
    assert _remarks(reading) == ["未完成原因：征地18公里", None]


@pytest.mark.parametrize(
    "head", ["是否续建", "是否票决项目", "是否开工", "是否完成可研批复", "调整原因"]
)
def test_features_of_a_plan_are_no_answers(head: str) -> None:
    reading = read(
        "2025年某某区民生实事项目",
        f"序号|项目名称|目标任务|责任单位|{head}\n1|公路|新建公路30公里|区交通局|是\n2|公园|新建公园5个|区城管局|否",
    )
    assert reading.kind == "plan"
    assert [(one.progress, one.remark) for one in reading.projects] == [(None, None)] * 2
    assert codes(reading) == ["column_unused"]


@pytest.mark.parametrize(
    "head", ["存在问题", "存在问题及原因", "问题原因", "原因及存在问题", "主要困难和原因"]
)
def test_problems_are_passed_over_since_they_are_never_published(head: str) -> None:
    reading = read(
        TITLE,
        f"序号|项目名称|目标任务|责任单位|进展情况|{head}|下一步打算\n"
        "1|公路|新建公路30公里|区交通局|完成12公里|征地难|加快征地",
    )
    assert _remarks(reading) == [None]
    assert [project.progress for project in reading.projects] == ["完成12公里"]


def test_labels_in_a_text_are_answers_too() -> None:
    reading = read(
        TITLE,
        "1.农村公路提升\n目标任务：新建公路30公里\n责任单位：区交通局\n"
        "进展情况：完成12公里\n是否完成：否\n未完成原因：征地18公里\n"
        "2.口袋公园建设\n目标任务：新建公园5个\n责任单位：区城管局\n进展情况：建成5个\n是否完成：是",
    )
    assert [project.progress for project in reading.projects] == ["完成12公里", "建成5个"]
    assert _remarks(reading) == ["是否完成：否；未完成原因：征地18公里", "是否完成：是"]
    assert [one.tasks[0].indicators[0].reported for one in reading.projects] == ["12", "5"]


def test_an_answer_in_the_second_attachment_joins_the_first_ones_remark() -> None:
    reading = read(
        TITLE,
        "附件1",
        "序号|项目名称|目标任务|责任单位|备注\n1|公路|新建公路30公里|区交通局|续建\n2|公园|新建公园5个|区城管局|",
        "附件2",
        "序号|项目名称|进展情况|是否完成\n1|公路|完成12公里|否\n2|公园|建成5个|是",
    )
    assert _remarks(reading) == ["续建；是否完成：否", "是否完成：是"]
