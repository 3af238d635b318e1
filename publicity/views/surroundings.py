"""What the settings say about every public page."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from django.conf import settings

from accounts import clock
from projects.public_addresses import SEARCH
from publicity.page_build import build_id
from publicity.pages.elsewhere import SIGN_IN
from publicity.selectors import Stamp, Surroundings, load_site
from publicity.site.snapshots import Site, SiteCodes


@lru_cache(maxsize=1)
def _codes(values: tuple[tuple[str, str], ...]) -> SiteCodes:
    return SiteCodes(**dict(values))


def surroundings() -> Surroundings:
    return Surroundings(
        base_url=settings.PORTAL_BASE_URL,
        province_name=settings.PORTAL_PROVINCE,
        objection_url=settings.OBJECTION_URL,
        build=build_id(),
        is_demo=settings.IS_DEMO,
        demo_day=settings.DEMO_DAY,
        codes=_codes(tuple(settings.PORTAL_SITE.items())),
        search_path=SEARCH.path(),
        kept_months=settings.PORTAL_KEEP_MONTHS,
        sign_in_path=SIGN_IN.path(),
    )


def site_today(stamps: Mapping[str, Stamp] | None = None) -> Site:
    """The public site on the business day. `stamps` are those looked up already, by scope."""
    return load_site(clock.today(), surroundings(), stamps=stamps)
