"""A real granian, started as portal.service starts it, with this run's socket and database in place of a server's."""

from __future__ import annotations

import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from django.conf import settings

from tests.deploy.test_units import DEPLOY, directives
from tests.together import PATIENCE, comes_true

ROOT = Path(settings.BASE_DIR)


class Server:
    """A running one: where it listens, and the processes that work for it."""

    def __init__(self, process: subprocess.Popen[bytes], path: Path, log: Path) -> None:
        self.process, self.path, self.log = process, path, log

    @property
    def address(self) -> str:
        """As nginx names it."""
        return f"unix:{self.path}"

    def workers(self) -> set[int]:
        pid = self.process.pid
        children = set()
        for task in Path(f"/proc/{pid}/task").iterdir():
            # A thread may end between the listing and the look.
            with suppress(FileNotFoundError, ProcessLookupError):
                children |= {int(one) for one in (task / "children").read_text().split()}
        return children

    def times(self, words: str) -> int:
        """How often its log says so."""
        return self.log.read_text(errors="replace").count(words)

    def replaces_the_dead(self, before: set[int]) -> bool:
        """Whether as many as before work, one of them new, and all of them have begun."""
        return comes_true(
            lambda: (
                len(self.workers() - before) == 1
                and len(self.workers()) == len(before)
                and self.times("Started worker-") == len(before) + 1
            )
        )

    def replaces_all(self, before: set[int], started: int) -> bool:
        """Whether none of those is left and as many new ones have begun; `started` is how many had before."""
        return comes_true(
            lambda: (
                not self.workers() & before
                and self.times("Started worker-") == started + len(before)
            )
        )

    def kill(self, worker: int) -> None:
        os.kill(worker, signal.SIGKILL)

    def reload(self) -> None:
        """As `systemctl reload` does."""
        assert directives(DEPLOY / "portal.service")["ExecReload"] == ["/bin/kill -HUP $MAINPID"]
        self.process.send_signal(signal.SIGHUP)

    def listens(self) -> bool:
        with socket.socket(socket.AF_UNIX) as one:
            return one.connect_ex(str(self.path)) == 0

    def get(self, path: str, host: str = "127.0.0.1") -> bytes:
        """The whole answer to a GET; raises OSError where nobody takes it, empty where it was cut off."""
        with socket.socket(socket.AF_UNIX) as one:
            one.settimeout(PATIENCE)
            one.connect(str(self.path))
            one.sendall(
                f"GET {path} HTTP/1.1\r\nHost: {host}\r\nX-Forwarded-For: 127.0.0.1\r\n"
                "Connection: close\r\n\r\n".encode()
            )
            found = b""
            while part := one.recv(65536):
                found += part
        return found


def command(path: Path) -> list[str]:
    """That of the unit; workers follow one another quicker."""
    said = directives(DEPLOY / "portal.service")["ExecStart"][0]
    for pattern, here in (
        (r"^\S+/granian", str(Path(sys.executable).parent / "granian")),
        (r"(?<=--uds )\S+", str(path)),
        (r"(?<=--respawn-interval )\S+", "3"),
    ):
        said, found = re.subn(pattern, here, said)
        assert found == 1, pattern
    return said.split()


@contextmanager
def serving(**variables: str) -> Iterator[Server]:
    """A server of the demo behind one proxy, with these settings."""
    place = Path(
        tempfile.mkdtemp(prefix="granian-")
    )  # a socket's path must stay under 108 characters
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("PORTAL_", "DATABASE_URL", "DJANGO", "PYTEST", "OBJECTION"))
    }
    given = {
        "DATABASE_URL": f"sqlite:///{place}/portal.sqlite3",
        "PORTAL_TRUSTED_PROXIES": "1",
        "PORTAL_JOURNAL": f"{place}/erasures.journal",
        **variables,
    }
    log = place / "log"
    with log.open("wb") as out:
        process = subprocess.Popen(
            command(place / "portal.sock"), cwd=ROOT, env={**kept, **given}, stdout=out, stderr=out
        )
    server = Server(process, place / "portal.sock", log)
    try:
        comes_true(lambda: process.poll() is not None or server.listens())
        if process.poll() is not None:
            pytest.fail(log.read_text())
        assert comes_true(lambda: server.times("Started worker-") == 2), log.read_text()
        assert b" 200 " in server.get("/livez").partition(b"\r\n")[0], log.read_text()
        yield server
    finally:
        process.terminate()
        try:
            process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        shutil.rmtree(place, ignore_errors=True)
