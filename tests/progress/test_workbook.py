"""The workbook filled in offline: back without a change is no change; everything wrong is told with its place."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from openpyxl import Workbook, load_workbook
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont

from documents.formats.rows import load_rows
from progress import services, sheet
from progress import workbook as layout
from progress.access import standpoint
from progress.models import ProgressReport
from progress.selectors.task_rows import task_rows, whole_tasks
from projects.models import Task
from tests.factories import AT, make_indicator, make_project, make_round
from tests.progress.conftest import COMPLETE, Story, make_story
from tests.progress.test_unit_desk import page, signed_in

DAY = AT.date()


def add_second(story: Story) -> None:
    project = make_project(story.round.plan, 2, name="托管", units=[story.lead], investment_plan=50)
    story.second = project.tasks.get()
    story.second_key = f"m{make_indicator(story.second, '点位', target=15).pk}"


@pytest.fixture
def two(story):
    add_second(story)
    return story


def at(story: Story, name: str) -> str:
    return reverse(f"progress:{name}", args=[story.round.pk])


def downloaded(client, story: Story) -> Workbook:
    return load_workbook(BytesIO(client.get(at(story, "workbook")).content))


def cell_of(book: Workbook, number: int, key: str):
    """The cell of a project under a key of the hidden row ("narrative", "v1")."""
    found = book.active
    column = next(cell.column for cell in found[2] if cell.value == key)
    row = next(row[0].row for row in found.iter_rows(min_row=4) if str(row[2].value) == str(number))
    return found.cell(row, column)


def uploaded(client, story: Story, book: Workbook, *, name="填报表.xlsx"):
    out = BytesIO()
    book.save(out)
    return client.post(at(story, "upload"), {"file": SimpleUploadedFile(name, out.getvalue())})


def apply(client, story: Story, response, **picks):
    return client.post(
        at(story, "upload-apply"), {"plan": response.context["plan"], **picks}, follow=True
    )


pytestmark = pytest.mark.django_db


def test_a_figure_goes_to_the_indicator_it_was_typed_for_though_their_order_changed_since(two):
    """A plan issued anew between the download and the upload."""
    client = signed_in(two.reporter)
    added = make_indicator(two.second, "护栏", unit="公里", target=9)
    book = downloaded(client, two)
    first = two.second.indicators.get(position=1)
    cell_of(book, 2, "v1").value = 7
    cell_of(book, 2, "v2").value = 2
    two.second.indicators.filter(pk=first.pk).update(position=99)
    two.second.indicators.filter(pk=added.pk).update(position=1)
    two.second.indicators.filter(pk=first.pk).update(position=2)
    apply(client, two, uploaded(client, two, book))
    values = two.second.reports.get().measurements.values_list("indicator", "value")
    assert dict(values) == {first.pk: 7, added.pk: 2}
    book = downloaded(client, two)
    cell_of(book, 2, "v1").value = 3  # of the one that goes
    two.second.reports.get().measurements.filter(indicator=added).delete()
    added.delete()
    page = uploaded(client, two, book).content.decode()
    assert "下载之后方案改过" in page


class TestWorkbook:
    def test_it_is_prefilled_guided_locked_and_hides_its_keys(self, two):
        client = signed_in(two.reporter)
        services.save_report(
            **two.where,
            actor=two.reporter,
            at=AT,
            values={**COMPLETE, "narrative": "=1+1", two.value_key: "1"},
            base_version=0,
        )
        book = downloaded(client, two)
        found = book.active
        assert "只填白色格子" in found["C1"].value
        assert found.column_dimensions["A"].hidden and found.row_dimensions[2].hidden
        assert found.protection.sheet
        narrative = cell_of(book, 1, "narrative")
        assert (narrative.value, narrative.data_type) == ("=1+1", "s")
        assert not narrative.protection.locked
        assert cell_of(book, 1, "v1").value == 1
        assert found["D4"].protection.locked
        kinds = {one.type for one in found.data_validations.dataValidation}
        assert kinds == {"decimal", "list"}

    def test_a_figure_is_taken_as_its_cell_shows_it_and_told(self, two):
        """Units copy sheets kept in 元 and shown as 万元."""
        client = signed_in(two.reporter)
        book = downloaded(client, two)
        money = cell_of(book, 1, "invested")
        money.value, money.number_format = 12_345_000, "0!.0,"
        other = cell_of(book, 2, "invested")
        other.value, other.number_format = 30_000_000, '0!.0,"万元"'
        cell_of(book, 1, "narrative").value = CellRichText(
            TextBlock(InlineFont(strike=True), "旧的"), "新建口袋公园1个。"
        )
        response = uploaded(client, two, book)
        text = page(response)
        assert "12345000" in text and "读作1234.5" in text and "有删除线的“旧的”没有读取" in text
        apply(client, two, response)
        first, second = ProgressReport.objects.order_by("task__project__number")
        assert (first.narrative, str(first.invested)) == ("新建口袋公园1个。", "1234.5000")
        assert str(second.invested) == "3000.0000"

    def test_filled_in_previewed_and_applied(self, two):
        client = signed_in(two.reporter)
        book = downloaded(client, two)
        cell_of(book, 1, "narrative").value = "新建口袋公园1个。"
        cell_of(book, 1, "invested").value = 1234.5
        cell_of(book, 2, "nothing_cause").value = "资金未到位"
        cell_of(book, 2, "v1").value = "４"
        response = uploaded(client, two, book)
        text = page(response)
        assert "填报表会改 4 格" in text and "新建口袋公园1个。" in text
        assert not ProgressReport.objects.exists(), "nothing is written before it was seen"
        assert "已按填报表存入2行" in page(apply(client, two, response))
        first, second = ProgressReport.objects.order_by("task__project__number")
        assert (first.narrative, str(first.invested)) == ("新建口袋公园1个。", "1234.5000")
        assert second.nothing_cause == "funds"
        assert second.measurements.get().value == 4
        assert first.steps.get().detail["source"] == "workbook"
        assert first.filled_by == "王芳"

    def test_blank_and_moved_rows_shift_nothing(self, two):
        client = signed_in(two.reporter)
        book = downloaded(client, two)
        cell_of(book, 2, "remark").value = "第二件的备注"
        found = book.active
        rows = [[cell.value for cell in row] for row in found.iter_rows(min_row=4, max_row=5)]
        for at_row, values in ((4, rows[1]), (5, [None] * len(rows[0])), (7, rows[0])):
            for column, value in enumerate(values, start=1):
                found.cell(at_row, column).value = value
        response = uploaded(client, two, book)
        assert "填报表会改 1 格" in page(response)
        apply(client, two, response)
        assert ProgressReport.objects.get().task == two.second

    def test_every_problem_is_told_with_place_printed_and_expected(self, two):
        client = signed_in(two.reporter)
        book = downloaded(client, two)
        cell_of(book, 1, "invested").value = "很多"
        cell_of(book, 1, "nothing_cause").value = "没有"
        cell_of(book, 2, "v1").value = -4
        found = book.active
        found.cell(8, 8).value = "写在表外的一行"
        response = uploaded(client, two, book)
        text = page(response)
        assert response.status_code == 422
        assert "文件里有 4 处要改，都没有存入" in text
        places = [str(one.place) for one in response.context["problems"]]
        assert places == ["填报!K4", "填报!I4", "填报!P5", "填报!A8"]
        for words in ("很多", "不在选项里", "不能是负数", "没有编号，不是下载时的行"):
            assert words in text
        assert not ProgressReport.objects.exists()

    def test_a_change_in_a_submitted_row_is_said_not_dropped(self, two):
        client = signed_in(two.reporter)
        services.save_report(
            **two.where, actor=two.reporter, at=AT, values=COMPLETE, base_version=0
        )
        book = downloaded(client, two)
        cell_of(book, 1, "remark").value = "迟到的备注"
        services.submit_report(**two.where, actor=two.reporter, at=AT, version=1)
        response = uploaded(client, two, book)
        assert response.status_code == 422
        assert "第1件已提交，现在不能改“备注”" in page(response)

    @pytest.mark.parametrize(
        ("change", "says"),
        [
            (lambda mark: mark.replace("|4|", "|6|"), "是2025年1—6月的，这里填的是2025年1—4月"),
            (lambda mark: mark.replace("500101", "500114"), "不是万州区的"),
            (lambda mark: mark.rsplit("|", 1)[0] + "|u999", "另一个单位的"),
            (lambda mark: mark.replace("表1", "表0"), "版式和现在的不同"),
            (lambda mark: "别的表", "不是从这里下载的"),
        ],
    )
    def test_a_workbook_of_another_round_unit_or_district_is_refused(self, two, change, says):
        client = signed_in(two.reporter)
        book = downloaded(client, two)
        book.active["A1"].value = change(book.active["A1"].value)
        response = uploaded(client, two, book)
        assert response.status_code == 422
        assert says in page(response)

    @pytest.mark.parametrize("data", [b"", b"not a workbook", b"PK\x03\x04 broken"])
    def test_a_file_that_is_no_workbook_is_refused_in_words(self, two, data):
        client = signed_in(two.reporter)
        response = client.post(at(two, "upload"), {"file": SimpleUploadedFile("x.xlsx", data)})
        assert response.status_code == 422
        assert "文件没有读进来" in page(response)

    def test_what_was_changed_online_meanwhile_is_decided_side_by_side(self, two):
        client = signed_in(two.reporter)
        services.save_report(
            **two.where, actor=two.reporter, at=AT, values=COMPLETE, base_version=0
        )
        book = downloaded(client, two)
        cell_of(book, 1, "narrative").value = "表里的话"
        cell_of(book, 1, "remark").value = "表里的备注"
        services.save_report(
            **two.where,
            actor=two.helper_reporter,
            at=AT,
            values={"narrative": "网上的话", "problem": "网上的问题"},
            base_version=1,
        )
        response = uploaded(client, two, book)
        text = page(response)
        for words in ("网上也改过，请您定", "表里的话", "网上的话", "新建口袋公园1个。"):
            assert words in text
        pick = f"pick-{two.task.pk}-narrative"
        assert "还有1格没有选用哪一个" in page(apply(client, two, response))
        assert two.report().narrative == "网上的话"
        apply(client, two, response, **{pick: "mine"})
        report = two.report()
        assert (report.narrative, report.remark, report.problem) == (
            "表里的话",
            "表里的备注",
            "网上的问题",
        )

    def test_a_change_after_the_preview_asks_again_and_writes_nothing(self, two):
        client = signed_in(two.reporter)
        services.save_report(
            **two.where, actor=two.reporter, at=AT, values=COMPLETE, base_version=0
        )
        book = downloaded(client, two)
        cell_of(book, 1, "narrative").value = "表里的话"
        cell_of(book, 2, "remark").value = "另一行"
        response = uploaded(client, two, book)
        services.save_report(
            **two.where,
            actor=two.helper_reporter,
            at=AT,
            values={"narrative": "刚刚改的"},
            base_version=1,
        )
        again = apply(client, two, response)
        assert again.status_code == 409
        assert "预览之后网上又有改动" in page(again)
        assert two.report().narrative == "刚刚改的"
        assert ProgressReport.objects.count() == 1, "all or nothing"

    def test_a_preview_of_somebody_else_cannot_be_applied(self, two):
        client = signed_in(two.reporter)
        book = downloaded(client, two)
        cell_of(book, 1, "remark").value = "备注"
        response = uploaded(client, two, book)
        other = signed_in(two.helper_reporter)
        answer = other.post(at(two, "upload-apply"), {"plan": response.context["plan"]})
        assert answer.status_code == 403
        forged = client.post(at(two, "upload-apply"), {"plan": "forged"})
        assert forged.status_code == 422

    def test_staff_take_the_workbook_of_the_whole_district(self, two):
        client = signed_in(two.compiler)
        book = downloaded(client, two)
        assert book.active["A1"].value.endswith("|d")
        cell_of(book, 2, "remark").value = "代填"
        apply(client, two, uploaded(client, two, book))
        assert ProgressReport.objects.get().steps.get().detail["on_behalf"]


TEXTS = st.text(st.sampled_from("甲乙丙=+-@'\"\n\t 1，。；<&>"), max_size=30) | st.sampled_from(
    ["=SUM(A1)", "-2+3", "@cmd", "+86", "一\n\n二", "  前后  ", "0012", "1e5", "30%"]
)
NUMBERS = st.one_of(
    st.just(""),
    st.decimals(0, 99999999, places=4).map(lambda number: format(number, "f")),
    st.integers(0, 10**8 - 1).map(str),
)


class TestRoundTrip(TestCase):
    @settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
    @given(TEXTS, NUMBERS, TEXTS, NUMBERS, st.sampled_from(["", "season", "other"]))
    def test_export_then_import_is_no_change(self, narrative, invested, remark, value, cause):
        story = make_story()
        add_second(story)
        make_round(story.round.plan, 3)
        services.save_report(
            **story.where,
            actor=story.reporter,
            at=AT,
            values={
                "narrative": narrative,
                "invested": invested,
                "remark": remark.replace("\n", " "),
                story.value_key: value,
                "nothing_cause": cause,
            },
            base_version=0,
        )
        rows = task_rows(
            story.round, whole_tasks(Task.objects.filter(project__plan=story.round.plan)), DAY
        )
        data = layout.write(story.round, rows, "d", title="填报表")
        found = layout.read(load_rows(data, "x.xlsx"), story.round, rows, "d")
        assert found.problems == ()
        inputs, errors = sheet.inputs(
            rows,
            standpoint(story.compiler),
            found.data,
            name="",
            phone="",
            fields_of_row=layout.fields_in,
        )
        assert (inputs, errors) == ({}, {})


def test_numbers_are_given_out_with_the_digits_that_are_stored(story):
    services.save_report(
        **story.where,
        actor=story.reporter,
        at=AT,
        values={**COMPLETE, "invested": "65.6"},
        base_version=0,
    )
    data = signed_in(story.reporter).get(at(story, "workbook")).content
    with ZipFile(BytesIO(data)) as package:
        assert "<v>65.6</v>" in package.read("xl/worksheets/sheet1.xml").decode()
