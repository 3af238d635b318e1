"""The clock of the database: by it an installation in production publishes, and its guards judge moments.

Whether the installation is one in production stands in the database itself (`accounts.models.Installation`): a
process with other settings cannot talk it out of that.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime

from django.db import connection, transaction

from accounts.guard_sql import CARRYING_OVER
from accounts.models import Installation
from look.moments import BEIJING


def is_production() -> bool:
    """Whether the database carries the mark of production."""
    return Installation.objects.filter(is_production=True).exists()


def moment(at: datetime) -> datetime:
    """The moment of an official act: the database's own in production, else the caller's `at`. In Beijing time."""
    return read() if is_production() else at


def read() -> datetime:
    """This moment by the database's clock, in Beijing time."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT strftime('%Y-%m-%dT%H:%M:%f', 'now')")
            found = datetime.fromisoformat(cursor.fetchone()[0]).replace(tzinfo=UTC)
        else:
            cursor.execute("SELECT clock_timestamp()")
            found = cursor.fetchone()[0]
    return found.astimezone(BEIJING)


@contextmanager
def carrying_over() -> Iterator[None]:
    """For restoring and moving only: inside it rows come in with the moments they have, whatever the clock says.

    One transaction. On PostgreSQL it has effect for the tables' owner alone; on SQLite the mark is away meanwhile.
    """
    with transaction.atomic():
        if connection.vendor == "sqlite":
            marks = list(Installation.objects.all())
            Installation.objects.all().delete()
            yield
            for mark in marks:
                Installation.objects.update_or_create(
                    pk=mark.pk,
                    defaults={"is_production": mark.is_production, "marked_at": mark.marked_at},
                )
            return
        with connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL {CARRYING_OVER} = 'on'")
            yield
            cursor.execute(f"SET LOCAL {CARRYING_OVER} = ''")
