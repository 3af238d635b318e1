"""Days of notices and pictures lie within what can be meant.

A notice with a day outside gets the nearest within in its columns, a published one too: its frozen content, which the
public sees and the digest seals, keeps what was published. A picture's day was bounded from its first version on.
"""

import datetime
from django.db import migrations, models

from accounts.brought_back_days import days_brought_back
from accounts.kept_triggers import TriggersKept

EVER = (datetime.date(2000, 1, 1), datetime.date(2100, 12, 31))


class Migration(migrations.Migration):
    runs_while_serving = True

    dependencies = [("notices", "0007_published_pictures")]

    operations = [
        days_brought_back("notices", {"notice": ["signed_on", "opens_on", "closes_on", "secrecy_reviewed_on", "paper_signed_on", "claimed_published_on"]}, EVER),
        TriggersKept("notices_notice", [
            migrations.AddConstraint(
                "notice",
                models.CheckConstraint(
                    name="notice_days_sane",
                    condition=models.Q(signed_on__range=EVER, opens_on__range=EVER, closes_on__range=EVER, secrecy_reviewed_on__range=EVER, paper_signed_on__range=EVER, claimed_published_on__range=EVER),
                ),
            ),
        ]),
        TriggersKept("notices_picture", [
            migrations.AddConstraint(
                "picture",
                models.CheckConstraint(
                    name="picture_day_sane",
                    condition=models.Q(taken_on__range=EVER),
                ),
            ),
        ]),
    ]
