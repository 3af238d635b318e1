"""Whichever way a figure gets in, one that contradicts its plan is asked about and answered before it is approved.

The ways are the modules of the product that call what stores figures. One that is new has no line here and fails.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

import pytest
from django.conf import settings
from django.urls import reverse

from intake import services as intake_services
from intake.models import ImportRun, LongWork
from intake.services.long_works import Clocks, carry_on
from intake.services.receiving import read_source
from notices.models import Notice
from progress import services, workflow
from progress.models import ProgressReport, ReportRevision, ReportStep
from progress.selectors.contradictions import GIVEN, contradictions_in
from tests.factories import AT
from tests.intake.test_imports import Desk
from tests.intake.test_reissued_plans import waiting_notice
from tests.progress.conftest import COMPLETE, Story, make_story
from tests.progress.test_official_table import table
from tests.progress.test_sheet import filled, sheet
from tests.progress.test_unit_desk import address, page, posted, signed_in
from tests.progress.test_workbook import apply, at, cell_of, downloaded, uploaded

pytestmark = pytest.mark.django_db

APPS = ("intake", "notices", "objections", "ops", "progress", "projects", "publicity", "config")
STORES = {"save_report", "save_rows", "preview_rows", "take_over_report"}
"""What stores figures. `preview_rows` leaves nothing behind; who calls it goes on to store."""
FIGURES = COMPLETE | {"invested": "1200"}
ABOVE_PLAN = "超过年度投资计划300万元，多900万元"


def by_the_form(story: Story) -> None:
    signed_in(story.reporter).post(address(story), posted(story, **FIGURES))


def by_the_sheet(story: Story) -> None:
    client = signed_in(story.reporter)
    key = story.task.pk
    client.post(
        sheet(story),
        filled(client, story, **{f"{key}-narrative": "已开工。", f"{key}-invested": "1200"}),
    )


def by_the_workbook(story: Story) -> None:
    client = signed_in(story.reporter)
    book = downloaded(client, story)
    cell_of(book, 1, "narrative").value = "已开工。"
    cell_of(book, 1, "invested").value = 1200
    apply(client, story, uploaded(client, story, book))


def by_a_pasted_table(story: Story) -> None:
    client = signed_in(story.reporter)
    row = f"1\t{story.task.project.name}\t新建\t区教委\t1200\t已开工。\t"
    apply(client, story, client.post(at(story, "upload"), {"text": table(story, row)}))


def by_staff_on_behalf(story: Story) -> None:
    signed_in(story.compiler).post(address(story), posted(story, **FIGURES))


def by_the_import_desk(story: Story) -> None:
    text = (
        "万州区2025年重点民生实事推进情况表（1-4月）\n"
        "序号,项目名称,2025年工作目标任务,责任单位,进展情况(1-4月),完成额度(万元)\n"
        f"1,{story.task.project.name},新建口袋公园2个。,区教委,已开工。,1200\n"
    )
    at_desk = {"actor": story.compiler, "at": AT}
    source = intake_services.receive_document(
        district=story.district, name="april.csv", data=text.encode(), **at_desk
    )
    run = intake_services.start_import(
        source=source, reading=read_source(source), kind=ImportRun.Kind.ROUND, **at_desk
    )
    intake_services.apply_import(run_id=run.pk, accept_warnings=True, **at_desk)
    # Who filled it in stands in no table: the unit adds it before it hands in.
    services.save_report(
        **story.where,
        actor=story.reporter,
        at=AT,
        values={name: COMPLETE[name] for name in ("filled_by", "filled_by_phone")},
        base_version=1,
    )


WAYS: dict[str, tuple[Callable[[Story], None], ...]] = {
    "progress/views/reports.py": (by_the_form, by_staff_on_behalf),
    "progress/views/sheet.py": (by_the_sheet,),
    "progress/views/upload.py": (by_the_workbook, by_a_pasted_table),
    "intake/round_entry.py": (by_the_import_desk,),
}
"""Ways into a report that its unit hands in and a reviewer approves."""
ELSEWHERE = {
    "intake/services/applying.py": "takes over what an older notice printed: below",
    "intake/demo.py": "the demo goes through the same services",
    "progress/services/saving.py": "the service itself",
}


def _callers() -> set[str]:
    root = Path(settings.BASE_DIR)
    found = set()
    for file in (path for app in APPS for path in (root / app).rglob("*.py")):
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in STORES:
                    found.add(str(file.relative_to(root)))
    return found


def test_every_module_that_stores_figures_is_a_way_that_is_tried_here():
    assert _callers() == {*WAYS, *ELSEWHERE}


def test_there_is_one_place_where_a_figure_becomes_approved_and_it_asks():
    root = Path(settings.BASE_DIR)
    making = {
        str(file.relative_to(root))
        for app in APPS
        for file in (root / app).rglob("*.py")
        if re.search(r"ReportRevision(\.objects\.(bulk_)?create|\()", file.read_text("utf-8"))
        and "migrations" not in file.parts
    }
    assert making == {"progress/services/moving.py", "progress/models/trail.py"}
    ends = {
        step.name for step in workflow.STEPS.values() if workflow.APPROVED in step.moves.values()
    }
    assert ends == {"approve", "take_over"}, "a step that approves is tried here"


@pytest.mark.parametrize("way", [way for ways in WAYS.values() for way in ways])
def test_a_figure_above_its_plan_is_asked_before_it_is_approved(way):
    story = make_story()
    way(story)
    assert ProgressReport.objects.get().invested == 1200

    asked = page(signed_in(story.reporter).get(address(story, "report-check")))
    assert ABOVE_PLAN in asked and "1 处矛盾，请说明" in asked
    services.submit_report(
        **story.where, actor=story.reporter, at=AT, version=story.report().version
    )
    shown = page(signed_in(story.reviewer).get(address(story, "review")))
    [mark] = re.findall(r'type="checkbox" name="point" value="([^"]+)"', shown)
    form = {"version": str(story.report().version), "answer": "已看过批复"}
    signed_in(story.reviewer).post(address(story, "review-approve"), form)
    assert not ReportRevision.objects.exists(), "the point was not ticked"
    signed_in(story.reviewer).post(address(story, "review-approve"), form | {"point": mark})
    assert ReportRevision.objects.count() == 1


@pytest.fixture
def printed_too_much() -> tuple[Desk, ImportRun]:
    """A past notice that waits, of which two rows print more than the plan, which is another by now."""
    desk, run, plan = waiting_notice()
    plan.projects.filter(number__in=(1, 2)).update(investment_plan=1)
    return desk, run


def _preview(desk: Desk, run: ImportRun, person) -> str:
    return page(signed_in(person).get(reverse("intake:import-preview", args=[run.pk])))


def _points(text: str) -> list[str]:
    return re.findall(r'type="checkbox" name="point" value="([^"]+)"', text)


def test_what_an_older_notice_printed_is_asked_before_it_is_taken_over(printed_too_much):
    desk, run = printed_too_much
    shown = _preview(desk, run, desk.reviewer)
    points = _points(shown)
    assert len(points) == 2 and "公示里的矛盾" in shown and "超过年度投资计划1万元" in shown

    confirm = reverse("intake:import-confirm", args=[run.pk])
    client = signed_in(desk.reviewer)
    for given in (
        {},
        {"answer": "与原公示一致"},
        {"answer": "与原公示一致", "point": points[:1]},
        {"answer": "长" * 501, "point": points},
    ):
        answer = client.post(confirm, given)
        assert not Notice.objects.exists() and not ProgressReport.objects.exists()
        if given:
            assert answer.status_code == 422, given
            assert f">{given['answer']}</textarea>" in page(answer)
    assert page(client.post(confirm, {"answer": "x", "point": points[0]})).count(" checked") == 1

    client.post(confirm, {"answer": "与原公示一致", "point": points})
    assert Notice.objects.get().number == "2025-q1"
    kept = ReportStep.objects.filter(step="take_over", detail__has_key=GIVEN)
    assert {given["reason"] for step in kept for given in step.detail[GIVEN].values()} == {
        "与原公示一致"
    }
    report = ProgressReport.objects.filter(task__project__number=1).first()
    assert [one.answer for row in contradictions_in(report.round) for one in row.asked] == [
        "与原公示一致"
    ] * 2


def test_who_proposed_a_take_over_explains_what_is_asked_and_cannot_answer(printed_too_much):
    desk, run = printed_too_much
    shown = _preview(desk, run, desk.compiler)
    points = _points(shown)
    assert (
        "超过年度投资计划1万元" in shown and len(points) == 2 and "确认转入</button>" not in shown
    )
    client = signed_in(desk.compiler)
    confirm = reverse("intake:import-confirm", args=[run.pk])
    assert client.post(confirm, {"answer": "一致", "point": points}).status_code == 403
    explain = reverse("intake:import-explain", args=[run.pk])
    refused = client.post(explain, {"answer": "原公示如此"})
    assert refused.status_code == 422 and ">原公示如此</textarea>" in page(refused)
    assert client.post(explain, {"answer": "长" * 501, "point": points}).status_code == 422
    client.post(explain, {"answer": "原公示如此，计划后来调减", "point": points})

    shown = _preview(desk, run, desk.reviewer)
    assert shown.count("导入人说明：原公示如此，计划后来调减") == 2
    assert ">原公示如此，计划后来调减</textarea>" in shown, "offered as the answer"
    signed_in(desk.reviewer).post(confirm, {"answer": "对照过纸质公示", "point": points})
    report = ProgressReport.objects.filter(task__project__number=1).first()
    asked = [one for row in contradictions_in(report.round) for one in row.asked]
    assert {(one.said, one.answer) for one in asked} == {
        ("原公示如此，计划后来调减", "对照过纸质公示")
    }
    assert {one.said_by for one in asked} == {"导入人"}, "no unit wrote it"


def test_an_explanation_is_of_the_figures_it_was_given_for(printed_too_much):
    desk, run = printed_too_much
    points = _points(_preview(desk, run, desk.compiler))
    signed_in(desk.compiler).post(
        reverse("intake:import-explain", args=[run.pk]), {"answer": "原公示如此", "point": points}
    )
    run.refresh_from_db()
    run.plan.projects.filter(number=1).update(investment_plan=2)
    assert _preview(desk, run, desk.reviewer).count("导入人说明：") == 1


def test_a_figure_that_changed_since_it_was_read_is_asked_anew(printed_too_much):
    desk, run = printed_too_much
    points = _points(_preview(desk, run, desk.reviewer))
    run.refresh_from_db()
    run.plan.projects.filter(number=1).update(investment_plan=2)
    signed_in(desk.reviewer).post(
        reverse("intake:import-confirm", args=[run.pk]), {"answer": "一致", "point": points}
    )
    assert not Notice.objects.exists()


def test_a_take_over_too_long_for_a_request_carries_its_answers_along(
    printed_too_much, monkeypatch
):
    desk, run = printed_too_much
    monkeypatch.setattr("intake.views.is_long_run", lambda run: True)
    points = _points(_preview(desk, run, desk.reviewer))
    client = signed_in(desk.reviewer)
    confirm = reverse("intake:import-confirm", args=[run.pk])
    answer = client.post(confirm, {"answer": "与原公示一致", "point": points[:1]})
    assert answer.status_code == 422 and not LongWork.objects.exists()
    client.post(confirm, {"answer": "与原公示一致", "point": points})
    carry_on(Clocks(lambda: AT, lambda: AT))
    assert LongWork.objects.get().state == LongWork.State.DONE
    assert Notice.objects.get().number == "2025-q1"
