"""A decision may take a whole project out of the plan: withdrawn, merged into another, split into several, or taken back in."""

import django.db.models.deletion
from django.db import migrations, models

from accounts.kept_triggers import TriggersKept

KINDS = [
    ("add", "增加"), ("adjust", "调整"), ("pause", "暂停"), ("stop", "终止"), ("resume", "恢复"),
    ("withdraw", "退出"), ("merge", "并入"), ("split", "拆分"), ("relist", "恢复列入"),
]  # fmt: skip


class Migration(migrations.Migration):
    runs_while_serving = True

    dependencies = [("projects", "0008_days_that_can_be_meant")]

    operations = [
        TriggersKept(
            "projects_planchange",
            [
                migrations.AddField(
                    "planchange",
                    "project",
                    models.ForeignKey(
                        blank=True,
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="changes",
                        to="projects.project",
                        verbose_name="项目",
                    ),
                ),
                migrations.AddField(
                    "planchange",
                    "into",
                    models.JSONField("去向", blank=True, default=list),
                ),
                migrations.AlterField(
                    "planchange",
                    "kind",
                    models.CharField("种类", max_length=10, choices=KINDS),
                ),
                migrations.RemoveConstraint("planchange", "plan_change_has_task"),
                migrations.AddConstraint(
                    "planchange",
                    models.CheckConstraint(
                        name="plan_change_has_task",
                        condition=models.Q(task__isnull=False)
                        | models.Q(project__isnull=False)
                        | models.Q(kind="add", approved_at__isnull=True),
                    ),
                ),
            ],
        ),
    ]
