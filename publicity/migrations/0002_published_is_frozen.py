from django.db import migrations

from accounts.append_only import written_once

FROZEN = [
    "district_id",
    "plan_id",
    "round_id",
    "kind",
    "origin",
    "number",
    "version",
    "published_at",
    "content_sha256",
    "content_sm3",
    "chain_position",
    "previous_record_sha256",
    "record_sha256",
    "replaces_id",
]
SAME_FACTS = " AND ".join(f"NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in FROZEN)
SAME_CONTENT = (
    "NEW.content IS NOT DISTINCT FROM OLD.content AND NEW.table_html = OLD.table_html"
)
# Sealing destroys the content by one path and leaves the digests (design, invariant 9).
SEALED = "NEW.status = 'sealed' AND NEW.content IS NULL AND NEW.table_html = ''"


class Migration(migrations.Migration):
    dependencies = [("publicity", "0001_initial")]

    operations = [
        written_once(
            "publicity_notice",
            update_unless=(
                f"OLD.published_at IS NULL OR ({SAME_FACTS} AND (({SAME_CONTENT}) OR ({SEALED})))"
            ),
            delete_unless="OLD.published_at IS NULL",
        ),
        written_once(
            "publicity_noticefile",
            update_unless=(
                "NEW.data IS NULL AND NEW.notice_id = OLD.notice_id AND NEW.format = OLD.format "
                "AND NEW.sha256 = OLD.sha256 AND NEW.sm3 = OLD.sm3"
            ),
        ),
        written_once("publicity_noticestep"),
        written_once("publicity_objectionstep"),
        written_once("publicity_identityview"),
    ]
