"""The desk says of every district since when its pages stand outside as they are, plans as well as notices."""

from django.db import migrations, models


class Migration(migrations.Migration):
    runs_while_serving = True

    dependencies = [("publicity", "0010_topics_show")]

    operations = [
        migrations.CreateModel(
            name="ExportedDistrict",
            fields=[
                (
                    "scope",
                    models.CharField(
                        max_length=40,
                        primary_key=True,
                        serialize=False,
                        verbose_name="区县网址名",
                    ),
                ),
                ("mark", models.CharField(max_length=32, verbose_name="标记")),
                ("since", models.DateTimeField(verbose_name="起于")),
            ],
            options={"verbose_name": "对外的区县", "verbose_name_plural": "对外的区县"},
        ),
    ]
