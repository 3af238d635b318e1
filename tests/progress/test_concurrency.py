"""Two people at once, in threads with transactions of their own: one wins, the other is told, nothing is lost."""

from __future__ import annotations

import pytest

from progress import services
from progress.models import ProgressReport, ReportRevision, ReportStep
from tests.factories import AT
from tests.progress.conftest import COMPLETE, Story, make_story
from tests.together import at_once

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def story() -> Story:
    return make_story()


def submit(story: Story) -> None:
    services.save_report(
        **story.where, actor=story.reporter, at=AT, values=COMPLETE, base_version=0
    )
    services.submit_report(**story.where, actor=story.reporter, at=AT, version=1)


def test_of_two_reviewers_approving_at_once_exactly_one_wins(story):
    submit(story)
    outcomes = at_once(
        *(
            lambda who=who: services.approve_report(**story.where, actor=who, at=AT, version=1)
            for who in (story.reviewer, story.second_reviewer)
        )
    )
    refused = [one for one in outcomes if isinstance(one, services.StepRefused)]
    won = [one for one in outcomes if isinstance(one, ReportRevision)]
    assert (len(won), len(refused)) == (1, 1), outcomes
    assert "通过了这一件，您这次的通过没有生效" in str(refused[0])
    assert ReportRevision.objects.count() == 1
    assert ReportStep.objects.filter(step="approve").count() == 1


def test_approving_and_returning_at_once_leaves_one_of_both(story):
    submit(story)
    outcomes = at_once(
        lambda: services.approve_report(**story.where, actor=story.reviewer, at=AT, version=1),
        lambda: services.return_report(
            **story.where, actor=story.second_reviewer, at=AT, reasons={"": "请核对"}, version=1
        ),
    )
    assert sum(isinstance(one, services.StepRefused) for one in outcomes) == 1, outcomes
    approved = ReportRevision.objects.exists()
    assert ProgressReport.objects.get().status == ("approved" if approved else "returned")


def test_taking_back_and_approving_at_once_never_do_both(story):
    submit(story)
    outcomes = at_once(
        lambda: services.take_back(**story.where, actor=story.reporter, at=AT),
        lambda: services.approve_report(**story.where, actor=story.reviewer, at=AT, version=1),
    )
    assert sum(isinstance(one, services.StepRefused) for one in outcomes) == 1, outcomes
    assert ReportStep.objects.filter(step__in=["take_back", "approve"]).count() == 1


def test_two_first_saves_at_once_make_one_report_with_both_texts(story):
    outcomes = at_once(
        lambda: services.save_report(
            **story.where, actor=story.reporter, at=AT, values={"narrative": "甲"}, base_version=0
        ),
        lambda: services.save_report(
            **story.where,
            actor=story.helper_reporter,
            at=AT,
            values={"remark": "乙"},
            base_version=0,
        ),
    )
    assert not any(isinstance(one, Exception) for one in outcomes), outcomes
    report = ProgressReport.objects.get()
    assert (report.narrative, report.remark, report.version) == ("甲", "乙", 2)


def test_of_two_saves_of_one_field_at_once_one_is_shown_the_other(story):
    submit_base = {"narrative": "开头"}
    services.save_report(
        **story.where, actor=story.reporter, at=AT, values=submit_base, base_version=0
    )
    outcomes = at_once(
        *(
            lambda who=who, text=text: services.save_report(
                **story.where, actor=who, at=AT, values={"narrative": text}, base_version=1
            )
            for who, text in ((story.reporter, "甲写的"), (story.helper_reporter, "乙写的"))
        )
    )
    (conflict,) = [one for one in outcomes if isinstance(one, services.EditConflict)]
    (clash,) = conflict.clashes
    assert clash.before == "开头"
    assert {clash.mine, clash.theirs} == {"甲写的", "乙写的"}
    assert ProgressReport.objects.get().narrative == clash.theirs


def test_two_compilers_opening_the_same_round_at_once_open_it_once(story):
    outcomes = at_once(
        *(
            lambda: services.open_round(
                plan=story.round.plan,
                through_month=6,
                opens_on=AT.date(),
                due_on=AT.date(),
                actor=story.compiler,
                at=AT,
            )
            for _ in range(2)
        )
    )
    assert sum(isinstance(one, services.StepRefused) for one in outcomes) == 1, outcomes
