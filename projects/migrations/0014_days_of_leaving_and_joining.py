"""Days on which a project left the plan or a task joined it lie within what can be meant; one outside becomes the nearest."""

import datetime
from django.db import migrations, models

from accounts.brought_back_days import days_brought_back
from accounts.kept_triggers import TriggersKept

EVER = (datetime.date(2000, 1, 1), datetime.date(2100, 12, 31))


class Migration(migrations.Migration):
    runs_while_serving = True

    dependencies = [("projects", "0013_words_of_the_search")]

    operations = [
        days_brought_back("projects", {"project": ["left_on"], "task": ["added_on"]}, EVER),
        TriggersKept("projects_project", [
            migrations.AddConstraint(
                "project",
                models.CheckConstraint(
                    name="project_left_on_sane",
                    condition=models.Q(left_on__range=EVER),
                ),
            ),
        ]),
        TriggersKept("projects_task", [
            migrations.AddConstraint(
                "task",
                models.CheckConstraint(
                    name="task_added_on_sane",
                    condition=models.Q(added_on__range=EVER),
                ),
            ),
        ]),
    ]
