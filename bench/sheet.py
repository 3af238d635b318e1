"""The sheet of 200 rows against a stock Django admin changelist with list_editable of the same 200 rows.

    .venv/bin/python bench/sheet.py [rounds]

Both in one process and one run, turn about, on a private PostgreSQL (SQLite where there is none): showing the page,
and saving it with every row changed. The admin writes three columns and a log entry per row; the sheet merges, writes
the same columns, a step with what stood there before, and an audit event per row.
"""

from __future__ import annotations

import os
import statistics
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 15
ROWS = 200
COLUMNS = ("narrative", "invested", "remark")


def main() -> None:
    from tests.private_postgres import private_server, server_programs

    with ExitStack() as stack:
        programs = server_programs()
        if programs:
            os.environ["DATABASE_URL"] = stack.enter_context(private_server(programs))
        os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
        measure()


def measure() -> None:
    import django

    django.setup()
    from django.conf import settings
    from django.contrib import admin
    from django.core.management import call_command
    from django.db import connection
    from django.test import Client
    from django.test.utils import setup_test_environment
    from django.urls import include, path

    from progress.models import ProgressReport

    setup_test_environment()
    connection.creation.create_test_db(verbosity=0)
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    call_command("check", verbosity=0)

    class PeerAdmin(admin.ModelAdmin):
        list_display = ["id", "task", *COLUMNS]
        list_editable = COLUMNS
        list_per_page = ROWS
        list_select_related = ["task__project"]

    site = admin.AdminSite(name="peer")
    site.register(ProgressReport, PeerAdmin)
    urls = type(sys)("bench_urls")
    urls.urlpatterns = [path("peer/", site.urls), path("", include("config.urls"))]
    sys.modules["bench_urls"] = urls
    settings.ROOT_URLCONF = "bench_urls"

    story = rows_of_a_round()
    staff, peer = Client(), Client()
    staff.force_login(story.compiler)
    story.reviewer.is_staff = story.reviewer.is_superuser = True
    story.reviewer.save()
    peer.force_login(story.reviewer)
    sheet = f"/desk/sheet/{story.round.pk}/"
    changelist = "/peer/progress/progressreport/"

    times: dict[str, list[float]] = {}

    def timed(name: str, act: Callable[[], Any]) -> Any:
        begun = time.perf_counter()
        answer = act()
        times.setdefault(name, []).append(time.perf_counter() - begun)
        return answer

    for turn in range(ROUNDS):
        shown = timed("sheet shows", lambda: staff.get(sheet))
        assert shown.status_code == 200
        typed = {}
        for line in shown.context["sheet"].rows:
            typed[f"{line.row.task.pk}-base"] = str(line.base_version)
            typed |= {cell.name: cell.text for cell in line.cells if cell.field}
            typed[f"{line.row.task.pk}-remark"] = f"第{turn}次"
        saved = timed("sheet saves", lambda posted=typed: staff.post(sheet, posted))
        assert saved.status_code == 302, saved.status_code

        shown = timed("admin shows", lambda: peer.get(changelist))
        assert shown.status_code == 200
        formset = shown.context["cl"].formset
        typed = {
            "_save": "1",
            **{f"form-{k}": str(v) for k, v in formset.management_form.initial.items()},
        }
        for form in formset.forms:
            typed[form.add_prefix("id")] = str(form.instance.pk)
            for column in COLUMNS:
                value = form[column].value()
                typed[form.add_prefix(column)] = "" if value is None else str(value)
            typed[form.add_prefix("remark")] = f"管理{turn}"
        saved = timed("admin saves", lambda posted=typed: peer.post(changelist, posted))
        assert saved.status_code == 302, saved.status_code
    assert ProgressReport.objects.filter(remark=f"管理{ROUNDS - 1}").count() == ROWS

    print(f"{connection.vendor}, {ROWS} rows, {ROUNDS} rounds, turn about in one process; ms")
    for act in ("shows", "saves"):
        ours, theirs = times[f"sheet {act}"][1:], times[f"admin {act}"][1:]
        for name, found in (("sheet", ours), ("admin", theirs)):
            print(f"  {name} {act}: p50 {p(found, 50):7.0f}   p95 {p(found, 95):7.0f}")
        print(
            f"  ratio {act}: p50 {p(ours, 50) / p(theirs, 50):.2f}   p95 {p(ours, 95) / p(theirs, 95):.2f}"
        )
    connection.creation.destroy_test_db(connection.settings_dict["NAME"], verbosity=0)


def rows_of_a_round() -> Any:
    """A district with a round of 200 reported rows, each with one indicator."""
    from progress import services
    from projects.models import Task
    from tests.factories import AT, make_indicator, make_project
    from tests.progress.conftest import COMPLETE, make_story

    story = make_story()
    for number in range(2, ROWS + 1):
        project = make_project(
            story.round.plan,
            number,
            name=f"民生实事项目{number}",
            units=[story.lead],
            investment_plan=300,
        )
        make_indicator(project.tasks.get(), "点位", target=15)
    tasks = Task.objects.filter(project__plan=story.round.plan)
    services.save_rows(
        round_id=story.round.pk,
        actor=story.compiler,
        at=AT,
        inputs={task.pk: services.RowInput(COMPLETE, 0) for task in tasks},
    )
    return story


def p(found: list[float], percent: int) -> float:
    return statistics.quantiles(found, n=100, method="inclusive")[percent - 1] * 1000


if __name__ == "__main__":
    main()
