"""What takes longer than a person likes to wait, told by size before it is begun."""

from __future__ import annotations

from pathlib import PurePath

from intake.models import ImportRun

LONG_FROM = {".doc": 0, ".wps": 0, ".pdf": 256, ".xlsx": 48, ".docx": 512}
"""From so many kB on reading takes over a second on a machine of two cores (docs/dev/decisions, 2026-11-29)."""
LONG_OTHERWISE, LONG_LEDGER = 256, 600
LONG_PROJECTS = 400
"""Importing takes about 0.6 s for 1,000 projects where nothing else is going on."""
_KB = 1024


def is_long_file(name: str, size: int) -> bool:
    """Whether reading it usually takes over a second. An estimate by name and size, before the file is opened."""
    return size >= LONG_FROM.get(PurePath(name).suffix.lower(), LONG_OTHERWISE) * _KB


def is_long_ledger(size: int) -> bool:
    """The same of a ledger, whose rows are quicker read than a plan's."""
    return size >= LONG_LEDGER * _KB


def is_long_run(run: ImportRun) -> bool:
    """Whether importing what was read takes over a second."""
    if run.kind == ImportRun.Kind.HISTORY:
        return is_long_ledger(run.source.size)
    return len(run.reading.get("projects", ())) >= LONG_PROJECTS
