"""What a page of the desk costs, each on its own: queries, calls of functions, processor time of the process that makes it.

    .venv/bin/python bench/desk_pages.py [--postgresql] [--times 15] [--profile "review of one report"] [--keep FOLDER]

The demo's data with every second report of its open round handed in, through Django's test client; medians. Signing in
and the bar are part of every page. The database is in memory, or a private PostgreSQL server (whose own time is not
counted). The calls do not depend on what else the machine does, the time does. `--keep` writes the pages down, with what is signed or drawn by lot taken out: two states are compared so.
"""

from __future__ import annotations

import argparse
import contextlib
import cProfile
import io
import os
import pstats
import re
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
LOTS = re.compile(r'(?<= name=)"(csrfmiddlewaretoken|draft|note|tab)" value="[^"]+"')
"""What differs from one showing of a page to the next."""


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--postgresql", action="store_true")
    parser.add_argument("--times", type=int, default=15)
    parser.add_argument("--profile", help="of this page, where its time goes")
    parser.add_argument("--keep", type=Path)
    options = parser.parse_args()
    from tests.private_postgres import private_server, server_programs

    with contextlib.ExitStack() as stack:
        url = "sqlite:///:memory:"
        if options.postgresql:
            programs = server_programs()
            assert programs, "no PostgreSQL here"
            url = stack.enter_context(private_server(programs))
        os.environ |= {"DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "config.settings"}
        import django

        django.setup()
        from django.db import connection

        pages = made_ready()
        if options.profile:
            profiled(pages[options.profile])
        else:
            told(pages, options.times)
        if options.keep:
            kept(pages, options.keep)
        connection.close()


def made_ready() -> dict[str, Callable[[], Any]]:
    """The demo with reports that wait, and the pages by their names."""
    from django.core.management import call_command
    from django.test import Client

    from accounts.clock import now
    from accounts.models import User
    from progress.models import ProgressReport, ReportingRound, ReportStep
    from projects.models import Task

    with contextlib.redirect_stdout(io.StringIO()):
        call_command("migrate", verbosity=0)
        call_command("load_demo")
    round_ = ReportingRound.objects.get(plan__district__slug="wanzhou", closed_at=None)
    held = Task.objects.filter(project__plan=round_.plan).order_by("project__number", "number")
    reporter = User.objects.get(username="wz-jiaowei")
    at = now()
    for task in held.exclude(reports__round=round_)[::2]:
        report = ProgressReport.objects.create(
            task=task,
            round=round_,
            status="submitted",
            narrative="正在推进，已完成一半。",
            submitted_by=reporter,
            submitted_at=at,
        )
        ReportStep.objects.create(
            report=report, step="submit", from_status="draft", to_status="submitted", by=reporter, at=at
        )  # fmt: skip
    waiting = ProgressReport.objects.filter(round=round_, status="submitted").order_by("pk")[5]
    own = held.filter(task_units__unit__memberships__user__username="wz-jiaotong")[0]

    def client(name: str) -> Client:
        made = Client(headers={"host": "127.0.0.1"})
        made.force_login(User.objects.get(username=name))
        return made

    unit, compiler, reviewer = map(client, ("wz-jiaotong", "wz-bianzhi", "wz-shenhe"))
    form, typed = f"/desk/reports/{own.pk}-{round_.pk}/", iter(range(10**6))

    def page(who: Client, path: str) -> Callable[[], Any]:
        return lambda: who.get(path)

    def autosave() -> Any:
        sent = {"narrative": f"写到第{next(typed)}句。", "tab": "a-page", "kind": "progress"}
        return unit.post(f"{form}autosave/", sent)

    return {
        "own list": page(unit, "/desk/reports/"),
        "form": page(unit, form),
        "own sheet": page(unit, f"/desk/sheet/{round_.pk}/"),
        "sheet of all rows": page(compiler, f"/desk/sheet/{round_.pk}/"),
        "board": page(compiler, f"/desk/rounds/{round_.pk}/"),
        "overview": page(compiler, f"/desk/overview/{round_.plan_id}/"),
        "queue": page(reviewer, "/desk/review/"),
        "review of one report": page(reviewer, f"/desk/review/{waiting.task_id}-{round_.pk}/"),
        "notices": page(compiler, "/desk/notices/"),
        "plans": page(compiler, "/desk/plans/"),
        "autosave": autosave,
    }


def told(pages: dict[str, Callable[[], Any]], times: int) -> None:
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    print(
        "| page | queries | thousand calls | ms, p50 | ms, lowest |\n| --- | --- | --- | --- | --- |"
    )
    for name, act in pages.items():
        spent = []
        act(), act()
        with CaptureQueriesContext(connection) as captured:
            answer = act()
        queries = len(captured)
        assert answer.status_code == 200, (name, answer.status_code, answer.content.decode())
        for _ in range(times):
            begun = time.process_time()
            act()
            spent.append(time.process_time() - begun)
        with cProfile.Profile() as profile:
            act()
        calls = pstats.Stats(profile).total_calls / 1000  # type: ignore[attr-defined]
        middle, lowest = statistics.median(spent) * 1000, min(spent) * 1000
        print(f"| {name} | {queries} | {calls:.0f} | {middle:.1f} | {lowest:.1f} |", flush=True)


def profiled(act: Callable[[], Any]) -> None:
    act(), act()
    profile = cProfile.Profile(time.process_time)
    profile.enable()
    for _ in range(10):
        act()
    profile.disable()
    found = pstats.Stats(profile)
    found.sort_stats("cumulative").print_stats(140)
    found.sort_stats("tottime").print_stats(45)


def kept(pages: dict[str, Callable[[], Any]], folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for name, act in pages.items():
        (folder / f"{name}.html").write_text(LOTS.sub("…", act().content.decode()))


if __name__ == "__main__":
    main()
