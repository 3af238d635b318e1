"""The mark of an installation in production, and what guards ask of the database itself."""

from django.db import migrations, models

from accounts.append_only import written_once
from accounts.guard_sql import OF_THIS_TRANSACTION, at_its_moment

# A row is this transaction's own where it can be seen though its transaction has not ended. The number on the row
# lacks its upper half, which is that of the present one or, after it turned over, the one before.
POSTGRESQL = f"""
CREATE OR REPLACE FUNCTION {OF_THIS_TRANSACTION}(row_xmin xid) RETURNS boolean
LANGUAGE sql VOLATILE SET search_path = pg_catalog AS $$
    SELECT coalesce(pg_xact_status((
        (present >> 32) * 4294967296
        - CASE WHEN of_row > (present & 4294967295) AND present >> 32 > 0 THEN 4294967296 ELSE 0 END
        + of_row
    )::text::xid8) = 'in progress', false)
    FROM (SELECT pg_current_xact_id()::text::bigint AS present, row_xmin::text::bigint AS of_row) AS numbers
$$
"""


def add_function(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(POSTGRESQL)


def drop_function(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(f"DROP FUNCTION IF EXISTS {OF_THIS_TRANSACTION}(xid)")


class Migration(migrations.Migration):

    runs_while_serving = False

    dependencies = [("accounts", "0004_sessions_end_together")]

    operations = [
        migrations.CreateModel(
            name="Installation",
            fields=[
                ("id", models.PositiveSmallIntegerField(default=1, primary_key=True, serialize=False)),
                ("is_production", models.BooleanField(default=False, verbose_name="正式运行")),
                ("marked_at", models.DateTimeField(verbose_name="标记时间")),
            ],
            options={
                "verbose_name": "部署标记",
                "verbose_name_plural": "部署标记",
                "constraints": [
                    models.CheckConstraint(condition=models.Q(("id", 1)), name="installation_one")
                ],
            },
        ),
        migrations.RunPython(add_function, drop_function),
        written_once("accounts_auditevent", insert_unless=at_its_moment("at"), revision=2),
    ]
