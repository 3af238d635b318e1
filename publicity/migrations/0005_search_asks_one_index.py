"""The function of the search asks the index of the blocks alone; beside it the primary key listed every entry."""

from django.db import migrations

from publicity.search.newest_first import FIND_SQL


def make_anew(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FIND_SQL, params=None)


class Migration(migrations.Migration):
    runs_while_serving = True

    dependencies = [("publicity", "0004_reforms_show")]

    operations = [migrations.RunPython(make_anew, migrations.RunPython.noop)]
