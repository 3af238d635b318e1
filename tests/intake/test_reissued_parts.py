"""A plan issued anew: tasks, indicators and milestones keep what was reported on them, and what is doubtful is asked."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from django.urls import reverse

import documents
from documents.reading import Indicator as PrintedIndicator
from documents.reading import Milestone as PrintedMilestone
from documents.reading import Project as PrintedProject
from documents.reading import Task as PrintedTask
from documents.reading import Unit
from intake import services
from intake.models import ImportRun
from intake.refusals import ImportRefused
from intake.selectors import preview_of
from progress.models import Measurement, MilestoneAnswer, ReportDraft
from progress.report_fields import answer_key
from projects.models import Indicator, Milestone, Task
from tests.factories import AT, make_report, make_round
from tests.intake.test_reissued_plans import FENCES, PATHS, Office

pytestmark = pytest.mark.django_db


def walk(value: str, label: str = "步道", unit: str = "公里") -> PrintedIndicator:
    return PrintedIndicator(label=label, kind="quantity", qualifier=None, value=value, unit=unit)


def task(number: int, text: str, *indicators: PrintedIndicator, unit: str = "区教委", **stages):
    return PrintedTask(
        number,
        text,
        (unit,),
        tuple(PrintedMilestone(int(month[1:]), words, ()) for month, words in stages.items()),
        indicators,
    )


def listed(*tasks: PrintedTask, name: str = "绿道建设") -> PrintedProject:
    units = dict.fromkeys(unit for one in tasks for unit in one.units)
    return PrintedProject(
        number=1,
        printed_number="1",
        name=name,
        category=None,
        target="\n".join(one.text for one in tasks),
        investment_plan="100",
        units=tuple(Unit(unit, "lead") for unit in units),
        tasks=tasks,
    )


class PartsOffice(Office):
    """An office whose document is one project, said as it is read."""

    def start(self, *tasks: PrintedTask) -> ImportRun:
        return self.start_projects(listed(*tasks))

    def start_projects(self, *projects: PrintedProject) -> ImportRun:
        data = "序号,项目名称,责任单位,2025年工作目标任务\n1,甲,乙,丙".encode()
        source = services.receive_document(
            district=self.district, name="plan.csv", data=data, actor=self.compiler, at=AT
        )
        shell = documents.read(data, "plan.csv", year=2025)
        reading = replace(shell, projects=projects, findings=())
        return services.start_import(
            source=source,
            reading=reading,
            kind=ImportRun.Kind.PLAN,
            actor=self.compiler,
            at=AT,
        )

    def enter(self, *tasks: PrintedTask):
        plan = self.apply(self.start(*tasks), accept_warnings=True)
        self.round = make_round(plan, 6)
        return plan.projects.get()

    def measure(self, indicator: Indicator, value: int) -> None:
        report = indicator.task.reports.first() or make_report(indicator.task, self.round)
        Measurement.objects.create(report=report, indicator=indicator, value=Decimal(value))

    def answer(self, run: ImportRun, key: str, said: object) -> None:
        services.decide_part(run_id=run.pk, key=key, said=str(said), actor=self.compiler, at=AT)
        run.refresh_from_db()


def measured() -> dict[int, tuple[str, Decimal]]:
    """Key of an indicator to its value as told now and what was measured on it."""
    return {
        one.indicator_id: (one.indicator.target_printed, one.value)
        for one in Measurement.objects.select_related("indicator")
    }


TWO = (walk("12"), walk("30"))
WORDS = "新建滨江步道12公里、环山步道30公里。"


def test_values_of_two_indicators_of_one_label_exchanged_are_asked_before_anything_is_written():
    desk = PartsOffice()
    project = desk.enter(task(1, WORDS, *TWO))
    short = project.tasks.get().indicators.get(position=1)
    desk.measure(short, 3)
    run = desk.start(task(1, WORDS, walk("30"), walk("12")))
    before = list(Indicator.objects.order_by("pk").values())
    with pytest.raises(ImportRefused, match="指标或阶段性目标要先认定"):
        desk.apply(run, accept_warnings=True)
    assert list(Indicator.objects.order_by("pk").values()) == before
    asked = {one.key: one for one in preview_of(run).questions}
    assert set(asked) == {"i1.0.0", "i1.0.1"}
    desk.answer(run, "i1.0.0", short.pk)  # and nothing hangs on the other
    told = {field.label: (field.old, field.new) for field in preview_of(run).differences[0].fields}
    assert told["指标“步道”"] in [("步道 12公里", "步道 30公里"), ("步道 30公里", "步道 12公里")]
    desk.apply(run, accept_warnings=True)
    assert measured() == {short.pk: ("30", Decimal(3))}


def test_of_two_of_one_label_the_one_that_stands_as_it_stood_is_it_and_the_other_follows():
    desk = PartsOffice()
    project = desk.enter(task(1, WORDS, *TWO))
    short, long = project.tasks.get().indicators.order_by("position")
    desk.measure(short, 3)
    desk.measure(long, 9)
    desk.apply(desk.start(task(1, WORDS, walk("15"), walk("30"))), accept_warnings=True)
    assert measured() == {short.pk: ("15", Decimal(3)), long.pk: ("30", Decimal(9))}


def test_one_of_two_dropped_and_the_other_changed_is_asked_and_stays_with_its_figure():
    desk = PartsOffice()
    project = desk.enter(task(1, WORDS, *TWO))
    short, long = project.tasks.get().indicators.order_by("position")
    desk.measure(short, 3)
    desk.measure(long, 9)
    run = desk.start(task(1, WORDS, walk("31")))
    with pytest.raises(ImportRefused):
        desk.apply(run, accept_warnings=True)
    desk.answer(run, "i1.0.0", long.pk)
    (gone,) = preview_of(run).questions[:1]
    assert (gone.before, gone.after, gone.is_open) == ("步道 12公里", "", True)
    desk.answer(run, gone.key, "keep")
    desk.apply(run, accept_warnings=True)
    assert measured() == {short.pk: ("12", Decimal(3)), long.pk: ("31", Decimal(9))}
    assert [one.pk for one in project.tasks.get().indicators.order_by("position")] == [
        long.pk,
        short.pk,
    ]


def test_an_indicator_in_quite_other_words_is_asked_only_where_it_has_a_figure():
    desk = PartsOffice()
    project = desk.enter(task(1, "新建步道。", walk("12")))
    indicator = project.tasks.get().indicators.get()
    other = task(1, "新建步道。", walk("12", label="护栏里程"))
    assert not preview_of(desk.start(other)).questions
    desk.measure(indicator, 3)
    run = desk.start(other)
    (asked,) = preview_of(run).questions
    assert asked.before == "步道 12公里" and asked.after == "护栏里程 12公里"
    desk.answer(run, asked.key, "new")
    assert [one.key for one in preview_of(run).questions if one.is_open] == [f"I{indicator.pk}"]
    desk.answer(run, f"I{indicator.pk}", "keep")
    desk.apply(run, accept_warnings=True)
    assert measured() == {indicator.pk: ("12", Decimal(3))}
    assert set(project.tasks.get().indicators.values_list("label", flat=True)) == {
        "步道",
        "护栏里程",
    }


def works(words: str) -> PrintedTask:
    """A task whose milestone states the percent of one part of the work."""
    step = PrintedMilestone(6, f"{words}完成30%；绿化完工。", ("30",))
    return replace(task(1, WORDS, *TWO), milestones=(step,))


def test_percents_of_another_part_of_the_work_are_asked_where_the_part_before_has_a_figure():
    desk = PartsOffice()
    project = desk.enter(works("护坡工程"))
    slope = project.tasks.get().indicators.get(from_percents=True)
    assert not preview_of(desk.start(works("照明工程"))).questions
    desk.measure(slope, 25)
    run = desk.start(works("照明工程"))
    (asked,) = preview_of(run).questions
    assert (asked.before, asked.after) == (
        "形象进度（护坡工程完成） 100%",
        "形象进度（照明工程完成） 100%",
    )
    desk.answer(run, asked.key, "new")
    (gone,) = (one for one in preview_of(run).questions if one.is_open)
    desk.answer(run, gone.key, "keep")
    desk.apply(run, accept_warnings=True)
    assert measured() == {slope.pk: ("100", Decimal(25))}
    labels = project.tasks.get().indicators.filter(from_percents=True).order_by("position")
    assert [one.label for one in labels] == ["形象进度（照明工程完成）", "形象进度（护坡工程完成）"]


POOL = "建设游泳馆1座，面向市民开放。"
HALL = "建设体育馆1座，面向学生开放。"


def test_tasks_exchanged_and_reworded_are_followed_by_their_words():
    desk = PartsOffice()
    project = desk.enter(task(1, POOL, unit="区教委"), task(2, HALL, unit="区体育局"))
    pool, hall = project.tasks.order_by("number")
    make_report(pool, desk.round, narrative="游泳馆封顶。")
    run = desk.start(task(1, HALL, unit="区体育局"), task(2, f"{POOL}年底完工。", unit="区教委"))
    assert not preview_of(run).questions
    desk.apply(run, accept_warnings=True)
    pool.refresh_from_db()
    hall.refresh_from_db()
    assert (pool.number, pool.text, hall.number) == (2, f"{POOL}年底完工。", 1)
    assert pool.reports.get().narrative == "游泳馆封顶。"


def test_a_task_of_another_place_in_the_old_ones_stead_is_asked():
    desk = PartsOffice()
    project = desk.enter(task(1, "改造龙宝街道老旧小区12个。"), task(2, HALL))
    first = project.tasks.get(number=1)
    make_report(first, desk.round)
    run = desk.start(task(1, "改造五桥街道老旧小区12个。"), task(2, HALL))
    (asked,) = preview_of(run).questions
    desk.answer(run, asked.key, "new")
    (_, gone) = sorted(preview_of(run).questions, key=lambda one: bool(not one.after))
    desk.answer(run, gone.key, "keep")
    desk.apply(run, accept_warnings=True)
    assert [(one.number, one.text, one.reports.count()) for one in project.tasks.all()] == [
        (1, "改造五桥街道老旧小区12个。", 0),
        (2, HALL, 0),
        (3, "改造龙宝街道老旧小区12个。", 1),
    ]


def test_two_tasks_made_one_lose_no_report():
    desk = PartsOffice()
    project = desk.enter(task(1, POOL), task(2, HALL, unit="区体育局"))
    for one in project.tasks.all():
        make_report(one, desk.round, narrative=one.text)
    run = desk.start(task(1, f"{POOL}{HALL}"))
    with pytest.raises(ImportRefused, match="先认定"):
        desk.apply(run, accept_warnings=True)
    for one in list(preview_of(run).questions):
        said = one.choices[0][0]
        desk.answer(run, one.key, said)
    for one in preview_of(run).questions:
        if one.is_open:
            desk.answer(run, one.key, "keep")
    desk.apply(run, accept_warnings=True)
    told = {report.narrative for one in project.tasks.all() for report in one.reports.all()}
    assert told == {POOL, HALL}
    assert Task.objects.filter(project=project, carries_money=True).count() == 1


def test_what_was_answered_of_a_milestone_is_asked_before_it_stands_under_other_words():
    desk = PartsOffice()
    project = desk.enter(task(1, POOL, m6="主体封顶", m9="设备安装"))
    june = Milestone.objects.get(task__project=project, month=6)
    report = make_report(june.task, desk.round)
    MilestoneAnswer.objects.create(report=report, milestone=june, answer="yes")
    run = desk.start(task(1, POOL, m6="设备安装", m9="主体封顶"))
    with pytest.raises(ImportRefused, match="6月底目标已填过完成情况"):
        desk.apply(run, accept_warnings=True)
    (asked,) = preview_of(run).questions
    desk.answer(run, asked.key, "keep")
    desk.apply(run, accept_warnings=True)
    june.refresh_from_db()
    assert june.text == "主体封顶" and june.answers.get().answer == "yes"
    again = desk.start(task(1, POOL, m6="主体封顶并验收", m9="主体封顶"))
    assert not preview_of(again).questions
    desk.apply(again, accept_warnings=True)
    june.refresh_from_db()
    assert june.text == "主体封顶并验收"


def stages(words: str, percent: str, by_june: str) -> PrintedTask:
    """A task of one indicator whose June says a figure and a percent of the work."""
    step = PrintedMilestone(6, words, (percent,))
    return replace(
        task(1, POOL, replace(walk("12"), milestones={"6": by_june})), milestones=(step,)
    )


def test_a_milestone_that_keeps_its_words_keeps_the_values_they_state_and_the_preview_says_so():
    desk = PartsOffice()
    project = desk.enter(stages("主体完成30%，步道4公里", "30", "4"))
    june = Milestone.objects.get(task__project=project, month=6)
    MilestoneAnswer.objects.create(
        report=make_report(june.task, desk.round), milestone=june, answer="yes"
    )
    run = desk.start(stages("设备安装80%，铺装9公里", "80", "9"))
    (asked,) = preview_of(run).questions
    assert "（6月底9）" in str(preview_of(run).plan_changes[0].fields)
    desk.answer(run, asked.key, "keep")
    assert not preview_of(run).plan_changes
    desk.apply(run, accept_warnings=True)
    values = {one.indicator.label: one.printed for one in june.values.select_related("indicator")}
    assert values == {"步道": "4", "形象进度": "30"}


def test_an_answer_typed_and_not_sent_yet_is_asked_about_too():
    desk = PartsOffice()
    project = desk.enter(task(1, POOL, m6="主体封顶", m9="设备安装"))
    june = Milestone.objects.get(task__project=project, month=6)
    ReportDraft.objects.create(
        task=june.task,
        round=desk.round,
        user=desk.compiler,
        values={answer_key(june.pk): "yes"},
        saved_at=AT,
    )
    assert preview_of(desk.start(task(1, POOL, m6="场地平整", m9="设备安装"))).questions
    desk.apply(desk.start(task(1, POOL, m9="设备安装")), accept_warnings=True)
    assert Milestone.objects.filter(pk=june.pk).exists()


def test_an_answer_about_other_words_holds_no_more_and_one_row_is_said_once():
    desk = PartsOffice()
    project = desk.enter(task(1, WORDS, *TWO, walk("40")))
    rows = list(project.tasks.get().indicators.order_by("position"))
    for row in rows:
        desk.measure(row, 3)
    run = desk.start(task(1, WORDS, walk("40"), walk("12"), walk("30")))
    desk.answer(run, "i1.0.0", rows[0].pk)
    desk.answer(run, "i1.0.1", rows[0].pk)
    assert {one.key for one in preview_of(run).questions if not one.is_open} == {"i1.0.1"}
    with pytest.raises(ImportRefused, match="不用认定"):
        desk.answer(run, "i1.0.7", "new")
    run.reading["projects"][0]["tasks"][0]["indicators"][1]["value"] = "13"
    run.save()
    run = ImportRun.objects.get(pk=run.pk)
    assert all(one.is_open for one in preview_of(run).questions)


def test_the_page_asks_and_takes_the_answer(client):
    desk = PartsOffice()
    project = desk.enter(task(1, WORDS, *TWO))
    for row in project.tasks.get().indicators.all():
        desk.measure(row, 3)
    run = desk.start(task(1, WORDS, walk("30"), walk("12")))
    client.force_login(desk.compiler)
    address = reverse("intake:import-preview", args=[run.pk])
    page = client.get(address).content.decode()
    assert "任务、指标和阶段性目标对应" in page and "还有 2 处任务" in page
    part = reverse("intake:import-answers", args=[run.pk])
    client.post(part, {"part-i1.0.0": ""})
    assert "还有 2 处任务" in client.get(address).content.decode()
    # The word on one of them settles the other.
    client.post(part, {"part-i1.0.0": row.pk})
    page = client.get(address).content.decode()
    assert "处任务、指标或阶段性目标要认定" not in page and "已认定" in page


def test_a_plan_that_stands_as_it_stood_asks_nothing():
    desk = Office()
    plan, _ = desk.bring(FENCES, PATHS)
    row = plan.projects.get(number=1).tasks.get()
    report = make_report(row, make_round(plan, 6))
    Measurement.objects.create(report=report, indicator=row.indicators.get(), value=Decimal(7))
    for milestone in row.milestones.all():
        MilestoneAnswer.objects.create(report=report, milestone=milestone, answer="no")
    look = preview_of(desk.look(FENCES, PATHS))
    assert not look.questions and not look.plan_changes
