import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

from accounts.append_only import written_once


class Migration(migrations.Migration):

    runs_while_serving = True

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("accounts", "0002_names_are_what_they_look_like"),
    ]

    operations = [
        migrations.CreateModel(
            name="Contribution",
            fields=[
                ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
                ("about", models.CharField(max_length=60, verbose_name="对象")),
                ("after", models.PositiveIntegerField(default=0, verbose_name="第几次通过之后")),
                ("how", models.CharField(max_length=20, verbose_name="怎样经手")),
                ("at", models.DateTimeField(verbose_name="时间")),
                ("by", models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL, verbose_name="人员")),
            ],
            options={
                "verbose_name": "经手记录",
                "verbose_name_plural": "经手记录",
                "ordering": ["pk"],
                "indexes": [models.Index(fields=["about", "after"], name="contribution_about")],
            },
        ),
        written_once("accounts_contribution"),
    ]
