"""A past notice with characters that no face can draw: named before it is applied, taken over upon a person's word."""

from __future__ import annotations

from io import BytesIO

import pypdf
import pytest
from django.urls import reverse

from intake import services
from intake.models import ImportRun
from intake.refusals import ImportRefused
from intake.selectors import preview_of
from notices.models import Notice
from tests.factories import AT
from tests.intake.test_imports import NOTICE, Desk

pytestmark = pytest.mark.django_db

UNDRAWN = "\U0003fffd"
"""In no face at all, whatever the machine has."""


def with_the_sign(place: str) -> bytes:
    text = NOTICE.decode()
    assert place in text
    return text.replace(place, f"{place[0]}{UNDRAWN}{place[1:]}").encode()


PLACES = {
    "in the sign block": "万州区发展和改革委员会",
    "in the contact": "胡蕾",
    "in the name of a project": "城镇老旧小区改造",
}


def previewed(place: str) -> tuple[Desk, ImportRun]:
    desk = Desk("wanzhou")
    return desk, desk.preview(with_the_sign(place), "notice.html", ImportRun.Kind.NOTICE)


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES)
def test_it_is_named_and_stops_the_import_until_somebody_gives_a_word(place):
    desk, run = previewed(place)
    assert preview_of(run).undrawn == [f"“{UNDRAWN}”（U+3FFFD）"]
    assert "1 个字印不出来" in preview_of(run).obstacle
    with pytest.raises(ImportRefused, match=r"U\+3FFFD"):
        desk.apply(run, accept_warnings=True)
    key = {"run_id": run.pk, "actor": desk.compiler, "at": AT}
    with pytest.raises(ImportRefused, match="写明原因"):
        services.vouch_for_signs(**key, reason=" ")
    services.vouch_for_signs(**key, reason="原文如此，已核对。")
    run.refresh_from_db()
    assert "印不出来" not in preview_of(run).obstacle
    desk.apply(run, accept_warnings=True)
    notice = services.confirm_take_over(run_id=run.pk, actor=desk.reviewer, at=AT)
    step = notice.steps.get(step="vouch")
    assert (step.by, step.note) == (desk.compiler, "原文如此，已核对。")
    pdf = pypdf.PdfReader(BytesIO(notice.files.get(format="pdf").data))
    assert "〓（U+3FFFD）" in "".join("".join(page.extract_text() for page in pdf.pages).split())


def test_what_waited_already_takes_the_word_too_and_nothing_is_taken_over_without_it():
    desk = Desk("wanzhou")
    run = desk.preview(NOTICE, "notice.html", ImportRun.Kind.NOTICE)
    desk.apply(run, accept_warnings=True)
    run.refresh_from_db()
    run.reading["issuer"] = f"万州区{UNDRAWN}委"
    run.reading["notice"]["source"] = run.reading["issuer"]
    run.save()
    with pytest.raises(ImportRefused, match=r"U\+3FFFD"):
        services.confirm_take_over(run_id=run.pk, actor=desk.reviewer, at=AT)
    assert not Notice.objects.exists()
    services.vouch_for_signs(run_id=run.pk, actor=desk.compiler, at=AT, reason="原文如此。")
    services.confirm_take_over(run_id=run.pk, actor=desk.reviewer, at=AT)


def test_a_notice_without_such_a_character_asks_for_no_word():
    desk = Desk("wanzhou")
    run = desk.preview(NOTICE, "notice.html", ImportRun.Kind.NOTICE)
    assert not preview_of(run).undrawn
    with pytest.raises(ImportRefused, match="没有印不出来的字"):
        services.vouch_for_signs(run_id=run.pk, actor=desk.compiler, at=AT, reason="已核对。")


def test_an_import_that_was_dropped_asks_for_no_word(client):
    desk, run = previewed(PLACES["in the sign block"])
    services.drop_import(run_id=run.pk, actor=desk.compiler, at=AT)
    client.force_login(desk.compiler)
    page = client.get(reverse("intake:import-preview", args=[run.pk])).content.decode()
    assert "已放弃" in page and "印不出来的字" not in page


def test_the_page_asks_and_shows_what_was_said(client):
    desk, run = previewed(PLACES["in the sign block"])
    client.force_login(desk.compiler)
    address = reverse("intake:import-preview", args=[run.pk])
    assert "印不出来的字" in client.get(address).content.decode()
    client.post(reverse("intake:import-answers", args=[run.pk]), {"signs_reason": "原文如此"})
    page = client.get(address).content.decode()
    assert "已写明原因" in page and "原文如此" in page
