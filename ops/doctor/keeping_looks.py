"""What must stand and what must stay gone: the mark of production, and the journal of erasures."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from django.conf import settings

from accounts import database_clock
from accounts.erasure_journal import JournalUnreadable
from objections.services import not_replayed
from ops.doctor.findings import Finding, fault, well


def mark() -> Iterator[Finding]:
    """Without its mark the database takes any moment of publication."""
    if settings.IS_DEMO:
        return
    if database_clock.is_production():
        yield well("正式运行标记", "数据库有标记，发布时间以它的时钟为准")
    else:
        yield fault(
            "正式运行标记",
            "数据库没有标记为正式运行，发布时间不受核对",
            "以属主身份、在 PORTAL_MODE=production 下执行 manage.py migrate。",
        )


def journal() -> Finding:
    """Can an erasure be noted, and is everything erased that was?"""
    path = Path(settings.PORTAL_JOURNAL)
    place = path if path.exists() else _nearest(path.parent)
    if not os.access(place, os.W_OK):
        return fault(
            "清除日志", f"{place} 写不了，清除会被拒绝", "检查 PORTAL_JOURNAL 的文件夹和它的属主。"
        )
    try:
        many = not_replayed()
    except JournalUnreadable as error:
        return fault("清除日志", str(error), "用另存的一份换下它。")
    if many:
        return fault(
            "清除日志",
            f"日志里清除过的 {many} 件在库里又有了内容，是恢复备份带回来的",
            "停下门户，执行 manage.py replay_erasures。",
        )
    return well("清除日志", "可写，清除过的都已清除")


def _nearest(folder: Path) -> Path:
    """The folder, or the first one above it that is there."""
    while not folder.exists() and folder != folder.parent:
        folder = folder.parent
    return folder
