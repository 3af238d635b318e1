"""The ways in which a plan comes back changed: what is sure goes on by itself and right, what is not is asked."""

from __future__ import annotations

from decimal import Decimal

import pytest

from intake.refusals import ImportRefused
from intake.selectors import preview_of
from progress.models import Measurement, MilestoneAnswer
from tests.factories import make_approved, make_round
from tests.intake.test_imports import Desk

pytestmark = pytest.mark.django_db

HEAD = "序号,项目名称,责任单位,2025年工作目标任务,2025年投资计划(万元),6月底前,9月底前,12月底前"
HOMES = (
    "城镇老旧小区改造",
    "区住房城乡建委",
    "改造老旧小区12个",
    "3000",
    "完成4个",
    "完成8个",
    "完成12个",
)
RAILS = (
    "农村公路加装护栏",
    "区交通运输委",
    "加装护栏60公里",
    "1200",
    "完成20公里",
    "完成40公里",
    "完成60公里",
)
PATHS = (
    "健身步道建设",
    "区文化旅游委",
    "推进健身步道建设，方便群众",
    "500",
    "启动建设",
    "主体完工",
    "投入使用",
)
CARE = (
    "养老服务提升",
    "区民政局",
    "提升社区养老服务水平，新增床位200张",
    "800",
    "启动",
    "推进",
    "完成",
)
CANTEENS = ("社区食堂建设", "区民政局", "新建社区食堂6个", "300", "完成2个", "完成4个", "完成6个")
KITCHENS = ("学校食堂改造", "区教委", "改造学校食堂9个", "420", "完成3个", "完成6个", "完成9个")
BASE = (HOMES, RAILS, PATHS, CARE, CANTEENS, KITCHENS)  # fmt: skip
Row = tuple[str, ...]


def but(row: Row, **values: str) -> Row:
    """The row with other words: n name, u unit, t target, m money, j June, s September."""
    places = {"n": 0, "u": 1, "t": 2, "m": 3, "j": 4, "s": 5}
    said = list(row)
    for letter, words in values.items():
        said[places[letter]] = words
    return tuple(said)


def document(rows: tuple[Row, ...]) -> bytes:
    lines = [",".join((str(number), *row)) for number, row in enumerate(rows, start=1)]
    return "\n".join([HEAD, *lines]).encode()


def reported_year() -> tuple[Desk, dict[str, int]]:
    """A plan on which everything was reported; by its first name the key of each project."""
    desk = Desk()
    plan = desk.apply(desk.preview(document(BASE), "plan.csv"), accept_warnings=True)
    round_ = make_round(plan, 6)
    for project in plan.projects.all():
        task = project.tasks.get()
        report = make_approved(task, round_, narrative=project.name, invested=project.number)
        for indicator in task.indicators.all():
            Measurement.objects.create(report=report, indicator=indicator, value=Decimal(1))
        june = task.milestones.get(month=6)
        MilestoneAnswer.objects.create(report=report, milestone=june, answer="yes")
    return desk, dict(plan.projects.values_list("name", "pk"))


GOES_ON = {
    "three numbers in a ring": (HOMES, CARE, RAILS, PATHS, CANTEENS, KITCHENS),
    "exchanged and renamed": (
        HOMES, RAILS, but(CARE, n="社区养老服务提升工程"), but(PATHS, n="城区健身步道建设"), CANTEENS, KITCHENS,
    ),
    "units renamed by a reform in the same issue": (
        but(HOMES, u="区住房和城乡建设局"), but(RAILS, u="区交通运输局"), CARE, PATHS, CANTEENS, but(KITCHENS, u="区教育局"),
    ),
    "a milestone dropped that was answered": (but(HOMES, j=""), RAILS, PATHS, CARE, CANTEENS, KITCHENS),
    "a milestone dropped that was not": (HOMES, but(RAILS, s=""), PATHS, CARE, CANTEENS, KITCHENS),
    "other figures throughout": (
        but(HOMES, t="改造老旧小区15个", m="3100"), but(RAILS, t="加装护栏66公里"), PATHS, CARE, CANTEENS, KITCHENS,
    ),
}  # fmt: skip

ASKED = {
    "names exchanged, promises not": (
        HOMES, RAILS, but(PATHS, n=CARE[0]), but(CARE, n=PATHS[0]), CANTEENS, KITCHENS,
    ),
    "two made one": (
        HOMES, RAILS, PATHS, CARE,
        ("社区食堂建设和学校食堂改造", "区民政局", "新建社区食堂6个；改造学校食堂9个", "720", "完成5个", "完成10个", "完成15个"),
    ),
    "one divided": (
        HOMES, RAILS, but(PATHS, n="城区健身步道建设", t="推进城区健身步道建设，方便群众", m="300"),
        but(PATHS, n="乡镇健身步道建设", t="推进乡镇健身步道建设，方便群众", m="200"), CARE, CANTEENS, KITCHENS,
    ),
    "one withdrawn and another of a like title added": (
        HOMES, RAILS, PATHS, CARE,
        ("社区食堂提升", "区民政局", "提升社区食堂服务质量", "100", "启动", "推进", "完成"), KITCHENS,
    ),
    "one withdrawn and another of its kind added": (
        HOMES, RAILS, PATHS, CARE, but(CANTEENS, n="老年食堂建设", t="新建老年食堂6个"), KITCHENS,
    ),
    "stages exchanged after one was answered": (
        HOMES, RAILS, but(PATHS, j="主体完工", s="启动建设"), CARE, CANTEENS, KITCHENS,
    ),
    "an indicator in other words": (but(HOMES, t="更新城镇住宅小区12个"), RAILS, PATHS, CARE, CANTEENS, KITCHENS),
    "an indicator in another unit": (
        but(HOMES, t="改造老旧小区12万平方米"), RAILS, PATHS, CARE, CANTEENS, KITCHENS,
    ),
}  # fmt: skip


@pytest.mark.parametrize("rows", GOES_ON.values(), ids=GOES_ON)
def test_what_is_sure_goes_on_with_its_project(rows: tuple[Row, ...]):
    desk, keys = reported_year()
    plan = desk.apply(desk.preview(document(rows), "plan.csv"), accept_warnings=True)
    named = {project.name: project for project in plan.projects.all()}
    assert {project.pk for project in named.values()} == set(keys.values())
    for number, (name, _, target, *_) in enumerate(rows, start=1):
        project = named[name]
        first = next(one for one, key in keys.items() if key == project.pk)
        report = project.tasks.get().reports.get()
        assert (project.number, project.target, report.narrative) == (number, target, first)
        assert first[:2] in target or first[-4:-2] in target
        assert report.measurements.count() == project.tasks.get().indicators.count()
        assert report.answers.get().milestone.month == 6


@pytest.mark.parametrize("rows", ASKED.values(), ids=ASKED)
def test_what_is_not_sure_is_asked_and_until_then_nothing_is_written(rows: tuple[Row, ...]):
    desk, _ = reported_year()
    run = desk.preview(document(rows), "plan.csv")
    assert "要认定" in preview_of(run).obstacle
    with pytest.raises(ImportRefused, match="先认定"):
        desk.apply(run, accept_warnings=True)
    run.refresh_from_db()
    assert run.status == "preview"
