"""Undoing an import: everything is as it was, row by row and column by column."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from itertools import chain, combinations
from typing import Any

import pytest
from django.apps import apps

from accounts.models import User
from intake import services
from intake.models import ImportRun
from intake.refusals import ImportRefused
from projects.models import (
    AnnualPlan,
    MilestoneTarget,
    PlanChange,
    ResponsibleUnit,
    Task,
    TaskUnit,
    UnitAlias,
)
from tests.factories import (
    AT,
    make_category,
    make_indicator,
    make_milestone,
    make_person,
    make_plan,
    make_project,
    make_task,
    make_unit,
)
from tests.intake.test_imports import Desk

pytestmark = pytest.mark.django_db

HEAD = "序号,类别,项目名称,责任单位,2025年工作目标任务,2025年投资计划(万元),6月底前,12月底前"
ROWS = {
    1: "1,区级民生实事,口袋公园建设,区城市管理局、区财政局,新建口袋公园2个。,100,建成1个,建成2个",
    2: "2,区级民生实事,农村公路,区交通局,新建公路30公里。,50.5,完成10公里,完成30公里",
}
CHANGES: dict[str, tuple[int, str]] = {
    "other figures": (
        1,
        "1,区级民生实事,口袋公园建设,区城市管理局、区财政局,新建口袋公园3个、游园1个。,120,建成2个,建成3个",
    ),
    "other units, one of them new": (
        2,
        "2,区级民生实事,农村公路,区公路中心、区交通局,新建公路30公里。,50.5,完成10公里,完成30公里",
    ),
    "a new project of a new category": (
        3,
        "3,市级民生实事,养老服务,区民政局,新增床位200张。,80,完成招标,新增200张",
    ),
}


def everything() -> dict[str, list[dict[str, Any]]]:
    """All rows of all tables a plan and the register of units live in, every column of each."""
    return {
        model._meta.label: list(model._base_manager.order_by("pk").values())
        for model in apps.get_app_config("projects").get_models()
    }


class Standing(Desk):
    """A plan with everything an import cannot say: days of addition, bases, states, hand-made indicators."""

    def __init__(self) -> None:
        super().__init__()
        self.plan = make_plan(
            self.district, entered_by=make_person("first-compiler"), issuer="区政府办公室"
        )
        category = make_category(self.plan)
        self.park = make_project(
            self.plan,
            1,
            category=category,
            name="口袋公园建设",
            target="新建口袋公园2个。",
            investment_plan=Decimal("100"),
            investment_printed="一百",
        )
        self.park.tasks.update(state=Task.State.PAUSED)
        self.task = self.park.tasks.get()
        self.later = make_task(
            self.park, 2, text="改造游园1个。", added_on=date(2025, 5, 6), carries_money=False
        )
        garden, money = (
            make_unit(self.district, "区城市管理局"),
            make_unit(self.district, "区财政局"),
        )
        for task in (self.task, self.later):
            TaskUnit.objects.filter(task=task).delete()
            TaskUnit.objects.create(task=task, unit=garden, position=1)
            TaskUnit.objects.create(task=task, unit=money, position=2, role="cooperating")
        june = make_milestone(self.task, 6, "建成1个", percents=["50"])
        make_milestone(self.task, 9, "建成一半")
        counted = make_indicator(
            self.task,
            "口袋公园",
            position=2,
            target=Decimal(2),
            baseline=Decimal("0.5"),
            basis="in_period",
        )
        MilestoneTarget.objects.create(
            indicator=counted, milestone=june, value=Decimal(1), printed="1"
        )
        make_indicator(self.task, "满意度", position=1, kind="rate", subject="群众")
        road = make_project(self.plan, 2, name="农村公路", target="新建公路30公里。")
        road.tasks.update(added_on=date(2025, 3, 1))
        UnitAlias.objects.create(district=self.district, name="区城管局", unit=garden)

    def bring(self, rows: dict[int, str]) -> ImportRun:
        lines = [HEAD, *(rows[number] for number in sorted(rows))]
        run = self.preview("\n".join(lines).encode(), "plan.csv")
        self.apply(run, accept_warnings=True)
        run.refresh_from_db()
        return run

    def undo(self, run: ImportRun, actor: User | None = None) -> None:
        services.undo_import(run_id=run.pk, actor=actor or self.compiler, at=AT)


@pytest.mark.parametrize(
    "names", list(chain.from_iterable(combinations(CHANGES, n) for n in range(len(CHANGES) + 1)))
)
def test_after_undoing_everything_of_the_plan_is_what_it_was(names: tuple[str, ...]) -> None:
    desk = Standing()
    before = everything()
    run = desk.bring({**ROWS, **dict(CHANGES[name] for name in names)})
    during = everything()
    assert during != before
    desk.undo(run)
    after = everything()
    for table in before:
        assert after[table] == before[table], table
    run.refresh_from_db()
    assert run.status == ImportRun.Status.UNDONE


def test_the_day_a_task_was_added_comes_back_with_the_task():
    desk = Standing()
    run = desk.bring(ROWS)
    assert not Task.objects.filter(pk=desk.later.pk).exists()
    desk.undo(run)
    desk.later.refresh_from_db()
    assert desk.later.added_on == date(2025, 5, 6)


def test_what_is_undone_can_be_imported_again_and_undone_again():
    desk = Standing()
    before = everything()
    for _ in range(2):
        desk.undo(desk.bring({**ROWS, 3: CHANGES["a new project of a new category"][1]}))
    assert everything() == before


def test_two_imports_are_undone_one_after_the_other():
    desk = Standing()
    first_state = everything()
    first = desk.bring(ROWS)
    second_state = everything()
    second = desk.bring({1: CHANGES["other figures"][1], 2: ROWS[2]})
    desk.undo(second)
    assert everything() == second_state
    desk.undo(first)
    assert everything() == first_state


def test_undoing_the_first_import_leaves_no_unit_behind():
    desk = Desk()
    run = desk.preview_small()
    services.tie_unit(
        run_id=run.pk,
        name="区城市管理局",
        unit=make_unit(desk.district, "区城管局"),
        actor=desk.compiler,
        at=AT,
    )
    called = ResponsibleUnit.objects.get(name="区城管局")
    called.contact_name = "陈工"
    called.save()
    before = everything()
    desk.apply(run)
    services.undo_import(run_id=run.pk, actor=desk.compiler, at=AT)
    assert everything() == before


def test_a_unit_somebody_uses_by_now_stays_in_the_register():
    desk = Standing()
    run = desk.bring({**ROWS, 2: CHANGES["other units, one of them new"][1]})
    added = ResponsibleUnit.objects.get(name="区公路中心")
    make_person("reporter", desk.district, "reporter", unit=added)
    desk.undo(run)
    assert ResponsibleUnit.objects.filter(pk=added.pk).exists()
    assert AnnualPlan.objects.get().projects.get(number=2).tasks.get().task_units.count() == 0


def test_a_change_approved_since_is_not_thrown_away():
    desk = Standing()
    run = desk.bring({**ROWS, 3: CHANGES["a new project of a new category"][1]})
    before = everything()
    PlanChange.objects.create(
        plan=desk.plan,
        task=desk.task,
        kind=PlanChange.Kind.STOP,
        deciding_body="区政府常务会议",
        decided_on=AT.date(),
        reason="规划调整",
        entered_by=desk.compiler,
        entered_at=AT,
        approved_by=desk.reviewer,
        approved_at=AT,
    )
    with pytest.raises(ImportRefused, match="批准过方案调整"):
        desk.undo(run)
    assert {**everything(), "projects.PlanChange": []} == before


def test_what_others_refer_to_by_now_is_not_taken_away():
    desk = Standing()
    run = desk.bring({**ROWS, 3: CHANGES["a new project of a new category"][1]})
    PlanChange.objects.create(
        plan=desk.plan,
        task=Task.objects.get(project__number=3),
        kind=PlanChange.Kind.PAUSE,
        deciding_body="区政府常务会议",
        decided_on=AT.date(),
        reason="规划调整",
        entered_by=desk.compiler,
        entered_at=AT,
    )
    before = everything()
    with pytest.raises(ImportRefused, match="已经在别处用到"):
        desk.undo(run)
    assert everything() == before
    run.refresh_from_db()
    assert run.status == ImportRun.Status.APPLIED
