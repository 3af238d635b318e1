"""What happens at the commit itself, and between two of them: real connections, real transactions."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from threading import Barrier

import pytest
from django.db import connections
from django.test import Client
from django.utils import timezone

from objections import privacy_text, receipts, services
from objections.models import Objection
from tests.factories import AT
from tests.objections.conftest import FORM, WORDS, make_desk
from tests.together import PATIENCE

pytestmark = pytest.mark.django_db(transaction=True)
PATH = "/wanzhou/notices/2025-q1/"


# On PostgreSQL a new objection tells the workers at the commit.
def test_none_came_in_is_not_said_while_posts_wait_for_a_check(settings):
    make_desk()
    settings.PORTAL_DAY = date(2025, 5, 22)
    assert "公示期内没有收到异议" in Client().get(PATH).content.decode()
    settings.PORTAL_DAY = date(2025, 4, 20)
    sent = {
        "words": "加微信领福利",
        "token": receipts.new_token(PATH, timezone.now()),
        "privacy": privacy_text.current().version,
        "then": "send",
    }
    assert Client().post(FORM, sent).status_code == 200
    assert Objection.objects.get().needs_human_check
    settings.PORTAL_DAY = date(2025, 5, 22)
    assert "没有收到异议" not in Client().get(PATH).content.decode()


def test_the_same_form_sent_twice_at_once_is_one_row_and_its_code_is_told_once():
    """Two real connections at the same moment."""
    desk = make_desk()
    token = receipts.new_token("a form", AT)
    gate = Barrier(2)

    def once(_):
        gate.wait(timeout=PATIENCE)
        try:
            return services.receive_web_objection(
                notice=desk.notice, words=services.Words(text=WORDS), token=token,
                privacy_version=privacy_text.current().version, at=AT,
            )  # fmt: skip
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        given = list(pool.map(once, range(2)))
    assert len({receipt.number for receipt in given}) == 1 and Objection.objects.count() == 1
    assert sorted(receipt.code for receipt in given) == ["", receipts.secret_code(token)]
