"""A fact stands in one place: what had two homes has disagreed before."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from itertools import product
from pathlib import Path

import pytest

import notices.refusals
import notices.workflow
import objections.workflow
import progress.services
import progress.workflow
from documents.writing.wording import period_words
from notices.asked_texts import ASKED
from notices.checklist import _contact_checks, _correction_checks, _text_checks
from notices.drafts import Draft
from notices.forms import NoticeForm
from notices.models import Notice
from objections import deadlines
from objections.models import Objection
from progress.checks.table import RULES
from progress.models import ProgressReport
from projects.periods import Period, through_words
from projects.workflow import Sentences, Step, StepRefused
from tests.factories import make_district, make_plan

ROOT = Path(__file__).resolve().parents[2]
APPS = (
    "config",
    "intake",
    "publicity",
    "objections",
    "notices",
    "progress",
    "projects",
    "accounts",
)


def modules() -> Iterator[Path]:
    for app in (*APPS, "look"):
        yield from (
            file for file in sorted((ROOT / app).rglob("*.py")) if "migrations" not in file.parts
        )


def test_the_zone_of_beijing_is_named_once():
    found = [
        file.relative_to(ROOT).as_posix()
        for file in modules()
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id == "ZoneInfo"
    ]
    assert found == ["look/moments.py"]


@pytest.mark.parametrize(
    ("first", "last"), [p for p in product(range(1, 13), repeat=2) if p[0] <= p[1]]
)
def test_a_page_and_a_file_name_a_period_alike(first, last):
    period = Period(2025, first, last)
    assert period_words(period.as_json()) == period.full_title
    if first == 1:
        assert through_words(last) == period.months


def test_a_refusal_of_one_app_is_a_refusal_to_all():
    assert notices.refusals.StepRefused is progress.services.StepRefused is StepRefused


def test_reports_notices_and_objections_move_by_one_kind_of_step():
    """One class, one way to refuse; a step written out again in an app would disagree with the others some day."""
    for table in (objections.workflow, notices.workflow, progress.workflow):
        assert {type(step) for step in table.STEPS.values()} == {Step}
        assert list(table.STEPS) == [step.name for step in table.STEPS.values()]
        assert isinstance(table.refusal.__self__, Sentences)


@pytest.mark.parametrize(
    ("model", "table"),
    [
        (ProgressReport, progress.workflow),
        (Notice, notices.workflow),
        (Objection, objections.workflow),
    ],
)
def test_the_states_of_a_row_are_those_its_steps_start_from_and_lead_to(model, table):
    states = {
        state for step in table.STEPS.values() for move in step.moves.items() for state in move
    }
    assert states - {""} == set(model.Status.values) == set(table.STATES) - {""}


def test_the_duty_to_have_the_right_is_asked_in_one_way():
    """`projects.access.must` raises with the decision's reason; nobody writes it out again."""
    written_out = "raise PermissionDenied(decision.reason)"
    found = [
        file.relative_to(ROOT).as_posix() for file in modules() if written_out in file.read_text()
    ]
    assert found == ["projects/access.py"]


def test_the_manual_and_the_answer_name_the_days_of_the_clocks():
    """What an office reads and what a citizen is told are the numbers the register counts with."""
    manual = (ROOT / "docs" / "异议办理手册.md").read_text(encoding="utf-8")
    assert f"| {deadlines.TELL_WITHIN} 天内告知本人 |" in manual
    assert f"| {deadlines.CONCLUDE_WITHIN} 天内办结 |" in manual
    assert f"| 延长一次，最多 {deadlines.EXTENSION_AT_MOST} 天 |" in manual
    written = (ROOT / "objections" / "answer_template.py").read_text(encoding="utf-8")
    assert not re.search(r"[0-9]+ ?[日天]", written)


def test_no_module_knows_this_machines_addresses_but_by_look():
    found = [
        file.relative_to(ROOT).as_posix()
        for file in modules()
        for node in ast.walk(ast.parse(file.read_text()))
        if isinstance(node, ast.Constant) and node.value in ("127.0.0.1", "::1")
    ]
    assert found == ["config/settings.py"]  # the names a demo answers to


def test_what_a_notice_lacks_is_called_and_asked_for_as_on_its_form(db):
    """The words beside a field and those of the checklist, of every text the checklist may miss."""
    plan = make_plan(make_district())
    notice = Notice(district=plan.district, plan=plan, number="2025-targets", kind="targets")
    notice.replaces = Notice(number="2025-targets", district=plan.district, plan=plan)
    form = NoticeForm(notice)
    lacking = [
        *_text_checks(notice),
        *_contact_checks(notice),
        *(one for one in _correction_checks(notice, Draft({})) if one.field.endswith("reason")),
    ]
    told = {one.field.removeprefix("id_"): (one.text, one.note) for one in lacking}
    assert set(ASKED) <= set(told) and {"title", "lead", "source"} <= set(told)
    for name, (text, note) in told.items():
        field = form.fields[name]
        assert text == f"缺{field.label}", name
        assert note in ("", field.help_text), name
        assert note == ASKED.get(name, ""), name


def test_a_check_has_its_few_words_in_its_row_of_the_table():
    assert all(0 < len(rule.hint) <= 10 for rule in RULES)
    assert len({rule.hint for rule in RULES}) == len(RULES)


def test_how_large_a_file_may_be_is_said_from_the_bound_that_is_checked():
    """A number of megabytes written out would outlive the bound it was copied from."""
    written = re.compile(r"[0-9]+ ?MB(?![A-Za-z])")
    found = [
        f"{file.relative_to(ROOT)}: {node.value[:40]}"
        for file in modules()
        for tree in [ast.parse(file.read_text())]
        for docs in [_docstrings(tree)]
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        if node not in docs and written.search(node.value)
    ]
    found += [
        str(page.relative_to(ROOT))
        for page in sorted((ROOT / "templates").rglob("*.html"))
        if written.search(page.read_text())
    ]
    assert not found


def _docstrings(tree: ast.AST) -> set[ast.AST]:
    return {node.value for node in ast.walk(tree) if isinstance(node, ast.Expr)}
