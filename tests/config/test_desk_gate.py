"""The desk serves so many at once: the public does not wait for it, saves go before pages, and nobody waits without a word."""

from __future__ import annotations

import io
import json
import threading
from urllib.parse import urlencode

import pytest
from django.core.handlers.wsgi import WSGIHandler

from accounts.clock import today
from config.desk_gate import DeskGate, Kind, Places, kind_of
from publicity.front import Front
from publicity.generation import current_stamp
from tests.config.test_front import connections_stay_open  # noqa: F401
from tests.notices.conftest import make_office, office  # noqa: F401
from tests.together import PATIENCE, comes_true

NOTICE = "/wanzhou/notices/2025-q1/"
FORM = "/desk/reports/1-1/"
TEXT = "新建口袋公园1个，已完成绿化。"


def asked(app, path, method="GET", posted=None, **variables):
    """Status, headers and text of an answer."""
    body = urlencode(posted or {}).encode()
    environ = {
        "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "8000", "HTTP_HOST": "127.0.0.1:8000", "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(body), "wsgi.errors": io.StringIO(), "wsgi.version": (1, 0),
        "REMOTE_ADDR": "127.0.0.1", "wsgi.multithread": True, "wsgi.multiprocess": False, "wsgi.run_once": False,
        "CONTENT_TYPE": "application/x-www-form-urlencoded", "CONTENT_LENGTH": str(len(body)), **variables,
    }  # fmt: skip
    said = []
    answer = app(environ, lambda *args: said.extend(args[:2]))
    text = b"".join(answer).decode()
    if hasattr(answer, "close"):
        answer.close()
    return said[0], dict(said[1]), text


class Desk:
    """Django behind the gate; /desk/held/ is a page that takes until `let_go`."""

    def __init__(self, *, at_once=2, waiting=4) -> None:
        self.django = WSGIHandler()
        self.held, self.begun = threading.Event(), threading.Semaphore(0)
        self.served: list[str] = []
        self.gate = DeskGate(self._django, at_once=at_once, waiting=waiting)
        self.front = Front(self.gate, look=current_stamp, today=today)
        self.threads: list[threading.Thread] = []

    def _django(self, environ, start_response):
        path = environ["PATH_INFO"]
        if not path.startswith("/desk/held/") or environ.get("portal.turned_away"):
            return self.django(environ, start_response)
        self.begun.release()
        assert self.held.wait(PATIENCE)
        self.served.append(path)
        start_response("200 OK", [])
        return [b"made"]

    def ask_aside(self, path="/desk/held/", method="GET"):
        """In a thread of its own, until it has a place or waits for one."""
        waited, free = self.gate.places.waiting(), self.gate.places.free
        thread = threading.Thread(target=asked, args=(self.gate, path, method))
        thread.start()
        self.threads.append(thread)
        if free:
            assert self.begun.acquire(timeout=PATIENCE)
        else:
            assert comes_true(lambda: self.gate.places.waiting() > waited)

    def fill(self, waiting=0, method="POST"):
        for _ in range(self.gate.places.free + waiting):
            self.ask_aside(method=method)

    def let_go(self):
        self.held.set()
        for thread in self.threads:
            thread.join(PATIENCE)
            assert not thread.is_alive()


@pytest.fixture
def desk():
    made = Desk()
    yield made
    made.let_go()


@pytest.mark.django_db
def test_a_ready_public_page_does_not_wait_for_a_full_desk(office, connections_stay_open):  # noqa: F811
    office.published()
    desk = Desk()
    asked(desk.front, NOTICE)
    desk.fill(waiting=4)
    assert asked(desk.front, NOTICE)[0].startswith("200")
    assert asked(desk.front, "/privacy/")[0].startswith("200"), "nor does one that Django makes"
    desk.let_go()


def test_a_save_that_finds_no_place_gets_its_text_back_and_a_time(desk):
    desk.fill(waiting=4)
    sent = {"csrfmiddlewaretoken": "mark", "narrative": TEXT, "invested": "92", "then": "check"}
    status, headers, page = asked(desk.front, FORM, "POST", sent)
    assert status.startswith("503")
    assert (headers["Retry-After"], headers["Cache-Control"]) == ("5", "no-store")
    assert "稍候" in page
    assert f"<p>{TEXT}</p>" in page
    for name, value in sent.items():
        assert f'<textarea name="{name}" hidden>\n{value}</textarea>' in page
    assert f'action="{FORM}"' in page
    assert "content-security-policy" in {name.lower() for name in headers}


def test_a_page_that_finds_no_place_says_so_with_the_way_to_it(desk):
    desk.fill(waiting=2)
    status, headers, page = asked(desk.front, FORM)
    assert status.startswith("503")
    assert headers["Retry-After"] == "5"
    assert f'href="{FORM}">再试一次' in page
    assert "再次提交" not in page


def test_a_password_is_not_put_into_the_page(desk):
    desk.fill(waiting=4)
    sent = {"username": "reporter", "password": "Dull-valid-1"}
    status, _, page = asked(desk.front, "/accounts/sign-in/", "POST", sent)
    assert status.startswith("503")
    assert "Dull-valid-1" not in page
    assert "请返回上一页再办一次" in page


def test_an_autosave_gives_way_before_a_page_and_a_page_before_a_save(desk):
    """With four who may wait: one autosave, two pages, four saves; each is told apart while another still may join."""
    autosave = "/desk/reports/1-1/autosave/"
    desk.fill(waiting=1)
    status, headers, said = asked(desk.front, autosave, "POST", {"narrative": TEXT})
    assert status.startswith("503")
    assert headers["Content-Type"] == "application/json"
    assert "稍后会再存" in json.loads(said)["message"]
    assert int(headers["Retry-After"]) >= 5
    desk.ask_aside(method="GET")
    assert asked(desk.front, FORM)[0].startswith("503")
    desk.ask_aside(method="POST")
    desk.ask_aside(method="POST")
    assert asked(desk.front, FORM, "POST", {"narrative": TEXT})[0].startswith("503")


def test_who_waits_is_served_saves_first():
    desk = Desk(at_once=1, waiting=8)
    desk.fill()
    desk.ask_aside("/desk/held/autosave/", "POST")
    desk.ask_aside("/desk/held/page/")
    desk.ask_aside("/desk/held/save/", "POST")
    desk.ask_aside("/desk/held/save-2/", "POST")
    desk.let_go()
    assert desk.served[1:] == [
        f"/desk/held/{what}/" for what in ("save", "save-2", "page", "autosave")
    ]
    assert (desk.gate.places.free, desk.gate.places.waiting()) == (1, 0)


def test_waiting_ends_in_a_word_and_not_in_silence(monkeypatch):
    monkeypatch.setattr(Kind, "patience", 0.0)
    places = Places(at_once=1, waiting=4)
    assert places.enter(Kind.SAVE)
    assert not places.enter(Kind.SAVE), "nobody left while it waited"
    assert places.waiting() == 0
    places.leave()
    assert places.enter(Kind.PAGE), "whoever gave up takes no place"


def test_a_place_comes_free_where_a_page_failed():
    def failing(environ, start_response):
        raise RuntimeError("a page that fails")

    gate = DeskGate(failing, at_once=1, waiting=0)
    for _ in range(3):
        with pytest.raises(RuntimeError, match="a page that fails"):
            asked(gate, FORM)


@pytest.mark.parametrize(
    ("method", "path", "kind"),
    [
        ("GET", "/desk/", Kind.PAGE),
        ("HEAD", "/admin/", Kind.PAGE),
        ("POST", FORM, Kind.SAVE),
        ("POST", "/accounts/sign-in/", Kind.SAVE),
        ("POST", f"{FORM}autosave/", Kind.AUTOSAVE),
        ("GET", "/", None),
        ("GET", "/desks/", None),
        ("POST", "/check/", None),
        ("POST", "/wanzhou/notices/2025-q1/object/", None),
        ("GET", "/readyz", None),
    ],
)
def test_what_belongs_to_the_desk(method, path, kind):
    assert kind_of({"PATH_INFO": path, "REQUEST_METHOD": method}) is kind


def test_a_browser_cannot_say_that_it_was_turned_away(client):
    assert client.get("/livez", HTTP_PORTAL_TURNED_AWAY="save").status_code == 200


def test_an_overload_is_one_line_of_the_log_however_many_are_turned_away(desk, caplog):
    desk.fill(waiting=4)
    for _ in range(5):
        assert asked(desk.front, FORM)[0].startswith("503")
    said = [one for one in caplog.records if one.name == "config.desk_gate"]
    assert [one.levelname for one in said] == ["WARNING"], [
        one.getMessage() for one in caplog.records
    ]
    assert "desk is full" in caplog.text
