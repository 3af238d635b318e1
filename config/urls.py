"""The addresses of rules.md, Formats."""

from django.contrib import admin
from django.contrib.auth.decorators import login_not_required
from django.urls import include, path

from config import manuals, views
from config.public_way import public_page_of
from notices.views.previewing import notice_preview
from publicity.previewing import public_page

handler400 = "config.errors.bad_request"
handler403 = "config.errors.permission_denied"
handler404 = "config.errors.page_not_found"
handler500 = "config.errors.server_error"

admin.site.login = login_not_required(views.admin_sign_in)  # type: ignore[method-assign]

urlpatterns = [
    path("livez", views.livez, name="livez"),
    path("readyz", views.readyz, name="readyz"),
    path("healthz", views.readyz, name="healthz"),
    path("accounts/", include("accounts.urls")),
    path("admin/", admin.site.urls),
    path("desk/", views.desk, name="desk"),
    path("desk/public/", public_page_of, name="public-page"),
    path("desk/manuals/", manuals.manual_list, name="manual-list"),
    path("desk/manuals/<slug:name>/", manuals.manual, name="manual"),
    path("desk/manuals/pictures/<str:name>", manuals.manual_picture, name="manual-picture"),
    path("desk/", include("projects.urls")),
    path("desk/", include("progress.urls")),
    path("desk/", include("notices.urls")),
    path("desk/", include("objections.urls")),
    path("desk/", include("intake.urls")),
    # Two floors answer: whose draft it is and what is typed, the page it would be. It is as deep as a public notice's
    # address, so that the page's relative links find the same files.
    path(
        "desk/notices/preview-<int:pk>/",
        notice_preview,
        {"public_page": public_page},
        name="notice-preview",
    ),
    # Last: a district's slug is a first part of an address.
    path("", include("publicity.urls")),
]
