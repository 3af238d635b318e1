"""The table of rules.md, Report: every state x step pair, in the table and through the services."""

from __future__ import annotations

import pytest

from progress import services, workflow
from progress.models import ProgressReport
from tests.factories import AT
from tests.progress.conftest import COMPLETE, Story

ALLOWED = {
    ("save", ""): "draft",
    ("save", "draft"): "draft",
    ("save", "returned"): "returned",
    ("submit", "draft"): "submitted",
    ("submit", "returned"): "submitted",
    ("take_back", "submitted"): "draft",
    ("return", "submitted"): "returned",
    ("approve", "submitted"): "approved",
    ("reopen", "approved"): "returned",
    ("take_over", ""): "approved",
}
PAIRS = [(step, state) for step in workflow.STEPS for state in workflow.STATES]


@pytest.mark.parametrize(("name", "state"), PAIRS)
def test_each_step_starts_only_where_the_design_says(name, state):
    step = workflow.STEPS[name]
    if (name, state) in ALLOWED:
        assert step.target_from(state) == ALLOWED[name, state]
    else:
        assert not step.starts_from(state)
        assert workflow.refusal(step, state).endswith("。")


def bring_to(story: Story, state: str) -> None:
    """Bring the story's report to a state by real steps."""
    if state == workflow.NONE:
        return
    services.save_report(
        **story.where, actor=story.reporter, at=AT, values=COMPLETE, base_version=0
    )
    if state == workflow.DRAFT:
        return
    services.submit_report(**story.where, actor=story.reporter, at=AT, version=1)
    if state == workflow.RETURNED:
        services.return_report(
            **story.where, actor=story.reviewer, at=AT, reasons={"narrative": "请写具体。"}
        )
    if state == workflow.APPROVED:
        services.approve_report(**story.where, actor=story.reviewer, at=AT)


def take(story: Story, name: str) -> None:
    """Try a step as the person whose step it is."""
    version = getattr(
        ProgressReport.objects.filter(task=story.task, round=story.round).first(), "version", 0
    )
    match name:
        case "save":
            services.save_report(
                **story.where,
                actor=story.reporter,
                at=AT,
                values={"remark": "新备注"},
                base_version=version,
            )
        case "submit":
            services.submit_report(**story.where, actor=story.reporter, at=AT, version=version)
        case "take_back":
            services.take_back(**story.where, actor=story.reporter, at=AT)
        case "return":
            services.return_report(
                **story.where, actor=story.reviewer, at=AT, reasons={"": "请核对。"}
            )
        case "approve":
            services.approve_report(**story.where, actor=story.reviewer, at=AT)
        case "reopen":
            services.reopen_report(
                **story.where,
                actor=story.reviewer,
                at=AT,
                reason="数字有误",
                correction="2025-q1-r1",
            )
        case "take_over":
            services.take_over_report(
                task=story.task,
                round=story.round,
                narrative="原文。",
                invested=None,
                invested_printed="",
                remark="",
                measurements={},
                proposed_by=story.compiler,
                confirmed_by=story.reviewer,
                at=AT,
            )


@pytest.mark.parametrize(("name", "state"), PAIRS)
def test_the_services_follow_the_table(story, name, state):
    bring_to(story, state)
    steps_before = _step_count(story)
    if (name, state) in ALLOWED:
        take(story, name)
        report = story.report()
        assert report.status == ALLOWED[name, state]
        step = report.steps.last()
        assert (step.step, step.from_status, step.to_status) == (name, state, report.status)
        assert step.by_id and step.at == AT
    else:
        with pytest.raises(services.StepRefused, match=r"。$"):
            take(story, name)
        assert _step_count(story) == steps_before
        found = ProgressReport.objects.filter(task=story.task).first()
        assert (found.status if found else "") == state


def _step_count(story: Story) -> int:
    report = ProgressReport.objects.filter(task=story.task).first()
    return report.steps.count() if report else 0
