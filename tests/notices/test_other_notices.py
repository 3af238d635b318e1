"""The notices beside the quarter's: the year's targets out of the plan, the year's completion out of December's round."""

from __future__ import annotations

import io
import json
from datetime import date, datetime

import docx
import pytest

from notices import services, workflow
from notices.checklist import checks, gaps
from notices.drafts import draft_of
from notices.models import Notice, NoticeFile
from notices.public_texts import texts_in
from notices.refusals import StepRefused
from tests.factories import AT, BEIJING, make_approved, make_milestone, make_round
from tests.notices.conftest import WINDOW

pytestmark = pytest.mark.django_db
NEW_YEAR = datetime(2026, 1, 12, 10, 0, tzinfo=BEIJING)
LATER_WINDOW = {
    "opens_on": date(2026, 1, 12),
    "closes_on": date(2026, 2, 11),
    "signed_on": date(2026, 1, 12),
}


@pytest.fixture
def december(office):
    """The round of the whole year: the first two are done, the third is not reported."""
    round = make_round(office.plan, 12, opens_on=date(2025, 12, 20), due_on=date(2025, 12, 31))
    for number, narrative, invested in (
        (1, "2个口袋公园全部建成开放。", "300"),
        (2, "全部完成。", None),
    ):
        task = office.plan.projects.get(number=number).tasks.get()
        make_approved(task, round, narrative=narrative, invested=invested)
    return round


def published(office, notice, at):
    """Through all hands at a moment of its own."""
    services.send_to_review(notice_id=notice.pk, compiler=office.compiler, at=at)
    notice.refresh_from_db()
    services.approve_notice(
        notice_id=notice.pk,
        reviewer=office.reviewer,
        at=at,
        digest=draft_of(notice).digest.sha256,
        secrecy_reviewer="周保密",
        secrecy_reviewed_on=at.date(),
    )
    return services.publish_notice(notice_id=notice.pk, actor=office.signer, at=at)


def completion(office, round, **values):
    notice = services.start_notice(
        round=round, kind=Notice.Kind.COMPLETION, compiler=office.compiler, at=NEW_YEAR
    )
    return office.edited(notice, **{**LATER_WINDOW, **values})


def test_the_year_is_completed_from_decembers_round(office, december, client):
    notice = completion(office, december, missing_rows="blank")
    assert notice.number == "2025-year"
    assert notice.title == "关于2025年万州区重点民生实事完成情况的公示"
    published(office, notice, NEW_YEAR)

    said = json.loads(client.get("/wanzhou/notices/2025-year.json").content)
    assert (said["kind"], said["number"]) == ("completion", "2025-year")
    assert said["period"] == {"year": 2025, "from_month": 1, "to_month": 12}
    assert "全年完成情况" in said["columns"]
    assert said["totals"] == {"investment_plan": "700", "invested": "300", "ratio": "42.9"}
    rows = {row["number"]: row for group in said["categories"] for row in group["projects"]}
    assert rows[1]["progress"] == "2个口袋公园全部建成开放。"
    assert (rows[3]["progress"], rows[3]["remark"]) == (None, "未报送")

    title = "万州区2025年民生实事目标任务及完成情况表"
    assert title in client.get("/wanzhou/notices/2025-year/").content.decode()
    for file in NoticeFile.objects.filter(format__in=["docx", "xlsx"]):
        assert any(title in text for text in texts_in(file.format, bytes(file.data)))

    page = client.get("/wanzhou/notices/2025-year/").content.decode()
    assert "全年完成情况" in page
    assert "未报送" in page
    word = docx.Document(io.BytesIO(bytes(NoticeFile.objects.get(format="docx").data)))
    heads = [cell.text for cell in word.tables[0].rows[0].cells]
    assert any("全年完成情况" in head for head in heads)


def test_a_project_not_reported_in_december_blocks_unless_chosen(office, december):
    notice = completion(office, december)
    open_checks = [check.text for check in gaps(checks(notice, day=NEW_YEAR.date()))]
    assert open_checks == ["第3件“小微停车场”未报"]


def test_an_earlier_round_completes_no_year(office):
    with pytest.raises(StepRefused, match="全年"):
        services.start_notice(
            round=office.round, kind=Notice.Kind.COMPLETION, compiler=office.compiler, at=NEW_YEAR
        )


def test_december_has_a_progress_notice_and_a_completion_notice(office, december):
    progress = services.start_notice(round=december, compiler=office.compiler, at=NEW_YEAR)
    assert {progress.number, completion(office, december).number} == {"2025-m12", "2025-year"}


def test_the_targets_are_published_from_the_plan_alone(office, client):
    make_milestone(office.plan.projects.get(number=1).tasks.get(), 6, "开工2个。")
    notice = services.start_notice(
        plan=office.plan, kind=Notice.Kind.TARGETS, compiler=office.compiler, at=NEW_YEAR
    )
    assert notice.number == "2025-targets"
    assert notice.columns[-1] == "milestone-6"
    published(office, office.edited(notice, **LATER_WINDOW), NEW_YEAR)
    said = json.loads(client.get("/wanzhou/notices/2025-targets.json").content)
    assert said["period"] is None
    assert said["totals"] == {"investment_plan": "700", "invested": None, "ratio": None}
    assert said["columns"][-1] == "6月底目标"
    page = client.get("/wanzhou/notices/2025-targets/").content.decode()
    assert "开工2个。" in page
    assert "完成2个，新增泊位60个。" not in page
    assert Notice.objects.get(pk=notice.pk).status == workflow.PUBLISHED


@pytest.mark.parametrize("columns", [None, ["number", "name", "investment_plan", "units"]])
def test_a_target_notice_of_a_plan_without_money_has_no_row_of_sums(office, columns):
    """Neither in a file nor on the page, also where somebody chose the column of money all the same."""
    office.plan.projects.update(investment_plan=None)
    notice = services.start_notice(
        plan=office.plan, kind="targets", compiler=office.compiler, at=AT
    )
    assert "investment_plan" not in notice.columns
    values = WINDOW | ({"columns": columns} if columns else {})
    notice = office.published(office.edited(notice, **values))
    assert "合计" not in notice.table_html
    assert "一、市级重点民生实事（2件）" in notice.table_html
    for file in NoticeFile.objects.filter(notice=notice).exclude(format__in=("pdf", "json")):
        said = "".join(texts_in(file.format, bytes(file.data)))
        assert "合计" not in said, file.format
        assert "单位：万元" not in said, file.format
