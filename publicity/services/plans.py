"""Making a plan public: the register freezes the version, every worker hears of it."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import User
from projects.models import PlanVersion
from projects.services import publish_plan
from publicity import search
from publicity.generation import raise_generation


@transaction.atomic
def publish_plan_version(*, plan_id: int, actor: User, at: datetime) -> PlanVersion:
    """Publish the plan as its next version. Raises PermissionDenied or projects.services.plans.PlanRefused."""
    version = publish_plan(plan_id=plan_id, actor=actor, at=at)
    raise_generation()
    search.refresh(version.plan.district)
    return version
