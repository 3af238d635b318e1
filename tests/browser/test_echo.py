"""What a figure comes to, said beside its field while one types: the script says what the server says."""

from __future__ import annotations

from decimal import Decimal

import pytest
from playwright.sync_api import expect

from progress.entry import echo, entered
from progress.report_fields import INVESTED, value_field
from tests.browser.test_filing_sheet import paste
from tests.factories import make_indicator
from tests.progress.conftest import Story, make_story

TYPED = (
    *(
        "",
        "42",
        "４２．５",
        "42万",
        "42 万平方米",
        "420000平方米",
        "420,000 平方米",
        "0",
        "0.0001",
        "153",
    ),
    *("153.00005", "1,530", "4,2", "-5", "四十二", "42.", ".5", "42.1234567", "42.123456789"),
    *("420000", "9999.9999", "10000", "1234567.89", "1亿", "42亩", "35000", "301.65"),
)
PROMISES = (
    {"unit": "平方米", "unit_printed": "万平方米", "target": 1_530_000, "target_printed": "153"},
    {"unit": "万元", "unit_printed": "亿元", "target": 10_000, "target_printed": "1"},
    {"unit": "个", "unit_printed": "个", "target": 67},
    {"unit": "公里", "unit_printed": "公里", "target": Decimal("2.87")},
    {"unit": "%", "unit_printed": "%", "target": 4, "kind": "rate"},
    {"unit": "户", "unit_printed": "户", "target": None},
)


@pytest.fixture
def story(transactional_db) -> Story:
    """A promise in each kind of unit."""
    story = make_story()
    for place, promise in enumerate(PROMISES):
        make_indicator(story.task, f"指标{place}", **promise)
    return story


def test_script_and_server_echo_the_same(story, visit):
    page = visit(story.reporter)
    page.goto(f"/desk/reports/{story.task.pk}-{story.round.pk}/")
    plan = story.task.project.investment_plan
    fields = [*map(value_field, story.task.indicators.all()), INVESTED]
    differing = []
    for field in fields:
        for text in TYPED:
            page.fill(f"#id_{field.key}", text)
            told = page.locator(f"#id_{field.key}_echo").text_content()
            meant = echo(field, entered(field, text, field.entry_unit), plan)
            # What the server would refuse or take in a unit of its own, the script may leave unsaid or say.
            if told != meant and told and meant:
                differing.append((field.label, text, told, meant))
            if told == "" and meant and text[-1] in "0123456789.５":
                differing.append((field.label, text, told, meant))
    assert not differing


def test_a_paste_into_the_sheet_is_shown_and_echoed_in_the_unit_of_its_cell(story, visit):
    page = visit(story.reporter)
    page.goto(f"/desk/sheet/{story.round.pk}/")
    area = story.task.indicators.get(label="指标0")
    name = f"{story.task.pk}-m{area.pk}"
    place = f"input[name='{name}']"
    paste(page, place, text="420000平方米\t0.555")
    page.locator("dialog[open]").locator("text=填入 2 格").click()
    expect(page.locator(place)).to_have_value("42")
    echoed = page.locator(f"[id='h-{name}']")
    expect(echoed).to_have_text("即 420,000 平方米，是计划 153 万平方米的 27.5%")
    page.click("text=撤销粘贴")
    expect(echoed).to_have_text("")
    page.fill(place, "60")
    expect(echoed).to_have_text("即 600,000 平方米，是计划 153 万平方米的 39.2%")
