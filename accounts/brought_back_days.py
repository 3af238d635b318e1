"""What a migration that bounds days does with rows that stand outside the bounds already."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor
from django.db.models import Q

from accounts.kept_triggers import update_guard_lifted

Range = tuple[date, date]


def days_brought_back(
    app: str, days: Mapping[str, Sequence[str]], ever: Range, *, alone: Sequence[str] = ()
) -> migrations.RunPython:
    """Days outside `ever` (slips of the hand: the year 1, the year 9999) become the nearest within; the row stays.

    `days` names the columns of each model. All days of a row move together, so that one that begins before it ends
    does so at every moment. A column in `alone` stands in a unique constraint: its day moves on to the next free one.
    Rows written once are mended too, their columns only: what was frozen as content, and its digest, stays as it is.
    """

    def bring_back(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
        for name, columns in days.items():
            model = apps.get_model(app, name)
            outside = _outside(model, columns, ever)
            if outside.exists():
                with update_guard_lifted(schema_editor, model._meta.db_table):
                    for row in outside:
                        _mend(model, row, columns, ever, alone)

    return migrations.RunPython(bring_back, migrations.RunPython.noop)


def _outside(model: type[models.Model], columns: Sequence[str], ever: Range) -> models.QuerySet:
    beyond = Q()
    for column in columns:
        beyond |= Q(**{f"{column}__lt": ever[0]}) | Q(**{f"{column}__gt": ever[1]})
    return model._base_manager.filter(beyond)


def _mend(
    model: type[models.Model],
    row: models.Model,
    columns: Sequence[str],
    ever: Range,
    alone: Sequence[str],
) -> None:
    first, last = ever
    mended = {}
    for column in columns:
        typed = getattr(row, column)
        if typed is None:
            continue
        day = min(max(typed, first), last)
        step = timedelta(days=1 if typed < first else -1)
        while column in alone and day != typed and model._base_manager.filter(**{column: day}):
            day += step
        mended[column] = day
    model._base_manager.filter(pk=row.pk).update(**mended)
