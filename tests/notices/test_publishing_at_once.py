"""Two people at once, in threads with transactions of their own: one version, one place in the chain."""

from __future__ import annotations

import os
import signal

import pytest
from django.db import connection

from notices import services
from notices.models import Notice, NoticeFile, NoticeHead
from notices.refusals import StepRefused
from notices.services import publishing
from notices.verification import verify_district
from projects.models import Role
from publicity.generation import current_stamp
from tests.factories import AT, make_person
from tests.notices.conftest import WINDOW, make_office
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


def publish(notice, actor):
    return lambda: services.publish_notice(notice_id=notice.pk, actor=actor, at=AT)


def test_two_signers_at_once_publish_one_version():
    office = make_office()
    other = make_person("second-signer", office.district, Role.SIGNER)
    notice, before = office.approved(), current_stamp().number
    outcomes = at_once(publish(notice, office.signer), publish(notice, other))
    assert {getattr(one, "record_sha256", one) for one in outcomes} == {
        Notice.objects.get().record_sha256
    }
    assert Notice.objects.get().steps.filter(step="publish").count() == 1
    assert NoticeFile.objects.count() == 5
    assert (NoticeHead.objects.get().count, current_stamp().number) == (1, before + 1)


def test_two_notices_of_a_district_at_once_stand_one_behind_the_other():
    office = make_office()
    first = office.approved()
    targets = services.start_notice(
        plan=office.plan, kind="targets", compiler=office.compiler, at=AT
    )
    second = office.approved(office.edited(targets, **WINDOW))
    at_once(publish(first, office.signer), publish(second, office.signer))
    assert sorted(Notice.objects.values_list("chain_position", flat=True)) == [1, 2]
    assert verify_district(office.district).faults == ()


def test_an_edit_while_it_is_signed_either_comes_before_or_is_refused():
    office = make_office()
    notice = office.approved()
    edited, published = at_once(
        lambda: office.edited(notice, lead="改了一句。"), publish(notice, office.signer)
    )
    notice.refresh_from_db()
    if notice.is_published:
        assert isinstance(edited, StepRefused), edited
        assert notice.content["lead"] != "改了一句。"
    else:
        assert isinstance(published, StepRefused), published
        assert notice.lead == "改了一句。"


def kill_while_publishing(notice, signer, place: int) -> None:
    """Another process publishes and is killed (SIGKILL) right after the step at `place`."""
    connection.close()
    child = os.fork()
    if child == 0:  # pragma: no cover - the child never comes back
        act = publishing.FREEZING[place]

        def last(notice, at):
            act(notice, at)
            os.kill(os.getpid(), signal.SIGKILL)

        try:
            publishing.FREEZING = (
                *publishing.FREEZING[:place], last, *publishing.FREEZING[place + 1 :],
            )  # fmt: skip
            services.publish_notice(notice_id=notice.pk, actor=signer, at=AT)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


@pytest.mark.parametrize("place", range(len(publishing.FREEZING)))
def test_a_process_killed_while_publishing_leaves_nothing_half_published(place):
    office = make_office()
    notice, before = office.approved(), current_stamp().number
    kill_while_publishing(notice, office.signer, place)

    notice.refresh_from_db()
    assert (notice.status, notice.content, notice.chain_position) == ("approved", None, None)
    assert not NoticeFile.objects.exists()
    assert current_stamp().number == before
    assert not NoticeHead.objects.filter(count__gt=0).exists()

    published = services.publish_notice(notice_id=notice.pk, actor=office.signer, at=AT)
    assert published.chain_position == 1
    assert verify_district(office.district).faults == ()
