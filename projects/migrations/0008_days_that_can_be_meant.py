"""Days of plans, changes and the calendar lie within what can be meant."""

import datetime
from django.conf import settings
from django.db import migrations, models

from accounts.kept_triggers import TriggersKept

DAYS = (
    ("annualplan", "issued_on", False),
    ("calendarday", "day", True),
    ("planchange", "decided_on", False),
)

FIRST, LAST = datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)


def bring_back(apps, schema_editor):
    """Days that were slips of the hand (the year 1, the year 9999) become the nearest that can be meant."""
    for model, name, alone in DAYS:
        rows = apps.get_model("projects", model).objects
        for row in rows.exclude(**{f"{name}__range": (FIRST, LAST)}).exclude(**{name: None}):
            step = datetime.timedelta(days=1 if getattr(row, name) < FIRST else -1)
            day = FIRST if getattr(row, name) < FIRST else LAST
            while alone and rows.filter(**{name: day}).exists():
                day += step
            rows.filter(pk=row.pk).update(**{name: day})


class Migration(migrations.Migration):

    runs_while_serving = True

    dependencies = [
        ('projects', '0007_projects_keep_who_they_are'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(bring_back, migrations.RunPython.noop),
        # Triggers of other tables look a plan's district up.
        TriggersKept("projects_annualplan", [migrations.AddConstraint(
            model_name='annualplan',
            constraint=models.CheckConstraint(condition=models.Q(('issued_on__isnull', True), ('issued_on__range', (datetime.date(2000, 1, 1), datetime.date(2100, 12, 31))), _connector='OR'), name='plan_issued_on_sane'),
        )]),
        migrations.AddConstraint(
            model_name='calendarday',
            constraint=models.CheckConstraint(condition=models.Q(('day__range', (datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)))), name='calendar_day_sane'),
        ),
        migrations.AddConstraint(
            model_name='planchange',
            constraint=models.CheckConstraint(condition=models.Q(('decided_on__range', (datetime.date(2000, 1, 1), datetime.date(2100, 12, 31)))), name='plan_change_day_sane'),
        ),
    ]
