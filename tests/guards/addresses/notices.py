"""Addresses of notices, plans and imports on the desk."""

from __future__ import annotations

from django.core.files.uploadedfile import SimpleUploadedFile

from notices import point_checks
from notices.drafts import draft_of
from notices.forms import NoticeForm
from projects.services.topics import topic_rows, topics_mark
from tests.guards.addresses.row import (
    ANYBODY_SIGNED_IN,
    EVERY_STAFF,
    GET,
    POST,
    STAFF,
    UNIT_PEOPLE,
    Given,
    Row,
    only,
)
from tests.guards.cast import (
    AT,
    COMPILER,
    FAR_COMPILER,
    HANDLER,
    REVIEWER,
    SCAN,
    SECURITY_ADMIN,
    SIGNER,
    SMALL_PLAN,
    Cast,
)

_COMPILER, _REVIEWER, _SIGNER = only(COMPILER), only(REVIEWER), only(SIGNER)
_ENTERING = only(HANDLER, SECURITY_ADMIN)
_NOT_COMPILING, _NOT_SIGNING = STAFF - _COMPILER, STAFF - _SIGNER


def _written(cast: Cast) -> Given:
    """The editor's fields as the page posts them back."""
    form = NoticeForm(cast.notices["draft"])
    return {name: form[name].value() or "" for name in form.fields} | {"title": "换一个标题"}


def _agreed(cast: Cast) -> Given:
    return {
        "digest": draft_of(cast.notices["in_review"]).digest.sha256,
        "secrecy_reviewer": "周保密",
        "secrecy_reviewed_on": "2025-04-20",
    }


def _sure(cast: Cast) -> Given:
    """May is not over on the cast's day: that is asked."""
    notice = cast.notices["approved"]
    early = point_checks.early(notice, draft_of(notice), AT.date())
    return {"sure": point_checks.early_mark(early)}


def _signed(cast: Cast) -> Given:
    scan = SimpleUploadedFile("scan.pdf", SCAN)
    signature = {"signer": cast.people[SIGNER].pk, "signed_on": "2025-04-20", "scan": scan}
    return signature | _sure(cast)


PATTERN = {
    "title": "关于{年度}年{区县}重点民生实事{期间}推进情况公示",
    "lead": "现将{年度}年{期间}推进情况予以公示。",
    "day_kind": "natural",
    "first_day_counts": "on",
    "usual_days": "15",
    "minimum_days": "5",
    "basis": "本区规定",
}

NOTICES = [
    Row("notices:notices", GET, through=ANYBODY_SIGNED_IN),
    Row("notices:notice-start", POST, "", _COMPILER, UNIT_PEOPLE | _NOT_COMPILING | {HANDLER},
        data=lambda cast: {"origin": f"round-{cast.round.pk}-progress"}),
    Row("notices:notice", GET, "draft notice", STAFF),
    Row("notices:notice", GET, "published notice", STAFF),
    Row("notice-preview", GET, "draft notice", STAFF),
    Row("notice-preview", POST, "draft notice", STAFF, data=_written, writes=False),
    Row("notices:notice-edit", GET, "draft notice", _COMPILER, _NOT_COMPILING),
    Row("notices:notice-edit", POST, "draft notice", _COMPILER, _NOT_COMPILING, data=_written),
    Row("notices:notice-document", GET, "draft notice", STAFF),
    Row("notices:notice-signs", POST, "draft notice", _COMPILER, _NOT_COMPILING,
        data={"signs_reason": "户籍登记用字。"}, writes=False),
    Row("notices:notice-checks", POST, "draft notice", STAFF, data=_written, writes=False),
    Row("notices:notice-explain", POST, "draft notice", _COMPILER, _NOT_COMPILING,
        data={"point": "0123456789abcdef", "explain_reason": "年中追加投资。"}, writes=False),
    Row("notices:notice-rows", POST, "draft notice", _COMPILER, _NOT_COMPILING,
        data={"row": "1"}, writes=False),
    Row("notices:notice-send", POST, "draft notice", _COMPILER, _NOT_COMPILING),
    Row("notices:notice-return", POST, "in_review notice", _REVIEWER, STAFF - _REVIEWER,
        data={"reason": "请改标题"}),
    Row("notices:notice-return", POST, "approved notice", _REVIEWER | _SIGNER, _COMPILER,
        data={"reason": "请改标题"}),
    Row("notices:notice-discard", POST, "draft notice", _COMPILER, _NOT_COMPILING,
        data={"reason": "不单独公示。"}),
    Row("notices:notice-approve", POST, "in_review notice", _REVIEWER, STAFF - _REVIEWER, data=_agreed),
    Row("notices:notice-publish", POST, "approved notice", _SIGNER, _NOT_SIGNING, data=_sure),
    Row("notices:papers", GET, "", _ENTERING, ANYBODY_SIGNED_IN - _ENTERING),
    Row("notices:notice-paper", GET, "approved notice", _ENTERING, STAFF),
    Row("notices:notice-paper", POST, "approved notice", _ENTERING, STAFF, data=_signed),
    Row("notices:signings", GET, "", ANYBODY_SIGNED_IN),
    Row("notices:signing-own", POST, "signing on paper", _SIGNER, _NOT_SIGNING),
    Row("notices:signing-disown", POST, "signing on paper", _SIGNER, _NOT_SIGNING),
    Row("notices:notice-scan", GET, "on_paper notice", STAFF),
    Row("notices:notice-correct", GET, "published notice", _COMPILER, _NOT_COMPILING),
    Row("notices:notice-correct", POST, "published notice", _COMPILER, _NOT_COMPILING,
        data={"reason": "第1件金额有误。"}),
    Row("notices:notice-withdraw", GET, "published notice", _SIGNER, _NOT_SIGNING),
    Row("notices:notice-withdraw", POST, "published notice", _SIGNER, _NOT_SIGNING,
        data={"reason": "误发。", "table_stays_visible": "no"}),
    Row("notices:notice-seal", GET, "published notice", _SIGNER, _NOT_SIGNING),
    Row("notices:notice-seal", POST, "published notice", _SIGNER, _NOT_SIGNING,
        data={"reason": "内容有误。"}),
    Row("notices:seals", GET, "", only(SECURITY_ADMIN), ANYBODY_SIGNED_IN - {SECURITY_ADMIN}),
    Row("notices:seal-confirm", POST, "sealing notice", only(SECURITY_ADMIN),
        ANYBODY_SIGNED_IN - {SECURITY_ADMIN}),
    Row("notices:plan-seal", GET, "plan version", _SIGNER, _NOT_SIGNING),
    Row("notices:plan-seal", POST, "plan version", _SIGNER, _NOT_SIGNING,
        data={"reason": "误写入个人信息。"}),
    Row("notices:plan-seal-confirm", POST, "plan version to seal", only(SECURITY_ADMIN),
        ANYBODY_SIGNED_IN - {SECURITY_ADMIN}),
    Row("notices:pattern-edit", GET, "pattern", _COMPILER, _NOT_COMPILING),
    Row("notices:pattern-edit", POST, "pattern", _COMPILER, _NOT_COMPILING, data=PATTERN),
]  # fmt: skip


def _topics(cast: Cast) -> Given:
    rows = topic_rows(cast.imports["applied"].plan)
    return {"seen": topics_mark(rows), f"{rows[0].key}-main": "jobs"}


PLANS = [
    Row("projects:plan-list", GET, "", EVERY_STAFF, ANYBODY_SIGNED_IN - EVERY_STAFF),
    Row("projects:plan-read", GET, "entered plan", STAFF),
    Row("projects:plan-file", GET, "entered plan's file", STAFF),
    Row("projects:plan-topics", GET, "entered plan", STAFF),
    Row("projects:plan-topics", POST, "entered plan", _COMPILER, STAFF - _COMPILER, data=_topics),
    Row("projects:plan-publish", POST, "entered plan", _REVIEWER, STAFF - _REVIEWER),
]  # fmt: skip


def _pasted(cast: Cast) -> Given:
    text = SMALL_PLAN.replace("2026", "2028").replace(",", "\t")
    return {"district": cast.district.pk, "text": text}


def _answers(cast: Cast) -> Given:
    """All that a preview asks: a doubt, a unit, a cell, which project is which, year and kind."""
    return {
        "accept": cast.imports["preview"].findings.first().pk,
        "unit-区电力局": cast.units["other"].pk,
        "match-1": "new",
        "table": "1", "row": "2", "column": "2", "text": "新路灯杆",
        "year": "2029", "kind": "plan",
    }  # fmt: skip


IMPORTS = [
    Row("notices:briefing", GET, "briefed round", STAFF),
    Row("intake:history", GET, "", EVERY_STAFF, ANYBODY_SIGNED_IN - EVERY_STAFF),
    Row("intake:history-receive", POST, "", only(COMPILER, FAR_COMPILER),
        ANYBODY_SIGNED_IN - {COMPILER, FAR_COMPILER}, writes=False),
    Row("intake:history-preview", GET, "received ledger", STAFF),
    Row("intake:history-apply", POST, "received ledger", _COMPILER, _NOT_COMPILING),
    Row("intake:work", GET, "work on its way", _COMPILER, _NOT_COMPILING),
    Row("intake:work", GET, "interrupted work", _COMPILER, _NOT_COMPILING),
    Row("intake:work-again", POST, "interrupted work", _COMPILER, _NOT_COMPILING),
    Row("intake:import-list", GET, "", EVERY_STAFF, ANYBODY_SIGNED_IN - EVERY_STAFF),
    Row("intake:import-receive", POST, "", _COMPILER, ANYBODY_SIGNED_IN - {COMPILER, FAR_COMPILER},
        bounced=only(FAR_COMPILER), data=_pasted),
    Row("intake:import-preview", GET, "preview import", STAFF),
    Row("intake:import-answers", POST, "preview import", _COMPILER, _NOT_COMPILING, data=_answers),
    Row("intake:import-apply", POST, "preview import", _COMPILER, _NOT_COMPILING, writes=False),
    Row("intake:import-drop", POST, "preview import", _COMPILER, _NOT_COMPILING),
    Row("intake:import-undo", POST, "applied import", _COMPILER, _NOT_COMPILING),
    Row("intake:import-explain", POST, "waiting import", _COMPILER, _NOT_COMPILING,
        data={"answer": "与原公示一致。"}, writes=False),
    Row("intake:import-confirm", POST, "waiting import", _REVIEWER, STAFF - _REVIEWER),
]  # fmt: skip
