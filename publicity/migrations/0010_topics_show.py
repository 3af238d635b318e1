"""A topic chosen for a project shows on public pages: it raises the generation of its district."""

from django.db import migrations

from publicity.generation import LATER_WATCHED, unwatching_sql, watching_sql


def _statements(schema_editor, made):
    (topics,) = (one for one in LATER_WATCHED if one.table == "projects_topicchoice")
    for statement in made(schema_editor.connection.vendor, topics):
        schema_editor.execute(statement, params=None)


def watch(apps, schema_editor):
    _statements(schema_editor, watching_sql)


def unwatch(apps, schema_editor):
    _statements(schema_editor, unwatching_sql)


class Migration(migrations.Migration):

    runs_while_serving = True

    dependencies = [
        ("projects", "0011_topics_of_projects"),
        ("publicity", "0009_shared_parts"),
    ]

    operations = [migrations.RunPython(watch, unwatch)]
