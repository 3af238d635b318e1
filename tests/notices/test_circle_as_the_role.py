"""The whole circle as the portal's own PostgreSQL role: every right the portal needs in use, and none it lacks."""

from __future__ import annotations

import io
import re

import pytest
from django.core.management import call_command
from django.db import connection

from notices import services
from notices.models import Notice
from objections import receipts
from objections import services as objecting
from objections.models import Objection, ObjectionScan
from progress.services import approve_report, submit_report
from projects.models import Role
from tests.factories import AT, make_person, make_project, make_report, make_unit
from tests.objections.conftest import keys_of, patient, send, signed_in  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]
PARTS = {
    "request": "反映开工数不符。",
    "facts": "4月21日现场核实，只开工1个。",
    "opinion": "予以更正。",
    "basis": "《信访工作条例》。",
    "remedy": "可以在30日内申请复查。",
    "outcome": "upheld",
    "public_outcome": "开工数已更正。",
}


def said(command: str, *arguments: str, **options: object) -> str:
    out = io.StringIO()
    call_command(command, *arguments, stdout=out, stderr=out, **options)
    return out.getvalue()


def test_the_circle_runs_as_the_role(office, as_the_role, patient, client, tmp_path, settings):  # noqa: F811
    settings.MEDIA_ROOT = tmp_path / "media"
    parks = make_unit(office.district, "区公园处")
    people = {
        role: make_person(f"{role}-circle", office.district, role)
        for role in (Role.HANDLER, Role.SECURITY_ADMIN)
    }
    handler, admin = people.values()
    reporter = make_person("parks-reporter", role=Role.REPORTER, unit=parks)
    task = make_project(office.plan, 4, investment_plan="10", units=[parks]).tasks.get()
    report = make_report(
        task, office.round, invested=2, filled_by="填报人", filled_by_phone="58000000"
    )
    as_the_role()
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user = session_user")
        assert cursor.fetchone() == (False,)

    # Report, approve, compile, give one draft up, publish.
    where = {"task_id": task.pk, "round_id": office.round.pk, "at": AT}
    submit_report(**where, actor=reporter, version=report.version)
    approve_report(**where, actor=office.reviewer)
    services.discard_notice(
        notice_id=office.started().pk, compiler=office.compiler, at=AT, reason="标题有误。"
    )
    notice = office.published()
    assert client.get("/wanzhou/notices/2025-q1/").status_code == 200

    # Object on the web, by letter with a scan; ask the unit, answer, rate.
    number, _ = keys_of(send(client, project="4", words="口袋公园只开工了一个。").content)
    objection = Objection.objects.get(receipt=number)
    letter = objecting.register_objection(
        district=office.district,
        actor=handler,
        arrival=objecting.Arrival("letter", AT.date(), notice),
        words=objecting.Words(text="第4件不实。", name="陈桂香", contact="13983012345"),
        token=receipts.new_token("entry", AT),
        is_complete=True,
        at=AT,
    )
    key = {"objection_id": letter.objection_id, "at": AT}
    objecting.add_scan(**key, actor=handler, name="来信.pdf", data=b"%PDF-1.7")
    objecting.withdraw_objection(**key)
    key["objection_id"] = objection.pk
    objecting.accept_objection(**key, actor=handler, summary="反映第4件开工数不符。")
    objecting.open_words(**key, actor=handler, reason="核实地点")
    inquiry = objecting.ask_unit(
        **key, actor=handler, unit=parks, question="请核实。", due_on=AT.date()
    )
    objecting.reply_to_inquiry(inquiry_id=inquiry.pk, actor=reporter, reply="属实。", at=AT)
    draft = objecting.draft_answer(**key, actor=handler, parts=PARTS, version=0)
    waiting = objecting.submit_answer(**key, actor=handler, version=draft.answer_version)
    objecting.approve_answer(
        **key, actor=office.signer, version=waiting.answer_version, release=True
    )
    objecting.rate_answer(**key, rating="good")

    # Correct: the report goes back and comes again, the correction is published, then withdrawn and sealed.
    objecting.reopen_reports(**key, actor=office.reviewer, reason="请更正开工数。")
    report.refresh_from_db()
    submit_report(**where, actor=reporter, version=report.version)
    approve_report(**where, actor=office.reviewer)
    correction = objecting.start_correction(**key, actor=office.compiler)
    correction = office.published(
        office.edited(correction, restarts_window=False, signed_on=AT.date())
    )
    services.withdraw_notice(
        notice_id=correction.pk,
        signer=office.signer,
        at=AT,
        reason="误发。",
        table_stays_visible=False,
    )
    services.ask_to_seal(notice_id=correction.pk, signer=office.signer, at=AT, reason="泄露。")
    services.seal_notice(notice_id=correction.pk, security_admin=admin, at=AT)

    # Keep house: erase, new keys, search, export, verify.
    erasure = objecting.propose_erasure(
        district=office.district,
        objections=Objection.objects.all(),
        actor=handler,
        reason="本人申请",
        at=AT,
    )
    assert objecting.approve_erasure(erasure_id=erasure.pk, actor=admin, at=AT) == 2
    assert not ObjectionScan.objects.exists()
    said("reseal_objections")
    said("remind_objections")
    said("reindex_search")
    said("export_site", str(tmp_path / "site"))
    assert (tmp_path / "site/wanzhou/notices/2025-q1/index.html").exists()
    assert re.search(r"[0-9a-f]{64}", said("export_heads"))
    said("verify_notices")
    assert Notice.objects.get(pk=notice.pk).status == "corrected"
    assert signed_in(office.compiler).get("/desk/notices/").status_code == 200
