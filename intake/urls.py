from django.urls import path

from intake import history_views, views, work_views

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
    path("imports/<int:run_id>/answers/", views.import_answers, name="import-answers"),
    path("imports/<int:run_id>/apply/", views.import_apply, name="import-apply"),
    path("imports/<int:run_id>/explain/", views.import_explain, name="import-explain"),
    path("imports/<int:run_id>/confirm/", views.import_confirm, name="import-confirm"),
    path("imports/<int:run_id>/drop/", views.import_drop, name="import-drop"),
    path("imports/<int:run_id>/undo/", views.import_undo, name="import-undo"),
]
