"""A figure's way through a save is short: every typed text is looked at once, and a stored number stays a number."""

from __future__ import annotations

from collections import Counter
from decimal import Decimal

import pytest
from django.urls import reverse

from progress import report_fields, report_values, services
from progress.models import ProgressReport
from progress.report_fields import INVESTED, NARRATIVE, FieldErrors, Typed, value_field
from progress.selectors.board import waiting
from progress.selectors.task_rows import task_rows, whole_tasks
from projects.models import Task
from tests.factories import AT
from tests.progress.conftest import COMPLETE
from tests.progress.test_sheet import filled, sheet
from tests.progress.test_unit_desk import signed_in
from tests.progress.test_workbook import apply, cell_of, downloaded, two, uploaded

__all__ = ["two"]
pytestmark = pytest.mark.django_db


@pytest.fixture
def looked_at(monkeypatch):
    """How often each typed text was worked out, by field and text."""
    counted: Counter[tuple[str, str]] = Counter()
    take = report_fields.take

    def counting(field, typed):
        counted[field.key, typed] += 1
        return take(field, typed)

    monkeypatch.setattr(report_fields, "take", counting)
    return counted


def once(counted: Counter, *wanted: tuple[str, str]) -> None:
    assert set(wanted) <= set(counted), "the save looked at what was typed"
    assert set(counted.values()) == {1}


def test_the_form_and_its_save_look_at_each_text_once(story, looked_at):
    where = reverse("progress:report", args=[story.task.pk, story.round.pk])
    typed = {**COMPLETE, "kind": "progress", "base_version": "0", "narrative": "新建口袋公园1个。"}
    assert signed_in(story.reporter).post(where, typed).status_code == 302
    assert ProgressReport.objects.get().narrative == "新建口袋公园1个。"
    once(looked_at, ("narrative", "新建口袋公园1个。"), ("invested", COMPLETE["invested"]))


def test_the_sheet_and_its_save_look_at_each_cell_once(two, looked_at):
    client = signed_in(two.reporter)
    typed = filled(client, two, **{f"{two.second.pk}-invested": "４１．５０"})
    looked_at.clear()
    assert client.post(sheet(two), typed).status_code == 302
    assert ProgressReport.objects.get().invested == Decimal("41.5")
    assert looked_at["invested", "４１．５０"] == 1
    of_the_row = {key: times for key, times in looked_at.items() if key[1]}
    assert set(of_the_row.values()) == {1}


def test_preview_and_apply_of_a_workbook_look_at_each_cell_once_each(two, looked_at):
    client = signed_in(two.reporter)
    book = downloaded(client, two)
    cell_of(book, 1, "narrative").value = "新建口袋公园1个。"
    cell_of(book, 1, "invested").value = 1234.5
    looked_at.clear()
    response = uploaded(client, two, book)
    assert looked_at["narrative", "新建口袋公园1个。"] == looked_at["invested", "1234.5"] == 1
    looked_at.clear()
    apply(client, two, response)
    assert ProgressReport.objects.get().invested == Decimal("1234.5")
    assert looked_at["narrative", "新建口袋公园1个。"] == looked_at["invested", "1234.5"] == 1


def test_no_stored_number_is_printed_to_be_judged(story, monkeypatch):
    values = {**COMPLETE, story.value_key: "1"}
    services.save_report(**story.where, actor=story.reporter, at=AT, values=values, base_version=0)
    services.submit_report(**story.where, actor=story.reporter, at=AT, version=1)

    def never(amount):
        raise AssertionError(f"{amount} was printed on its way to a judgement")

    monkeypatch.setattr(report_values, "printed", never)
    (row,) = task_rows(story.round, whole_tasks(Task.objects.filter(pk=story.task.pk)), AT.date())
    assert isinstance(row.checks, tuple)
    (one,) = waiting(story.reviewer, AT.date())
    assert one.standing.value


class TestTyped:
    def test_a_field_that_changed_meanwhile_is_worked_out_anew(self, story):
        indicator = story.task.indicators.first()
        before = value_field(indicator)
        typed = Typed({before.key: "1.5万", "narrative": " 建成。 "})
        assert typed.canonical([before, NARRATIVE])[before.key] == "15000"
        indicator.unit = f"万{indicator.unit}"
        with pytest.raises(FieldErrors):
            typed.canonical([value_field(indicator), NARRATIVE])

    def test_a_number_comes_along_and_more_texts_forget_nothing(self, looked_at):
        typed = Typed({"invested": "４１．５０"})
        typed.canonical([INVESTED])
        both = typed.with_texts({"narrative": "建成。"})
        assert both.canonical([INVESTED, NARRATIVE]) == {"invested": "41.5", "narrative": "建成。"}
        assert both.number("invested") == Decimal("41.5") and both.number("narrative") is None
        once(looked_at, ("invested", "４１．５０"), ("narrative", "建成。"))
        assert dict(typed) == {"invested": "４１．５０"}

    def test_what_takes_a_text_anew_is_never_the_old_one(self):
        typed = Typed({"invested": "1"})
        typed.canonical([INVESTED])
        changed = typed.with_texts({"invested": "2"})
        assert changed.canonical([INVESTED]) == {"invested": "2"}
        assert changed.number("invested") == Decimal(2)
