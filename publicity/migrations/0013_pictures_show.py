"""A picture that is published or taken down raises the generation of its district."""

from django.db import migrations

from publicity.generation import LATER_WATCHED, unwatching_sql, watching_sql

TABLE = "notices_picture"


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
        ("notices", "0007_published_pictures"),
        ("publicity", "0012_search_learns_numbers_and_topics"),
    ]

    operations = [migrations.RunPython(watch, unwatch)]
