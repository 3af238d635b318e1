"""The stock admin, by its own rule: table -> who may do what there.

Whoever stands in no row cannot enter it at all.
"""

from __future__ import annotations

from tests.guards.addresses.row import People
from tests.guards.cast import (
    AUDITOR,
    COMPILER,
    FAR_COMPILER,
    REVIEWER,
    SECURITY_ADMIN,
    SYSTEM_ADMIN,
)

LOOK: People = frozenset({"look"})
EDIT: People = frozenset({"look", "add", "change", "delete"})
STAFF_LOOK = {COMPILER: LOOK, FAR_COMPILER: LOOK, REVIEWER: LOOK}

ADMIN: dict[str, dict[str, People]] = {
    "accounts.user": {SECURITY_ADMIN: EDIT - {"delete"}},
    "accounts.auditevent": {AUDITOR: LOOK},
    "projects.district": {SYSTEM_ADMIN: EDIT - {"delete"}, SECURITY_ADMIN: LOOK},
    "projects.calendarday": {SYSTEM_ADMIN: EDIT},
    "projects.membership": {SECURITY_ADMIN: EDIT - {"change"}},
    "projects.responsibleunit": {
        COMPILER: EDIT, FAR_COMPILER: EDIT, REVIEWER: LOOK, SECURITY_ADMIN: LOOK,
    },
    "projects.unitalias": {COMPILER: EDIT, FAR_COMPILER: EDIT, REVIEWER: LOOK},
    **{f"projects.{m}": STAFF_LOOK for m in ("annualplan", "project", "task", "planversion")},
    **{f"progress.{m}": STAFF_LOOK for m in ("reportinground", "progressreport", "reportstep")},
    "progress.ruleset": {SYSTEM_ADMIN: EDIT - {"delete"}},
    # Django registers it with our accounts' admin; nobody's post opens it.
    "auth.group": {},
}  # fmt: skip

ADMIN_ACTS = {
    "changelist": "look",
    "change": "look",
    "history": "look",
    "export": "look",
    "add": "add",
    "import": "add",
    "process_import": "add",
    "delete": "delete",
}
"""What an address of a table needs."""

ADMIN_SITE = frozenset(
    {
        "index", "login", "logout", "password_change", "password_change_done", "autocomplete",
        "jsi18n", "view_on_site", "app_list", "auth_user_password_change",
    }
)  # fmt: skip
"""Addresses of the admin that belong to no table, or (the last) to one row in its own way."""
