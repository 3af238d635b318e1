"""From a unit's form to a public page and an objection, on the demo's real data, told as people do it."""

from __future__ import annotations

import io
import json
from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from notices import point_checks
from notices.drafts import draft_of
from notices.models import Notice
from objections.models import Objection
from projects.models import Project
from tests.journeys.screen import Screen
from tests.journeys.visitor import Visitor

pytestmark = pytest.mark.django_db

NEW_TEXT = "完成护栏安装60公里，其余路段正在备料。"
PUBLIC = "/wanzhou/notices/2025-m04/"


@pytest.fixture
def loaded(settings, tmp_path) -> str:
    """Both districts loaded from their documents, as `make demo` does it. Gives the demo's password."""
    settings.VAR_DIR = tmp_path
    settings.PORTAL_DAY = settings.DEMO_DAY
    call_command("load_demo", stdout=io.StringIO())
    return json.loads((tmp_path / "demo-accounts.json").read_text())[0]["password"]


def test_a_row_goes_from_a_units_form_to_a_public_page_and_to_an_answerable_objection(loaded):
    walk_the_circle(lambda username="": Visitor(username, loaded))


@pytest.mark.browser
@pytest.mark.parametrize(
    ("width", "js"), [(1366, True), (390, False)], ids=["desk with script", "phone without script"]
)
def test_the_same_story_on_a_real_screen(loaded, visit, live_server, width, js):
    height = 768 if width > 400 else 844
    walk_the_circle(
        lambda username="": Screen(visit(width=width, height=height, js=js), username, loaded)
    )


def walk_the_circle(person: Callable[..., Visitor | Screen]) -> None:
    # The unit sees its rows of the open round, fills one in with last round's figures beside it, and submits.
    reporter = person("wz-jiaotong")
    reporter.sees("农村公路加装护栏", "提升公交出行便捷度", "穿城货车城市环线高速免费通行")
    assert "关爱青少年心理健康" not in reporter.page
    reporter.follow("农村公路加装护栏")
    assert reporter.field("invested") == "680"
    reporter.press("存草稿", invested="-5")
    assert reporter.status == 422
    assert reporter.field("invested") == "-5"
    reporter.press("存草稿", invested="７００.5", narrative=NEW_TEXT)
    assert reporter.field("invested") == "700.5"
    reporter.press("核对并提交")
    reporter.sees(NEW_TEXT, "700.5")
    reporter.press("提交1—4月进展")
    reporter.sees("已提交")

    # The reviewer reads it beside target and last round, and sends it back with a reason.
    reviewer = person("wz-shenhe")
    reviewer.open("/desk/review/")
    reviewer.follow("农村公路加装护栏")
    reviewer.sees("201", "680", "700.5", NEW_TEXT)
    reviewer.press("退回区交通运输委", whole="请写明是哪些路段。")
    reporter.open("/desk/reports/")
    reporter.sees("已退回")
    reporter.follow("农村公路加装护栏")
    reporter.sees("请写明是哪些路段。")
    reporter.press("核对并提交", narrative=NEW_TEXT + "涉及分水镇、龙驹镇。")
    reporter.press("提交1—4月进展")

    # Now it is approved; the reviewer approves what else was handed in.
    reviewer.open("/desk/review/")
    waiting = [
        "农村公路加装护栏",
        "关爱青少年心理健康",
        "提升公交出行便捷度",
        "南北滨江路延伸段工程",
    ]
    for name in waiting:
        reviewer.open("/desk/review/")
        reviewer.follow(name)
        reviewer.press("通过")
    reviewer.open("/desk/review/")
    reviewer.sees("现在没有等待审核的")

    # The compiler makes the round's notice: sums computed, rows not reported left blank by choice.
    compiler = person("wz-bianzhi")
    compiler.open("/desk/notices/")
    compiler.press("万州区2025年1—4月推进情况")
    compiler.sees("必须补")
    compiler.press(
        "存草稿",
        missing_rows="blank",
        signed_on="2025-04-28",
        opens_on="2025-04-29",
        closes_on="2025-05-29",
        contact_name="胡蕾",
        contact_phone="023-58258735",
        postal_address="重庆市万州区（演示地址）",
        postal_code="404000",
        visiting_place="演示大楼一楼",
        visiting_hours="工作日9:00—17:00",
    )
    compiler.press("送审核")

    # Another person agrees, a third signs; the one-time code was asked of the signer.
    reviewer.open("/desk/notices/")
    reviewer.follow("4月")
    reviewer.press("审核通过", secrecy_reviewer="保密员", secrecy_reviewed_on="2025-04-28")
    signer = person("wz-qianfa")
    signer.open("/desk/notices/")
    signer.follow("4月")
    # The period has two days to go: that is asked once, before it is public.
    signer.press("签发并公示")
    signer.sees("1—4月到2025年4月30日才结束", "请勾选后再签发")
    notice = Notice.objects.get(number="2025-m04")
    assert notice.status == "approved"
    early = point_checks.early(notice, draft_of(notice), settings.DEMO_DAY)
    signer.press("签发并公示", sure=point_checks.early_mark(early))
    assert Notice.objects.get(number="2025-m04").status == "published"

    # The public page shows it, frozen; what changes later changes nothing there.
    citizen = person()
    before = citizen.open(PUBLIC)
    citizen.sees(NEW_TEXT, "700.5", "未报送", "182852")
    anybody = Client()
    frozen = [
        anybody.get(f"/wanzhou/notices/2025-m04.{form}").content
        for form in ("json", "csv", "xlsx", "docx", "pdf")
    ]
    Project.objects.filter(plan__district__slug="wanzhou", number=2).update(
        name="改了名字", investment_plan=1
    )
    assert citizen.open(PUBLIC) == before
    assert frozen == [
        anybody.get(f"/wanzhou/notices/2025-m04.{form}").content
        for form in ("json", "csv", "xlsx", "docx", "pdf")
    ]

    # A citizen objects without account or cookie and gets a receipt; the handler finds it.
    citizen.open("/wanzhou/notices/2025-q1/")
    citizen.follow("提出异议")
    with pytest.MonkeyPatch.context() as later:
        moment = timezone.now() + timezone.timedelta(minutes=2)
        later.setattr("django.utils.timezone.now", lambda: moment)
        citizen.press(
            "核对", words="第2件的护栏在我们村没有装。", name="陈女士", contact="023-00000000"
        )
        citizen.sees("第2件的护栏在我们村没有装。")
        citizen.press("提交异议")
    citizen.sees("回执编号", "查询码")
    assert not citizen.cookies
    objection = Objection.objects.get()
    handler = person("wz-yiyi")
    handler.open("/desk/objections/")
    handler.sees(objection.receipt)
    assert "陈女士" not in handler.page
