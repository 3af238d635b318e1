"""The desk's addresses of plans, of the register and of people, below /desk/."""

from django.urls import path, re_path

from projects.register_tables import ALIASES, CALENDAR, UNITS
from projects.views import (
    districts,
    people,
    personnel,
    plans,
    search_words,
    settings,
    shared_calendar,
    table_files,
    topics,
    unit_reforms,
    units,
)

app_name = "projects"

urlpatterns = [
    path("plans/", plans.plan_list, name="plan-list"),
    path("plans/<int:pk>/", plans.plan_read, name="plan-read"),
    re_path(r"^plans/(?P<pk>\d+)/plan\.(?P<form>docx|xlsx)$", plans.plan_file, name="plan-file"),
    path("plans/<int:pk>/topics/", topics.plan_topics, name="plan-topics"),
    path("plans/<int:pk>/publish/", plans.plan_publish, name="plan-publish"),
    path("districts/", districts.district_list, name="district-list"),
    path(
        "districts/<slug:district>/settings/", settings.district_settings, name="district-settings"
    ),
    path("districts/<slug:district>/units/", units.unit_list, name="unit-list"),
    path("districts/<slug:district>/units/reform/", unit_reforms.unit_reform, name="unit-reform"),
    path("districts/<slug:district>/units/new/", units.unit_new, name="unit-new"),
    path("districts/<slug:district>/units/<int:pk>/", units.unit_edit, name="unit-edit"),
    path("districts/<slug:district>/units/<int:pk>/remove/", units.unit_remove, name="unit-remove"),
    path("districts/<slug:district>/units/<int:pk>/aliases/", units.alias_add, name="alias-add"),
    path(
        "districts/<slug:district>/aliases/<int:pk>/remove/",
        units.alias_remove,
        name="alias-remove",
    ),
    path("people/", people.person_list, name="person-list"),
    path("people/new/", people.person_new, name="person-new"),
    path("personnel/", personnel.act_list, name="act-list"),
    path("personnel/<int:pk>/", personnel.act_decide, name="act-decide"),
    path("people/<int:pk>/", people.person, name="person"),
    path("people/<int:pk>/post/", people.post_grant, name="post-grant"),
    path("people/<int:pk>/posts/<int:post>/end/", people.post_end, name="post-end"),
    path("people/<int:pk>/reset/", people.person_reset, name="person-reset"),
    path("people/<int:pk>/link/", people.person_link, name="person-link"),
    path("people/<int:pk>/code/", personnel.code_hand_out, name="code-hand-out"),
    path("people/<int:pk>/unlock/", people.person_unlock, name="person-unlock"),
    path("people/<int:pk>/close/", people.person_close, name="person-close"),
    path("search-words/", search_words.search_words, name="search-words"),
    path(
        "search-words/<int:pk>/remove/",
        search_words.search_words_remove,
        name="search-words-remove",
    ),
    path("calendar/", shared_calendar.calendar, name="calendar"),
    path("calendar/<int:pk>/remove/", shared_calendar.calendar_remove, name="calendar-remove"),
    path(
        "districts/<slug:district>/units/import/",
        table_files.table_import,
        {"table": UNITS},
        name="unit-import",
    ),
    path(
        "districts/<slug:district>/units/export/",
        table_files.table_export,
        {"table": UNITS},
        name="unit-export",
    ),
    path(
        "districts/<slug:district>/aliases/import/",
        table_files.table_import,
        {"table": ALIASES},
        name="alias-import",
    ),
    path(
        "districts/<slug:district>/aliases/export/",
        table_files.table_export,
        {"table": ALIASES},
        name="alias-export",
    ),
    path("calendar/import/", table_files.table_import, {"table": CALENDAR}, name="calendar-import"),
    path("calendar/export/", table_files.table_export, {"table": CALENDAR}, name="calendar-export"),
]
