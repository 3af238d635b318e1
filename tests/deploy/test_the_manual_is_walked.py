"""docs/运维手册.md, section two, as it stands: its commands and files, from an empty database to the first public notice.

Stood in for are only the machine's own: folders under /srv/portal and /etc, other users of the system (`runuser`), and
on SQLite the making of the database. The people's part is told in the manual as words of buttons and links; whoever walks
(`tests/deploy/office_walk.py`) uses none that the manual does not name.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import quote, unquote, urlsplit

import pytest
from django.conf import settings

from tests.private_postgres import private_server, server_programs

ROOT = Path(settings.BASE_DIR)
MANUAL = ROOT / "docs" / "运维手册.md"
TITLE = "## 二、从空库到第一份公示"


def section() -> str:
    return MANUAL.read_text(encoding="utf-8").partition(TITLE)[2].partition("\n## ")[0]


def blocks(kind: str) -> list[str]:
    return re.findall(rf"^```{kind}\n(.*?)^```", section(), re.MULTILINE | re.DOTALL)


class Machine:
    """A server's folders in one of the test's, and its commands in a shell that stops at the first error."""

    def __init__(self, folder: Path, server: str = "") -> None:
        self.folder, self.server = folder, server
        for name in ("srv/data", "srv/backups", "srv/heads", "srv/public", "etc", "bin"):
            (folder / name).mkdir(parents=True)
        (folder / "srv" / "app").symlink_to(ROOT)
        runuser = folder / "bin" / "runuser"
        # `runuser -u NAME -- COMMAND`: as whoever runs the test.
        runuser.write_text('#!/bin/sh\nshift 3\nexec "$@"\n')
        runuser.chmod(0o755)
        self.prelude = self.placed(blocks("sh")[0])

    def placed(self, text: str) -> str:
        text = text.replace("/srv/portal", f"{self.folder}/srv").replace(
            "/etc/portal", f"{self.folder}/etc/portal"
        )
        # A release brings its own .venv; the tests run in the one they were started in.
        text = text.replace(".venv/bin/python", sys.executable)
        if self.server:
            return text.replace("%2Frun%2Fpostgresql", quote(self.server, safe=""))
        text = re.sub(
            r"postgres://\S+?/portal\b", f"sqlite:///{self.folder}/srv/data/p.sqlite3", text
        )
        return "\n".join(line for line in text.splitlines() if "-u postgres" not in line)

    def run(self, text: str) -> str:
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("PORTAL_", "DATABASE_URL", "DJANGO", "PYTEST", "PG"))
        }
        programs = server_programs()
        path = f"{self.folder}/bin:{programs}:{kept['PATH']}"
        there = {"PGHOST": self.server, "PGUSER": "portal"} if self.server else {}
        done = subprocess.run(
            ["sh", "-eu", "-c", f"{self.prelude}\n{self.placed(text)}"],
            cwd=self.folder,
            env={**kept, **there, "PATH": path, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, f"{text}\n{done.stdout}\n{done.stderr[-4000:]}"
        return done.stdout


@pytest.fixture
def machine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Machine]:
    if request.param == "SQLite":
        yield Machine(tmp_path)
        return
    programs = server_programs()
    if programs is None:
        pytest.skip("SKIPPED LOUDLY: no PostgreSQL here, the manual was not walked on it")
    with private_server(programs) as url:
        yield Machine(tmp_path, unquote(urlsplit(url).netloc.partition("@")[2]))


@pytest.mark.parametrize("machine", ["SQLite", "PostgreSQL"], indirect=True)
def test_the_manual_leads_from_an_empty_database_to_the_first_public_notice(machine):
    _, environment, database, founding = blocks("sh")
    for text in (environment, database):
        machine.run(text)
    (office,), (plan,) = blocks("toml"), blocks("csv")
    (machine.folder / "srv" / "office.toml").write_text(office, encoding="utf-8")
    (machine.folder / "plan.csv").write_text(plan, encoding="utf-8")
    (machine.folder / "section.md").write_text(section(), encoding="utf-8")
    said = machine.run(founding)
    assert "只是看看，什么都没有写入" in said and "已经有，没有动" in said
    assert f"{machine.folder}/srv/data/links" in said and "/accounts/link/" not in said
    walked = machine.run(
        "walk() { ( set -a; . /etc/portal.env; set +a; cd /srv/portal/app; "
        'exec .venv/bin/python -m tests.deploy.office_walk "$@" ); }\n'
        f"walk /srv/portal/data/links /srv/portal/data/codes {machine.folder}/plan.csv {machine.folder}/section.md"
    )
    assert re.fullmatch(r"/wanzhou/notices/\d{4}-\w+/", walked.strip().splitlines()[-1])
    assert "没有动" in machine.run("portal first_run --file /srv/portal/office.toml")
    machine.run("portal verify_notices")


def test_every_command_the_manual_names_exists():
    """Whatever stands after `portal` or `owner` in any of its lines is a command of manage.py."""
    from django.core.management import get_commands

    named = set(re.findall(r"\b(?:portal|owner) ([a-z]+(?:_[a-z]+)*)\b", MANUAL.read_text("utf-8")))
    named -= {"portal", "peer"}
    assert {"first_run", "migrate", "set_role", "restore", "doctor", "add_district"} <= named
    assert named <= set(get_commands()), named - set(get_commands())


def test_the_manual_knows_every_subject_of_the_doctor_and_every_job():
    from ops.jobs import JOBS

    text = MANUAL.read_text(encoding="utf-8")
    sources = "".join(
        path.read_text("utf-8") for path in (ROOT / "ops" / "doctor").glob("*_looks.py")
    )
    subjects = set(re.findall(r'(?:warning|fault)\(\s*"([^"{}：]+)"', sources))
    assert len(subjects) > 10
    assert not {one for one in subjects if one not in text}
    assert not {job.name for job in JOBS if job.name not in text}
