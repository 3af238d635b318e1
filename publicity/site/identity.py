"""Names that stay the same: of things (tag: URIs, RFC 4151), of units (numbers), of indicators.

They are made from what is published alone: the district's GB/T 2260 code, years, printed numbers and names. No key of
the database shows in them, so neither do units, plans or rows that were never published.
"""

from __future__ import annotations

import hashlib
from urllib.parse import urlsplit

from publicity.site.snapshots import Site

TAG_DAY = "2025"
"""RFC 4151 wants a day on which the authority held the name; a year stands for its first day. It never changes."""
_UNIT_BITS = 48


def authority(site: Site) -> str:
    """Whose names they are: the site's domain as set, else the host of the base address."""
    return site.codes.domain or urlsplit(site.base_url).hostname or "localhost"


def tag(site: Site, specific: str) -> str:
    """tag:example.gov.cn,2025:500101/notices/2025-q1. Stays the same when the path of the site changes."""
    return f"tag:{authority(site)},{TAG_DAY}:{specific}"


def unit_id(district_code: str, name: str) -> int:
    """The number of a unit in addresses: made from the district's code and the printed name, up to 15 digits.

    Two spellings are two units to a reader, so they are two numbers. 48 bits: among 1000 units of a district two
    share a number once in 500 million districts.
    """
    digest = hashlib.sha256(f"{district_code}\n{name}".encode()).digest()
    return int.from_bytes(digest[: _UNIT_BITS // 8], "big")


def short(*parts: str) -> str:
    """Eight signs that stand for the parts, for an identifier that outlives a change of order."""
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:8]
