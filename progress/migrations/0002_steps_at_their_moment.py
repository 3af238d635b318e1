"""In production what is written once about reports and rounds carries a moment near the database's clock."""

from django.db import migrations

from accounts.append_only import written_once
from accounts.guard_sql import at_its_moment


class Migration(migrations.Migration):

    runs_while_serving = False

    dependencies = [("progress", "0001_initial"), ("accounts", "0005_installation")]

    operations = [
        written_once("progress_roundstep", insert_unless=at_its_moment("at"), revision=2),
        written_once("progress_reportstep", insert_unless=at_its_moment("at"), revision=2),
        written_once("progress_reportrevision", insert_unless=at_its_moment("approved_at"), revision=2),
    ]
