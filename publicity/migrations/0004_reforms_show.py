"""A reform of units shows on public pages: it raises the generation of its district."""

from django.db import migrations

from publicity.generation import LATER_WATCHED, unwatching_sql, watching_sql

TABLE = "projects_unitreform"


def watch(apps, schema_editor):
    for watched in LATER_WATCHED:
        if watched.table == TABLE:
            for statement in watching_sql(schema_editor.connection.vendor, watched):
                schema_editor.execute(statement, params=None)


def unwatch(apps, schema_editor):
    for watched in LATER_WATCHED:
        if watched.table == TABLE:
            for statement in unwatching_sql(schema_editor.connection.vendor, watched):
                schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    runs_while_serving = True

    dependencies = [
        ("projects", "0010_unit_reforms"),
        ("publicity", "0003_search_newest_first"),
    ]

    operations = [migrations.RunPython(watch, unwatch)]
