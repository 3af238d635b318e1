"""The one page another site may frame, and everything that none may."""

import html5lib
import pytest

from tests.publicity.test_public_addresses import publish_plan

pytestmark = pytest.mark.django_db
ADDRESS = "/wanzhou/notices/2025-q1/embed/"


@pytest.fixture
def framed(office, settings):
    publish_plan(office)
    settings.PORTAL_EMBED_IN = ["https://www.example.gov.cn"]
    return office.published()


def test_only_named_sites_may_frame_the_notice_and_only_this_page(framed, client):
    answer = client.get(ADDRESS)
    assert answer.status_code == 200
    assert "X-Frame-Options" not in answer
    assert "frame-ancestors https://www.example.gov.cn" in answer["Content-Security-Policy"]
    assert (
        "'none'" not in answer["Content-Security-Policy"].split("frame-ancestors")[1].split(";")[0]
    )
    for path in ("/", "/wanzhou/notices/2025-q1/", "/api/", "/search/", "/accounts/sign-in/"):
        other = client.get(path)
        assert other["X-Frame-Options"] == "DENY", path
        assert "frame-ancestors 'none'" in other["Content-Security-Policy"], path


def test_the_framed_notice_has_its_table_its_canonical_and_opens_links_in_the_whole_window(
    framed, client
):
    answer = client.get(ADDRESS)
    tree = html5lib.HTMLParser(
        tree=html5lib.getTreeBuilder("etree"), namespaceHTMLElements=False, strict=True
    ).parse(answer.content.decode())
    assert len(list(tree.iter("h1"))) == 1
    assert next(tree.iter("base")).get("target") == "_top"
    (canonical,) = [e.get("href") for e in tree.iter("link") if e.get("rel") == "canonical"]
    assert canonical.endswith("/wanzhou/notices/2025-q1/")
    assert len(list(tree.iter("table"))) == 1
    assert not answer.cookies
    again = client.get(ADDRESS, headers={"If-None-Match": answer["ETag"]})
    assert again.status_code == 304


def test_while_no_site_is_named_there_is_nothing_to_frame(framed, client, settings):
    settings.PORTAL_EMBED_IN = []
    answer = client.get(ADDRESS)
    assert answer.status_code == 404
    text = answer.content.decode()
    assert "没有这份公示" not in text, "it is published, and listed below"
    assert "这份公示没有这个页面" in text and 'href="/wanzhou/notices/2025-q1/"' in text


def test_a_notice_that_is_not_published_cannot_be_framed(framed, client):
    assert client.get("/wanzhou/notices/2025-h1/embed/").status_code == 404
