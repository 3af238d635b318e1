"""Files beside a report: add, remove, fetch."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_POST, require_safe

from accounts.clock import now
from accounts.requests import SignedInRequest
from progress import evidence_files, services
from progress.models import Evidence, ProgressReport
from progress.views.filing_in_sight import filing_or_404, number_in


def take_files(request: SignedInRequest, task_id: int, round_id: int) -> list[str]:
    """Keep the files posted with a form of the report. What could not be taken is told in sentences."""
    refused = []
    for upload in request.FILES.getlist("file")[: evidence_files.MAX_FILES]:
        try:
            kept = services.add_evidence(
                task_id=task_id,
                round_id=round_id,
                actor=request.user,
                at=now(),
                name=upload.name or "",
                data=upload.read(evidence_files.MAX_BYTES + 1),
                is_stamped_sheet="stamped" in request.POST,
            )
        except services.StepRefused as refusal:
            refused.append(str(refusal))
        else:
            messages.success(request, f"已上传“{kept.name}”。")
    return refused


@require_POST
def add(request: SignedInRequest, task_id: int, round_id: int) -> HttpResponse:
    filing_or_404(request, task_id, round_id)
    if not request.FILES.getlist("file"):
        messages.error(request, "还没有选文件。")
    for sentence in take_files(request, task_id, round_id):
        messages.error(request, sentence)
    return _back(task_id, round_id)


@require_POST
def remove(request: SignedInRequest, task_id: int, round_id: int) -> HttpResponse:
    filing_or_404(request, task_id, round_id)
    try:
        services.remove_evidence(
            task_id=task_id,
            round_id=round_id,
            evidence_id=number_in(request.POST, "file"),
            actor=request.user,
            at=now(),
        )
    except ObjectDoesNotExist as error:
        raise Http404 from error
    except services.StepRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "已删去这个文件。")
    return _back(task_id, round_id)


@require_safe
def evidence(request: SignedInRequest, evidence_id: int) -> FileResponse:
    """The file, to those who see the report, as a download that no browser shows by itself."""
    visible = ProgressReport.objects.visible_to(request.user)
    found = get_object_or_404(Evidence, pk=evidence_id, report__in=visible)
    return FileResponse(
        found.file.open("rb"),
        as_attachment=True,
        filename=found.name,
        content_type=found.content_type,
    )


def _back(task_id: int, round_id: int) -> HttpResponse:
    response = redirect("progress:report", task_id, round_id)
    response["Location"] += "#files"
    return response
