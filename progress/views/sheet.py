"""The sheet: many rows at once, of a unit or, for staff who enter on units' behalf, of the district."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.clock import now, today
from accounts.models import User
from accounts.requests import SignedInRequest
from accounts.typed_text import keeps_typed_text
from look.whole_numbers import whole_number
from progress import access, services, sheet, typed_text
from progress.entry import (
    entered,
    entry,
    not_taken,
    texts_entered,
    unit_name,
    without_field,
)
from progress.models import ReportDraft, ReportingRound
from progress.report_fields import FieldError, FieldErrors, canonical
from progress.selectors.task_rows import TaskRow, task_rows, whole_tasks
from progress.views.filing_in_sight import clock_time, draft_shown, newer_draft, version_in
from projects import access as register
from projects.models import Task


def rows_of(
    request: SignedInRequest, round_id: int, user: User | None = None
) -> tuple[ReportingRound, list[TaskRow], access.Standpoint]:
    """The round and the rows the person may fill in: the own units', or for the compiler the district's."""
    person = user or request.user
    round_ = get_object_or_404(
        ReportingRound.objects.visible_to(person).select_related("plan__district"), pk=round_id
    )
    tasks = Task.objects.filter(project__plan_id=round_.plan_id).existing_on(round_.ends_on)
    if not register.can(person, register.Act.FILE_FOR_UNIT, round_.plan.district):
        own = register.own_units(person)
        tasks = tasks.filter(pk__in=Task.objects.filter(task_units__unit__in=own).values("pk"))
    unit = request.GET.get("unit", "")
    if (key := whole_number(unit)) is not None:
        tasks = tasks.filter(pk__in=Task.objects.filter(task_units__unit=key).values("pk"))
    rows = task_rows(round_, whole_tasks(tasks, on=round_.ends_on), today())
    return round_, rows, access.standpoint(person)


def _keep(request: SignedInRequest, round_id: int) -> int | None:
    """The lines of a person whose session has ended, as their drafts; None where it is not known whose they are."""
    person = typed_text.person_of_sheet(request.POST, round_id)
    if person is None:
        return None
    try:
        _, rows, standpoint = rows_of(request, round_id, person)
    except Http404:
        return None
    return len(_keep_drafts(request, person, round_id, rows, standpoint))


@keeps_typed_text(_keep, draft_shown("progress:sheet"))
@require_http_methods(["GET", "HEAD", "POST"])
def sheet_page(request: SignedInRequest, round_id: int) -> HttpResponse:
    round_, rows, standpoint = rows_of(request, round_id)
    if request.method != "POST":
        drafts, asides = _drafts(request, round_id)
        built = sheet.build(rows, standpoint, drafts=drafts, asides=asides)
        return _page(request, round_, rows, built)
    inputs, errors = _inputs(request, rows, standpoint)
    if errors:
        built = sheet.build(
            rows,
            standpoint,
            drafts={},
            typed=request.POST,
            errors=errors,
            bases=_bases(request, rows),
        )
        return _page(request, round_, rows, built, status=422)
    if gone := len(sheet.tasks_in(request.POST) - {row.task.pk for row in rows}):
        messages.warning(
            request, f"{gone}行已不在您可填的范围，没有存入。需要时请联系本区县的安全管理员。"
        )
    for row in rows:
        lost = without_field(sheet.fields_in(row), request.POST, f"{row.task.pk}-")
        if told := not_taken(lost):
            messages.warning(request, f"第{row.number}件：{told}")
    done = services.save_rows(
        round_id=round_id, actor=request.user, at=now(), inputs=inputs, source="sheet"
    )
    changed = [saved for saved in done.saved.values() if saved.changed]
    if not done.refused:
        onward = request.POST.get("then") == "submit"
        if changed:
            messages.success(request, f"已保存{len(changed)}行，还没有提交。")
        elif not onward and not gone:
            messages.info(request, "没有改动，不用保存。")
        response = redirect("progress:sheet-submit" if onward else "progress:sheet", round_id)
        response["Location"] += query_of(request)
        return response
    return _partly(request, round_id, done, len(changed))


@keeps_typed_text(_keep, draft_shown("progress:sheet"))
@require_POST
def sheet_autosave(request: SignedInRequest, round_id: int) -> HttpResponse:
    """Keep the changed lines as the person's own drafts; 409 where some of them have a newer one of another page."""
    _, rows, standpoint = rows_of(request, round_id)
    kept = _keep_drafts(request, request.user, round_id, rows, standpoint)
    newer = {task_id: one.newer for task_id, one in kept.items() if one.newer is not None}
    if newer:
        numbers = "、".join(row.number for row in rows if row.task.pk in newer)
        return newer_draft(
            {f"{task_id}-over": draft for task_id, draft in newer.items()},
            f"第{numbers}件，您在另一个窗口里",
        )
    return JsonResponse(
        {
            "saved_at": clock_time(now()),
            "kept": len(kept),
            "marks": {f"{task_id}-draft": one.draft.mark for task_id, one in kept.items()},
            "offers": {},
        }
    )


@require_POST
def sheet_check(request: SignedInRequest, round_id: int) -> HttpResponse:
    """What a paste would do: for every cell what it would show, or the sentence that refuses it. Writes nothing."""
    _, rows, standpoint = rows_of(request, round_id)
    answers = {}
    for row in rows:
        if not sheet.is_editable(row, standpoint):
            continue
        for field in sheet.fields_in(row):
            name = f"{row.task.pk}-{field.key}"
            if name not in request.POST:
                continue
            try:
                told = entered(field, request.POST[name], request.POST.get(unit_name(name), ""))
                answers[name] = {"text": entry(field, canonical(field, told))}
            except FieldError as wrong:
                answers[name] = {"error": str(wrong)}
    return JsonResponse(answers)


def _inputs(
    request: SignedInRequest, rows: list[TaskRow], standpoint: access.Standpoint
) -> tuple[dict[int, services.RowInput], dict[int, dict[str, str]]]:
    who = standpoint.user
    return sheet.inputs(rows, standpoint, request.POST, name=who.name, phone=who.phone, late=True)


def _bases(request: SignedInRequest, rows: list[TaskRow]) -> dict[int, int]:
    return {row.task.pk: max(0, version_in(request.POST, f"{row.task.pk}-base")) for row in rows}


def _drafts(request: SignedInRequest, round_id: int) -> tuple[dict[int, ReportDraft], set[int]]:
    """The person's drafts by task, and the tasks of which another page's text was set aside."""
    found = list(ReportDraft.objects.filter(round_id=round_id, user=request.user))
    return (
        {draft.task_id: draft for draft in found if not draft.aside},
        {draft.task_id for draft in found if draft.aside},
    )


def _keep_drafts(
    request: SignedInRequest,
    person: User,
    round_id: int,
    rows: list[TaskRow],
    standpoint: access.Standpoint,
) -> dict[int, services.Kept]:
    """The lines that differ, cells that cannot be taken included, each as a draft of its own."""
    kept = {}
    inputs, errors = _inputs(request, rows, standpoint)
    for row in rows:
        if row.task.pk not in inputs and row.task.pk not in errors:
            continue
        kept[row.task.pk] = services.autosave_draft(
            task_id=row.task.pk,
            round_id=round_id,
            user=person,
            at=now(),
            base_version=max(0, version_in(request.POST, f"{row.task.pk}-base")),
            values=dict.fromkeys((one.key for one in sheet.fields_in(row)), "")
            | texts_entered(sheet.fields_in(row), request.POST, f"{row.task.pk}-"),
            seen=sheet.seen_by(request.POST, row.task.pk),
            over=request.POST.get(f"{row.task.pk}-over", ""),
        )
    return kept


def _partly(
    request: SignedInRequest, round_id: int, done: services.SavedRows, saved: int
) -> HttpResponse:
    """Some lines were saved; the others come back with my text, theirs beside it, and the reason."""
    if saved:
        messages.success(request, f"已保存{saved}行。")
    messages.warning(request, f"{len(done.refused)}行没有存入，请看标出的格子。")
    round_, rows, standpoint = rows_of(request, round_id)
    refused_rows = [row for row in rows if row.task.pk in done.refused]
    kept = _keep_drafts(request, request.user, round_id, refused_rows, standpoint)
    typed = {
        name: str(text)
        for name, text in request.POST.items()
        if whole_number(name.split("-")[0]) in done.refused
    }
    for task_id, one in kept.items():
        if one.newer is None:
            typed[f"{task_id}-draft"] = one.draft.mark
    errors: dict[int, dict[str, str]] = {}
    theirs: dict[int, dict[str, str]] = {}
    notes: dict[int, str] = {}
    bases = {row.task.pk: row.report.version if row.report else 0 for row in rows}
    by_task = {row.task.pk: row for row in rows}
    for task_id, refusal in done.refused.items():
        if isinstance(refusal, services.EditConflict):
            clashing = {clash.key for clash in refusal.clashes}
            errors[task_id] = dict.fromkeys(clashing, "别人也改了这一格，请定下最后的内容再存。")
            fields = {one.key: one for one in sheet.fields_in(by_task[task_id])}
            theirs[task_id] = {
                clash.key: fields[clash.key].shown(clash.theirs) for clash in refusal.clashes
            }
            merged = by_task[task_id].values | refusal.merged
            for key, text in merged.items():
                if key in fields and key not in clashing:
                    typed[f"{task_id}-{key}"] = entry(fields[key], text)
        elif isinstance(refusal, FieldErrors):
            errors[task_id] = refusal.errors
        else:
            notes[task_id] = str(refusal)
        if task_id in kept and not sheet.is_editable(by_task[task_id], standpoint):
            notes[task_id] = f"{refusal}您填的没有存入，已留作您的草稿，点项目名可以看到。"
    built = sheet.build(
        rows,
        standpoint,
        drafts={},
        typed=typed,
        errors=errors,
        theirs=theirs,
        bases=bases,
        notes=notes,
    )
    return _page(request, round_, rows, built, status=409)


def _page(
    request: SignedInRequest,
    round_: ReportingRound,
    rows: list[TaskRow],
    built: sheet.Sheet,
    status: int = 200,
) -> HttpResponse:
    is_staff = register.is_staff_in(request.user, round_.plan.district)
    units = {tu.unit_id: tu.unit for row in rows for tu in row.task.task_units.all()}
    context = {
        "round": round_,
        "sheet": built,
        "is_staff": is_staff,
        "units": sorted(units.values(), key=lambda unit: (unit.order, unit.pk)),
        "unit": request.GET.get("unit", ""),
        "query": query_of(request),
        "note": typed_text.sheet_note(request.user, round_.pk),
    }
    return render(request, "progress/sheet.html", context, status=status)


def query_of(request: SignedInRequest) -> str:
    """The filter of the sheet, to be kept on the way."""
    unit = request.GET.get("unit", "")
    return f"?unit={unit}" if whole_number(unit) is not None else ""
