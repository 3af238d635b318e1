"""The index of bigrams: FTS5 on SQLite, a GIN index on PostgreSQL. A derived copy: rebuilt by `reindex_search`."""

from django.db import migrations

SQLITE = "CREATE VIRTUAL TABLE publicity_searchgrams USING fts5(grams, tokenize = 'unicode61')"
POSTGRESQL = [
    "ALTER TABLE publicity_searchentry ADD COLUMN grams text[] NOT NULL DEFAULT '{}'",
    "CREATE INDEX publicity_searchentry_grams ON publicity_searchentry USING gin (grams)",
]


def add(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "sqlite":
        schema_editor.execute(SQLITE)
    elif vendor == "postgresql":
        for statement in POSTGRESQL:
            schema_editor.execute(statement)


def remove(apps, schema_editor):
    vendor = schema_editor.connection.vendor
    if vendor == "sqlite":
        schema_editor.execute("DROP TABLE publicity_searchgrams")
    elif vendor == "postgresql":
        schema_editor.execute("ALTER TABLE publicity_searchentry DROP COLUMN grams")


class Migration(migrations.Migration):
    dependencies = [("publicity", "0002_published_is_frozen")]
    operations = [migrations.RunPython(add, remove)]
