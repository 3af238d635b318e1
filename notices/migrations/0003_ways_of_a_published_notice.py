"""Of a published notice only named columns change, on named ways, each with its step and its audit event."""

from django.db import migrations

from accounts.append_only import written_once
from accounts.guard_sql import Way, at_its_moment, ways_only

COLUMNS = (
    "id", "district_id", "plan_id", "round_id", "kind", "origin", "number", "version", "status", "edit_version",
    "title", "lead", "source", "signed_on", "columns", "categories", "missing_rows", "opens_on", "closes_on",
    "day_kind", "first_day_counts", "minimum_days", "contact_name", "contact_phone", "postal_address",
    "postal_code", "visiting_place", "visiting_hours", "secrecy_reviewer", "secrecy_reviewed_on",
    "correction_reason", "restarts_window", "brought_content", "table_title", "compiled_by_id", "reviewed_by_id",
    "approved_digest", "signed_by_id", "paper_signer", "paper_signed_on", "paper_scan", "paper_scan_name",
    "paper_scan_sha256", "content", "table_html", "published_at", "content_sha256", "content_sm3",
    "chain_position", "previous_record_sha256", "record_sha256", "file_sha256", "claimed_published_on",
    "replaces_id", "withdrawn_at", "withdrawal_reason", "table_stays_visible", "sealed_at", "seal_reason",
    "seal_asked_by_id", "seal_asked_at",
)  # fmt: skip
# What sealing destroys (design of sealing: digests, numbers, moments and reasons stay).
EMPTIED_TO_NULL = ("content", "brought_content", "paper_scan")
EMPTIED = (
    "title", "table_title", "lead", "source", "contact_name", "contact_phone", "postal_address", "postal_code",
    "visiting_place", "visiting_hours", "table_html", "correction_reason", "paper_scan_name",
)  # fmt: skip


def step(name, *more):
    """A step of this notice, written in this transaction, and the audit event of the same act."""
    conditions = [
        "s.notice_id = NEW.id", f"s.step = '{name}'", "s.from_status = OLD.status",
        "s.to_status = NEW.status", "MINE(s)", *more,
    ]  # fmt: skip
    return (
        f"EXISTS (SELECT 1 FROM notices_noticestep s JOIN accounts_auditevent e "
        f"ON e.subject_key = 'notices.notice:' || NEW.id AND e.verb = 'notice.{name}' "
        f"AND e.actor_id = s.by_id AND e.at = s.at AND MINE(e) WHERE {' AND '.join(conditions)})"
    )


CORRECTED = Way(
    "correct",
    ("status",),
    "OLD.status = 'published' AND NEW.status = 'corrected' AND "
    "EXISTS (SELECT 1 FROM notices_notice n WHERE n.replaces_id = NEW.id AND n.published_at IS NOT NULL) "
    f"AND {step('correct')}",
)
WITHDRAWN = Way(
    "withdraw",
    ("status", "withdrawn_at", "withdrawal_reason", "table_stays_visible"),
    "OLD.status IN ('published', 'corrected') AND NEW.status = 'withdrawn' AND "
    + step("withdraw", "SECOND(s.at) = SECOND(NEW.withdrawn_at)", "s.note = NEW.withdrawal_reason"),
)
ASKED_TO_SEAL = Way(
    "ask_to_seal",
    ("seal_reason", "seal_asked_by_id", "seal_asked_at"),
    "OLD.status <> 'sealed' AND "
    + step(
        "ask_to_seal",
        "s.by_id = NEW.seal_asked_by_id",
        "s.at = NEW.seal_asked_at",
        "s.note = NEW.seal_reason",
    ),
)
SEALED = Way(
    "seal",
    ("status", "sealed_at", *EMPTIED_TO_NULL, *EMPTIED),
    "OLD.status IN ('published', 'corrected', 'withdrawn') AND NEW.status = 'sealed' AND "
    + " AND ".join(
        [f"NEW.{name} IS NULL" for name in EMPTIED_TO_NULL]
        + [f"NEW.{name} = ''" for name in EMPTIED]
    )
    + " AND EXISTS (SELECT 1 FROM notices_noticestep a WHERE a.notice_id = NEW.id AND a.step = 'ask_to_seal' "
    "AND a.by_id = OLD.seal_asked_by_id AND a.at = OLD.seal_asked_at) AND "
    + step("seal", "s.by_id <> OLD.seal_asked_by_id", "SECOND(s.at) = SECOND(NEW.sealed_at)"),
)
WAYS = (CORRECTED, WITHDRAWN, ASKED_TO_SEAL, SEALED)

# Publishing: what is frozen is what the step of this transaction says, and a reviewer's step agreed to before.
PUBLISHED = (
    step("publish", "s.digest = NEW.content_sha256")
    + " AND EXISTS (SELECT 1 FROM notices_noticestep r WHERE r.notice_id = NEW.id AND r.step = 'approve' "
    "AND r.by_id = NEW.reviewed_by_id AND r.digest = NEW.content_sha256)"
)
BROUGHT_OVER = "NEW.origin = 'brought_over' AND " + step(
    "confirm", "s.digest = NEW.content_sha256", "s.by_id = NEW.reviewed_by_id"
)
IN_ITS_TIME = (
    "NOT IN_PRODUCTION OR CARRIED_OVER OR (NEAR_NOW(NEW.published_at, 300) AND NOT EXISTS (SELECT 1 "
    "FROM notices_notice p WHERE p.district_id = NEW.district_id AND p.published_at > NEW.published_at))"
)
IN_WORK = (
    "OLD.published_at IS NULL AND (NEW.published_at IS NULL "
    f"OR ((({PUBLISHED}) OR ({BROUGHT_OVER})) AND ({IN_ITS_TIME})))"
)


class Migration(migrations.Migration):

    runs_while_serving = False

    dependencies = [("notices", "0002_forms_from_their_table"), ("accounts", "0005_installation")]

    operations = [
        written_once(
            "notices_notice",
            update_unless=ways_only(COLUMNS, WAYS, free=IN_WORK),
            delete_unless="OLD.published_at IS NULL",
            # Nobody enters a notice that is published already.
            insert_unless="NEW.published_at IS NULL OR NOT IN_PRODUCTION OR CARRIED_OVER",
            revision=2,
        ),
        written_once(
            "notices_noticefile",
            update_unless=ways_only(
                ("id", "notice_id", "format", "data", "size", "sha256", "sm3"),
                [
                    Way(
                        "seal",
                        ("data",),
                        "NEW.data IS NULL AND EXISTS (SELECT 1 FROM notices_notice n JOIN notices_noticestep s "
                        "ON s.notice_id = n.id WHERE n.id = NEW.notice_id AND n.status = 'sealed' "
                        "AND s.step = 'seal' AND MINE(s))",
                    )
                ],
            ),
            update_columns=("data",),
            revision=2,
        ),
        written_once("notices_noticestep", insert_unless=at_its_moment("at"), revision=2),
        written_once(
            "notices_noticehead",
            # The end of a chain moves on by one, onto the notice that follows the one before.
            update_unless=(
                "NEW.district_id = OLD.district_id AND NEW.count = OLD.count + 1 AND EXISTS (SELECT 1 "
                "FROM notices_notice n WHERE n.district_id = NEW.district_id AND n.chain_position = NEW.count "
                "AND n.record_sha256 = NEW.record_sha256 AND n.previous_record_sha256 = OLD.record_sha256)"
            ),
            update_columns=("count", "record_sha256"),
        ),
    ]
