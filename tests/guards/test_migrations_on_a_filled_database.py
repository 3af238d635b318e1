"""The migrations since a release take a database as an office has it: every row stays, and every trigger stands."""

from __future__ import annotations

import json

import pytest

from tests.guards.test_start_up import run

ELSEWHERE = {"django_migrations", "django_content_type", "auth_permission", "objections_kepttext"}
"""Django's own lists; what the old home of typed text held goes over into the new one."""


@pytest.mark.once
def test_a_filled_database_of_an_earlier_shape_comes_to_the_present_one_with_all_it_holds(tmp_path):
    done = run(
        "-m", "tests.guards.earlier_shape", DATABASE_URL=f"sqlite:///{tmp_path}/filled.sqlite3"
    )
    assert done.returncode == 0, done.stderr
    found = json.loads(done.stdout)
    before, after = found["before"], found["after"]
    for table in (
        "projects_planversion",
        "projects_project",
        "notices_notice",
        "progress_progressreport",
    ):
        assert before[table], f"nothing stands in {table}: the migrations were not tried on it"
    kept = {table: many for table, many in before.items() if table not in ELSEWHERE}
    assert {table: after.get(table) for table in kept} == kept
    assert found["missing"] == []
    assert after["accounts_kepttext"] == before["objections_kepttext"] == 1
    assert found["calendar"] == ["2000-01-01", "2000-01-02"]
    assert found["due"] == ["2100-12-31"]
    assert found["window"] == ["2000-01-01 2100-12-31 2000-01-01"]
    assert found["altered"] == []
