"""Entries of the search hold the project's number and topics: each district's are made anew at the next search.

In a large installation `manage.py reindex_search` does it before somebody asks.
"""

from django.db import migrations


def forget_what_was_taken_in(apps, schema_editor):
    apps.get_model("publicity", "Generation").objects.exclude(scope="").update(searched="")


class Migration(migrations.Migration):

    runs_while_serving = True

    dependencies = [
        ("projects", "0013_words_of_the_search"),
        ("publicity", "0011_exported_districts"),
    ]

    operations = [migrations.RunPython(forget_what_was_taken_in, migrations.RunPython.noop)]
