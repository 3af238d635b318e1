"""Which state a notice shows, on the hard days."""

from datetime import date

import pytest

from publicity.site.cards import card
from tests.publicity.site import sample

WORD = {
    date(2025, 4, 10): "即将公示",
    date(2025, 4, 11): "公示中",
    date(2025, 5, 11): "公示中",
    date(2025, 5, 12): "公示结束",
}


@pytest.mark.parametrize(("day", "word"), WORD.items())
def test_the_state_follows_the_window(day, word):
    notice = sample.made_here()
    assert card(sample.site(notice, day=day), notice).phase.word == word


@pytest.mark.parametrize(
    ("state", "word"),
    [
        ("corrected", "已更正"),
        ("withdrawn", "已撤回"),
        ("sealed", "已封存"),
        ("no-window", "已公布"),
        ("correction", "公示中"),
    ],
)
def test_an_ended_life_goes_before_the_window(state, word):
    site, path = sample.states()[state]
    notice = site.notice("wanzhou", path.split("/")[-2])
    assert card(site, notice).phase.word == word


def test_only_what_is_open_or_about_to_open_depends_on_the_day():
    depends = {
        state: card(site, site.notice("wanzhou", path.split("/")[-2])).phase.depends_on_day
        for state, (site, path) in sample.states().items()
    }
    assert {state for state, yes in depends.items() if yes} == {
        "open",
        "open-made-here",
        "soon",
        "last-day",
        "correction",
        "no-web-form",
    }


def test_late_objections_are_still_taken_unless_the_notice_was_brought_over():
    late = date(2025, 6, 1)
    made, over = sample.made_here(), sample.wanzhou_notice()
    assert card(sample.site(made, day=late), made).objection_url
    assert card(sample.site(over, day=late), over).objection_url == ""
    assert card(sample.site(over), over).objection_url
