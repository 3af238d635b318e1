"""Handing in from the sheet: what would be submitted, what is missing, one confirmation."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from accounts.clock import now
from accounts.requests import SignedInRequest
from look.whole_numbers import whole_number
from progress import access, services
from progress.models import ReportDraft
from progress.selectors.handing_in import to_hand_in
from progress.selectors.task_rows import TaskRow
from progress.views.sheet import query_of, rows_of


@require_http_methods(["GET", "HEAD", "POST"])
def sheet_submit(request: SignedInRequest, round_id: int) -> HttpResponse:
    round_, rows, _ = rows_of(request, round_id)
    if request.method == "POST":
        return _hand_in(request, round_id, {row.task.pk: row for row in rows})
    standpoint = access.standpoint(request.user, [row.task for row in rows])
    drafts = set(
        ReportDraft.objects.filter(round=round_, user=request.user, aside="").values_list(
            "task", flat=True
        )
    )
    found = to_hand_in(rows, standpoint, drafts)
    context = {
        "round": round_,
        "ready": [one for one in found if one.is_ready],
        "waiting": [one for one in found if not one.is_ready],
        "on_behalf": any(standpoint.files_for(one.row.task) for one in found if one.is_ready),
        "query": query_of(request),
    }
    return render(request, "progress/sheet_submit.html", context)


def _hand_in(request: SignedInRequest, round_id: int, rows: dict[int, TaskRow]) -> HttpResponse:
    wanted = {}
    for text in request.POST.getlist("row"):
        task, _, version = text.partition("-")
        if (key := whole_number(task)) is not None and (seen := whole_number(version)) is not None:
            wanted[key] = seen
    mine = {task: version for task, version in wanted.items() if task in rows}
    said = {task: request.POST.get(f"why-{task}", "").strip() for task in mine}
    done = services.submit_several(
        round_id=round_id,
        actor=request.user,
        at=now(),
        wanted=mine,
        explained={
            task: {check.point: said[task] for check in rows[task].checks if check.asks}
            for task in mine
        },
    )
    if done.done:
        listed = "、".join(f"第{rows[task].number}件" for task in done.done)
        messages.success(request, f"已提交{len(done.done)}件：{listed}。等待审核。")
    for refused, sentence in done.refused.items():
        kept = f"您写的原因：{said[refused]}" if said[refused] else ""
        messages.warning(request, f"第{rows[refused].number}件没有提交：{sentence}{kept}")
    if not mine:
        messages.warning(request, "没有选中要提交的项目。")
    again = bool(done.refused) or not mine
    response = redirect("progress:sheet-submit" if again else "progress:sheet", round_id)
    response["Location"] += query_of(request)
    return response
