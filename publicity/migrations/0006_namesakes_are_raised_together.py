"""A district that comes, goes or gets another name makes the pages of those of the same name new: they show it in full."""

from django.db import migrations

from publicity.generation import WATCHED, unwatching_sql, watching_sql


def watch_anew(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    (districts,) = (one for one in WATCHED if one.table == "projects_district")
    for statement in [*unwatching_sql(vendor, districts), *watching_sql(vendor, districts)]:
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    runs_while_serving = True

    dependencies = [("publicity", "0005_search_asks_one_index")]

    operations = [migrations.RunPython(watch_anew, migrations.RunPython.noop)]
