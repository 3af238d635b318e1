"""A published notice of Wanzhou and the people around an objection, each by their part."""

from __future__ import annotations

import copy
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from accounts.models import User
from notices.models import Notice
from objections import privacy_text, receipts, services
from objections.models import Objection
from projects.models import District, ResponsibleUnit, Role
from tests.factories import AT, make_person, make_post, make_unit
from tests.notices.conftest import Office, make_office

NAME = "陈桂香"
PHONE = "13983012345"
WORDS = "口袋公园只开工了一个，牌子上写的是两个，我住在旁边天天看见。"
FORM = "/wanzhou/notices/2025-q1/object/"


@dataclass
class Desk:
    """The commission with a published notice, a handler, and a unit that can be asked."""

    office: Office
    notice: Notice
    handler: User
    security_admin: User
    auditor: User
    reporter: User
    unit: ResponsibleUnit

    @property
    def district(self) -> District:
        return self.office.district

    @property
    def reviewer(self) -> User:
        return self.office.reviewer

    @property
    def signer(self) -> User:
        return self.office.signer

    @property
    def compiler(self) -> User:
        return self.office.compiler

    def received(self, *, at: datetime = AT, token: str = "", **values: Any) -> Objection:
        """An objection from the web form, by a person who left name and number unless told otherwise."""
        words = services.Words(
            **{"text": WORDS, "name": NAME, "contact": PHONE, "project_number": 1, **values}
        )
        receipt = services.receive_web_objection(
            notice=self.notice,
            words=words,
            token=token or receipts.new_token("a form", at),
            privacy_version=privacy_text.current().version,
            at=at,
        )
        return Objection.objects.get(pk=receipt.objection_id)

    def accepted(self, objection: Objection | None = None, *, at: datetime = AT) -> Objection:
        objection = objection or self.received(at=at)
        return services.accept_objection(
            objection_id=objection.pk,
            actor=self.handler,
            summary="反映第1件口袋公园开工数与现场不符。",
            at=at,
        )


@pytest.fixture(scope="module")
def made_for_the_module(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[Desk]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield make_desk()
        transaction.set_rollback(True)


@pytest.fixture
def desk(made_for_the_module: Desk, db: None) -> Desk:
    """A desk made once for a module; what a test does to it is undone behind the test.

    Tests with threads or transactions of their own make theirs, in a module where nothing asks for this one.
    """
    return copy.deepcopy(made_for_the_module)


def make_desk(slug: str = "wanzhou") -> Desk:
    office = make_office(slug)
    district = office.district
    parks = ResponsibleUnit.objects.get(district=district, name="区城市管理局")
    people = {
        part: make_person(f"{part}-{slug}", district, role)
        for part, role in (
            ("handler", Role.HANDLER),
            ("security_admin", Role.SECURITY_ADMIN),
            ("auditor", Role.AUDITOR),
        )
    }
    reporter = make_person(f"reporter-{slug}", role=Role.REPORTER, unit=parks)
    return Desk(office, office.published(), reporter=reporter, unit=parks, **people)


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def field(html: bytes | str, name: str) -> str:
    """The value of a hidden field."""
    text = html.decode() if isinstance(html, bytes) else html
    found = re.search(rf'name="{name}" value="([^"]*)"', text)
    assert found, f"no field {name}"
    return found[1]


def keys_of(html: bytes) -> tuple[str, str]:
    """Receipt number and secret code from a receipt page."""
    number, code = re.findall(r"<dd>([^<]+)</dd></div>", html.decode().split("receipt__keys")[1])[
        :2
    ]
    return number, code


@pytest.fixture
def patient(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everybody reads before sending: tokens are a minute old when they come back."""
    from publicity.views import objecting

    real = receipts.new_token
    monkeypatch.setattr(
        objecting.receipts,
        "new_token",
        lambda subject, now, began=None: real(subject, now - timedelta(minutes=1), began=began),
    )


def send(client: Client, path: str = FORM, **values: str) -> Any:
    """Open the form, look it over, send it: three requests, as a person does."""
    token = field(client.get(path).content, "token")
    typed = {"words": WORDS, "name": NAME, "contact": PHONE, "project": "1", **values}
    check = client.post(path, {**typed, "token": token, "then": "check"})
    if check.status_code != 200:
        return check
    again = {"token": field(check.content, "token"), "privacy": field(check.content, "privacy")}
    return client.post(path, {**typed, **again, "then": "send"})


__all__ = [
    "FORM",
    "NAME",
    "PHONE",
    "WORDS",
    "Desk",
    "field",
    "keys_of",
    "make_post",
    "make_unit",
    "send",
    "signed_in",
]
