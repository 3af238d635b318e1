"""The import desk: receive a file, look at the reading beside it, settle its doubts, apply, confirm, undo."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from accounts.clock import now, real_now
from accounts.requests import SignedInRequest
from documents.bounded import make_ready
from documents.corrections import Place, cell_key
from documents.grids import UnreadableDocument
from intake import access as import_access
from intake import services
from intake.forms import COLUMN_MEANINGS, COLUMN_WORDS, CellForm, ReceiveForm, YearForm
from intake.long_answers import is_long_answer, rereadings_of, sent_before
from intake.long_sizes import is_long_file, is_long_run
from intake.models import ImportRun, LongWork
from intake.printed_reports import AnswersToPrinted, AskedOfPrinted, asked_of_run
from intake.refusals import ImportRefused
from intake.selectors import preview_of, row_below
from intake.sent_answers import SentAnswers
from intake.services.long_works import begin_answering, begin_importing, begin_reading
from intake.services.receiving import receive_reading, written_reading
from intake.services.rereading import mark_of
from intake.work_views import follow, works_of
from look.whole_numbers import whole_number
from projects import access
from projects.access import must
from projects.workflow import StepRefused

HEADS_WITHIN = 8
"""Heads stand among a table's first rows: only there a column's meaning is offered."""
PASTED = "粘贴的文字.txt"


def _run(request: SignedInRequest, run_id: int, *, without: Sequence[str] = ()) -> ImportRun:
    readings = ImportRun.objects.visible_to(request.user).exclude(kind=ImportRun.Kind.HISTORY)
    runs = readings.select_related(
        "district", "source", "plan", "started_by", "applied_by", "confirmed_by"
    )
    return get_object_or_404(runs.defer(*without), pk=run_id)


def importing(request: SignedInRequest, run_id: int) -> ImportRun:
    """A run in sight, for whoever may import there."""
    run = _run(request, run_id, without=("reading",))
    must(access.can(request.user, access.Act.IMPORT, run.district))
    return run


@require_safe
def import_list(request: SignedInRequest) -> HttpResponse:
    form = _receive_form(request)
    if form is not None:
        make_ready()  # while the person chooses a file
    return _list(request, form)


def _receive_form(request: SignedInRequest) -> ReceiveForm | None:
    districts = access.districts_where(request.user, access.Act.IMPORT)
    if not districts.exists():
        return None
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    return ReceiveForm(*data, districts=districts)


def _list(request: SignedInRequest, form: ReceiveForm | None, status: int = 200) -> HttpResponse:
    if form is None and not access.is_commission_staff(request.user):
        raise PermissionDenied("导入文件由发展改革部门办理，您没有这个岗位。")
    runs = (
        ImportRun.objects.visible_to(request.user)
        .exclude(kind=ImportRun.Kind.HISTORY)
        .defer("reading", "source__data")
        .select_related("district", "source", "plan", "started_by")
    )
    context = {
        "form": form,
        "runs": runs[:50],
        "works": works_of(request),
        "error": bool(form and form.errors),
    }
    return render(request, "intake/import_list.html", context, status=status)


@require_POST
def import_receive(request: SignedInRequest) -> HttpResponse:
    form = _receive_form(request)
    if form is None:
        raise PermissionDenied("导入文件由编制岗办理，您没有这个岗位。")
    if not form.is_valid():
        return _list(request, form, 422)
    values = form.cleaned_data
    file = values["file"]
    name, data = (file.name, file.read()) if file else (PASTED, values["text"].encode())
    if is_long_file(name, len(data)):
        work = begin_reading(
            district=values["district"],
            name=name,
            data=data,
            year=values["year"],
            actor=request.user,
            at=real_now(),
        )
        return follow(request, work)
    try:
        read = receive_reading(values["district"], name, data, year=values["year"])
        run = written_reading(read, actor=request.user, at=now())
    except UnreadableDocument as refusal:
        form.add_error("file" if file else "text", str(refusal))
        return _list(request, form, 422)
    return redirect("intake:import-preview", run.pk)


@require_safe
def import_preview(request: SignedInRequest, run_id: int) -> HttpResponse:
    run = _run(request, run_id)
    refused = whole_number(request.GET.get("work", ""))
    if refused is not None and (sent := sent_before(request, run, refused)) is not None:
        return shown_preview(request, run, sent=sent)
    return shown_preview(request, run, cell=_asked_cell(request))


def _asked_cell(request: SignedInRequest) -> Place | None:
    parts = [whole_number(part) for part in request.GET.get("cell", "").split(",")]
    numbers = [number for number in parts if number is not None]
    return (numbers[0], numbers[1], numbers[2]) if len(parts) == len(numbers) == 3 else None


def shown_preview(
    request: SignedInRequest,
    run: ImportRun,
    *,
    cell: Place | None = None,
    sent: SentAnswers | None = None,
    status: int = 200,
) -> HttpResponse:
    """The preview; what was chosen and typed in a form that was refused (`sent`) stands in it still."""
    cell_form = year_form = None
    if sent is not None:
        cell, cell_form, year_form = sent.cell, sent.cell_form, sent.year_form
    shown = preview_of(run)
    key = cell_key(*cell) if cell else ""
    around = shown.row_around(key) or (row_below(shown, cell) if cell else [])
    found = next((one for one in around if one.key == key), None)
    if cell and found and cell_form is None:
        cell_form = CellForm(
            initial={
                **dict(zip(("table", "row", "column"), cell, strict=True)),
                "text": found.text,
                "seen": mark_of(found.text),
            }
        )
    is_open = run.status == ImportRun.Status.PREVIEW
    may_import = access.can(request.user, access.Act.IMPORT, run.district)
    waits = run.status == ImportRun.Status.WAITING
    may_confirm = import_access.can_confirm(request.user, run) if waits else None
    asked = asked_of_run(run) if waits else []
    context = {
        "run": run,
        "preview": shown,
        "cell_form": cell_form if is_open and may_import else None,
        "cell": found,
        "around": around,
        "may_be_head": cell is not None and cell[1] <= HEADS_WITHIN,
        "year_form": year_form or YearForm(initial={"year": shown.reading.year}),
        "column_words": COLUMN_WORDS,
        "column_meanings": COLUMN_MEANINGS,
        "kinds": [(kind.value, kind.label) for kind in ImportRun.READ_KINDS],
        "is_open": is_open,
        "can_edit": is_open and bool(may_import),
        "may_import": may_import,
        "may_confirm": may_confirm,
        "asked": asked,
        "points": sum(len(one.asked) for one in asked),
        "ticked": frozenset(request.POST.getlist("point")),
        "reason": request.POST.get("answer", _said_once(asked) if may_confirm else ""),
        "chosen": request.POST if sent is None else sent.post,
        "works": rereadings_of(request, run) if is_open else [],
    }
    return render(request, "intake/import_preview.html", context, status=status)


def _said_once(asked: Sequence[AskedOfPrinted]) -> str:
    """The proposer's explanation where one covers all that is asked: it is offered as the answer."""
    said = {point.said for one in asked for point in one.asked}
    return said.pop() if len(said) == 1 else ""


@require_POST
def import_answers(request: SignedInRequest, run_id: int) -> HttpResponse:
    """All that a preview asks: which is which, units, doubts, year, kind, a cell."""
    run = importing(request, run_id)
    return recorded(request, run, SentAnswers(request.POST, run.district))


@require_POST
def import_apply(request: SignedInRequest, run_id: int) -> HttpResponse:
    run = importing(request, run_id)
    if run.status == ImportRun.Status.PREVIEW:
        sent = SentAnswers(request.POST, run.district)
        if sent.answers != services.Answers() or sent.refusals:
            return recorded(request, run, sent, then="请核对以后再导入。")
        if is_long_run(run):
            return _begun(request, run, LongWork.Kind.APPLY)
    waits = run.kind == ImportRun.Kind.NOTICE
    done = "方案已入库；公示的数字待另一人在本页确认。" if waits else "已导入。"
    return settled(
        request,
        run,
        lambda: services.apply_import(run_id=run.pk, actor=request.user, at=now()),
        done,
    )


def _begun(
    request: SignedInRequest,
    run: ImportRun,
    kind: LongWork.Kind,
    answers: AnswersToPrinted | None = None,
) -> HttpResponse:
    """To the page of a step too long for a request."""
    kept = answers.kept() if answers else {}
    work = begin_importing(run=run, kind=kind, actor=request.user, at=real_now(), answers=kept)
    return follow(request, work)


@require_POST
def import_confirm(request: SignedInRequest, run_id: int) -> HttpResponse:
    run = _run(request, run_id)
    answers = AnswersToPrinted.of(request.POST.get("answer", ""), request.POST.getlist("point"))
    try:
        if run.status == ImportRun.Status.WAITING and is_long_run(run):
            must(import_access.can_confirm(request.user, run))
            answers.must_answer(asked_of_run(run))
            return _begun(request, run, LongWork.Kind.CONFIRM, answers)
        services.confirm_take_over(run_id=run.pk, actor=request.user, at=now(), answers=answers)
    except (ImportRefused, UnreadableDocument) as refusal:
        messages.error(request, str(refusal))
        if not answers:
            return redirect("intake:import-preview", run.pk)
        run.refresh_from_db()
        return shown_preview(request, run, status=422)
    messages.success(request, "已确认转入，公示已在公开页上。")
    return redirect("intake:import-preview", run.pk)


@require_POST
def import_explain(request: SignedInRequest, run_id: int) -> HttpResponse:
    """What the proposer says to contradictions of a past notice, for the one who confirms."""
    run = importing(request, run_id)
    try:
        services.explain_printed(
            run_id=run.pk,
            points=set(request.POST.getlist("point")),
            reason=request.POST.get("answer", ""),
            actor=request.user,
            at=now(),
        )
    except ImportRefused as refusal:
        messages.error(request, str(refusal))
        run.refresh_from_db()
        return shown_preview(request, run, status=422)
    messages.success(request, "已记下说明，确认转入的人会看到。")
    return redirect("intake:import-preview", run.pk)


@require_POST
def import_drop(request: SignedInRequest, run_id: int) -> HttpResponse:
    run = importing(request, run_id)
    return settled(
        request,
        run,
        lambda: services.drop_import(run_id=run.pk, actor=request.user, at=now()),
        "已放弃这次导入，原件保留。",
    )


@require_POST
def import_undo(request: SignedInRequest, run_id: int) -> HttpResponse:
    run = importing(request, run_id)
    return settled(
        request,
        run,
        lambda: services.undo_import(run_id=run.pk, actor=request.user, at=now()),
        "已撤销，方案回到导入之前。",
    )


def recorded(
    request: SignedInRequest, run: ImportRun, sent: SentAnswers, *, then: str = ""
) -> HttpResponse:
    """Record all that was answered in the preview's form. A refusal records nothing and leaves every answer in it."""
    told: list[str] = []
    if not sent.refusals and is_long_answer(run, sent.answers):
        return follow(request, _answering(request, run, sent, then))
    try:
        if not sent.refusals:
            told = services.record_answers(
                run_id=run.pk, answers=sent.answers, actor=request.user, at=now()
            )
    except (ImportRefused, UnreadableDocument) as refusal:
        sent.refuse(refusal)
    if sent.refusals:
        for words in sent.refusals:
            messages.error(request, words)
        run.refresh_from_db()
        return shown_preview(request, run, sent=sent, status=422)
    if told:
        messages.success(request, "；".join(told) + f"。{then}")
    elif not sent.goes_to_a_cell:
        messages.info(request, "没有改动：先选好或写好，再记下。")
    return redirect(reverse("intake:import-preview", args=[run.pk]) + sent.onwards)


def _answering(request: SignedInRequest, run: ImportRun, sent: SentAnswers, then: str) -> LongWork:
    return begin_answering(
        run=run,
        answers=sent.answers,
        sent=sent.kept(),
        onwards=sent.onwards,
        then=then,
        actor=request.user,
        at=real_now(),
    )


def settled(
    request: SignedInRequest, run: ImportRun, act: Callable[[], object], done: str
) -> HttpResponse:
    """Take the step and go back to the preview, with what came of it."""
    try:
        act()
    except (ImportRefused, UnreadableDocument, StepRefused) as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, done)
    return redirect("intake:import-preview", run.pk)
