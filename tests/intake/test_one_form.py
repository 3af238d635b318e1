"""All that a preview asks is one form: whichever button sends it, everything chosen and typed goes along."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from intake import services
from intake.models import ImportRun
from tests.factories import AT, make_unit
from tests.guards.hostile import FormReader
from tests.intake.test_reissued_plans import CARE, ESTATES, PATHS, TWINS, Office
from tests.progress.test_unit_desk import page, signed_in

pytestmark = pytest.mark.django_db

GREENWAY = "绿道建设,区住建,新建绿道4公里,90-100,启动建设,主体完工,投入使用"
"""Of a unit under a name that is not known, with an amount that is none."""


class Preview:
    """An open preview with two doubtful pairs and a spelling that is not known."""

    def __init__(self) -> None:
        self.desk = Office()
        plan, _ = self.desk.bring(*TWINS, CARE)
        self.first, self.second = plan.projects.filter(number__in=(1, 2)).order_by("number")
        self.unit = make_unit(self.desk.district, "区住房城乡建委")
        self.run = self.desk.look(CARE, *TWINS, GREENWAY)
        self.client = signed_in(self.desk.compiler)
        self.address = reverse("intake:import-preview", args=[self.run.pk])

    def form(self, text: str = "") -> dict[str, str]:
        """The one form as a browser would send it with nothing done."""
        forms = FormReader(text or page(self.client.get(self.address)), self.address).forms
        [found] = [one for one in forms if one.name == "answers"]
        buttons = {"accept", "reopen", "cell", "leave_cell", "column_is"}
        sent = {
            name: (values or [""])[0]
            for name, values in found.fields.items()
            if name not in buttons
        }
        return sent | {name: sent[f"was-{name}"] for name in sent if f"was-{name}" in sent}

    def send(self, **values: object):
        address = reverse("intake:import-answers", args=[self.run.pk])
        filled = self.form() | values
        answer = self.client.post(address, filled)
        self.run.refresh_from_db()
        return answer

    def matches(self) -> dict[str, int | None]:
        return {
            number: one["project"]
            for number, one in self.run.corrections.get("matches", {}).items()
        }


def test_two_doubtful_pairs_and_a_unit_are_answered_in_one_press():
    look = Preview()
    chosen = {"match-2": look.first.pk, "match-3": look.second.pk, "unit-区住建": look.unit.pk}
    assert look.send(**chosen).status_code == 302
    assert look.matches() == {"2": look.first.pk, "3": look.second.pk}
    assert look.run.corrections["aliases"] == {"区住建": look.unit.pk}


def test_a_doubt_that_is_settled_takes_along_what_was_chosen_elsewhere():
    look = Preview()
    doubt = look.run.findings.first()
    look.run.findings.filter(pk=doubt.pk).update(severity="warning")
    look.send(**{"match-2": look.first.pk}, accept=doubt.pk)
    doubt.refresh_from_db()
    assert doubt.decision and look.matches() == {"2": look.first.pk}


def test_going_to_correct_a_cell_takes_along_what_was_chosen_and_leads_there():
    look = Preview()
    answer = look.send(**{"match-2": look.first.pk}, cell="1,3,2")
    assert answer.url.endswith("?cell=1,3,2#edit") and look.matches() == {"2": look.first.pk}


def test_a_refusal_records_nothing_and_keeps_every_choice_and_every_word():
    look = Preview()
    opened = page(look.client.get(look.address + "?cell=1,2,2"))
    filled = look.form(opened) | {
        "match-2": look.first.pk,
        "match-3": look.first.pk,
        "unit-区住建": look.unit.pk,
        "text": "养老服务再提升",
        "kind": "round",
    }
    answer = look.client.post(reverse("intake:import-answers", args=[look.run.pk]), filled)
    shown = page(answer)
    assert answer.status_code == 422 and "都选了原来的" in shown
    look.run.refresh_from_db()
    assert not look.run.corrections.get("matches") and not look.run.corrections.get("aliases")
    for name in ("match-2", "match-3", "unit-区住建"):
        select = re.search(rf'<select[^>]*name="{name}".*?</select>', shown, re.DOTALL)
        key = look.unit.pk if name.startswith("unit") else look.first.pk
        assert select and f'<option value="{key}" selected>' in select[0], name
    assert "养老服务再提升" in shown and '<option value="round" selected>' in shown


def test_what_merely_stands_on_an_old_page_takes_no_answer_of_a_colleague_back():
    look = Preview()
    services.decide_match(
        run_id=look.run.pk, number=2, project=look.first, actor=look.desk.compiler, at=AT
    )
    old = look.form()
    services.decide_match(
        run_id=look.run.pk, number=2, project=look.second, actor=look.desk.compiler, at=AT
    )
    look.client.post(
        reverse("intake:import-answers", args=[look.run.pk]), old | {"match-3": look.first.pk}
    )
    look.run.refresh_from_db()
    assert look.matches() == {"2": look.second.pk, "3": look.first.pk}


def test_a_choice_made_and_not_recorded_does_not_go_in_unseen_with_the_import():
    desk = Office()
    desk.bring(ESTATES, PATHS)
    run = desk.look(PATHS, ESTATES)
    client = signed_in(desk.compiler)
    services.decide_findings(run_id=run.pk, finding=None, accept=True, actor=desk.compiler, at=AT)
    answer = client.post(
        reverse("intake:import-apply", args=[run.pk]), {"match-1": "new"}, follow=True
    )
    run.refresh_from_db()
    assert run.status == ImportRun.Status.PREVIEW and "请核对以后再导入" in page(answer)
    assert run.corrections["matches"]["1"]["project"] is None
    client.post(reverse("intake:import-apply", args=[run.pk]))
    run.refresh_from_db()
    assert run.status == ImportRun.Status.APPLIED
