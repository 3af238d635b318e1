"""What pages about all districts tell of each is shared between processes, and goes with the district's generation."""

from django.db import migrations, models

from publicity.shared_parts import forgetting_parts_sql, unforgetting_parts_sql


def forget(apps, schema_editor):
    for statement in forgetting_parts_sql(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def unforget(apps, schema_editor):
    for statement in unforgetting_parts_sql(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    # Until its rights are given anew the portal's role may not touch the table, and so not publish.
    runs_while_serving = False

    dependencies = [("publicity", "0008_search_tells_triples_apart")]

    operations = [
        migrations.CreateModel(
            name="DistrictPart",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("name", models.CharField(max_length=20, verbose_name="部分")),
                ("scope", models.CharField(max_length=40, verbose_name="区县网址名")),
                ("state", models.CharField(max_length=64, verbose_name="状态")),
                ("text", models.TextField(verbose_name="内容")),
            ],
            options={
                "verbose_name": "区县页面部分",
                "verbose_name_plural": "区县页面部分",
                "constraints": [
                    models.UniqueConstraint(fields=("name", "scope"), name="district_part_once")
                ],
            },
        ),
        migrations.RunPython(forget, unforget),
    ]
