"""The work that is done by the clock: what runs, how often, and what was heard of it last.

One table, from which the timers in `deploy/` are held, `manage.py run_job` runs, `manage.py jobs` lists and the doctor
warns. A run is recorded here and not by the commands themselves: they stand below this app.
"""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from ops.models import JobRun

KEEP_RUNS = timedelta(days=400)
_LONGEST = 4000


@dataclass(frozen=True)
class Job:
    """One scheduled command. `setting` names a folder it needs; without it the job is not set up and says so.

    `calendar` is systemd's OnCalendar; `late_after` how long after its last success it is missed.
    """

    name: str
    words: str
    command: tuple[str, ...]
    calendar: str
    late_after: timedelta
    setting: str = ""

    @property
    def is_set_up(self) -> bool:
        return not self.setting or bool(getattr(settings, self.setting))

    def arguments(self) -> tuple[str, ...]:
        """The command with its folder."""
        if not self.setting:
            return self.command
        return (self.command[0], str(getattr(settings, self.setting)), *self.command[1:])


_DAY = timedelta(days=1)
JOBS = (
    Job("reminders", "催报", ("send_reminders",), "*-*-* 08:30", 2 * _DAY),
    Job("objection-reminders", "异议到期提醒", ("remind_objections",), "*-*-* 08:40", 2 * _DAY),
    Job("verify", "核对公示", ("verify_notices",), "*-*-* 02:30", 2 * _DAY),
    Job("verify-full", "全量核对", ("verify_notices", "--full"), "Sat *-*-* 03:00", 8 * _DAY),
    Job("heads", "链头另存", ("keep_heads",), "*-*-* 02:50", 2 * _DAY, "PORTAL_HEADS_DIR"),
    Job(
        "export", "导出公开页面", ("export_site", "--changed-only"), "*-*-* 00:05", 2 * _DAY,
        "PORTAL_PUBLIC_DIR",
    ),
    Job("backup", "备份", ("backup",), "*-*-* 01:30", 2 * _DAY, "PORTAL_BACKUP_DIR"),
    Job("drill", "恢复演练", ("restore_drill",), "Sun *-*-* 03:30", 8 * _DAY, "PORTAL_BACKUP_DIR"),
    Job("mails", "发邮件", ("send_mails",), "*:0/5", timedelta(minutes=30)),
    Job("audit", "审计入链", ("chain_audit",), "*:0/4", timedelta(minutes=30)),
    Job("works", "接着办", ("carry_on_works",), "*:1/5", timedelta(minutes=30)),
    Job("sweep", "清理留存文字", ("sweep_kept",), "hourly", timedelta(hours=6)),
    Job("clean", "清理过期内容", ("clean_up",), "*-*-* 04:30", 2 * _DAY),
)  # fmt: skip
BY_NAME = {job.name: job for job in JOBS}


@dataclass(frozen=True)
class State:
    """A job and what is known of its runs."""

    job: Job
    last: JobRun | None
    is_late: bool

    @property
    def sentence(self) -> str:
        if not self.job.is_set_up:
            return f"没有设置 {self.job.setting}，不运行"
        if self.last is None:
            return "还没有运行过"
        how = "成功" if self.last.succeeded else "失败"
        return f"{self.last.started_at.astimezone():%Y-%m-%d %H:%M} {how}" + (
            "，已过期" if self.is_late else ""
        )


def states(*, at: datetime) -> list[State]:
    """Each job with its newest run; two queries a job."""
    found = []
    for job in JOBS:
        runs = JobRun.objects.filter(job=job.name)
        success = runs.filter(succeeded=True).first()
        late = job.is_set_up and (success is None or at - success.ended_at > job.late_after)
        found.append(State(job, runs.first(), late))
    return found


def run(job: Job, *, clock: Callable[[], datetime]) -> JobRun:
    """Run a job and record how it ended. What it says is kept, shortened; its failure is recorded, not raised."""
    started, out, succeeded = clock(), io.StringIO(), True
    if not job.is_set_up:
        raise CommandError(f"“{job.words}”需要先设置 {job.setting}。")
    try:
        call_command(*job.arguments(), stdout=out, stderr=out)
    except (Exception, SystemExit) as error:
        succeeded = False
        out.write(
            f"{error}" if isinstance(error, CommandError) else f"{type(error).__name__}: {error}"
        )
    done = JobRun.objects.create(
        job=job.name,
        started_at=started,
        ended_at=clock(),
        succeeded=succeeded,
        said=out.getvalue().strip()[-_LONGEST:],
    )
    # Of a job of every few minutes a few days are enough.
    kept = min(KEEP_RUNS, 200 * job.late_after)
    JobRun.objects.filter(job=job.name, started_at__lt=started - kept).delete()
    return done
