"""The register (the stock admin), by its own rule: table -> the posts that look at it, each in its own district.

Nobody changes anything there. Whoever holds none of these posts cannot enter it at all.
"""

from __future__ import annotations

from projects.models import Role

STAFF = frozenset({Role.COMPILER, Role.REVIEWER})

REGISTER: dict[str, frozenset[Role]] = {
    "accounts.user": frozenset({Role.SECURITY_ADMIN}),
    "accounts.auditevent": frozenset({Role.AUDITOR}),
    "projects.district": frozenset({Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN}),
    "projects.calendarday": STAFF | {Role.SYSTEM_ADMIN},
    "projects.membership": frozenset({Role.SECURITY_ADMIN}),
    "projects.responsibleunit": STAFF | {Role.SECURITY_ADMIN},
    "projects.unitalias": STAFF,
    **{f"projects.{m}": STAFF for m in ("annualplan", "project", "task", "planversion")},
    **{f"progress.{m}": STAFF for m in ("reportinground", "progressreport", "reportstep")},
    "progress.ruleset": frozenset({Role.SYSTEM_ADMIN}),
}

DISTRICT_PATHS: dict[str, str] = {
    "accounts.user": "memberships__district",
    "accounts.auditevent": "",
    "projects.district": "pk",
    "projects.calendarday": "",
    "projects.project": "plan__district",
    "projects.task": "project__plan__district",
    "projects.planversion": "plan__district",
    "progress.reportinground": "plan__district",
    "progress.progressreport": "round__plan__district",
    "progress.reportstep": "report__round__plan__district",
    "progress.ruleset": "",
}
"""From a row to its district, where that is not `district`. Empty: a code, or the whole installation's."""

REGISTER_ACTS = ("changelist", "change", "export")
"""The only addresses a table has."""

ADMIN_SITE = frozenset(
    {"index", "login", "logout", "password_change", "password_change_done", "jsi18n", "app_list"}
)
"""Addresses of the admin that belong to no table."""

CHANGING_PATHS = (
    "add/", "import/", "process_import/", "{pk}/delete/", "{pk}/history/", "{pk}/password/", "{pk}/",
)  # fmt: skip
"""What the stock admin, its accounts and django-import-export would put below a table; here is nothing."""

SITE_PATHS = (
    "autocomplete/?app_label=projects&model_name=project&field_name=plan&term=",
    "autocomplete/?app_label=projects&model_name=membership&field_name=user&term=",
    "r/1/1/",
)
"""What would answer about rows beside a table's own list."""
