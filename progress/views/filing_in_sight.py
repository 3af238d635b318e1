"""What the desk's views of this app share: the filing in sight, and the answer to a refusal."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.http import content_disposition_header

from accounts.clock import now
from accounts.requests import SignedInRequest
from documents.writing.file_forms import CONTENT_TYPES
from look.whole_numbers import LARGEST_COUNT, whole_number
from progress.models import ReportDraft
from progress.selectors.filing import Filing, filing
from progress.services import StepRefused
from projects.access import visible_tasks
from projects.models import Task

View = Callable[..., HttpResponse]


def filing_or_404(request: SignedInRequest, task_id: int, round_id: int) -> Filing:
    """The filing where the person may see it; 404 otherwise, however it is asked for (rules.md, Report)."""
    try:
        return filing(request.user, task_id, round_id, at=now())
    except ObjectDoesNotExist as error:
        raise Http404 from error


def task_or_404(request: SignedInRequest, task_id: int) -> Task:
    """The task alone, where the person may see it: for what does not show its report."""
    return get_object_or_404(visible_tasks(request.user), pk=task_id)


def refused(request: SignedInRequest, refusal: StepRefused, to: str, *args: object) -> HttpResponse:
    """The wrong moment: a message that says so, and the way back."""
    messages.error(request, str(refusal))
    return redirect(to, *args)


def number_in(data: Mapping[str, str], name: str) -> int:
    """A key from a hidden field or an address; -1 where it is none (no row has that key)."""
    number = whole_number(data.get(name))
    return -1 if number is None else number


def version_in(data: Mapping[str, str], name: str) -> int:
    """A version from a hidden field; -1 where it is none (it then matches no version)."""
    number = whole_number(data.get(name), most=LARGEST_COUNT)
    return -1 if number is None else number


def clock_time(moment: datetime) -> str:
    """The time of day for the line that says when a draft was kept."""
    return f"{timezone.localtime(moment):%H:%M:%S}"


def newer_draft(newer: Mapping[str, ReportDraft], where: str) -> JsonResponse:
    """The answer to a page that has not seen the newest draft: when that was kept, and how to insist.

    `newer` holds by the name of the field that insists the draft it would take the place of.
    """
    when = clock_time(max(draft.saved_at for draft in newer.values()))
    message = f"{where}有更新的草稿（{when}存），没有被覆盖。本页填的已另存一份。"
    over = {name: draft.mark for name, draft in newer.items()}
    return JsonResponse({"message": message, "over": over}, status=409)


def as_workbook(data: bytes, name: str) -> HttpResponse:
    """A workbook to keep, under its Chinese name."""
    response = HttpResponse(data, content_type=CONTENT_TYPES["xlsx"])
    response["Content-Disposition"] = content_disposition_header(True, name) or "attachment"
    return response


def draft_shown(form: str) -> View:
    """The answer to a POST that was not let in and whose text became a draft: to the page `form` that shows it."""

    def show(request: SignedInRequest, **places: int) -> HttpResponse:
        messages.warning(request, "页面打开太久，没有存入报告。填的内容已留作草稿，请核对后再存。")
        return redirect(form, *places.values())

    return show
