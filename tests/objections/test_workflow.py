"""Every state with every step, and the clocks on their hard days."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import given
from hypothesis import strategies as st

from objections import deadlines, selectors, services, workflow
from objections.models import Objection
from objections.sealing import seal
from objections.services.taking_steps import locked
from projects.workflow import StepRefused
from tests.factories import AT

BEIJING = ZoneInfo("Asia/Shanghai")
S = Objection.Status

# step: {state it may be taken in: state it leads to}; every other pair is refused
TABLE = {
    "receive": {"": S.RECEIVED},
    "complete": {S.RECEIVED: S.RECEIVED},
    "pass_check": {S.RECEIVED: S.RECEIVED},
    "set_aside": {S.RECEIVED: S.NOT_ACCEPTED},
    "add_scan": {s: s for s in (S.RECEIVED, S.ACCEPTED, S.UNDER_CHECK)},
    "remove_scan": {s: s for s in (S.RECEIVED, S.ACCEPTED, S.UNDER_CHECK)},
    "accept": {S.RECEIVED: S.ACCEPTED},
    "refuse": {S.RECEIVED: S.NOT_ACCEPTED},
    "tell": {s: s for s in (S.RECEIVED, S.ACCEPTED, S.UNDER_CHECK, S.NOT_ACCEPTED, S.ANSWERED)},
    "summarise": {S.ACCEPTED: S.ACCEPTED, S.UNDER_CHECK: S.UNDER_CHECK},
    "check": {S.ACCEPTED: S.UNDER_CHECK},
    "ask": {S.ACCEPTED: S.UNDER_CHECK, S.UNDER_CHECK: S.UNDER_CHECK},
    "reply": {S.UNDER_CHECK: S.UNDER_CHECK},
    "ask_extension": {S.ACCEPTED: S.ACCEPTED, S.UNDER_CHECK: S.UNDER_CHECK},
    "grant_extension": {S.ACCEPTED: S.ACCEPTED, S.UNDER_CHECK: S.UNDER_CHECK},
    "decline_extension": {S.ACCEPTED: S.ACCEPTED, S.UNDER_CHECK: S.UNDER_CHECK},
    "draft": {S.ACCEPTED: S.ACCEPTED, S.UNDER_CHECK: S.UNDER_CHECK},
    "submit": {S.ACCEPTED: S.ACCEPTED, S.UNDER_CHECK: S.UNDER_CHECK},
    "return": {S.ACCEPTED: S.ACCEPTED, S.UNDER_CHECK: S.UNDER_CHECK},
    "answer": {S.ACCEPTED: S.ANSWERED, S.UNDER_CHECK: S.ANSWERED},
    "deliver": {S.ANSWERED: S.ANSWERED},
    "release": {S.ANSWERED: S.ANSWERED},
    "reword": {S.ANSWERED: S.ANSWERED},
    "correct": {S.ANSWERED: S.ANSWERED},
    "reopen": {S.ANSWERED: S.ANSWERED},
    "withdraw": dict.fromkeys((S.RECEIVED, S.ACCEPTED, S.UNDER_CHECK), S.WITHDRAWN),
    "rate": {S.ANSWERED: S.ANSWERED},
    "ask_erasure": {s: s for s in (S.NOT_ACCEPTED, S.ANSWERED, S.WITHDRAWN)},
    "erase": {s: s for s in (S.NOT_ACCEPTED, S.ANSWERED, S.WITHDRAWN)},
}


def test_the_table_names_every_step():
    assert set(workflow.STEPS) == set(TABLE)


@pytest.mark.parametrize("step", workflow.STEPS.values(), ids=lambda step: step.name)
@pytest.mark.parametrize("status", ["", *S.values])
def test_each_step_starts_only_where_the_table_says_and_leads_there(step, status):
    allowed = TABLE[step.name]
    assert step.starts_from(status) is (status in allowed)
    if status in allowed:
        assert step.target_from(status) == allowed[status]
    else:
        assert workflow.refusal(step, status).endswith("。")


def put(desk, status: str) -> Objection:
    """An objection in a state, with all that the state asks for."""
    objection = desk.received()
    values = {"status": status}
    if status in (S.ACCEPTED, S.UNDER_CHECK, S.ANSWERED):
        values |= {"accepted_on": AT.date(), "sealed_summary": seal({"summary": "摘要"})}
    if status == S.NOT_ACCEPTED:
        values |= {"sealed_refusal": seal({"reason": "不属于"}), "concluded_on": AT.date()}
    if status == S.ANSWERED:
        values |= {
            "outcome": "upheld", "concluded_on": AT.date(), "answered_by": desk.handler,
            "sealed_answer": seal({"facts": "查明"}), "answer_state": "approved",
            "public_outcome": "开工数已更正。",
        }  # fmt: skip
    if status == S.WITHDRAWN:
        values |= {"concluded_on": AT.date()}
    Objection.objects.filter(pk=objection.pk).update(**values)
    objection.refresh_from_db()
    return objection


def acts(desk, objection):
    """Each step as its service, by somebody who may take it."""
    one = {"objection_id": objection.pk, "at": AT}
    handler = {**one, "actor": desk.handler}
    parts = dict.fromkeys(("request", "facts", "opinion", "basis", "remedy"), "写明") | {
        "outcome": "upheld"
    }
    return {
        "accept": lambda: services.accept_objection(**handler, summary="摘要"),
        "refuse": lambda: services.refuse_objection(**handler, reason="不属于"),
        "tell": lambda: services.tell_person(**handler, told_on=AT.date(), told_how="phone"),
        "summarise": lambda: services.change_summary(**handler, summary="新摘要"),
        "check": lambda: services.start_check(**handler),
        "ask": lambda: services.ask_unit(**handler, unit=desk.unit, question="请核实", due_on=AT.date()),
        "ask_extension": lambda: services.ask_extension(**handler, days=5, reason="等检测"),
        "draft": lambda: services.draft_answer(**handler, parts=parts, version=objection.answer_version),
        "deliver": lambda: services.deliver_answer(**handler, sent_on=AT.date(), sent_how="letter"),
        "reword": lambda: services.reword_outcome(**handler, version=objection.answer_version, line="已核查。"),
        "release": lambda: services.release_outcome(
            **{**one, "actor": desk.signer}, version=objection.answer_version
        ),
        "correct": lambda: services.start_correction(**{**one, "actor": desk.compiler}),
        "reopen": lambda: services.reopen_reports(**{**one, "actor": desk.reviewer}, reason="改数"),
        "withdraw": lambda: services.withdraw_objection(**one),
        "rate": lambda: services.rate_answer(**one, rating="good"),
        "ask_erasure": lambda: services.ask_erasure(**one),
    }  # fmt: skip


ACTS = (
    "accept", "refuse", "tell", "summarise", "check", "ask", "ask_extension", "draft", "deliver",
    "reword", "release", "correct", "reopen", "withdraw", "rate", "ask_erasure",
)  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("status", S.values)
@pytest.mark.parametrize("name", ACTS)
def test_each_service_in_each_state_does_what_the_table_says(desk, name, status):
    objection = put(desk, status)
    allowed = TABLE[name]
    repeated = (name, status) == ("withdraw", S.WITHDRAWN)  # a second click changes nothing
    before = objection.steps.count()
    if status in allowed or repeated:
        acts(desk, objection)[name]()
        objection.refresh_from_db()
        assert objection.status == (S.WITHDRAWN if repeated else allowed[status])
        assert objection.steps.count() == before + (0 if repeated else 1)
    else:
        with pytest.raises(StepRefused) as refused:
            acts(desk, objection)[name]()
        assert str(refused.value) == workflow.refusal(workflow.STEPS[name], status)
        objection.refresh_from_db()
        assert (objection.status, objection.steps.count()) == (status, before)


@pytest.mark.django_db
@pytest.mark.parametrize("name", ACTS[:12])
def test_nobody_without_the_post_takes_a_step(desk, name):
    from projects.models import Membership

    objection = put(desk, next(iter(TABLE[name])))
    Membership.objects.all().delete()
    with pytest.raises(PermissionDenied):
        acts(desk, objection)[name]()


@pytest.mark.django_db
def test_every_step_leaves_who_when_from_and_to(desk):
    objection = desk.accepted()
    services.start_check(objection_id=objection.pk, actor=desk.handler, at=AT)
    trail = list(objection.steps.values_list("step", "from_status", "to_status", "by__username"))
    assert trail == [
        ("receive", "", "received", None),
        ("accept", "received", "accepted", desk.handler.username),
        ("check", "accepted", "under_check", desk.handler.username),
    ]


# ------------------------------------------------------------- clocks
@pytest.mark.parametrize(
    ("received", "due"),
    [
        (date(2025, 4, 20), date(2025, 5, 5)),
        (date(2025, 12, 20), date(2026, 1, 4)),
        (date(2024, 2, 14), date(2024, 2, 29)),
        (date(2025, 2, 14), date(2025, 3, 1)),
        (date(2024, 2, 29), date(2024, 3, 15)),
    ],
)
def test_the_person_is_told_within_15_days_the_day_of_receipt_not_counted(received, due):
    assert deadlines.tell_by(received) == due


@pytest.mark.parametrize(
    ("accepted", "extended", "due"),
    [
        (date(2025, 4, 20), 0, date(2025, 6, 19)),
        (date(2025, 4, 20), 30, date(2025, 7, 19)),
        (date(2025, 11, 15), 0, date(2026, 1, 14)),
        (date(2023, 12, 31), 0, date(2024, 2, 29)),
        (date(2024, 2, 29), 30, date(2024, 5, 29)),
    ],
)
def test_it_is_concluded_within_60_days_of_acceptance_and_30_more_at_most(accepted, extended, due):
    assert deadlines.conclude_by(accepted, extended) == due


@given(st.dates(date(2020, 1, 1), date(2040, 1, 1)), st.integers(0, 30))
def test_a_deadline_is_that_many_midnights_away(day, extended):
    assert (deadlines.tell_by(day) - day).days == 15
    assert (deadlines.conclude_by(day, extended) - day).days == 60 + extended


def test_the_last_day_is_in_time_and_the_next_is_not():
    due = deadlines.Deadline("告知本人", date(2025, 5, 5))
    assert selectors.due_words(due, date(2025, 5, 4)) == "还剩 1 天"
    assert selectors.due_words(due, date(2025, 5, 5)) == "今天到期"
    assert selectors.due_words(due, date(2025, 5, 6)) == "已过 1 天"
    assert not due.is_late(date(2025, 5, 5)) and due.is_late(date(2025, 5, 6))


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2027, 4, 20), 24, date(2025, 4, 20)),
        (date(2028, 2, 29), 24, date(2026, 2, 28)),
        (date(2025, 3, 31), 1, date(2025, 2, 28)),
        (date(2025, 1, 31), 2, date(2024, 11, 30)),
    ],
)
def test_months_back_end_on_the_last_day_of_a_shorter_month(day, months, before):
    assert deadlines.months_before(day, months) == before


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("moment", "late"),
    [
        (datetime(2025, 5, 20, 23, 59, 59, tzinfo=BEIJING), False),
        (datetime(2025, 5, 21, 0, 0, 0, tzinfo=BEIJING), True),
    ],
)
def test_the_window_ends_at_24_00_of_its_last_day(desk, moment, late):
    assert desk.received(at=moment).is_late is late


@pytest.mark.django_db
def test_what_arrives_a_second_before_midnight_counts_from_that_day(desk):
    objection = desk.received(at=datetime(2025, 12, 31, 23, 59, 59, tzinfo=BEIJING))
    assert objection.received_on == date(2025, 12, 31)
    assert selectors.next_due(objection).due_on == date(2026, 1, 15)


@pytest.mark.django_db
def test_an_extension_is_asked_for_on_the_last_day_and_not_after(desk):
    objection = desk.accepted()
    ask = {"objection_id": objection.pk, "actor": desk.handler, "days": 30, "reason": "等检测"}
    with pytest.raises(StepRefused, match="办结期限已过"):
        services.ask_extension(**ask, at=AT + timedelta(days=61))
    services.ask_extension(**ask, at=AT + timedelta(days=60))
    services.grant_extension(
        objection_id=objection.pk, actor=desk.reviewer, at=AT + timedelta(days=60)
    )
    objection.refresh_from_db()
    assert selectors.next_due(objection).due_on <= date(2025, 7, 19)
    assert deadlines.conclude_by(objection.accepted_on, objection.extended_days) == date(
        2025, 7, 19
    )


@pytest.mark.django_db
def test_the_register_puts_the_most_pressing_first(desk):
    early = desk.received(at=AT - timedelta(days=20), text="先来的")
    told = desk.accepted(desk.received(at=AT, text="受理的"))
    services.tell_person(
        objection_id=told.pk, actor=desk.handler, told_on=AT.date(), told_how="phone", at=AT
    )
    fresh = desk.received(at=AT, text="后来的")
    order = [pk for pk, _ in selectors.register(desk.handler, AT.date())]
    assert order == [early.pk, fresh.pk, told.pk]
    line = selectors.lines([early.pk], AT.date())[0]
    assert line.is_overdue and line.words == "已过 5 天"


@pytest.mark.django_db
def test_one_not_accepted_stays_in_hand_until_its_writer_was_told(desk):
    objection = desk.received()
    services.refuse_objection(
        objection_id=objection.pk, actor=desk.handler, reason="不属于本公示", at=AT
    )
    assert [pk for pk, _ in selectors.register(desk.handler, AT.date())] == [objection.pk]
    services.tell_person(
        objection_id=objection.pk, actor=desk.handler, told_on=AT.date(), told_how="letter", at=AT
    )
    assert selectors.register(desk.handler, AT.date()) == []


@pytest.mark.django_db
def test_the_moment_is_checked_under_the_lock(desk):
    objection = desk.received()
    stale = locked(objection.pk)
    services.withdraw_objection(objection_id=objection.pk, at=AT)
    workflow.must_start(workflow.ACCEPT, stale.status)  # what a page remembered
    with pytest.raises(StepRefused):
        services.accept_objection(
            objection_id=objection.pk, actor=desk.handler, summary="摘要", at=AT
        )


@pytest.mark.django_db
def test_a_correction_that_was_given_up_can_be_started_again(desk):
    from notices import services as notices

    objection = put(desk, S.ANSWERED)
    start = {"objection_id": objection.pk, "actor": desk.compiler, "at": AT}
    first = services.start_correction(**start)
    notices.discard_notice(
        notice_id=first.pk, compiler=desk.compiler, at=AT, reason="先核实另一件。"
    )
    objection.refresh_from_db()
    assert objection.correction is None
    second = services.start_correction(**start)
    assert (second.pk == first.pk, second.number) == (False, first.number)
