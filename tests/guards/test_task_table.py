"""The table of what tasks take (docs/dev/tasks.md): each line is counted by a test, and none became worse."""

from __future__ import annotations

import re
from pathlib import Path

from tests.browser.counted import rows_of_table

TASKS = sorted(Path(__file__).resolve().parents[1].glob("browser/test_*.py"))
HELD = re.compile(r"held\(\s*\"([^\"]+)\"")


def held_by_tests() -> list[str]:
    return [name for path in TASKS for name in HELD.findall(path.read_text(encoding="utf-8"))]


def test_twenty_tasks_and_more_stand_in_the_table_each_once():
    tasks = [row.task for row in rows_of_table()]
    assert len(tasks) >= 20 and len(tasks) == len({*tasks})


def test_every_counted_line_is_held_by_one_test_and_every_test_has_its_line():
    held = held_by_tests()
    assert len(held) == len({*held})
    assert {*held} == {row.task for row in rows_of_table() if row.now}


def test_no_task_takes_more_than_before():
    worse = [
        f"{row.task}: {row.before} before, {row.now} now"
        for row in rows_of_table()
        if row.before
        and row.now
        and any(now > was for now, was in zip(row.now, row.before, strict=True))
    ]
    assert not worse, worse
    assert any(row.before for row in rows_of_table())
