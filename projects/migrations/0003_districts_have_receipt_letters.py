from django.core.validators import RegexValidator
from django.db import migrations, models
from django.db.models.functions import Length
from django.db.models.lookups import In

from accounts.kept_triggers import TriggersKept


class Migration(migrations.Migration):
    dependencies = [("projects", "0002_plan_versions_are_written_once")]

    operations = [
        # What is edited in a district raises the generation of the public pages by a trigger.
        TriggersKept(
            "projects_district",
            [
                migrations.AddField(
                    model_name="district",
                    name="receipt_letters",
                    field=models.CharField(
                        verbose_name="回执字头",
                        max_length=2,
                        blank=True,
                        validators=[
                            RegexValidator(r"\A[A-Z]{2}\Z", "回执字头是两个大写字母，如“WZ”。")
                        ],
                        help_text="异议回执编号的头两个字母，如“WZ”；不填就用网址名的头两个字母。已发出的回执不变",
                    ),
                ),
                migrations.AddConstraint(
                    model_name="district",
                    constraint=models.CheckConstraint(
                        name="district_receipt_letters_none_or_two",
                        condition=In(Length("receipt_letters"), [0, 2]),
                        violation_error_message="回执字头是两个大写字母，如“WZ”。",
                    ),
                ),
            ],
        ),
    ]
