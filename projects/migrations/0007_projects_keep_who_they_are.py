"""A project keeps who it is when its number changes: a lasting number beside it, and the day it left the plan.

Numbers are unique among the projects a plan lists; what left keeps the number it had.
"""

import django.db.models.functions.comparison
from django.db import migrations, models

from accounts.kept_triggers import TriggersKept


class Migration(migrations.Migration):
    runs_while_serving = True

    dependencies = [("projects", "0006_plan_versions_keep_to_the_clock")]

    operations = [
        TriggersKept(
            "projects_project",
            [
                migrations.AddField(
                    "project",
                    "key",
                    models.PositiveIntegerField("固定号", null=True, blank=True),
                ),
                migrations.AddField(
                    "project",
                    "left_on",
                    models.DateField("退出日期", null=True, blank=True),
                ),
                migrations.RemoveConstraint("project", "project_number_once_in_plan"),
                migrations.AddConstraint(
                    "project",
                    models.UniqueConstraint(
                        fields=["plan", "number"],
                        condition=models.Q(left_on__isnull=True),
                        name="project_number_once_in_plan",
                    ),
                ),
                migrations.AddConstraint(
                    "project",
                    models.UniqueConstraint(
                        "plan",
                        django.db.models.functions.comparison.Coalesce("key", "number"),
                        name="project_lasting_number_once_in_plan",
                    ),
                ),
                migrations.AddConstraint(
                    "project",
                    models.CheckConstraint(
                        name="project_key_from_one",
                        condition=models.Q(key__isnull=True) | models.Q(key__gte=1),
                    ),
                ),
            ],
        ),
    ]
