"""The workbook filled in offline, or an official table: upload, preview of every difference, apply all or nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.contrib import messages
from django.core import signing
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.clock import now
from accounts.requests import SignedInRequest
from documents.bounded import load_rows_bounded, read_bounded
from documents.grids import UnreadableDocument
from look.file_sizes import MEGABYTE, megabytes
from look.whole_numbers import whole_number
from progress import official, services, sheet
from progress import workbook as layout
from progress.access import Standpoint
from progress.models import ReportingRound
from progress.report_fields import Field, Typed, fields_of
from progress.selectors.task_rows import TaskRow
from progress.services import RowInput
from progress.views.filing_in_sight import as_workbook
from progress.views.sheet import rows_of
from projects.periods import through_words

_SALT = "progress.workbook"
_GOOD_FOR = 60 * 60
MAX_BYTES = 5 * MEGABYTE


@dataclass(frozen=True)
class Difference:
    """A cell that would change; with `clash` somebody else has changed it meanwhile."""

    row: TaskRow
    field: Field
    before: str
    after: str
    theirs: str = ""
    is_clash: bool = False

    @property
    def name(self) -> str:
        return f"pick-{self.row.task.pk}-{self.field.key}"

    @property
    def told(self) -> dict[str, str]:
        """What stood there, what the file says, and what stands there now, as a person reads them."""
        return {
            name: self.field.shown(text)
            for name, text in (
                ("before", self.before),
                ("after", self.after),
                ("theirs", self.theirs),
            )
        }


def _scope(request: SignedInRequest, standpoint: Standpoint, rows: list[TaskRow]) -> str:
    """Whose rows the workbook holds: a unit's, or for staff without a filter the district's."""
    unit = request.GET.get("unit", "")
    if whole_number(unit) is not None:
        return f"u{unit}"
    if standpoint.compiles_in:
        return "d"
    return "u" + "-".join(str(pk) for pk in sorted(standpoint.unit_ids))


def _query(request: SignedInRequest) -> str:
    unit = request.GET.get("unit", "")
    return f"?unit={unit}" if whole_number(unit) is not None else ""


@require_safe
def workbook(request: SignedInRequest, round_id: int) -> HttpResponse:
    round_, rows, standpoint = rows_of(request, round_id)
    title = f"{round_.plan.district}{round_.plan.year}年{through_words(round_.through_month)}填报表"
    data = layout.write(round_, rows, _scope(request, standpoint, rows), title=title)
    return as_workbook(data, f"{title}.xlsx")


@require_http_methods(["GET", "HEAD", "POST"])
def upload(request: SignedInRequest, round_id: int) -> HttpResponse:
    round_, rows, standpoint = rows_of(request, round_id)
    if request.method != "POST":
        return _form(request, round_)
    chosen = request.FILES.get("file")
    if chosen is None and (pasted := _pasted(request)) is not None:
        return _official(request, round_, rows, standpoint, *pasted)
    if chosen is None:
        return _form(request, round_, refusal="还没有选文件。", status=422)
    if (chosen.size or 0) > MAX_BYTES:
        return _form(
            request, round_, refusal=f"文件超过{megabytes(MAX_BYTES)}MB，不是填报表。", status=422
        )
    data, name = chosen.read(), chosen.name or ""
    if not name.lower().endswith((".xlsx", ".xls")):
        return _official(request, round_, rows, standpoint, data, name)
    try:
        sheets = load_rows_bounded(data, name)
        found = layout.read(sheets, round_, rows, _scope(request, standpoint, rows))
    except layout.NotThisWorkbook as refusal:
        return _official(request, round_, rows, standpoint, data, name, before=str(refusal))
    except (UnreadableDocument, layout.WorkbookRefused) as refusal:
        return _form(request, round_, refusal=str(refusal), status=422)
    inputs, errors = sheet.inputs(
        rows,
        standpoint,
        found.data,
        name=request.user.name,
        phone=request.user.phone,
        fields_of_row=layout.fields_in,
    )
    problems = [*found.problems, *layout.cell_problems(found, errors, rows)]
    problems += layout.frozen_problems(found, rows, standpoint)
    if problems:
        problems.sort(key=lambda one: one.place.row if one.place else 0)
        return _form(request, round_, problems=problems, status=422)
    return _preview(request, round_, rows, inputs, notes=found.notes)


def _pasted(request: SignedInRequest) -> tuple[bytes, str] | None:
    """A whole table from the clipboard, as a page where it came with its cells, else as text."""
    for key, name in (("html", "粘贴.html"), ("text", "粘贴.txt")):
        if (given := request.POST.get(key, "")).strip():
            return given.encode()[:MAX_BYTES], name
    return None


def _official(
    request: SignedInRequest,
    round_: ReportingRound,
    rows: list[TaskRow],
    standpoint: Standpoint,
    data: bytes,
    name: str,
    before: str = "",
) -> HttpResponse:
    """What an official table would change, read in the bounded process like any document.

    `before` is said first where the reader finds none: why the file is not our own workbook.
    """
    try:
        _, reading = read_bounded(data, name, year=round_.plan.year)
        found = official.texts_of(reading, round_, rows)
    except official.OfAnotherTime as refusal:
        return _form(request, round_, refusal=str(refusal), status=422)
    except (UnreadableDocument, official.TableRefused) as refusal:
        return _form(request, round_, refusal=f"{before}{refusal}", status=422)
    inputs, errors = sheet.inputs(
        rows,
        standpoint,
        found.data,
        name=request.user.name,
        phone=request.user.phone,
        fields_of_row=layout.fields_in,
    )
    untaken = official.untaken(found, errors, rows, standpoint)
    return _preview(request, round_, rows, inputs, notes=(*found.notes, *untaken))


@require_POST
def upload_apply(request: SignedInRequest, round_id: int) -> HttpResponse:
    round_, rows, _ = rows_of(request, round_id)
    try:
        payload = signing.loads(request.POST.get("plan", ""), salt=_SALT, max_age=_GOOD_FOR)
    except signing.BadSignature:
        return _form(request, round_, refusal="预览已过期，请重新上传。", status=422)
    if payload["user"] != request.user.pk or payload["round"] != round_id:
        raise PermissionDenied("这份预览是另一个人或另一轮的，请重新上传。")
    inputs = {
        int(task_id): RowInput(Typed(values), base)
        for task_id, (base, values) in payload["rows"].items()
    }
    seen = {int(task_id): version for task_id, version in payload["seen"].items()}
    known = {row.task.pk for row in rows}
    if not set(inputs) <= known:
        return _form(request, round_, refusal="您的任务有变动，请重新上传。", status=422)
    decided, missing = _decide(request, round_id, inputs, seen)
    if decided is None:
        messages.warning(request, "预览之后网上又有改动，还没有存入，请再核对一遍。")
        return _preview(request, round_, rows, inputs, status=409)
    if missing:
        messages.error(request, f"还有{missing}格没有选用哪一个，都选好才能存入。")
        return _preview(request, round_, rows, inputs, status=422)
    try:
        done = services.save_rows(
            round_id=round_id,
            actor=request.user,
            at=now(),
            inputs=decided,
            source=services.WORKBOOK,
            whole=True,
        )
    except services.RowsRefused:
        messages.warning(request, "存入时有人改了同一件，全部没有存入，请再核对一遍。")
        return _preview(request, round_, rows, inputs, status=409)
    changed = sum(bool(saved.changed) for saved in done.saved.values())
    messages.success(request, f"已按填报表存入{changed}行，还没有提交。")
    response = redirect("progress:sheet-submit", round_id)
    response["Location"] += _query(request)
    return response


def _decide(
    request: SignedInRequest, round_id: int, inputs: dict[int, RowInput], seen: dict[int, int]
) -> tuple[dict[int, RowInput] | None, int]:
    """The rows with the person's choices for what clashes, and how many choices are missing.

    None where something changed after the preview: the choices were made for another state.
    """
    trial = services.preview_rows(round_id=round_id, actor=request.user, at=now(), inputs=inputs)
    decided, missing = dict(inputs), 0
    for task_id, refusal in trial.refused.items():
        if not isinstance(refusal, services.EditConflict):
            return None, 0
        if refusal.version != seen.get(task_id):
            return None, 0
        values = dict(refusal.merged)
        for clash in refusal.clashes:
            pick = request.POST.get(f"pick-{task_id}-{clash.key}")
            if pick == "mine":
                values[clash.key] = clash.mine
            elif pick != "theirs":
                missing += 1
        decided[task_id] = RowInput(values, refusal.version)
    return decided, missing


def _preview(
    request: SignedInRequest,
    round_: ReportingRound,
    rows: list[TaskRow],
    inputs: dict[int, RowInput],
    status: int = 200,
    notes: tuple[str, ...] = (),
) -> HttpResponse:
    trial = services.preview_rows(round_id=round_.pk, actor=request.user, at=now(), inputs=inputs)
    by_task = {row.task.pk: row for row in rows}
    differences: list[Difference] = []
    refusals = []
    for task_id, given in inputs.items():
        row = by_task[task_id]
        fields = {field.key: field for field in layout.fields_in(row)}
        refusal = trial.refused.get(task_id)
        changed = set(trial.saved[task_id].changed) if task_id in trial.saved else set()
        new, clashes = {}, {}
        if changed:
            new = Typed.of(given.values).canonical(fields_of(row.task, round_.through_month))
        if isinstance(refusal, services.EditConflict):
            changed, new = set(refusal.merged), refusal.merged
            clashes = {clash.key: clash for clash in refusal.clashes}
        elif refusal is not None:
            refusals.append((row, str(refusal)))
        for key, field in fields.items():
            if key in clashes:
                one = clashes[key]
                differences.append(
                    Difference(row, field, one.before, one.mine, one.theirs, is_clash=True)
                )
            elif key in changed:
                differences.append(Difference(row, field, row.values.get(key, ""), new[key]))
    context = {
        "round": round_,
        "differences": differences,
        "clash_count": sum(one.is_clash for one in differences),
        "refusals": refusals,
        "notes": notes,
        "plan": _sealed_plan(request, round_, by_task, inputs),
        "query": _query(request),
        "picked": request.POST,
    }
    return render(request, "progress/upload_preview.html", context, status=status)


def _sealed_plan(
    request: SignedInRequest,
    round_: ReportingRound,
    rows: Mapping[int, TaskRow],
    inputs: Mapping[int, RowInput],
) -> str:
    """What the person was shown, signed: it is applied as it was seen, or not at all."""
    seen = {pk: row.report.version if row.report else 0 for pk, row in rows.items() if pk in inputs}
    wanted = {pk: [given.base_version, dict(given.values)] for pk, given in inputs.items()}
    return signing.dumps(
        {"user": request.user.pk, "round": round_.pk, "rows": wanted, "seen": seen},
        salt=_SALT,
        compress=True,
    )


def _form(
    request: SignedInRequest,
    round_: ReportingRound,
    *,
    refusal: str = "",
    problems: list[layout.Problem] | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "round": round_,
        "refusal": refusal,
        "problems": problems or [],
        "most_megabytes": megabytes(MAX_BYTES),
        "query": _query(request),
    }
    return render(request, "progress/upload.html", context, status=status)
