"""A sealed version of a plan leaves the search index in the transaction that seals it."""

from django.db import migrations

from publicity.search.forgetting import forgetting_plans_sql, unforgetting_plans_sql


def forget(apps, schema_editor):
    for statement in forgetting_plans_sql(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


def unforget(apps, schema_editor):
    for statement in unforgetting_plans_sql(schema_editor.connection.vendor):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):

    runs_while_serving = False

    dependencies = [
        ("projects", "0005_sealed_plan_versions"),
        ("publicity", "0001_initial"),
    ]

    operations = [migrations.RunPython(forget, unforget)]
