"""What must be gone at once: a sealed notice leaves the index in the transaction that seals it, by a trigger."""

from __future__ import annotations

SQLITE_TABLE = "publicity_searchgrams"
_SEALED = "NEW.status = 'sealed' AND OLD.status <> 'sealed'"
_PATH = "'/' || (SELECT slug FROM projects_district WHERE id = NEW.district_id) || '/notices/' || NEW.number || '/'"


def forgetting_sql(vendor: str) -> list[str]:
    """Statements that take a notice out of the index as it is sealed."""
    entry = f"DELETE FROM publicity_searchentry WHERE path = {_PATH};"  # noqa: S608 - constants
    if vendor == "postgresql":
        return [
            "CREATE OR REPLACE FUNCTION notices_notice_is_forgotten() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {entry} RETURN NULL; END $$",
            f"CREATE TRIGGER notices_notice_is_forgotten AFTER UPDATE ON notices_notice FOR EACH ROW "
            f"WHEN ({_SEALED}) EXECUTE FUNCTION notices_notice_is_forgotten()",
        ]
    grams = (
        f"DELETE FROM {SQLITE_TABLE} WHERE rowid IN "  # noqa: S608 - constants
        f"(SELECT id FROM publicity_searchentry WHERE path = {_PATH});"
    )
    return [
        f"CREATE TRIGGER notices_notice_is_forgotten AFTER UPDATE ON notices_notice WHEN {_SEALED} "
        f"BEGIN {grams} {entry} END"
    ]


def unforgetting_sql(vendor: str) -> list[str]:
    """Statements that take the trigger away again (migrating back)."""
    if vendor == "postgresql":
        return [
            "DROP TRIGGER IF EXISTS notices_notice_is_forgotten ON notices_notice",
            "DROP FUNCTION IF EXISTS notices_notice_is_forgotten()",
        ]
    return ["DROP TRIGGER IF EXISTS notices_notice_is_forgotten"]


_YEAR = (
    "'/' || (SELECT d.slug FROM projects_annualplan p JOIN projects_district d ON d.id = p.district_id "
    "WHERE p.id = NEW.plan_id) || '/' || (SELECT p.year FROM projects_annualplan p WHERE p.id = NEW.plan_id) || '/%'"
)
_LOST = "NEW.content IS NULL AND OLD.content IS NOT NULL"


def forgetting_plans_sql(vendor: str) -> list[str]:
    """Statements that take the projects of a plan's year out of the index as a version of it is sealed.

    What another version still says is indexed anew at the next search: the stamp of the district has risen.
    """
    entry = f"DELETE FROM publicity_searchentry WHERE path LIKE {_YEAR};"  # noqa: S608 - constants
    if vendor == "postgresql":
        return [
            "CREATE OR REPLACE FUNCTION projects_planversion_is_forgotten() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {entry} RETURN NULL; END $$",
            "CREATE TRIGGER projects_planversion_is_forgotten AFTER UPDATE ON projects_planversion FOR EACH ROW "
            f"WHEN ({_LOST}) EXECUTE FUNCTION projects_planversion_is_forgotten()",
        ]
    grams = (
        f"DELETE FROM {SQLITE_TABLE} WHERE rowid IN "  # noqa: S608 - constants
        f"(SELECT id FROM publicity_searchentry WHERE path LIKE {_YEAR});"
    )
    return [
        f"CREATE TRIGGER projects_planversion_is_forgotten AFTER UPDATE ON projects_planversion WHEN {_LOST} "
        f"BEGIN {grams} {entry} END"
    ]


def unforgetting_plans_sql(vendor: str) -> list[str]:
    if vendor == "postgresql":
        return [
            "DROP TRIGGER IF EXISTS projects_planversion_is_forgotten ON projects_planversion",
            "DROP FUNCTION IF EXISTS projects_planversion_is_forgotten()",
        ]
    return ["DROP TRIGGER IF EXISTS projects_planversion_is_forgotten"]
