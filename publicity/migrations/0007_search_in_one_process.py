"""The function of the search starts no parallel workers: one for each block cost more than the block."""

from django.db import migrations

from publicity.search.newest_first import FIND_SQL


def make_anew(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FIND_SQL, params=None)


class Migration(migrations.Migration):
    runs_while_serving = True

    dependencies = [("publicity", "0006_namesakes_are_raised_together")]

    operations = [migrations.RunPython(make_anew, migrations.RunPython.noop)]
