"""A page about all districts costs the same queries whatever their number, and a change in one costs its own part."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from unittest import mock

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils.safestring import SafeString

from notices.services import withdraw_notice
from projects.models import District
from publicity import selectors
from publicity.models import DistrictPart
from publicity.public_table import page_at
from publicity.site.part_text import as_text, part_of_text
from publicity.site.snapshots import Site
from publicity.views.surroundings import site_today
from tests.factories import AT, make_district
from tests.notices.conftest import Office, later, make_office
from tests.publicity.test_public_addresses import publish_plan

pytestmark = [pytest.mark.django_db, pytest.mark.once]
OF_ALL = (
    "/", "/feed.atom", "/sitemap.xml", "/sitemap/portal.xml", "/sitemap/", "/privacy/", "/api/",
    "/api/districts.json", "/api/districts.csv", "/topics/travel/", "/topics/travel/feed.atom",
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
    # Savepoints are there because the test is one transaction.
    return sum("SAVEPOINT" not in one["sql"] for one in captured)


def in_a_new_process() -> None:
    """The first that ever asks: nothing is shared yet either."""
    DistrictPart.objects.all().delete()
    in_another_process()


def in_another_process() -> None:
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
    in_another_process()
    assert page_at(site_today(), path).body == together, "as read from what another put down"
    with mock.patch.object(selectors.StoredSite, "of_each", Site.of_each):
        assert page_at(site_today(), path).body == together


on_postgresql = pytest.mark.skipif(
    connection.vendor != "postgresql", reason="on SQLite one process serves, and shares nothing"
)


@on_postgresql
def test_a_process_that_starts_makes_none_of_the_parts_that_another_made():
    offices = [busy(at) for at in range(3)]
    for path in OF_ALL:
        page_at(site_today(), path)
    in_another_process()
    with mock.patch.object(selectors, "stored_together", side_effect=AssertionError):
        for path in OF_ALL:
            page_at(site_today(), path)
    raised(offices[1])
    in_another_process()
    asked: list[list[str]] = []
    together = selectors.stored_together

    def listening(slugs, *more):
        asked.append([*slugs])
        return together(slugs, *more)

    with mock.patch.object(selectors, "stored_together", listening):
        for path in OF_ALL:
            page_at(site_today(), path)
    assert asked and all(slugs == ["d1"] for slugs in asked)


def raised(office: Office) -> None:
    """Something public of the district changes; in a test the trigger that waits for the commit is told to act now."""
    withdraw_notice(
        notice_id=office.district.notices.get(status="published").pk, signer=office.signer,
        at=later(3), reason="金额有误，另行公示。", table_stays_visible=False,
    )  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET CONSTRAINTS ALL DEFERRED")


@on_postgresql
def test_what_was_taken_back_stands_in_no_shared_part_even_if_one_was_being_made_meanwhile():
    """Parts go in the transaction of the change; one made of the state before is not put down behind it."""
    office = busy(0)
    site, before = site_today(), {}
    with mock.patch.object(selectors, "share_parts", lambda *given: before.update(given=given)):
        page_at(site, "/")
    page_at(site_today(), "/feed.atom")
    assert DistrictPart.objects.filter(scope="d0").exists()
    raised(office)
    assert not DistrictPart.objects.filter(scope="d0").exists()
    selectors.share_parts(*before["given"])
    assert not DistrictPart.objects.filter(scope="d0").exists()


@dataclass(frozen=True)
class Inner:
    day: date | None
    line: SafeString


@dataclass(frozen=True)
class Outer:
    at: datetime
    rows: tuple[Inner, ...]
    pairs: tuple[tuple[str, tuple[Inner, ...]], ...]
    plain: dict[str, Any]
    more: list[Inner]
    number: int | None = None


def test_a_part_is_read_back_as_what_it_was():
    inner = Inner(date(2025, 4, 28), SafeString("<b>改</b>"))
    for part in (
        Outer(
            AT,
            (inner, Inner(None, SafeString())),
            (("方案", (inner,)),),
            {"年": [1, None]},
            [inner],
        ),
        Outer(AT, (), (), {}, [], 7),
    ):
        found = part_of_text(Outer, as_text(part))
        assert found == part
        assert all(isinstance(one.line, SafeString) for one in found.rows)
    assert part_of_text(datetime, as_text(AT)) == AT
    with pytest.raises(TypeError):
        as_text(object())
