"""Every page of the desk, at every width: nothing scrolls inside what scrolls, nothing is wider than the window."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client

from tests.browser.conftest import sign_in
from tests.guards.addresses import GET, ROWS
from tests.guards.addresses.row import Row
from tests.guards.cast import SCAN, Cast, make_cast

WIDTHS = (390, 768, 1024, 1366)
MEASURE = """() => [
    document.documentElement.scrollWidth - innerWidth,
    ...[...document.querySelectorAll(".scroll")].map((box) => ({
        name: box.getAttribute("aria-label") || box.className,
        down: box.scrollHeight - box.clientHeight > 2 && getComputedStyle(box).overflowY !== "visible",
        sideways: box.scrollWidth - box.clientWidth > 2,
        says: box.matches(".scroll--wide, .grid-scroll"),
        page: document.documentElement.scrollHeight - innerHeight > 2,
    })),
]"""


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    made = make_cast()
    default_storage.save(made.evidence.file.name, ContentFile(SCAN))
    return made


def desk_pages(cast: Cast) -> Iterator[tuple[Row, str, Client]]:
    """Each page of the desk that is shown to somebody: (row, address, that person's browser)."""
    clients: dict[str, Client] = {}
    for row in ROWS:
        if row.method != GET or row.answer or row.is_public:
            continue
        part = sorted(row.through)[0]
        client = clients.setdefault(part, cast.client(part))
        url = row.url(cast)
        answer = client.get(url)
        if answer.streaming or answer.status_code != 200:
            continue
        if b'<body class="desk' in answer.content:
            yield row, url, client


def test_no_table_scrolls_inside_a_scrolling_page_and_none_is_wider_unsaid(
    cast: Cast, visit: Callable[..., Any], live_server: Any
):
    """Down and up the page alone scrolls; sideways only a table that says so. At each width, of every page."""
    wrong, looked_at = [], 0
    page = visit()
    for row, url, client in desk_pages(cast):
        sign_in(page.context, client, live_server.url)
        page.goto(url)
        looked_at += 1
        for width in WIDTHS:
            page.set_viewport_size({"width": width, "height": 768})
            over, *boxes = page.evaluate(MEASURE)
            if over > 0:
                wrong.append(f"{row} at {width}: {over} px wider than the window")
            for box in boxes:
                if box["down"] and box["page"]:
                    wrong.append(f"{row} at {width}: {box['name']} scrolls inside the page")
                if box["sideways"] and not box["says"]:
                    wrong.append(f"{row} at {width}: {box['name']} is wide and does not say so")
    assert looked_at > 40
    assert not wrong, "\n".join(wrong)
