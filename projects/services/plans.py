"""Publishing a plan: a second person freezes what the compiler entered."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts import audit
from accounts.models import User
from projects import access
from projects.access import must
from projects.models import AnnualPlan, PlanVersion
from projects.plan_content import content_digest, plan_content


class PlanRefused(Exception):
    """The plan cannot be published as it stands; the message is for the person."""


@transaction.atomic
def publish_plan(*, plan_id: int, actor: User, at: datetime) -> PlanVersion:
    """Freeze the plan as its next version. Whoever entered any of what is published is another person.

    Raises PermissionDenied, or PlanRefused where the plan is empty or nothing changed since the last version.
    """
    plan = (
        AnnualPlan.objects.select_for_update(of=("self",))
        .select_related("district", "entered_by")
        .get(pk=plan_id)
    )
    must(access.can_publish_plan(actor, plan))
    last = plan.versions.order_by("-number").first()
    content = plan_content(plan, version=last.number + 1 if last else 1)
    if not content["projects"]:
        raise PlanRefused("方案里还没有项目，不能发布。")
    if last and content_digest({**content, "version": last.number}) == last.content_sha256:
        if last.sealed_at:
            raise PlanRefused(
                f"方案与已封存的第{last.number}版一致：要销毁的内容还在登记的方案里，请先更正。"
            )
        raise PlanRefused(f"方案与已发布的第{last.number}版一致，没有需要发布的改动。")
    version = PlanVersion.objects.create(
        plan=plan,
        number=content["version"],
        content=content,
        content_sha256=content_digest(content),
        entered_by=plan.entered_by,
        published_by=actor,
        published_at=at,
    )
    audit.record(
        at=at,
        actor=actor,
        verb="plan.publish",
        subject=version,
        district_code=plan.district.code,
        detail={"version": version.number, "sha256": version.content_sha256},
    )
    return version
