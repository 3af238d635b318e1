"""The forms of a notice's files come from one table: a new one needs no migration any more."""

from django.db import migrations, models

import notices.models.records


class Migration(migrations.Migration):

    runs_while_serving = True

    dependencies = [("notices", "0001_initial")]

    # Choices are no part of the table in the database: nothing is altered there, and its triggers stand.
    operations = [
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.AlterField(
                    model_name="noticefile",
                    name="format",
                    field=models.CharField(
                        choices=notices.models.records.form_choices,
                        max_length=6,
                        verbose_name="格式",
                    ),
                )
            ]
        )
    ]
