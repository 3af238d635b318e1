"""Days of objections and questions to units lie within what can be meant; one outside becomes the nearest."""

import datetime
from django.db import migrations, models

from accounts.brought_back_days import days_brought_back
from accounts.kept_triggers import TriggersKept

EVER = (datetime.date(2000, 1, 1), datetime.date(2100, 12, 31))


class Migration(migrations.Migration):
    runs_while_serving = True

    dependencies = [("objections", "0008_typed_text_has_one_home")]

    operations = [
        days_brought_back(
            "objections", {"objection": ["received_on", "postmark_on", "told_on", "accepted_on", "concluded_on", "answer_sent_on"], "unitinquiry": ["due_on"]}, EVER
        ),
        TriggersKept("objections_objection", [
            migrations.AddConstraint(
                "objection",
                models.CheckConstraint(
                    name="objection_days_sane",
                    condition=models.Q(received_on__range=EVER, postmark_on__range=EVER, told_on__range=EVER, accepted_on__range=EVER, concluded_on__range=EVER, answer_sent_on__range=EVER),
                ),
            ),
        ]),
        TriggersKept("objections_unitinquiry", [
            migrations.AddConstraint(
                "unitinquiry",
                models.CheckConstraint(
                    name="inquiry_day_sane",
                    condition=models.Q(due_on__range=EVER),
                ),
            ),
        ]),
    ]
