"""Tables of the register by file: uploaded, looked at, taken in; and taken out as a workbook."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.core import signing
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.module_loading import import_string
from django.views.decorators.http import require_http_methods, require_POST

from accounts import audit
from accounts.clock import now
from accounts.requests import SignedInRequest
from documents.bounded import load_rows_bounded
from documents.grids import UnreadableDocument
from documents.writing.file_forms import CONTENT_TYPES
from look.file_sizes import MEGABYTE, megabytes
from projects import access
from projects.models import CalendarDay, District, UnitAlias
from projects.register_tables import UNITS, RegisterTable
from projects.services.register_imports import (
    TablePreview,
    import_table,
    must_keep,
    preview_table,
)
from projects.views.shared_calendar import must_read_calendar
from projects.views.units import district_in_sight
from projects.workflow import StepRefused

MAX_BYTES = 2 * MEGABYTE
_SECONDS_TO_LOOK = 3600
_SALT = "projects.table_files"


class FileForm(forms.Form):
    use_required_attribute = False
    file = forms.FileField(
        label="选择文件",
        help_text=f"Excel（.xlsx、.xls）或 CSV，不超过 {megabytes(MAX_BYTES)} MB",
        error_messages={"required": "还没有选文件。", "empty": "文件是空的，请重新选择。"},
    )


@require_http_methods(["GET", "HEAD", "POST"])
def table_import(
    request: SignedInRequest, table: RegisterTable, district: str = ""
) -> HttpResponse:
    """A file in, a look at what it would do, and only then the taking in."""
    found = district_in_sight(request, district) if table.of_district else None
    must_keep(request.user, table, found)
    if request.method != "POST":
        return _form(request, table, found)
    if "looked_at" in request.POST:
        return _take_in(request, table, found)
    form = FileForm(request.POST, request.FILES)
    if not form.is_valid():
        return _form(request, table, found, form=form)
    file = form.cleaned_data["file"]
    try:
        if file.size > MAX_BYTES:
            raise StepRefused(f"文件超过 {megabytes(MAX_BYTES)} MB，不是这张表。")
        sheets = load_rows_bounded(file.read(), file.name)
        rows = next((sheet.rows for sheet in sheets if sheet.rows), [])
        preview = preview_table(table=table, district=found, rows=rows, actor=request.user)
    except (StepRefused, UnreadableDocument) as refusal:
        form.add_error("file", str(refusal))
        return _form(request, table, found, form=form)
    if preview.problems:
        return _form(request, table, found, preview=preview)
    looked_at = signing.dumps(
        [*_whose(request, table, found), preview.mark, [list(row) for row in rows]],
        salt=_SALT,
        compress=True,
    )
    context = {**_context(table, found), "preview": preview, "looked_at": looked_at}
    return render(request, "projects/table_preview.html", context)


def _take_in(
    request: SignedInRequest, table: RegisterTable, district: District | None
) -> HttpResponse:
    try:
        *whose, mark, rows = signing.loads(
            request.POST["looked_at"], salt=_SALT, max_age=_SECONDS_TO_LOOK
        )
        if whose != _whose(request, table, district):
            raise signing.BadSignature
        done = import_table(
            table=table, district=district, rows=rows, mark=mark, actor=request.user, at=now()
        )
    except signing.BadSignature:
        messages.error(request, "核对已超过一小时，请重新上传。")
    except StepRefused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, f"已登记 {len(done.lines)} 行，{done.same} 行原来就一样。")
        return redirect(table.list_route, *([district.slug] if district else []))
    return redirect(request.path)


def _whose(request: SignedInRequest, table: RegisterTable, district: District | None) -> list[Any]:
    """What was looked at may only be taken in by the same person, into the same table and district."""
    return [request.user.pk, table.key, district.pk if district else 0]


def _form(
    request: SignedInRequest,
    table: RegisterTable,
    district: District | None,
    *,
    form: FileForm | None = None,
    preview: TablePreview | None = None,
) -> HttpResponse:
    refused = preview is not None or bool(form and form.errors)
    context = {
        **_context(table, district),
        "form": form or FileForm(),
        "problems": preview.problems if preview else (),
        "error": refused,
    }
    return render(request, "projects/table_import.html", context, status=422 if refused else 200)


def _context(table: RegisterTable, district: District | None) -> dict[str, Any]:
    return {"table": table, "district": district}


@require_POST
def table_export(
    request: SignedInRequest, table: RegisterTable, district: str = ""
) -> HttpResponse:
    """The whole table as a workbook that comes in again as it is. The trail knows who took it."""
    from projects.register_files import workbook

    found = district_in_sight(request, district) if table.of_district else None
    if found is None:
        must_read_calendar(request.user)
    rows = _rows(table, found)
    keeps = found is None or access.can(request.user, access.Act.KEEP_UNITS, found)
    resource = table.resource if keeps else table.resource_for_readers or table.resource
    made = import_string(resource)(district=found).export(rows, force_native_type=True)
    audit.record(
        at=now(),
        actor=request.user,
        verb=f"{table.verb.partition('.')[0]}.export",
        subject=found or request.user,
        district_code=found.code if found else "",
        detail={"rows": len(made)},
    )
    answer = HttpResponse(workbook(made), content_type=CONTENT_TYPES["xlsx"])
    name = f"{found.slug}-{table.key}" if found else table.key
    answer["Content-Disposition"] = f'attachment; filename="{name}.xlsx"'
    return answer


def _rows(table: RegisterTable, district: District | None) -> QuerySet[Any]:
    if district is None:
        return CalendarDay.objects.all()
    if table is UNITS:
        return district.units.all()
    return UnitAlias.objects.filter(district=district).select_related("unit", "district")
