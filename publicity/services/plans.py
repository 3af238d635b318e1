"""Making a plan public: the register freezes the version (a trigger tells the workers), search learns it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from projects.models import PlanVersion
from projects.services import publish_plan
from publicity import search


@transaction.atomic
def publish_plan_version(*, plan_id: int, actor: User, at: datetime) -> PlanVersion:
    """Publish the plan as its next version. Raises PermissionDenied or projects.services.plans.PlanRefused."""
    version = publish_plan(plan_id=plan_id, actor=actor, at=at)
    search.refresh(version.plan.district)
    return version
