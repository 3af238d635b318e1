"""The log: a storm is a line and a count, an odd request is one line, and nothing personal stands in it."""

from __future__ import annotations

import io
import json
import logging

import pytest
from django.db import DatabaseError, connection

from config.log_lines import MINUTE, Damped, JsonLines, OneLineFor400, Plain
from tests.factories import make_person

pytestmark = pytest.mark.django_db


class Log:
    """What the console would show, on a clock of the test."""

    def __init__(self) -> None:
        self.now, self.out = 0.0, io.StringIO()
        self.handler = logging.StreamHandler(self.out)
        self.handler.addFilter(OneLineFor400())
        self.handler.addFilter(Damped(clock=lambda: self.now))

    @property
    def lines(self) -> list[str]:
        return self.out.getvalue().splitlines()


@pytest.fixture(params=["plain", "json"])
def log(request):
    found = Log()
    plain = Plain("{levelname} {name} {of_request}{message}", style="{")
    found.handler.setFormatter(JsonLines() if request.param == "json" else plain)
    root, access = logging.getLogger(), logging.getLogger("portal.access")
    before = access.level
    root.addHandler(found.handler)
    access.setLevel(logging.INFO)
    yield found
    root.removeHandler(found.handler)
    access.setLevel(before)


@pytest.fixture
def broken(client, monkeypatch):
    client.raise_request_exception = False

    def fails(*args, **kwargs):
        raise DatabaseError("something of ours")

    monkeypatch.setattr(connection, "cursor", fails)
    return client


def test_the_same_fault_in_a_minute_is_one_traceback_and_then_one_counted_line(log, broken):
    for _ in range(27):
        assert broken.get("/search/?q=路").status_code == 500
    said = log.out.getvalue()
    assert said.count("Traceback") == 1
    storm = len(log.lines)
    log.now += MINUTE
    broken.get("/search/?q=路")
    more = log.lines[storm:]
    assert sum("26 times more in a minute" in line for line in more) == 1
    assert log.out.getvalue().count("Traceback") == 2, "the next minute tells it anew"


def test_what_another_handler_counted_is_told_there_alone(log):
    other = Log()
    root, faults = logging.getLogger(), logging.getLogger("portal.test")
    root.addHandler(other.handler)
    for _ in range(3):
        faults.warning("a disk is full")
    other.now += MINUTE
    faults.warning("another fault")
    root.removeHandler(other.handler)
    assert sum("2 times more in a minute" in line for line in other.lines) == 1
    assert not any("more in a minute" in line for line in log.lines)


def test_a_refused_host_and_a_bad_request_are_one_line_and_no_traceback(log, client, settings):
    settings.DEBUG = False
    for _ in range(20):
        assert client.get("/", HTTP_HOST="evil.example").status_code == 400
    assert "Traceback" not in log.out.getvalue()
    assert len(log.lines) <= 2


def test_a_404_tells_no_address(log, client):
    client.get("/nobody/13800138000/?name=张三")
    assert "13800138000" not in log.out.getvalue()
    assert "张三" not in log.out.getvalue()


def test_the_access_log_of_the_desk_tells_who_route_status_and_time(log, client):
    person = make_person("looker")
    client.force_login(person)
    client.get("/desk/?q=secret")
    (line,) = [line for line in log.lines if "desk" in line and " ms" in line]
    assert "secret" not in line
    assert person.name not in line
    if line.startswith("{"):
        told = json.loads(line)
        assert told["who"] == person.pk
        assert told["route"] == "desk"
        assert told["status"] == 200 or told["status"] == 302
        assert isinstance(told["ms"], int)
        assert told["request"]


def test_pages_for_everybody_are_not_in_the_access_log(log, client):
    client.get("/privacy/")
    assert not [line for line in log.lines if " ms" in line]


@pytest.mark.parametrize("proxies", [0, 1])
def test_an_error_page_shows_the_id_and_only_a_proxy_of_ours_names_it(broken, settings, proxies):
    settings.PORTAL_TRUSTED_PROXIES = proxies
    page = broken.get("/search/?q=路", HTTP_X_REQUEST_ID="abc-123456").content.decode()
    assert "编号" in page
    assert ("编号 abc-123456" in page) == bool(proxies)
    bad = broken.get("/search/?q=路", HTTP_X_REQUEST_ID="<script>").content.decode()
    assert "<script>，" not in bad
