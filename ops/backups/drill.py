"""A backup is worth what its restore is worth: brought back into a scratch database and looked at, with a report."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from time import monotonic

from django.conf import settings

from accounts.database_role import USUAL_ROLE
from ops.backups.engines import ToolFailed, engine_of
from ops.backups.manifest import Damaged, check_files, read_manifest

REPORTS = "drills"


@dataclass(frozen=True)
class Drill:
    """What the drill found; `faults` is empty where the backup came back whole."""

    backup: str
    seconds: float
    looks: list[dict[str, object]]
    faults: list[str]
    report: Path


def hold_drill(folder: Path, *, at: datetime, reports: Path, role: str = USUAL_ROLE) -> Drill:
    """Restore a backup into a scratch database and folder, look at everything, remove both, write a dated report.

    The running portal is not touched: another process does it with the scratch database in its settings.
    """
    started = monotonic()
    looks, faults = _restored_elsewhere(folder, role)
    drill = Drill(
        folder.name,
        round(monotonic() - started, 1),
        looks,
        faults,
        reports / f"drill-{at:%Y%m%d-%H%M%S}.json",
    )
    reports.mkdir(parents=True, exist_ok=True, mode=0o700)
    text = {
        "at": at.isoformat(timespec="seconds"),
        "backup": drill.backup,
        "seconds": drill.seconds,
        "passed": not faults,
        "faults": faults,
        "looks": looks,
    }
    drill.report.write_text(json.dumps(text, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    return drill


def _restored_elsewhere(folder: Path, role: str) -> tuple[list[dict[str, object]], list[str]]:
    try:
        # Named before a scratch database is made: a damaged file is the usual reason.
        check_files(folder, read_manifest(folder))
        with (
            tempfile.TemporaryDirectory(prefix="portal-drill-") as scratch,
            engine_of().scratch() as url,
        ):
            answer = Path(scratch) / "looks.json"
            done = subprocess.run(  # noqa: S603 - this very interpreter, arguments of ours
                [
                    sys.executable, str(settings.BASE_DIR / "manage.py"), "restore", str(folder),
                    "--answer", str(answer), "--role", role,
                ],
                env={
                    **os.environ,
                    "DATABASE_URL": url,
                    "PORTAL_MEDIA_ROOT": str(Path(scratch) / "media"),
                    "PORTAL_FIELD_KEYS": ",".join(settings.PORTAL_FIELD_KEYS),
                },
                capture_output=True,
                text=True,
                check=False,
            )  # fmt: skip
            looks = json.loads(answer.read_text(encoding="utf-8")) if answer.exists() else []
    except (Damaged, ToolFailed) as error:
        return [], [str(error)]
    faults = [f"{look['subject']}：{look['said']}" for look in looks if not look["ok"]]
    if done.returncode and not faults:
        faults = [done.stderr.strip().splitlines()[-1] if done.stderr.strip() else "恢复没有完成"]
    return looks, faults
