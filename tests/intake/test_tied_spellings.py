"""A spelling that a person ties to a unit of the register is that unit: it changes nothing in the plan."""

from __future__ import annotations

import pytest

from intake import services
from intake.selectors import preview_of
from projects.models import ResponsibleUnit
from tests.factories import AT
from tests.intake.test_reissued_plans import CARE, FENCES, PATHS, Office

pytestmark = pytest.mark.django_db


def test_a_spelling_just_tied_is_no_change_of_the_plan():
    desk = Office()
    joint = FENCES.replace("区交通运输委", "区交通运输委、区民政局")
    desk.bring(joint, PATHS, CARE)
    respelt = [row.replace("区交通运输委", "区交通运输委员会") for row in (joint, PATHS, CARE)]
    run = desk.look(*respelt)
    assert [one.name for one in preview_of(run).unknown_units] == ["区交通运输委员会"]
    services.tie_unit(
        run_id=run.pk,
        name="区交通运输委员会",
        unit=ResponsibleUnit.objects.get(name="区交通运输委"),
        actor=desk.compiler,
        at=AT,
    )
    run.refresh_from_db()
    shown = preview_of(run)
    assert shown.plan_changes == []
    assert shown.shown_matches == []


def test_two_spellings_of_one_unit_in_a_row_are_one_unit():
    desk = Office()
    plan, _ = desk.bring(FENCES, PATHS, CARE)
    run = desk.look(FENCES.replace("区交通运输委", "区交通运输委、区交通运输委员会"), PATHS, CARE)
    services.tie_unit(
        run_id=run.pk,
        name="区交通运输委员会",
        unit=ResponsibleUnit.objects.get(name="区交通运输委"),
        actor=desk.compiler,
        at=AT,
    )
    run.refresh_from_db()
    assert preview_of(run).plan_changes == []
    desk.apply(run, accept_warnings=True)
    task = plan.projects.get(number=1).tasks.get()
    assert [one.unit.name for one in task.task_units.all()] == ["区交通运输委"]
