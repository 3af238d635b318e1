"""In production a version of a plan carries a moment near the database's clock; it is sealed as before."""

from django.db import migrations

from accounts.append_only import written_once
from accounts.guard_sql import Way, at_its_moment, ways_only

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

    dependencies = [("projects", "0005_sealed_plan_versions")]

    operations = [
        written_once(
            "projects_planversion",
            update_unless=ways_only(COLUMNS, (ASKED, SEALED)),
            insert_unless=at_its_moment("published_at"),
            update_columns=CHANGED,
            revision=3,
        ),
    ]
