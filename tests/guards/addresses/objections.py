"""Addresses of the register of objections."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone

from objections import receipts
from tests.guards.addresses.row import (
    ANYBODY_SIGNED_IN,
    GET,
    LEAD_UNIT,
    OBJECTION_STAFF,
    POST,
    UNIT_PEOPLE,
    Given,
    Row,
    only,
)
from tests.guards.cast import (
    ANSWER,
    COMPILER,
    FAR_COMPILER,
    HANDLER,
    REVIEWER,
    SCAN,
    SECURITY_ADMIN,
    SIGNER,
    Cast,
)

_HANDLER, _APPROVERS = only(HANDLER), only(REVIEWER, SIGNER)
_NOT_HANDLING = ANYBODY_SIGNED_IN - _HANDLER
_CORRECTING = only(COMPILER, REVIEWER, FAR_COMPILER)
_ERASING = only(HANDLER, SECURITY_ADMIN)


def _handled(name: str, of: str, data: Given | None = None, prefix: str = "") -> Row:
    """An act of the handler; who approves sees the case and is told why not."""
    given = {f"{prefix}-{key}": value for key, value in (data or {}).items()}
    return Row(f"objections:{name}", POST, f"{of} objection", _HANDLER, _APPROVERS, data=given)


def _approved(name: str, of: str, data: Given | None = None, prefix: str = "") -> Row:
    given = {f"{prefix}-{key}": value for key, value in (data or {}).items()}
    return Row(f"objections:{name}", POST, f"{of} objection", _APPROVERS, _HANDLER, data=given)


def _entered(cast: Cast) -> Given:
    return {
        "token": receipts.new_token("entry", timezone.now()),
        "district": cast.district.pk,
        "channel": "phone",
        "received_on": "2025-04-20",
    }


def _version(cast: Cast, of: str = "answering") -> int:
    return cast.objections[of].answer_version


OBJECTIONS = [
    Row("objections:register", GET, "", OBJECTION_STAFF, ANYBODY_SIGNED_IN - OBJECTION_STAFF),
    Row("objections:checks", GET, "", _HANDLER, _NOT_HANDLING),
    Row("objections:checks-decide", POST, "", _HANDLER, _NOT_HANDLING, writes=False),
    Row("objections:entry-new", GET, "", _HANDLER, _NOT_HANDLING),
    Row("objections:entry-new", POST, "", _HANDLER, _NOT_HANDLING, data=_entered),
    Row("objections:case", GET, "received objection", OBJECTION_STAFF),
    Row("objections:entry", GET, "unfinished objection", _HANDLER, _APPROVERS),
    Row("objections:entry", POST, "unfinished objection", _HANDLER, _APPROVERS, data=_entered),
    _handled("open", "received", {"reason": "核实反映的地点"}, "open"),
    Row("objections:scan-add", POST, "unfinished objection", _HANDLER, _APPROVERS,
        data=lambda cast: {"scan-scan": SimpleUploadedFile("letter.pdf", SCAN)}),
    Row("objections:scan-open", POST, "scan of an objection", _HANDLER, _APPROVERS,
        data={"open-reason": "核实反映的地点"}),
    Row("objections:scan-remove", POST, "scan of an objection", _HANDLER, _APPROVERS),
    _handled("accept", "received", {"summary": "反映第1件开工数不符。"}, "accept"),
    _handled("refuse", "received", {"reason": "不属于公示内容。"}, "refuse"),
    _handled("summarise", "accepted", {"summary": "反映第1件开工数与现场不符。"}, "summarise"),
    _handled("tell", "accepted", {"told_on": "2025-04-20", "told_how": "phone"}, "tell"),
    _handled("check", "accepted"),
    Row("objections:ask", POST, "accepted objection", _HANDLER, _APPROVERS,
        data=lambda cast: {"ask-unit": cast.units["lead"].pk, "ask-question": "请核实开工数。",
                           "ask-due_on": "2025-04-30"}),
    Row("objections:reply-for-unit", POST, "inquiry of an objection", _HANDLER, _APPROVERS, writes=False),
    _handled("extend", "accepted", {"days": "15", "reason": "需要测量。"}, "extend"),
    _approved("extension-grant", "extending"),
    _approved("extension-decline", "extending"),
    Row("objections:answer", GET, "accepted objection", _HANDLER, _APPROVERS),
    Row("objections:answer", POST, "accepted objection", _HANDLER, _APPROVERS,
        data={**ANSWER, "version": "0"}),
    Row("objections:approve", POST, "answering objection", _APPROVERS, _HANDLER,
        data=lambda cast: {"approve-version": _version(cast)}),
    Row("objections:return", POST, "answering objection", _APPROVERS, _HANDLER,
        data=lambda cast: {"return-version": _version(cast), "return-reason": "依据请写全。"}),
    _handled("deliver", "answered", {"sent_on": "2025-04-20", "sent_how": "phone"}, "deliver"),
    Row("objections:reword", POST, "answered objection", _HANDLER, _APPROVERS,
        data=lambda cast: {"reword-version": _version(cast, "answered"), "reword-line": "反映属实，已更正。"}),
    Row("objections:release", POST, "answered objection", _APPROVERS, _HANDLER,
        data=lambda cast: {"release-version": _version(cast, "answered")}),
    _approved("retract", "released"),
    Row("objections:inquiries", GET, "", UNIT_PEOPLE, ANYBODY_SIGNED_IN - UNIT_PEOPLE),
    Row("objections:inquiry", GET, "inquiry", LEAD_UNIT),
    Row("objections:inquiry", POST, "inquiry", LEAD_UNIT, data={"reply": "4月18日核实，开工1个。"}),
    Row("objections:corrections", GET, "", _CORRECTING, ANYBODY_SIGNED_IN - _CORRECTING),
    Row("objections:correction-start", POST, "answered objection", only(COMPILER), only(REVIEWER)),
    Row("objections:report-reopen", POST, "answered objection", only(REVIEWER), only(COMPILER),
        data=lambda cast: {f"reopen{cast.objections['answered'].pk}-reason": "请更正开工数。"}),
    Row("objections:erasures", GET, "", _ERASING, ANYBODY_SIGNED_IN - _ERASING),
    Row("objections:erasure-propose", POST, "", _HANDLER, _NOT_HANDLING,
        data=lambda cast: {"objection": cast.objections["released"].pk, "reason": "办结满期"},
        writes=False),
    Row("objections:erasure-decide", POST, "erasure", only(SECURITY_ADMIN), data={"then": "approve"}),
]  # fmt: skip
