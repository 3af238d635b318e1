"""What is doubtful in an import, asked and answered at the command line: in the words of the preview, each with its key.

A project is answered by numbers (new number to old number, to one below zero for one that left the plan, as the question
names it, or none for one that is added); what stands below it by the
key of its question.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from accounts.models import User
from documents.identity import Match
from intake.below_projects import ADDED
from intake.matches import standing_projects
from intake.models import ImportRun
from intake.refusals import ImportRefused, UndecidedMatches
from intake.selectors.shown_matches import shown_match
from intake.services import decide_match, decide_part
from projects.models import AnnualPlan


@dataclass
class Said:
    """What a person decided beforehand."""

    numbers: dict[int, int | None] = field(default_factory=dict)
    """New number to old number; None: added."""
    parts: dict[str, str] = field(default_factory=dict)
    """Of tasks, indicators and milestones: key of the question to the answer."""


def said_in(file: Path | None, pairs: Sequence[str], parts: Sequence[str] = ()) -> Said:
    """What file and options say; an option wins over the file. Raises ImportRefused for what cannot be understood."""
    said = Said()
    if file is not None:
        try:
            told = json.loads(file.read_text(encoding="utf-8"))
        except (OSError, UnicodeDecodeError, ValueError) as error:
            raise ImportRefused(f"认定文件读不出来：{file}（{error}）。") from error
        if not isinstance(told, dict):
            raise ImportRefused(f'认定文件应写成 {{"3": 4, "5": null, "i1.0.0": "new"}}：{file}。')
        for key, one in told.items():
            answer = ADDED if one is None else str(one)
            if str(key).strip().isdecimal():
                said.numbers |= _pair(str(key), answer)
            else:
                said.parts |= _part(str(key), answer)
    for pair in pairs:
        number, _, old = pair.partition("=")
        said.numbers |= _pair(number, old)
    for pair in parts:
        key, _, answer = pair.partition("=")
        said.parts |= _part(key, answer)
    return said


def _part(key: str, answer: str) -> dict[str, str]:
    key, answer = key.strip(), answer.strip()
    if not key or not answer:
        raise ImportRefused(f"认定应写成“编号=答案”，写的是“{key}={answer}”。")
    return {key: answer}


def _pair(number: str, old: str) -> dict[int, int | None]:
    number, old = number.strip(), old.strip()
    if not (number.isdecimal() and (old == ADDED or old.removeprefix("-").isdecimal())):
        raise ImportRefused(
            f"认定应写成“新序号=原序号”或“新序号={ADDED}”，写的是“{number}={old}”。"
        )
    return {int(number): None if old == ADDED else int(old)}


def decide(run: ImportRun, said: Said, *, actor: User, at: datetime) -> None:
    """Decide each in the preview of the run. Raises ImportRefused where the plan has no such project, or nothing is
    asked under a key."""
    plan = AnnualPlan.objects.filter(district=run.district, year=run.reading["year"] or 0).first()
    standing = standing_projects(plan)
    for number, old in sorted(said.numbers.items()):
        if old is not None and old not in standing:
            raise ImportRefused(f"现有方案里没有第{old}件。")
        decide_match(
            run_id=run.pk,
            number=number,
            project=None if old is None else standing[old],
            actor=actor,
            at=at,
        )
    for key, answer in said.parts.items():
        try:
            decide_part(run_id=run.pk, key=key, said=answer, actor=actor, at=at)
        except ImportRefused as refusal:
            raise ImportRefused(f"“{key}={answer}”：{refusal}") from refusal


def open_questions(undecided: UndecidedMatches) -> Iterator[str]:
    """The lines that ask what is still doubtful, each question with the options that answer it."""
    standing = standing_projects(undecided.plan)
    numbers = {str(one.pk): str(number) for number, one in standing.items()}
    for match in undecided.matches:
        assert match.new is not None
        shown = shown_match(match, standing)
        options = [
            (f"--match {match.new.number}={numbers.get(key, key)}", words)
            for key, words in shown.choices
        ]
        yield from _asked(
            f"第{match.new.number}件是原来的哪一件",
            _stood(match),
            f"第{match.new.number}件“{match.new.name}”",
            match.words,
            options,
        )
    for one in undecided.questions:
        options = [(f"--part {one.key}={key}", words) for key, words in one.choices]
        yield from _asked(one.about, one.before, one.after, one.why, options)


def _stood(match: Match) -> str:
    if match.old is None:
        return ""
    of = "已退出的" if match.comes_back else f"第{match.old.number}件"
    return f"{of}“{match.old.name}”"


def _asked(
    about: str, before: str, after: str, why: str, options: Sequence[tuple[str, str]]
) -> Iterator[str]:
    yield f"[存疑] {about}：{why}" if why else f"[存疑] {about}"
    yield f"    现有方案：{before or '（原来没有）'}"
    yield f"    文件里：{after or '（文件中没有）'}"
    for option, words in options:
        yield f"    {option}  {words}"
