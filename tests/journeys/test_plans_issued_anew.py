"""Ten plans issued anew as offices do it: several changes at once, in Word and Excel, while reports are under way.

Each case is the first document, what the office changed in the next, and what a person is asked. Whatever it is, every
figure, answer, address and objection stands afterwards with what it was reported for, the preview has named every change,
the notice prints each figure under its name, and undoing leads back to what stood before.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal

import docx
import openpyxl
import pytest
from django.urls import reverse

from intake import services
from intake.models import ImportRun
from intake.plan_rows import rows_of
from intake.refusals import ImportRefused
from intake.selectors import preview_of
from notices import row_checks
from notices import services as notice_services
from notices.drafts import draft_of
from objections import privacy_text, receipts
from objections import services as objecting
from objections.models import Objection
from progress.models import Measurement, MilestoneAnswer, ReportDraft, ReportRevision
from progress.report_values import frozen
from projects.models import AnnualPlan, Project, Role
from tests.factories import AT, make_approved, make_person, make_report, make_round
from tests.intake.test_imports import Desk
from tests.notices.conftest import CONTACT
from tests.notices.conftest import Office as NoticeOffice

pytestmark = pytest.mark.django_db

HEAD = (
    "序号", "项目名称", "责任单位", "2025年工作目标任务", "2025年投资计划（万元）",
    "6月底前", "9月底前", "12月底前",
)  # fmt: skip
TITLE = "黔江区2025年重点民生实事目标任务分解表"


@dataclass(frozen=True)
class Line:
    """One project as the table prints it. `birth` is what the test calls it, whatever it is printed as."""

    birth: str
    name: str
    units: str
    target: str
    money: str = ""
    june: str = ""
    september: str = ""
    december: str = ""
    group: str = "区级重点民生实事"


PLAN = (
    Line(
        "roads", "农村公路提升行动", "区交通运输委、区农业农村委",
        "实施农村公路拓宽硬化34.55公里、修复2.87公里。硬化建设入户道路（村社便道）25公里。", "1200",
        "完成拓宽硬化3公里。", "完成拓宽硬化23公里。", "完成拓宽硬化34.55公里。",
    ),
    Line(
        "bank", "河滨健身空间提档升级项目", "区城市管理局",
        "实施河堤更新改造和空间拓宽13.5公里，更换老化开裂护栏1.5公里。", "900",
        "完成项目前期工作。", "主体工程完工。", "投入使用。",
    ),
    Line(
        "jobs", "高质量就业促进行动", "区人力社保局",
        "举办线下线上招聘活动50场，发放创业担保贷款5000万元，城镇新增就业1.5万人。", "300",
        "举办招聘会28场次。", "举办招聘会40场次。", "举办招聘会50场次。",
    ),
    Line(
        "masts", "基站建设升级项目", "区经济信息委", "建设升级4G、5G基站278个。", "650",
        "完成基站升级165个。", "完成基站升级257个。", "完成基站升级278个。",
    ),
    Line(
        "estates", "实施城镇老旧小区改造", "区住房城乡建委",
        "完成城镇老旧小区改造27个，更新改造电梯8部。", "3000",
        "完成改造12个。", "完成改造20个。", "完成改造27个。", "承接的市级重点民生实事",
    ),
    Line(
        "parks", "建设城市微型公园", "区城市管理局", "新建口袋公园2个，方便周边群众。", "411.5",
        "编制设计方案。", "完成绿化种植。", "建成开放。", "承接的市级重点民生实事",
    ),
    Line(
        "fences", "农村公路加装护栏", "区交通运输委",
        "实施农村公路生命安全防护工程，加装护栏271公里。", "820",
        "完成护栏安装80公里。", "完成护栏安装200公里。", "完成护栏安装271公里。",
        "承接的市级重点民生实事",
    ),
    Line(
        "youth", "关爱青少年心理健康", "区教委",
        "开展中小学教师心理健康培训认证400名，建立心理健康工作基地2所。", "120",
        "开展前期调研。", "完成培训认证。", "完成基地建设。", "承接的市级重点民生实事",
    ),
)  # fmt: skip

Plan = tuple[Line, ...]


def cells(plan: Plan) -> list[tuple[str, ...]]:
    rows: list[tuple[str, ...]] = []
    group, groups = "", 0
    for number, line in enumerate(plan, start=1):
        if line.group != group:
            group, groups = line.group, groups + 1
            count = sum(one.group == group for one in plan)
            rows.append((f"{'一二三四'[groups - 1]}、{group}（{count}件）",))
        stages = (line.june, line.september, line.december)
        rows.append((str(number), line.name, line.units, line.target, line.money, *stages))
    return rows


def in_excel(plan: Plan) -> tuple[bytes, str]:
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append([TITLE])
    sheet.merge_cells(start_row=1, end_row=1, start_column=1, end_column=len(HEAD))
    sheet.append(HEAD)
    for at, row in enumerate(cells(plan), start=3):
        sheet.append(row)
        if len(row) == 1:
            sheet.merge_cells(start_row=at, end_row=at, start_column=1, end_column=len(HEAD))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue(), "方案.xlsx"


def in_word(plan: Plan) -> tuple[bytes, str]:
    paper = docx.Document()
    paper.add_paragraph(TITLE)
    rows = cells(plan)
    table = paper.add_table(rows=1 + len(rows), cols=len(HEAD))
    for place, word in enumerate(HEAD):
        table.cell(0, place).text = word
    for at, row in enumerate(rows, start=1):
        if len(row) == 1:
            table.cell(at, 0).merge(table.cell(at, len(HEAD) - 1)).text = row[0]
            continue
        for place, word in enumerate(row):
            table.cell(at, place).text = word
    out = io.BytesIO()
    paper.save(out)
    return out.getvalue(), "方案.docx"


@dataclass(frozen=True)
class Fact:
    """What was reported for a project, and on which rows."""

    report: int
    measured: Mapping[int, Decimal]
    answered: Mapping[int, str]
    lasting: int


@dataclass
class Year(Desk):
    """A plan with its first quarter approved and published, and its half year under way."""

    facts: dict[str, Fact] = field(default_factory=dict)
    of: dict[str, int] = field(default_factory=dict)

    def __init__(self) -> None:
        super().__init__()
        type(self.district).objects.filter(pk=self.district.pk).update(**CONTACT)
        self.district.refresh_from_db()
        self.plan = self.bring(in_excel(PLAN))
        self.of = {line.birth: self.plan.projects.get(name=line.name).pk for line in PLAN}
        signer = make_person("signer", self.district, Role.SIGNER)
        self.first = make_round(self.plan, 3)
        self.people = (self.compiler, self.reviewer, signer)
        self.facts = {
            line.birth: self.reported(line.birth, place) for place, line in enumerate(PLAN, start=1)
        }
        self.notice = self.publish(self.first)
        words = objecting.Words(text="基站没有建。", project_number=4)
        self.receipt = objecting.receive_web_objection(
            notice=self.notice, words=words, token=receipts.new_token("a form", AT),
            privacy_version=privacy_text.current().version, at=AT,
        )  # fmt: skip
        self.second = make_round(self.plan, 6)
        self.under_way()

    def bring(self, document: tuple[bytes, str]) -> AnnualPlan:
        return self.apply(self.preview(*document), accept_warnings=True)

    def project(self, birth: str) -> Project:
        return Project.objects.get(pk=self.of[birth])

    def reported(self, birth: str, place: int) -> Fact:
        """An approved first quarter: text, money, a value of every indicator, a word on the first milestone."""
        task = self.project(birth).tasks.get()
        values = {one.pk: Decimal(place) / 10 for one in task.indicators.all()}
        report = make_report(
            task,
            self.first,
            narrative=self.said(birth),
            invested=Decimal(100 + place),
            status="approved",
            submitted_by=self.compiler,
            submitted_at=AT,
            approved_by=self.reviewer,
            approved_at=AT,
        )
        for key, value in values.items():
            Measurement.objects.create(report=report, indicator_id=key, value=value)
        june = task.milestones.get(month=6)
        MilestoneAnswer.objects.create(report=report, milestone=june, answer="partly")
        ReportRevision.objects.create(
            report=report,
            number=1,
            content=frozen(report, task),
            approved_by=self.reviewer,
            approved_at=AT,
        )
        return Fact(report.pk, values, {june.pk: "partly"}, self.project(birth).lasting)

    @staticmethod
    def said(birth: str) -> str:
        return f"{next(line.name for line in PLAN if line.birth == birth)}开工。"

    def under_way(self) -> None:
        """The half year's reports: one draft, one submitted, one returned, one approved, one typed and not saved."""
        tasks = {birth: self.project(birth).tasks.get() for birth in self.of}
        make_report(tasks["roads"], self.second, narrative="公路过半。")
        filed = {"submitted_by": self.compiler, "submitted_at": AT}
        make_report(tasks["bank"], self.second, status="submitted", narrative="河堤。", **filed)
        make_report(tasks["jobs"], self.second, status="returned", narrative="招聘。")
        make_approved(tasks["masts"], self.second, narrative="基站过半。", invested="333")
        ReportDraft.objects.create(
            task=tasks["estates"], round=self.second, user=self.compiler,
            values={"narrative": "小区过半。"}, saved_at=AT,
        )  # fmt: skip

    def publish(self, round_):
        compiler, reviewer, signer = self.people
        office = NoticeOffice(self.district, self.plan, round_, compiler, reviewer, signer)
        notice = office.started()
        if marks := set(row_checks.unlooked(notice, draft_of(notice))):
            notice_services.look_at_rows(notice_id=notice.pk, actor=compiler, at=AT, marks=marks)
            notice.refresh_from_db()
        return office.published(notice)


def but(plan: Plan, birth: str, **new: str) -> Plan:
    return tuple(replace(one, **new) if one.birth == birth else one for one in plan)


def without(plan: Plan, *births: str) -> Plan:
    return tuple(one for one in plan if one.birth not in births)


def ordered(plan: Plan, *births: str) -> Plan:
    """These first, in this order; the others follow as they stood."""
    by_birth = {one.birth: one for one in plan}
    return (*(by_birth[birth] for birth in births), *without(plan, *births))


def renumbered_renamed_merged() -> Plan:
    """Parks go into the bank project; roads get another name; the list stands in another order."""
    bank = next(one for one in PLAN if one.birth == "bank")
    plan = but(
        without(PLAN, "parks"),
        "bank",
        name="河滨健身空间和微型公园项目",
        target=f"{bank.target}新建口袋公园2个，方便周边群众。",
    )
    plan = but(plan, "roads", name="“四好农村路”提升行动")
    return ordered(plan, "masts", "roads", "jobs")


def units_swapped() -> Plan:
    return but(but(PLAN, "masts", units="区教委"), "youth", units="区经济信息委")


def figure_units_changed() -> Plan:
    plan = but(
        PLAN,
        "jobs",
        target="举办线下线上招聘活动50场，发放创业担保贷款0.5亿元，城镇新增就业15000人。",
    )
    return but(plan, "masts", target="建设升级4G、5G基站0.0278万个。")


def one_split_two_merged() -> Plan:
    plan = but(
        PLAN,
        "fences",
        target="实施农村公路生命安全防护工程，加装波形护栏200公里、混凝土护栏71公里。",
    )
    return but(
        plan,
        "roads",
        target="实施农村公路拓宽硬化和修复37.42公里。硬化建设入户道路（村社便道）25公里。",
    )


def target_raised() -> Plan:
    return but(
        PLAN,
        "estates",
        target="完成城镇老旧小区改造30个，更新改造电梯8部。",
        december="完成改造30个。",
    )


def shortened_alike() -> Plan:
    plan = but(PLAN, "roads", name="农村公路护栏提升行动", target="实施农村公路拓宽硬化34.55公里。")
    return ordered(plan, "fences", "roads")


def categories_renamed() -> Plan:
    plan = tuple(
        replace(
            one,
            group={
                "区级重点民生实事": "区级实施的民生实事",
                "承接的市级重点民生实事": "市级统一部署的民生实事",
            }[one.group],
        )
        for one in PLAN
    )
    return (*plan[4:], *plan[:4])


def categories_exchanged() -> Plan:
    return (*PLAN[4:], *PLAN[:4])


def spelt_otherwise() -> Plan:
    plan = but(PLAN, "masts", target="建设升级４Ｇ、５Ｇ基站２７８个。", name="基站 建设升级项目")
    plan = but(
        plan,
        "roads",
        target="实施农村公路拓宽硬化34.55公里,修复2.87公里;硬化建设入户道路(村社便道)25公里.",
    )
    return but(plan, "jobs", units="区人力社保局（牵头）", name="高质量就业促进行动。")


def months_moved() -> Plan:
    plan = but(
        PLAN, "bank", june="", september="完成项目前期工作。", december="主体工程完工并投入使用。"
    )
    return but(plan, "youth", june="完成培训认证。", september="开展前期调研。")


def two_exchanged() -> Plan:
    """Everything but numbers and categories changes places: what was reported goes with the words."""
    by_birth = {one.birth: one for one in PLAN}
    other = {"bank": "parks", "parks": "bank"}
    return tuple(
        replace(by_birth[other.get(one.birth, one.birth)], group=one.group) for one in PLAN
    )


@dataclass(frozen=True)
class Case:
    """A plan issued anew and what a person has to say of it.

    `asked`: what is asked of whole projects, by birth; `parts`: what is asked below them (the words that stand) and the
    answer. `told`: what the preview says besides, as "label: before → after".
    """

    plan: Callable[[], Plan]
    asked: Sequence[str] = ()
    parts: Mapping[str, str] = field(default_factory=dict)
    told: Sequence[str] = ()
    gone: Sequence[str] = ()
    """Births that the document lists no more."""


CASES = {
    "renumbered, renamed and merged at once": Case(
        renumbered_renamed_merged,
        asked=("bank",),
        gone=("parks",),
        told=("项目名称: 农村公路提升行动 → “四好农村路”提升行动",),
    ),
    "units of two projects exchanged": Case(
        units_swapped, told=("责任单位: 区经济信息委 → 区教委", "责任单位: 区教委 → 区经济信息委")
    ),
    "figures in other units": Case(
        figure_units_changed,
        told=(
            "指标“发放创业担保贷款”: 发放创业担保贷款 5000万元 → 发放创业担保贷款 0.5亿元",
            "指标“城镇新增就业”: 城镇新增就业 1.5万人 → 城镇新增就业 15000人",
        ),
    ),
    "one indicator split and two made one": Case(
        one_split_two_merged,
        parts={
            "加装护栏 271公里": "new",
            "农村公路拓宽硬化 34.55公里": "new",
            "修复 2.87公里": "keep",
            "": "new",
        },
        told=("指标“混凝土护栏”:  → 混凝土护栏 71公里",),
    ),
    "a target raised and a milestone with it": Case(
        target_raised, told=("12月底目标: 完成改造27个。 → 完成改造30个。",)
    ),
    "a text cut by half under a name like another's": Case(
        shortened_alike,
        parts={"修复 2.87公里": "keep", "硬化建设入户道路(村社便道) 25公里": "keep"},
        told=("项目名称: 农村公路提升行动 → 农村公路护栏提升行动",),
    ),
    "categories renamed and put in another order": Case(
        categories_renamed,
        told=("类别: 承接的市级重点民生实事 → 市级统一部署的民生实事",),
    ),
    "categories put in another order": Case(
        categories_exchanged,
        told=(
            "类别顺序: 区级重点民生实事、承接的市级重点民生实事 → 承接的市级重点民生实事、区级重点民生实事",
        ),
    ),
    "the same in other signs": Case(spelt_otherwise),
    "months of milestones moved": Case(
        months_moved,
        parts={"开展前期调研。": "keep"},
        told=("6月底目标: 完成项目前期工作。 → （文件里没有；已填过完成情况，保留）",),
    ),
    "two projects exchanged under their numbers": Case(two_exchanged),
}


def everything_told(run: ImportRun) -> list[str]:
    preview = preview_of(run)
    told = [f"{label}: {old} → {new}" for label, old, new in preview.head]
    return told + [
        f"{one.label}: {one.old} → {one.new}" for row in preview.plan_changes for one in row.fields
    ]


def settle(year: Year, run: ImportRun, case: Case, plan: Plan, client) -> None:
    """Answer on the pages what is asked, and nothing is asked but what the case says."""
    client.force_login(year.compiler)
    numbers = {number: line.birth for number, line in enumerate(plan, start=1)}
    open_matches = preview_of(run).matching.open
    assert {numbers[one.new.number] for one in open_matches} == set(case.asked)
    answers = reverse("intake:import-answers", args=[run.pk])
    chosen = {f"match-{one.new.number}": year.of[numbers[one.new.number]] for one in open_matches}
    client.post(answers, chosen)
    run.refresh_from_db()
    asked = set()
    while open_parts := [one for one in preview_of(run).questions if one.is_open]:
        one = open_parts[0]
        asked.add(one.before)
        said = case.parts[one.before]
        said = said if said in dict(one.choices) else "keep"
        client.post(answers, {f"part-{one.key}": said})
        run.refresh_from_db()
    assert asked == set(case.parts)


def all_stands(year: Year, plan: Plan, case: Case) -> None:
    """Whatever was reported stands with what it was reported for, under its new number and name."""
    numbers = {line.birth: (number, line.name) for number, line in enumerate(plan, start=1)}
    for birth, fact in year.facts.items():
        project = year.project(birth)
        if birth not in case.gone:
            number, name = numbers[birth]
            assert project.number == number
            assert project.name == name.replace(" ", "").rstrip("。"), birth
        assert project.lasting == fact.lasting
        report = project.tasks.get().reports.get(round=year.first)
        assert (report.pk, report.narrative) == (fact.report, year.said(birth))
        measured = {one.indicator_id: one.value for one in report.measurements.all()}
        assert measured == fact.measured, birth
        assert set(measured) <= set(project.tasks.get().indicators.values_list("pk", flat=True))
        answered = {
            one.milestone_id: one.answer for one in MilestoneAnswer.objects.filter(report=report)
        }
        assert answered == fact.answered, birth
    words = {
        birth: year.project(birth).tasks.get().reports.get(round=year.second).narrative
        for birth in ("roads", "bank", "jobs", "masts")
    }
    assert words == {
        "roads": "公路过半。", "bank": "河堤。", "jobs": "招聘。", "masts": "基站过半。",
    }  # fmt: skip
    draft = ReportDraft.objects.get()
    assert draft.task == year.project("estates").tasks.get()
    assert draft.values["narrative"] == "小区过半。"
    assert Objection.objects.get().project_number == 4, "as the notice numbers it"
    printed = list(dict.fromkeys(line.group for line in plan))
    assert [one.name for one in year.plan.categories.order_by("order")] == printed


@pytest.mark.parametrize("printed", [in_excel, in_word])
@pytest.mark.parametrize("name", CASES)
def test_a_plan_issued_anew_loses_and_mixes_up_nothing(name, printed, client):
    case, year = CASES[name], Year()
    before, plan = rows_of(year.plan), case.plan()
    run = year.preview(*printed(plan))
    told = everything_told(run)
    assert set(case.told) <= set(told), told
    if case.asked or case.parts:
        with pytest.raises(ImportRefused, match="先认定"):
            year.apply(run, accept_warnings=True)
    settle(year, run, case, plan, client)
    year.apply(run, accept_warnings=True)
    all_stands(year, plan, case)
    assert not everything_told(year.preview(*printed(plan))) or case.gone or case.parts
    services.undo_import(run_id=run.pk, actor=year.compiler, at=AT)
    year.plan.refresh_from_db()
    assert rows_of(year.plan) == before


def test_a_notice_after_two_issues_prints_each_figure_under_its_name(client):
    """The second issue takes half of the first back; the first issue's number is kept nowhere."""
    year = Year()
    for case in (
        CASES["renumbered, renamed and merged at once"],
        Case(lambda: but(PLAN, "roads", name="“四好农村路”提升行动")),
    ):
        plan = case.plan()
        run = year.preview(*in_excel(plan))
        settle(year, run, case, plan, client)
        year.apply(run, accept_warnings=True)
        all_stands(year, plan, case)
    (correction,) = [
        notice_services.start_correction(
            notice_id=year.notice.pk, compiler=year.compiler, at=AT, reason="方案重新印发。"
        )
    ]
    rows = [
        row for group in draft_of(correction).content["categories"] for row in group["projects"]
    ]
    told = {row["name"]: (row["progress"], row["invested"]) for row in rows}
    for place, line in enumerate(PLAN, start=1):
        name = "“四好农村路”提升行动" if line.birth == "roads" else line.name
        assert told[name] == (year.said(line.birth), str(100 + place)), told
