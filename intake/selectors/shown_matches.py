"""The projects of a file beside those they are, as the preview and the command line show them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from documents.identity import CERTAINTY_WORDS, Match
from intake.below_projects import ADDED
from projects.models import Project


@dataclass(frozen=True)
class ShownMatch:
    """A project of the file beside the one it is, with those it may be."""

    match: Match
    choices: list[tuple[str, str]]
    """What a person may say it is: a project's key, or that it is added; each in words."""
    said: str
    """Which of them stands; blank while a person has to say."""

    @property
    def word(self) -> str:
        return CERTAINTY_WORDS[self.match.certainty]


def shown_match(match: Match, standing: Mapping[int, Project]) -> ShownMatch:
    """With the projects of the plan (`standing`, by number) it may be: the likeliest first, then every other."""
    if match.new is None:
        return ShownMatch(match, [], "")
    likely = [match.old.number] if match.old else []
    likely += [*match.rivals, *match.part_of]
    may_be = [standing[one] for one in dict.fromkeys([*likely, *standing]) if one in standing]
    choices = [(str(one.pk), _told(one)) for one in may_be]
    said = str(standing[match.old.number].pk) if match.old else ADDED
    return ShownMatch(match, [*choices, (ADDED, "新增")], "" if match.is_open else said)


def _told(project: Project) -> str:
    if project.left_on is not None:
        return f"已退出的 {project.name}（{project.left_on}），恢复列入"
    return f"原第{project.number}件 {project.name}"


def is_told(match: Match) -> bool:
    if match.new is None or match.old is None or match.certainty != "certain":
        return True
    return match.is_moved or match.new.name != match.old.name
