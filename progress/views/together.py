"""Several rows of the queue approved together: what warns of nothing at once, the others read and answered on one page."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from urllib.parse import urlencode

from django.contrib import messages
from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.clock import now, today
from accounts.requests import SignedInRequest
from look.whole_numbers import whole_number
from progress import services
from progress.selectors.together import Together, together

Key = tuple[int, int]


@dataclass(frozen=True)
class Ticks:
    """What a form named: rows with the version that was on the page, and marks of points, each with its row."""

    versions: dict[Key, int]
    points: frozenset[str]

    @classmethod
    def of(cls, data: QueryDict) -> Ticks:
        versions = {}
        for text in data.getlist("row"):
            numbers = [whole_number(part) for part in text.split("-")]
            if len(numbers) == 3 and None not in numbers:
                task, round_, version = (number or 0 for number in numbers)
                versions[task, round_] = version
        return cls(versions, frozenset(data.getlist("point")))

    @property
    def wanted(self) -> list[tuple[int, int, int]]:
        return [(*key, version) for key, version in self.versions.items()]

    def marks(self) -> dict[Key, set[str]]:
        """By row, the marks ticked for it."""
        found: dict[Key, set[str]] = {key: set() for key in self.versions}
        for text in self.points:
            task, _, rest = text.partition("-")
            round_, _, mark = rest.partition("-")
            key = (whole_number(task) or 0, whole_number(round_) or 0)
            if key in found:
                found[key].add(mark)
        return found

    def still(self, rows: Collection[Together]) -> frozenset[str]:
        """Ticks that hold on a page shown again: not those of a row its unit changed meanwhile."""
        seen = set(self.wanted)
        same = tuple(
            f"{one.waiting.row.key}-"
            for one in rows
            if tuple(whole_number(part) or 0 for part in one.version_key.split("-")) in seen
        )
        return frozenset(text for text in self.points if text.startswith(same))


@require_POST
def review_approve_many(request: SignedInRequest) -> HttpResponse:
    """Approve the ticked rows in which nothing is to be looked at; lead on to what the others ask."""
    ticks = Ticks.of(request.POST)
    rows = together(request.user, today(), ticks.versions.keys())
    warned = {
        (one.waiting.row.task.pk, one.waiting.row.round.pk)
        for one in rows
        if one.waiting.row.warnings and one.waiting.can_tick
    }
    calm = [one for one in ticks.wanted if one[:2] not in warned]
    done = services.approve_several(actor=request.user, at=now(), wanted=calm)
    _tell(request, done)
    if warned:
        query = urlencode({"row": [f"{task}-{round_}-0" for task, round_ in sorted(warned)]}, True)
        return redirect(f"{reverse('progress:review-together')}?{query}")
    if not done.approved and not done.refused:
        messages.warning(request, "没有选中等待审核的项目。")
    return redirect("progress:review-queue")


@require_http_methods(["GET", "HEAD", "POST"])
def review_together(request: SignedInRequest) -> HttpResponse:
    """What the ticked rows ask, with what their units said; one reason for all points that are ticked."""
    if request.method != "POST":
        ticks = Ticks.of(request.GET)
        rows = together(request.user, today(), ticks.versions.keys())
        if not rows:
            messages.warning(request, "选中的已经不在等待审核。")
            return redirect("progress:review-queue")
        said = {point.said for one in rows for point in one.asked}
        return _page(request, rows, reason=said.pop() if len(said) == 1 else "")
    ticks, reason = Ticks.of(request.POST), request.POST.get("answer", "")
    done = services.approve_several(
        actor=request.user, at=now(), wanted=ticks.wanted, reason=reason, read=ticks.marks()
    )
    _tell(request, done)
    left = {(row.task.pk, row.round.pk) for row, _ in done.refused}
    rows = together(request.user, today(), left)
    if not rows:
        return redirect("progress:review-queue")
    return _page(request, rows, reason=reason, ticked=ticks.still(rows), status=422)


def _page(
    request: SignedInRequest,
    rows: list[Together],
    *,
    reason: str,
    ticked: frozenset[str] = frozenset(),
    status: int = 200,
) -> HttpResponse:
    with_others = [one for one in rows if one.waiting.can_tick]
    context = {
        "rows": with_others,
        "alone": [one for one in rows if not one.waiting.can_tick],
        "points": sum(len(one.asked) for one in with_others),
        "reason": reason,
        "ticked": ticked,
    }
    return render(request, "progress/review_together.html", context, status=status)


def _tell(request: SignedInRequest, done: services.Bulk) -> None:
    if done.approved:
        listed = "、".join(f"第{row.number}件" for row in done.approved)
        messages.success(request, f"已通过{len(done.approved)}件：{listed}。")
    for row, reason in done.refused:
        messages.warning(request, f"第{row.number}件没有通过：{reason.rstrip('。')}。")
