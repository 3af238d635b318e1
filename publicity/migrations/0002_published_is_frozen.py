from django.db import migrations

from accounts.append_only import written_once

# What a published notice was and is: nothing changes it, sealing neither.
FACTS = [
    "district_id",
    "plan_id",
    "round_id",
    "kind",
    "origin",
    "number",
    "version",
    "compiled_by_id",
    "reviewed_by_id",
    "signed_by_id",
    "approved_digest",
    "opens_on",
    "closes_on",
    "published_at",
    "content_sha256",
    "content_sm3",
    "chain_position",
    "previous_record_sha256",
    "record_sha256",
    "file_sha256",
    "replaces_id",
]
# What it says: sealing destroys it by one path and leaves the digests (design, invariant 9).
WORDS = [
    "content",
    "brought_content",
    "title",
    "table_title",
    "lead",
    "source",
    "contact_name",
    "contact_phone",
    "postal_address",
    "visiting_place",
    "visiting_hours",
    "table_html",
]


def same(names):
    return " AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in names)


SEALED = "NEW.status = 'sealed' AND NEW.content IS NULL AND NEW.table_html = ''"
STAYS_SEALED = "(OLD.status <> 'sealed' OR NEW.status = 'sealed')"
STAYS_WITHDRAWN = "(OLD.withdrawn_at IS NULL OR NEW.withdrawn_at IS NOT DISTINCT FROM OLD.withdrawn_at)"


class Migration(migrations.Migration):
    dependencies = [("publicity", "0001_initial")]

    operations = [
        written_once(
            "publicity_notice",
            update_unless=(
                f"OLD.published_at IS NULL OR ({same(FACTS)} AND {STAYS_SEALED} AND {STAYS_WITHDRAWN} "
                f"AND (({same(WORDS)}) OR ({SEALED})))"
            ),
            delete_unless="OLD.published_at IS NULL",
        ),
        written_once(
            "publicity_noticefile",
            update_unless=(
                "NEW.data IS NULL AND NEW.notice_id = OLD.notice_id AND NEW.format = OLD.format "
                "AND NEW.sha256 = OLD.sha256 AND NEW.sm3 = OLD.sm3"
            ),
            update_columns=("data",),
        ),
        written_once("publicity_noticestep"),
        written_once("publicity_objectionstep"),
        written_once("publicity_identityview"),
    ]
