from django.urls import path

from intake import history_views, match_views, views, work_views

app_name = "intake"

urlpatterns = [
    path("history/", history_views.history, name="history"),
    path("history/receive/", history_views.history_receive, name="history-receive"),
    path("history/<int:run_id>/", history_views.history_preview, name="history-preview"),
    path("history/<int:run_id>/apply/", history_views.history_apply, name="history-apply"),
    path("works/<int:pk>/", work_views.work_page, name="work"),
    path("works/<int:pk>/again/", work_views.work_again, name="work-again"),
    path("imports/", views.import_list, name="import-list"),
    path("imports/receive/", views.import_receive, name="import-receive"),
    path("imports/<int:run_id>/", views.import_preview, name="import-preview"),
    path("imports/<int:run_id>/cell/", views.import_cell, name="import-cell"),
    path("imports/<int:run_id>/year/", views.import_year, name="import-year"),
    path("imports/<int:run_id>/kind/", views.import_kind, name="import-kind"),
    path("imports/<int:run_id>/unit/", views.import_unit, name="import-unit"),
    path("imports/<int:run_id>/finding/", views.import_finding, name="import-finding"),
    path("imports/<int:run_id>/match/", match_views.import_match, name="import-match"),
    path("imports/<int:run_id>/part/", match_views.import_part, name="import-part"),
    path("imports/<int:run_id>/signs/", match_views.import_signs, name="import-signs"),
    path("imports/<int:run_id>/apply/", views.import_apply, name="import-apply"),
    path("imports/<int:run_id>/confirm/", views.import_confirm, name="import-confirm"),
    path("imports/<int:run_id>/drop/", views.import_drop, name="import-drop"),
    path("imports/<int:run_id>/undo/", views.import_undo, name="import-undo"),
]
