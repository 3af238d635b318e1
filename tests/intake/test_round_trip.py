"""What is exported reads back as the same table, and importing it again changes nothing."""

from __future__ import annotations

import pytest

from documents.writing import files
from intake import services
from intake.differences import plan_differences
from intake.models import ImportRun
from intake.register_reading import reading_of_plan
from intake.services.receiving import read_source
from projects.models import Milestone, Project
from projects.plan_content import plan_content
from tests.factories import AT
from tests.intake.test_imports import NOTICE, TARGETS, Desk

pytestmark = pytest.mark.django_db


def exported(plan, form):
    content = plan_content(plan, version=1)
    return files.plan_docx(content) if form == "docx" else files.plan_xlsx(content)


@pytest.mark.parametrize("form", ["docx", "xlsx"])
def test_qianjiangs_plan_exported_and_imported_again_is_unchanged(form):
    desk = Desk()
    plan = desk.apply(desk.preview(TARGETS, "targets.docx"), accept_warnings=True)
    before = (
        list(Project.objects.order_by("pk").values()),
        list(Milestone.objects.order_by("pk").values()),
    )
    again = desk.preview(exported(plan, form), f"plan.{form}")
    desk.apply(again, accept_warnings=True)
    again.refresh_from_db()
    assert again.outcome["unchanged"]
    after = (
        list(Project.objects.order_by("pk").values()),
        list(Milestone.objects.order_by("pk").values()),
    )
    assert after == before
    plan.refresh_from_db()
    assert plan.document_number == "黔江府办发〔2025〕20号"


@pytest.mark.parametrize("form", ["docx", "xlsx", "csv"])
def test_a_notices_files_read_back_as_the_plan_that_stands(form):
    desk = Desk("wanzhou")
    run = desk.preview(NOTICE, "notice.html", ImportRun.Kind.NOTICE)
    plan = desk.apply(run)
    notice = services.confirm_take_over(run_id=run.pk, actor=desk.reviewer, at=AT)
    file = notice.files.get(format=form)
    source = services.receive_document(
        district=desk.district, name=f"q1.{form}", data=bytes(file.data), actor=desk.compiler, at=AT
    )
    document = read_source(source)
    differences = plan_differences(reading_of_plan(plan), document)
    assert {row.state for row in differences} == {"unchanged"}
    assert [project.invested for project in document.projects][:3] == ["3500", "680", "92"]
