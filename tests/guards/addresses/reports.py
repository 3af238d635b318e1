"""Addresses of reports, reviews and rounds."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from progress.forms import ContactForm
from tests.guards.addresses.row import (
    ANYBODY_SIGNED_IN,
    GET,
    ITS_UNITS,
    LEAD_UNIT,
    POST,
    STAFF,
    UNIT_PEOPLE,
    Given,
    Row,
    only,
)
from tests.guards.cast import (
    COMPILER,
    COMPLETE,
    HANDLER,
    JOINT_REPORTER,
    REVIEWER,
    SCAN,
    Cast,
)


def _contact(cast: Cast) -> Given:
    unit = cast.units["lead"]
    seen = ContactForm(unit)["seen"].value()
    typed = {"contact_name": "王芳", "contact_post": "主任", "contact_phone": "023-58250001"}
    return {"unit": unit.pk, "seen": seen, **typed}


def _file(cast: Cast) -> Given:
    return {"file": SimpleUploadedFile("sheet.pdf", SCAN)}


def _ticked(cast: Cast) -> Given:
    return {"row": f"{cast.tasks['submitted'].pk}-{cast.round.pk}-1"}


def _decision(cast: Cast) -> Given:
    return {
        "task": cast.tasks["draft"].pk,
        "kind": "pause",
        "deciding_body": "区政府常务会议",
        "decided_on": "2025-04-18",
        "reason": "汛期停工。",
        "text_after": "",
    }


def _added(cast: Cast) -> Given:
    return {
        "plan": cast.plan.pk,
        "name": "新增停车位",
        "text": "新增停车位500个。",
        "lead": cast.tasks["draft"].task_units.first().unit_id,
        "deciding_body": "区政府常务会议",
        "decided_on": "2025-04-18",
        "reason": "人大票决增加。",
    }


def _delisted(cast: Cast) -> Given:
    task = cast.tasks["draft"]
    return {
        "task": task.pk,
        "row": f"indicator-{task.indicators.get().pk}",
        "deciding_body": "区政府常务会议",
        "decided_on": "2025-04-18",
        "reason": "重新印发的方案不再写这一项。",
    }


def _withdrawn(cast: Cast) -> Given:
    return {
        "project": cast.tasks["draft"].project_id,
        "kind": "withdraw",
        "deciding_body": "区政府常务会议",
        "decided_on": "2025-04-18",
        "reason": "规划调整。",
    }


_PARTY = UNIT_PEOPLE | STAFF | {HANDLER}
"""Who works in the district. Each finds only the rows in their sight there; a handler none."""
_WRITERS, _READERS = ITS_UNITS | {COMPILER}, STAFF - {COMPILER}
_REVIEWER, _NOT_REVIEWING = only(REVIEWER), (STAFF | LEAD_UNIT) - {REVIEWER}
_COMPILER, _TOLD = only(COMPILER), STAFF - {COMPILER}

REPORTS = [
    Row("progress:report-list", GET, through=ANYBODY_SIGNED_IN),
    Row("progress:report", GET, "draft report", ITS_UNITS | STAFF),
    Row("progress:report", POST, "draft report", _WRITERS, _READERS,
        data={**COMPLETE, "base_version": "1", "remark": "已核对"}),
    Row("progress:report-autosave", POST, "draft report", _WRITERS, _READERS,
        data={"base_version": "1", "narrative": "写到一半"}),
    Row("progress:report-discard", POST, "draft report", ITS_UNITS | STAFF, writes=False),
    Row("progress:report-check", GET, "draft report", ITS_UNITS | STAFF),
    Row("progress:report-submit", POST, "draft report", LEAD_UNIT, STAFF | {JOINT_REPORTER},
        data={"version": "1"}),
    Row("progress:report-take-back", POST, "submitted report", LEAD_UNIT, STAFF),
    Row("progress:report-add-file", POST, "draft report", _WRITERS, _READERS, data=_file),
    Row("progress:report-remove-file", POST, "draft report", _WRITERS, _READERS,
        data=lambda cast: {"file": cast.evidence.pk}),
    Row("progress:evidence", GET, "evidence", ITS_UNITS | STAFF),
    Row("progress:sheet", GET, "open round", _PARTY),
    Row("progress:sheet", POST, "open round", _PARTY, writes=False),
    Row("progress:sheet-autosave", POST, "open round", _PARTY, writes=False),
    Row("progress:sheet-check", POST, "open round", _PARTY, writes=False),
    Row("progress:sheet-submit", GET, "open round", _PARTY),
    Row("progress:sheet-submit", POST, "open round", _PARTY, writes=False),
    Row("progress:workbook", GET, "open round", _PARTY),
    Row("progress:upload", GET, "open round", _PARTY),
    Row("progress:upload", POST, "open round", _PARTY, writes=False),
    Row("progress:upload-apply", POST, "open round", _PARTY, writes=False),
    Row("progress:change-list", GET, through=ANYBODY_SIGNED_IN),
    Row("progress:change-new", GET, "", _COMPILER),
    Row("progress:change-new", POST, "", _COMPILER, data=_decision),
    Row("progress:change-leave", GET, "", _COMPILER),
    Row("progress:change-leave", POST, "", _COMPILER, data=_withdrawn),
    Row("progress:change-delist", GET, "", _COMPILER),
    Row("progress:change-delist", POST, "", _COMPILER, data=_delisted),
    Row("progress:change-add", GET, "", _COMPILER),
    Row("progress:change-add", POST, "", _COMPILER, data=_added),
    Row("progress:change-approve", POST, "entered change", _REVIEWER, STAFF - {REVIEWER}),
    Row("progress:change-take-back", POST, "approved delisting", _REVIEWER, STAFF - {REVIEWER}),
    Row("progress:change-drop", POST, "entered change", only(COMPILER, REVIEWER),
        STAFF - {COMPILER, REVIEWER}),
    Row("progress:task", GET, "task", ITS_UNITS | STAFF),
    Row("progress:overview-list", GET, through=ANYBODY_SIGNED_IN),
    Row("progress:overview", GET, "plan", STAFF),
    Row("progress:review-queue", GET, through=ANYBODY_SIGNED_IN),
    Row("progress:review", GET, "submitted report", STAFF, LEAD_UNIT),
    Row("progress:review-begin", POST, "submitted report", _REVIEWER, _NOT_REVIEWING),
    Row("progress:review-approve", POST, "submitted report", _REVIEWER, _NOT_REVIEWING,
        data={"version": "1"}),
    # Names rows in its data: whoever may not approve one is told so on the page, and nothing happens.
    Row("progress:review-approve-many", POST, "", ANYBODY_SIGNED_IN, data=_ticked, writes=False),
    Row("progress:review-together", GET, "", ANYBODY_SIGNED_IN),
    Row("progress:review-together", POST, "", ANYBODY_SIGNED_IN, data=_ticked, writes=False),
    Row("progress:review-return", POST, "submitted report", _REVIEWER, _NOT_REVIEWING,
        data={"version": "1", "whole": "请核对"}),
    Row("progress:review-reopen", POST, "approved report", _REVIEWER, _NOT_REVIEWING,
        data={"reason": "有误", "correction": "2025-q1-r1"}),
]  # fmt: skip

ROUNDS = [
    Row("progress:round-list", GET, through=ANYBODY_SIGNED_IN),
    Row("progress:round-open", GET, "", _COMPILER),
    Row("progress:round-open", POST, "", _COMPILER,
        data=lambda cast: {"plan": cast.plan.pk, "through_month": "10",
                           "opens_on": "2025-11-03", "due_on": "2025-11-07"}),
    Row("progress:round-board", GET, "open round", STAFF),
    Row("progress:round-owing", GET, "open round", STAFF),
    Row("progress:round-owing-xlsx", GET, "open round", STAFF),
    Row("progress:round-contact", POST, "open round", _COMPILER, _TOLD, data=_contact),
    Row("progress:round-remind", POST, "open round", _COMPILER, _TOLD),
    Row("progress:round-manage", GET, "open round", _COMPILER, _TOLD),
    Row("progress:round-extend", POST, "open round", _COMPILER, _TOLD,
        data={"unit": "", "due_on": "2025-04-30", "reason": "汛期"}),
    Row("progress:round-close", POST, "open round", _COMPILER, _TOLD),
    Row("progress:round-cancel", POST, "open round", _COMPILER, _TOLD, writes=False,
        data={"reason": "开错了"}),
    Row("progress:round-reopen", POST, "closed round", _COMPILER, _TOLD, data={"reason": "补报"}),
]  # fmt: skip
