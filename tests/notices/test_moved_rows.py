"""Rows whose project changed since its figures were reported are named on the checklist and looked at before review."""

from __future__ import annotations

import pytest
from django.urls import reverse

from notices import row_checks, services
from notices.checklist import checks
from notices.drafts import draft_of
from notices.refusals import ChecklistOpen
from projects.numbering import renumber
from tests.factories import AT, DAY

pytestmark = pytest.mark.django_db


def told(notice) -> list[tuple[str, str, str]]:
    return [
        (one.weight, one.text, one.field)
        for one in checks(notice, day=DAY)
        if "数字随项目走" in one.text
    ]


def exchange(plan) -> None:
    first, second = plan.projects.order_by("number")[:2]
    renumber(plan, {first.pk: second.number, second.pk: first.number})


def test_numbers_that_changed_since_the_report_are_named_and_block_until_looked_at(office):
    notice = office.started()
    assert not told(notice)
    exchange(office.plan)
    first = office.plan.projects.get(number=1)
    said = told(notice)
    assert ("must", f"原第2件，今第1件“{first.name}”：数字随项目走", "row-1") in said
    assert len(said) == 2
    with pytest.raises(ChecklistOpen):
        services.send_to_review(notice_id=notice.pk, compiler=office.compiler, at=AT)
    marks = set(row_checks.unlooked(notice, draft_of(notice)))
    services.look_at_rows(notice_id=notice.pk, actor=office.compiler, at=AT, marks=marks)
    assert {weight for weight, _, _ in told(notice)} == {"see"}
    assert not row_checks.unlooked(notice, draft_of(notice))
    # Back to what it was there is nothing to say, and another change is another thing to look at.
    exchange(office.plan)
    assert not told(notice)
    office.plan.projects.filter(pk=first.pk).update(name="换了名的项目")
    assert [weight for weight, _, _ in told(notice)] == ["must"]


def test_another_name_and_other_units_are_named_with_what_they_were(office):
    notice = office.started()
    first = office.plan.projects.get(number=1)
    was = first.name
    office.plan.projects.filter(pk=first.pk).update(name="换了名的项目")
    unit = first.tasks.get().task_units.get().unit
    before, unit.name = unit.name, "区新设的局"
    unit.save()
    texts = {field: text for _, text, field in told(notice)}
    assert f"第1件原名“{was}”，今名“换了名的项目”" in texts["row-1"]
    assert f"第1件责任单位原“{before}”，今“区新设的局”" in texts["row-1"]


def test_a_correction_under_the_old_numbers_has_nothing_to_say(office):
    first = office.published()
    exchange(office.plan)
    draft = services.start_correction(notice_id=first.pk, compiler=office.compiler, at=AT)
    assert not told(draft)


def test_the_editor_lists_them_and_takes_the_word(office, client):
    notice = office.started()
    exchange(office.plan)
    client.force_login(office.compiler)
    page = client.get(reverse("notices:notice-edit", args=[notice.pk])).content.decode()
    assert "项目有变动的行" in page and "已逐行核对" in page
    marks = row_checks.unlooked(notice, draft_of(notice))
    client.post(reverse("notices:notice-rows", args=[notice.pk]), {"row": marks})
    page = client.get(reverse("notices:notice-edit", args=[notice.pk])).content.decode()
    assert "已逐行核对" not in page and "编制人已核对" in page


def test_a_chosen_category_that_was_renamed_since_blocks_and_rows_left_out_are_told(office):
    notice = office.started(categories=["市级重点民生实事"])
    found = {one.text: one for one in checks(notice, day=DAY)}
    assert found["有 1 件不在所选类别里"].weight == "see"
    office.plan.categories.filter(name="市级重点民生实事").update(name="市级民生实事")
    found = {one.text: one for one in checks(notice, day=DAY)}
    assert found["所选类别“市级重点民生实事”已不在方案里"].field == "id_categories"
    assert found["所选类别“市级重点民生实事”已不在方案里"].weight == "must"
