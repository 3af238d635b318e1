"""The search's index holds triples too: of a word whose pairs stand in many entries and itself in none, few are compared."""

from django.db import migrations

from publicity.search.newest_first import FIND_SQL, INDEX, KEYS_SQL


def make_anew(apps, schema_editor):
    if schema_editor.connection.vendor != "postgresql":
        return
    for statement in (KEYS_SQL, f"REINDEX INDEX {INDEX}", FIND_SQL):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    # Until the index is made anew it does not answer: minutes for a million entries.
    runs_while_serving = False

    dependencies = [("publicity", "0007_search_in_one_process")]

    operations = [migrations.RunPython(make_anew, migrations.RunPython.noop)]
