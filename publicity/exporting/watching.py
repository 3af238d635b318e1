"""The exported folder follows what is published: a look at the generation, and an export of what changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from django.conf import settings
from django.db import transaction

from notices import services
from notices.models import Notice
from publicity.exporting.export import Outcome, export_site
from publicity.exporting.folder import MANIFEST, WATCHED
from publicity.generation import Stamp, current_stamp, current_stamps
from publicity.models import ExportedDistrict
from publicity.selectors import Surroundings


class Watcher:
    """Looks when it is told to (`step`) and remembers what the folder was last made from."""

    def __init__(
        self,
        root: Path,
        around: Surroundings,
        *,
        now: Callable[[], datetime],
        waiting: Callable[[], None] = lambda: None,
    ) -> None:
        self.root, self.around, self.now, self.waiting = root, around, now, waiting
        self._exported: tuple[Stamp, date] | None = None

    def step(self) -> Outcome | None:
        """One look, and what it asks for; None where nothing changed. A folder that somebody emptied is made again.

        Raises what an export raises.
        """
        # Before the export, so that what comes meanwhile is seen at the next look.
        state = (current_stamp(), self.now().date())
        outcome = None
        if state != self._exported or not (self.root / MANIFEST).exists():
            outcome = export_and_note(self.root, self.around, now=self.now, waiting=self.waiting)
            self._exported = state
        (self.root / WATCHED).touch()
        return outcome


def export_and_note(
    root: Path,
    around: Surroundings,
    *,
    now: Callable[[], datetime],
    waiting: Callable[[], None] = lambda: None,
) -> Outcome:
    """Export what changed, and where it is the folder the public reads note which notices stand there in which state."""
    before = Published.now()
    outcome = export_site(root, day=now().date(), around=around, changed_only=True, waiting=waiting)
    if is_public(root):
        before.note(at=now())
    return outcome


@dataclass(frozen=True)
class Published:
    """What was public before an export began: that much stands in the folder behind it."""

    notices: Mapping[int, str]
    """Key -> status."""
    marks: Mapping[str, str]
    """District's slug -> the mark of its state."""

    @classmethod
    def now(cls) -> Published:
        marks = {scope: one.mark for scope, one in current_stamps().items() if scope}
        return cls(dict(Notice.objects.public().values_list("pk", "status")), marks)

    @transaction.atomic
    def note(self, *, at: datetime) -> None:
        """For the desk: since when the folder the public reads shows this. Told again, the first moment stays."""
        services.note_outside(states=self.notices, at=at)
        known = dict(ExportedDistrict.objects.values_list("scope", "mark"))
        ExportedDistrict.objects.bulk_create(
            [
                ExportedDistrict(scope=scope, mark=mark, since=at)
                for scope, mark in self.marks.items()
                if known.get(scope) != mark
            ],
            update_conflicts=True,
            unique_fields=["scope"],
            update_fields=["mark", "since"],
        )


def is_public(root: Path) -> bool:
    """Whether it is the folder the settings name as what the public reads; of any other the desk says nothing."""
    public = settings.PORTAL_PUBLIC_DIR
    return bool(public) and root.resolve() == Path(public).resolve()


def watched_at(root: Path) -> datetime | None:
    """When the watcher last found the folder as it should be; None where none ever watched it."""
    try:
        seconds = (root / WATCHED).stat().st_mtime
    except OSError:
        return None
    return datetime.fromtimestamp(seconds).astimezone()
