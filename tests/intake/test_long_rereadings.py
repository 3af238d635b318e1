"""A correction that reads a large file again is long work: left, found again, and never lost, whoever corrects beside."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from intake import services
from intake.models import ImportRun, LongWork
from intake.services import long_acts, long_works
from intake.services.crew import crew
from intake.services.receiving import receive_reading, written_reading
from intake.services.rereading import mark_of
from intake.work_views import BRIEFLY
from projects.models import Role
from tests.factories import AT, make_district, make_person
from tests.intake.test_long_works import CLOCKS
from tests.progress.test_unit_desk import page, signed_in
from tests.together import PATIENCE, at_once

pytestmark = pytest.mark.django_db(transaction=True)

FILE = """关于2026年万州区重点民生实事的通知
序号,项目名称,目标任务,责任单位
1,口袋公园,新建口袋公园2个。,区城市管理局
2,农村公路,新建农村公路3公里。,区交通运输委
"""
PARK, ROAD = (1, 3, 2), (1, 4, 2)


class Desk:
    """A preview of a file that counts as large, and two people who import there; nobody carries anything out yet."""

    def __init__(self) -> None:
        self.district = make_district()
        self.compiler, self.colleague = [
            make_person(name, self.district, Role.COMPILER) for name in ("compiler", "colleague")
        ]
        self.take(FILE)

    def take(self, text: str) -> None:
        read = receive_reading(self.district, "2026.csv", text.encode(), year=None)
        self.run = written_reading(read, actor=self.compiler, at=AT)
        self.address = reverse("intake:import-preview", args=[self.run.pk])

    def correct(self, client: Client, place: tuple[int, int, int], text: str, **more: object):
        shown = client.get(self.address, {"cell": ",".join(map(str, place))})
        seen = re.search(r'name="seen" value="(\w+)"', page(shown))
        assert seen
        table, row, column = place
        sent = {"table": table, "row": row, "column": column, "text": text, "seen": seen[1]}
        answers = reverse("intake:import-answers", args=[self.run.pk])
        return client.post(answers, sent | more, follow=True)

    def names(self) -> list[str]:
        self.run.refresh_from_db()
        return [one.name for one in self.run.document.projects]


@pytest.fixture
def desk(monkeypatch: pytest.MonkeyPatch) -> Desk:
    monkeypatch.setattr("intake.long_answers.is_long_file", lambda name, size: True)
    monkeypatch.setattr("intake.work_views.BRIEFLY", 0)
    monkeypatch.setattr(crew, "is_closed", lambda: True)
    return Desk()


def test_a_correction_has_a_page_of_its_own_and_leads_on_to_the_cell_asked_for(desk):
    client = signed_in(desk.compiler)
    told = page(desk.correct(client, PARK, "街角公园", cell="1,4,2"))
    assert "按更正重读《2026.csv》" in told and "第 1 步，共 3 步" in told
    assert desk.names() == ["口袋公园", "农村公路"]
    units = reverse("projects:unit-list", args=["wanzhou"])
    assert "看进度" in page(client.get(units))

    long_works.carry_on(CLOCKS)
    assert desk.names() == ["街角公园", "农村公路"]
    work = LongWork.objects.get()
    shown = client.get(reverse("intake:work", args=[work.pk]))
    assert shown.url == f"{desk.address}?cell=1,4,2#edit"
    assert "已更正，并重新读了一遍" in page(client.get(desk.address))


def test_a_small_file_is_read_again_at_once(desk, monkeypatch):
    monkeypatch.undo()
    assert BRIEFLY
    shown = page(desk.correct(signed_in(desk.compiler), PARK, "街角公园"))
    assert "已更正，并重新读了一遍" in shown and not LongWork.objects.exists()


def test_the_year_is_told_in_the_same_way(desk):
    client = signed_in(desk.compiler)
    desk.take(FILE.replace("2026年", ""))
    answers = reverse("intake:import-answers", args=[desk.run.pk])
    client.post(answers, {"year": "2027"})
    long_works.carry_on(CLOCKS)
    desk.run.refresh_from_db()
    assert desk.run.reading["year"] == 2027


def test_the_same_answer_sent_twice_is_one_work(desk):
    client = signed_in(desk.compiler)
    desk.correct(client, PARK, "街角公园")
    desk.correct(client, PARK, "街角公园")
    assert LongWork.objects.count() == 1


def test_two_people_correct_the_same_file_at_once_and_both_corrections_stand(desk):
    desk.correct(signed_in(desk.compiler), PARK, "街角公园")
    shown = desk.correct(signed_in(desk.colleague), ROAD, "乡村公路")
    assert LongWork.objects.count() == 2
    # Whoever did not begin it sees on the preview that it is on its way.
    assert "街角公园" not in page(shown)
    assert "按更正重读" in page(signed_in(desk.colleague).get(desk.address))
    at_once(*[lambda: [long_works.carry_on(CLOCKS) for _ in range(3)]] * 2)
    assert desk.names() == ["街角公园", "乡村公路"]
    assert set(LongWork.objects.values_list("state", flat=True)) == {"done"}


def test_a_correction_that_came_in_while_the_file_was_read_is_read_with_it(desk, monkeypatch):
    desk.correct(signed_in(desk.compiler), PARK, "街角公园")
    reading_for = long_acts.reading_for

    def slow(*given, **more):
        monkeypatch.setattr(long_acts, "reading_for", reading_for)
        read = reading_for(*given, **more)
        services.correct_reading(
            run_id=desk.run.pk,
            said=services.Corrections({ROAD: "乡村公路"}),
            actor=desk.colleague,
            at=AT,
        )
        return read

    monkeypatch.setattr(long_acts, "reading_for", slow)
    long_works.carry_on(CLOCKS)
    assert (LongWork.objects.get().state, LongWork.objects.get().attempt) == ("waiting", 0)
    long_works.carry_on(CLOCKS)
    assert desk.names() == ["街角公园", "乡村公路"]


def test_a_cell_a_colleague_corrected_meanwhile_is_not_overwritten_and_the_text_is_given_back(desk):
    client = signed_in(desk.compiler)
    desk.correct(client, PARK, "街角公园")
    services.correct_reading(
        run_id=desk.run.pk,
        said=services.Corrections({PARK: "城市公园"}, seen={PARK: mark_of("口袋公园")}),
        actor=desk.colleague,
        at=AT,
    )
    long_works.carry_on(CLOCKS)
    assert desk.names()[0] == "城市公园"
    work = LongWork.objects.get()
    told = page(client.get(reverse("intake:work", args=[work.pk])))
    assert "刚被改成“城市公园”" in told and "表1第3行第2列：街角公园" in told
    back = re.search(r'href="([^"]+\?work=\d+)"', told)
    assert back
    again = page(client.get(back[1]))
    assert ">\n街角公园</textarea>" in again and "刚被改成" in again


def test_words_after_which_nothing_can_be_read_are_given_back(desk, monkeypatch):
    client = signed_in(desk.compiler)
    desk.correct(client, PARK, "没有意思")
    monkeypatch.setattr(
        long_acts, "reading_for", _refusing(services.ImportRefused("没有读到项目。"))
    )
    long_works.carry_on(CLOCKS)
    told = page(client.get(reverse("projects:unit-list", args=["wanzhou"])))
    assert "没有办成" in told
    work = LongWork.objects.get()
    again = page(client.get(f"{desk.address}?work={work.pk}"))
    assert ">\n没有意思</textarea>" in again and "没有读到项目" in again


def _refusing(refusal: Exception):
    def refused(**given):
        raise refusal

    return refused


def test_nothing_is_imported_while_a_correction_is_on_its_way(desk):
    client = signed_in(desk.compiler)
    desk.correct(client, PARK, "街角公园")
    with pytest.raises(services.ImportRefused, match="还在重读"):
        services.apply_import(run_id=desk.run.pk, actor=desk.colleague, at=AT, accept_warnings=True)
    long_works.carry_on(CLOCKS)
    services.apply_import(run_id=desk.run.pk, actor=desk.colleague, at=AT, accept_warnings=True)
    desk.run.refresh_from_db()
    assert desk.run.status == ImportRun.Status.APPLIED


def test_without_a_wait_it_comes_back_to_the_preview(desk, monkeypatch):
    monkeypatch.setattr(crew, "is_closed", lambda: False)
    monkeypatch.setattr("intake.work_views.BRIEFLY", PATIENCE)
    shown = page(desk.correct(signed_in(desk.compiler), PARK, "街角公园"))
    assert "已更正，并重新读了一遍" in shown and desk.names()[0] == "街角公园"


def test_a_doubt_that_is_settled_while_a_cell_is_corrected_stays_settled(desk, monkeypatch):
    monkeypatch.undo()
    desk.take(FILE.replace("2,农村", "1,农村"))
    doubt = desk.run.findings.get(severity="warning")
    desk.correct(signed_in(desk.compiler), PARK, "街角公园", accept=doubt.pk)
    doubt.refresh_from_db()
    assert desk.names()[0] == "街角公园" and doubt.decision == "按读到的处理"


def test_a_cell_below_the_rows_that_are_shown_can_be_corrected(desk, monkeypatch):
    monkeypatch.undo()
    rows = "".join(f"{n},农村公路{n},新建农村公路3公里。,区交通运输委\n" for n in range(3, 250))
    desk.take(FILE + rows)
    desk.correct(signed_in(desk.compiler), (1, 242, 2), "乡村公路")
    assert desk.names()[239] == "乡村公路"
