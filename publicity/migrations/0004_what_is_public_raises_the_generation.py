"""Districts and plan versions raise the generation by a trigger, whoever writes them."""

from django.db import migrations

from publicity.generation import WATCHED, unwatching_sql, watching_sql


def add(apps, schema_editor):
    for table, columns in WATCHED.items():
        for statement in watching_sql(schema_editor.connection.vendor, table, columns):
            schema_editor.execute(statement)


def remove(apps, schema_editor):
    for table in WATCHED:
        for statement in unwatching_sql(schema_editor.connection.vendor, table):
            schema_editor.execute(statement)


class Migration(migrations.Migration):
    dependencies = [("publicity", "0003_search_grams")]
    operations = [migrations.RunPython(add, remove)]
