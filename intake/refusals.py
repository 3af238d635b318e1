"""Why an import did not go on."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Model

from projects.edited_rows import too_long


class ImportRefused(Exception):
    """The message is for the person, and nothing was written."""


class UndecidedMatches(ImportRefused):
    """A person has to say first which project of the plan some of the file's are."""


def must_fit(rows: Iterable[Model]) -> None:
    """Raises ImportRefused with every text that is longer than where it would be kept."""
    if long := too_long(rows):
        raise ImportRefused("；".join(long[:20]) + "。请改短后再导入。")
