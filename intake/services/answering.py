"""All that a person answered in the one form of a preview, recorded together or not at all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypedDict

from django.db import transaction

from accounts.models import User
from intake.models import ImportRun
from intake.refusals import ImportRefused
from intake.services.deciding import (
    correct_cells,
    decide_match,
    decide_parts,
    set_kind,
    set_year,
    tie_unit,
    vouch_for_signs,
)
from projects.models import Project, ResponsibleUnit


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
    year: int | None = None
    kind: str = ""
    cells: Mapping[tuple[int, int, int], str] = field(default_factory=dict)


class _By(TypedDict):
    """Of which import, by whom and when: what every answer is recorded with."""

    run_id: int
    actor: User
    at: datetime


@transaction.atomic
def record_answers(*, run_id: int, answers: Answers, actor: User, at: datetime) -> list[str]:
    """Record them all; what was recorded, in words. Raises ImportRefused or UnreadableDocument: nothing is, then.

    What reads the file anew comes last: the questions stand as the person saw them while they are answered.
    """
    by = _By(run_id=run_id, actor=actor, at=at)
    run = ImportRun.objects.select_related("district").get(pk=run_id)
    told = [_tied(run, name, key, by) for name, key in answers.units.items()]
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
    if answers.year is not None:
        set_year(year=answers.year, **by)
        told.append("年度已记下")
    if answers.cells:
        correct_cells(cells=dict(answers.cells), **by)
        places = "、".join(f"表{t}第{r}行第{c}列" for t, r, c in answers.cells)
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
