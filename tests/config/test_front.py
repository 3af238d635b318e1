"""The look-up before Django: the same answers to the letter, and nothing that is not everybody's."""

from __future__ import annotations

import gzip
import io
import sqlite3
from datetime import date
from pathlib import Path

import brotli
import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.core.signals import request_finished, request_started
from django.db import close_old_connections, connection

from accounts.clock import today
from notices import services
from projects import services as projects
from projects.models import District, Role
from publicity.front import Front
from publicity.generation import Stamp, current_stamp
from publicity.stamp_look import look_at
from tests.factories import AT, PASSWORD, make_person, make_plan, make_project
from tests.notices.conftest import make_office, office  # noqa: F401
from tests.publicity.test_public_addresses import publish_plan

pytestmark = pytest.mark.django_db
NOTICE = "/wanzhou/notices/2025-q1/"
PUBLIC = [
    "/", "/privacy/", "/wanzhou/", "/wanzhou/2025/", "/wanzhou/2025/1/", "/wanzhou/notices/", NOTICE,
    "/wanzhou/notices/2025-q1.json", "/wanzhou/notices/2025-q1.docx", "/wanzhou/notices/2025-q1.pdf",
    "/api/wanzhou/notices.json", "/api/wanzhou/2025/plan.json", "/wanzhou/feed.atom", "/sitemap.xml",
    "/wanzhou/2025/calendar.ics",
]  # fmt: skip


class Browser:
    """Asks a WSGI application and remembers whether Django was needed."""

    def __init__(self, look=current_stamp, **more) -> None:
        self.asked_django = 0
        self.handler = WSGIHandler()
        self.front = Front(self._django, look=look, today=today, **more)

    def _django(self, environ, start_response):
        self.asked_django += 1
        return self.handler(environ, start_response)

    def get(self, path, app=None, method="GET", **variables):
        environ = {
            "REQUEST_METHOD": method, "PATH_INFO": path, "QUERY_STRING": "", "SERVER_NAME": "127.0.0.1",
            "SERVER_PORT": "8000", "HTTP_HOST": "127.0.0.1:8000", "wsgi.url_scheme": "http",
            "wsgi.input": io.BytesIO(), "wsgi.errors": io.StringIO(), "wsgi.version": (1, 0),
            "REMOTE_ADDR": "127.0.0.1", "wsgi.multithread": True, "wsgi.multiprocess": False,
            "wsgi.run_once": False, **variables,
        }  # fmt: skip
        said = []
        answer = (app or self.front)(environ, lambda *args: said.extend(args[:2]))
        body = b"".join(answer)
        if hasattr(answer, "close"):
            answer.close()
        return said[0], dict(said[1]), body

    def at_once(self, path, **variables):
        """The answer of the front alone; fails if Django was asked."""
        before = self.asked_django
        answer = self.get(path, **variables)
        assert self.asked_django == before, f"{path} went through to Django"
        return answer


@pytest.fixture(autouse=True)
def connections_stay_open():
    """A real server closes old connections around a request; a test's transaction lives on one."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


@pytest.fixture
def browser(office):  # noqa: F811
    publish_plan(office)
    office.published()
    return Browser()


@pytest.mark.parametrize("path", PUBLIC)
@pytest.mark.parametrize("accepted", ["", "gzip", "gzip, deflate, br"])
def test_headers_and_bytes_are_djangos_own(browser, path, accepted):
    browser.get(path)
    one = browser.at_once(path, HTTP_ACCEPT_ENCODING=accepted)
    two = browser.get(path, app=browser.handler, HTTP_ACCEPT_ENCODING=accepted)
    assert one == two
    tag = one[1]["ETag"]
    same = {"HTTP_ACCEPT_ENCODING": accepted, "HTTP_IF_NONE_MATCH": tag}
    status, headers, body = browser.at_once(path, **same)
    django_status, django_headers, _ = browser.get(path, app=browser.handler, **same)
    # Django gives every answer a length, a 304 too; the front takes that one away again.
    assert django_headers.pop("Content-Length") == "0"
    assert (status, headers, body) == (django_status, django_headers, b"")
    assert status.startswith("304")


def test_each_encoding_is_the_same_page_under_a_tag_of_its_own(browser):
    browser.get(NOTICE)
    plain = browser.at_once(NOTICE)
    gzipped = browser.at_once(NOTICE, HTTP_ACCEPT_ENCODING="gzip;q=0.5, br;q=0")
    packed = browser.at_once(NOTICE, HTTP_ACCEPT_ENCODING="br")
    assert gzip.decompress(gzipped[2]) == brotli.decompress(packed[2]) == plain[2]
    assert len({answer[1]["ETag"] for answer in (plain, gzipped, packed)}) == 3
    assert [answer[1].get("Content-Encoding") for answer in (plain, gzipped, packed)] == [
        None,
        "gzip",
        "br",
    ]
    for answer in (plain, gzipped, packed):
        assert answer[1]["Vary"] == "Accept-Encoding"
        assert answer[1]["Content-Length"] == str(len(answer[2]))
    other = browser.at_once(
        NOTICE, HTTP_ACCEPT_ENCODING="br", HTTP_IF_NONE_MATCH=gzipped[1]["ETag"]
    )
    assert other[0].startswith("200")


def test_a_head_is_a_get_without_its_body(browser):
    whole = browser.get(NOTICE)
    for app in (browser.front, None):
        head = browser.get(NOTICE, app=app, method="HEAD")
        assert head == (whole[0], whole[1], b"")


def test_safety_headers_stand_on_answers_from_memory(browser):
    browser.get(NOTICE)
    _, headers, _ = browser.at_once(NOTICE)
    assert "default-src 'self'" in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Cache-Control"] == "no-cache"
    assert "Set-Cookie" not in headers


def test_over_https_the_browser_is_told_to_stay_there(office, settings):  # noqa: F811
    settings.SECURE_HSTS_SECONDS = 31536000
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    office.published()
    browser = Browser(proxy_header="HTTP_X_FORWARDED_PROTO")
    secure = {"HTTP_X_FORWARDED_PROTO": "https"}
    browser.get(NOTICE, **secure)
    assert "Strict-Transport-Security" in browser.at_once(NOTICE, **secure)[1]
    for _ in range(2):
        status, headers, _ = browser.get(NOTICE)
        assert status.startswith("301")
        assert headers["Location"].startswith("https://")


def test_an_unknown_host_is_refused_also_when_the_page_is_ready(browser):
    browser.get(NOTICE)
    for _ in range(2):
        assert browser.get(NOTICE, HTTP_HOST="evil.example")[0].startswith("400")


def test_a_withdrawal_is_seen_at_the_next_request(office):  # noqa: F811
    notice = office.published()
    browser = Browser()
    browser.get(NOTICE)
    browser.get("/wanzhou/notices/2025-q1.csv")
    browser.at_once(NOTICE)
    services.withdraw_notice(
        notice_id=notice.pk, signer=office.signer, at=AT, reason="有误。", table_stays_visible=False
    )
    assert "已撤回" in browser.get(NOTICE)[2].decode()
    assert browser.get("/wanzhou/notices/2025-q1.csv")[0].startswith("410")
    assert "已撤回" in browser.at_once(NOTICE)[2].decode()


def test_a_district_edited_anywhere_reaches_its_pages_at_the_next_request(browser):
    assert "000-11111111" not in browser.get("/wanzhou/")[2].decode()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE projects_district SET commission_name = '万州区新的委员会'")
    assert "万州区新的委员会" in browser.get("/wanzhou/")[2].decode()
    added = District.objects.create(
        slug="yunyang", code="500235", name="云阳县", commission_name="云阳县发展和改革委员会"
    )
    assert "云阳县" not in browser.get("/")[2].decode()  # It has published nothing yet.
    plan = make_plan(added)
    make_project(plan, 1)
    reviewer = make_person("far", added, Role.REVIEWER)
    projects.publish_plan(plan_id=plan.pk, actor=reviewer, at=AT)
    assert "云阳县" in browser.get("/")[2].decode()


# Pages of one district; each kind that a reader may keep open.
OF_A_DISTRICT = ["/qianjiang/", "/qianjiang/notices/", "/qianjiang/feed.atom", "/api/qianjiang/notices.json"]  # fmt: skip
OF_THE_SITE = ["/", "/privacy/", "/sitemap/", "/sitemap.xml", "/feed.atom", "/api/", "/api/districts.json"]  # fmt: skip


def test_a_change_in_one_district_makes_its_own_pages_new_and_the_sites(browser):
    make_office("qianjiang").published()
    for path in (*PUBLIC, *OF_A_DISTRICT, *OF_THE_SITE):
        browser.get(path)
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE projects_district SET commission_name = '万州新的委员会' WHERE slug = 'wanzhou'"
        )
    for path in OF_A_DISTRICT:
        browser.at_once(path)
    for path in (*OF_THE_SITE, *(path for path in PUBLIC if "wanzhou" in path)):
        before = browser.asked_django
        browser.get(path)
        assert browser.asked_django == before + 1, f"{path} was not made anew"
        browser.at_once(path)
    for path in OF_A_DISTRICT:
        browser.at_once(path)


def test_a_district_under_another_name_is_gone_from_the_old_address_at_once(browser):
    assert browser.get("/wanzhou/")[0].startswith("200")
    browser.at_once("/wanzhou/")
    with connection.cursor() as cursor:
        cursor.execute("UPDATE projects_district SET slug = 'wan' WHERE slug = 'wanzhou'")
    assert browser.get("/wanzhou/")[0].startswith("404")
    assert browser.get("/wan/")[0].startswith("200")


def test_a_new_day_makes_the_pages_anew(browser, settings):
    first = browser.get(NOTICE)[2].decode()
    settings.PORTAL_DAY = date(2025, 5, 30)
    assert browser.get(NOTICE)[2].decode() != first
    browser.at_once(NOTICE)


@pytest.mark.parametrize(
    "path",
    ["/desk/", "/accounts/sign-in/", "/admin/", "/healthz", "/nowhere/", "/search/", "/check/",
     "/wanzhou/notices/2025-q1/object/", "/objections/", "/styleguide/"],
)  # fmt: skip
def test_everything_else_goes_through_each_time(browser, path):
    for times in (1, 2, 3):
        browser.get(path)
        assert browser.asked_django == times


def test_questions_posts_and_signed_in_people_change_nothing(browser, office, client):  # noqa: F811
    client.login(username=office.compiler.username, password=PASSWORD)
    cookie = "; ".join(f"{name}={morsel.value}" for name, morsel in client.cookies.items())
    mine = browser.get(NOTICE, HTTP_COOKIE=cookie)
    assert "Set-Cookie" not in mine[1]
    assert mine[2] == browser.at_once(NOTICE)[2]
    before = browser.asked_django
    browser.get(NOTICE, QUERY_STRING="from=singlemessage")
    assert browser.get(NOTICE, method="POST")[0].startswith("403")
    assert browser.asked_django == before + 2


def test_a_demo_answers_only_this_machine_also_from_memory(office):  # noqa: F811
    office.published()
    browser = Browser(is_demo=True)
    browser.get(NOTICE)
    assert browser.get(NOTICE, REMOTE_ADDR="203.0.113.9")[0].startswith("403")
    assert browser.at_once(NOTICE)[0].startswith("200")


def test_when_nobody_can_say_whether_it_still_stands_django_is_asked(office):  # noqa: F811
    office.published()

    def lost(scope):
        raise ConnectionError

    browser = Browser(look=lost)
    for times in (1, 2):
        assert browser.get(NOTICE)[0].startswith("200")
        assert browser.asked_django == times


# ------------------------------------------------------------------ the look
def write(file: Path, number: int, mark: str, scope: str = "") -> None:
    other = sqlite3.connect(file)
    other.execute("CREATE TABLE IF NOT EXISTS publicity_generation (scope, number, mark)")
    other.execute("DELETE FROM publicity_generation WHERE scope = ?", (scope,))
    other.execute("INSERT INTO publicity_generation VALUES (?, ?, ?)", (scope, number, mark))
    other.commit()
    other.close()


class Sqlite:
    vendor = "sqlite"

    def __init__(self, file: Path) -> None:
        self.settings_dict = {"NAME": file}


@pytest.mark.parametrize("journal", ["wal", "delete"])
def test_the_look_sees_each_commit_of_another_connection_at_once(tmp_path, journal):
    file = tmp_path / "portal.sqlite3"
    sqlite3.connect(file).execute(f"PRAGMA journal_mode={journal}")
    write(file, 1, "a")
    look = look_at(Sqlite(file))
    assert look("") == Stamp(1, "a")
    assert look("wanzhou") == Stamp()
    for number in range(2, 30):
        write(file, number, "b")
        assert look("") == look("") == Stamp(number, "b")
        write(file, number, "c", "wanzhou")
        assert look("wanzhou") == look("wanzhou") == Stamp(number, "c")
        assert look("") == Stamp(number, "b")


def test_the_look_sees_a_database_put_back_from_a_copy(tmp_path):
    file, copy = tmp_path / "portal.sqlite3", tmp_path / "copy.sqlite3"
    write(file, 7, "a")
    write(copy, 7, "older")
    look = look_at(Sqlite(file))
    assert look("") == Stamp(7, "a")
    copy.replace(file)
    assert look("") == Stamp(7, "older")


@pytest.mark.django_db(transaction=True)
def test_the_look_and_the_query_agree_on_this_database():
    look = look_at(connection)
    scopes = ("", "yunyang", "kaizhou")
    assert [look(one) for one in scopes] == [current_stamp(one) for one in scopes]
    District.objects.create(
        slug="yunyang", code="500235", name="云阳县", commission_name="云阳县发展和改革委员会"
    )
    assert [look(one) for one in scopes] == [current_stamp(one) for one in scopes]
    assert Stamp() not in {look(""), look("yunyang")}
    assert look("kaizhou") == Stamp()
