"""The database itself refuses an erased case that still holds a text."""

from django.db import migrations, models
from django.db.models import Q

from accounts.kept_triggers import TriggersKept


class Migration(migrations.Migration):

    runs_while_serving = False

    dependencies = [("objections", "0004_what_was_erased_is_gone")]

    operations = [
        TriggersKept(
            "objections_objection",
            [
                migrations.AddConstraint(
                    model_name="objection",
                    constraint=models.CheckConstraint(
                        condition=Q(identity_erased_at__isnull=True)
                        | (
                            (Q(sealed_summary__isnull=True) | Q(sealed_summary=b""))
                            & (Q(sealed_refusal__isnull=True) | Q(sealed_refusal=b""))
                            & (Q(sealed_extension__isnull=True) | Q(sealed_extension=b""))
                            & (Q(sealed_answer__isnull=True) | Q(status="answered"))
                            & (Q(public_outcome="") | Q(outcome_released=True))
                        ),
                        name="objection_erased_keeps_no_text",
                    ),
                )
            ],
        )
    ]
