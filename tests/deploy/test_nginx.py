"""The configuration we ship, in a real nginx on an exported folder: pages, packed copies, tags, refusals, headers."""

from __future__ import annotations

import gzip
import http.client
import io
import re

import pytest
from django.core.management import call_command

from publicity.public_table import every_path
from publicity.views.surroundings import site_today
from tests.deploy.real_nginx import CONFIGURATION, nginx, running
from tests.notices.conftest import office  # noqa: F401
from tests.publicity.test_public_addresses import publish_plan
from tests.together import PATIENCE

pytestmark = pytest.mark.django_db


@pytest.fixture
def served(office, tmp_path):  # noqa: F811
    """The address of an nginx that serves an exported folder by our configuration."""
    nginx()
    publish_plan(office)
    office.published()
    folder = tmp_path / "public"
    call_command("export_site", str(folder), verbosity=0, stdout=io.StringIO())
    with running(tmp_path, folder=folder) as port:
        yield port, folder


def ask(port: int, path: str, method: str = "GET", **headers: str):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
    connection.request(method, path, headers={n.replace("_", "-"): v for n, v in headers.items()})
    answer = connection.getresponse()
    body = answer.read()
    connection.close()
    return answer, body


SAME = (
    "Content-Type", "Cache-Control", "Content-Security-Policy", "X-Content-Type-Options", "Referrer-Policy",
    "Cross-Origin-Opener-Policy", "X-Frame-Options", "Access-Control-Allow-Origin",
    "Access-Control-Expose-Headers", "Content-Disposition", "Strict-Transport-Security",
)  # fmt: skip


def directives(value: str) -> list[str]:
    """A policy's directives stand in any order."""
    return sorted(part.strip() for part in value.split(";"))


def test_nginx_answers_as_the_app_does(served, client):
    port, _ = served
    for path in every_path(site_today()):
        sent, (answer, body) = client.get(path), ask(port, path)
        assert (answer.status, body) == (200, sent.content), path
        for name in SAME:
            told = [directives(value) for value in answer.headers.get_all(name, [])]
            assert told == ([directives(sent[name])] if name in sent else []), (path, name)


def test_packed_copies_tags_and_unchanged_pages(served):
    port, _ = served
    path = "/wanzhou/notices/2025-q1/"
    plain, body = ask(port, path)
    packed, small = ask(port, path, Accept_Encoding="gzip")
    assert packed.headers["Content-Encoding"] == "gzip"
    assert packed.headers["Vary"] == "Accept-Encoding"
    assert gzip.decompress(small) == body
    assert len(small) < len(body) / 3
    assert packed.headers["ETag"] != plain.headers["ETag"]
    again, nothing = ask(port, path, If_None_Match=plain.headers["ETag"])
    assert (again.status, nothing) == (304, b"")
    head, nothing = ask(port, path, method="HEAD")
    assert (head.status, head.headers["Content-Length"], nothing) == (200, str(len(body)), b"")


def test_refusals_help_and_hide_what_is_ours(served):
    port, _ = served
    for path in ("/nowhere/", "/wanzhou/1999/", "/.manifest.json", "/.passing/x"):
        answer, body = ask(port, path)
        assert answer.status == 404, path
        assert "没有这个地址" in body.decode()
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
    assert ask(port, "/", method="POST")[0].status == 403
    moved, _ = ask(port, "/wanzhou")
    assert moved.status in {301, 200}
    if moved.status == 301:
        assert moved.headers["Location"] == "/wanzhou/"


def test_what_needs_the_portal_is_asked_of_it_and_not_of_the_folder(served):
    port, _ = served
    # No portal runs behind this nginx: a gateway error shows that it was asked.
    for path in (
        "/desk/",
        "/check/",
        "/search/?q=x",
        "/wanzhou/notices/2025-q1/object/",
        "/healthz",
    ):
        assert ask(port, path)[0].status == 502, path


def test_a_withdrawn_file_is_gone_at_the_next_request(served, office):  # noqa: F811
    from notices import services
    from notices.models import Notice
    from tests.factories import AT

    port, folder = served
    assert ask(port, "/wanzhou/notices/2025-q1.pdf")[0].status == 200
    services.withdraw_notice(
        notice_id=Notice.objects.get().pk,
        signer=office.signer,
        at=AT,
        reason="有误。",
        table_stays_visible=False,
    )
    call_command("export_site", str(folder), changed_only=True, verbosity=0, stdout=io.StringIO())
    assert ask(port, "/wanzhou/notices/2025-q1.pdf")[0].status == 404
    assert "已撤回" in ask(port, "/wanzhou/notices/2025-q1/")[1].decode()


def test_the_configuration_names_no_folder_of_this_machine():
    assert not re.search(r"/(home|root|work|tmp)/", CONFIGURATION.read_text(encoding="utf-8"))
