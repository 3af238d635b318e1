"""The way back from a backup: into an empty database and an empty folder, whole or not at all."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

from accounts import database_clock
from accounts.append_only import all_guards
from accounts.database_role import USUAL_ROLE, role_sql
from objections.key_canary import fingerprints
from objections.services import replay_erasures
from ops.backups.engines import engine_of
from ops.backups.manifest import MANIFEST, Damaged, Manifest, check_files, read_manifest
from ops.backups.soundness import Look, counts_agree, look_at_everything
from ops.backups.taking import MEDIA
from ops.held_folder import data_folder, holder


class RestoreRefused(Exception):
    """Nothing was restored; the message says why and what to do."""


@dataclass(frozen=True)
class Restored:
    """What came back, and what was found when it was looked at."""

    folder: Path
    manifest: Manifest
    looks: list[Look]


def newest_backup(folder: Path) -> Path:
    """The folder itself where it is a backup, else the newest backup in it. Raises Damaged."""
    if (folder / MANIFEST).exists():
        return folder
    found = sorted(folder.glob(f"portal-*/{MANIFEST}")) if folder.is_dir() else []
    if not found:
        raise Damaged(f"{folder} 不是备份，里面也没有备份。")
    return found[-1].parent


def restore(folder: Path, *, say: Callable[[str], None], role: str = USUAL_ROLE) -> Restored:
    """Bring a backup back. Raises Damaged, RestoreRefused or ToolFailed before anything stands, or with nothing left.

    Order: the backup is whole, the keys are its keys, database and folder are empty, the role can be made; then the
    database, the tables' newer shape, what was erased since is erased again, the role's rights, the files; then it is
    looked at as in a drill.
    """
    manifest = read_manifest(folder)
    check_files(folder, manifest)
    say("备份完整，逐个文件的摘要相符。")
    refuse_what_cannot_go_well(manifest, role=role)
    engine = engine_of()
    media = Path(settings.MEDIA_ROOT)
    coming = media.with_name(f"{media.name}.coming")
    shutil.rmtree(coming, ignore_errors=True)
    coming.parent.mkdir(parents=True, exist_ok=True)
    shutil.copytree(folder / MEDIA, coming)
    try:
        engine.fill_from(folder / engine.file_name)
    except BaseException:
        shutil.rmtree(coming, ignore_errors=True)
        raise
    say("数据库已恢复。")
    counted = [counts_agree(manifest)]
    if media.is_dir():
        media.rmdir()
    coming.rename(media)
    call_command("migrate", interactive=False, verbosity=0)
    again = replay_erasures(at=database_clock.read())
    say(
        f"清除日志已重放：备份以后清除过的 {again.erased} 件再次清除，原已清除 {again.already} 件，"
        f"再次封存 {again.sealed} 份。"
    )
    if again.by_hand:
        say(f"{'、'.join(again.by_hand)} 封存过，开放之前请签发人和安全管理员重新封存。")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(role_sql(all_guards().values(), role=role))
        say(f"数据库角色 {role} 的权限已重新设置；它的口令要另行设置。")
    return Restored(folder, manifest, counted + look_at_everything(role=role))


def refuse_what_cannot_go_well(manifest: Manifest, *, role: str) -> None:
    """Raises RestoreRefused with every reason at once."""
    reasons = []
    if manifest.vendor != connection.vendor:
        reasons.append(f"备份来自 {manifest.vendor}，DATABASE_URL 指的是 {connection.vendor}")
    if strange := set(manifest.migrations) - set(_known_migrations()):
        reasons.append(
            f"备份来自更新的版本（{manifest.portal_version}，有这里没有的 {min(strange)}），请先换用那个版本的程序"
        )
    if lacking := [key for key in manifest.key_fingerprints if key not in fingerprints()]:
        reasons.append(
            f"PORTAL_FIELD_KEYS 里缺少指纹为 {'、'.join(lacking)} 的密钥，恢复出来的异议会打不开"
        )
    if found := holder(data_folder()):
        reasons.append(f"门户还在运行（{found}），请先停下它")
    media = Path(settings.MEDIA_ROOT)
    if media.is_dir() and any(media.iterdir()):
        reasons.append(f"文件夹 {media} 不是空的，请先把它移开")
    if manifest.vendor == connection.vendor:
        if not engine_of().is_empty():
            reasons.append("DATABASE_URL 指的数据库不是空的，请新建一个空库，或者把旧文件移开")
        if connection.vendor == "postgresql" and not _role_can_be_had(role):
            reasons.append(f"没有角色 {role}，现在的账户也不能建立角色：请先用数据库管理员建立它")
    if reasons:
        raise RestoreRefused(f"没有恢复：{'；'.join(reasons)}。")


def _known_migrations() -> list[str]:
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    return [f"{app}.{name}" for app, name in loader.disk_migrations]


def _role_can_be_had(role: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = %s) OR "
            "(SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user)",
            [role],
        )
        return bool(cursor.fetchone()[0])
