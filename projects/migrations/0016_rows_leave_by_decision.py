"""A decision may take a task, an indicator or a milestone out of the plan while its project stays.

Position, month and number are asked to be unique among those that are listed only.
"""

import datetime
from django.db import migrations, models

from accounts.kept_triggers import TriggersKept

EVER = (datetime.date(2000, 1, 1), datetime.date(2100, 12, 31))
KINDS = [
    ("add", "增加"), ("adjust", "调整"), ("pause", "暂停"), ("stop", "终止"), ("resume", "恢复"),
    ("withdraw", "退出"), ("merge", "并入"), ("split", "拆分"), ("relist", "恢复列入"), ("delist", "不再列入"),
]  # fmt: skip


def leaves(model, once, fields):
    return TriggersKept(
        f"projects_{model}",
        [
            migrations.RemoveConstraint(model, once),
            migrations.AddField(
                model, "left_on", models.DateField("不再列入日期", blank=True, null=True)
            ),
            migrations.AddConstraint(
                model,
                models.UniqueConstraint(
                    condition=models.Q(left_on__isnull=True), fields=fields, name=once
                ),
            ),
            migrations.AddConstraint(
                model,
                models.CheckConstraint(
                    condition=models.Q(left_on__range=EVER), name=f"{model}_left_on_sane"
                ),
            ),
        ],
    )


class Migration(migrations.Migration):
    runs_while_serving = True

    dependencies = [("projects", "0015_contacts_of_units_are_sealed")]

    operations = [
        leaves("indicator", "indicator_position_once", ("task", "position")),
        leaves("milestone", "milestone_one_per_month", ("task", "month")),
        leaves("task", "task_number_once_in_project", ("project", "number")),
        TriggersKept(
            "projects_planchange",
            [migrations.AlterField("planchange", "kind", models.CharField("种类", max_length=10, choices=KINDS))],
        ),
    ]
