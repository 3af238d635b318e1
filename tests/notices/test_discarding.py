"""A draft nobody wants is given up: its number is free again, and the trail says who and why."""

from __future__ import annotations

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from notices import access, services, workflow
from notices.models import Notice
from notices.refusals import StepRefused
from tests.factories import AT

pytestmark = pytest.mark.django_db
REASON = "与上半年合并公示。"


def discard(office, notice, reason=REASON):
    return services.discard_notice(
        notice_id=notice.pk, compiler=office.compiler, at=AT, reason=reason
    )


@pytest.mark.parametrize("state", ["started", "sent", "approved"])
def test_the_number_of_a_discarded_draft_is_free_again(office, state):
    discarded = discard(office, getattr(office, state)())
    assert not access.waiting_for(office.compiler).exists()
    published = office.published()
    assert published.number == discarded.number == "2025-q1"
    assert (published.version, published.chain_position) == (1, 1)


def test_the_reason_stays_on_the_trail_and_for_the_auditor(office):
    notice = discard(office, office.started())
    step = notice.steps.latest("pk")
    assert (step.step, step.note, step.by) == ("discard", REASON, office.compiler)
    event = AuditEvent.objects.get(verb="notice.discard")
    assert event.detail == {"from": "draft", "to": "discarded", "reason": REASON}


def test_giving_up_needs_a_reason(office):
    notice = office.started()
    with pytest.raises(StepRefused, match="请写明作废的原因"):
        discard(office, notice, " ")
    assert Notice.objects.get(pk=notice.pk).status == workflow.DRAFT


def test_a_published_notice_is_never_discarded(office):
    notice = office.published()
    with pytest.raises(StepRefused, match="更正或撤回"):
        discard(office, notice)
    assert Notice.objects.get(pk=notice.pk).status == workflow.PUBLISHED


def test_a_discarded_correction_lets_go_of_its_original(office):
    original = office.published()
    start = {
        "notice_id": original.pk,
        "compiler": office.compiler,
        "at": AT,
        "reason": "金额有误。",
    }
    first = discard(office, services.start_correction(**start))
    assert first.steps.latest("pk").detail == {"replaces": "2025-q1"}
    second = services.start_correction(**start)
    assert (second.pk == first.pk, second.number) == (False, "2025-q1-r1")
    published = office.published(
        office.edited(second, restarts_window=False, signed_on=AT.date()), at=AT
    )
    assert published.replaces_id == original.pk


def test_the_compiler_gives_a_draft_up_on_its_page(office, client):
    notice = office.sent()
    client.force_login(office.compiler)
    address = reverse("notices:notice", args=[notice.pk])
    act = reverse("notices:notice-discard", args=[notice.pk])
    assert f'action="{act}"' in client.get(address).content.decode()
    answer = client.post(act, {"reason": ""}, follow=True)
    assert "请写明作废的原因" in answer.content.decode()
    text = client.post(act, {"reason": REASON}, follow=True).content.decode()
    assert "编号可以重新使用" in text
    assert REASON in text
    assert "送审核</button>" not in text
    listed = client.get(reverse("notices:notices")).content.decode()
    assert "已作废 1 份" in listed
    assert f"round-{office.round.pk}-progress" in listed
    client.force_login(office.signer)
    assert act not in client.get(address).content.decode()
    assert client.post(act, {"reason": REASON}).status_code == 403
    assert client.get("/wanzhou/notices/2025-q1/").status_code == 404
