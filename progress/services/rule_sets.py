"""The rules of the lights: thresholds with a name, a source and the day from which they count, for all districts."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any

from django.db import transaction

from accounts import audit
from accounts.models import User
from documents import day_ranges
from progress.models import RuleSet
from projects import access
from projects.access import must
from projects.edited_rows import SEEN_OTHERWISE, head_of, keep, put, seen_mark
from projects.workflow import StepRefused

THRESHOLDS = (
    "milestone_behind_over",
    "elapsed_slow_over",
    "elapsed_behind_over",
    "ahead_from",
)
RULE_FIELDS = ("name", "effective_from", *THRESHOLDS, "source")


@transaction.atomic
def add_rule_set(*, values: Mapping[str, Any], actor: User, day: date, at: datetime) -> RuleSet:
    """Set thresholds that count from a day on, today at the earliest: what was judged before stays judged.

    Raises PermissionDenied, or StepRefused with what does not hold.
    """
    must(access.can_keep_installation(actor))
    made = RuleSet(**{name: values[name] for name in RULE_FIELDS if name in values})
    if made.effective_from < day:
        raise StepRefused("起用日期不能早于今天：已经亮过的灯不因新规则改变。")
    _keep(made, day)
    detail = {
        "changes": {head_of(made, name): ["", str(getattr(made, name))] for name in RULE_FIELDS}
    }
    audit.record(at=at, actor=actor, verb="rules.add", subject=made, detail=detail)
    return made


@transaction.atomic
def change_rule_set(
    *,
    rule_set_id: int,
    values: Mapping[str, Any],
    seen: str,
    actor: User,
    day: date,
    at: datetime,
) -> RuleSet:
    """Change rules that do not count yet; of those in force only the name and the source.

    `seen` is the mark of what the person was shown. Raises PermissionDenied, StepRefused.
    """
    must(access.can_keep_installation(actor))
    found = RuleSet.objects.select_for_update().get(pk=rule_set_id)
    if seen != seen_mark(found, RULE_FIELDS):
        raise StepRefused(SEEN_OTHERWISE)
    was_in_force = is_in_force(found, day)
    fixed = {name: getattr(found, name) for name in ("effective_from", *THRESHOLDS)}
    changes = put(found, {name: values[name] for name in RULE_FIELDS if name in values})
    if was_in_force and any(getattr(found, name) != value for name, value in fixed.items()):
        raise StepRefused("已经起用的规则，界限和日期不能改：请另立一条，写明起用日期。")
    if not was_in_force and found.effective_from < day:
        raise StepRefused("起用日期不能早于今天：已经亮过的灯不因新规则改变。")
    if changes:
        _keep(found, day)
        detail = {"changes": changes}
        audit.record(at=at, actor=actor, verb="rules.change", subject=found, detail=detail)
    return found


@transaction.atomic
def remove_rule_set(*, rule_set_id: int, actor: User, day: date, at: datetime) -> None:
    """Drop rules that do not count yet. Raises PermissionDenied, or StepRefused for those in force."""
    must(access.can_keep_installation(actor))
    found = RuleSet.objects.select_for_update().get(pk=rule_set_id)
    if is_in_force(found, day):
        raise StepRefused("已经起用的规则不能删去：请另立一条，写明起用日期。")
    audit.record(at=at, actor=actor, verb="rules.remove", subject=found)
    found.delete()


def is_in_force(rules: RuleSet, day: date) -> bool:
    """Whether lights were or are judged by them."""
    return rules.effective_from <= day


def _keep(rules: RuleSet, day: date) -> None:
    if rules.effective_from > (sane := day_ranges.of_request(day)).last:
        raise StepRefused(sane.refusal("起用日期", rules.effective_from))
    if rules.elapsed_slow_over > rules.elapsed_behind_over:
        raise StepRefused("按时间：“偏慢”的界限不能大于“滞后”的界限。")
    if any(not 0 <= getattr(rules, name) <= 100 for name in THRESHOLDS):
        raise StepRefused("界限是百分点，应在0到100之间。")
    keep(rules)
