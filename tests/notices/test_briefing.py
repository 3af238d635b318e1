"""The briefing of a round: the notice's numbers, and what stays inside."""

from __future__ import annotations

import io

import docx
import pytest
from django.urls import reverse

from notices.briefing import briefing_docx, content_of
from notices.drafts import draft_of
from progress.models import ProgressReport
from projects.models import Role
from tests.factories import DAY, make_person, make_rule_set, make_unit
from tests.notices.conftest import make_office

pytestmark = pytest.mark.django_db


def words_of(data: bytes) -> str:
    paper = docx.Document(io.BytesIO(data))
    cells = [cell.text for table in paper.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in paper.paragraphs), *cells])


def address(round):
    return reverse("notices:briefing", args=[round.pk])


def test_the_briefing_has_the_numbers_of_the_notice(office):
    notice = draft_of(office.started()).content
    briefing = content_of(office.round)
    assert briefing["totals"] == notice["totals"]
    assert briefing["columns"] == notice["columns"]
    for mine, theirs in zip(briefing["categories"], notice["categories"], strict=True):
        assert [row["invested"] for row in mine["projects"]] == [
            row["invested"] for row in theirs["projects"]
        ]
    said = words_of(briefing_docx(office.round, day=DAY))
    totals = notice["totals"]
    assert f"年度计划投资{totals['investment_plan']}万元" in said
    assert f"累计完成投资{totals['invested']}万元，占年度计划的{totals['ratio']}%" in said


def test_it_tells_what_no_notice_shows(office):
    make_rule_set()
    ProgressReport.objects.filter(round=office.round, task__project__number=1).update(
        problem="征地没有谈妥。", next_step="5月底前谈妥"
    )
    said = words_of(briefing_docx(office.round, day=DAY))
    assert "存在问题：征地没有谈妥。下一步：5月底前谈妥。" in said
    assert "按年度目标和阶段性目标对照" in said
    assert "behind" not in said
    assert "2025年4月20日" in said
    assert "征地" not in str(draft_of(office.started()).content)


def test_it_names_who_still_owes(office):
    ProgressReport.objects.filter(round=office.round, task__project__number=2).update(
        status="draft", approved_by=None, approved_at=None, submitted_by=None, submitted_at=None
    )
    said = words_of(briefing_docx(office.round, day=DAY))
    assert "本期应填报单位2个，已报齐1个。" in said
    assert "尚未报齐的单位：区教委。" in said
    assert "以下1件还没有审核通过的进展：第2项校园周边（区教委、区城市管理局）。" in said


def test_staff_find_it_on_the_list_and_on_the_notices_page(office, client):
    notice = office.started()
    for person in (office.compiler, office.reviewer, office.signer):
        client.force_login(person)
        assert address(office.round) in client.get(reverse("notices:notices")).content.decode()
        page = client.get(reverse("notices:notice", args=[notice.pk])).content.decode()
        assert address(office.round) in page
        answer = client.get(address(office.round))
        assert answer.status_code == 200
        assert "no-store" in answer["Cache-Control"]
        assert "口袋公园" in words_of(answer.content)


def test_a_unit_and_another_district_do_not_find_it(office, client):
    reporter = make_person(
        "a-unit", role=Role.REPORTER, unit=make_unit(office.district, "区民政局")
    )
    for person in (reporter, make_office("qianjiang").compiler):
        client.force_login(person)
        assert client.get(address(office.round)).status_code == 404
    client.logout()
    assert client.get(address(office.round)).status_code == 302
