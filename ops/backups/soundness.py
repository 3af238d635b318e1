"""Is a database whole? Asked after a restore and in every drill: counts, chains, triggers, grants, a sealed text, files.

Each look gives one `Look`; nothing is changed and nothing is repaired.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.db import connection

from accounts.database_role import USUAL_ROLE
from notices.models import NoticeFile
from notices.verification import verify_district
from objections.key_canary import canary_opens
from objections.models import Objection
from objections.sealing import CannotUnseal, unseal
from ops import role_rights
from ops.backups.manifest import Manifest, sha256_of
from ops.expected_triggers import missing_triggers
from progress.models import Evidence
from projects.models import District


@dataclass(frozen=True)
class Look:
    """One question and its answer, in the words of the report."""

    subject: str
    ok: bool
    said: str


def look_at_everything(manifest: Manifest | None = None, *, role: str = USUAL_ROLE) -> list[Look]:
    """All looks, in the order of the report; `manifest` adds the comparison with the moment of the backup."""
    looks: list[Callable[[], Look]] = [
        chain_holds, triggers_stand, lambda: grants_hold(role), sealed_text_opens, media_is_there, pdf_opens,
    ]  # fmt: skip
    found = [counts_agree(manifest)] if manifest else []
    return found + [look() for look in looks]


def counts_agree(manifest: Manifest) -> Look:
    """Rows by table as at the moment of the backup."""
    different = []
    with connection.cursor() as cursor:
        tables = set(connection.introspection.table_names(cursor))
        for table, count in sorted(manifest.counts.items()):
            if table not in tables:
                different.append(f"没有表 {table}")
                continue
            cursor.execute(f'SELECT count(*) FROM "{table}"')  # noqa: S608 - a name of the manifest that is a table
            if (now := cursor.fetchone()[0]) != count:
                different.append(f"{table} 现有 {now} 行，备份时 {count} 行")
    rows = sum(manifest.counts.values())
    return Look(
        "行数", not different, "；".join(different) or f"{len(manifest.counts)} 张表共 {rows} 行"
    )


def chain_holds() -> Look:
    """Every published notice and its files against their digests, and each district's chain."""
    faults, count = [], 0
    for district in District.objects.all():
        report = verify_district(district)
        count += report.count
        faults += [f"{report.name}：{problem.sentence}" for problem in report.faults]
    return Look("公示记录链", not faults, "；".join(faults) or f"{count} 份公示完好")


def triggers_stand() -> Look:
    """The guards of what is written once, and those that tell the public pages of a change."""
    missing = missing_triggers()
    return Look("触发器", not missing, f"缺少 {'、'.join(missing)}" if missing else "齐全")


def grants_hold(role: str = USUAL_ROLE) -> Look:
    """PostgreSQL only: the portal's role exists, owns nothing and may not remove what is written once."""
    if connection.vendor != "postgresql":
        return Look("数据库角色", True, "SQLite 没有角色")
    if not role_rights.is_there(role):
        return Look("数据库角色", False, f"没有角色 {role}：以属主身份执行 manage.py set_role")
    reigns = role_rights.reigns(role)
    wrong = [reigns] if reigns else role_rights.wrong_rights(role)
    return Look("数据库角色", not wrong, f"{role} {'；'.join(wrong) or '的权限正确'}")


def sealed_text_opens() -> Look:
    """With the keys at hand: the canary, and the newest objection that still holds words."""
    opens = canary_opens()
    if opens is False:
        return Look(
            "密钥", False, "PORTAL_FIELD_KEYS 打不开数据库里的密钥验证文字：不是这个库的密钥"
        )
    newest = Objection.objects.exclude(sealed_words=None).order_by("-pk").first()
    if newest is not None:
        try:
            unseal(newest.sealed_words)
        except CannotUnseal:
            return Look("密钥", False, "打不开最近一件异议的内容：密钥不对或不全")
    said = "打开了密钥验证文字" if opens else "数据库里还没有密钥验证文字"
    return Look("密钥", True, said + ("和最近一件异议" if newest else ""))


def media_is_there(folder: Path | None = None) -> Look:
    """Every file that a row names lies in the media folder with its digest."""
    root = folder or Path(settings.MEDIA_ROOT)
    faults, count = [], 0
    for name, digest in Evidence.objects.order_by("pk").values_list("file", "sha256").iterator():
        count += 1
        path = root / name
        if not path.is_file():
            faults.append(f"缺少 {name}")
        elif sha256_of(path) != digest:
            faults.append(f"{name} 与登记的摘要不符")
    return Look("佐证文件", not faults, "；".join(faults[:20]) or f"{count} 个文件完好")


def pdf_opens() -> Look:
    """The newest published PDF opens and has a page: bytes may agree with a digest and still be no document."""
    newest = NoticeFile.objects.filter(format="pdf", data__isnull=False).order_by("-pk").first()
    if newest is None or newest.data is None:
        return Look("PDF", True, "还没有发布过 PDF")
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(bytes(newest.data))
        pages = len(document)
        document.close()
    except pypdfium2.PdfiumError as error:
        return Look("PDF", False, f"最近一份 PDF 打不开：{error}")
    return Look("PDF", pages > 0, f"最近一份 PDF 打开了，{pages} 页")


def faults_of(looks: list[Look]) -> Iterator[str]:
    """Sentences of the looks that failed."""
    return (f"{look.subject}：{look.said}" for look in looks if not look.ok)
