"""The public addresses (design, section 6). They end the URL configuration: a district's slug is a first part."""

from django.urls import path, re_path

from publicity.views import api, check, public, search

app_name = "site"

urlpatterns = [
    path("", public.page, name="home"),
    path("check/", check.check, name="check"),
    path("privacy/", public.page, name="privacy"),
    path("search/", search.results, name="search"),
    path("styleguide/", public.styleguide, name="styleguide"),
    path("api/", api.api, name="api"),
    path("api/<slug:district>/<int:year>/plan.json", public.plan_json, name="plan-json"),
    path("api/<slug:district>/notices.json", public.notices_json, name="notices-json"),
    re_path(
        r"^(?P<district>[-a-z0-9_]+)/notices/(?P<notice>[-a-z0-9]+)\.(?P<form>json|csv|xlsx|docx|pdf)$",
        public.notice_file,
        name="notice-file",
    ),
    path("<slug:district>/notices/<slug:notice>/", public.page, name="notice"),
    path("<slug:district>/notices/", public.page, name="notices"),
    path("<slug:district>/<int:year>/<int:number>/", public.page, name="project"),
    path("<slug:district>/<int:year>/", public.page, name="plan"),
    path("<slug:district>/", public.page, name="district"),
]
