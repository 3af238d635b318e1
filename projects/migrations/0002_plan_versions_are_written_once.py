from django.db import migrations

from accounts.append_only import written_once


class Migration(migrations.Migration):
    dependencies = [("projects", "0001_initial")]

    operations = [
        written_once("projects_planversion"),
    ]
