from django.db import migrations

from accounts.append_only import written_once


class Migration(migrations.Migration):
    dependencies = [("progress", "0001_initial")]

    operations = [
        written_once("progress_roundstep"),
        written_once("progress_reminder"),
        written_once("progress_reportstep"),
        written_once("progress_reportrevision"),
    ]
