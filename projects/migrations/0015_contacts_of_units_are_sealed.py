"""Whom to call at a unit is personal data: sealed with the keys outside the database, with the person's post."""

from django.db import migrations, models

from accounts.sealing import seal, unseal


def sealed(apps, editor):
    for unit in apps.get_model("projects", "ResponsibleUnit").objects.exclude(
        contact_name="", contact_phone=""
    ):
        unit.sealed_contact = seal(
            {"contact_name": unit.contact_name, "contact_post": "", "contact_phone": unit.contact_phone}
        )
        unit.contact_name = unit.contact_phone = ""
        unit.save(update_fields=["sealed_contact", "contact_name", "contact_phone"])


def opened(apps, editor):
    for unit in apps.get_model("projects", "ResponsibleUnit").objects.exclude(sealed_contact=None):
        kept = unseal(unit.sealed_contact)
        unit.contact_name, unit.contact_phone = kept["contact_name"], kept["contact_phone"]
        unit.save(update_fields=["contact_name", "contact_phone"])


class Migration(migrations.Migration):

    # The old version reads the columns that go.
    runs_while_serving = False

    dependencies = [("projects", "0014_days_of_leaving_and_joining")]

    operations = [
        migrations.AddField(
            "responsibleunit",
            "sealed_contact",
            models.BinaryField(blank=True, null=True, verbose_name="联系人（加密）"),
        ),
        migrations.RunPython(sealed, opened),
        migrations.RemoveField("responsibleunit", "contact_name"),
        migrations.RemoveField("responsibleunit", "contact_phone"),
    ]
