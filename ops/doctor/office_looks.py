"""The office: are there people for the posts, is the year's calendar known, did the jobs run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta

from django.conf import settings

from accounts import outbox
from accounts.models import User
from intake.services import long_works
from notices import verified_points
from ops import jobs
from ops.doctor.findings import Finding, fault, warning, well
from projects.models import District, Membership, Role
from projects.workdays import is_workday

FULL_EVERY = timedelta(days=14)
"""Two weekly runs missed."""
ANNOUNCED_FROM = (11, 1)
"""The State Council announces the next year's holidays in November; from then on its absence is worth a look."""


def people() -> Iterator[Finding]:
    """Somebody must be able to let others in, and nobody may be able to do everything."""
    supers = list(
        User.objects.filter(is_superuser=True, is_active=True).values_list("username", flat=True)
    )
    if supers and not settings.IS_DEMO:
        yield fault(
            "人员",
            f"有超级用户 {'、'.join(supers[:5])}",
            "正式环境不用超级用户：取消它，岗位由安全管理员授予。",
        )
    if not District.objects.exists():
        yield warning("区县", "还没有区县", "执行 manage.py first_run。")
        return
    held = set(
        Membership.objects.filter(user__is_active=True).values_list("role", flat=True).distinct()
    )
    lacking = [
        str(role.label)
        for role in (Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN, Role.AUDITOR)
        if role.value not in held
    ]
    if lacking:
        yield warning(
            "人员", f"没有人任{'、'.join(lacking)}", "见账号与安全手册：首次安装、最少人员。"
        )
    else:
        yield well("人员", "三类管理员都有人")


def calendar(today: date) -> Iterator[Finding]:
    """Workdays of this year, and from November of the next, are announced and known here."""
    years = [today.year]
    if (today.month, today.day) >= ANNOUNCED_FROM:
        years.append(today.year + 1)
    for year in years:
        if is_workday(date(year, 10, 1)).known:
            yield well("工作日", f"{year} 年的节假日安排已知")
        else:
            yield warning(
                "工作日",
                f"{year} 年的节假日安排还不知道，工作日暂按周一至周五推算",
                "国务院办公厅公布后升级程序，或者由系统管理员在“日历”里录入。",
            )


def mails(at: datetime) -> Iterator[Finding]:
    """Whether what was written to people goes out."""
    found = outbox.look(at=at)
    if found.stuck:
        yield fault(
            "待发邮件",
            f"有 {found.stuck} 封邮件一小时没发出去：{found.error or '还没有试过'}",
            "核对 PORTAL_MAIL_* 设置和邮件服务器，再执行 manage.py send_mails。",
        )
    if found.given_up:
        yield warning(
            "待发邮件",
            f"有 {found.given_up} 封邮件试了三天没发出去，不再试：{found.error or '还没有试过'}",
            "核对收件人的邮箱；要说的事登录后也能看到。",
        )
    if not found.stuck and not found.given_up:
        yield well("待发邮件", "没有积压")


def long_works_done(at: datetime) -> Iterator[Finding]:
    """Whether what was begun and left (reading a large file, importing it) is carried out."""
    found = long_works.interrupted(at=at)
    for one in found:
        yield warning(
            "没有完成的办理",
            one.sentence,
            "执行 manage.py run_job works，或者请经手人在“文件导入”里重做；再中断请查看日志。",
        )
    if not found:
        yield well("没有完成的办理", "没有")


def scheduled_work(at: datetime) -> Iterator[Finding]:
    """Which jobs are late, and which failed last."""
    for state in jobs.states(at=at):
        subject = f"定时任务：{state.job.words}"
        if not state.job.is_set_up:
            continue
        if state.last and not state.last.succeeded:
            last_line = (state.last.said.splitlines() or ["没有说明"])[-1]
            yield fault(
                subject,
                f"{state.sentence}：{last_line}",
                f"看 manage.py jobs --said {state.job.name}，改好后 manage.py run_job {state.job.name}。",
            )
        elif state.is_late:
            yield warning(
                subject,
                state.sentence,
                f"启用 deploy/ 里的定时器，或者执行 manage.py run_job {state.job.name}。",
            )
        else:
            yield well(subject, state.sentence)


def full_verification(at: datetime) -> Iterator[Finding]:
    """The daily verification does not read again what stands as it was; the weekly one reads everything."""
    oldest = verified_points.oldest_full()
    if oldest is None:
        return
    days = (at - oldest).days
    if days > FULL_EVERY.days:
        yield warning(
            "全量核对",
            f"有内容 {days} 天没有重新核对过摘要",
            "执行 manage.py run_job verify-full，并启用 deploy/portal-verify-full.timer。",
        )
    else:
        yield well("全量核对", f"最早的一次在 {days} 天前")
