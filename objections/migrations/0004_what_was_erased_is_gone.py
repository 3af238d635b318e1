"""Cases erased so far kept summary, reasons, inquiries and drafts: they are emptied as an erasure does it now."""

from django.db import migrations

NOTHING = b""


def empty(apps, schema_editor):
    Objection = apps.get_model("objections", "Objection")
    UnitInquiry = apps.get_model("objections", "UnitInquiry")
    erased = Objection.objects.filter(identity_erased_at__isnull=False)
    for name in ("sealed_summary", "sealed_refusal", "sealed_extension"):
        erased.filter(**{f"{name}__isnull": False}).update(**{name: NOTHING})
    erased.exclude(status="answered").update(sealed_answer=None)
    erased.filter(outcome_released=False).update(public_outcome="")
    inquiries = UnitInquiry.objects.filter(objection__in=erased)
    inquiries.update(sealed_question=NOTHING)
    inquiries.filter(sealed_reply__isnull=False).update(sealed_reply=NOTHING)
    apps.get_model("objections", "KeptText").objects.all().delete()


class Migration(migrations.Migration):

    runs_while_serving = False

    dependencies = [("objections", "0003_key_canary"), ("notices", "0003_ways_of_a_published_notice")]

    operations = [migrations.RunPython(empty, migrations.RunPython.noop)]
