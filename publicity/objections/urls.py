"""The public addresses of objections (design, section 6)."""

from django.urls import path

from publicity.objections.views import following, objecting

app_name = "objections"

urlpatterns = [
    path("objections/", following.follow, name="follow"),
    path("<slug:district>/notices/<slug:notice>/object/", objecting.object_to, name="object"),
]
