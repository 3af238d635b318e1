"""A plan issued anew: what was reported stays with the project it was reported on, whatever number it has now."""

from __future__ import annotations

import json
import re
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import CommandError, call_command
from django.urls import reverse

from intake import services
from intake.models import ImportRun
from intake.refusals import ImportRefused
from intake.selectors import preview_of
from notices import row_checks
from notices import services as notice_services
from notices.approved_rows import sources_of
from notices.drafts import draft_of
from notices.models import Notice
from notices.refusals import ApprovalVoid, ChecklistOpen, StepRefused
from progress.models import Measurement, MilestoneAnswer, ProgressReport
from projects.models import Indicator, Milestone, Project, Role
from projects.numbering import renumber
from tests.factories import (
    AT,
    make_approved,
    make_person,
    make_plan,
    make_project,
    make_report,
    make_round,
)
from tests.intake.test_imports import NOTICE, Desk
from tests.notices.conftest import CONTACT
from tests.notices.conftest import Office as NoticeOffice

pytestmark = pytest.mark.django_db

HEAD = "序号,项目名称,责任单位,2025年工作目标任务,2025年投资计划(万元),6月底前,9月底前,12月底前"
ESTATES = "城镇老旧小区改造,区住房城乡建委,改造老旧小区12个,3000,完成4个,完成8个,完成12个"
FENCES = "农村公路加装护栏,区交通运输委,加装护栏60公里,1200,完成20公里,完成40公里,完成60公里"
PATHS = "健身步道建设,区文化旅游委,推进健身步道建设，方便群众,500,启动建设,主体完工,投入使用"
CARE = "养老服务提升,区民政局,提升社区养老服务水平,800,启动建设,主体完工,投入使用"
TWINS = (
    "道路建设,区交通运输委,新建道路3公里,100,完成1公里,完成2公里,完成3公里",
    "道路建设,区交通运输委,新建道路3公里,100,完成1公里,完成2公里,完成3公里",
)


def document(*rows: str) -> bytes:
    lines = [f"{number},{row}" for number, row in enumerate(rows, start=1)]
    return "\n".join([HEAD, *lines]).encode()


class Office(Desk):
    """An import desk with a plan of its own, and reports on it."""

    def bring(self, *rows: str):
        run = self.preview(document(*rows), "plan.csv")
        plan = self.apply(run, accept_warnings=True)
        run.refresh_from_db()
        return plan, run

    def look(self, *rows: str) -> ImportRun:
        return self.preview(document(*rows), "plan.csv")


WALKS = "步道建设,区教委,新建步道12公里、新建步道30公里。,300,启动,完成一半,全部完成"
WALKS_ANEW = "步道建设,区教委,新建步道30公里、新建步道12公里。,300,启动,完成一半,全部完成"


def target_of(row: str) -> str:
    return row.split(",")[2]


def words_of(indicator) -> str:
    return f"{indicator.label} {indicator.target_printed}{indicator.unit_printed}"


def reported(plan, name: str, round_, **values):
    task = plan.projects.get(name=name).tasks.get()
    return make_approved(task, round_, **values)


def rows_of_the_notice(round_) -> dict[int, tuple[str, str | None, Decimal | None]]:
    return {
        row.number: (
            row.name,
            row.reported.progress if row.reported else None,
            row.reported.invested if row.reported else None,
        )
        for row in sources_of(round_.plan, round_).rows
    }


def test_an_approved_notice_is_void_when_its_plan_is_issued_anew_and_is_drafted_with_each_figure_at_its_project():
    desk = Office()
    type(desk.district).objects.filter(pk=desk.district.pk).update(**CONTACT)
    desk.district.refresh_from_db()
    plan, _ = desk.bring(PATHS, CARE)
    round_ = make_round(plan, 3)
    reported(plan, "健身步道建设", round_, narrative="步道主体完工。", invested="111")
    reported(plan, "养老服务提升", round_, narrative="养老床位到位。", invested="222")
    signer = make_person("signer", desk.district, Role.SIGNER)
    office = NoticeOffice(desk.district, plan, round_, desk.compiler, desk.reviewer, signer)
    notice = office.approved()
    approved = notice.approved_digest

    desk.bring(CARE, PATHS)
    with pytest.raises(ApprovalVoid):
        notice_services.publish_notice(notice_id=notice.pk, actor=signer, at=AT)
    notice.refresh_from_db()
    assert (notice.status, notice.approved_digest) == ("draft", "")
    draft = draft_of(notice)
    assert draft.digest.sha256 != approved
    with pytest.raises(ChecklistOpen, match="原第2件，今第1件“养老服务提升”：数字随项目走"):
        notice_services.send_to_review(notice_id=notice.pk, compiler=desk.compiler, at=AT)
    marks = set(row_checks.unlooked(notice, draft))
    key = {"notice_id": notice.pk, "actor": desk.compiler, "at": AT}
    with pytest.raises(StepRefused, match="又有变动"):
        notice_services.look_at_rows(**key, marks=set(list(marks)[:1]))
    notice_services.look_at_rows(**key, marks=marks)

    published = office.published(notice)
    rows = {row["number"]: row for row in published.content["categories"][0]["projects"]}
    told = {
        number: (row["name"], row["key"], row["progress"], row["invested"])
        for number, row in rows.items()
    }
    assert told == {
        1: ("养老服务提升", 2, "养老床位到位。", "222"),
        2: ("健身步道建设", 1, "步道主体完工。", "111"),
    }


def test_with_two_numbers_exchanged_reports_stay_with_their_projects():
    desk = Office()
    plan, _ = desk.bring(ESTATES, FENCES, PATHS, CARE)
    first = make_round(plan)
    reported(plan, "健身步道建设", first, narrative="步道主体完工。", invested="111")
    reported(plan, "养老服务提升", first, narrative="养老床位到位。", invested="222")
    keys = dict(plan.projects.values_list("name", "pk"))
    desk.bring(ESTATES, FENCES, CARE, PATHS)
    assert dict(plan.projects.values_list("name", "pk")) == keys
    rows = rows_of_the_notice(first)
    assert rows[3] == ("养老服务提升", "养老床位到位。", Decimal(222))
    assert rows[4] == ("健身步道建设", "步道主体完工。", Decimal(111))
    lasting = {project.name: project.lasting for project in plan.projects.all()}
    assert lasting == {
        "城镇老旧小区改造": 1,
        "农村公路加装护栏": 2,
        "健身步道建设": 3,
        "养老服务提升": 4,
    }


def test_a_project_put_in_front_shifts_the_others_and_takes_nothing_of_theirs():
    desk = Office()
    plan, _ = desk.bring(ESTATES, FENCES, PATHS)
    first = make_round(plan)
    for name, money in (
        ("城镇老旧小区改造", "1"),
        ("农村公路加装护栏", "2"),
        ("健身步道建设", "3"),
    ):
        reported(plan, name, first, narrative=name, invested=money)
    desk.bring(CARE, ESTATES, FENCES, PATHS)
    rows = rows_of_the_notice(make_round(plan, 6))
    assert [rows[number][0] for number in sorted(rows)] == [
        "养老服务提升", "城镇老旧小区改造", "农村公路加装护栏", "健身步道建设"
    ]  # fmt: skip
    for name in ("城镇老旧小区改造", "农村公路加装护栏", "健身步道建设"):
        assert plan.projects.get(name=name).tasks.get().reports.get().narrative == name
    new = plan.projects.get(name="养老服务提升")
    assert not new.tasks.get().reports.exists()
    # 1 is what another is followed by: the new one gets a number nobody was ever followed by.
    assert (new.number, new.lasting) == (1, 4)


def test_an_exchange_is_undone_to_what_it_was_after_reporting_began():
    desk = Office()
    plan, _ = desk.bring(ESTATES, FENCES, PATHS, CARE)
    before = list(Project.objects.order_by("pk").values())
    make_report(plan.projects.get(number=3).tasks.get(), make_round(plan), narrative="步道。")
    _, run = desk.bring(ESTATES, FENCES, CARE, PATHS)
    services.undo_import(run_id=run.pk, actor=desk.compiler, at=run.applied_at)
    assert list(Project.objects.order_by("pk").values()) == before


def test_doubtful_ones_are_named_and_nothing_is_written_until_a_person_decides():
    desk = Office()
    plan, _ = desk.bring(*TWINS, CARE)
    before = list(Project.objects.order_by("pk").values())
    run = desk.look(CARE, *TWINS)
    with pytest.raises(ImportRefused, match=r"第2件“道路建设”.*不能确定"):
        desk.apply(run, accept_warnings=True)
    assert list(Project.objects.order_by("pk").values()) == before
    second, first = plan.projects.get(number=2), plan.projects.get(number=1)
    for number, project in ((2, second), (3, first)):
        services.decide_match(
            run_id=run.pk, number=number, project=project, actor=desk.compiler, at=AT
        )
    desk.apply(run, accept_warnings=True)
    second.refresh_from_db()
    first.refresh_from_db()
    assert (second.number, first.number) == (2, 3)


def test_a_decision_about_another_name_holds_no_more_when_the_cell_is_corrected():
    desk = Office()
    desk.bring(*TWINS, CARE)
    run = desk.look(CARE, *TWINS)
    services.decide_match(run_id=run.pk, number=2, project=None, actor=desk.compiler, at=AT)
    services.correct_reading(
        run_id=run.pk,
        said=services.Corrections({(1, 3, 2): "社区食堂建设"}),
        actor=desk.compiler,
        at=AT,
    )
    run.refresh_from_db()
    second = next(one for one in preview_of(run).matching.matches if one.new.number == 2)
    assert second.certainty != "added" or second.words != "已认定为新增"


def test_the_preview_shows_matches_side_by_side_and_takes_the_decision(client):
    desk = Office()
    plan, _ = desk.bring(*TWINS, CARE)
    run = desk.look(CARE, *TWINS)
    client.force_login(desk.compiler)
    page = client.get(reverse("intake:import-preview", args=[run.pk])).content.decode()
    assert "与现有方案对应" in page and "存疑" in page and "件要认定是原来的哪一件" in page
    first, second = plan.projects.get(number=1), plan.projects.get(number=2)
    address = reverse("intake:import-answers", args=[run.pk])
    client.post(address, {"match-2": first.pk, "match-3": second.pk})
    page = client.get(reverse("intake:import-preview", args=[run.pk])).content.decode()
    assert "已认定" in page and "存疑" not in page


def test_the_command_names_what_is_doubtful_and_takes_a_decision(tmp_path):
    desk = Office()
    plan, _ = desk.bring(*TWINS, CARE)
    file = tmp_path / "plan.csv"
    file.write_bytes(document(CARE, *TWINS))
    said = ["import_document", str(file), "--district", desk.district.slug, "--accept-warnings"]
    with pytest.raises(CommandError, match=r"第2件“道路建设”.*--match 新序号=原序号"):
        call_command(*said)
    with pytest.raises(CommandError, match="没有第9件"):
        call_command(*said, "--match", "2=9")
    told = tmp_path / "matches.json"
    told.write_text(json.dumps({"2": 2, "3": None}), encoding="utf-8")
    call_command(*said, "--matches", str(told), "--match", "3=1")
    assert {one.lasting: one.number for one in plan.projects.all()} == {1: 3, 2: 2, 3: 1}


def test_the_command_asks_about_indicators_with_their_keys_and_takes_the_answers(tmp_path, capsys):
    desk = Office()
    plan, _ = desk.bring(WALKS, CARE)
    row = plan.projects.get(number=1).tasks.get()
    short = row.indicators.get(position=1)
    Measurement.objects.create(
        report=make_report(row, make_round(plan)), indicator=short, value=Decimal(3)
    )
    file = tmp_path / "plan.csv"
    file.write_bytes(document(WALKS_ANEW, CARE))
    said = ["import_document", str(file), "--district", desk.district.slug, "--accept-warnings"]
    with pytest.raises(CommandError, match="--part 编号=答案 认定"):
        call_command(*said)
    told = capsys.readouterr().out
    asked = re.findall(r"--part (\S+)=(\S+)  (.+)", told)
    assert "[存疑] 第1件“步道建设”：" in told and "文件里：" in told
    assert (str(short.pk), f"原来的“{words_of(short)}”") in [one[1:] for one in asked]
    with pytest.raises(CommandError, match=r"“i9\.9\.9=new”：这一处不用认定"):
        call_command(*said, "--part", "i9.9.9=new")
    answers = tmp_path / "answers.json"
    key = next(key for key, answer, _ in asked if answer == str(short.pk))
    answers.write_text(json.dumps({key: short.pk}), encoding="utf-8")
    call_command(*said, "--matches", str(answers), "--dry-run")
    assert plan.projects.get(number=1).target == target_of(WALKS)
    call_command(*said, "--matches", str(answers))
    assert plan.projects.get(number=1).target == target_of(WALKS_ANEW)
    assert Measurement.objects.get().indicator_id == short.pk


# ------------------------------------------------------------------ indicators and milestones
HEALTH = "学生健康服务,区教委,为5万名学生开展1次健康测评。,300,启动,完成一半,全部完成"
HEALTH_ANEW = (
    "学生健康服务,区教委,为5万名学生开展1次健康测评，提升服务质量。,300,启动,完成一半,全部完成"
)


def test_two_indicators_of_one_label_keep_their_values():
    desk = Office()
    plan, _ = desk.bring(HEALTH, PATHS)
    report = make_report(plan.projects.get(number=1).tasks.get(), make_round(plan))
    for indicator in report.task.indicators.all():
        value = Decimal(21000) if indicator.unit == "名" else Decimal(1)
        Measurement.objects.create(report=report, indicator=indicator, value=value)
    desk.bring(HEALTH_ANEW, PATHS)
    values = {(one.indicator.unit, one.value) for one in report.measurements.all()}
    assert values == {("名", Decimal(21000)), ("次", Decimal(1))}


def test_an_indicator_that_falls_away_and_a_milestone_that_is_dropped_stand_in_the_preview():
    desk = Office()
    desk.bring(FENCES, PATHS)
    without = FENCES.replace(
        "加装护栏60公里,1200,完成20公里,完成40公里", "改善公路安全,1200,,完成40公里"
    )
    run = desk.look(without, PATHS)
    (row,) = preview_of(run).plan_changes
    told = {field.label: (field.old, field.new) for field in row.fields}
    assert told["6月底目标"] == ("完成20公里", "")
    assert told["指标“加装护栏”"][0].startswith("加装护栏 60公里") and not told["指标“加装护栏”"][1]
    desk.apply(run, accept_warnings=True)
    months = Milestone.objects.filter(task__project__number=1).values_list("month", flat=True)
    assert sorted(months) == [9, 12]


def test_a_milestone_a_unit_answered_for_stays_with_its_value_and_the_preview_says_so():
    desk = Office()
    plan, _ = desk.bring(FENCES, PATHS)
    task = plan.projects.get(number=1).tasks.get()
    june = task.milestones.get(month=6)
    report = make_report(task, make_round(plan, 6))
    MilestoneAnswer.objects.create(report=report, milestone=june, answer="yes")
    run = desk.look(FENCES.replace("完成20公里", ""), PATHS)
    (row,) = preview_of(run).plan_changes
    assert ("6月底目标", "完成20公里", "（文件里没有；已填过完成情况，保留）") in [
        (field.label, field.old, field.new) for field in row.fields
    ]
    desk.apply(run, accept_warnings=True)
    june.refresh_from_db()
    assert june.text == "完成20公里" and june.values.get().value == Decimal(20)


def test_nothing_is_half_applied_where_a_reported_indicator_would_vanish():
    desk = Office()
    plan, _ = desk.bring(FENCES, PATHS)
    task = plan.projects.get(number=1).tasks.get()
    report = make_report(task, make_round(plan))
    Measurement.objects.create(report=report, indicator=task.indicators.get(), value=Decimal(7))
    before = list(Project.objects.order_by("pk").values()), list(Indicator.objects.values())
    run = desk.look(PATHS.replace("500", "600"), FENCES.replace("加装护栏60公里", "改善公路安全"))
    with pytest.raises(ImportRefused, match="已有填报数字"):
        desk.apply(run, accept_warnings=True)
    assert (
        list(Project.objects.order_by("pk").values()),
        list(Indicator.objects.values()),
    ) == before


def test_only_the_compiler_decides_a_match():
    desk = Office()
    desk.bring(*TWINS, CARE)
    run = desk.look(CARE, *TWINS)
    with pytest.raises(PermissionDenied):
        services.decide_match(
            run_id=run.pk, number=2, project=None, actor=make_person("outsider"), at=AT
        )


def waiting_notice():
    """A past notice that waits for its second person; its plan was entered from it."""
    desk = Desk("wanzhou")
    run = desk.preview(NOTICE, "notice.html", ImportRun.Kind.NOTICE)
    return desk, run, desk.apply(run)


def test_a_waiting_notice_is_not_confirmed_into_a_plan_whose_numbers_moved_meanwhile():
    desk, run, plan = waiting_notice()
    first, second = (plan.projects.get(number=number) for number in (1, 2))
    renumber(plan, {first.pk: 2, second.pk: 1})
    with pytest.raises(ImportRefused, match="第1、2件的序号或名称不同"):
        services.confirm_take_over(run_id=run.pk, actor=desk.reviewer, at=AT)
    assert not ProgressReport.objects.exists() and not Notice.objects.exists()


def test_a_past_notice_follows_its_projects_by_what_they_are_followed_by():
    desk, run, plan = waiting_notice()
    first, second = (plan.projects.get(number=number) for number in (1, 2))
    for project, key in ((first, 99), (second, 1), (first, 2)):
        plan.projects.filter(pk=project.pk).update(key=key)
    notice = services.confirm_take_over(run_id=run.pk, actor=desk.reviewer, at=AT)
    rows = [row for group in notice.content["categories"] for row in group["projects"]]
    told = {row["name"]: row.get("key") or row["number"] for row in rows[:3]}
    assert told == {project.name: project.lasting for project in plan.projects.all()[:3]}
    assert (told[first.name], told[second.name]) == (2, 1)


def test_what_left_the_plan_takes_no_row_of_the_project_under_its_number_now():
    desk, run, plan = waiting_notice()
    third = plan.projects.get(number=3)
    gone = make_project(plan, 3, name="已退出的项目", key=99, left_on=AT.date())
    notice = services.confirm_take_over(run_id=run.pk, actor=desk.reviewer, at=AT)
    assert notice.content["totals"]
    assert ProgressReport.objects.filter(task__project=third).count() == third.tasks.count()
    assert not ProgressReport.objects.filter(task__project=gone).exists()


def test_a_progress_table_goes_to_the_listed_project_of_a_number():
    desk = Desk()
    plan = make_plan(desk.district)
    project = make_project(plan, 1, name="口袋公园建设", investment_plan=100)
    make_project(plan, 1, name="已退出的项目", key=99, left_on=AT.date())
    make_round(plan, 4)
    table = (
        "万州区2025年重点民生实事推进情况表（1-4月）\n"
        "序号,项目名称,2025年工作目标任务,责任单位,进展情况(1-4月),完成额度(万元)\n"
        "1,口袋公园建设,新建口袋公园2个。,区城市管理局,已建成1个。,40.5\n"
    )
    desk.apply(
        desk.preview(table.encode(), "april.csv", ImportRun.Kind.ROUND), accept_warnings=True
    )
    assert ProgressReport.objects.get().task.project == project


def test_a_title_in_other_characters_that_look_the_same_is_told_as_such():
    desk = Office()
    desk.bring(PATHS, CARE.replace("养老服务提升", "敎育服务提升"))
    run = desk.look(PATHS, CARE.replace("养老服务提升", "教育服务提升"))
    (row,) = preview_of(run).plan_changes
    assert [field.label for field in row.fields] == ["项目名称（看起来一样，用字不同，请核对）"]


def test_a_project_the_plan_never_had_is_shown_in_the_preview(client):
    office = Office()
    office.bring(ESTATES)
    run = office.look(ESTATES, CARE)
    client.force_login(office.compiler)
    page = client.get(reverse("intake:import-preview", args=[run.pk]))
    assert page.status_code == 200
    assert 'id="m2"' in page.content.decode()
