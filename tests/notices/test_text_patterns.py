"""Words and window of new notices: the district's own, filled from one period."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied
from django.urls import reverse

from notices import services
from notices.checklist import checks
from notices.forms import NoticeForm
from notices.models import Notice, NoticePattern
from notices.refusals import StepRefused
from tests.factories import AT
from tests.notices.conftest import make_office

pytestmark = pytest.mark.django_db
VALUES = {
    "title": "关于{区县}{年度}年民生实事{期间}进展的公示",
    "lead": "现将{期间和月份}情况予以公示。",
    "day_kind": "working",
    "first_day_counts": False,
    "usual_days": 7,
    "minimum_days": 5,
    "basis": "本区公示办法",
}


def save(office, **changes):
    return services.save_pattern(
        district=office.district,
        kind="progress",
        editor=changes.pop("editor", office.compiler),
        at=AT,
        values={**VALUES, **changes},
    )


def test_a_new_notice_starts_from_the_districts_own_words_and_window(office):
    save(office)
    notice = services.start_notice(round=office.round, compiler=office.compiler, at=AT)
    assert notice.title == "关于万州区2025年民生实事1季度进展的公示"
    assert notice.lead == "现将1季度（1—3月）情况予以公示。"
    assert (notice.day_kind, notice.first_day_counts, notice.minimum_days) == ("working", False, 5)


def test_the_last_day_is_counted_by_the_rule_over_the_may_holiday(office):
    """From 28 April 2025, the first day not counted: 1 to 5 May were free, so the seventh is 12 May."""
    save(office)
    notice = services.start_notice(round=office.round, compiler=office.compiler, at=AT)
    form = NoticeForm(
        notice,
        {"edit_version": "1", "opens_on": "2025-04-28", "day_kind": "working", "missing_rows": "block",
         "column_number": "1", "column_name": "2"},
    )  # fmt: skip
    assert form.is_valid(), form.errors
    assert form.values()["closes_on"] == date(2025, 5, 12)


def test_without_an_own_pattern_the_usual_window_is_wanzhous(office):
    notice = services.start_notice(round=office.round, compiler=office.compiler, at=AT)
    form = NoticeForm(
        notice,
        {"edit_version": "1", "opens_on": "2025-04-11", "day_kind": "natural", "first_day_counts": "on",
         "missing_rows": "block", "column_number": "1", "column_name": "2"},
    )  # fmt: skip
    assert form.is_valid(), form.errors
    assert form.values()["closes_on"] == date(2025, 5, 11)


def test_a_pattern_changed_later_leaves_notices_in_work_alone(office):
    notice = services.start_notice(round=office.round, compiler=office.compiler, at=AT)
    save(office)
    assert Notice.objects.get(pk=notice.pk).title == notice.title


def test_only_the_districts_compiler_changes_it(office):
    stranger = make_office("qianjiang")
    for person in (office.reviewer, office.signer, stranger.compiler):
        with pytest.raises(PermissionDenied):
            save(office, editor=person)


def test_the_usual_length_is_not_below_the_minimum(office):
    with pytest.raises(StepRefused, match="不能少于最短天数"):
        save(office, usual_days=3)


def test_the_page_names_placeholders_that_nobody_fills(office, client):
    client.force_login(office.compiler)
    address = reverse("notices:pattern-edit", args=["wanzhou", "progress"])
    assert "{期间和月份}" in client.get(address).content.decode()
    answer = client.post(address, {**VALUES, "title": "关于{季度}的公示"})
    assert answer.status_code == 422
    assert "没有“{季度}”这个占位词" in answer.content.decode()
    client.post(address, {**VALUES, "first_day_counts": ""})
    assert NoticePattern.objects.get().usual_days == 7


def test_the_page_is_not_there_for_other_districts_and_kinds(office, client):
    make_office("qianjiang")
    client.force_login(office.compiler)
    for parts in (["qianjiang", "progress"], ["wanzhou", "correction"], ["wanzhou", "nothing"]):
        assert client.get(reverse("notices:pattern-edit", args=parts)).status_code == 404
    client.force_login(office.reviewer)
    assert (
        client.get(reverse("notices:pattern-edit", args=["wanzhou", "progress"])).status_code == 403
    )


def test_a_title_longer_than_its_column_is_cut_with_a_mark_and_the_checklist_says_so(office):
    """On PostgreSQL the draft could not be started at all."""
    save(office, title="{方案}" + "长" * 190)
    notice = services.start_notice(round=office.round, compiler=office.compiler, at=AT)
    assert len(notice.title) == 200 and notice.title.endswith("…")
    assert "标题没有写全" in [check.text for check in checks(notice, day=AT.date()) if check.blocks]


@pytest.mark.parametrize(
    ("days", "says"),
    [
        ({"opens_on": date(2025, 5, 6), "closes_on": date(3026, 5, 6)}, "之间"),
        ({"opens_on": date(1, 1, 1)}, "之间"),
        ({"opens_on": date(2025, 5, 6), "closes_on": date(2026, 6, 6)}, "最长366天"),
        ({"signed_on": date(9999, 12, 31)}, "之间"),
    ],
)
def test_a_window_of_a_thousand_years_is_not_kept(office, days, says):
    notice = services.start_notice(round=office.round, compiler=office.compiler, at=AT)
    with pytest.raises(StepRefused, match=says):
        services.edit_notice(
            notice_id=notice.pk, editor=office.compiler, at=AT, edit_version=notice.edit_version, values=days
        )  # fmt: skip


def test_a_window_that_ends_on_a_holiday_is_remarked(office):
    """As a due day on one is."""
    notice = services.start_notice(round=office.round, compiler=office.compiler, at=AT)
    notice.opens_on, notice.closes_on = date(2025, 4, 21), date(2025, 5, 3)
    remarks = [check.note for check in checks(notice, day=AT.date()) if check.weight == "see"]
    assert "结束日5月3日不是工作日。电话和来访可能没有人接。" in remarks
