"""The unit's desk: its rows, the form, the check page, and what follows a submission."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from django.contrib import messages
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.clock import now, today
from accounts.requests import SignedInRequest
from accounts.typed_text import keeps_typed_text
from accounts.typed_text_middleware import BY_THE_VIEW
from progress import report_pages, report_values, services, typed_text
from progress.entry import entry, not_taken, unit_name, without_field
from progress.forms import ReportForm
from progress.offering import offers
from progress.selectors.filing import Filing, last_reminders, own_round, own_rounds
from progress.views.answering import Questions, to_explain
from progress.views.evidence import take_files
from progress.views.filing_in_sight import (
    clock_time,
    draft_shown,
    filing_or_404,
    newer_draft,
    number_in,
    refused,
    task_or_404,
    version_in,
)
from projects import access


@require_safe
def report_list(request: SignedInRequest) -> HttpResponse:
    earlier = "earlier" in request.GET
    rounds = own_rounds(request.user, today(), earlier=earlier)
    context = {
        "rounds": rounds,
        "earlier": earlier,
        "units": list(access.own_units(request.user)),
        "owing": sum(one.owing for one in rounds),
        "reminders": last_reminders(request.user, rounds),
    }
    return render(request, "progress/report_list.html", context)


def _keep(request: SignedInRequest, task_id: int, round_id: int) -> object:
    return typed_text.keep(request.POST, task_id=task_id, round_id=round_id, at=now())


@keeps_typed_text(_keep, draft_shown("progress:report"))
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: SignedInRequest, task_id: int, round_id: int) -> HttpResponse:
    """The form of one task; read only where it is not this person's or not the moment."""
    found = filing_or_404(request, task_id, round_id)
    if request.method != "POST":
        return _page(request, found, _form(request, found))
    if request.POST.get("then") in ("last", "merge") or "take" in request.POST:
        try:
            return _reworked(request, found)
        except services.StepRefused as refusal:  # No draft takes it: it stays on the page.
            form = _form(request, found, request.POST)
            form.is_valid()
            form.add_error("narrative", str(refusal))
            return _page(request, found, form, status=422)
    form = _form(request, found, _picked(request, found))
    if not form.is_valid() and found.is_editable:
        return _page(request, found, form, status=422)
    try:
        saved = services.save_report(
            task_id=task_id,
            round_id=round_id,
            actor=request.user,
            at=now(),
            values=form.typed,
            base_version=form.cleaned_data.get("base_version", 0),
            seen=typed_text.seen_by(request.POST),
        )
    except services.EditConflict as conflict:
        return _conflict(request, form, conflict, task_id, round_id)
    except services.StepRefused as refusal:
        return _kept_as_draft(request, refusal, task_id, round_id)
    for sentence in take_files(request, task_id, round_id):
        messages.error(request, sentence)
    if told := not_taken(without_field(found.fields, request.POST)):
        messages.warning(request, told)
    if saved.kept:
        kept = report_pages.labels_of(found, saved.kept)
        messages.info(request, f"您填写期间，别人改了“{kept}”，已一并保留。")
    if request.POST.get("then") == "check":
        return redirect("progress:report-check", task_id, round_id)
    messages.success(request, f"已保存 {timezone.localtime(now()):%H:%M}，还没有提交。")
    return redirect("progress:report", task_id, round_id)


def _kept_as_draft(
    request: SignedInRequest, refusal: services.StepRefused, task_id: int, round_id: int
) -> HttpResponse:
    """The moment is over: why, and that what was typed is the person's draft, which the page shows."""
    kept = typed_text.keep(
        request.POST, task_id=task_id, round_id=round_id, at=now(), user=request.user
    )
    if kept is None:
        return refused(request, refusal, "progress:report", task_id, round_id)
    setattr(request, BY_THE_VIEW, True)
    messages.error(request, f"{refusal}您填的内容没有存入报告，已留作您的草稿，在下面。")
    return redirect("progress:report", task_id, round_id)


@keeps_typed_text(_keep, draft_shown("progress:report"))
@require_POST
def report_autosave(request: SignedInRequest, task_id: int, round_id: int) -> HttpResponse:
    """Keep the person's own draft while they type. Answers with the time, for the line beside the buttons.

    409 where another page of theirs kept a newer one: the text is set aside and the person asked which counts.
    """
    task_or_404(request, task_id)
    try:
        kept = services.autosave_draft(
            task_id=task_id,
            round_id=round_id,
            user=request.user,
            at=now(),
            base_version=max(0, version_in(request.POST, "base_version")),
            values=request.POST.dict(),
            seen=typed_text.seen_by(request.POST),
            over=request.POST.get("over", ""),
        )
    except ObjectDoesNotExist as error:
        raise Http404 from error  # No such round of this task's plan.
    except services.StepRefused as refusal:
        return JsonResponse({"message": str(refusal)}, status=409)
    if kept.newer is not None:
        return newer_draft({"over": kept.newer}, "您在另一个窗口里")
    return JsonResponse(
        {
            "saved_at": clock_time(kept.draft.saved_at),
            "marks": {"draft": kept.draft.mark},
            "offers": offers(kept.task, request.POST.get("narrative", "")),
        }
    )


@require_POST
def report_discard(request: SignedInRequest, task_id: int, round_id: int) -> HttpResponse:
    """Give the draft up, or decide about a text of another page: take it (`take`) or give it up (`aside`)."""
    filing_or_404(request, task_id, round_id)
    choose = partial(services.choose_aside, task_id=task_id, round_id=round_id, user=request.user)
    discard = partial(services.discard_draft, task_id=task_id, round_id=round_id, user=request.user)
    try:
        if "take" in request.POST:
            choose(aside_id=number_in(request.POST, "take"))
            done = "已换成您选的那一份，原来的草稿另存在下面，还没有存入报告。"
        elif "aside" in request.POST:
            discard(aside_id=number_in(request.POST, "aside"))
            done = "另存的那一份已放弃。"
        else:
            discard(mark=request.POST.get("draft"))
            done = "草稿已放弃，下面是已存入报告的内容。"
    except services.StepRefused as refusal:
        return refused(request, refusal, "progress:report", task_id, round_id)
    messages.success(request, done)
    return redirect("progress:report", task_id, round_id)


@require_safe
def report_check(request: SignedInRequest, task_id: int, round_id: int) -> HttpResponse:
    """What will be handed in, what is missing, what does not add up; each with the way to change it."""
    found = filing_or_404(request, task_id, round_id)
    if found.report is None or not found.is_editable:
        return redirect("progress:report", task_id, round_id)
    return _check_page(request, found, to_explain(found))


def _check_page(
    request: SignedInRequest, found: Filing, questions: Questions, status: int = 200
) -> HttpResponse:
    context = {**report_pages.check_page(found), "questions": questions}
    return render(request, "progress/report_check.html", context, status=status)


@require_POST
def report_submit(request: SignedInRequest, task_id: int, round_id: int) -> HttpResponse:
    found = filing_or_404(request, task_id, round_id)
    questions = to_explain(found, request.POST)
    try:
        services.submit_report(
            task_id=task_id,
            round_id=round_id,
            actor=request.user,
            at=now(),
            version=version_in(request.POST, "version"),
            explained=questions.reasons,
        )
    except services.StepRefused as refusal:
        if questions.reason and found.report is not None and found.is_editable:
            messages.error(request, str(refusal))
            return _check_page(request, found, questions, status=409)
        return refused(request, refusal, "progress:report-check", task_id, round_id)
    messages.success(
        request,
        f"已提交“{found.task.project.name}”{report_pages.period(found).months}进展，等待审核。",
    )
    return redirect("progress:report", task_id, round_id)


@require_POST
def report_take_back(request: SignedInRequest, task_id: int, round_id: int) -> HttpResponse:
    filing_or_404(request, task_id, round_id)
    try:
        services.take_back(task_id=task_id, round_id=round_id, actor=request.user, at=now())
    except services.StepRefused as refusal:
        return refused(request, refusal, "progress:report", task_id, round_id)
    messages.success(request, "已撤回，可以继续修改。改好后请重新提交。")
    return redirect("progress:report", task_id, round_id)


def _form(
    request: SignedInRequest, found: Filing, data: QueryDict | Mapping[str, str] | None = None
) -> ReportForm:
    """The form opens with my draft, else with what is stored, else with the last round's values."""
    stored = found.values if found.report else report_values.prefill(found.fields, found.last)
    prefilled = () if found.report else tuple(stored)
    start = {"filled_by": request.user.name, "filled_by_phone": request.user.phone}
    start |= {key: value for key, value in stored.items() if value or key not in start}
    version = found.version
    if found.draft is not None and found.is_editable:
        start |= found.draft.values
        version = found.draft.base_version
        prefilled = tuple(key for key in prefilled if start[key] == stored[key])
    return ReportForm(
        data,
        fields=found.fields,
        start=start,
        base_version=version,
        prefilled=prefilled,
        own_units=_own_units(found),
    )


def _own_units(found: Filing) -> set[int] | None:
    """The units whose paragraph the person writes; None (all) for staff on a unit's behalf."""
    return {unit.pk for unit in found.standpoint.own_units_of(found.task)} or None


def _picked(request: SignedInRequest, found: Filing) -> dict[str, str]:
    """The posted texts; those for which the person took the other's words on the conflict page are replaced."""
    typed = request.POST.dict()
    theirs = set(request.POST.getlist("theirs"))
    for field in found.fields:
        if field.key in theirs:
            typed[field.key] = entry(field, found.values.get(field.key, ""))
            typed[unit_name(field.key)] = field.entry_unit
    return typed


def _page(
    request: SignedInRequest, found: Filing, form: ReportForm, status: int = 200
) -> HttpResponse:
    context = report_pages.form_page(found, form)
    context["note"] = typed_text.note(request.user, found.task.pk, found.round.pk)
    context["draft_mark"] = _mark(request, found)
    context["asides"] = report_pages.asides(found, form)
    context["own_round"] = own_round(request.user, found.round)
    editable = found.is_editable and found.standpoint.can_save(found.task)
    template = "progress/report.html" if editable else "progress/report_read.html"
    return render(request, template, context, status=status)


def _mark(request: SignedInRequest, found: Filing) -> str:
    """The draft the page shows; a page that comes back with what was posted still shows what it showed."""
    draft = found.draft
    seen = typed_text.seen_by(request.POST)
    if request.method == "POST" and (draft is None or not seen.knows(draft)):
        return seen.mark
    return draft.mark if draft else ""


def _reworked(request: SignedInRequest, found: Filing) -> HttpResponse:
    """Without a script: the last round's text or the other units' paragraphs put into the narrative, or a number
    of the narrative taken as the value it is offered for.

    Everything typed goes into the person's draft; the report itself changes only by a save. Raises StepRefused where
    the draft does not take it.
    """
    typed = request.POST.dict()
    narrative = typed.get("narrative", "").strip()
    texts = [narrative]
    match typed.get("then"):
        case "last":
            texts.append(found.last_values.get("narrative", ""))
        case "merge":
            texts += [paragraph.text for paragraph in report_pages.others_paragraphs(found)]
    typed["narrative"] = "\n".join(text for text in texts if text)
    place, taken = "narrative", typed.get("take", "")
    if taken in (offered := offers(found.task, narrative)):
        place, typed[taken] = taken, offered[taken]
    services.autosave_draft(
        task_id=found.task.pk,
        round_id=found.round.pk,
        user=request.user,
        at=now(),
        base_version=max(0, version_in(request.POST, "base_version")),
        values=typed,
        seen=typed_text.seen_by(request.POST),
    )
    response = redirect("progress:report", found.task.pk, found.round.pk)
    response["Location"] += f"#id_{place}"
    return response


def _conflict(
    request: SignedInRequest,
    form: ReportForm,
    conflict: services.EditConflict,
    task_id: int,
    round_id: int,
) -> HttpResponse:
    """Mine, theirs and before, side by side. The fields below hold the merge so far, with my text where we clash."""
    kept = typed_text.keep(request.POST, task_id=task_id, round_id=round_id, at=now())
    found = filing_or_404(request, task_id, round_id)
    typed = form.typed
    merged = found.values | conflict.merged | {c.key: typed[c.key] for c in conflict.clashes}
    again = ReportForm(
        fields=found.fields,
        start=merged | {"kind": request.POST.get("kind", "")},
        base_version=conflict.version,
        own_units=_own_units(found),
    )
    context = report_pages.form_page(found, again)
    context["note"] = typed_text.note(request.user, task_id, round_id)
    is_draft = kept is not None and kept.newer is None
    context["draft_mark"] = kept.draft.mark if kept and is_draft else _mark(request, found)
    context["clashes"] = report_pages.conflict_rows(found, conflict)
    context["clash_keys"] = [clash.key for clash in conflict.clashes]
    return render(request, "progress/report_conflict.html", context, status=409)
