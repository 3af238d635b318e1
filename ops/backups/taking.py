"""Taking a backup: database, media, heads and a manifest, in a folder that appears whole or not at all."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from importlib import metadata
from pathlib import Path

from django.conf import settings
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from notices.verification import heads_json
from objections.key_canary import fingerprints
from ops.backups import retention
from ops.backups.engines import engine_of
from ops.backups.manifest import MANIFEST, Manifest, files_in, sha256_of

MEDIA = "media"
HEADS = "heads.json"


@dataclass(frozen=True)
class Taken:
    """A finished backup and the old ones that went."""

    folder: Path
    size: int
    gone: tuple[str, ...]


def take_backup(
    into: Path,
    *,
    at: datetime,
    keep_days: int = retention.KEEP_DAYS,
    keep_months: int = retention.KEEP_MONTHS,
) -> Taken:
    """Copy everything into a new folder below `into`, then let go of what retention no longer asks for.

    People may write meanwhile: the database is one moment's, files written after it come along as well, and a file
    erased between is named in the manifest. Keys are not in it. Raises ToolFailed.
    """
    into.mkdir(parents=True, exist_ok=True, mode=0o700)
    name = retention.folder_name(at)
    coming = into / f".coming-{name}"
    shutil.rmtree(coming, ignore_errors=True)
    coming.mkdir(mode=0o700)
    try:
        counts = engine_of().copy_to(coming)
        missing = _copy_media(Path(settings.MEDIA_ROOT), coming / MEDIA)
        _write(coming / HEADS, json.dumps(heads_json(at), ensure_ascii=False, indent=1) + "\n")
        for path in coming.rglob("*"):
            path.chmod(0o700 if path.is_dir() else 0o600)
        manifest = Manifest(
            taken_at=at.isoformat(timespec="seconds"),
            vendor=connection.vendor,
            database_version=".".join(str(part) for part in connection.get_database_version()),
            portal_version=portal_version(),
            migrations=applied_migrations(),
            key_fingerprints=fingerprints(),
            counts=counts,
            files={path: sha256_of(coming / path) for path in files_in(coming)},
            missing_media=missing,
        )
        _write(coming / MANIFEST, manifest.written())
        (coming / MANIFEST).chmod(0o600)
        coming.rename(into / name)
    except BaseException:
        shutil.rmtree(coming, ignore_errors=True)
        raise
    old = retention.may_go(
        (path.name for path in into.iterdir() if path.is_dir()),
        today=at.date(),
        keep_days=keep_days,
        keep_months=keep_months,
    )
    for gone in old:
        shutil.rmtree(into / gone)
    size = sum((into / name / path).stat().st_size for path in files_in(into / name))
    return Taken(into / name, size, tuple(old))


def applied_migrations() -> list[str]:
    """`app.0001_initial` of every migration this database went through, in order."""
    return sorted(
        f"{app}.{name}" for app, name in MigrationRecorder(connection).applied_migrations()
    )


def portal_version() -> str:
    """The version of this code: VERSION beside manage.py where a release wrote one."""
    written = Path(settings.BASE_DIR) / "VERSION"
    if written.exists():
        return written.read_text(encoding="utf-8").strip()
    try:
        return metadata.version("minsheng-portal")
    except metadata.PackageNotFoundError:
        return "unreleased"


def _copy_media(source: Path, target: Path) -> list[str]:
    """Copies every file; paths of those that went away while it was copying."""
    target.mkdir()
    gone = []
    for path in _sorted_files(source):
        place = target / path
        place.parent.mkdir(parents=True, exist_ok=True)
        try:
            shutil.copyfile(source / path, place)
        except FileNotFoundError:
            gone.append(path)
    return gone


def _sorted_files(folder: Path) -> Iterable[str]:
    return list(files_in(folder)) if folder.is_dir() else []


def _write(path: Path, text: str) -> None:
    path.write_text(text, encoding="utf-8")
