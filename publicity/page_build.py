"""Which build of the portal this is: a new template, stylesheet or page function makes a new build."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from functools import cache
from pathlib import Path

_ROOT = Path(__file__).resolve().parent.parent
_PARTS = (
    ("templates/base.html", ""),
    ("templates/publicity", "*.html"),
    ("templates/components", "*.html"),
    ("publicity/site", "*.py"),
    ("publicity/pages", "*.py"),
    ("publicity/feeds", "*.py"),
    ("publicity/opendata", "*"),
    ("projects/templatetags", "*.py"),
    ("publicity/public_table.py", ""),
    ("projects/public_addresses.py", ""),
    ("notices/content_reading.py", ""),
    ("notices/table.py", ""),
    ("notices/window_days.py", ""),
    ("objections/deadlines.py", ""),
    ("progress/standing/rules.py", ""),
    ("progress/templatetags/lights.py", ""),
    ("projects/periods.py", ""),
    ("projects/json_values.py", ""),
    ("projects/plan_reading.py", ""),
    ("look", "*.py"),
    ("static", "*"),
)
"""What the bytes of a public page are made by."""


def _files() -> Iterator[Path]:
    for part, pattern in _PARTS:
        place = _ROOT / part
        found = place.rglob(pattern) if pattern else [place]
        yield from sorted(file for file in found if file.is_file())


@cache
def build_id() -> str:
    """Twelve signs over every file a page is made by. Read once in each process, in about ten milliseconds."""
    digest = hashlib.sha256()
    for file in _files():
        digest.update(file.relative_to(_ROOT).as_posix().encode() + b"\0")
        digest.update(hashlib.sha256(file.read_bytes()).digest())
    return digest.hexdigest()[:12]
