"""No table keeps a day nobody can mean: the database refuses it, whoever writes and whichever way."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from django.apps import apps
from django.db import IntegrityError, connection, models, transaction

from accounts.append_only import GUARDS
from accounts.models import StrangeSignIn
from objections.models import Objection
from progress.models import Reminder, RoundExtension
from projects.models import PlanChange, UnitReform
from tests.factories import AT
from tests.guards.cast import COMPILER, CastTestCase
from tests.our_apps import OUR_APPS

BEYOND = (date(1, 1, 1), date(1999, 12, 31), date(2101, 1, 1), date(9999, 12, 31))


def columns_of_days() -> Iterator[tuple[type[models.Model], str]]:
    for model in apps.get_models():
        if model._meta.app_label in OUR_APPS:
            for field in model._meta.concrete_fields:
                if isinstance(field, models.DateField) and not isinstance(
                    field, models.DateTimeField
                ):
                    yield model, field.column


class DaysAreBounded(CastTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        cast, on = cls.cast, AT.date()
        by = cast.people[COMPILER]
        unit = cast.units["lead"]
        StrangeSignIn.objects.create(day=on, last_at=AT)
        Reminder.objects.create(round=cast.round, unit=unit, on=on, at=AT, text="请填报。")
        RoundExtension.objects.create(
            round=cast.round, unit=unit, due_on=on, reason="灾害", granted_by=by, granted_at=AT
        )
        PlanChange.objects.create(
            plan=cast.plan,
            task=cast.tasks["draft"],
            kind="pause",
            decided_on=on,
            entered_by=by,
            entered_at=AT,
        )
        Objection.objects.update(told_how="phone")
        UnitReform.objects.create(
            district=cast.district,
            old_names=["甲局"],
            new_names=["乙局"],
            decided_on=on,
            by=by,
            at=AT,
        )

    def test_the_database_refuses_a_day_nobody_can_mean_in_every_column_of_days(self):
        kept, asked = [], 0
        with guards_lifted():
            for model, column in columns_of_days():
                row = model._base_manager.order_by("pk").first()
                assert row is not None, (
                    f"no row to try {model.__name__}.{column} on: make one above"
                )
                refused = [refusal(model, row.pk, column, day) for day in BEYOND]
                asked += 1
                # One of two ends may be refused first because they are in the wrong order.
                if not all(refused) or not any("_sane" in name for name in refused):
                    kept.append(f"{model.__name__}.{column}: {refused}")
        assert asked > 20
        assert not kept, "\n".join(kept)


def refusal(model: type[models.Model], pk: int, column: str, day: date) -> str:
    """What the database says against writing the day into the row, nothing where it takes it."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                f"UPDATE {model._meta.db_table} SET {connection.ops.quote_name(column)} = %s "
                "WHERE id = %s",
                [day, pk],
            )
    except IntegrityError as refused:
        return str(refused).splitlines()[0]
    return ""


@contextmanager
def guards_lifted() -> Iterator[None]:
    """Rows written once may be written here: it is the constraint that is asked, not the trigger before it."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SET CONSTRAINTS ALL IMMEDIATE" if connection.vendor == "postgresql" else "SELECT 1"
        )
        for guard in GUARDS.values():
            guard.lift(cursor.execute, connection.vendor)
        yield
        for guard in GUARDS.values():
            guard.add(cursor.execute, connection.vendor)
