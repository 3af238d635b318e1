"""/check/: which notice or picture is this digest or file."""

from __future__ import annotations

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from notices.models import Picture
from projects.public_addresses import CHECK
from publicity import checking
from publicity.check_form import CheckForm
from publicity.site.frame import FIRST, Link, frame
from publicity.site.numbers import Way, way_to
from publicity.site.rendering import render
from publicity.site.snapshots import Site
from publicity.views.surroundings import site_today


@login_not_required
@csrf_exempt  # Nothing is changed or kept; without it the page would have to set a cookie.
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """Paste a digest or choose a file. The file is looked at in memory and forgotten."""
    asked = request.method == "POST" or "digest" in request.GET
    data = request.POST if request.method == "POST" else request.GET
    form = CheckForm(data, request.FILES) if asked else CheckForm()
    answer = None
    if asked and form.is_valid():
        upload = form.cleaned_data["file"]
        if upload:
            answer = checking.by_file(upload.read())
        else:
            answer = checking.by_digest(form.cleaned_data["digest"])
    site = site_today()
    page = render(
        "publicity/check.html",
        frame(
            site,
            CHECK.path(),
            "核对公示",
            description="用摘要或下载的文件，核对它是哪一份公示、哪一件项目的图片，是否被改动。",
            crumbs=(FIRST, Link("核对公示")),
        ),
        {
            "form": form,
            "answer": answer,
            "project": _project_of(site, answer.picture) if answer and answer.picture else None,
            "error": bool(form.errors),
        },
        status=422 if form.errors else 200,
    )
    response = HttpResponse(page.body, content_type=page.content_type, status=page.status)
    response["Cache-Control"] = "no-store"
    del request.session
    return response


def _project_of(site: Site, picture: Picture) -> Way | None:
    """Where a picture's project stands, or last stood; None where its plan was sealed since."""
    plan = site.plan(picture.district.slug, picture.year)
    return way_to(site, plan, picture.project_key) if plan else None
