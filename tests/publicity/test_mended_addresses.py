"""An address copied out of a message leads on to what it meant; it names no other host."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from projects.public_addresses import ADDRESSES, NO_DATA
from publicity.mended_addresses import mended
from tests.publicity.test_public_addresses import publish_plan

pytestmark = pytest.mark.django_db
MEANT = {
    "/Wanzhou/": "/wanzhou/",
    "/WANZHOU/2025/": "/wanzhou/2025/",
    "/wanzhou/notices/2025-Q1/": "/wanzhou/notices/2025-q1/",
    "/wanzhou/notices/2025-q1/。": "/wanzhou/notices/2025-q1/",
    "/wanzhou/notices/2025-q1。": "/wanzhou/notices/2025-q1/",
    "/wanzhou/notices/2025-q1/），": "/wanzhou/notices/2025-q1/",
    "/wanzhou／2025／1／": "/wanzhou/2025/1/",
    "/wanzhou//2025/": "/wanzhou/2025/",
    "/ｗａｎｚｈｏｕ/２０２５/": "/wanzhou/2025/",
    "/wanzhou/2025/1/ ": "/wanzhou/2025/1/",
    "/wanzhou/feed.atom。": "/wanzhou/feed.atom",
    "/Search/": "/search/",
    "/wanzhou/notices/2025-q1/object/，": "/wanzhou/notices/2025-q1/object/",
}


@pytest.mark.parametrize("path", MEANT)
def test_it_leads_on_once_and_for_good(office, client, path):
    publish_plan(office)
    office.published()
    answer = client.get(path, {"from": "微信"})
    assert answer.status_code == 301
    there, _, query = answer["Location"].partition("?")
    assert there == MEANT[path] and query == "from=%E5%BE%AE%E4%BF%A1"
    assert client.get(there).status_code == 200


@pytest.mark.parametrize(
    "path",
    ["/nowhere/。", "/wanzhou/notices/2025-h1/。", "/Wanzhou/1999/", "/\\evil.example/",
     "/Desk/", "/wanzhou/%2e%2e/", "/desk/nothing/。"],
)  # fmt: skip
def test_where_nothing_stands_it_is_a_404(office, client, path):
    publish_plan(office)
    office.published()
    assert client.get(path).status_code == 404


def test_what_is_sent_is_not_led_on(office, client):
    office.published()
    assert client.post("/Wanzhou/notices/2025-q1/object/").status_code == 404


@given(
    st.text(alphabet=st.sampled_from("/\\.:@?#。，／＼ａA-z09%\t\r\n\u200b"), max_size=40).map(
        "/".__add__
    )
)
def test_what_comes_out_is_a_plain_path_of_ours(path):
    said = mended(path)
    if not said:
        return
    parts = urlsplit(said)
    assert (parts.scheme, parts.netloc, parts.path) == ("", "", said)
    assert said.startswith("/") and "//" not in said and "\\" not in said and said.isascii()
    assert any(
        address.parts_of(said) is not None for address in ADDRESSES if address is not NO_DATA
    )
    assert mended(said) == "", "it leads on once"
