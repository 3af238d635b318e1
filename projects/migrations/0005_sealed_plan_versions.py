"""A published version of a plan may lose its content by one way: asked by a signer, confirmed by another person."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

import accounts.readable_json
from accounts.append_only import written_once
from accounts.guard_sql import Way, ways_only
from accounts.kept_triggers import TriggersKept

COLUMNS = (
    "id", "plan_id", "number", "content", "content_sha256", "entered_by_id", "published_by_id", "published_at",
    "seal_reason", "seal_asked_by_id", "seal_asked_at", "sealed_at",
)  # fmt: skip
CHANGED = ("content", "seal_reason", "seal_asked_by_id", "seal_asked_at", "sealed_at")


def event(verb, *more):
    """The audit event of the same act, written in this transaction before the row."""
    conditions = [
        "e.subject_key = 'projects.planversion:' || NEW.id", f"e.verb = '{verb}'", "MINE(e)", *more,
    ]  # fmt: skip
    return f"EXISTS (SELECT 1 FROM accounts_auditevent e WHERE {' AND '.join(conditions)})"


ASKED = Way(
    "ask_to_seal",
    ("seal_reason", "seal_asked_by_id", "seal_asked_at"),
    "OLD.sealed_at IS NULL AND NEW.seal_reason <> '' AND "
    + event(
        "plan.ask_to_seal",
        "e.actor_id = NEW.seal_asked_by_id",
        "e.at = NEW.seal_asked_at",
        "e.detail ->> 'reason' = NEW.seal_reason",
    ),
)
SEALED = Way(
    "seal",
    ("content", "sealed_at"),
    "OLD.sealed_at IS NULL AND OLD.seal_asked_by_id IS NOT NULL AND NEW.content IS NULL AND "
    + event("plan.seal", "e.actor_id <> OLD.seal_asked_by_id", "e.at = NEW.sealed_at"),
)


class Migration(migrations.Migration):

    runs_while_serving = False

    dependencies = [
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
        ("accounts", "0007_handed_out_secrets"),
        ("projects", "0004_personnel_acts"),
    ]

    operations = [
        TriggersKept(
            "projects_planversion",
            [
                migrations.AddField("planversion", "seal_reason", models.TextField(blank=True, default="", verbose_name="封存原因")),
                migrations.AddField(
                    "planversion",
                    "seal_asked_by",
                    models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name="+", to=settings.AUTH_USER_MODEL),
                ),
                migrations.AddField("planversion", "seal_asked_at", models.DateTimeField(blank=True, null=True, verbose_name="申请封存时间")),
                migrations.AddField("planversion", "sealed_at", models.DateTimeField(blank=True, null=True, verbose_name="封存时间")),
                migrations.AlterField("planversion", "content", models.JSONField(encoder=accounts.readable_json.ReadableJSON, null=True, verbose_name="内容")),
                migrations.AddConstraint(
                    "planversion",
                    models.CheckConstraint(
                        name="plan_version_sealed_has_reason",
                        condition=Q(sealed_at__isnull=True)
                        | (Q(content__isnull=True, seal_asked_by__isnull=False) & ~Q(seal_reason="")),
                    ),
                ),
            ],
        ),
        written_once(
            "projects_planversion",
            update_unless=ways_only(COLUMNS, (ASKED, SEALED)),
            update_columns=CHANGED,
            revision=2,
        ),
    ]
