"""The search's index yields entries newest first; SQLite's is made anew at the next search."""

from django.db import migrations

from publicity.search.newest_first import NEWEST_FIRST_GONE_SQL, NEWEST_FIRST_SQL

FORWARDS = {
    "postgresql": [
        "ALTER TABLE publicity_searchentry DROP COLUMN grams",
        *NEWEST_FIRST_SQL,
    ],
    "sqlite": [
        "DROP TABLE publicity_searchgrams",
        "CREATE VIRTUAL TABLE publicity_searchgrams USING fts5(pairs, signs, marks, tokenize = 'unicode61')",
        "DELETE FROM publicity_searchentry",
        "UPDATE publicity_generation SET searched = ''",
    ],
}
BACKWARDS = {
    "postgresql": [
        *NEWEST_FIRST_GONE_SQL,
        "ALTER TABLE publicity_searchentry ADD COLUMN grams text[] NOT NULL DEFAULT '{}'",
        "CREATE INDEX publicity_searchentry_grams ON publicity_searchentry USING gin (grams)",
        "DELETE FROM publicity_searchentry",
        "UPDATE publicity_generation SET searched = ''",
    ],
    "sqlite": [
        "DROP TABLE publicity_searchgrams",
        "CREATE VIRTUAL TABLE publicity_searchgrams USING fts5(grams, tokenize = 'unicode61')",
        "DELETE FROM publicity_searchentry",
        "UPDATE publicity_generation SET searched = ''",
    ],
}


def forwards(apps, schema_editor):
    for statement in FORWARDS.get(schema_editor.connection.vendor, []):
        schema_editor.execute(statement, params=None)


def backwards(apps, schema_editor):
    for statement in BACKWARDS.get(schema_editor.connection.vendor, []):
        schema_editor.execute(statement, params=None)


class Migration(migrations.Migration):
    # Between the statements the old version would ask for a column that is gone.
    runs_while_serving = False

    dependencies = [("publicity", "0002_sealed_plans_are_forgotten")]

    operations = [migrations.RunPython(forwards, backwards)]
