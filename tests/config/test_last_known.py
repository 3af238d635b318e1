"""With the database away: what was public a moment ago is shown for a while, what was taken back never is."""

from __future__ import annotations

import io
import os

import pytest
from django.core.management import call_command
from django.db import DatabaseError, OperationalError, connection

from accounts import taken_back
from notices import services
from projects.models import Role
from publicity.generation import current_stamp
from publicity.last_known import LOOK_AGAIN, LastKnown, Moment
from tests.config.test_front import NOTICE, PUBLIC, Browser, connections_stay_open  # noqa: F401
from tests.factories import AT, make_person
from tests.notices.conftest import make_office, office  # noqa: F401
from tests.publicity.test_public_addresses import publish_plan

pytestmark = pytest.mark.django_db
HOUR = 3600.0


class Outage:
    """A database that can be taken away, and the clock by which that is counted."""

    def __init__(self) -> None:
        self.is_on, self.looks = False, 0
        self.at = Moment(1000.0, 1_700_000_000.0)

    def pass_(self, seconds: float) -> None:
        self.at = Moment(self.at.steady + seconds, self.at.wall + seconds)

    def look(self, scope):
        self.looks += 1
        if self.is_on:
            raise ConnectionError("gone")
        return current_stamp(scope)

    def browser(self, seconds: float = HOUR) -> Browser:
        known = LastKnown(seconds, last_mark=taken_back.last_mark, clock=lambda: self.at)
        return Browser(look=self.look, known=known)


@pytest.fixture
def outage():
    return Outage()


@pytest.fixture
def browser(office, outage):  # noqa: F811
    publish_plan(office)
    office.published()
    found = outage.browser()
    for path in PUBLIC:
        found.get(path)  # made
        found.at_once(path)  # seen
    return found


def marked_at(scope: str, moment: float) -> None:
    """As if the mark had been left then."""
    taken_back.mark_now(scope)
    for file in taken_back._folder().iterdir():
        os.utime(file, (moment, moment))


@pytest.mark.parametrize("path", PUBLIC)
def test_a_public_page_answers_its_last_known_state_and_says_so(browser, outage, path):
    before = browser.at_once(path)
    outage.is_on = True
    status, headers, body = browser.at_once(path)
    assert headers.pop("X-Portal-State").startswith("last-known; since=2023-11-15T")
    assert (status, headers, body) == before
    unchanged = browser.at_once(path, HTTP_IF_NONE_MATCH=headers["ETag"])
    assert unchanged[0].startswith("304")
    assert "X-Portal-State" in unchanged[1]
    outage.is_on = False
    outage.pass_(LOOK_AGAIN)
    assert browser.at_once(path) == before


def test_it_does_so_for_the_configured_time_after_the_last_look_and_no_longer(browser, outage):
    outage.is_on = True
    outage.pass_(HOUR - 1)
    browser.at_once(NOTICE)
    outage.pass_(1)
    before = browser.asked_django
    browser.get(NOTICE)
    assert browser.asked_django == before + 1


def test_with_no_time_configured_nothing_is_shown(office, outage):  # noqa: F811
    office.published()
    browser = outage.browser(seconds=0)
    browser.get(NOTICE)
    browser.at_once(NOTICE)
    outage.is_on = True
    before = browser.asked_django
    browser.get(NOTICE)
    assert browser.asked_django == before + 1


def test_what_was_never_seen_in_this_process_is_not_shown(office, outage):  # noqa: F811
    office.published()
    outage.is_on = True
    browser = outage.browser()
    browser.get(NOTICE)
    before = browser.asked_django
    browser.get(NOTICE)
    assert browser.asked_django == before + 1


def test_a_database_that_does_not_answer_is_asked_once_a_second(browser, outage):
    outage.is_on = True
    before = outage.looks
    for path in PUBLIC:
        browser.at_once(path)
    assert outage.looks == before + 1
    outage.pass_(LOOK_AGAIN)
    browser.at_once(NOTICE)
    assert outage.looks == before + 2


def test_a_state_that_is_past_is_not_shown_however_lately_it_was_seen(browser, outage):
    with connection.cursor() as cursor:
        cursor.execute("UPDATE projects_district SET commission_name = '另一个'")
    browser.get(
        "/wanzhou/"
    )  # the district's present state is seen, the notice's page is of the one before
    browser.at_once("/wanzhou/")
    outage.is_on = True
    browser.at_once("/wanzhou/")
    before = browser.asked_django
    browser.get(NOTICE)
    assert browser.asked_django == before + 1


# ------------------------------------------------------------------ what was taken back
OF_WANZHOU = [path for path in PUBLIC if "wanzhou" in path]
OF_THE_SITE = ["/", "/sitemap.xml"]


def is_shown(browser, path) -> bool:
    before = browser.asked_django
    browser.get(path)
    return browser.asked_django == before


def test_a_mark_younger_than_the_last_look_shuts_the_district_and_the_site(browser, outage):
    make_office("qianjiang").published()
    browser.get("/qianjiang/")
    browser.at_once("/qianjiang/")
    outage.is_on = True
    # The other district's stamp is its own; wanzhou's pages and the site's were seen before the new district.
    seen = [path for path in PUBLIC if is_shown(browser, path)]
    assert set(OF_WANZHOU) <= set(seen)
    marked_at("wanzhou", outage.at.wall + 1)
    assert not [path for path in (*OF_WANZHOU, *OF_THE_SITE) if is_shown(browser, path)]
    assert is_shown(browser, "/qianjiang/")


def test_a_mark_counts_as_younger_by_the_margin_of_clocks_and_commits(browser, outage):
    outage.is_on = True
    marked_at("wanzhou", outage.at.wall - taken_back.MARGIN)
    assert not is_shown(browser, NOTICE)
    marked_at("wanzhou", outage.at.wall - taken_back.MARGIN - 1)
    assert is_shown(browser, NOTICE)


def test_marks_that_cannot_be_read_shut_everything(browser, outage, settings, tmp_path):
    outage.is_on = True
    file = tmp_path / "file"
    file.write_text("")
    settings.PORTAL_JOURNAL = file / "erasures.journal"  # a folder that is none
    assert not [path for path in PUBLIC if is_shown(browser, path)]


def withdraw(office, notice):  # noqa: F811
    services.withdraw_notice(
        notice_id=notice.pk, signer=office.signer, at=AT, reason="有误。", table_stays_visible=True
    )


def admin_of(office):  # noqa: F811
    return make_person("security", office.district, Role.SECURITY_ADMIN)


def seal(office, notice):  # noqa: F811
    services.ask_to_seal(
        notice_id=notice.pk, signer=office.signer, at=AT, reason="含有不应公开的信息。"
    )
    services.seal_notice(notice_id=notice.pk, security_admin=admin_of(office), at=AT)


def seal_a_plan(office, notice):  # noqa: F811
    version = office.district.plans.get().versions.get()
    services.ask_to_seal_plan(
        version_id=version.pk, signer=office.signer, at=AT, reason="含有不应公开的信息。"
    )
    services.seal_plan(version_id=version.pk, security_admin=admin_of(office), at=AT)


@pytest.mark.parametrize("act", [withdraw, seal, seal_a_plan])
def test_what_takes_something_back_leaves_a_mark_before_and_after_its_commit(
    office,  # noqa: F811
    act,
    django_capture_on_commit_callbacks,
):
    publish_plan(office)
    notice = office.published()
    for scope in ("wanzhou", ""):
        assert taken_back.last_mark(scope) == 0.0
    with django_capture_on_commit_callbacks() as after:
        act(office, notice)
    for scope in ("wanzhou", ""):
        assert taken_back.last_mark(scope) > 0
    assert taken_back.last_mark("qianjiang") == 0.0
    marked_at("wanzhou", 1000.0)
    for callback in after:
        callback()
    for scope in ("wanzhou", ""):
        assert taken_back.last_mark(scope) > 1000.0 + taken_back.MARGIN


def test_a_withdrawal_does_not_wait_for_a_disk_that_takes_no_mark(office, settings, tmp_path):  # noqa: F811
    notice = office.published()
    (tmp_path / "file").write_text("")
    settings.PORTAL_JOURNAL = tmp_path / "file" / "erasures.journal"
    withdraw(office, notice)
    notice.refresh_from_db()
    assert notice.status == "withdrawn"


# ------------------------------------------------------------------ what needs the database
@pytest.fixture
def no_database(monkeypatch):
    """Every way to a cursor ends as it does without a server; SQLite's words stand for both."""

    def gone(*args, **kwargs):
        raise OperationalError("unable to open database file")

    for name in ("cursor", "ensure_connection", "chunked_cursor"):
        monkeypatch.setattr(connection, name, gone)


@pytest.mark.parametrize(
    "path", ["/search/?q=路", "/desk/", "/wanzhou/", "/admin/", "/desk/notices/"]
)
def test_who_needs_the_database_is_told_the_truth_without_a_query(client, no_database, path):
    client.raise_request_exception = False
    client.cookies["portal_session"] = "abcdefghijklmnopqrstuvwxyz012345"
    answer = client.get(path)
    assert answer.status_code == 503
    assert "数据库暂时连不上" in answer.content.decode()
    assert answer["Retry-After"] == "60"
    assert answer["Cache-Control"] == "no-store"


def test_a_form_handed_in_is_told_that_its_words_wait_in_the_browser(client, no_database):
    client.raise_request_exception = False
    sign_in = client.post("/accounts/sign-in/", {"username": "x", "password": "y"})
    assert sign_in.status_code == 503
    assert "填写的内容还在" in sign_in.content.decode()


def test_a_fault_of_our_own_is_not_blamed_on_the_database(client, monkeypatch):
    client.raise_request_exception = False

    def broken(*args, **kwargs):
        raise DatabaseError("something of ours")

    monkeypatch.setattr(connection, "cursor", broken)
    assert client.get("/search/?q=路").status_code == 500


def test_an_operator_shuts_a_district_without_a_database(browser, outage, no_database):
    outage.is_on = True
    assert is_shown(browser, NOTICE)
    call_command("take_back", "wanzhou", stdout=io.StringIO())
    assert not is_shown(browser, NOTICE)
