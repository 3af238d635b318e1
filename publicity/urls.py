"""The public addresses (rules.md, Formats). They end the URL configuration: a district's slug is a first part."""

from django.urls import path, re_path

from publicity.views import (
    check,
    embedding,
    following,
    objecting,
    opendata,
    previewing,
    public,
    search,
)

app_name = "publicity"

urlpatterns = [
    path("", public.page, name="home"),
    path("check/", check.check, name="check"),
    # As deep as a public notice's address, so that the page's relative links find the same files.
    path("desk/notices/preview-<int:pk>/", previewing.notice_preview, name="notice-preview"),
    path("objections/", following.follow, name="follow"),
    re_path(
        r"^objections/(?P<what>withdraw|rate|export|erase)/$", following.act, name="follow-act"
    ),
    path("privacy/", public.page, name="privacy"),
    path("search/", search.results, name="search"),
    path("sitemap/", public.page, name="site-map"),
    path("styleguide/", public.styleguide, name="styleguide"),
    re_path(r"^api/(?P<rest>.*)$", opendata.answer, name="api"),
    path("feed.atom", public.page, name="feed"),
    path("sitemap.xml", public.page, name="sitemap"),
    path("robots.txt", public.page, name="robots"),
    path("<slug:district>/feed.atom", public.page, name="district-feed"),
    path("<slug:district>/sitemap.xml", public.page, name="district-sitemap"),
    path("<slug:district>/units/<int:unit>/feed.atom", public.page, name="unit-feed"),
    path("<slug:district>/<int:year>/calendar.ics", public.page, name="calendar"),
    path("<slug:district>/<int:year>/<int:number>/feed.atom", public.page, name="project-feed"),
    re_path(
        r"^(?P<district>[-a-z0-9_]+)/notices/(?P<notice>[-a-z0-9]+)\.(?P<form>json|csv|xlsx|docx|pdf)$",
        public.notice_file,
        name="notice-file",
    ),
    path("<slug:district>/notices/<slug:notice>/embed/", embedding.embed, name="notice-embed"),
    path("<slug:district>/notices/<slug:notice>/object/", objecting.object_to, name="object"),
    path("<slug:district>/notices/<slug:notice>/", public.page, name="notice"),
    path("<slug:district>/notices/", public.page, name="notices"),
    path("<slug:district>/<int:year>/<int:number>/", public.page, name="project"),
    path("<slug:district>/<int:year>/", public.page, name="plan"),
    path("<slug:district>/", public.page, name="district"),
]
