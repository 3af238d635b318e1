"""A new district: usable at once on the desk, seen by the public once it has something published."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts import audit
from accounts.models import User
from projects import access
from projects.access import must
from projects.division_codes import code_problem, province_of
from projects.edited_rows import keep
from projects.models import District, Membership, Role
from projects.models.posts import SEPARATED_ROLES
from projects.public_addresses import RESERVED_SLUGS
from projects.workflow import StepRefused

NAMED_ONCE = ("code", "slug", "province")
"""What a district is founded with beside its settings; it stays for good."""
_SLUG = re.compile(r"[a-z][a-z0-9-]{0,38}[a-z0-9]")


def slug_problem(slug: str) -> str:
    """Why a new district cannot have this slug, in a sentence; empty where it can."""
    if slug in RESERVED_SLUGS:
        return f"“{slug}”是系统自己的地址，请换一个。"
    if not _SLUG.fullmatch(slug) or "--" in slug:
        return (
            "网址名用小写字母开头，二到四十个小写字母、数字和单个短横，如 wanzhou，"
            f"写的是“{slug}”。"
        )
    return ""


def district_problems(values: Mapping[str, Any]) -> dict[str, list[str]]:
    """What is wrong with each value of a new district, taken names and codes included; empty where nothing is."""
    known = {*NAMED_ONCE, *District.SETTINGS}
    found: dict[str, list[str]] = {}
    for name, problem in (("code", code_problem), ("slug", slug_problem)):
        if sentence := problem(str(values.get(name, ""))):
            found[name] = [sentence]
    wrong = {name for name in values if name not in known}
    found |= {name: ["区县没有这一项。"] for name in sorted(wrong)}
    row = District(**{name: value for name, value in values.items() if name in known})
    province = province_of(row.code)
    row.province = row.province or province
    try:
        row.full_clean()
    except ValidationError as error:
        for name, messages in error.message_dict.items():
            found.setdefault(name, list(messages))
    if row.province and province and row.province != province:
        found["province"] = [f"代码 {row.code} 属于{province}，写的是“{row.province}”。"]
    return found


@transaction.atomic
def add_district(
    *, values: Mapping[str, Any], actor: User | None, at: datetime, run_by: str = ""
) -> District:
    """Found a district. `actor` None is the installation itself (a command on the server, run by `run_by`).

    Raises PermissionDenied unless the actor is the system administrator of the whole installation, and StepRefused
    with every reason.
    """
    if actor is not None:
        must(access.can_keep_installation(actor))
    if problems := district_problems(values):
        raise StepRefused("".join(dict.fromkeys(one for all_ in problems.values() for one in all_)))
    district = District(**values)
    district.province = district.province or province_of(district.code)
    keep(district)
    audit.record(
        at=at,
        actor=actor,
        verb="district.add",
        subject=district,
        district_code=district.code,
        detail={"slug": district.slug, **({"run_by": run_by} if run_by else {})},
    )
    return district


def lacking_administrators() -> list[Role]:
    """Which of the three administrators nobody holds for the whole installation: a new district would lack them."""
    held = set(
        Membership.objects.filter(
            role__in=SEPARATED_ROLES, district=None, user__is_active=True
        ).values_list("role", flat=True)
    )
    return [role for role in SEPARATED_ROLES if role not in held]
