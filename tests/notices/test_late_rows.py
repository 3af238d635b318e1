"""A row nobody filed in time: its money is what was last published, and no total falls because somebody is late."""

from __future__ import annotations

import json
from datetime import date, datetime
from decimal import Decimal

import pytest

from notices import services
from notices.checklist import _is_explained, checks, gaps
from notices.compile import Carried
from notices.drafts import draft_of
from notices.models import Notice
from notices.published_before import Fallen, carried_amounts, fallen_sums
from progress.models import ProgressReport
from projects.periods import Period
from tests.factories import BEIJING, make_approved, make_report, make_round
from tests.notices.test_compile import HEAD, compile_content, row
from tests.notices.test_other_notices import published
from tests.publicity.test_public_addresses import publish_plan

pytestmark = pytest.mark.django_db
JULY = datetime(2025, 7, 10, 10, 0, tzinfo=BEIJING)
WINDOW = {
    "opens_on": date(2025, 7, 10),
    "closes_on": date(2025, 8, 9),
    "signed_on": date(2025, 7, 10),
    "missing_rows": "blank",
}


@pytest.fixture
def june(office):
    """The first quarter is published; of June's round one row is approved, one returned, one was never filed."""
    office.published()
    round = make_round(office.plan, 6, opens_on=date(2025, 6, 25), due_on=date(2025, 7, 5))
    tasks = [office.plan.projects.get(number=number).tasks.get() for number in (1, 2, 3)]
    make_approved(tasks[1], round, narrative="建成一半。", invested="20")
    make_report(tasks[0], round, status=ProgressReport.Status.RETURNED)
    return round


def rows_of(content):
    return {row["number"]: row for group in content["categories"] for row in group["projects"]}


def half_year(office, round, **values):
    notice = services.start_notice(round=round, compiler=office.compiler, at=JULY)
    return office.edited(notice, **{**WINDOW, **values})


def test_late_rows_carry_the_published_amount_on_and_say_so_everywhere(office, june, client):
    before = rows_of(Notice.objects.get(number="2025-q1").content)
    published(office, half_year(office, june), JULY)
    said = json.loads(client.get("/wanzhou/notices/2025-h1.json").content)
    rows = rows_of(said)
    for number, why in ((1, "退回未改"), (3, "未报送")):
        late, was = rows[number], before[number]
        assert (late["progress"], late["invested"]) == (None, was["invested"])
        carried = was["invested"] is not None
        assert late["invested_through"] == (3 if carried else None)
        assert late["remark"] == (f"{why}，金额截至1—3月" if carried else why)
    assert before[1]["invested"] is not None
    assert (rows[2]["invested"], rows[2]["invested_through"]) == ("20", None)
    assert Decimal(said["totals"]["invested"]) == sum(
        Decimal(one["invested"]) for one in rows.values() if one["invested"] is not None
    )
    assert "第1" in said["lead"]
    assert "完成额度沿用1—3月公示的数" in said["lead"]
    publish_plan(office)
    assert "1—3月" in client.get("/wanzhou/2025/1/").content.decode()


def test_a_report_still_in_review_is_not_called_missing(office, june):
    task = office.plan.projects.get(number=3).tasks.get()
    make_report(
        task,
        june,
        status=ProgressReport.Status.SUBMITTED,
        submitted_by=office.compiler,
        submitted_at=JULY,
    )
    rows = rows_of(draft_of(half_year(office, june)).content)
    assert rows[3]["remark"].startswith("已报送未审定")


def test_a_total_below_the_published_one_waits_for_its_reason_in_the_lead(office, june):
    task = office.plan.projects.get(number=1).tasks.get()
    ProgressReport.objects.filter(task=task, round=june).delete()
    make_approved(task, june, narrative="核减后重报。", invested="0")
    make_approved(
        office.plan.projects.get(number=3).tasks.get(), june, invested="91", narrative="在建。"
    )
    last = Decimal(Notice.objects.get(number="2025-q1").content["totals"]["invested"])
    notice = half_year(office, june)
    now = Decimal(draft_of(notice).content["totals"]["invested"])
    less = last - now
    assert less > 0
    open_checks = [check.text for check in gaps(checks(notice, day=JULY.date()))]
    assert f"合计比上期公示少 {less} 万元" in open_checks
    told = f"{notice.lead}\n累计完成投资比1—3月减少{less}万元（市级减少72万元），原因是重复计算的部分已核减。"
    notice = office.edited(notice, lead=told)
    assert not [one for one in gaps(checks(notice, day=JULY.date())) if "少 " in one.text]


@pytest.mark.parametrize(
    "lead",
    [
        "现将2025年实施情况公示如下。请联系项目办，地址见后。",
        "累计完成投资增加15万元，原因是新开工。",
        "累计完成投资减少5万元。请与有关部门联系。",
    ],
)
def test_a_figure_that_only_looks_like_the_fall_does_not_explain_it(lead):
    assert not _is_explained("5", lead)


def test_the_fall_itself_with_a_reason_explains_it():
    assert _is_explained("5", "比1—3月减少 5 万元，系重复计算的部分已核减。")


def test_where_no_category_is_named_a_fall_is_told_once():
    def said(invested):
        return {
            "categories": [{"name": None, "invested": invested}],
            "totals": {"invested": invested},
        }

    period = Period.through(2025, 3)
    fallen = fallen_sums(said("40"), [(period, said("50"))])
    assert fallen == [Fallen(None, Decimal(50), Decimal(40), period)]


def test_amounts_follow_the_project_and_never_a_number_that_moved(office, june):
    """First and third change places after the quarter was published; each keeps its own money."""
    before = {
        row["name"]: row["invested"] for row in rows_of(Notice.objects.get().content).values()
    }
    first, third = (office.plan.projects.get(number=number) for number in (1, 3))
    renumbered(first, 99)
    renumbered(third, 1)
    renumbered(first, 3)
    rows = rows_of(draft_of(half_year(office, june)).content)
    assert (rows[1]["name"], rows[1]["invested"]) == (third.name, before[third.name])
    assert (rows[3]["name"], rows[3]["invested"]) == (first.name, before[first.name])


def renumbered(project, number):
    project.key, project.number = project.lasting, number
    project.printed_number = str(number)
    project.save()


def test_what_is_carried_is_carried_on_with_its_own_month():
    content = {"categories": [{"projects": [
        {"number": 4, "key": 7, "name": "甲", "invested": "5", "invested_through": 3},
        {"number": 7, "key": 4, "name": "乙", "invested": None},
    ]}]}  # fmt: skip
    assert carried_amounts([(Period.through(2025, 4), content)]) == {7: Carried(Decimal(5), 3)}


def test_a_resting_project_owes_no_report_but_keeps_its_money():
    late = row(1, Decimal(100), reported=False)
    resting = type(late)(
        **{name: getattr(late, name) for name in late.__slots__}
        | {"rests": True, "carried": Carried(Decimal(40), 3)}
    )
    content = compile_content(HEAD, [resting])
    only = content["categories"][0]["projects"][0]
    assert (only["invested"], only["ratio"], only["remark"]) == ("40", "40.0", "金额截至1—3月")
    assert content["totals"]["invested"] == "40"
