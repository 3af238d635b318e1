"""Each migration says whether the version that serves may go on serving while it runs (deploy/upgrade.sh asks)."""

from __future__ import annotations

from django.db.migrations.loader import MigrationLoader

from ops.waiting_migrations import STATEMENT
from tests.our_apps import OUR_APPS


def test_every_migration_after_the_first_says_whether_the_old_version_may_serve_meanwhile():
    loader = MigrationLoader(None, load=False)
    loader.load_disk()
    silent = [
        f"{app}.{name}"
        for (app, name), migration in sorted(loader.disk_migrations.items())
        if app in OUR_APPS and not migration.initial and not name.startswith("0001")
        if not isinstance(getattr(migration, STATEMENT, None), bool)
    ]
    assert not silent, f"`{STATEMENT} = True` or `False` is missing in {', '.join(silent)}"
