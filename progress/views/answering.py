"""The fields in which contradictions are explained and answered: one reason for all that are ticked."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.http import QueryDict

from progress.selectors.contradictions import Asked, asked_of
from progress.selectors.filing import Filing


@dataclass(frozen=True)
class Questions:
    """What is asked on a page, what is ticked there, and the reason in its field."""

    asked: tuple[Asked, ...]
    ticked: frozenset[str]
    """Marks: a point whose figures changed meanwhile is not ticked any more."""
    reason: str

    def __bool__(self) -> bool:
        return bool(self.asked)

    @property
    def reasons(self) -> dict[str, str]:
        """The one reason, by each point that it is given for."""
        return {one.key: self.reason for one in self.asked if one.mark in self.ticked}


def to_explain(found: Filing, data: QueryDict | None = None) -> Questions:
    """For the unit, of all that is asked: what it wrote now, else what it wrote for the same figures before."""
    asked = _asked(found)
    given = data.get("explanation", "") if data else _once(one.said for one in asked)
    return Questions(asked, frozenset(one.mark for one in asked), given)


def to_answer(found: Filing, data: QueryDict | None = None) -> Questions:
    """For the reviewer: nothing ticked, the unit's explanation offered as the reason."""
    asked = _asked(found)
    if data is None:
        return Questions(asked, frozenset(), _once(one.said for one in asked))
    return Questions(asked, frozenset(data.getlist("point")), data.get("answer", ""))


def _asked(found: Filing) -> tuple[Asked, ...]:
    return tuple(asked_of(found.task, found.round, found.row.checks, found.steps))


def _once(texts: Iterable[str]) -> str:
    return "；".join(dict.fromkeys(text for text in texts if text))
