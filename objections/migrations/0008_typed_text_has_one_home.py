from django.db import migrations


def bring_over(apps, schema_editor):
    """What waits for a person at this moment goes along; what is older than a day goes at the next sweep."""
    old = apps.get_model("objections", "KeptText").objects.all()
    apps.get_model("accounts", "KeptText").objects.bulk_create(
        apps.get_model("accounts", "KeptText")(
            user_id=row.user_id, page=row.page, sealed_text=row.sealed_text, at=row.at
        )
        for row in old
    )


class Migration(migrations.Migration):
    runs_while_serving = False

    dependencies = [
        ("accounts", "0010_kept_texts"),
        ("objections", "0007_erasure_names_the_servers_user"),
    ]

    operations = [
        migrations.RunPython(bring_over, migrations.RunPython.noop),
        migrations.DeleteModel(name="KeptText"),
    ]
