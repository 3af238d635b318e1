"""What a person's requests at the desk cost: queries, and processor time of the whole process.

    .venv/bin/python bench/desk.py

Form, sheet of 40 rows, board, approving and the page of an objection, on SQLite in memory through Django's test
client. There is no peer: the figures are for one commit against another on the same machine, medians of the repetitions.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
TIMES = 30
ROWS = 40
"""More than the repetitions: each approves a row of its own."""


def main() -> None:
    os.environ["DATABASE_URL"] = "sqlite:///:memory:"
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    import django

    django.setup()
    from django.conf import settings
    from django.db import connection
    from django.test.utils import setup_test_environment

    setup_test_environment()
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    connection.creation.create_test_db(verbosity=0)
    print(f"{TIMES} repetitions, {ROWS} rows; queries, then median ms of processor time")
    for name, queries, spent in measured():
        print(f"  {name:24} {queries:4}   {spent:7.2f}")


def measured() -> list[tuple[str, int, float]]:
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext
    from django.urls import reverse

    from progress import services
    from tests.factories import AT, make_indicator, make_project
    from tests.objections.conftest import make_desk
    from tests.progress.conftest import COMPLETE, make_story

    story = make_story()
    tasks = [story.task]
    for number in range(2, ROWS + 2):
        project = make_project(story.round.plan, number, name=f"项目{number}", units=[story.lead])
        tasks.append(project.tasks.get())
        make_indicator(tasks[-1], "点位", target=15)
    desk = make_desk("qianjiang")
    case = desk.accepted(desk.received())

    def client(person: Any) -> Client:
        made = Client()
        made.force_login(person)
        return made

    reporter, compiler, reviewer = map(client, (story.reporter, story.compiler, story.reviewer))
    handler = client(desk.handler)
    where = [story.task.pk, story.round.pk]
    form, sheet = reverse("progress:report", args=where), f"/desk/sheet/{story.round.pk}/"

    def saved() -> None:
        version = story.report().version if turn else 0
        typed = {**COMPLETE, "kind": "progress", "base_version": str(version)}
        prepared.update(typed, narrative=f"新建口袋公园{turn}个。")

    prepared: dict[str, str] = {}
    turn = 0

    def fill_sheet() -> None:
        shown = compiler.get(sheet)
        prepared.clear()
        for line in shown.context["sheet"].rows:
            prepared[f"{line.row.task.pk}-base"] = str(line.base_version)
            prepared.update({cell.name: cell.text for cell in line.cells if cell.field})
            prepared[f"{line.row.task.pk}-remark"] = f"第{turn}次"

    def submitted() -> None:
        task = tasks[1 + turn]
        prepared.clear()
        prepared["url"] = reverse("progress:review-approve", args=[task.pk, story.round.pk])
        of_it = {"task_id": task.pk, "round_id": story.round.pk, "actor": story.reporter, "at": AT}
        filled = {**COMPLETE, f"m{task.indicators.get().pk}": "3"}
        report = services.save_report(
            **of_it, values=filled, base_version=task.reports.get().version
        ).report
        services.submit_report(**of_it, version=report.version)
        prepared["version"] = str(task.reports.get().version)

    def approve() -> Any:
        return reviewer.post(
            prepared["url"], {"version": prepared["version"], "warning_note": "已核对。"}
        )

    acts: list[tuple[str, Callable[[], None] | None, Callable[[], Any], int]] = [
        ("form shows", None, lambda: reporter.get(form), 200),
        ("form saves", saved, lambda: reporter.post(form, prepared), 302),
        ("sheet shows", None, lambda: compiler.get(sheet), 200),
        ("sheet saves", fill_sheet, lambda: compiler.post(sheet, prepared), 302),
        ("board", None, lambda: compiler.get(reverse("progress:round-board", args=where[1:])), 200),
        ("approve", submitted, approve, 302),
        ("case page", None, lambda: handler.get(reverse("objections:case", args=[case.pk])), 200),
    ]
    found = []
    for name, before, act, status in acts:
        spent = []
        for turn in range(TIMES + 3):  # noqa: B007 - read by what comes before
            if before:
                before()
            with CaptureQueriesContext(connection) as captured:
                begun = time.process_time()
                answer = act()
                spent.append(time.process_time() - begun)
            assert answer.status_code == status, (
                name,
                answer.status_code,
                answer.content[:3000].decode(),
            )
        found.append((name, len(captured), statistics.median(spent[3:]) * 1000))
    return found


if __name__ == "__main__":
    main()
