"""Workers that die, a reload, no portal, no database: in a real granian, by our unit, behind a real nginx, by our file."""

from __future__ import annotations

import base64
import hashlib
import itertools
import re
import threading
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest

from tests.deploy.real_granian import Server, serving
from tests.deploy.real_nginx import CONFIGURATION, nginx, running
from tests.deploy.test_units import DEPLOY, directives
from tests.deploy.test_who_is_asking import ask
from tests.together import PATIENCE, comes_true

ASKING = 2
"""Who ask all the while."""
PACE = 0.01
"""Seconds between two questions of one: nothing is measured by it."""
AWAY = "办理系统暂时没有应答"


@contextmanager
def asked_all_the_while(get: Callable[[], str]) -> Iterator[Counter[str]]:
    """Ask on and on in a few threads; what came of it is counted."""
    found: Counter[str] = Counter()
    is_over = threading.Event()

    def go_on() -> None:
        while not is_over.wait(PACE):
            found[get()] += 1

    threads = [threading.Thread(target=go_on) for _ in range(ASKING)]
    for thread in threads:
        thread.start()
    try:
        yield found
    finally:
        is_over.set()
        for thread in threads:
            thread.join(PATIENCE)


def at(server: Server) -> Callable[[], str]:
    def get() -> str:
        """Where a worker that leaves closed before it read a word, nothing was asked yet: ask again once, as nginx does."""
        try:
            try:
                answer = server.get("/livez")
            except BrokenPipeError:
                answer = server.get("/livez")
        except OSError as error:
            return type(error).__name__
        return answer.partition(b"\r\n")[0].decode() or "cut off"

    return get


def through(port: int) -> Callable[[], str]:
    """Each time as somebody else: nginx bounds what one address asks."""
    neighbours = itertools.cycle(f"127.0.1.{number}" for number in range(1, 251))

    def get() -> str:
        try:
            return str(ask(port, "GET", "/livez", source=next(neighbours))[0].status)
        except OSError as error:
            return type(error).__name__

    return get


def goes_on(found: Counter[str], said: str) -> bool:
    """Whether more are answered than now."""
    before = found[said]
    return comes_true(lambda: found[said] > before + 3 * ASKING)


OK = "HTTP/1.1 200 OK"


def test_a_killed_worker_is_replaced_and_nobody_else_is_refused():
    with serving() as server, asked_all_the_while(at(server)) as found:
        assert goes_on(found, OK)
        before = server.workers()
        assert len(before) == 2
        server.kill(min(before))
        assert server.replaces_the_dead(before), server.log.read_text()
        assert goes_on(found, OK)
        assert server.process.poll() is None
    # What the dead one had in hand is cut off; nobody is refused.
    cut_off = found.pop("cut off", 0) + found.pop("ConnectionResetError", 0)
    assert cut_off <= ASKING
    assert set(found) == {OK}


def test_a_reload_refuses_nobody():
    with serving() as server, asked_all_the_while(at(server)) as found:
        assert goes_on(found, OK)
        before = server.workers()
        server.reload()
        assert server.replaces_all(before, started=2), server.log.read_text()
        assert goes_on(found, OK)
    assert set(found) == {OK}


def test_behind_nginx_every_reader_is_answered_while_workers_die_and_are_reloaded(tmp_path):
    nginx()
    with (
        serving() as server,
        running(tmp_path, folder=tmp_path, portal=server.address) as port,
        asked_all_the_while(through(port)) as found,
    ):
        assert goes_on(found, "200")
        before = server.workers()
        server.kill(min(before))
        assert server.replaces_the_dead(before), server.log.read_text()
        now = server.workers()
        server.reload()
        assert server.replaces_all(now, started=3), server.log.read_text()
        assert goes_on(found, "200")
    assert set(found) == {"200"}


def test_the_services_come_again_and_reload_by_their_own_signal():
    for name in ("portal.service", "portal-desk.service"):
        said = directives(DEPLOY / name)
        assert "--respawn-failed-workers" in said["ExecStart"][0]
        assert said["ExecReload"] == ["/bin/kill -HUP $MAINPID"]
        assert said["Restart"] == ["always"]


# ------------------------------------------------------------------ without the portal, without its database
def test_without_a_portal_nginx_says_so_in_our_words_and_public_pages_go_on(tmp_path):
    nginx()
    folder = tmp_path / "public"
    (folder / "wanzhou").mkdir(parents=True)
    (folder / "wanzhou" / "index.html").write_text("万州的公开页面")
    with running(tmp_path, folder=folder) as port:
        for method, path in (
            ("GET", "/desk/"),
            ("POST", "/accounts/sign-in/"),
            ("GET", "/search/"),
        ):
            answer, body = ask(port, method, path, {"a": "b"} if method == "POST" else None)
            assert answer.status == 502
            assert AWAY in body
            assert answer.headers["Cache-Control"] == "no-store"
            assert answer.headers["Retry-After"] == "60"
            assert answer.headers["Content-Type"] == "text/html; charset=utf-8"
        answer, body = ask(port, "GET", "/wanzhou/")
        assert (answer.status, body) == (200, "万州的公开页面")
        assert ask(port, "GET", "/away.html")[0].status == 404


def test_with_the_database_away_the_portals_own_page_passes(tmp_path):
    """Started without one: whoever needs it is told, public pages come out of the folder."""
    nginx()
    folder = tmp_path / "public"
    folder.mkdir()
    (folder / "index.html").write_text("公开首页")
    nowhere = "postgres://portal@%2Fnowhere/portal"
    with (
        serving(DATABASE_URL=nowhere) as server,
        running(tmp_path, folder=folder, portal=server.address) as port,
    ):
        answer, body = ask(port, "GET", "/search/?q=x")
        assert answer.status == 503
        assert "数据库暂时连不上" in body
        assert ask(port, "GET", "/readyz")[0].status == 503
        assert ask(port, "GET", "/livez")[0].status == 200
        assert ask(port, "GET", "/")[1] == "公开首页"


def test_the_page_of_nginx_needs_nothing_from_anywhere():
    page = (CONFIGURATION.parent / "pages" / "away.html").read_text(encoding="utf-8")
    assert AWAY in page
    assert re.findall(r"(?:src|href|action)=\"([^\"]*)\"", page) == ["/"]
    assert not re.search(r"url\(|@import|<script|style=", page)
    (style,) = re.findall(r"<style>(.*?)</style>", page, re.S)
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    said = CONFIGURATION.read_text(encoding="utf-8")
    assert f"default-src 'none'; style-src 'sha256-{digest}'" in said
    assert re.search(r"error_page 502 503 504 /away\.html;", said)


@pytest.mark.parametrize("name", ["portal.sock", "desk.sock"])
def test_a_form_that_was_sent_is_not_sent_twice(name):
    """nginx asks another process only where nothing was sent, or where asking twice does no harm."""
    said = CONFIGURATION.read_text(encoding="utf-8")
    assert re.findall(r"proxy_next_upstream (.*);", said) == ["error"]
    assert all("max_fails=0" in line for line in said.splitlines() if name in line)
