"""The public addresses of objections (design, section 6)."""

from django.urls import path, re_path

from publicity.objections.views import following, objecting

app_name = "objections"

urlpatterns = [
    path("objections/", following.follow, name="follow"),
    re_path(
        r"^objections/(?P<what>withdraw|rate|export|erase)/$", following.act, name="follow-act"
    ),
    path("<slug:district>/notices/<slug:notice>/object/", objecting.object_to, name="object"),
]
