"""机构改革: units renamed, merged and split in one act; everything that stands for them leads on."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import AccountNotice, AuditEvent
from intake.units import UnitBook
from objections.models import Objection, UnitInquiry
from progress.models import ReportParagraph, RoundExtension
from progress.report_fields import paragraph_key
from progress.report_pages import others_paragraphs
from progress.selectors.filing import filing, own_rounds
from progress.selectors.judging import bench
from progress.selectors.task_rows import task_rows, whole_tasks
from progress.services import extend_due
from projects import contributors, services
from projects.models import (
    AfterSplit,
    District,
    Membership,
    ResponsibleUnit,
    Role,
    Task,
    TaskUnit,
    UnitAlias,
    UnitReform,
)
from projects.services.reforms import (
    PreviewOutdated,
    Reform,
    _rows_elsewhere,
    reform_mark,
    what_moves,
)
from projects.workflow import StepRefused
from tests.factories import (
    AT,
    DAY,
    make_district,
    make_person,
    make_plan,
    make_project,
    make_report,
    make_round,
    make_unit,
)

pytestmark = pytest.mark.django_db
DOCUMENT = "万州委编发〔2025〕1号"


@dataclass
class Office:
    district: District
    culture: ResponsibleUnit
    tourism: ResponsibleUnit
    water: ResponsibleUnit
    compiler: Any
    reporter: Any

    def reform(self, kind, old, *names, places=None, actor=None, **more):
        seen = more.pop("seen", None) or reform_mark(old, kind, names)
        given = {"document": DOCUMENT, "decided_on": date(2025, 4, 1), **more}
        return services.reform_units(
            district=self.district,
            reform=Reform(kind, [one.pk for one in old], names, places=places or {}, **given),
            seen=seen,
            actor=actor or self.compiler,
            at=AT,
        )


@pytest.fixture
def office():
    district = make_district()
    culture, tourism, water = (
        make_unit(district, name) for name in ("区文化委", "区旅游局", "区水利局")
    )
    plan = make_plan(district)
    made = Office(
        district, culture, tourism, water,
        make_person("compiler", district, Role.COMPILER), make_person("reporter", unit=tourism, role=Role.REPORTER),
    )  # fmt: skip
    make_project(plan, 1, units=[tourism, culture])
    make_project(plan, 2, units=[tourism])
    make_project(plan, 3, units=[water, tourism])
    make_round(plan, 4)
    return made


def leads(number):
    rows = TaskUnit.objects.filter(task__project__number=number).order_by("position")
    return [(row.unit.name, row.role) for row in rows]


def test_a_renamed_unit_is_the_same_unit_and_its_old_name_a_spelling(office):
    before = own_rounds(office.reporter, DAY, earlier=False)
    done = office.reform("rename", [office.tourism], "区文化旅游局")
    assert str(done) == "区旅游局更名为区文化旅游局"
    assert leads(2) == [("区文化旅游局", "lead")]
    book = UnitBook.of(office.district)
    assert book.by_name["区旅游局"] == book.by_name["区文化旅游局"] == office.tourism
    assert len(own_rounds(office.reporter, DAY, earlier=False)) == len(before) == 1
    event = AuditEvent.objects.get(verb="unit.reform")
    assert event.detail["document"] == DOCUMENT and event.detail["old"] == ["区旅游局"]
    plan = office.district.plans.get()
    assert office.compiler.pk in contributors.of_plan(plan), (
        "who moved units does not publish alone"
    )


def test_merged_units_lose_no_task_no_post_and_no_spelling(office):
    UnitAlias.objects.create(district=office.district, unit=office.tourism, name="旅游局")
    office.reform("merge", [office.culture, office.tourism], "区文化和旅游委")
    main = ResponsibleUnit.objects.get(name="区文化和旅游委")
    assert leads(1) == [("区文化和旅游委", "lead")], (
        "lead and cooperating are one now, and it leads"
    )
    assert leads(3) == [("区水利局", "lead"), ("区文化和旅游委", "cooperating")]
    assert Membership.objects.get(user=office.reporter).unit == main
    assert office.reporter.personnel_acts.get().reason.endswith(DOCUMENT)
    assert "区文化和旅游委" in AccountNotice.objects.get(person=office.reporter).text
    book = UnitBook.of(office.district)
    assert {book.by_name[name] for name in ("区文化委", "区旅游局", "旅游局")} == {main}
    assert not office.district.units.filter(name="区旅游局").exists()
    assert ResponsibleUnit.with_former.get(name="区旅游局").successor == main


def test_what_was_looked_at_is_what_moves(office):
    """A task of the same count in another's place, a post given meanwhile: looked at under the lock, not before it."""
    old = [office.tourism]
    seen = reform_mark(old, "rename", ["区文旅局"])
    TaskUnit.objects.filter(unit=office.tourism, task__project__number=2).update(unit=office.water)
    make_project(office.district.plans.get(), 4, units=[office.tourism])
    with pytest.raises(PreviewOutdated, match="请核对后再办理"):
        office.reform("rename", old, "区文旅局", seen=seen)
    assert ResponsibleUnit.objects.filter(name="区旅游局").exists()
    office.reform("rename", old, "区文旅局")
    assert not ResponsibleUnit.objects.filter(name="区旅游局").exists()


def test_what_other_apps_keep_for_a_unit_follows_it(office):
    round_ = office.district.plans.get().rounds.get()
    RoundExtension.objects.create(
        round=round_, unit=office.tourism, due_on=DAY, reason="汛期", granted_by=office.compiler, granted_at=AT
    )  # fmt: skip
    assert "延期 1" in "".join(what_moves([office.tourism]))
    office.reform("merge", [office.culture, office.tourism], "区文化和旅游委")
    assert round_.extensions.get().unit.name == "区文化和旅游委"


def test_of_two_rows_that_may_stand_once_the_second_stays_what_it_was(office):
    round_ = office.district.plans.get().rounds.get()
    for unit in (office.culture, office.tourism):
        RoundExtension.objects.create(
            round=round_, unit=unit, due_on=DAY, reason="汛期", granted_by=office.compiler, granted_at=AT
        )  # fmt: skip
    office.reform("merge", [office.culture, office.tourism], "区文化和旅游委")
    assert sorted(str(one.unit) for one in round_.extensions.all()) == [
        "区文化和旅游委",
        "区旅游局",
    ]


def test_a_split_asks_which_tasks_go_where_and_takes_nothing_from_anybody(office):
    moved = TaskUnit.objects.get(unit=office.tourism, task__project__number=2).task
    office.reform("split", [office.tourism], "区旅游发展局", "区体育局", places={moved.pk: 1})
    assert leads(2) == [("区体育局", "lead")]
    assert leads(1)[0] == ("区旅游发展局", "lead")
    held = {post.unit.name for post in Membership.objects.filter(user=office.reporter)}
    assert held == {"区旅游发展局", "区体育局"}
    (told,) = AccountNotice.objects.filter(person=office.reporter)
    assert "您在“区旅游发展局”的岗位不变，在“区体育局”也有" in told.text
    assert UnitBook.of(office.district).by_name["区旅游局"].name == "区旅游发展局"


def test_one_reform_after_another_leads_to_what_stands(office):
    office.reform("merge", [office.culture, office.tourism], "区文化委")
    office.reform("merge", [office.water, office.culture], "区水利局")
    former = ResponsibleUnit.with_former.get(name="区旅游局")
    assert former.successor == office.water
    assert UnitBook.of(office.district).by_name["区旅游局"] == office.water


@pytest.mark.parametrize(
    ("kind", "names", "says"),
    [
        ("rename", ("区水利局",), "已经是另一个单位"),
        ("rename", ("区旅游局",), "和原来一样"),
        ("rename", ("甲", "乙"), "填一个新名称"),
        ("merge", ("甲",), "选两个以上"),
        ("split", ("甲",), "填两个以上"),
        ("split", ("甲", "甲"), "重复"),
        ("rename", ("长" * 61,), "60"),
        ("rename", ("区\u200b局",), "看不见"),
    ],
)
def test_what_does_not_fit_is_said_and_nothing_moves(office, kind, names, says):
    with pytest.raises(StepRefused, match=says):
        office.reform(kind, [office.tourism], *names)
    assert not UnitReform.objects.exists() and office.district.units.count() == 3


@pytest.mark.parametrize("day", [date(1, 1, 1), date(2025, 4, 21), date(9999, 12, 31)])
def test_its_day_is_one_that_can_be_meant(office, day):
    with pytest.raises(StepRefused):
        office.reform("rename", [office.tourism], "区文旅局", decided_on=day)


def test_only_a_compiler_of_the_district_reforms(office):
    for actor in (office.reporter, make_person("reviewer", office.district, Role.REVIEWER)):
        with pytest.raises(PermissionDenied):
            office.reform("rename", [office.tourism], "区文旅局", actor=actor)


def test_the_page_shows_what_moves_before_it_does(office, client):
    client.force_login(office.compiler)
    address = reverse("projects:unit-reform", args=[office.district.slug])
    posted = {
        "kind": "split", "units": [office.tourism.pk], "names": "区旅游发展局\r\n区体育局", "document": DOCUMENT,
        "decided_on": "2025-04-01", "then": "look",
    }  # fmt: skip
    look = client.post(address, posted)
    words = look.content.decode()
    assert look.status_code == 200 and "区旅游局：任务 3、岗位 1" in words
    assert not UnitReform.objects.exists()
    task = TaskUnit.objects.get(unit=office.tourism, task__project__number=2).task
    done = posted | {"then": "do", "seen": look.context["seen"], f"task-{task.pk}": "1"}
    stale = client.post(address, done | {"names": "甲局\r\n乙局"})
    assert stale.status_code == 200 and not UnitReform.objects.exists(), (
        "other names are looked at again"
    )
    assert client.post(address, done).status_code == 302
    assert leads(2) == [("区体育局", "lead")]
    page = client.get(reverse("projects:unit-list", args=[office.district.slug])).content.decode()
    assert "区体育局" in page and "已办理" in page


def test_a_question_that_waits_is_the_successors_to_answer(office):
    """Also where the main unit has one of its own about the same objection, so that this one stays in the old name."""
    objection = Objection.objects.create(
        district=office.district, receipt="WZ-20250420-7K3Q9MXA", code_hash="x", channel="letter",
        received_at=AT, received_on=DAY,
    )  # fmt: skip
    for unit in (office.culture, office.tourism):
        UnitInquiry.objects.create(
            objection=objection, unit=unit, sealed_question=b"x", asked_by=office.compiler, asked_at=AT, due_on=DAY
        )  # fmt: skip
    assert UnitInquiry.objects.visible_to(office.reporter).count() == 1
    office.reform("merge", [office.culture, office.tourism], "区文化和旅游委")
    assert UnitInquiry.objects.visible_to(office.reporter).count() == 2


def test_every_row_that_stands_for_a_unit_says_what_a_split_makes_of_it(office):
    """A new table that names units joins a reform by itself; where its rows go in a split is for it to say."""
    models = [rows.model for _, rows in _rows_elsewhere(office.tourism)]
    assert {RoundExtension, UnitInquiry, ReportParagraph} <= set(models)
    silent = [
        one for one in models if not isinstance(getattr(one, "after_split", None), AfterSplit)
    ]
    assert not silent


def due_days(office):
    """By project, the day each task is due, as the board and as the lights know it."""
    round_ = office.district.plans.get().rounds.get()
    tasks = Task.objects.filter(project__plan=round_.plan)
    listed = {
        row.task.project.number: row.deadline.due_on for row in task_rows(round_, whole_tasks(tasks), DAY)
    }  # fmt: skip
    judged = bench(round_.plan, whole_tasks(tasks), DAY)
    for task in tasks:
        (known,) = judged.facts[task.pk].rounds
        assert known.due_on == listed[task.project.number]
    return listed


def extend(office, unit, due_on):
    RoundExtension.objects.create(
        round=office.district.plans.get().rounds.get(), unit=unit, due_on=due_on, reason="汛期",
        granted_by=office.compiler, granted_at=AT,
    )  # fmt: skip


def test_a_later_day_that_was_given_holds_after_any_reform(office):
    """A unit that was split off had the round's day again, and of two merged units the day of one was lost."""
    extend(office, office.tourism, date(2025, 5, 20))
    extend(office, office.culture, date(2025, 5, 10))
    before = due_days(office)
    moved = TaskUnit.objects.get(unit=office.tourism, task__project__number=2).task
    office.reform("split", [office.tourism], "区旅游发展局", "区体育局", places={moved.pk: 1})
    assert due_days(office) == before
    office.reform(
        "merge", [office.culture, ResponsibleUnit.objects.get(name="区体育局")], "区文体局"
    )
    after = due_days(office)
    assert after == before and after[2] == date(2025, 5, 20)
    extend_due(
        round_id=office.district.plans.get().rounds.get().pk, actor=office.compiler, at=AT,
        due_on=date(2025, 5, 15), reason="汛期早退", unit=ResponsibleUnit.objects.get(name="区文体局"),
    )  # fmt: skip
    assert due_days(office)[2] == date(2025, 5, 15), (
        "what is said of the merged unit is the last word"
    )


def test_a_paragraph_goes_with_its_task_and_none_is_hidden_from_who_wrote_it(office):
    round_ = office.district.plans.get().rounds.get()
    task = Task.objects.get(project__number=3)
    report = make_report(task, round_)
    ReportParagraph.objects.create(
        report=report, unit=office.tourism, text="绿道已贯通", written_by=office.reporter, written_at=AT
    )  # fmt: skip
    office.reform("split", [office.tourism], "区旅游发展局", "区体育局", places={task.pk: 1})
    sport = ResponsibleUnit.objects.get(name="区体育局")
    found = filing(office.reporter, task.pk, round_.pk, at=AT)
    assert found.values[paragraph_key(sport.pk)] == "绿道已贯通"
    assert paragraph_key(sport.pk) in {field.key for field in found.fields}
    # The unit becomes the lead, which has no field for paragraphs: the text stands beside the narrative.
    office.reform("merge", [office.water, sport], "区水利和体育局")
    found = filing(office.reporter, task.pk, round_.pk, at=AT)
    assert [one.text for one in others_paragraphs(found)] == ["绿道已贯通"]


def test_who_takes_the_commission_in_is_the_commission(office):
    ResponsibleUnit.objects.filter(pk=office.tourism.pk).update(is_commission=True)
    office.reform("merge", [office.culture, office.tourism], "区文化和旅游委")
    assert ResponsibleUnit.objects.get(name="区文化和旅游委").is_commission
