"""Reading a kept file again with what a person corrected: first read, holding nothing, then kept under the run's lock."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import transaction

from accounts import audit
from accounts.models import User
from documents.corrections import Place, cell_key
from documents.grids import Loaded
from documents.reading import Reading
from intake.kinds import natural_kind
from intake.models import ImportRun
from intake.reading_files import read_corrected
from intake.refusals import ImportRefused, ReadMeanwhile
from intake.services.open_previews import open_preview
from intake.services.receiving import keep_findings

_OF_THE_READING = ("cells", "year")
"""The corrections a reading is made with; the others change nothing of it."""


def mark_of(text: str) -> str:
    """A text, short enough to be carried along."""
    return hashlib.sha256(text.replace("\r\n", "\n").encode()).hexdigest()[:16]


@dataclass(frozen=True)
class Rereading:
    """What the file says with the corrections, and with which it was read before: kept only while those still stand."""

    before: Mapping[str, Any]
    corrections: Mapping[str, Any]
    document: Reading


@dataclass(frozen=True)
class Corrections:
    """What is read otherwise: texts by place, and the year where the file prints none."""

    cells: Mapping[Place, str] = field(default_factory=dict)
    year: int | None = None
    seen: Mapping[Place, str] = field(default_factory=dict)
    """The mark of the text that was shown when a cell was corrected (`mark_of`), where it was shown."""

    def __bool__(self) -> bool:
        return bool(self.cells) or self.year is not None


def read_again(run: ImportRun, said: Corrections) -> Rereading:
    """Read the file with these corrections and those made before. Nothing is locked and nothing written.

    Raises UnreadableDocument where the file then holds no project, and ImportRefused where a cell does not exist or
    was corrected by another person after this one was shown it.
    """
    before = _of_the_reading(run)
    kept = dict(before.get("cells", {}))
    corrections = {**before, "cells": kept}
    if said.year is not None:
        corrections["year"] = said.year
    kept |= {cell_key(*place): text for place, text in said.cells.items()}
    loaded, document = read_corrected(run.source, corrections)
    for place, text in said.cells.items():
        key, printed = cell_key(*place), _printed(loaded, place)
        stands = before.get("cells", {}).get(key, printed)
        if said.seen.get(place, mark_of(stands)) != mark_of(stands) and stands != text:
            raise ImportRefused(
                f"{place_words(place)}刚被改成“{stands}”，和您打开时看到的不一样，请再看一遍。"
            )
        if printed == text:
            del kept[key]
    return Rereading(before, corrections, document)


@transaction.atomic
def keep_rereading(*, run_id: int, read: Rereading, actor: User, at: datetime) -> ImportRun:
    """The new reading in place of the one before; decisions already made stay made.

    Raises ReadMeanwhile where other corrections of the file were kept since: it has to be read with those.
    """
    is_of_cells = read.corrections.get("cells") != read.before.get("cells", {})
    run = open_preview(run_id, actor, at, "cells" if is_of_cells else "year")
    if _of_the_reading(run) != read.before:
        raise ReadMeanwhile("刚才另有一处更正，请再看一遍。")
    natural = natural_kind(read.document)
    run.corrections = {**run.corrections, **read.corrections}
    run.reading = read.document.record
    if natural == ImportRun.Kind.PLAN or run.kind == ImportRun.Kind.PLAN:
        run.kind = natural
    run.save()
    keep_findings(run, read.document)
    cells, year = run.corrections.get("cells", {}), run.corrections.get("year")
    audit.record(
        at=at,
        actor=actor,
        verb="import.correct",
        subject=run,
        district_code=run.district.code,
        detail={"cells": len(cells), "year": year},
    )
    return run


def correct_reading(*, run_id: int, said: Corrections, actor: User, at: datetime) -> ImportRun:
    """Both in a row. Raises as `read_again` and `keep_rereading`; what is refused is not kept."""
    run = ImportRun.objects.select_related("district", "source").get(pk=run_id)
    return keep_rereading(run_id=run_id, read=read_again(run, said), actor=actor, at=at)


def place_words(place: Place) -> str:
    """As a person counts: 表1第4行第3列."""
    table, row, column = place
    return f"表{table}第{row}行第{column}列"


def _of_the_reading(run: ImportRun) -> dict[str, Any]:
    return {key: run.corrections[key] for key in _OF_THE_READING if key in run.corrections}


def _printed(loaded: Loaded, place: Place) -> str:
    table, row, column = place
    for grid in loaded.grids:
        if grid.index == table and (cell := grid.cell(row, column)):
            return cell.text
    raise ImportRefused(f"{place_words(place)}没有单元格。")
