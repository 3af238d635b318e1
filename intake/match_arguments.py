"""Matches decided on the command line or in a file: new number to old number, or to none for a project that is added."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

from accounts.models import User
from intake.below_projects import ADDED
from intake.models import ImportRun
from intake.refusals import ImportRefused
from intake.services import decide_match
from projects.models import Project


def said_in(file: Path | None, pairs: Sequence[str]) -> dict[int, int | None]:
    """What file and options say; an option wins over the file. Raises ImportRefused for what cannot be understood."""
    said: dict[int, int | None] = {}
    if file is not None:
        try:
            told = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, ValueError) as error:
            raise ImportRefused(f"认定文件读不出来：{file}（{error}）。") from error
        if not isinstance(told, dict):
            raise ImportRefused(f'认定文件应写成 {{"3": 4, "5": null}}：{file}。')
        for number, old in told.items():
            said |= _pair(str(number), ADDED if old is None else str(old))
    for pair in pairs:
        number, _, old = pair.partition("=")
        said |= _pair(number, old)
    return said


def _pair(number: str, old: str) -> dict[int, int | None]:
    number, old = number.strip(), old.strip()
    if not (number.isdecimal() and (old == ADDED or old.isdecimal())):
        raise ImportRefused(
            f"认定应写成“新序号=原序号”或“新序号={ADDED}”，写的是“{number}={old}”。"
        )
    return {int(number): None if old == ADDED else int(old)}


def decide_numbers(
    run: ImportRun, said: Mapping[int, int | None], *, actor: User, at: datetime
) -> None:
    """Decide each in the preview of the run. Raises ImportRefused where the plan has no such project."""
    listed = Project.objects.filter(
        plan__district=run.district, plan__year=run.reading["year"] or 0
    ).listed()
    standing = {project.number: project for project in listed.select_related("plan")}
    for number, old in sorted(said.items()):
        if old is not None and old not in standing:
            raise ImportRefused(f"现有方案里没有第{old}件。")
        decide_match(
            run_id=run.pk,
            number=number,
            project=None if old is None else standing[old],
            actor=actor,
            at=at,
        )
