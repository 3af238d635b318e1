"""Links are relative, so that a folder of pages works under any address."""

from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from look.links import relative
from publicity.site import addresses

PARTS = st.lists(st.from_regex(r"[a-z0-9][a-z0-9-]{0,6}", fullmatch=True), max_size=4)


@pytest.mark.parametrize(
    ("here", "there", "way"),
    [
        ("/", "/wanzhou/", "wanzhou/"),
        ("/wanzhou/", "/", "../"),
        ("/wanzhou/2025/", "/wanzhou/notices/2025-q1/", "../notices/2025-q1/"),
        ("/wanzhou/2025/", "/wanzhou/2025/", "./"),
        ("/wanzhou/2025/3/", "/wanzhou/notices/2025-q1/#p3", "../../notices/2025-q1/#p3"),
        ("/wanzhou/notices/2025-q1/", "/wanzhou/notices/2025-q1.csv", "../2025-q1.csv"),
        ("/wanzhou/", "/static/site.css", "../static/site.css"),
        ("/", "/#open", "#open"),
        ("/wanzhou/", "https://example.org/x/", "https://example.org/x/"),
        ("", "/wanzhou/", "/wanzhou/"),
    ],
)
def test_the_way_from_one_page_to_another(here, there, way):
    assert relative(here, there) == way


@given(PARTS, PARTS, st.booleans(), st.sampled_from(["", "?q=1", "#p3", "?q=a#b"]))
def test_every_way_leads_where_it_should_also_under_a_sub_path(here, there, is_page, tail):
    start = "/" + "".join(f"{part}/" for part in here)
    end = "/" + "/".join(there) + ("/" if is_page and there else "")
    for base in ("http://h", "http://h/msss"):
        assert urljoin(base + start, relative(start, end + tail)) == base + end + tail


def test_objections_go_to_our_form_or_to_the_given_address_or_nowhere():
    assert addresses.objection_address("portal", "wanzhou", "2025-q1") == (
        "/wanzhou/notices/2025-q1/object/"
    )
    assert addresses.objection_address("https://in.example/", "wanzhou", "2025-q1") == (
        "https://in.example/wanzhou/notices/2025-q1/object/"
    )
    assert addresses.objection_address("", "wanzhou", "2025-q1") == ""
    assert addresses.following_address("") == ""


def test_this_very_machine_is_nobodys_domain():
    assert addresses.host("http://127.0.0.1:8000") == ""
    assert addresses.host("https://www.wz.gov.cn/msss") == "www.wz.gov.cn"
    assert addresses.sub_path("https://www.wz.gov.cn/msss/") == "/msss"
