"""SQLite keeps a text longer than its column without a word; under test it refuses as PostgreSQL does."""

from __future__ import annotations

from typing import Any

from django.db import DataError, models
from django.db.backends.base.base import BaseDatabaseWrapper


def refuse_longer_texts() -> None:
    """From now on a row whose text is longer than its column is not written."""
    as_it_was = models.CharField.get_db_prep_save

    def checked(self: models.CharField, value: Any, connection: BaseDatabaseWrapper) -> Any:
        if isinstance(value, str) and self.max_length and len(value) > self.max_length:
            raise DataError(
                f"{len(value)} signs are too many for {self.model.__name__}.{self.name}, which holds {self.max_length}"
            )
        return as_it_was(self, value, connection)

    models.CharField.get_db_prep_save = checked  # type: ignore[method-assign]
