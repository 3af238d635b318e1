"""A session that ended: one sentence where one signs in, one offer of what was typed."""

from __future__ import annotations

from django.contrib.sessions.models import Session
from django.test import Client
from django.urls import reverse

from accounts import typed_text
from accounts.typed_text import WRITER
from tests.guards.cast import HANDLER, REPORTER, CastTestCase

WORDS = "经现场核查，开工的是两个口袋公园。"


class SessionLost(CastTestCase):
    def typed_after_the_end(self, part: str, url: str, **fields: str) -> tuple[Client, str]:
        """A person sends a form, their session is over: their browser, and the way it is sent on."""
        client = self.cast.client(part)
        Session.objects.all().delete()
        note = typed_text.note(self.cast.people[part])
        answer = client.post(
            url, {WRITER: note, **fields}, headers={"referer": f"http://testserver{url}"}
        )
        return client, answer["Location"]

    def test_whoever_only_looked_is_told_that_the_session_ended(self):
        client = self.cast.client(REPORTER)
        Session.objects.all().delete()
        page = client.get(reverse("progress:report-list"), follow=True).content.decode()
        assert page.count("登录已过期") == 1 and "已经留好" not in page

    def test_whoever_comes_new_is_not_told_of_an_end(self):
        page = Client().get(reverse("progress:report-list"), follow=True).content.decode()
        assert "登录已过期" not in page and "登录后打开您要看的页面" in page
        assert "登录后打开" not in Client().get(reverse("accounts:sign-in")).content.decode()

    def test_whoever_typed_is_told_in_one_sentence_that_the_words_are_kept(self):
        objection = self.cast.objections["received"]
        url = reverse("objections:refuse", args=[objection.pk])
        client, way = self.typed_after_the_end(HANDLER, url, **{"refuse-reason": WORDS})
        page = client.get(way).content.decode()
        assert page.count("登录已过期") == 1 and page.count("已经留好") == 1
        wrong = client.post(
            reverse("accounts:sign-in"), {"username": "x", "password": "y", "why": "kept"}
        )
        assert wrong.content.decode().count("已经留好") == 1, (
            "a slip of the password changes nothing"
        )

    def test_the_words_stand_in_their_form_and_are_not_offered_a_second_time(self):
        objection = self.cast.objections["received"]
        url = reverse("objections:refuse", args=[objection.pk])
        self.typed_after_the_end(HANDLER, url, **{"refuse-reason": WORDS})
        again = self.cast.client(HANDLER)
        page = again.get(reverse("objections:case", args=[objection.pk])).content.decode()
        assert page.count(WORDS) == 1 and page.count("已找回") == 1
        assert "没有存入，已为您留着" not in page
        elsewhere = again.get(reverse("objections:register")).content.decode()
        assert elsewhere.count("没有存入，已为您留着") == 1

    def test_words_whose_form_is_gone_are_still_offered(self):
        objection = self.cast.objections["answered"]
        url = reverse("objections:refuse", args=[objection.pk])
        self.typed_after_the_end(HANDLER, url, **{"refuse-reason": WORDS})
        again = self.cast.client(HANDLER)
        page = again.get(reverse("objections:case", args=[objection.pk])).content.decode()
        assert "没有存入，已为您留着" in page and WORDS in page and "已找回" not in page
