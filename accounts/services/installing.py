"""What marks the installation itself."""

from __future__ import annotations

from datetime import datetime

from django.db import connection, transaction

from accounts.models import Installation


def is_marked_production() -> bool:
    """Whether the database says of itself that it is in production; one without tables, or of no shape, says nothing."""
    if Installation._meta.db_table not in connection.introspection.table_names():
        return False
    return Installation.objects.filter(is_production=True).exists()


@transaction.atomic
def mark_production(*, at: datetime) -> bool:
    """Mark the database as that of an installation in production, for good. Gives False where it was already.

    By the tables' owner: the portal's role may not write the mark.
    """
    if Installation.objects.filter(is_production=True).exists():
        return False
    Installation.objects.update_or_create(pk=1, defaults={"is_production": True, "marked_at": at})
    return True
