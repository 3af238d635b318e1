"""A PostgreSQL server of the tests' own: a folder, a Unix socket, an ordinary user, never a port."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

DEBIAN = "/usr/lib/postgresql"
INITDB = ("--encoding=UTF8", "--locale=C.UTF-8", "--no-sync")


def server_programs() -> Path | None:
    """The folder of initdb and postgres: the newest one Debian put there, or the one on PATH."""
    found = [path.parent for path in Path(DEBIAN).glob("*/bin/initdb")]
    if found:
        return max(found, key=lambda path: float(path.parent.name))
    on_path = shutil.which("initdb")
    return Path(on_path).resolve().parent if on_path else None


def _ordinary_user() -> pwd.struct_passwd | None:
    """PostgreSQL refuses to run as root: root (on CI) hands it to `postgres`, or to `nobody`."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    return None


@contextmanager
def private_server(programs: Path, *, hba: str = "", ident: str = "") -> Iterator[str]:
    """Start a server, give its DATABASE_URL, stop and remove it afterwards.

    It lets everybody in by the socket, unless lines for its pg_hba.conf (before that one) and pg_ident.conf are given.
    """
    user = _ordinary_user()
    as_user: dict[str, object] = {"user": user.pw_uid, "group": user.pw_gid} if user else {}
    folder = Path(tempfile.mkdtemp(prefix="pg-"))  # a socket's path must stay under 108 characters
    log = folder / "log"
    try:
        if user:
            os.chown(folder, user.pw_uid, user.pw_gid)
        quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.PIPE, "cwd": folder, **as_user}
        subprocess.run(
            [programs / "initdb", "-D", folder / "data", "-U", "portal", "-A", "trust", *INITDB],
            check=True,
            **quiet,
        )
        for name, lines in (("pg_hba.conf", hba), ("pg_ident.conf", ident)):
            file = folder / "data" / name
            file.write_text(f"{lines}\n{file.read_text()}")
        control = [programs / "pg_ctl", "-D", folder / "data", "-w", "-s"]
        # Nothing here outlives the run; short queries are not worth compiling; statistics taken at a moment
        # when a table happened to be empty made one story take a minute.
        quick = "-c fsync=off -c full_page_writes=off -c synchronous_commit=off -c jit=off -c autovacuum=off"
        options = f"-k {folder} -c listen_addresses= {quick}"
        subprocess.run(
            [*control, "-t", "300", "-l", log, "-o", options, "start"], check=True, **quiet
        )
        try:
            yield f"postgres://portal@{quote(str(folder), safe='')}/postgres"
        finally:
            subprocess.run([*control, "-m", "immediate", "stop"], check=False, **quiet)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
