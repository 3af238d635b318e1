"""The desk's addresses of plans, below /desk/."""

from django.urls import path, re_path

from projects import views

app_name = "projects"

urlpatterns = [
    path("plans/", views.plan_list, name="plan-list"),
    path("plans/<int:pk>/", views.plan_read, name="plan-read"),
    re_path(r"^plans/(?P<pk>\d+)/plan\.(?P<form>docx|xlsx)$", views.plan_file, name="plan-file"),
    path("plans/<int:pk>/publish/", views.plan_publish, name="plan-publish"),
]
