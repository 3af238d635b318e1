"""Through the real nginx: people at work have processes of their own, and are served without them too."""

from __future__ import annotations

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.deploy.real_nginx import DESK_SOCKET, PORTAL_SOCKET, nginx, running
from tests.deploy.test_units import directives
from tests.deploy.test_who_is_asking import ask

DEPLOY = Path(__file__).resolve().parents[2] / "deploy"


@contextmanager
def ear(heard: list[str]) -> Iterator[str]:
    """A server that notes what it is asked."""

    class Ear(BaseHTTPRequestHandler):
        def do_GET(self):
            heard.append(self.path)
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_POST = do_GET

        def log_message(self, *said):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()


DESK = ["/desk/", "/desk/reports/1-1/", "/accounts/sign-in/", "/admin/"]
PUBLIC = ["/search/?q=1", "/check/", "/objections/", "/wanzhou/notices/2025-q1/object/", "/readyz"]


def test_the_desk_is_asked_for_the_desk_and_the_portal_for_the_rest(tmp_path):
    nginx()
    at_desk: list[str] = []
    at_portal: list[str] = []
    with (
        ear(at_desk) as desk,
        ear(at_portal) as portal,
        running(tmp_path, folder=tmp_path, portal=portal, desk=desk) as port,
    ):
        for path in [*DESK, *PUBLIC]:
            assert ask(port, "GET", path)[0].status == 200
        assert ask(port, "POST", "/desk/reports/1-1/", {"narrative": "字"})[0].status == 200
    assert at_desk == [*DESK, "/desk/reports/1-1/"]
    assert at_portal == PUBLIC


@pytest.mark.parametrize("method", ["GET", "POST"])
def test_while_the_desks_processes_are_away_the_portal_is_asked(tmp_path, method):
    nginx()
    heard: list[str] = []
    with ear(heard) as portal, running(tmp_path, folder=tmp_path, portal=portal) as port:
        sent = {"narrative": "字"} if method == "POST" else None
        assert ask(port, method, "/desk/", sent)[0].status == 200
    assert heard == ["/desk/"]


@pytest.mark.parametrize("unit", ["portal.service", "portal-desk.service"])
def test_a_worker_has_more_threads_than_the_desk_may_hold(unit):
    """Those that work and those that wait, and some for the public."""
    from django.conf import settings

    started = directives(DEPLOY / unit)["ExecStart"][0]
    threads = int(re.search(r"--blocking-threads (\d+)", started)[1])
    assert threads > settings.PORTAL_DESK_AT_ONCE + settings.PORTAL_DESK_WAITING


def test_the_two_services_are_two_instances_of_one_portal():
    """Or the second would refuse to start on the first one's folder."""
    portal, desk = (directives(DEPLOY / name) for name in ("portal.service", "portal-desk.service"))
    assert desk["Environment"] == ["PORTAL_INSTANCE=desk"]
    assert "Environment" not in portal
    assert desk["EnvironmentFile"] == portal["EnvironmentFile"]
    nginx_conf = (DEPLOY / "nginx.conf").read_text(encoding="utf-8")
    for one, socket in ((portal, PORTAL_SOCKET), (desk, DESK_SOCKET)):
        said = re.search(r"--uds (\S+)", one["ExecStart"][0])[1]
        assert f"unix:{said}" == socket
        assert said.startswith(f"/run/{one['RuntimeDirectory'][0]}/")
        assert socket in nginx_conf
