"""The rules of the lights are kept by the installation's system administrator; what was judged stays judged."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from accounts.models import AuditEvent
from progress.models import RuleSet
from progress.services import rule_sets
from progress.services.rule_sets import RULE_FIELDS
from projects.edited_rows import seen_mark
from projects.models import Membership, Role
from projects.workflow import StepRefused
from tests.factories import AT, DAY, make_district, make_person, make_rule_set

pytestmark = pytest.mark.django_db
VALUES = {
    "name": "新规则",
    "effective_from": date(2025, 5, 1),
    "milestone_behind_over": Decimal(25),
    "elapsed_slow_over": Decimal(10),
    "elapsed_behind_over": Decimal(20),
    "ahead_from": Decimal(10),
    "source": "区政府办通知",
}


@pytest.fixture
def keeper():
    person = make_person("installation_system")
    Membership.objects.create(user=person, role=Role.SYSTEM_ADMIN)
    return person


def test_new_rules_count_from_their_day_and_the_trail_knows_them(keeper):
    made = rule_sets.add_rule_set(values=VALUES, actor=keeper, day=DAY, at=AT)
    assert made.milestone_behind_over == 25
    event = AuditEvent.objects.get(verb="rules.add")
    assert event.detail["changes"]["起用日期"] == ["", "2025-05-01"]


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"effective_from": date(2025, 4, 19)}, "不能早于今天"),
        ({"elapsed_slow_over": Decimal(21)}, "不能大于"),
        ({"ahead_from": Decimal(101)}, "0到100"),
        ({"ahead_from": Decimal(-1)}, "0到100"),
        ({"name": "默认\u202e规则"}, "看不见的符号"),
    ],
)
def test_rules_that_do_not_hold_are_refused_with_a_sentence(keeper, values, words):
    with pytest.raises(StepRefused, match=words):
        rule_sets.add_rule_set(values={**VALUES, **values}, actor=keeper, day=DAY, at=AT)
    assert not RuleSet.objects.exists()


def test_of_rules_in_force_only_name_and_source_change(keeper):
    old = make_rule_set(effective_from=date(2025, 1, 1))
    keys = {"rule_set_id": old.pk, "actor": keeper, "day": DAY, "at": AT}
    shown = {name: getattr(old, name) for name in RULE_FIELDS}
    for changed in ({"milestone_behind_over": Decimal(5)}, {"effective_from": date(2025, 6, 1)}):
        with pytest.raises(StepRefused, match="另立一条"):
            rule_sets.change_rule_set(
                **keys, values={**shown, **changed}, seen=seen_mark(old, RULE_FIELDS)
            )
    rule_sets.change_rule_set(
        **keys, values={**shown, "source": "依据"}, seen=seen_mark(old, RULE_FIELDS)
    )
    old.refresh_from_db()
    assert (old.source, old.milestone_behind_over) == ("依据", 30)
    with pytest.raises(StepRefused, match="不能删去"):
        rule_sets.remove_rule_set(**keys)


def test_rules_to_come_change_and_go(keeper):
    coming = make_rule_set(effective_from=date(2026, 1, 1))
    keys = {"rule_set_id": coming.pk, "actor": keeper, "day": DAY, "at": AT}
    rule_sets.change_rule_set(**keys, values=VALUES, seen=seen_mark(coming, RULE_FIELDS))
    assert RuleSet.objects.get().milestone_behind_over == 25
    rule_sets.remove_rule_set(**keys)
    assert not RuleSet.objects.exists()
    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["rules.change", "rules.remove"]


@pytest.mark.parametrize("role", [Role.SYSTEM_ADMIN, Role.COMPILER, Role.SECURITY_ADMIN])
def test_nobody_of_a_single_district_keeps_what_all_share(client, role):
    """A district's system administrator changed the thresholds of every other district."""
    person = make_person("somebody", make_district(), role)
    coming = make_rule_set(effective_from=date(2026, 1, 1))
    for act in (
        lambda: rule_sets.add_rule_set(values=VALUES, actor=person, day=DAY, at=AT),
        lambda: rule_sets.remove_rule_set(rule_set_id=coming.pk, actor=person, day=DAY, at=AT),
    ):
        with pytest.raises(PermissionDenied):
            act()
    client.force_login(person)
    assert client.post(reverse("progress:rule-remove", args=[coming.pk])).status_code == 403
    assert RuleSet.objects.count() == 1
