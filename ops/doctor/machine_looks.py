"""The machine: settings, folders, room on the disk, another server on the same folder."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.core import checks

from ops.doctor.findings import Finding, fault, warning, well
from ops.held_folder import data_folder, holder
from publicity.exporting import watched_at

TIGHT, FULL = 0.10, 0.02
"""Parts of a disk still free below which it is worth a look, and below which writing will soon fail."""
STANDS_STILL = timedelta(minutes=5)
"""Longer than the export of a district; the watcher looks every second."""
_FOLDERS = (
    ("MEDIA_ROOT", "佐证文件", "PORTAL_MEDIA_ROOT"),
    ("STATIC_ROOT", "样式和脚本", "PORTAL_STATIC_ROOT"),
    ("PORTAL_BACKUP_DIR", "备份", "PORTAL_BACKUP_DIR"),
    ("PORTAL_PUBLIC_DIR", "导出的公开页面", "PORTAL_PUBLIC_DIR"),
    ("PORTAL_HEADS_DIR", "链头", "PORTAL_HEADS_DIR"),
)


def mode() -> Finding:
    """Demo mode on a server would show its passwords to whoever is on the machine."""
    if settings.IS_DEMO:
        return warning(
            "运行方式", "演示方式", "正式使用请设置 PORTAL_MODE=production 及各项必需的设置。"
        )
    return well("运行方式", "正式")


def setting_faults() -> Iterator[Finding]:
    """What `check --deploy` says, in one list with the rest."""
    if settings.IS_DEMO:
        return
    found = [
        message
        for message in checks.run_checks(include_deployment_checks=True)
        if message.level >= checks.WARNING and not message.is_silenced()
    ]
    for message in found:
        report = fault if message.level >= checks.ERROR else warning
        yield report(
            "设置", f"{message.id} {message.msg}", message.hint or "见 docs/dev/settings.md。"
        )
    if not found:
        yield well("设置", "check --deploy 没有意见")


def folders() -> Iterator[Finding]:
    """Each folder that is set exists, can be written, and has room."""
    for name, words, variable in _FOLDERS:
        value = getattr(settings, name, "")
        if not value:
            if name != "PORTAL_PUBLIC_DIR":
                yield warning(
                    f"文件夹：{words}", f"没有设置 {variable}", f"设置 {variable}，见运维手册。"
                )
            continue
        yield _folder(Path(value), words, variable)


def _folder(folder: Path, words: str, variable: str) -> Finding:
    subject = f"文件夹：{words}"
    if not folder.is_dir():
        made_by_use = variable == "PORTAL_MEDIA_ROOT" and os.access(folder.parent, os.W_OK)
        if made_by_use:
            return well(subject, f"{folder} 在存入第一个文件时建立")
        return fault(subject, f"{folder} 不存在", f"建立它，或者改 {variable}。")
    if not os.access(folder, os.W_OK | os.X_OK) and variable != "PORTAL_STATIC_ROOT":
        return fault(subject, f"{folder} 不能写", "改属主或权限，使门户的系统账户能写。")
    usage = shutil.disk_usage(folder)
    free = usage.free / usage.total
    said = f"{folder}，所在磁盘还剩 {usage.free / 1e9:.1f} GB（{free:.0%}）"
    if free < FULL:
        return fault(subject, said, "马上腾出空间：写不下时不会丢已保存的内容，但不能再保存。")
    if free < TIGHT:
        return warning(subject, said, "腾出空间，或者换更大的磁盘。")
    return well(subject, said)


def static_files() -> Iterator[Finding]:
    """In production pages name files by their digest: collectstatic must have run for this version."""
    if settings.IS_DEMO:
        return
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    newest = max(
        (path.stat().st_mtime for path in (Path(settings.BASE_DIR) / "static").rglob("*")),
        default=0.0,
    )
    if not manifest.exists():
        yield fault("样式和脚本", "还没有收集", "执行 manage.py collectstatic --noinput。")
    elif manifest.stat().st_mtime < newest:
        yield warning("样式和脚本", "比程序旧", "升级之后执行 manage.py collectstatic --noinput。")
    else:
        yield well("样式和脚本", "已收集")


def watcher(at: datetime) -> Iterator[Finding]:
    """Does somebody keep the folder of public pages as it is published?"""
    if not settings.PORTAL_PUBLIC_DIR:
        return
    subject, folder = "公开页面的导出", Path(settings.PORTAL_PUBLIC_DIR)
    seen = watched_at(folder)
    remedy = "systemctl restart portal-export-watch，再看 journalctl -u portal-export-watch。"
    if seen is None:
        yield warning(
            subject,
            "没有服务看守，发布、撤回要等定时导出才到外面",
            "启用 deploy/portal-export-watch.service。",
        )
    elif at - seen > STANDS_STILL:
        yield fault(
            subject,
            f"看守的服务从 {seen:%Y-%m-%d %H:%M:%S} 起没有动静，新的发布、撤回没有到外面",
            remedy,
        )
    else:
        yield well(subject, f"看守的服务在运行，{seen:%H:%M:%S} 看过")


def mail() -> Finding:
    """Is there a way out for reminders? The server itself is not asked here."""
    if not settings.PORTAL_MAIL_FROM:
        return warning(
            "邮件",
            "没有设置发件人，催报和提醒只在系统里显示",
            "需要邮件时设置 PORTAL_MAIL_FROM 等。",
        )
    return well(
        "邮件",
        f"由 {settings.EMAIL_HOST}:{settings.EMAIL_PORT} 发出，发件人 {settings.PORTAL_MAIL_FROM}",
    )


def server() -> Finding:
    """Which server works on the data folder."""
    folder = data_folder()
    found = holder(folder)
    return well("门户进程", f"{found} 在用 {folder}" if found else f"现在没有门户进程在用 {folder}")
