"""A page about all districts costs the same queries whatever their number, and a change in one costs its own part."""

from __future__ import annotations

from unittest import mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from notices.services import withdraw_notice
from projects.models import District
from publicity import selectors
from publicity.public_table import page_at
from publicity.site.snapshots import Site
from publicity.views.surroundings import site_today
from tests.factories import make_district
from tests.notices.conftest import Office, later, make_office
from tests.publicity.test_public_addresses import publish_plan

pytestmark = [pytest.mark.django_db, pytest.mark.once]
OF_ALL = (
    "/", "/feed.atom", "/sitemap.xml", "/sitemap/portal.xml", "/sitemap/", "/privacy/", "/api/",
    "/api/districts.json", "/api/districts.csv",
)  # fmt: skip
MOST = 12
"""Queries such a page may take."""


def numbered(slug: str, **values: object) -> District:
    at = int(slug.removeprefix("d"))
    return make_district(
        slug, code=f"{510000 + at}", name=f"第{at}区", commission_name=f"第{at}区发改委", **values
    )


def busy(at: int) -> Office:
    """An office that adjusted its plan, corrected one notice and has one that stands."""
    with mock.patch("tests.notices.conftest.make_district", numbered):
        office = make_office(f"d{at}")
    publish_plan(office)
    publish_plan(office)
    office.corrected(office.published(), at=later(1))
    return office


def queries(path: str) -> int:
    with CaptureQueriesContext(connection) as captured:
        page_at(site_today(), path)
    return len(captured)


def in_a_new_process() -> None:
    selectors.PARTS.clear()
    selectors.DISTRICTS.clear()


def test_pages_about_all_districts_cost_the_same_queries_for_three_and_for_twelve():
    for at in range(3):
        busy(at)
    few = {}
    for path in OF_ALL:
        in_a_new_process()
        few[path] = queries(path)
    for at in range(3, 12):
        busy(at)
    for path in OF_ALL:
        in_a_new_process()
        assert queries(path) == few[path], path
    assert max(few.values()) <= MOST, few


def test_a_change_in_one_district_costs_its_own_part_alone():
    offices = [busy(at) for at in range(3)]
    for path in OF_ALL:
        page_at(site_today(), path)
    offices[1].corrected(
        offices[1].district.notices.get(status="published"), at=later(2), signed_on=later(2).date()
    )
    asked: list[list[str]] = []
    together = selectors.stored_together

    def listening(slugs, *more):
        asked.append([*slugs])
        return together(slugs, *more)

    with mock.patch.object(selectors, "stored_together", listening):
        for path in OF_ALL:
            page_at(site_today(), path)
    assert asked
    assert all(slugs == ["d1"] for slugs in asked)


@pytest.mark.parametrize("path", OF_ALL)
def test_what_is_read_together_says_what_each_district_says_alone(path):
    for at in range(3):
        busy(at)
    office = busy(3)
    notice = office.district.notices.get(status="published")
    withdraw_notice(
        notice_id=notice.pk,
        signer=office.signer,
        at=later(3),
        reason="金额有误，另行公示。",
        table_stays_visible=False,
    )
    together = page_at(site_today(), path).body
    with mock.patch.object(selectors.StoredSite, "of_each", Site.of_each):
        assert page_at(site_today(), path).body == together
