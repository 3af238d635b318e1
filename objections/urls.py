"""The desk's addresses of objections, below /desk/. A case is named by its key: no receipt, no name in an address."""

from django.urls import path

from objections.case_acts import ACTS
from objections.views import acts, answering, case, desk, others, scans, sealed

app_name = "objections"

_ONE = "objections/<int:pk>/"

urlpatterns = [
    path("objections/", desk.register, name="register"),
    path("objections/check/", desk.checks, name="checks"),
    path("objections/check/decide/", desk.checks_decide, name="checks-decide"),
    path("objections/new/", desk.entry_new, name="entry-new"),
    path("objections/asked/", others.inquiries, name="inquiries"),
    path("objections/asked/<int:pk>/", others.inquiry, name="inquiry"),
    path("objections/corrections/", others.corrections, name="corrections"),
    path(
        "objections/corrections/<int:pk>/notice/", others.correction_start, name="correction-start"
    ),
    path("objections/corrections/<int:pk>/report/", others.report_reopen, name="report-reopen"),
    path("objections/erasures/", others.erasures, name="erasures"),
    path("objections/erasures/propose/", others.erasure_propose, name="erasure-propose"),
    path("objections/erasures/<int:pk>/decide/", others.erasure_decide, name="erasure-decide"),
    path(_ONE, case.case, name="case"),
    path(f"{_ONE}entry/", sealed.entry, name="entry"),
    path(f"{_ONE}words/", sealed.open_words, name="open"),
    path(f"{_ONE}scans/", scans.scan_add, name="scan-add"),
    path(f"{_ONE}scans/<int:scan>/", scans.scan_open, name="scan-open"),
    path(f"{_ONE}scans/<int:scan>/remove/", scans.scan_remove, name="scan-remove"),
    path(f"{_ONE}asked/<int:inquiry>/", acts.reply_for_unit, name="reply-for-unit"),
    path(f"{_ONE}answer/", answering.answer, name="answer"),
    *(path(f"{_ONE}{act.path}/", acts.take, {"act": act.name}, name=act.name) for act in ACTS),
]
