"""The database of the settings, filled, taken back to an earlier shape and on to the present one: `python -m` this module.

Prints what there was before and after, and which triggers are missing. Only for a database of its own.
"""

from __future__ import annotations

import json
from contextlib import redirect_stdout
from datetime import date
from io import StringIO
from unittest.mock import patch

import django
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.migrations.state import StateApps
from django.utils import timezone

from accounts.kept_triggers import update_guard_lifted

EARLIER = [
    ("accounts", "0008_where_acts_are_asked_from"),
    ("notices", "0004_paper_signing"),
    ("objections", "0007_erasure_names_the_servers_user"),
    ("progress", "0002_steps_at_their_moment"),
    ("projects", "0006_plan_versions_keep_to_the_clock"),
    ("publicity", "0002_sealed_plans_are_forgotten"),
]
"""The shape on 2026-11-28. Where a later migration cannot be taken back, that migration takes its app's place here."""


def main() -> None:
    django.setup()
    with redirect_stdout(StringIO()):
        call_command("migrate", verbosity=0)
        # That shape had no pictures: what the trail says of one would miss it ever after.
        with patch("intake.management.commands.load_demo.show_pictures", return_value=()):
            call_command("load_demo")
    from ops.expected_triggers import missing_triggers

    MigrationExecutor(connection).migrate(EARLIER)
    _write_what_only_the_earlier_shape_took()
    before = _rows()
    call_command("migrate", verbosity=0)
    after = _rows()
    print(json.dumps({"before": before, "after": after, "missing": missing_triggers(), **_days()}))


def _write_what_only_the_earlier_shape_took() -> None:
    """Days that were slips of the hand, and typed text in the home it had."""
    apps = MigrationExecutor(connection).loader.project_state(EARLIER).apps
    apps.get_model("projects", "CalendarDay").objects.bulk_create(
        apps.get_model("projects", "CalendarDay")(day=day, is_workday=True, source="某号")
        for day in (date(1, 1, 1), date(25, 1, 1))
    )
    apps.get_model("progress", "ReportingRound").objects.update(due_on=date(9999, 12, 31))
    _days_of_a_notice(apps)
    apps.get_model("objections", "KeptText").objects.create(
        user=apps.get_model("accounts", "User").objects.first(),
        page="/desk/",
        sealed_text=b"sealed",
        at=timezone.now(),
    )


def _days_of_a_notice(apps: StateApps) -> None:
    """A published notice whose days were kept before anything bounded them."""
    with (
        connection.schema_editor() as editor,
        update_guard_lifted(editor, "notices_notice"),
    ):
        apps.get_model("notices", "Notice").objects.filter(published_at__isnull=False).update(
            opens_on=date(1, 1, 1), closes_on=date(9999, 12, 31), signed_on=date(25, 4, 9)
        )


def _rows() -> dict[str, int]:
    """How many rows stand in each table."""
    found = {}
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f'SELECT count(*) FROM "{table}"')
            (found[table],) = cursor.fetchone()
    return found


def _days() -> dict[str, list[str]]:
    from notices.models import Notice
    from notices.verification import verify_district
    from progress.models import ReportingRound
    from projects.models import CalendarDay, District

    return {
        "window": sorted(
            {
                f"{notice.opens_on} {notice.closes_on} {notice.signed_on}"
                for notice in Notice.objects.public()
            }
        ),
        "altered": [
            problem.sentence
            for district in District.objects.all()
            for problem in verify_district(district).faults
        ],
        "calendar": sorted(map(str, CalendarDay.objects.values_list("day", flat=True))),
        "due": sorted(
            {str(day) for day in ReportingRound.objects.values_list("due_on", flat=True)}
        ),
    }


if __name__ == "__main__":
    main()
