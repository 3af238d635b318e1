"""The ledger of past years on the import desk: receive, see what it would do, store."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import UploadedFile
from django.db.models import Count, QuerySet, Sum
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_POST, require_safe

from accounts.clock import now, real_now
from accounts.requests import SignedInRequest
from documents.grids import UnreadableDocument
from documents.ledger import FIELDS
from intake.forms import LIMIT_MB
from intake.history.storing import apply_ledger, difference, read_file
from intake.long_sizes import is_long_ledger, is_long_run
from intake.models import HistoryRow, ImportRun, LongWork
from intake.refusals import ImportRefused
from intake.services.ledgers import receive_ledger, written_ledger
from intake.services.long_works import begin_importing, begin_reading
from intake.work_views import follow, works_of
from look.file_sizes import MEGABYTE
from projects import access
from projects.models import District

SHOWN = 100


class LedgerForm(forms.Form):
    district = forms.ModelChoiceField(label="区县", queryset=District.objects.none())
    file = forms.FileField(
        label="选择台账文件",
        help_text=f"Excel（.xlsx、.xls）或 CSV，一行一个项目，不超过 {LIMIT_MB} MB",
        error_messages={
            "required": "请选择台账文件。",
            "empty": "文件是空的（0 字节），请重新选择文件。",
        },
    )

    def __init__(self, *args: Any, districts: QuerySet[District], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choice = self.fields["district"]
        assert isinstance(choice, forms.ModelChoiceField)
        choice.queryset = districts
        if len(districts) == 1:
            choice.initial = districts[0]
            choice.widget = forms.HiddenInput()

    def clean_file(self) -> UploadedFile:
        file: UploadedFile = self.cleaned_data["file"]
        if (file.size or 0) > LIMIT_MB * MEGABYTE:
            raise forms.ValidationError(f"文件超过 {LIMIT_MB} MB，请分开上传。")
        return file


def _form(request: SignedInRequest) -> LedgerForm | None:
    districts = access.districts_where(request.user, access.Act.IMPORT)
    data = (request.POST, request.FILES) if request.method == "POST" else ()
    return LedgerForm(*data, districts=districts) if districts.exists() else None


@require_safe
def history(request: SignedInRequest) -> HttpResponse:
    return _overview(request, _form(request))


def _overview(request: SignedInRequest, form: LedgerForm | None, status: int = 200) -> HttpResponse:
    districts = access.staff_districts(request.user)
    if not districts.exists():
        raise PermissionDenied("历年台账由发展改革部门办理，您没有这个岗位。")
    years = (
        HistoryRow.objects.filter(district__in=districts)
        .values("district__name", "year", "through_month")
        .annotate(count=Count("pk"), plan=Sum("investment_plan"), invested=Sum("invested"))
        .order_by("district__name", "-year", "-through_month")
    )
    context = {
        "form": form,
        "years": years,
        "fields": FIELDS,
        "works": works_of(request),
        "error": bool(form and form.errors),
    }
    return render(request, "intake/history.html", context, status=status)


@require_POST
def history_receive(request: SignedInRequest) -> HttpResponse:
    form = _form(request)
    if form is None:
        raise PermissionDenied("导入文件由编制岗办理，您没有这个岗位。")
    if not form.is_valid():
        return _overview(request, form, 422)
    district, file = form.cleaned_data["district"], form.cleaned_data["file"]
    data = file.read()
    if is_long_ledger(len(data)):
        work = begin_reading(
            district=district,
            name=file.name,
            data=data,
            actor=request.user,
            at=real_now(),
            ledger=True,
        )
        return follow(request, work)
    try:
        run = written_ledger(
            receive_ledger(district, file.name, data), actor=request.user, at=now()
        )
    except UnreadableDocument as refusal:
        form.add_error("file", str(refusal))
        return _overview(request, form, 422)
    return redirect("intake:history-preview", run.pk)


@require_safe
def history_preview(request: SignedInRequest, run_id: int) -> HttpResponse:
    runs = ImportRun.objects.visible_to(request.user).filter(kind=ImportRun.Kind.HISTORY)
    run = get_object_or_404(runs.select_related("district", "source", "started_by"), pk=run_id)
    ledger = read_file(run.source)
    found = difference(run.district, ledger)
    changes = [
        (new, [(name, a, b) for name, a, b in zip(FIELDS, old, new, strict=True) if a != b])
        for old, new in found.changed[:SHOWN]
    ]
    context = {
        "run": run,
        "ledger": ledger,
        "problem_count": len(ledger.problems) + ledger.more_problems,
        "problems": ledger.problems[:SHOWN],
        "found": found,
        "changes": changes,
        "added": found.added[:SHOWN],
        "shown": SHOWN,
        "can_apply": run.status == ImportRun.Status.PREVIEW
        and access.can(request.user, access.Act.IMPORT, run.district),
    }
    return render(request, "intake/history_preview.html", context)


@require_POST
def history_apply(request: SignedInRequest, run_id: int) -> HttpResponse:
    runs = ImportRun.objects.visible_to(request.user).filter(kind=ImportRun.Kind.HISTORY)
    run = get_object_or_404(runs.select_related("district", "source"), pk=run_id)
    if run.status == ImportRun.Status.PREVIEW and is_long_run(run):
        kind = LongWork.Kind.APPLY_LEDGER
        work = begin_importing(run=run, kind=kind, actor=request.user, at=real_now())
        return follow(request, work)
    try:
        found = apply_ledger(run_id=run.pk, actor=request.user, at=now())
    except ImportRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(
            request, f"已存入：新增 {len(found.added)} 行，改动 {len(found.changed)} 行。"
        )
    return redirect("intake:history-preview", run.pk)
