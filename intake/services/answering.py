"""All that a person answered in the one form of a preview, recorded together or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, TypedDict

from django.db import transaction

from accounts.models import User
from documents.corrections import Place
from intake.models import ImportRun
from intake.refusals import ImportRefused, ReadMeanwhile
from intake.services.deciding import (
    decide_findings,
    decide_match,
    decide_parts,
    set_kind,
    tie_unit,
    vouch_for_signs,
)
from intake.services.rereading import (
    Corrections,
    Rereading,
    keep_rereading,
    place_words,
    read_again,
)
from projects.models import Project, ResponsibleUnit


@dataclass(frozen=True)
class Decision:
    """What a button says of one doubt, or of every warning that is open (`finding` None)."""

    finding: int | None
    accept: bool


@dataclass(frozen=True)
class Answers:
    """What was chosen or typed otherwise than the page showed it."""

    units: Mapping[str, int | None] = field(default_factory=dict)
    """Spelling to the key of the unit it means; None: a unit of its own."""
    parts: Mapping[str, str] = field(default_factory=dict)
    """Key of a question about a task, an indicator or a milestone, to the answer."""
    matches: Mapping[int, int | None] = field(default_factory=dict)
    """Number in the file to the key of the project it is; None: added."""
    signs: str = ""
    kind: str = ""
    decision: Decision | None = None
    corrections: Corrections = field(default_factory=Corrections)
    """What reads the file anew."""

    def kept(self) -> dict[str, Any]:
        """As plain data, for a long work; `of_kept` is the way back."""
        read = self.corrections
        return {
            "units": dict(self.units),
            "parts": dict(self.parts),
            "matches": sorted(self.matches.items()),
            "signs": self.signs,
            "kind": self.kind,
            "decision": [self.decision.finding, self.decision.accept] if self.decision else None,
            "cells": [[*place, text, read.seen.get(place)] for place, text in read.cells.items()],
            "year": read.year,
        }

    @classmethod
    def of_kept(cls, kept: Mapping[str, Any]) -> Answers:
        cells: dict[Place, str] = {}
        seen: dict[Place, str] = {}
        for table, row, column, text, mark in kept["cells"]:
            cells[table, row, column] = text
            if mark is not None:
                seen[table, row, column] = mark
        return cls(
            units=kept["units"],
            parts=kept["parts"],
            matches=dict(kept["matches"]),
            signs=kept["signs"],
            kind=kept["kind"],
            decision=Decision(*kept["decision"]) if kept["decision"] else None,
            corrections=Corrections(cells, kept["year"], seen),
        )


TRIES = 3
"""How often a file is read within one request where colleagues correct it at the same time."""


class _By(TypedDict):
    """Of which import, by whom and when: what every answer is recorded with."""

    run_id: int
    actor: User
    at: datetime


def record_answers(*, run_id: int, answers: Answers, actor: User, at: datetime) -> list[str]:
    """Record them all; what was recorded, in words. Raises ImportRefused or UnreadableDocument: nothing is, then.

    The file is read anew before anything is locked, and once more where another's correction came in meanwhile.
    """
    tries = TRIES
    while True:
        read = reading_for(run_id=run_id, answers=answers)
        try:
            return written_answers(run_id=run_id, answers=answers, read=read, actor=actor, at=at)
        except ReadMeanwhile:
            tries -= 1
            if not tries:
                raise


def reading_for(*, run_id: int, answers: Answers) -> Rereading | None:
    """What the file says with the answers' corrections; None where they correct nothing. Raises as `read_again`."""
    if not answers.corrections:
        return None
    runs = ImportRun.objects.select_related("district", "source").defer("reading")
    return read_again(runs.get(pk=run_id), answers.corrections)


@transaction.atomic
def written_answers(
    *, run_id: int, answers: Answers, read: Rereading | None, actor: User, at: datetime
) -> list[str]:
    """Write them down together. Raises ReadMeanwhile where `read` was read too early, else as `record_answers`.

    The new reading comes last: doubts and questions stand as the person saw them while they are answered.
    """
    by = _By(run_id=run_id, actor=actor, at=at)
    run = ImportRun.objects.select_related("district").defer("reading").get(pk=run_id)
    told = _decided(answers.decision, by)
    told += [_tied(run, name, key, by) for name, key in answers.units.items()]
    if answers.parts:
        decide_parts(said=answers.parts, **by)
        told.append(f"{len(answers.parts)} 处任务、指标或阶段性目标已认定")
    told += _matched(run, answers.matches, by)
    if answers.signs:
        vouch_for_signs(reason=answers.signs, **by)
        told.append("已记下原因，PDF 里这些字印作〓和编号，网页和 Word 里是原字")
    if answers.kind:
        set_kind(kind=answers.kind, **by)
        told.append(f"将导入为{ImportRun.Kind(answers.kind).label}")
    if read is not None:
        keep_rereading(read=read, **by)
        told += _read_words(answers.corrections)
    return told


def _decided(decision: Decision | None, by: _By) -> list[str]:
    if decision is None:
        return []
    if not decide_findings(finding=decision.finding, accept=decision.accept, **by):
        return ["这处疑点已经没有了，不用处理"]
    return ["疑点已处理" if decision.accept else "已取消原来的处理"]


def _read_words(read: Corrections) -> list[str]:
    told = ["年度已记下"] if read.year is not None else []
    if read.cells:
        places = "、".join(map(place_words, read.cells))
        told.append(f"{places}已更正，并重新读了一遍")
    return told


def _tied(run: ImportRun, name: str, key: int | None, by: _By) -> str:
    unit = None
    if key is not None:
        unit = ResponsibleUnit.objects.filter(district=run.district, pk=key).first()
        if unit is None:
            raise ImportRefused("请选择本区县的单位，或作为新单位登记。")
    tie_unit(name=name, unit=unit, **by)
    return f"“{name}”" + (f"按“{unit}”处理" if unit else "将作为新单位登记")


def _matched(run: ImportRun, matches: Mapping[int, int | None], by: _By) -> list[str]:
    found = Project.objects.filter(plan__district=run.district, pk__in=_keys(matches))
    projects = found.select_related("plan").in_bulk()
    said_of: dict[int, int] = {}
    told = []
    for number, key in sorted(matches.items()):
        project = projects.get(key) if key is not None else None
        if key is not None and project is None:
            raise ImportRefused("请选择是原来的哪一件，或者“新增”。")
        if key in said_of:
            raise ImportRefused(
                f"第{said_of[key]}件和第{number}件都选了原来的“{project}”，一件只能接一件，请改其中一个。"
            )
        if key is not None:
            said_of[key] = number
        decide_match(number=number, project=project, **by)
        told.append(f"第{number}件已认定为{_named(project) if project else '新增'}")
    return told


def _named(project: Project) -> str:
    if project.left_on is not None:
        return f"已退出的“{project.name}”，导入后恢复列入"
    return f"原第{project.number}件“{project.name}”"


def _keys(matches: Mapping[int, int | None]) -> list[int]:
    return [key for key in matches.values() if key is not None]
