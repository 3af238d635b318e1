"""The desk's addresses of notices, below /desk/."""

from django.urls import path

from notices.views import (
    afterwards,
    briefing,
    deciding,
    editing,
    overview,
    paper,
    pictures,
    previewing,
    text_patterns,
)

app_name = "notices"

urlpatterns = [
    path("notices/", overview.notices, name="notices"),
    path("notices/start/", overview.notice_start, name="notice-start"),
    path("notices/briefing-<int:round_pk>.docx", briefing.briefing, name="briefing"),
    path("notices/seals/", afterwards.seals, name="seals"),
    path("notices/plan-versions/<int:pk>/seal/", afterwards.plan_seal, name="plan-seal"),
    path(
        "notices/plan-versions/<int:pk>/seal/confirm/",
        afterwards.plan_seal_confirm,
        name="plan-seal-confirm",
    ),
    path("notices/papers/", paper.papers, name="papers"),
    path("notices/signings/", paper.signings, name="signings"),
    path("notices/signings/<int:pk>/own/", paper.signing_own, name="signing-own"),
    path("notices/signings/<int:pk>/disown/", paper.signing_disown, name="signing-disown"),
    path(
        "notices/patterns/<str:district>/<slug:kind>/",
        text_patterns.pattern_edit,
        name="pattern-edit",
    ),
    path("pictures/", pictures.pictures, name="pictures"),
    path("pictures/offer/<int:evidence_id>/", pictures.picture_offer, name="picture-offer"),
    path("pictures/<int:pk>/", pictures.picture, name="picture"),
    path("pictures/<int:pk>/<int:width>.<slug:form>", pictures.picture_file, name="picture-file"),
    path("pictures/<int:pk>/release/", pictures.picture_release, name="picture-release"),
    path("pictures/<int:pk>/refuse/", pictures.picture_refuse, name="picture-refuse"),
    path("pictures/<int:pk>/publish/", pictures.picture_publish, name="picture-publish"),
    path("pictures/<int:pk>/head/", pictures.picture_head, name="picture-head"),
    path("pictures/<int:pk>/withdraw/", pictures.picture_withdraw, name="picture-withdraw"),
    path("pictures/<int:pk>/take-back/", pictures.picture_take_back, name="picture-take-back"),
    path("notices/<int:pk>/", overview.notice, name="notice"),
    path("notices/<int:pk>/edit/", editing.notice_edit, name="notice-edit"),
    path("notices/<int:pk>/document/", editing.notice_document, name="notice-document"),
    path("notices/<int:pk>/signs/", editing.notice_signs, name="notice-signs"),
    path("notices/<int:pk>/checks/", previewing.notice_checks, name="notice-checks"),
    path("notices/<int:pk>/explain/", editing.notice_explain, name="notice-explain"),
    path("notices/<int:pk>/rows/", editing.notice_rows, name="notice-rows"),
    path("notices/<int:pk>/send/", editing.notice_send, name="notice-send"),
    path("notices/<int:pk>/return/", deciding.notice_return, name="notice-return"),
    path("notices/<int:pk>/discard/", deciding.notice_discard, name="notice-discard"),
    path("notices/<int:pk>/approve/", deciding.notice_approve, name="notice-approve"),
    path("notices/<int:pk>/publish/", deciding.notice_publish, name="notice-publish"),
    path("notices/<int:pk>/paper/", paper.notice_paper, name="notice-paper"),
    path("notices/<int:pk>/scan/", paper.notice_scan, name="notice-scan"),
    path("notices/<int:pk>/correct/", afterwards.notice_correct, name="notice-correct"),
    path("notices/<int:pk>/withdraw/", afterwards.notice_withdraw, name="notice-withdraw"),
    path("notices/<int:pk>/seal/", afterwards.notice_seal, name="notice-seal"),
    path("notices/<int:pk>/seal/confirm/", afterwards.seal_confirm, name="seal-confirm"),
]
