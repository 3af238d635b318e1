"""The day of a strange sign-in lies within what can be meant; it comes from the server's clock, so no row is outside."""

import datetime
from django.db import migrations, models

from accounts.brought_back_days import days_brought_back
from accounts.kept_triggers import TriggersKept

EVER = (datetime.date(2000, 1, 1), datetime.date(2100, 12, 31))


class Migration(migrations.Migration):
    runs_while_serving = True

    dependencies = [("accounts", "0011_verified_points")]

    operations = [
        days_brought_back("accounts", {"strangesignin": ["day"]}, EVER, alone=["day"]),
        TriggersKept("accounts_strangesignin", [
            migrations.AddConstraint(
                "strangesignin",
                models.CheckConstraint(
                    name="strange_sign_in_day_sane",
                    condition=models.Q(day__range=EVER),
                ),
            ),
        ]),
    ]
