"""Whatever is edited later, what was published stays byte for byte what it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.apps import apps
from django.db import DatabaseError, models, transaction

from notices.models import Notice, NoticeFile, NoticeHead
from publicity.models import Generation
from tests.factories import AT, make_indicator, make_milestone
from tests.our_apps import OUR_APPS

pytestmark = pytest.mark.django_db


def frozen_state():
    notice = Notice.objects.get(number="2025-q1")
    files = {file.format: bytes(file.data) for file in NoticeFile.objects.filter(notice=notice)}
    return notice.content, notice.table_html, files


def public_bytes(client):
    paths = ["/wanzhou/notices/2025-q1/"] + [
        f"/wanzhou/notices/2025-q1.{form}" for form in ("json", "csv", "xlsx", "docx", "pdf")
    ]
    return {path: client.get(path).content for path in paths}


def other_value(field: models.Field, value: object) -> object:
    """Another value of the same shape; None where there is none to make."""
    if field.choices or field.is_relation or field.primary_key:
        return None
    match field:
        case models.BooleanField():
            return not value
        case models.DecimalField() | models.IntegerField():
            return (value or 0) + 1
        case models.DateTimeField() | models.DateField() if value:
            return value + timedelta(days=1)
        case models.DateTimeField():
            return AT
        case models.DateField():
            return date(2025, 1, 1)
        case models.CharField() | models.TextField():
            return f"{value}改"[: field.max_length or 200]
        case models.JSONField():
            return {"改": 1}
    return None


def every_edit():
    """Each writable field of each row of each of our models, the published notice's own parts among them."""
    for app in OUR_APPS:
        for model in apps.get_app_config(app).get_models():
            for row in model._base_manager.all():
                for field in model._meta.concrete_fields:
                    value = other_value(field, getattr(row, field.attname))
                    if value is not None:
                        yield model, row.pk, field.attname, value


def test_no_later_edit_of_any_row_changes_content_table_or_files(office):
    task = office.plan.projects.first().tasks.first()
    make_milestone(task)
    make_indicator(task)
    office.published()
    before = frozen_state()
    edits = list(every_edit())
    taken = refused = 0
    for model, pk, field, value in edits:
        try:
            with transaction.atomic():
                models.QuerySet(model).filter(pk=pk).update(**{field: value})
            taken += 1
        except (DatabaseError, ValueError):
            refused += 1
        if model not in (Notice, NoticeFile):
            continue
        assert frozen_state() == before, (model, field)
    assert frozen_state() == before
    assert taken > 100
    assert refused > 20


def test_the_public_page_and_its_files_stay_the_same_bytes(office, client):
    office.published()
    before = public_bytes(client)
    office.plan.projects.filter(number=1).update(name="改名", investment_plan=1, target="改目标")
    office.plan.categories.filter(order=1).update(name="改类别")
    office.round.reports.update(narrative="改进展")
    type(office.compiler).objects.update(name="改人名")
    Generation.objects.update(number=models.F("number") + 1)
    assert public_bytes(client) == before


def test_reports_approved_later_leave_the_notice_and_the_head_alone(office):
    office.published()
    before, head = frozen_state(), NoticeHead.objects.values().get()
    office.round.reports.update(status="returned", approved_by=None, approved_at=None)
    assert frozen_state() == before
    assert NoticeHead.objects.values().get() == head
