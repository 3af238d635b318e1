"""What stands around a table: titles, dates, windows, contacts."""

import pytest

import documents
from documents import Reading
from tests.conftest import DOCUMENTS
from tests.documents.drawn import read

TABLE = "序号|项目名称|主要内容|责任单位|进展情况\n1|公园|新建公园2个。|区城管局|完成1个。"


def facts(*lines: str, year: int | None = None) -> Reading:
    return read(*lines, TABLE, year=year)


@pytest.mark.parametrize(
    ("title", "district", "year"),
    [
        ("关于2025年万州区重点民生实事1季度推进情况公示", "万州区", 2025),
        ("重庆市黔江区人民政府办公室关于印发黔江区2025年重点民生实事的通知", "黔江区", 2025),
        (
            "石柱土家族自治县人民政府办公室关于印发2025年重点民生实事目标任务的通知",
            "石柱土家族自治县",
            2025,
        ),
        ("长沙市雨花区2024年民生实事项目计划表", "雨花区", 2024),
        ("两江新区2025年重点民生实事推进情况表", "两江新区", 2025),
        ("北京市房山区2025年重点民生实事项目", "房山区", 2025),
        ("株洲市2020年十大民生实事项目", "株洲市", 2020),
        ("2025年全区重点民生实事进展情况", None, 2025),
    ],
)
def test_titles_name_district_and_year(title: str, district: str | None, year: int) -> None:
    reading = facts(title)
    assert (reading.title, reading.district, reading.year) == (title, district, year)


def test_a_title_over_several_lines_is_one() -> None:
    reading = facts(
        "渝北府办发〔2024〕5号",
        "重庆市渝北区人民政府办公室",
        "关于印发2024年重点民生实事工作目标任务的",
        "通 知",
        "各镇人民政府:",
        "重庆市渝北区人民政府办公室",
        "2024年3月7日",
    )
    assert reading.title == (
        "重庆市渝北区人民政府办公室关于印发2024年重点民生实事工作目标任务的通知"
    )
    assert reading.document_number == "渝北府办发〔2024〕5号"
    assert (reading.issuer, reading.issued_on) == ("重庆市渝北区人民政府办公室", "2024-03-07")
    assert reading.lead == "各镇人民政府:"


@pytest.mark.parametrize(
    "printed", ["渝北府办发[2024]5号", "渝北府办发\uff082024\uff095号", "渝北府办发〔2024〕 5 号"]
)
def test_document_numbers_have_one_kind_of_brackets(printed: str) -> None:
    assert facts(printed).document_number == "渝北府办发〔2024〕5号"


@pytest.mark.parametrize(
    ("line", "window"),
    [
        ("公示时间:2025年4月11日\u20142025年5月11日。", ("2025-04-11", "2025-05-11")),
        ("公示期为2025年7月10日至7月16日(5个工作日)。", ("2025-07-10", "2025-07-16")),
        ("公示时间:自2025年10月9日起至2025年10月15日止。", ("2025-10-09", "2025-10-15")),
        ("公示时间:2025年7月1日起", ("2025-07-01", None)),
        ("公示时间:截至2025年7月7日", (None, "2025-07-07")),
        ("现予以公示,公示期7天。", (None, None)),
    ],
)
def test_windows_are_read_and_never_invented(
    line: str, window: tuple[str | None, str | None]
) -> None:
    notice = facts("2025年民生实事进展情况公示", line).notice
    assert notice is not None
    assert (notice.opens_on, notice.closes_on) == window


def test_an_ambiguous_damaged_window_stays_empty_and_is_told() -> None:
    reading = facts("2025年民生实事进展情况公示", "公示时间:2025111\u20142025121日")
    assert reading.notice is not None
    assert (reading.notice.opens_on, reading.notice.closes_on) == (None, None)
    assert [(item.code, item.printed, item.expected) for item in reading.findings] == [
        ("damaged_date", "2025111", None),
        ("damaged_date", "2025121日", None),
    ]


def test_contact_and_channels() -> None:
    notice = facts(
        "2025年民生实事进展情况公示",
        "来源:区发改委 发布时间:2025-07-01 09:30",
        "如有异议,请以书面、来电或来访形式反映。",
        "联系人及电话:李四 13812345678",
    ).notice
    assert notice is not None
    assert (notice.contact_name, notice.contact_phone) == ("李四", "13812345678")
    assert notice.channels == ("letter", "phone", "visit")
    assert (notice.published_on, notice.source) == ("2025-07-01", "区发改委")


def test_a_given_year_counts_only_where_none_is_printed() -> None:
    assert facts(year=2026).year == 2026
    assert facts("2025年民生实事项目", year=2026).year == 2025


@pytest.mark.parametrize(
    ("title", "period"),
    [
        ("2025年民生实事上半年进展情况", (1, 6)),
        ("2025年1-10月重点民生实事推进情况表", (1, 10)),
        ("2025年民生实事三季度推进情况", (7, 9)),
        ("2025年民生实事进度表(截至2025年9月30日)", (1, 9)),
    ],
)
def test_progress_has_the_period_of_its_title(title: str, period: tuple[int, int]) -> None:
    found = facts(title).period
    assert found is not None
    assert (found.year, found.from_month, found.to_month) == (2025, *period)


HEAD = (
    '<meta name="ArticleTitle" content="关于2025年万州区重点民生实事2季度推进情况公示">'
    '<meta name="PubDate" content="2025-7-9 10:00"><meta name="ContentSource" content="重庆市万州区发展和改革委员会">'
)
ROWS = "<table><tr><td>序号<td>项目名称<td>主要内容<td>责任单位<td>进展情况<tr><td>1<td>公园<td>新建公园2个。<td>区城管局<td>完成1个。</table>"
WINDOW = "<p>公示时间：2025年7月10日至7月20日。如有异议，请来电反映。</p>"


def page(head: str, body: str = WINDOW + ROWS) -> Reading:
    html = f"<html><head><meta charset=utf-8>{head}</head><body>{body}</body></html>"
    return documents.read(html.encode(), "a.html")


def test_what_the_text_does_not_say_is_taken_from_the_pages_own_head() -> None:
    reading = page(HEAD)
    assert reading.title == "关于2025年万州区重点民生实事2季度推进情况公示"
    assert (reading.district, reading.year) == ("万州区", 2025)
    assert reading.notice is not None
    assert reading.notice.published_on == "2025-07-09"
    assert reading.notice.source == "重庆市万州区发展和改革委员会"


def test_what_the_text_says_counts_before_the_pages_head() -> None:
    text = "<h1>关于2025年万州区重点民生实事上半年推进情况的公示</h1><p>发布日期：2025-07-10 来源：万州区发展改革委</p>"
    reading = page(HEAD, text + WINDOW + ROWS)
    assert reading.title == "关于2025年万州区重点民生实事上半年推进情况的公示"
    assert reading.notice is not None
    assert reading.notice.published_on == "2025-07-10"
    assert reading.notice.source == "万州区发展改革委"


def test_the_windows_title_serves_without_the_name_of_the_site() -> None:
    reading = page("<title>2025年万州区民生实事推进情况公示_重庆市万州区人民政府</title>")
    assert reading.title == "2025年万州区民生实事推进情况公示"
    assert page("<title>无标题文档</title>").title is None


@pytest.mark.parametrize("name", ["胡蕾", "胡𠮷蕾", "胡㵲", "㵲水清"])
def test_a_contacts_name_may_hold_rare_characters(name):
    page = (DOCUMENTS / "wanzhou-2025-q1-notice.html").read_text(encoding="utf-8")
    reading = documents.read(page.replace("胡蕾", name).encode(), "notice.html")
    assert reading.notice is not None and reading.notice.contact_name == name
