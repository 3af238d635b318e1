"""In an installation marked as production every act of the circle passes the database's clock, as the portal's role."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from django.core.management import call_command
from django.db import connection

from accounts import audit_chain, database_clock
from accounts.services import mark_production
from notices import services, workflow
from notices.models import Notice
from objections import receipts
from objections import services as objecting
from objections.models import Objection
from progress.services import approve_report, submit_report
from projects.models import Role
from tests.factories import AT, make_person, make_project, make_report, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def now(request: pytest.FixtureRequest, db: None):
    """Gives the database's moment, as views and commands read their clock; the database is marked."""
    mark_production(at=AT)
    if connection.vendor == "postgresql":
        request.getfixturevalue("as_the_role")()
    return database_clock.read


def test_report_notice_objection_and_erasure_pass_the_clock(office, request):
    parks = make_unit(office.district, "区公园处")
    handler = make_person("handler", office.district, Role.HANDLER)
    admin = make_person("security", office.district, Role.SECURITY_ADMIN)
    reporter = make_person("parks-reporter", role=Role.REPORTER, unit=parks)
    task = make_project(office.plan, 4, investment_plan="10", units=[parks]).tasks.get()
    report = make_report(
        task, office.round, invested=2, filled_by="填报人", filled_by_phone="58000000"
    )
    now = request.getfixturevalue("now")
    day = now().date()

    where = {"task_id": task.pk, "round_id": office.round.pk}
    submit_report(**where, actor=reporter, version=report.version, at=now())
    approve_report(**where, actor=office.reviewer, at=now())

    window = {"opens_on": day + timedelta(days=2), "closes_on": day + timedelta(days=40)}
    notice = services.start_notice(round=office.round, compiler=office.compiler, at=now())
    notice = services.edit_notice(
        notice_id=notice.pk,
        editor=office.compiler,
        at=now(),
        edit_version=notice.edit_version,
        values={**window, "signed_on": day},
    )
    services.send_to_review(notice_id=notice.pk, compiler=office.compiler, at=now())
    from notices.drafts import draft_of

    services.approve_notice(
        notice_id=notice.pk,
        reviewer=office.reviewer,
        at=now(),
        digest=draft_of(Notice.objects.get(pk=notice.pk)).digest.sha256,
        secrecy_reviewer="周保密",
        secrecy_reviewed_on=day,
    )
    notice = services.publish_notice(notice_id=notice.pk, actor=office.signer, at=now())
    assert abs(notice.published_at - now()) < timedelta(minutes=5)

    receipt = objecting.register_objection(
        district=office.district,
        actor=handler,
        arrival=objecting.Arrival("letter", day, notice),
        words=objecting.Words(text="第4件不实。", name="陈桂香", contact="13983012345"),
        token=receipts.new_token("entry", now()),
        is_complete=True,
        at=now(),
    )
    key = {"objection_id": receipt.objection_id}
    objecting.open_words(**key, actor=handler, reason="核实地点", at=now())
    objecting.withdraw_objection(**key, at=now())
    erasure = objecting.propose_erasure(
        district=office.district,
        objections=Objection.objects.all(),
        actor=handler,
        reason="本人申请",
        at=now(),
    )
    assert objecting.approve_erasure(erasure_id=erasure.pk, actor=admin, at=now()) == 1

    services.withdraw_notice(
        notice_id=notice.pk, signer=office.signer, at=now(), reason="误发。", table_stays_visible=False
    )  # fmt: skip
    services.ask_to_seal(notice_id=notice.pk, signer=office.signer, at=now(), reason="泄露。")
    services.seal_notice(notice_id=notice.pk, security_admin=admin, at=now())
    assert Notice.objects.get(pk=notice.pk).status == workflow.SEALED

    audit_chain.chain_audit(at=now())
    out = io.StringIO()
    call_command("verify_notices", stdout=out)
    assert "全部完好" in out.getvalue()
