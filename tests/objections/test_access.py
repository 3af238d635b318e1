"""Who reaches what: another district is out of sight, the wrong post is told why, extra fields change nothing."""

from __future__ import annotations

import pytest
from django.urls import reverse

from objections.models import Objection
from objections.urls import urlpatterns
from projects.models import Role
from tests.factories import make_person
from tests.objections.conftest import make_desk, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.once]

# route: (posts that get in, posts that see it and get 403 with the reason). Everybody else gets 404 or 403.
HANDLER, APPROVER = {"handler"}, {"reviewer", "signer"}
SEES = HANDLER | APPROVER
MATRIX = {
    "register": (SEES, set()),
    "checks": (HANDLER, set()),
    "checks-decide": (HANDLER, set()),
    "entry-new": (HANDLER, set()),
    "inquiries": ({"reporter", "head"}, set()),
    "inquiry": ({"reporter", "head"}, set()),
    "corrections": ({"compiler", "reviewer"}, set()),
    "correction-start": ({"compiler"}, {"reviewer"}),
    "report-reopen": ({"reviewer"}, {"compiler"}),
    "erasures": ({"handler", "security"}, set()),
    "erasure-propose": (HANDLER, set()),
    "erasure-decide": ({"security"}, set()),
    "case": (SEES, set()),
    "entry": (HANDLER, APPROVER),
    "open": (HANDLER, APPROVER),
    "scan-add": (HANDLER, APPROVER),
    "scan-open": (HANDLER, APPROVER),
    "scan-remove": (HANDLER, APPROVER),
    "accept": (HANDLER, APPROVER),
    "refuse": (HANDLER, APPROVER),
    "summarise": (HANDLER, APPROVER),
    "tell": (HANDLER, APPROVER),
    "check": (HANDLER, APPROVER),
    "ask": (HANDLER, APPROVER),
    "reply-for-unit": (HANDLER, APPROVER),
    "extend": (HANDLER, APPROVER),
    "extension-grant": (APPROVER, HANDLER),
    "extension-decline": (APPROVER, HANDLER),
    "answer": (HANDLER, APPROVER),
    "approve": (APPROVER, HANDLER),
    "return": (APPROVER, HANDLER),
    "deliver": (HANDLER, APPROVER),
    "reword": (HANDLER, APPROVER),
    "release": (APPROVER, HANDLER),
    "retract": (APPROVER, HANDLER),
}
GETS = {
    "register",
    "checks",
    "entry-new",
    "inquiries",
    "inquiry",
    "corrections",
    "erasures",
    "case",
}


def cast(desk):
    district = desk.district
    return {
        "handler": desk.handler, "reviewer": desk.reviewer, "signer": desk.signer, "compiler": desk.compiler,
        "reporter": desk.reporter, "security": desk.security_admin, "auditor": desk.auditor,
        "head": make_person("head", role=Role.UNIT_HEAD, unit=desk.unit),
        "system": make_person("system", district, Role.SYSTEM_ADMIN),
        "outsider": make_person("outsider"),
    }  # fmt: skip


@pytest.fixture
def ready(desk):
    """An upheld objection with an inquiry and an erasure waiting, so that every address names something."""
    from objections import services
    from objections.models import ObjectionScan
    from objections.sealing import seal
    from tests.factories import AT
    from tests.objections.test_workflow import put

    objection = put(desk, "answered")
    scan = ObjectionScan.objects.create(
        objection=objection,
        sealed_file=seal({"name": "a.pdf", "data": ""}),
        content_type="application/pdf",
        size=0,
        added_by=desk.handler,
        added_at=AT,
    )
    waiting = desk.accepted(desk.received(text="另一件"))
    inquiry = services.ask_unit(
        objection_id=waiting.pk,
        actor=desk.handler,
        unit=desk.unit,
        question="请核实",
        due_on=AT.date(),
        at=AT,
    )
    erasure = services.propose_erasure(
        district=desk.district, objections=[objection], actor=desk.handler, reason="本人申请", at=AT
    )
    return {"objection": objection, "inquiry": inquiry, "erasure": erasure, "scan": scan}


def address(name, ready):
    keys = {
        "inquiry": [ready["inquiry"].pk],
        "erasure-decide": [ready["erasure"].pk],
        "scan-open": [ready["objection"].pk, ready["scan"].pk],
        "scan-remove": [ready["objection"].pk, ready["scan"].pk],
        "reply-for-unit": [ready["inquiry"].objection_id, ready["inquiry"].pk],
    }
    listed = {"register", "checks", "checks-decide", "entry-new", "inquiries", "corrections", "erasures", "erasure-propose"}  # fmt: skip
    default = [] if name in listed else [ready["objection"].pk]
    return reverse(f"objections:{name}", args=keys.get(name, default))


def test_every_route_has_a_row():
    assert {one.name for one in urlpatterns} == set(MATRIX)


@pytest.mark.parametrize("name", MATRIX)
def test_each_post_reaches_what_the_table_says(desk, ready, name):
    inside, told_why = MATRIX[name]
    path = address(name, ready)
    for post, person in cast(desk).items():
        client = signed_in(person)
        answer = client.get(path) if name in GETS else client.post(path, {"then": "decline"})
        if post in inside:
            assert answer.status_code in (200, 302, 409, 422), f"{post} {name}"
        elif post in told_why:
            assert answer.status_code == 403, f"{post} {name}"
            assert "您没有这个岗位" in answer.content.decode()
        else:
            assert answer.status_code in (403, 404), f"{post} {name}: {answer.status_code}"


@pytest.mark.parametrize("name", MATRIX)
def test_another_districts_people_see_nothing(desk, ready, name):
    other = make_desk("qianjiang")
    path = address(name, ready)
    listed = not any(sign.isdigit() for sign in path)
    for person in (
        other.handler,
        other.reviewer,
        other.signer,
        other.compiler,
        other.reporter,
        other.security_admin,
    ):
        client = signed_in(person)
        answer = client.get(path) if name in GETS else client.post(path, {})
        if listed:
            assert ready["objection"].receipt not in answer.content.decode()
        else:
            assert answer.status_code == 404, f"{person} {name}"


@pytest.mark.parametrize("name", MATRIX)
def test_nobody_who_is_not_signed_in_gets_in(desk, ready, name, client):
    path = address(name, ready)
    for answer in (client.get(path), client.post(path, {})):
        assert answer.status_code == 302 and "/accounts/sign-in/" in answer["Location"]


def test_extra_fields_of_a_post_change_nothing_at_the_desk(desk):
    objection = desk.received()
    signed_in(desk.handler).post(
        f"/desk/objections/{objection.pk}/accept/",
        {
            "accept-summary": "摘要", "status": "answered", "outcome": "upheld", "outcome_released": "on",
            "accept-outcome": "upheld", "district": "2", "accepted_on": "2020-01-01", "is_late": "on",
        },
    )  # fmt: skip
    objection.refresh_from_db()
    assert (objection.status, objection.outcome, objection.outcome_released) == (
        "accepted",
        "",
        False,
    )
    assert objection.accepted_on.isoformat() == "2025-04-20" and not objection.is_late


def test_a_handler_cannot_enter_for_another_district(desk):
    other = make_desk("qianjiang")
    handler = signed_in(desk.handler)
    from tests.objections.conftest import field

    token = field(handler.get("/desk/objections/new/").content, "token")
    entry = {
        "token": token,
        "district": other.district.pk,
        "channel": "phone",
        "received_on": "2025-04-20",
    }
    answer = handler.post("/desk/objections/new/", {**entry, "then": "save"})
    assert answer.status_code == 422
    entry |= {"district": desk.district.pk, "notice": other.notice.pk}
    assert handler.post("/desk/objections/new/", {**entry, "then": "save"}).status_code == 422
    assert not Objection.objects.exists()


def test_a_unit_of_another_district_cannot_be_asked(desk):
    other = make_desk("qianjiang")
    objection = desk.accepted()
    answer = signed_in(desk.handler).post(
        f"/desk/objections/{objection.pk}/ask/",
        {"ask-unit": other.unit.pk, "ask-question": "请核实", "ask-due_on": "2025-04-30"},
    )
    assert answer.status_code == 422 and not objection.inquiries.exists()


def test_losing_the_post_counts_at_the_next_request(desk):
    objection = desk.received()
    handler = signed_in(desk.handler)
    assert handler.get(f"/desk/objections/{objection.pk}/").status_code == 200
    desk.handler.memberships.all().delete()
    assert handler.get(f"/desk/objections/{objection.pk}/").status_code == 404


def test_the_bar_shows_each_person_what_waits_for_them(desk, ready):
    def bar(person):
        return signed_in(person).get("/desk/", follow=True).content.decode().split("</header>")[0]

    assert "异议 <b>1" in bar(desk.handler)
    assert "异议核查 <b>1" in bar(desk.reporter)
    assert "更正 <b>1" in bar(desk.compiler)
    assert "清除申请 <b>1" in bar(desk.security_admin)
