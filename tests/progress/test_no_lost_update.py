"""Several people at one row, in any order: every change that was acknowledged is in the history, or was refused.

The model is as simple as the rule: the report as a mapping of fields, the version each person opened the form at,
and three sentences (another field merges, the same field conflicts, the state decides). The services must do what it
does, step by step; and the history must replay to the report.
"""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from functools import partial
from io import BytesIO
from itertools import pairwise

import pytest
from django.core.exceptions import PermissionDenied
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from openpyxl import load_workbook

from documents.formats.rows import load_rows
from progress import report_values, services, sheet
from progress import workbook as layout
from progress.access import standpoint
from progress.models import ProgressReport, ReportDraft, ReportRevision
from progress.selectors.task_rows import task_rows, whole_tasks
from projects.models import Task
from tests.factories import AT
from tests.progress.conftest import Story, make_story
from tests.together import at_once

FIELDS = ("narrative", "remark", "problem", "invested")
WORDS = ("", "1", "2", "33")
START = {"narrative": "0", "filled_by": "王芳"}

ACTS = st.one_of(
    st.tuples(st.just("open"), st.sampled_from(("lead", "helper", "staff"))),
    st.tuples(
        st.just("save"),
        st.sampled_from(("lead", "helper", "staff")),
        st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(WORDS), min_size=1),
    ),
    st.tuples(
        st.just("autosave"),
        st.sampled_from(("lead", "helper")),
        st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(WORDS), min_size=1),
    ),
    st.tuples(st.just("download"), st.sampled_from(("lead", "helper", "staff"))),
    st.tuples(
        st.just("upload"),
        st.sampled_from(("lead", "helper", "staff")),
        st.dictionaries(st.sampled_from(FIELDS), st.sampled_from(WORDS), max_size=3),
    ),
    st.tuples(st.just("submit"), st.just("lead")),
    st.tuples(st.just("take_back"), st.just("lead")),
    st.tuples(st.just("return"), st.just("reviewer")),
    st.tuples(st.just("approve"), st.just("reviewer")),
    st.tuples(st.just("reopen"), st.just("reviewer")),
)


@dataclass
class Model:
    """What should happen."""

    values: dict[str, str] = field(default_factory=lambda: {**START})
    status: str = "draft"
    version: int = 1
    past: dict[int, dict[str, str]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.past[1] = dict(self.values)

    def save(self, base: int, typed: dict[str, str]) -> str:
        if self.status not in ("draft", "returned"):
            return "refused"
        before = self.past[base]
        mine = {
            key: text
            for key, text in typed.items()
            if text not in (before.get(key, ""), self.values.get(key, ""))
        }
        if any(self.values.get(key, "") != before.get(key, "") for key in mine):
            return "conflict"
        if mine:
            self.values |= mine
            self.version += 1
            self.past[self.version] = dict(self.values)
        return "done"

    def move(self, sources: tuple[str, ...], target: str) -> str:
        if self.status not in sources:
            return "refused"
        self.status = target
        return "done"

    def submit(self) -> str:
        if self.status not in ("draft", "returned") or not self.values["narrative"]:
            return "refused"
        self.status = "submitted"
        return "done"


def people(story: Story):
    return {
        "lead": story.reporter,
        "helper": story.helper_reporter,
        "staff": story.compiler,
        "reviewer": story.reviewer,
    }


@dataclass(frozen=True)
class Offline:
    """A workbook on somebody's own machine, and the version it was made from."""

    data: bytes
    base: int


def download(story: Story) -> Offline:
    rows = sheet_rows(story)
    (row,) = rows
    return Offline(layout.write(story.round, rows, "d", title="填报表"), row.report.version)


def sheet_rows(story: Story):
    return task_rows(story.round, whole_tasks(Task.objects.filter(pk=story.task.pk)), AT.date())


def upload(story: Story, actor, offline: Offline, typed: dict[str, str]) -> str:
    """Fill the workbook in, save it, and apply it as the upload page does; how it ended."""
    book = load_workbook(BytesIO(offline.data))
    page = book[layout.SHEET]
    for cell in page[2]:
        if cell.value in typed:
            page.cell(layout.FIRST_ROW, cell.column).value = typed[cell.value]
    out = BytesIO()
    book.save(out)
    rows = sheet_rows(story)
    found = layout.read(load_rows(out.getvalue(), "填报表.xlsx"), story.round, rows, "d")
    assert not found.problems
    point = standpoint(actor, [story.task])
    if not sheet.is_editable(rows[0], point):
        return "refused"
    inputs, errors = sheet.inputs(
        rows, point, found.data, name="x", phone="1", fields_of_row=layout.fields_in
    )
    assert not errors
    try:
        services.save_rows(
            round_id=story.round.pk,
            actor=actor,
            at=AT,
            inputs=inputs,
            source=services.WORKBOOK,
            whole=True,
        )
    except services.RowsRefused as refused:
        (reason,) = refused.refused.values()
        return "conflict" if isinstance(reason, services.EditConflict) else "refused"
    return "done"


def perform(story: Story, act: tuple, bases: dict[str, int]) -> str:
    """Take the act for real; how it ended, in the model's words."""
    name, who = act[0], act[1]
    actor = people(story)[who]
    given = {**story.where, "actor": actor, "at": AT}
    try:
        match name:
            case "save":
                services.save_report(**given, values=act[2], base_version=bases[who])
            case "autosave":
                services.autosave_draft(
                    **story.where, user=actor, at=AT, base_version=bases[who], values=act[2]
                )
            case "submit":
                services.submit_report(**given, version=story.report().version)
            case "take_back":
                services.take_back(**given)
            case "return":
                services.return_report(**given, reasons={"": "请核对"})
            case "approve":
                services.approve_report(**given)
            case "reopen":
                services.reopen_report(**given, reason="有误", correction="更正")
    except services.EditConflict:
        return "conflict"
    except (services.StepRefused, PermissionDenied):
        return "refused"
    return "done"


def expected(model: Model, act: tuple, bases: dict[str, int], offline: dict[str, Offline]) -> str:
    match act[0]:
        case "save":
            return model.save(bases[act[1]], act[2])
        case "upload":
            return model.save(offline[act[1]].base, act[2])
        case "autosave":
            return "done"
        case "submit":
            return model.submit()
        case "take_back":
            return model.move(("submitted",), "draft")
        case "return":
            return model.move(("submitted",), "returned")
        case "approve":
            return model.move(("submitted",), "approved")
    return model.move(("approved",), "returned")


def replayed(report: ProgressReport) -> dict[str, str]:
    """The report's content rebuilt from its history alone."""
    values: dict[str, str] = {}
    for step in report.steps.order_by("pk"):
        for key, (before, after) in step.detail.get("changes", {}).items():
            assert values.get(key, "") == before, "a change starts from what stood there"
            values[key] = after
    return values


def stored(report: ProgressReport) -> dict[str, str]:
    return {key: text for key, text in report_values.values_of(report).items() if text}


class TestAgainstTheModel(TestCase):
    @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.lists(ACTS, min_size=5, max_size=25))
    def test_any_order_of_acts_does_what_the_model_does(self, acts):
        story = make_story()
        services.save_report(
            **story.where, actor=story.reporter, at=AT, values=START, base_version=0
        )
        model = Model()
        bases = {"lead": 1, "helper": 1, "staff": 1}
        drafts: dict[str, dict[str, str]] = {}
        offline = dict.fromkeys(("lead", "helper", "staff"), download(story))
        for act in acts:
            if act[0] == "open":
                bases[act[1]] = model.version
                continue
            if act[0] == "download":
                offline[act[1]] = download(story)
                continue
            outcome = expected(model, act, bases, offline)
            if act[0] == "upload":
                assert upload(story, people(story)[act[1]], offline[act[1]], act[2]) == outcome
                continue
            assert perform(story, act, bases) == outcome, act
            if act[0] == "autosave":
                drafts[act[1]] = drafts.get(act[1], {}) | act[2]
            elif act[0] == "save" and outcome == "done":
                bases[act[1]] = model.version
                left = {
                    key: text
                    for key, text in drafts.pop(act[1], {}).items()
                    if key not in act[2] and text != model.values.get(key, "")
                }
                if left:
                    drafts[act[1]] = left
        report = story.report()
        assert report.status == model.status
        assert report.version == model.version
        wanted = {key: text for key, text in model.values.items() if text}
        assert stored(report) == wanted
        assert {key: text for key, text in replayed(report).items() if text} == wanted
        for who, typed in drafts.items():
            draft = ReportDraft.objects.get(user=people(story)[who])
            assert draft.values == typed, "what was typed and not saved is still there"
        for revision in ReportRevision.objects.all():
            assert revision.content["narrative"], "what was approved keeps its text"


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("seed", range(4))
def test_threads_lose_no_acknowledged_change(seed):
    """Six people at once, one of them by workbook, each doing twelve acts: the history holds every acknowledged change, in one line."""
    story = make_story()
    services.save_report(**story.where, actor=story.reporter, at=AT, values=START, base_version=0)
    acknowledged: list[tuple[str, str, str]] = []

    def work(who: str) -> None:
        luck = random.Random(f"{seed}{who}")
        for turn in range(12):
            base = ProgressReport.objects.get().version
            if who == "reviewer":
                act: tuple = (luck.choice(("return", "approve", "reopen")), who)
            elif who == "submitter":
                act = (luck.choice(("submit", "take_back")), "lead")
            elif who == "offline":
                typed = {luck.choice(FIELDS[:3]): f"{who}{turn}"}
                if upload(story, story.compiler, download(story), typed) == "done":
                    acknowledged.extend((who, key, text) for key, text in typed.items())
                continue
            else:
                key = luck.choice(FIELDS[:3])
                act = ("save", who, {key: f"{who}{turn}"})
            if perform(story, act, {who: base}) == "done" and act[0] == "save":
                acknowledged.extend((who, key, text) for key, text in act[2].items())

    people = ("lead", "helper", "staff", "reviewer", "submitter", "offline")
    assert at_once(*(partial(work, who) for who in people)) == [None] * len(people)
    report = ProgressReport.objects.get()
    written = {
        (key, after)
        for step in report.steps.all()
        for key, (_, after) in step.detail.get("changes", {}).items()
    }
    assert {(key, text) for _, key, text in acknowledged} <= written
    assert {key: text for key, text in replayed(report).items() if text} == stored(report)
    steps = list(report.steps.order_by("pk"))
    for earlier, later in pairwise(steps):
        assert earlier.to_status == later.from_status, "the states form one line"
