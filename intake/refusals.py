"""Why an import did not go on."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from django.db.models import Model

from documents.identity import Match
from intake.asked_rows import Question
from projects.edited_rows import too_long
from projects.models import AnnualPlan


class ImportRefused(Exception):
    """The message is for the person, and nothing was written."""


class ReadMeanwhile(ImportRefused):
    """The file was read with corrections that stand no more: it has to be read again."""


class UnansweredFigures(ImportRefused):
    """Printed figures contradict each other or the plan, and nobody said why they stand: all such points at once."""


class UndecidedMatches(ImportRefused):
    """A person has to say first which project, task, indicator or milestone of the plan some of the file's are."""

    def __init__(
        self, told: str, plan: AnnualPlan, matches: Sequence[Match], questions: Sequence[Question]
    ) -> None:
        super().__init__(told)
        self.plan, self.matches, self.questions = plan, matches, questions


def must_fit(rows: Iterable[Model]) -> None:
    """Raises ImportRefused with every text that is longer than where it would be kept."""
    if long := too_long(rows):
        raise ImportRefused("；".join(long[:20]) + "。请改短后再导入。")
