"""While the portal is upgraded it shows everything and takes nothing, and what was typed is not lost."""

from __future__ import annotations

import html
import re

import pytest

from ops import read_only
from projects.models import Role
from tests.factories import AT, make_district, make_person
from tests.ops.conftest import said

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(tmp_path, monkeypatch):
    monkeypatch.setattr(read_only, "data_folder", lambda: tmp_path)
    read_only.close(at=AT, until="22:30")


def test_pages_are_shown_and_nothing_is_taken(closed, client):
    assert client.get("/").status_code == 200
    assert client.get("/accounts/sign-in/").status_code == 200
    answer = client.post("/accounts/sign-in/", {"username": "wz", "password": "geheim-geheim"})
    assert answer.status_code == 503
    assert "22:30" in answer.content.decode()
    assert answer["Retry-After"]


def test_what_was_typed_comes_back_to_be_sent_later_and_secrets_do_not(closed, client):
    typed = "第一行\n<b>第二行</b>"
    answer = client.post(
        "/desk/anything/?tab=2",
        {"narrative": typed, "units": ["1", "2"], "password": "geheim-geheim"},
    )
    page = answer.content.decode()
    fields = re.findall(r'<textarea name="(\w+)" hidden>\n(.*?)</textarea>', page, re.DOTALL)
    assert [(name, html.unescape(value)) for name, value in fields] == [
        ("narrative", typed),
        ("units", "1"),
        ("units", "2"),
    ]
    assert 'action="/desk/anything/?tab=2"' in page
    assert "geheim" not in page


def test_no_question_is_put_to_a_database_that_may_be_changing(
    closed, client, django_assert_num_queries
):
    client.force_login(make_person("compiler", make_district(), Role.COMPILER))
    with django_assert_num_queries(0):
        assert client.post("/desk/").status_code == 503


def test_it_is_switched_by_command_and_opens_again(tmp_path, monkeypatch, client):
    monkeypatch.setattr(read_only, "data_folder", lambda: tmp_path)
    assert "只读" in said("read_only", "on", until="22:30")
    assert client.post("/desk/").status_code == 503
    assert said("read_only", "off").strip() == "正常"
    assert client.post("/desk/").status_code != 503
