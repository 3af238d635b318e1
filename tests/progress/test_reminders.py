"""Reminders: on the right workdays, once a day, only to those who owe, and they stop when the work is done."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from io import BytesIO
from unittest import mock

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from hypothesis import given
from hypothesis import strategies as st

from accounts import outbox
from accounts.models import OutgoingMail
from progress import reminders, services
from progress.models import Reminder
from progress.services import reminding
from projects.models import CalendarDay, Role
from tests.factories import (
    AT,
    BEIJING,
    make_district,
    make_person,
    make_plan,
    make_project,
    make_round,
    make_unit,
)
from tests.progress.conftest import COMPLETE
from tests.progress.test_unit_desk import page, signed_in

FRIDAY = date(2025, 4, 25)
FRIDAY_MORNING = datetime(2025, 4, 25, 8, 0, tzinfo=BEIJING)


@pytest.mark.parametrize(
    ("day", "says"),
    [
        (date(2025, 4, 16), True),  # seven workdays before
        (date(2025, 4, 17), False),
        (date(2025, 4, 22), True),  # three
        (date(2025, 4, 24), True),  # one
        (FRIDAY, True),
        (date(2025, 4, 26), False),  # a Saturday
        (date(2025, 4, 27), True),  # a Sunday worked for the May holiday: one workday late
        (date(2025, 4, 28), False),
        (date(2025, 5, 1), False),  # a holiday
        (date(2025, 5, 7), True),  # six workdays late, after the holiday
    ],
)
def test_the_days_of_a_reminder(day, says):
    assert reminders.falls_on(day, FRIDAY, {}) is says


def test_an_override_of_the_calendar_counts():
    assert not reminders.falls_on(FRIDAY, FRIDAY, {FRIDAY: False})
    assert reminders.falls_on(date(2025, 4, 24), FRIDAY, {FRIDAY: False})


@given(st.dates(date(2025, 1, 1), date(2026, 6, 1)), st.integers(-30, 60))
def test_nobody_is_reminded_on_a_day_without_work(due_on, offset):
    from projects.workdays import is_workday

    day = due_on + timedelta(days=offset)
    if reminders.falls_on(day, due_on, {}):
        assert is_workday(day)


@pytest.mark.django_db
class TestReminding:
    def remind(self, story, **values):
        return services.remind_units(round_id=story.round.pk, actor=story.compiler, at=AT, **values)

    def test_staff_remind_those_who_owe_with_the_rows_they_owe(self, story):
        make_project(story.round.plan, 2, name="托管", units=[story.helper])
        made = self.remind(story)
        assert [one.unit for one in made] == [story.lead, story.helper]
        assert made[1].text == (
            "区民政局：民生实事1—4月进展请于4月25日前填报（还有5天），还有1件：第2件“托管”（未报）。"
        )

    def test_a_unit_is_reminded_once_a_day(self, story):
        self.remind(story)
        with pytest.raises(services.StepRefused, match="今天已经催过"):
            self.remind(story)

    def test_those_who_have_handed_in_are_left_alone(self, story):
        services.save_report(
            **story.where, actor=story.reporter, at=AT, values=COMPLETE, base_version=0
        )
        services.submit_report(**story.where, actor=story.reporter, at=AT, version=1)
        with pytest.raises(services.StepRefused, match="没有要催报的单位"):
            self.remind(story)

    def test_a_reviewer_does_not_remind(self, story):
        with pytest.raises(PermissionDenied):
            services.remind_units(round_id=story.round.pk, actor=story.reviewer, at=AT)

    def test_the_unit_reads_it_until_it_has_filed(self, story):
        self.remind(story)
        unit = signed_in(story.reporter)
        assert "万州区发展和改革委员会催报" in page(unit.get(reverse("progress:report-list")))
        services.save_report(
            **story.where, actor=story.reporter, at=AT, values=COMPLETE, base_version=0
        )
        services.submit_report(**story.where, actor=story.reporter, at=AT, version=1)
        assert "催报" not in page(unit.get(reverse("progress:report-list")))

    def test_other_units_do_not_read_it(self, story):
        self.remind(story)
        text = page(signed_in(story.outsider).get(reverse("progress:report-list")))
        assert "催报" not in text

    def test_the_daily_run_reminds_on_its_days_and_can_be_repeated(self, story):
        friday = datetime(2025, 4, 25, 8, 0, tzinfo=BEIJING)
        assert len(services.remind_due(at=friday)) == 1
        assert services.remind_due(at=friday) == []
        assert services.remind_due(at=friday + timedelta(days=1)) == []
        assert Reminder.objects.get().by is None

    def test_the_daily_run_rests_on_a_holiday(self, story):
        CalendarDay.objects.create(day=FRIDAY, is_workday=False, source="停电通知")
        assert services.remind_due(at=datetime(2025, 4, 25, 8, 0, tzinfo=BEIJING)) == []

    def test_the_command_can_be_tried_without_effect(self, story, settings, capsys):
        settings.PORTAL_DAY = FRIDAY
        call_command("send_reminders", "--dry-run")
        assert "会催 1 个单位" in capsys.readouterr().out
        assert not Reminder.objects.exists()

    def test_mail_goes_in_one_digest_where_it_is_configured(self, story, settings):
        settings.PORTAL_MAIL_FROM = "portal@example.invalid"
        story.reporter.email = "wang@example.invalid"
        story.reporter.save()
        make_project(story.round.plan, 2, name="托管", units=[story.lead])
        self.remind(story)
        outbox.send_waiting(now=lambda: AT)
        (message,) = mail.outbox
        assert message.to == ["wang@example.invalid"]
        assert "第1件" in message.body and "第2件" in message.body

    def test_no_mail_where_it_is_not(self, story):
        story.reporter.email = "wang@example.invalid"
        story.reporter.save()
        self.remind(story)
        assert not OutgoingMail.objects.exists()

    def test_one_person_with_two_rounds_gets_one_message(self, story, settings):
        settings.PORTAL_MAIL_FROM = "portal@example.invalid"
        story.reporter.email = "wang@example.invalid"
        story.reporter.save()
        make_round(story.round.plan, 3, opens_on=date(2025, 4, 1), due_on=FRIDAY)
        services.remind_due(at=FRIDAY_MORNING)
        message = OutgoingMail.objects.get()
        assert "1—3月" in message.text and "1—4月" in message.text
        assert "desk/reports/" in message.text

    def test_a_mail_server_that_fails_takes_back_neither_the_reminder_nor_the_mail(
        self, story, settings
    ):
        settings.PORTAL_MAIL_FROM = "portal@example.invalid"
        settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1
        story.reporter.email = "wang@example.invalid"
        story.reporter.save()
        self.remind(story)
        assert outbox.send_waiting(now=lambda: AT).failed == 1
        assert Reminder.objects.exists()
        assert OutgoingMail.objects.get().sent_at is None

    def test_a_district_that_fails_takes_nothing_from_the_others_and_is_told(
        self, story, settings, capsys
    ):
        settings.PORTAL_DAY = FRIDAY
        settings.PORTAL_MAIL_FROM = "portal@example.invalid"
        far = make_district("qianjiang")
        unit = make_unit(far)
        make_person("far", far, Role.REPORTER, unit, email="far@example.invalid")
        plan = make_plan(far)
        make_project(plan, 1, units=[unit])
        make_round(plan, 4, opens_on=date(2025, 4, 1), due_on=FRIDAY)
        whole = reminding.board

        def broken(round_, day):
            if round_.plan.district == story.district:
                raise ValueError("a row nobody can read")
            return whole(round_, day)

        with (
            mock.patch.object(reminding, "board", broken),
            pytest.raises(CommandError, match="1 个区县没有催成：万州区"),
        ):
            call_command("send_reminders")
        assert "已催 1 个单位" in capsys.readouterr().out
        assert Reminder.objects.get().unit == unit
        assert OutgoingMail.objects.get().to == "far@example.invalid"

    def test_a_district_costs_the_same_queries_for_two_units_and_for_ten(self, story, settings):
        settings.PORTAL_MAIL_FROM = "portal@example.invalid"

        def cost(day):
            with CaptureQueriesContext(connection) as captured:
                assert services.remind_due(at=FRIDAY_MORNING + timedelta(days=day))
            return len(captured)

        def add(at):
            unit = make_unit(story.district, f"第{at}个单位")
            make_person(f"p{at}", story.district, Role.REPORTER, unit, email=f"p{at}@example.com")
            make_project(story.round.plan, at, units=[unit])

        add(2)
        few = cost(0)
        for at in range(3, 11):
            add(at)
        assert cost(2) <= few, "one workday late, on a Sunday that is worked"

    def test_a_day_that_asks_nobody_costs_no_board(self, story):
        with mock.patch.object(reminding, "board") as board:
            assert services.remind_due(at=FRIDAY_MORNING - timedelta(days=2)) == []
        assert not board.called

    def test_a_report_sent_back_after_the_round_closed_is_reminded_of(self, story):
        where = story.where
        services.save_report(**where, actor=story.reporter, at=AT, values=COMPLETE, base_version=0)
        services.submit_report(**where, actor=story.reporter, at=AT, version=1)
        services.close_round(round_id=story.round.pk, actor=story.compiler, at=AT)
        friday = datetime(2025, 4, 25, 8, 0, tzinfo=BEIJING)
        assert services.remind_due(at=friday) == []
        services.return_report(
            **where, actor=story.reviewer, at=AT, reasons={"": "请核对"}, due_on=FRIDAY
        )
        (made,) = services.remind_due(at=friday)
        assert "已退回" in made.text

    def test_the_list_of_who_owes_is_a_workbook(self, story):
        from openpyxl import load_workbook

        story.lead.contact_name, story.lead.contact_phone = "=王芳", "58250001"
        story.lead.save()
        client = signed_in(story.compiler)
        response = client.get(reverse("progress:round-owing-xlsx", args=[story.round.pk]))
        sheet = load_workbook(BytesIO(response.content)).active
        rows = list(sheet.iter_rows(values_only=True))
        assert rows[0][0] == "万州区2025年1—4月填报欠报清单（2025-04-20）"
        assert rows[2] == (
            "区教委",
            "1",
            "关爱青少年",
            "区教委、区民政局",
            "未报",
            "2025-04-25",
            "还有5天",
            "=王芳 58250001",
        )
        assert sheet["H3"].data_type == "s"

    def test_one_button_reminds_all(self, story):
        client = signed_in(story.compiler)
        response = client.post(reverse("progress:round-remind", args=[story.round.pk]), follow=True)
        assert "已催报1个单位：区教委" in page(response)
        assert "今天已催" in page(response)
