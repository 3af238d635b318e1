"""The search asks for all a question may mean in one statement, so that an entry that several words find is read once.

The function of before stays: the version that is being replaced asks it until the last of its workers is gone.
"""

from django.db import migrations

from publicity.search.newest_first import FIND_SQL


def make_it(apps, schema_editor):
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute(FIND_SQL, params=None)


class Migration(migrations.Migration):
    runs_while_serving = True

    dependencies = [("publicity", "0013_pictures_show")]

    operations = [migrations.RunPython(make_it, migrations.RunPython.noop)]
