"""Whatever is sent to any parameter of any address, nobody gets a 500, and nothing typed is lost.

Parameters are generated: the parts of every address, the names our code and the links of a page ask with, the fields of
every form. Anonymous and whoever may most; every role with `--every-role`.
"""

from __future__ import annotations

import random
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.http import HttpResponseBase
from django.test import RequestFactory
from django.urls import reverse

from config.body_encoding import utf8_only
from look.posted_text import mend_posted_text
from look.whole_numbers import LARGEST_COUNT, LARGEST_KEY, whole_number
from progress.models import ReportDraft
from tests.guards.addresses import GET, ROWS, Row
from tests.guards.cast import ACTORS, ANONYMOUS, REPORTER, CastTestCase
from tests.guards.hostile import (
    BYTES,
    as_wire,
    asked_names,
    client_of,
    paths_with,
    quoted,
    read_forms,
    strongest,
)
from tests.guards.test_every_address import listed, undone


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0), ("7", 7), ("0007", 7), (str(LARGEST_KEY), LARGEST_KEY), (str(LARGEST_KEY + 1), None),
        ("9" * 5000, None), ("-1", None), ("+1", None), (" 1", None), ("1.0", None), ("\uff11", None),
        ("\u0663", None), ("", None), ("1\n", None), ("1_0", None), (None, None), (7, None),
    ],
)  # fmt: skip
def test_a_whole_number_is_plain_figures_within_bounds(text, number):
    assert whole_number(text) == number


def test_a_counter_is_bounded_below_a_key():
    assert whole_number(str(LARGEST_COUNT), most=LARGEST_COUNT) == LARGEST_COUNT
    assert whole_number(str(LARGEST_COUNT + 1), most=LARGEST_COUNT) is None


@pytest.mark.parametrize(
    "charset", ["unicode_escape", '"utf-7"', "UTF-16", "idna", "hex", "no-such-code", "gbk", ""]
)
def test_text_in_another_encoding_than_utf_8_never_reaches_django(charset):
    """`hex` makes Django fail while it reads the header, `unicode_escape` lets half characters in."""
    reached: list[Any] = []
    application = utf8_only(lambda environ, start_response: reached.append(environ) or [])
    said: list[Any] = []
    asked = {"CONTENT_TYPE": f"multipart/form-data; boundary=x; charset={charset}"}
    body = b"".join(application(asked, lambda *told: said.append(told)))
    assert said[0][0] == "400 Bad Request"
    assert "不是 UTF-8 编码" in body.decode()
    for taken in ("text/plain; charset=UTF-8", 'text/plain; charset="utf-8"', "", None):
        application({"CONTENT_TYPE": taken}, lambda *told: None)
    assert len(reached) == 4


def test_signs_nothing_can_hold_leave_a_form_and_are_named():
    request = RequestFactory().post(
        "/", {"narrative": "开工\x00两个\x0b\n第二行\ufffe", "kind": "progress"}
    )
    assert mend_posted_text(request) == ["U+0000 空字符", "U+000B 控制符", "U+FFFE 未定义的字符"]
    assert request.POST["narrative"] == "开工两个\n第二行"
    assert request.POST["kind"] == "progress"
    assert mend_posted_text(request) == []


class RawInput(CastTestCase):
    @pytest.fixture(autouse=True)
    def how_far(self, request: pytest.FixtureRequest) -> None:
        self.every_role = bool(request.config.getoption("--every-role"))
        self.chance = random.Random(20261128)

    def setUp(self) -> None:
        super().setUp()
        self.clients: dict[str, Any] = {}
        self.wrong: list[str] = []

    def ask(
        self, row: Row, part: str, what: str, url: str, data: Any = None, **headers: str
    ) -> HttpResponseBase:
        """Send it, undo it, and remember it where the server failed."""
        client = client_of(self.cast, part, self.clients)
        with undone():
            response = (
                client.get(url, **headers) if data is None else client.post(url, as_wire(data))
            )
        if response.status_code >= 500:
            told = getattr(response, "exc_info", None) or ("", "")
            self.wrong.append(f"{row} by {part}: {what}: {told[1]!r:.200}")
        return response

    def some(self, ways: list[Any], many: int) -> list[Any]:
        """All of them with `--every-role`; else some, others for each address."""
        return ways if self.every_role else self.chance.sample(ways, min(len(ways), many))

    def askers(self, row: Row) -> tuple[str, ...]:
        """Behind the sign-in everybody else is stopped before the view; what is public is the same to all."""
        if self.every_role:
            return ACTORS
        return (ANONYMOUS,) if row.is_public else (strongest(row),)

    def test_no_part_of_an_address_breaks_the_server(self):
        paths = {row.url(self.cast).partition("?")[0]: row for row in ROWS if row.method == GET}
        for path, row in paths.items():
            for part in self.askers(row):
                for what, hostile in self.some(list(paths_with(path)), 6):
                    self.ask(row, part, what, hostile)
        assert not self.wrong, listed(self.wrong)

    def test_no_question_behind_an_address_breaks_the_server(self):
        names = asked_names()
        assert {"before", "q", "unit", "task", "digest", "page", "cell"} <= names
        short = [(what, raw) for what, raw in BYTES.items() if len(raw) < 100]
        for row in (row for row in ROWS if row.method == GET):
            url = row.url(self.cast)
            path = url.partition("?")[0]
            for part in self.askers(row):
                here = sorted(names | read_forms(self.ask(row, part, "as it is", url), path).asked)
                for what, raw in self.some(short, 2):
                    query = "&".join(f"{name}={quoted(raw)}" for name in here)
                    self.ask(row, part, what, f"{path}?{query}")
                for what, raw in self.some(list(BYTES.items()), 2):
                    for name in self.some(here, 1):
                        self.ask(row, part, f"{name}={what}", f"{path}?{name}={quoted(raw)}")
        assert not self.wrong, listed(self.wrong)

    def test_no_cookie_and_no_header_breaks_the_server(self):
        for row in self.some([row for row in ROWS if row.method == GET and not row.of], 6):
            url = row.url(self.cast)
            for cookie in ('"\\000abcdefgh"', "\xff", "a" * 5000, '"\\355\\240\\200xxxxxxxx"'):
                for name in ("portal_session", "portal_csrf", "messages"):
                    self.ask(
                        row,
                        ANONYMOUS,
                        f"{name}={cookie!r:.40}",
                        url,
                        HTTP_COOKIE=f"{name}={cookie}",
                    )
            for header in ("CONTENT_LENGTH", "HTTP_X_FORWARDED_FOR", "HTTP_IF_NONE_MATCH",
                           "HTTP_ACCEPT_ENCODING", "HTTP_RANGE", "HTTP_IF_MODIFIED_SINCE"):  # fmt: skip
                for text in ("9" * 5000, "\x00", "-1", "\xff;q=9;;,"):
                    self.ask(row, ANONYMOUS, f"{header}={text!r:.40}", url, **{header: text})
        assert not self.wrong, listed(self.wrong)


class TypedText(CastTestCase):
    """A person who pasted a sign that no database holds keeps the rest, and is told."""

    def client_and_url(self, route: str) -> tuple[Any, str]:
        return self.cast.client(REPORTER), reverse(
            route, args=[self.cast.tasks["draft"].pk, self.cast.round.pk]
        )

    def draft(self) -> dict[str, str]:
        return ReportDraft.objects.get(user=self.cast.people[REPORTER], aside="").values

    def test_autosave_keeps_the_draft_without_the_sign(self):
        client, url = self.client_and_url("progress:report-autosave")
        answer = client.post(url, {"base_version": "1", "narrative": "写到\x00一半，还有\x1f的"})
        assert answer.status_code == 200
        assert self.draft()["narrative"] == "写到一半，还有的"
        told = [str(one) for one in get_messages(answer.wsgi_request)]
        assert told == [
            "填写的内容里有存不下的符号（U+0000 空字符、U+001F 控制符），已经去掉，其余都在，请核对。"
        ]

    def test_autosave_keeps_the_draft_whatever_version_the_page_names(self):
        client, url = self.client_and_url("progress:report-autosave")
        for version in ("9" * 5000, str(2**64), str(2**31), "-1", "x", "１"):
            answer = client.post(
                url, {"base_version": version, "narrative": f"写到{version[:3]}", "tab": "t"}
            )
            assert answer.status_code == 200, version
            assert self.draft()["narrative"] == f"写到{version[:3]}"

    def test_a_session_that_ended_loses_nothing_over_such_a_sign(self):
        client, url = self.client_and_url("progress:report")
        note = read_forms(client.get(url), url)
        fields = next(form for form in note.forms if "narrative" in form.fields).fields
        client.logout()
        client.post(
            url, {"note": fields["note"][0], "narrative": "没有\x00存的", "base_version": "9" * 400}
        )
        assert self.draft()["narrative"] == "没有存的"

    def test_an_address_with_such_a_sign_is_refused_in_a_sentence(self):
        client = self.cast.client(REPORTER)
        for url, sentence in (
            ("/search/?q=a%00b", "网址里有不能用的符号"),
            ("/search/?q=%ff", "网址里的文字不是 UTF-8 编码"),
            ("/search/?q=" + "a" * 2001, "网址里的内容太长"),
            ("/search/?q=" + "a" * 9000, "网址太长"),
            ("/wanzhou/notices/%00/", "网址里有不能用的符号"),
        ):
            answer = client.get(url)
            assert answer.status_code == 400, url[:40]
            assert sentence in answer.content.decode()
        assert client.get("/desk/plans/" + "0" * 30 + "1/").status_code == 404
