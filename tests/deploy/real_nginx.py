"""A real nginx by the configuration we ship, with this run's ports and folder in place of a server's."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.conftest import ON_CI
from tests.together import PATIENCE, comes_true

PORTAL_SOCKET = "unix:/run/portal/portal.sock"
DESK_SOCKET = "unix:/run/portal-desk/desk.sock"
CONFIGURATION = Path(__file__).resolve().parents[2] / "deploy" / "nginx.conf"


def nginx() -> str:
    found = shutil.which("nginx") or ("/usr/sbin/nginx" if Path("/usr/sbin/nginx").exists() else "")
    if not found:
        reason = "SKIPPED LOUDLY: no nginx here, deploy/nginx.conf was not tried"
        if ON_CI:
            pytest.fail(reason)
        pytest.skip(reason)
    return found


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def running(place: Path, *, folder: Path, portal: str = "", desk: str = "") -> Iterator[int]:
    """The port of an nginx that serves `folder`; `portal` is where it asks for the rest, nobody where there is none.

    `desk` is where people at work are sent; where it does not answer, `portal` is asked for them too.
    """
    program = nginx()
    port = free_port()
    portal, desk = (one or f"unix:{place}/nobody.sock" for one in (portal, desk))
    ours = CONFIGURATION.read_text(encoding="utf-8")
    for named, here, times in (
        ("listen 80;", f"listen 127.0.0.1:{port};", 1),
        ("root /srv/portal/public;", f"root {folder};", 1),
        ("root /srv/portal/app/deploy/pages;", f"root {CONFIGURATION.parent / 'pages'};", 1),
        (PORTAL_SOCKET, portal, 5),
        (DESK_SOCKET, desk, 5),
    ):
        assert ours.count(named) == times, named
        ours = ours.replace(named, here)
    (place / "portal.conf").write_text(ours)
    temporary = "\n".join(
        f"{name}_temp_path {place}/{name};"
        for name in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    (place / "nginx.conf").write_text(
        f"{user} daemon off; pid {place}/pid; error_log {place}/error.log; worker_processes 1;\n"
        f"events {{}}\nhttp {{ access_log off; {temporary}\n include {place}/portal.conf; }}\n"
    )
    process = subprocess.Popen([program, "-p", str(place), "-c", str(place / "nginx.conf")])
    try:
        _wait_for(port, process, place)
        yield port
    finally:
        process.terminate()
        process.wait(PATIENCE)


def _wait_for(port: int, process: subprocess.Popen, place: Path) -> None:
    def is_answering() -> bool:
        with socket.socket() as one:
            return one.connect_ex(("127.0.0.1", port)) == 0

    log = place / "error.log"
    told = comes_true(lambda: process.poll() is not None or is_answering())
    if not told or process.poll() is not None:
        pytest.fail(log.read_text() if log.exists() else "nginx")
