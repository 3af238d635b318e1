"""The official table into a round: matched by number and name, shown before anything is written."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from openpyxl import Workbook

from progress.models import ProgressReport
from tests.progress.test_unit_desk import page, signed_in
from tests.progress.test_workbook import add_second, apply, at

pytestmark = pytest.mark.django_db

HEAD = "序号\t项目名称\t目标任务\t责任单位\t完成投资（万元）\t进展情况\t备注"


@pytest.fixture
def two(story):
    add_second(story)
    return story


def table(story, *rows: str, title: str | None = None) -> str:
    round_ = story.round
    title = title or f"{round_.plan.year}年1—{round_.through_month}月民生实事项目进展情况"
    return "\n".join([title, HEAD, *rows])


def names(story) -> tuple[str, str]:
    projects = story.round.plan.projects.order_by("number")
    return projects[0].name, projects[1].name


def changes(response) -> dict[tuple[str, str], str]:
    return {(one.row.number, one.field.key): one.after for one in response.context["differences"]}


def test_a_pasted_table_shows_what_would_change_and_writes_nothing(two):
    client = signed_in(two.reporter)
    first, second = names(two)
    text = table(
        two,
        f"1\t{first}\t新建\t区水利局\t12.5\t已开工\t",
        f"2\t{second}\t新建\t区教委\t30\t完成招标\t",
    )
    response = client.post(at(two, "upload"), {"text": text})
    assert changes(response) == {
        ("1", "invested"): "12.5",
        ("1", "narrative"): "已开工",
        ("2", "invested"): "30",
        ("2", "narrative"): "完成招标",
    }
    assert not ProgressReport.objects.exists()
    apply(client, two, response)
    assert set(ProgressReport.objects.values_list("task__project__number", "narrative")) == {
        (1, "已开工"),
        (2, "完成招标"),
    }


def test_a_row_counts_only_where_number_and_name_agree(two):
    client = signed_in(two.reporter)
    _, second = names(two)
    text = table(
        two,
        f"1\t{second}\t新建\t区水利局\t12.5\t已开工\t",
        f"2\t{second}\t新建\t区教委\t30\t完成招标\t",
        "9\t别的项目\t新建\t区教委\t40\t完工\t",
    )
    response = client.post(at(two, "upload"), {"text": text})
    assert {number for number, _ in changes(response)} == {"2"}
    said = "".join(response.context["notes"])
    assert f"第1项“{second}”" in said
    assert "另有1项" in said
    assert "没有第1件" in said


def test_what_the_table_does_not_say_stays(two):
    client = signed_in(two.reporter)
    first, _ = names(two)
    client.post(
        at(two, "upload-apply"),
        {
            "plan": client.post(
                at(two, "upload"),
                {"text": table(two, f"1\t{first}\t新建\t区水利局\t12.5\t已开工\t上级补助")},
            ).context["plan"]
        },
    )
    response = client.post(
        at(two, "upload"), {"text": table(two, f"1\t{first}\t新建\t区水利局\t\t主体完工\t")}
    )
    assert changes(response) == {("1", "narrative"): "主体完工"}


@pytest.mark.parametrize(
    ("title", "sentence"),
    [
        ("2019年1—4月民生实事项目进展情况", "2019年"),
        ("{year}年1—{other}月民生实事项目进展情况", "换一张表"),
    ],
)
def test_a_table_of_another_year_or_month_is_refused(two, title, sentence):
    client = signed_in(two.reporter)
    first, _ = names(two)
    round_ = two.round
    other = round_.through_month % 12 + 1
    text = table(
        two,
        f"1\t{first}\t新建\t区水利局\t12.5\t已开工\t",
        title=title.format(year=round_.plan.year, other=other),
    )
    response = client.post(at(two, "upload"), {"text": text})
    assert response.status_code == 422
    assert sentence in page(response)


def test_the_countys_own_file_goes_through_the_reader_too(two):
    client = signed_in(two.reporter)
    first, _ = names(two)
    text = table(two, f"1\t{first}\t新建\t区水利局\t12.5\t已开工\t").replace("\t", ",")
    file = SimpleUploadedFile("本县进展表.csv", text.encode())
    response = client.post(at(two, "upload"), {"file": file})
    assert changes(response)["1", "narrative"] == "已开工"


def test_the_countys_workbook_of_another_month_is_refused_for_its_month_alone(two):
    """It was understood: to call it no workbook of ours would send the person to the wrong remedy."""
    first, _ = names(two)
    other = two.round.through_month % 12 + 1
    book = Workbook()
    sheet = book.active
    sheet.append([f"{two.round.plan.year}年1—{other}月民生实事项目进展情况"])
    sheet.append(HEAD.split("\t"))
    sheet.append(["1", first, "新建", "区水利局", "12.5", "已开工", ""])
    out = BytesIO()
    book.save(out)
    file = SimpleUploadedFile("本县进展表.xlsx", out.getvalue())
    shown = page(signed_in(two.reporter).post(at(two, "upload"), {"file": file}))
    assert "请换一张表" in shown
    assert "不是从这里下载的" not in shown


def test_the_serial_number_is_never_offered_as_progress(two):
    client = signed_in(two.reporter)
    first, second = names(two)
    text = table(
        two,
        f"1\t{first}\t新建\t区水利局\t\t\t",
        f"2\t{second}\t新建\t区教委\t\t完成招标\t",
    )
    response = client.post(at(two, "upload"), {"text": text})
    assert changes(response) == {("2", "narrative"): "完成招标"}
