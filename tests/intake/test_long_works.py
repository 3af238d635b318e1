"""Long work is carried out outside of the request: once, wholly or not at all, whoever dies on the way."""

from __future__ import annotations

import os
import signal
from datetime import datetime, timedelta
from itertools import count

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse

from accounts.clock import real_now
from intake.long_sizes import is_long_file
from intake.models import ImportRun, LongWork, SourceDocument
from intake.services import apply_import, long_acts, long_works, start_import
from intake.services.crew import crew
from intake.services.long_works import ATTEMPTS, LEASE, Clocks
from intake.services.receiving import read_source, receive_document
from notices.models import Notice
from ops import read_only
from projects.models import Project, Role
from tests.factories import AT, make_district, make_person
from tests.intake.test_imports import NOTICE
from tests.ops.conftest import said
from tests.together import PATIENCE, at_once

pytestmark = pytest.mark.django_db(transaction=True)

PLAN = "关于2026年万州区重点民生实事的通知\n序号,项目名称,目标任务,责任单位\n1,口袋公园,新建口袋公园2个。,区教委\n"
CLOCKS = Clocks(machine=lambda: AT, business=lambda: AT)
LATER = AT + LEASE + timedelta(seconds=1)


def clocks_at(moment: datetime) -> Clocks:
    return Clocks(machine=lambda: moment, business=lambda: AT)


class Desk:
    """A district, whoever imports there, and whoever confirms."""

    def __init__(self):
        self.district = make_district()
        self.compiler = make_person("compiler", self.district, Role.COMPILER)
        self.reviewer = make_person("reviewer", self.district, Role.REVIEWER)
        self._numbers = count(1)

    def file(self, text: str = PLAN) -> LongWork:
        return long_works.begin_reading(
            district=self.district,
            name=f"{next(self._numbers)}.csv",
            data=text.encode(),
            actor=self.compiler,
            at=AT,
        )

    def previewed(self) -> ImportRun:
        source = receive_document(
            district=self.district, name="2026.csv", data=PLAN.encode(), actor=self.compiler, at=AT
        )
        return start_import(
            source=source,
            reading=read_source(source),
            kind=ImportRun.Kind.PLAN,
            actor=self.compiler,
            at=AT,
        )

    def importing(self, run: ImportRun) -> LongWork:
        return long_works.begin_importing(
            run=run, kind=LongWork.Kind.APPLY, actor=self.compiler, at=AT
        )


@pytest.fixture
def desk():
    return Desk()


@pytest.fixture
def everything_is_long(monkeypatch):
    """And a press waits until it is done, as far as it can be."""
    monkeypatch.setattr("intake.views.is_long_file", lambda name, size: True)
    monkeypatch.setattr("intake.views.is_long_run", lambda run: True)
    monkeypatch.setattr("intake.history_views.is_long_ledger", lambda size: True)
    monkeypatch.setattr("intake.history_views.is_long_run", lambda run: True)
    monkeypatch.setattr("intake.work_views.BRIEFLY", PATIENCE)


def upload(client, desk, text=PLAN, route="import-receive"):
    return client.post(
        reverse(f"intake:{route}"),
        {"district": desk.district.pk, "file": SimpleUploadedFile("a.csv", text.encode())},
        follow=True,
    )


def test_what_is_done_at_once_leads_straight_to_its_outcome(desk, client, everything_is_long):
    client.force_login(desk.compiler)
    page = upload(client, desk)
    run = ImportRun.objects.get()
    assert page.redirect_chain[-1][0] == reverse("intake:import-preview", args=[run.pk])
    assert "已读完" in page.content.decode()
    page = client.post(reverse("intake:import-apply", args=[run.pk]), follow=True)
    assert "已导入" in page.content.decode()
    assert Project.objects.get().name == "口袋公园"
    works = LongWork.objects.order_by("pk")
    assert [(one.kind, one.state, one.data) for one in works] == [
        ("read", "done", None), ("apply", "done", None),
    ]  # fmt: skip


def test_a_ledger_is_read_and_stored_in_the_same_way(desk, client, everything_is_long):
    client.force_login(desk.compiler)
    upload(client, desk, "年度,序号,项目名称\n2019,1,农村公路\n", "history-receive")
    run = ImportRun.objects.get()
    page = client.post(reverse("intake:history-apply", args=[run.pk]), follow=True)
    assert "已存入：新增 1 行" in page.content.decode()
    assert set(LongWork.objects.values_list("state", flat=True)) == {"done"}


def test_a_past_notice_is_confirmed_in_the_same_way_by_the_second_person_alone(
    desk, client, everything_is_long
):
    source = receive_document(
        district=desk.district, name="q1.html", data=NOTICE, actor=desk.compiler, at=AT
    )
    run = start_import(
        source=source,
        reading=read_source(source),
        kind=ImportRun.Kind.NOTICE,
        actor=desk.compiler,
        at=AT,
    )
    apply_import(run_id=run.pk, actor=desk.compiler, at=AT, accept_warnings=True)
    address = reverse("intake:import-confirm", args=[run.pk])
    client.force_login(desk.compiler)
    assert client.post(address).status_code == 403
    client.force_login(desk.reviewer)
    assert "已确认转入" in client.post(address, follow=True).content.decode()
    assert (LongWork.objects.get().kind, Notice.objects.get().is_published) == ("confirm", True)


def test_a_file_sent_again_takes_the_place_of_what_was_interrupted(desk):
    desk.file()
    LongWork.objects.update(state="stopped")
    again = desk.file()
    assert LongWork.objects.get() == again


def test_a_short_file_has_no_page_of_its_own(desk, client):
    client.force_login(desk.compiler)
    page = upload(client, desk)
    assert [address for address, _ in page.redirect_chain] == [
        reverse("intake:import-preview", args=[ImportRun.objects.get().pk])
    ]
    assert not LongWork.objects.exists()


def test_a_file_that_cannot_be_read_is_refused_in_a_sentence_and_not_kept(
    desk, client, everything_is_long
):
    client.force_login(desk.compiler)
    page = upload(client, desk, "没有表格的文字").content.decode()
    work = LongWork.objects.get()
    assert (work.state, work.data, SourceDocument.objects.exists()) == ("refused", None, False)
    assert work.said and work.said in page


def test_a_work_left_is_found_on_every_page_and_its_end_told_once(desk, client, monkeypatch):
    monkeypatch.setattr("intake.views.is_long_file", lambda name, size: True)
    monkeypatch.setattr("intake.work_views.BRIEFLY", 0)
    monkeypatch.setattr(crew, "is_closed", lambda: True)  # nobody takes it yet
    client.force_login(desk.compiler)
    page = upload(client, desk).content.decode()
    assert "第 1 步，共 3 步" in page and "刷新" in page
    units = reverse("projects:unit-list", args=["wanzhou"])
    assert "正在进行" in client.get(units).content.decode()
    assert "正在进行" in client.get(reverse("intake:import-list")).content.decode()

    long_works.carry_on(Clocks(machine=real_now, business=lambda: AT))
    outcome = reverse("intake:import-preview", args=[ImportRun.objects.get().pk])
    told = client.get(units).content.decode()
    assert "已读完" in told and f'href="{outcome}"' in told
    assert "已读完" not in client.get(units).content.decode()


def test_the_same_file_sent_twice_is_one_work(desk):
    first, second = desk.file(), desk.file()
    assert first.pk == second.pk


def test_two_processes_at_once_carry_it_out_once(desk):
    work = desk.file()
    outcomes = at_once(*[lambda: long_works.carry_on(CLOCKS)] * 2)
    assert sorted(outcomes, key=str) == [work.pk, None]
    assert ImportRun.objects.count() == 1


def test_two_works_at_once_are_both_done(desk):
    works = [desk.file(), desk.file(PLAN.replace("2026", "2027"))]
    outcomes = at_once(*[lambda: (long_works.carry_on(CLOCKS), long_works.carry_on(CLOCKS))] * 2)
    done = sorted(key for pair in outcomes for key in pair if key is not None)
    assert done == [work.pk for work in works]
    assert ImportRun.objects.count() == 2


def kill_while_it_writes(*, reading: bool) -> None:
    """Another process takes the work and is killed (SIGKILL) when all is written and nothing committed."""
    connection.close()
    child = os.fork()
    if child == 0:  # pragma: no cover - the child never comes back
        name = "written_reading" if reading else "apply_import"
        act = getattr(long_acts, name)

        def last(*given, **more):
            act(*given, **more)
            os.kill(os.getpid(), signal.SIGKILL)

        try:
            setattr(long_acts, name, last)
            long_works.carry_on(CLOCKS)
        finally:
            os._exit(1)
    _, status = os.waitpid(child, 0)
    assert os.WTERMSIG(status) == signal.SIGKILL


def test_killed_midway_nothing_is_half_written_and_another_process_does_it_whole(desk, monkeypatch):
    work = desk.importing(desk.previewed())
    kill_while_it_writes(reading=False)
    work.refresh_from_db()
    assert (work.state, Project.objects.count()) == ("working", 0)
    assert long_works.carry_on(CLOCKS) is None  # its lease runs on
    assert long_works.carry_on(clocks_at(LATER)) == work.pk
    work.refresh_from_db()
    assert (work.state, work.attempt, Project.objects.count()) == ("done", 2, 1)


def test_killed_as_often_as_is_tried_it_says_so_and_a_person_begins_it_anew(
    desk, client, monkeypatch
):
    work = desk.file()
    for _ in range(ATTEMPTS):
        kill_while_it_writes(reading=True)
        LongWork.objects.update(lease_until=AT - LEASE)
    assert long_works.carry_on(CLOCKS) is None
    assert not SourceDocument.objects.exists() and not ImportRun.objects.exists()
    assert "没有要接着办的" in said("carry_on_works")
    work.refresh_from_db()
    assert work.state == "stopped"

    client.force_login(desk.compiler)
    page = client.get(reverse("intake:work", args=[work.pk])).content.decode()
    assert "没有完成" in page and "什么都没有写入" in page and "重做" in page
    monkeypatch.setattr("intake.work_views.BRIEFLY", PATIENCE)
    client.post(reverse("intake:work-again", args=[work.pk]))
    work.refresh_from_db()
    assert (work.state, ImportRun.objects.count()) == ("done", 1)


def test_a_process_thought_dead_that_comes_back_writes_nothing(desk, monkeypatch):
    work = desk.file()
    read = long_acts.receive_reading

    def slow(*given, **more):
        monkeypatch.setattr(long_acts, "receive_reading", read)
        assert long_works.carry_on(clocks_at(LATER)) == work.pk
        return read(*given, **more)

    monkeypatch.setattr(long_acts, "receive_reading", slow)
    long_works.carry_on(CLOCKS)
    work.refresh_from_db()
    assert (work.state, work.attempt, ImportRun.objects.count()) == ("done", 2, 1)


def test_an_error_of_the_program_is_told_and_can_be_tried_again(desk, monkeypatch):
    def broken(*given, **more):
        raise ZeroDivisionError

    work = desk.importing(desk.previewed())
    monkeypatch.setattr(long_acts, "apply_import", broken)
    long_works.carry_on(CLOCKS)
    work.refresh_from_db()
    assert (work.state, Project.objects.count()) == ("stopped", 0)
    assert "什么都没有写入" in work.said


def test_an_import_changed_after_the_press_is_not_carried_out(desk):
    run = desk.previewed()
    work = desk.importing(run)
    ImportRun.objects.update(corrections={"aliases": {"区教委": 1}})
    long_works.carry_on(CLOCKS)
    work.refresh_from_db()
    assert (work.state, Project.objects.count()) == ("refused", 0)
    assert "再看一遍" in work.said


def test_whoever_lost_the_post_meanwhile_is_refused(desk):
    work = desk.importing(desk.previewed())
    desk.compiler.memberships.all().delete()
    long_works.carry_on(CLOCKS)
    work.refresh_from_db()
    assert (work.state, Project.objects.count()) == ("refused", 0)
    assert "没有这个岗位" in work.said


def test_during_an_upgrade_nothing_is_taken_and_what_is_on_its_way_is_put_back(
    desk, tmp_path, monkeypatch
):
    monkeypatch.setattr(read_only, "data_folder", lambda: tmp_path)
    read_only.close(at=AT, until="22:30")
    work = desk.file()
    assert long_works.carry_on(CLOCKS, is_closed=crew.is_closed) is None
    answers = iter([False, True])
    long_works.carry_on(CLOCKS, is_closed=lambda: next(answers))
    work.refresh_from_db()
    assert (work.state, work.attempt, ImportRun.objects.exists()) == ("waiting", 0, False)
    read_only.open_again()
    assert long_works.carry_on(CLOCKS, is_closed=crew.is_closed) == work.pk


def test_the_doctor_and_the_list_of_jobs_name_what_stands_still(desk):
    from ops.doctor import Severity, examine

    desk.file()
    at = real_now()
    LongWork.objects.update(
        state="working", attempt=1, started_at=at, lease_until=at - timedelta(hours=1)
    )
    finding = next(one for one in examine(at=at) if one.subject == "没有完成的办理")
    assert finding.severity is Severity.WARNING
    assert "《1.csv》" in finding.said and "什么都没有写入" in finding.said
    assert "《1.csv》" in said("jobs")


def test_the_clean_job_drops_files_after_three_days_and_records_after_thirty(desk):
    at = real_now()
    work = desk.file()
    LongWork.objects.update(state="stopped", started_at=at - timedelta(days=4))
    said("clean_up")
    work.refresh_from_db()
    assert work.data is None
    LongWork.objects.update(started_at=at - timedelta(days=31))
    said("clean_up")
    assert not LongWork.objects.exists()


@pytest.mark.parametrize(
    ("name", "kilobytes", "long"),
    [
        ("a.doc", 30, True),  # LibreOffice is started
        ("20 rows.xlsx", 12, False),
        ("2,000 rows.xlsx", 96, True),
        ("a plan as issued.docx", 45, False),
        ("60 pages.PDF", 1_000, True),
        ("notice.html", 16, False),
    ],
)
def test_only_files_that_take_over_a_second_have_a_page(name, kilobytes, long):
    assert is_long_file(name, kilobytes * 1024) is long
