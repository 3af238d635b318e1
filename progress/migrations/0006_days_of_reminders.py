"""The day of a reminder lies within what can be meant; it comes from the server's clock, so no row is outside."""

import datetime
from django.db import migrations, models

from accounts.brought_back_days import days_brought_back
from accounts.kept_triggers import TriggersKept

EVER = (datetime.date(2000, 1, 1), datetime.date(2100, 12, 31))


class Migration(migrations.Migration):
    runs_while_serving = True

    dependencies = [("progress", "0005_people_of_a_report_have_names")]

    operations = [
        days_brought_back("progress", {"reminder": ["on"]}, EVER, alone=["on"]),
        TriggersKept("progress_reminder", [
            migrations.AddConstraint(
                "reminder",
                models.CheckConstraint(
                    name="reminder_day_sane",
                    condition=models.Q(on__range=EVER),
                ),
            ),
        ]),
    ]
