"""A task that leaves hands its project's money over to one that stays; which carried it when is kept.

Until now both kept carrying it: the one that left for the rounds before, the other for those after.
"""

from django.db import migrations, models

from accounts.kept_triggers import TriggersKept


def hand_over(apps, schema_editor):
    tasks = apps.get_model("projects", "Task").objects.filter(carries_money=True)
    for left in tasks.filter(left_on__isnull=False).order_by("left_on", "pk"):
        day = left.left_on.isoformat()
        for other in tasks.filter(project=left.project_id, left_on__isnull=True):
            other.carried = [[day, ""]]
            other.save(update_fields=["carried"])
        left.carried, left.carries_money = [["", day]], False
        left.save(update_fields=["carried", "carries_money"])


class Migration(migrations.Migration):
    runs_while_serving = True

    dependencies = [("projects", "0016_rows_leave_by_decision")]

    operations = [
        TriggersKept(
            "projects_task",
            [
                migrations.AddField(
                    "task",
                    "carried",
                    models.JSONField("承载投资时段", blank=True, default=list, db_default=[]),
                ),
            ],
        ),
        migrations.RunPython(hand_over, migrations.RunPython.noop),
    ]
