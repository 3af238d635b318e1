"""What a screen reader is told of three pages, kept as texts under transcripts/: roles, names, values, descriptions.

A change of a page that changes what is told shows here as a difference to be read. Where it is meant, the texts are
written anew with `WRITE_TRANSCRIPTS=1 .venv/bin/python -m pytest tests/browser/test_spoken_pages.py` and the difference
is looked at before it is committed (docs/dev/recipes.md).
"""

from __future__ import annotations

import difflib
import os
import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from progress import services
from tests.factories import AT, make_indicator, make_round
from tests.notices.conftest import make_office
from tests.objections.conftest import FORM, make_desk
from tests.progress.conftest import COMPLETE, Story, make_story

KEPT = Path(__file__).parent / "transcripts"

DESCRIPTIONS = """() => Array.from(document.querySelectorAll("[aria-describedby]"), (one) => {
    const said = one.getAttribute("aria-describedby").split(" ").map((id) => document.getElementById(id));
    const name = one.getAttribute("aria-label") || (one.labels && one.labels[0] || {}).innerText || one.textContent;
    const words = said.map((part) => part ? part.textContent : "NOTHING OF THAT NAME").join(" ");
    return [name, words].map((text) => text.replace(/\\s+/g, " ").trim());
})"""


def transcript(page: Page) -> str:
    """The page's accessibility tree as text, then what describes each of its fields. No addresses, no digests."""
    tree = [
        line.rstrip()
        for line in page.locator("body").aria_snapshot().splitlines()
        if not line.strip().startswith("- /url:")
    ]
    described = [f"- {name}: {words or '--'}" for name, words in page.evaluate(DESCRIPTIONS)]
    whole = "\n".join([*tree, "", "described:", *described, ""])
    return re.sub(r"[0-9a-f]{16,}", "…", whole)


def compared(page: Page, name: str) -> None:
    """The page tells what was kept of it, or, where it is asked for, what it tells is kept."""
    told, path = transcript(page), KEPT / f"{name}.txt"
    if os.environ.get("WRITE_TRANSCRIPTS"):
        path.write_text(told, encoding="utf-8")
    kept = path.read_text(encoding="utf-8")
    difference = difflib.unified_diff(
        kept.splitlines(), told.splitlines(), "kept", "told", lineterm=""
    )
    assert told == kept, "\n".join(difference)


@pytest.fixture
def story(transactional_db) -> Story:
    """A joint task whose promise is printed in 万平方米, with a second number; last round approved."""
    story = make_story()
    type(story.indicator).objects.filter(pk=story.indicator.pk).update(
        label="改造老旧小区",
        unit="平方米",
        unit_printed="万平方米",
        target=1_530_000,
        target_printed="153",
    )
    story.indicator.milestone_targets.update(value=700_000, printed="70")
    make_indicator(story.task, "绿道", unit="公里", target=5)
    now, story.round = story.round, make_round(story.round.plan, 3)
    values = {**COMPLETE, story.value_key: "420000"}
    services.save_report(**story.where, actor=story.reporter, at=AT, values=values, base_version=0)
    services.submit_report(**story.where, actor=story.reporter, at=AT, version=1)
    services.approve_report(**story.where, actor=story.reviewer, at=AT)
    services.close_round(round_id=story.round.pk, actor=story.compiler, at=AT)
    story.round = now
    return story


def test_the_filing_form_tells_target_last_value_and_echo_with_each_field(story, visit):
    page = visit(story.reporter)
    page.goto(f"/desk/reports/{story.task.pk}-{story.round.pk}/")
    page.fill(f"#id_{story.value_key}", "60.5")
    expect(page.locator(f"#id_{story.value_key}_echo")).to_contain_text("605,000 平方米")
    compared(page, "filing form")


def test_the_objection_form_tells_what_each_field_asks_for(transactional_db, visit):
    make_desk()
    page = visit(width=390, height=844)
    page.goto(FORM)
    compared(page, "objection form")


def test_a_published_notice_tells_its_rows_by_project(transactional_db, visit):
    office = make_office()
    office.published()
    page = visit()
    page.goto("/wanzhou/notices/2025-q1/")
    compared(page, "published notice")
