"""The desk's addresses for rounds, reports and reviews. A report is named by its task and its round."""

from django.urls import path

from progress.views import (
    changes,
    evidence,
    reports,
    review,
    rounds,
    rules,
    sheet,
    sheet_submit,
    upload,
    year,
)

app_name = "progress"

_ONE = "<int:task_id>-<int:round_id>/"

urlpatterns = [
    path("reports/", reports.report_list, name="report-list"),
    path(f"reports/{_ONE}", reports.report, name="report"),
    path(f"reports/{_ONE}autosave/", reports.report_autosave, name="report-autosave"),
    path(f"reports/{_ONE}discard/", reports.report_discard, name="report-discard"),
    path(f"reports/{_ONE}check/", reports.report_check, name="report-check"),
    path(f"reports/{_ONE}submit/", reports.report_submit, name="report-submit"),
    path(f"reports/{_ONE}take-back/", reports.report_take_back, name="report-take-back"),
    path(f"reports/{_ONE}files/add/", evidence.add, name="report-add-file"),
    path(f"reports/{_ONE}files/remove/", evidence.remove, name="report-remove-file"),
    path("sheet/<int:round_id>/", sheet.sheet_page, name="sheet"),
    path("sheet/<int:round_id>/autosave/", sheet.sheet_autosave, name="sheet-autosave"),
    path("sheet/<int:round_id>/submit/", sheet_submit.sheet_submit, name="sheet-submit"),
    path("sheet/<int:round_id>/check/", sheet.sheet_check, name="sheet-check"),
    path("sheet/<int:round_id>/workbook.xlsx", upload.workbook, name="workbook"),
    path("sheet/<int:round_id>/upload/", upload.upload, name="upload"),
    path("sheet/<int:round_id>/upload/apply/", upload.upload_apply, name="upload-apply"),
    path("evidence/<int:evidence_id>/", evidence.evidence, name="evidence"),
    path("rounds/", rounds.round_list, name="round-list"),
    path("rounds/open/", rounds.round_open, name="round-open"),
    path("rounds/<int:round_id>/", rounds.round_board, name="round-board"),
    path("rounds/<int:round_id>/owing/", rounds.round_owing, name="round-owing"),
    path("rounds/<int:round_id>/owing.xlsx", rounds.round_owing_xlsx, name="round-owing-xlsx"),
    path("rounds/<int:round_id>/remind/", rounds.round_remind, name="round-remind"),
    path("rounds/<int:round_id>/manage/", rounds.round_manage, name="round-manage"),
    path("rounds/<int:round_id>/extend/", rounds.round_extend, name="round-extend"),
    path("rounds/<int:round_id>/close/", rounds.round_close, name="round-close"),
    path("rounds/<int:round_id>/reopen/", rounds.round_reopen, name="round-reopen"),
    path("changes/", changes.change_list, name="change-list"),
    path("changes/new/", changes.change_new, name="change-new"),
    path("changes/add/", changes.change_add, name="change-add"),
    path("changes/<int:change_id>/approve/", changes.change_approve, name="change-approve"),
    path("changes/<int:change_id>/drop/", changes.change_drop, name="change-drop"),
    path("tasks/<int:task_id>/", year.task, name="task"),
    path("overview/", year.overview_list, name="overview-list"),
    path("overview/<int:plan_id>/", year.overview_plan, name="overview"),
    path("review/", review.review_queue, name="review-queue"),
    path("review/approve/", review.review_approve_many, name="review-approve-many"),
    path(f"review/{_ONE}", review.review, name="review"),
    path(f"review/{_ONE}begin/", review.review_begin, name="review-begin"),
    path(f"review/{_ONE}approve/", review.review_approve, name="review-approve"),
    path(f"review/{_ONE}return/", review.review_return, name="review-return"),
    path(f"review/{_ONE}reopen/", review.review_reopen, name="review-reopen"),
    path("rules/", rules.rule_list, name="rule-list"),
    path("rules/new/", rules.rule_new, name="rule-new"),
    path("rules/<int:pk>/", rules.rule_edit, name="rule-edit"),
    path("rules/<int:pk>/remove/", rules.rule_remove, name="rule-remove"),
]
