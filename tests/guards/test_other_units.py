"""A unit sees and edits its own tasks, nothing else, however it asks (rules.md, Report)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from notices.models import Notice
from progress.models import ProgressReport
from progress.report_fields import TEXT_FIELDS
from projects.models import AnnualPlan, Milestone, Project, Task, TaskUnit
from tests.factories import make_plan, make_project, make_round
from tests.guards.addresses import GET, ROWS
from tests.guards.addresses.row import PLACES, Row
from tests.guards.cast import (
    COMPLETE,
    JOINT_REPORTER,
    OTHER_REPORTER,
    REPORTER,
    SCAN,
    UNIT_HEAD,
    CastTestCase,
)
from tests.guards.test_every_address import asked, changes, listed
from tests.our_apps import OUR_APPS

OF_ONE_REPORT = [row for row in ROWS if row.of.endswith((" report", "task"))]
STRANGERS = [
    (OTHER_REPORTER, "draft", "another unit's row"),
    (OTHER_REPORTER, "submitted", "another unit's row"),
    (REPORTER, "foreign", "another unit's row"),
    (UNIT_HEAD, "foreign", "another unit's row"),
    (JOINT_REPORTER, "submitted", "a row of the unit one shares another row with"),
    (REPORTER, "former", "a row that one's unit filed and has handed on"),
    (UNIT_HEAD, "former", "a row that one's unit filed and has handed on"),
]
"""Who asks, for which task, and why it is not theirs."""

FORM_FIELDS = {field.key for field in TEXT_FIELDS} | {"invested", "base_version", "kind", "then"}


class OtherUnits(CastTestCase):
    def test_there_are_addresses_to_ask(self):
        assert len(OF_ONE_REPORT) >= 14

    def test_a_row_of_another_unit_is_not_found_at_any_address_by_any_method(self):
        wrong = []
        for part, name, why in STRANGERS:
            client = self.cast.client(part)
            for row in OF_ONE_REPORT:
                url = _url(self.cast, row, name)
                with changes() as written:
                    answer = (
                        client.get(url)
                        if row.method == GET
                        else client.post(url, row.given(self.cast))
                    )
                if answer.status_code != 404 or written:
                    wrong.append(
                        f"{row.method} {row.route} by {part} for {why}: {answer} {written}"
                    )
        assert not wrong, listed(wrong)

    def test_the_list_of_a_unit_names_no_other_row(self):
        names = {
            part: self.cast.client(part).get(reverse("progress:report-list")).content.decode()
            for part in (REPORTER, JOINT_REPORTER, OTHER_REPORTER)
        }
        shown = {
            part: {task for task, row in self.cast.tasks.items() if row.project.name in page}
            for part, page in names.items()
        }
        assert shown == {
            REPORTER: {"draft", "submitted", "approved", "empty"},
            JOINT_REPORTER: {"draft"},
            OTHER_REPORTER: {"foreign", "former"},
        }

    def test_ones_own_task_in_a_round_of_another_plan_is_not_found(self):
        plan = make_plan(self.cast.far_district, 2024)
        make_project(plan, 1)
        elsewhere = make_round(plan, 4)
        own = self.cast.tasks["draft"]
        for row in OF_ONE_REPORT:
            if "round_id" not in PLACES[row.of](self.cast):
                continue
            url = reverse(row.route, args=[own.pk, elsewhere.pk])
            client = self.cast.client(REPORTER)
            answer = client.get(url) if row.method == GET else client.post(url, {})
            assert answer.status_code == 404, row

    def test_keys_of_other_rows_in_the_data_reach_nothing(self):
        """The address is the unit's own; the fields name another's task, indicator, milestone, unit and file."""
        foreign = self.cast.tasks["foreign"]
        smuggled = {
            "task": foreign.pk,
            "task_id": foreign.pk,
            "report": ProgressReport.objects.get(task=foreign, round=self.cast.round).pk,
            f"m{foreign.indicators.get().pk}": "2",
            f"a{foreign.milestones.order_by('month').first().pk}": "yes",
            f"p{self.cast.units['joint'].pk}": "冒名的话",
            f"p{self.cast.units['other'].pk}": "冒名的话",
        }
        before = dict(_rows(ProgressReport.objects.filter(task=foreign)))
        own = self.cast.tasks["draft"]
        client = self.cast.client(REPORTER)
        for name in ("report", "report-autosave"):
            url = reverse(f"progress:{name}", args=[own.pk, self.cast.round.pk])
            client.post(url, {**COMPLETE, "base_version": "1", **smuggled})
        assert dict(_rows(ProgressReport.objects.filter(task=foreign))) == before
        report = ProgressReport.objects.get(task=own, round=self.cast.round)
        assert not report.paragraphs.exists()
        assert {m.indicator.task_id for m in report.measurements.all()} <= {own.pk}
        assert {a.milestone.task_id for a in report.answers.all()} <= {own.pk}

    def test_a_sheet_holds_and_takes_ones_own_rows_only(self):
        """The grid of many rows: lines of another unit's task are neither shown, kept, checked nor saved."""
        task = self.cast.tasks["draft"]
        lines = {f"{task.pk}-narrative": "冒名的话", f"{task.pk}-base": "1"}
        before = dict(_rows(ProgressReport.objects.all()))
        client = self.cast.client(OTHER_REPORTER)
        page = client.get(reverse("progress:sheet", args=[self.cast.round.pk]))
        assert task.project.name not in page.content.decode()
        for name in ("sheet", "sheet-autosave", "sheet-check"):
            for query in ("", f"?unit={self.cast.units['lead'].pk}"):
                url = reverse(f"progress:{name}", args=[self.cast.round.pk]) + query
                with changes() as written:
                    answer = client.post(url, lines)
                assert answer.status_code in (200, 302)
                assert not written, name
                assert f"{task.pk}-narrative" not in answer.content.decode()
        assert dict(_rows(ProgressReport.objects.all())) == before

    def test_a_file_of_another_report_is_neither_fetched_nor_removed(self):
        client = self.cast.client(OTHER_REPORTER)
        own = reverse(
            "progress:report-remove-file",
            args=[self.cast.tasks["foreign"].pk, self.cast.round.pk],
        )
        with changes() as written:
            assert client.post(own, {"file": self.cast.evidence.pk}).status_code == 404
        assert not written
        url = reverse("progress:evidence", args=[self.cast.evidence.pk])
        assert client.get(url).status_code == 404

    def test_a_unit_approves_nothing_by_ticking_rows(self):
        row = next(row for row in ROWS if row.route == "progress:review-approve-many")
        for part in (REPORTER, UNIT_HEAD, OTHER_REPORTER, JOINT_REPORTER):
            _, written = asked(self.cast.client(part), row, self.cast)
            assert not written, part

    def test_a_question_to_another_unit_is_not_found(self):
        url = reverse("objections:inquiry", args=[self.cast.inquiry.pk])
        for part in (OTHER_REPORTER, JOINT_REPORTER):
            client = self.cast.client(part)
            assert client.get(url).status_code == 404
            assert client.post(url, {"reply": "代答"}).status_code == 404

    def test_no_field_of_any_table_can_be_set_by_naming_it(self):
        """Every column of plan, target, unit, report and notice, posted beside the form's own fields."""
        task = self.cast.tasks["draft"]
        client = self.cast.client(REPORTER)
        before = dict(_everything())
        for name in ("report", "report-autosave", "report-submit", "report-add-file"):
            url = reverse(f"progress:{name}", args=[task.pk, self.cast.round.pk])
            given = {**_every_column(), **COMPLETE, "base_version": "1", "version": "2"}
            given["narrative"] = "新建口袋公园1个，已验收。"
            if name == "report-add-file":
                given["file"] = SimpleUploadedFile("sheet.pdf", SCAN)
            answer = client.post(url, given)
            assert answer.status_code in (200, 302), f"{name}: {answer}"
        after = dict(_everything())
        changed = {
            (table, key, column)
            for (table, key), row in before.items()
            for column, value in row.items()
            if after.get((table, key), {}).get(column, "gone") != value
        }
        report = ProgressReport.objects.get(task=task, round=self.cast.round)
        table = ProgressReport._meta.db_table
        assert {(where, key) for where, key, _ in changed} <= {(table, report.pk)}
        assert {column for *_, column in changed} <= {
            "status", "version", "narrative", "invested", "invested_printed", "remark", "problem",
            "next_step", "nothing_cause", "filled_by", "filled_by_phone", "submitted_by_id",
            "submitted_at", "updated_at",
        }  # fmt: skip
        reporter = self.cast.people[REPORTER]
        assert (report.status, report.submitted_by) == ("submitted", reporter)
        assert report.version <= 3, "counted by the portal, not taken from the form"
        assert report.approved_by is None


def _url(cast: Any, row: Row, name: str) -> str:
    """The row's address for another task."""
    keys = {"task_id": cast.tasks[name].pk, "round_id": cast.round.pk}
    return reverse(row.route, kwargs={key: keys[key] for key in PLACES[row.of](cast)})


def _every_column() -> dict[str, str]:
    """A value for every column of the tables a unit must not write, none of them a field of its form."""
    tables = (ProgressReport, Task, TaskUnit, Project, AnnualPlan, Milestone, Notice)
    columns = {
        name
        for model in tables
        for field in model._meta.concrete_fields
        for name in (field.name, field.attname)
    }
    given = {"status": "approved", "role": "lead", "state": "stopped", "target": "改小的目标"}
    return {name: given.get(name, "9") for name in columns - FORM_FIELDS}


def _rows(queryset: Any) -> Iterator[tuple[tuple[str, Any], dict[str, Any]]]:
    for row in queryset.values():
        yield (queryset.model._meta.db_table, row[queryset.model._meta.pk.attname]), row


def _everything() -> Iterator[tuple[tuple[str, Any], dict[str, Any]]]:
    """Every row that stands, but for the person's own draft."""
    for label in OUR_APPS:
        if label == "accounts":
            continue  # The trail may tell of an attempt.
        for model in apps.get_app_config(label).get_models():
            if model._meta.model_name != "reportdraft":
                yield from _rows(model._base_manager.all())
