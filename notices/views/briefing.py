"""The briefing of a round, for the commission's staff."""

from __future__ import annotations

from urllib.parse import quote

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from accounts.clock import today
from accounts.requests import SignedInRequest
from documents.writing.file_forms import CONTENT_TYPES
from notices.briefing import briefing_docx
from progress.selectors.board import staff_rounds
from projects.periods import through_words


@require_safe
def briefing(request: SignedInRequest, round_pk: int) -> HttpResponse:
    """Made at each request from what is approved now. It holds what no public page shows: staff only."""
    round = get_object_or_404(staff_rounds(request.user), pk=round_pk)
    data = briefing_docx(round, day=today())
    name = f"{round.plan.district}{round.plan.year}年{through_words(round.through_month)}通报.docx"
    response = HttpResponse(data, content_type=CONTENT_TYPES["docx"])
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(name)}"
    response["Cache-Control"] = "no-store"
    return response
