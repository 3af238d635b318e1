"""The topics of a plan's projects, as a compiler sets them. They order public pages; no version and no notice holds them."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from accounts import audit
from accounts.models import User
from projects import access
from projects.access import must
from projects.edited_rows import SEEN_OTHERWISE
from projects.models import AnnualPlan, Project, TopicChoice
from projects.topics import TOPIC, Topics, suggested
from projects.workflow import StepRefused


@dataclass(frozen=True)
class TopicRow:
    """A listed project with what its words suggest and what a person chose."""

    project: Project
    suggested: Topics
    chosen: Topics | None

    @property
    def key(self) -> int:
        return self.project.lasting


def topic_rows(plan: AnnualPlan) -> list[TopicRow]:
    """Every listed project of a plan, in its order."""
    chosen = {
        one.project_key: Topics(one.main, one.second) for one in plan.topic_choices.order_by("pk")
    }
    return [
        TopicRow(one, suggested(one.name, one.target), chosen.get(one.lasting))
        for one in plan.projects.listed().order_by("number")
    ]


def topics_mark(rows: list[TopicRow]) -> str:
    """A short digest of what a form showed."""
    shown = [(row.key, row.chosen.slugs) for row in rows if row.chosen]
    return hashlib.sha256(repr(sorted(shown)).encode()).hexdigest()[:16]


@transaction.atomic
def choose_topics(
    *,
    plan_id: int,
    chosen: Mapping[int, Topics | None],
    seen: str,
    actor: User,
    at: datetime,
) -> int:
    """Set the topics of projects, by what each is followed by; None goes back to what its words suggest.

    How many changed. Shows in public at once. Raises PermissionDenied, or StepRefused where somebody else changed
    some meanwhile, where a topic is none, or where both are the same.
    """
    plan = (
        AnnualPlan.objects.select_for_update(of=("self",))
        .select_related("district")
        .get(pk=plan_id)
    )
    must(access.can_choose_topics(actor, plan))
    rows = topic_rows(plan)
    if topics_mark(rows) != seen:
        raise StepRefused(SEEN_OTHERWISE)
    changes = {}
    for row in rows:
        now = chosen.get(row.key, row.chosen)
        if now == row.chosen:
            continue
        _must_name_topics(row, now)
        _put(plan, row.key, now, actor, at)
        words = [_words(row.chosen, row.suggested), _words(now, row.suggested)]
        changes[f"第{row.project.number}件 {row.project.name}"] = words
    if changes:
        audit.record(
            at=at,
            actor=actor,
            verb="plan.topics",
            subject=plan,
            district_code=plan.district.code,
            detail={"changes": changes},
        )
    return len(changes)


def _must_name_topics(row: TopicRow, topics: Topics | None) -> None:
    if topics is None:
        return
    if not set(topics.slugs) <= set(TOPIC):
        raise StepRefused(f"第{row.project.number}件：没有这个领域。")
    if topics.main == topics.second:
        raise StepRefused(f"第{row.project.number}件：两个领域相同，第二个留空就行。")


def _put(plan: AnnualPlan, key: int, topics: Topics | None, actor: User, at: datetime) -> None:
    if topics is None:
        plan.topic_choices.filter(project_key=key).delete()
        return
    TopicChoice.objects.update_or_create(
        plan=plan,
        project_key=key,
        defaults={
            "main": topics.main,
            "second": topics.second,
            "chosen_by": actor,
            "chosen_at": at,
        },
    )


def _words(chosen: Topics | None, otherwise: Topics) -> str:
    return chosen.words if chosen else f"系统建议：{otherwise.words}"
