"""交接: a unit's work goes over in one act, with what was typed and not saved; powers change by nothing else."""

from __future__ import annotations

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import AuditEvent
from progress import services
from progress.models import ReportDraft
from progress.selectors.filing import filing, own_rounds
from projects import services as register
from projects.models import Membership, Role
from projects.services.reforms import Reform, reform_mark
from tests.factories import AT, DAY, make_person, make_unit


@pytest.fixture
def admin(story):
    return make_person("security", story.district, Role.SECURITY_ADMIN)


@pytest.fixture
def successor(story):
    """Somebody of another unit: of this one they hold nothing yet."""
    return make_person("successor", unit=make_unit(story.district, "区档案局"), role=Role.REPORTER)


def typed(story, person, text):
    return services.autosave_draft(
        **story.where, user=person, at=AT, base_version=0, values={"narrative": text}
    ).draft


def hand_over(story, admin, successor, **more):
    posts = Membership.objects.filter(user=story.reporter)
    given = {
        "person": story.reporter,
        "post_ids": [post.pk for post in posts],
        "reason": "任职文件",
        "actor": admin,
    }
    return services.hand_over(successor=successor, at=AT, **given | more)


def test_posts_and_drafts_go_over_in_one_act(story, admin, successor):
    draft = typed(story, story.reporter, "写到一半")
    done = hand_over(story, admin, successor)
    assert done.drafts == 1 and done.posts == ("万州区 · 区教委 填报岗",)
    draft.refresh_from_db()
    assert (draft.user, draft.values["narrative"]) == (successor, "写到一半")
    assert not Membership.objects.filter(user=story.reporter).exists()
    assert own_rounds(story.reporter, DAY, earlier=False) == []
    assert len(own_rounds(successor, DAY, earlier=False)) == 1
    event = AuditEvent.objects.get(verb="person.hand_over")
    assert event.detail["drafts"] == 1 and event.actor == admin
    assert "任职文件" in successor.personnel_acts.get().reason


def test_what_the_successor_typed_stays_and_the_others_is_set_aside(story, admin, successor):
    Membership.objects.create(
        user=successor, district=story.district, unit=story.lead, role=Role.REPORTER
    )
    typed(story, story.reporter, "交的人写的")
    typed(story, successor, "接的人写的")
    hand_over(story, admin, successor)
    kept = {
        one.aside == "": one.values["narrative"]
        for one in ReportDraft.objects.filter(user=successor)
    }
    assert kept == {True: "接的人写的", False: "交的人写的"}


def test_only_what_was_chosen_goes_over(story, admin, successor):
    other = make_unit(story.district, "区体育局")
    post = Membership.objects.create(
        user=story.reporter, district=story.district, unit=other, role=Role.UNIT_HEAD
    )
    typed(story, story.reporter, "写到一半")
    done = hand_over(story, admin, successor, post_ids=[post.pk])
    assert done.drafts == 0
    assert ReportDraft.objects.get().user == story.reporter
    assert Membership.objects.filter(user=story.reporter, unit=story.lead).exists()


def test_who_may_not_give_posts_hands_nothing_over(story, admin, successor):
    typed(story, story.reporter, "写到一半")
    for actor in (story.compiler, story.reviewer, story.reporter, successor):
        with pytest.raises(PermissionDenied):
            hand_over(story, admin, successor, actor=actor)
    with pytest.raises(PermissionDenied):
        hand_over(story, admin, admin)
    successor.is_active = False
    for more in ({}, {"successor": story.reporter}, {"reason": " "}, {"post_ids": []}):
        with pytest.raises(services.StepRefused):
            hand_over(story, admin, **{"successor": successor, **more})
    assert ReportDraft.objects.get().user == story.reporter


def test_posts_that_take_two_persons_do_not_go_this_way(story, admin, successor):
    post = Membership.objects.get(user=story.reviewer)
    with pytest.raises(services.StepRefused):
        hand_over(story, admin, successor, person=story.reviewer, post_ids=[post.pk])


def test_by_the_page(story, admin, successor, client):
    typed(story, story.reporter, "写到一半")
    client.force_login(admin)
    session = client.session
    session["otp_device_id"] = "none"
    session.save()
    address = reverse("progress:hand-over", args=[story.reporter.pk])
    page = client.get(address).content.decode()
    assert "一并转过去的草稿" in page and "1 份" in page
    posts = [post.pk for post in Membership.objects.filter(user=story.reporter)]
    assert client.post(address, {"posts": posts, "successor": "", "reason": "x"}).status_code == 422
    answer = client.post(address, {"posts": posts, "successor": successor.pk, "reason": "任职文件"})
    assert answer.status_code == 302
    assert ReportDraft.objects.get().user == successor


def test_a_paragraph_typed_for_a_unit_that_went_up_into_another_is_found_again(story):
    """The helper's unit is merged into the leading one while its person's text is a draft."""
    typed_by_helper = services.autosave_draft(
        **story.where, user=story.helper_reporter, at=AT, base_version=0,
        values={f"p{story.helper.pk}": "民政局写到一半"},
    ).draft  # fmt: skip
    reform = Reform(
        "merge", [story.lead.pk, story.helper.pk], ["区教育民政局"], "万州委编发〔2025〕1号", DAY
    )
    seen = reform_mark([story.lead, story.helper], reform.kind, reform.names)
    register.reform_units(
        district=story.district, reform=reform, seen=seen, actor=story.compiler, at=AT
    )
    found = filing(story.helper_reporter, story.task.pk, story.round.pk, at=AT)
    assert found.draft.pk == typed_by_helper.pk
    shown = {field.key: found.draft.values.get(field.key, "") for field in found.fields}
    assert "民政局写到一半" in shown.values()
