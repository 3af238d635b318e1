"""Which projects a new version of a plan would change, against the last published one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class VersionDifference:
    """Numbers of the projects added, changed and gone; whether the plan's own head changed."""

    added: tuple[int, ...]
    changed: tuple[int, ...]
    gone: tuple[int, ...]
    head: bool

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.gone or self.head)


def version_difference(old: Mapping[str, Any] | None, new: Mapping[str, Any]) -> VersionDifference:
    """Compare two plan contents (plan.json). Without an old one every project is added."""
    before = {project["number"]: project for project in old["projects"]} if old else {}
    after = {project["number"]: project for project in new["projects"]}
    heads = ("title", "document_number", "issuer", "issued_on", "categories")
    return VersionDifference(
        added=tuple(sorted(after.keys() - before.keys())),
        changed=tuple(n for n in sorted(after.keys() & before.keys()) if after[n] != before[n]),
        gone=tuple(sorted(before.keys() - after.keys())),
        head=old is not None and any(old[key] != new[key] for key in heads),
    )
