"""Days of rounds, extensions and rules lie within what can be meant; a round may be taken back."""

import datetime
from django.conf import settings
from django.db import migrations, models

DAYS = (
    ("roundextension", "due_on", False),
    ("progressreport", "due_again_on", False),
    ("ruleset", "effective_from", True),
)

FIRST, LAST = datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)


def bring_back(apps, schema_editor):
    """Days that were slips of the hand (the year 1, the year 9999) become the nearest that can be meant."""
    for model, name, alone in DAYS:
        rows = apps.get_model("progress", model).objects
        for row in rows.exclude(**{f"{name}__range": (FIRST, LAST)}).exclude(**{name: None}):
            step = datetime.timedelta(days=1 if getattr(row, name) < FIRST else -1)
            day = FIRST if getattr(row, name) < FIRST else LAST
            while alone and rows.filter(**{name: day}).exists():
                day += step
            rows.filter(pk=row.pk).update(**{name: day})
    for round_ in apps.get_model("progress", "reportinground").objects.exclude(
        opens_on__range=(FIRST, LAST), due_on__range=(FIRST, LAST)
    ):
        # Both at once: a round opens before it is due, at every moment.
        round_.opens_on = min(max(round_.opens_on, FIRST), LAST)
        round_.due_on = min(max(round_.due_on, FIRST), LAST)
        round_.save(update_fields=["opens_on", "due_on"])


class Migration(migrations.Migration):

    runs_while_serving = True

    dependencies = [
        ('progress', '0003_names_of_rules_are_what_they_look_like'),
        ('projects', '0008_days_that_can_be_meant'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(bring_back, migrations.RunPython.noop),
        migrations.RemoveConstraint(
            model_name='reportinground',
            name='round_one_per_plan_month',
        ),
        migrations.AddField(
            model_name='reportinground',
            name='cancelled_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='撤销时间'),
        ),
        migrations.AlterField(
            model_name='roundstep',
            name='kind',
            field=models.CharField(choices=[('open', '开启'), ('extend', '延期'), ('close', '关闭'), ('reopen', '重新开启'), ('cancel', '撤销')], max_length=10, verbose_name='操作'),
        ),
        migrations.AddConstraint(
            model_name='progressreport',
            constraint=models.CheckConstraint(condition=models.Q(('due_again_on__isnull', True), ('due_again_on__range', (datetime.date(2000, 1, 1), datetime.date(2100, 12, 31))), _connector='OR'), name='report_due_again_sane'),
        ),
        migrations.AddConstraint(
            model_name='reportinground',
            constraint=models.UniqueConstraint(condition=models.Q(('cancelled_at__isnull', True)), fields=('plan', 'through_month'), name='round_one_per_plan_month'),
        ),
        migrations.AddConstraint(
            model_name='reportinground',
            constraint=models.CheckConstraint(condition=models.Q(('cancelled_at__isnull', True), ('closed_at__isnull', False), _connector='OR'), name='round_cancelled_is_closed'),
        ),
        migrations.AddConstraint(
            model_name='reportinground',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__range', (datetime.date(2000, 1, 1), datetime.date(2100, 12, 31))), ('opens_on__range', (datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)))), name='round_days_sane'),
        ),
        migrations.AddConstraint(
            model_name='roundextension',
            constraint=models.CheckConstraint(condition=models.Q(('due_on__range', (datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)))), name='extension_day_sane'),
        ),
        migrations.AddConstraint(
            model_name='ruleset',
            constraint=models.CheckConstraint(condition=models.Q(('effective_from__range', (datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)))), name='rule_set_day_sane'),
        ),
    ]
