"""The public addresses (design, section 6). They end the URL configuration: a district's slug is a first part."""

from django.urls import path, re_path

from publicity.views import api, check, following, public, search

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
    path("feed.atom", following.follow, name="feed"),
    path("sitemap.xml", following.follow, name="sitemap"),
    path("robots.txt", following.follow, name="robots"),
    path("<slug:district>/feed.atom", following.follow, name="district-feed"),
    path("<slug:district>/sitemap.xml", following.follow, name="district-sitemap"),
    path("<slug:district>/units/<int:unit>/feed.atom", following.follow, name="unit-feed"),
    path("<slug:district>/<int:year>/calendar.ics", following.follow, name="calendar"),
    path(
        "<slug:district>/<int:year>/<int:number>/feed.atom", following.follow, name="project-feed"
    ),
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
