"""Scheduled work is recorded as it ended, and missed work is told."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management.base import CommandError

from accounts.clock import real_now
from ops import jobs
from ops.doctor import Severity, examine
from ops.models import JobRun
from tests.ops.conftest import said

pytestmark = pytest.mark.django_db


def test_a_job_is_recorded_with_what_it_said():
    said("run_job", "clean")
    run = JobRun.objects.get()
    assert (run.job, run.succeeded) == ("clean", True)
    assert "已清理" in run.said
    assert "成功" in said("jobs")


def test_a_job_that_fails_is_recorded_as_failed_and_told_with_its_reason(settings, tmp_path):
    settings.PORTAL_HEADS_DIR = str(tmp_path / "nowhere")
    with pytest.raises(CommandError, match="链头另存"):
        said("run_job", "heads")
    assert not JobRun.objects.get().succeeded
    assert "不存在" in said("jobs")
    finding = next(one for one in examine(at=real_now()) if one.subject == "定时任务：链头另存")
    assert finding.severity is Severity.FAULT
    assert "manage.py run_job heads" in finding.remedy


def test_a_job_without_its_folder_is_not_set_up_and_not_late(settings):
    assert settings.PORTAL_BACKUP_DIR == ""
    state = next(one for one in jobs.states(at=real_now()) if one.job.name == "backup")
    assert (state.is_late, state.sentence) == (False, "没有设置 PORTAL_BACKUP_DIR，不运行")


def test_a_job_is_late_when_its_last_success_is_too_long_ago():
    said("run_job", "clean")
    at = real_now()
    late = {
        days: next(
            one.is_late
            for one in jobs.states(at=at + timedelta(days=days))
            if one.job.name == "clean"
        )
        for days in (1, 3)
    }
    assert late == {1: False, 3: True}


def test_heads_go_into_a_file_of_their_own_each_time(settings, tmp_path):
    settings.PORTAL_HEADS_DIR = str(tmp_path)
    said("run_job", "heads")
    (file,) = tmp_path.glob("heads-*.json")
    assert '"heads"' in file.read_text()


def test_every_job_has_a_timer_that_runs_it_when_the_table_says():
    deploy = Path(__file__).parents[2] / "deploy"
    for job in jobs.JOBS:
        timer = (deploy / f"portal-{job.name}.timer").read_text()
        assert f"OnCalendar={job.calendar}\n" in timer
        assert "Persistent=true" in timer
