"""Long works a person left: what the frame of every desk page tells of them, until their end was told once.

Which ones they are stands in the session, so a page of somebody who began none costs no query.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.http import HttpRequest
from django.urls import reverse

from accounts.models import User
from intake.models import LongWork
from intake.services.long_acts import STEPS

KEPT_IN = "long_works"
MOST = 20


@dataclass(frozen=True)
class Told:
    """One line: what it is, how it stands, and where to go."""

    work: LongWork
    state: str
    words: str
    way: str
    address: str
    tone: str

    @property
    def is_over(self) -> bool:
        """Nothing more comes of it."""
        return self.work.state in (LongWork.State.DONE, LongWork.State.REFUSED)


def told(works: Iterable[LongWork], at: datetime) -> list[Told]:
    """How each stands. `at` is the machine's moment."""
    return [_told(work, at) for work in works]


def _told(work: LongWork, at: datetime) -> Told:
    address = reverse("intake:work", args=[work.pk])
    if work.is_interrupted(at):
        words = "什么都没有写入，可以重做。"
        return Told(work, "没有完成", words, "去重做", address, "warn")
    if work.state == LongWork.State.DONE:
        return Told(work, "已办完", work.said, "去看", outcome_address(work) or address, "good")
    if work.state == LongWork.State.REFUSED:
        return Told(work, "没有办成", work.said, "去看", address, "bad")
    steps = STEPS[work.kind]
    words = f"第 {work.step} 步，共 {len(steps)} 步：{steps[work.step - 1]}。"
    return Told(work, "正在进行", words, "看进度", address, "")


def outcome_address(work: LongWork) -> str:
    """Where what came of it is looked at: the preview of the import, at the cell the person went on to; where it came to
    nothing, with all that was chosen and typed. Empty where it is gone."""
    if work.run_id is None:
        return ""
    name = "history-preview" if work.is_of_ledger else "import-preview"
    address = reverse(f"intake:{name}", args=[work.run_id])
    if work.kind != LongWork.Kind.ANSWER:
        return address
    if work.state == LongWork.State.DONE:
        return address + str(work.answers.get("onwards", ""))
    return f"{address}?work={work.pk}"


def followed(request: HttpRequest) -> list[int]:
    found: list[int] = request.session.get(KEPT_IN, [])
    return found


def follow_to_its_end(request: HttpRequest, work: LongWork) -> None:
    """From now on the person is told of it on every page of the desk."""
    others = [one for one in followed(request) if one != work.pk]
    request.session[KEPT_IN] = [*others, work.pk][-MOST:]


def forget(request: HttpRequest, *ended: int) -> None:
    """They were told: once is enough."""
    if {*ended} & {*followed(request)}:
        request.session[KEPT_IN] = [one for one in followed(request) if one not in ended]


def _is_a_works_page(request: HttpRequest) -> bool:
    """It tells of one itself, and its script asks for it again and again, where nobody sees the frame."""
    return bool(request.resolver_match and request.resolver_match.view_name == "intake:work")


def to_tell(request: HttpRequest, user: User, at: datetime) -> list[Told]:
    """For the frame of this page, without what the page itself is about. An end is told once."""
    if not (keys := followed(request)) or _is_a_works_page(request):
        return []
    works = LongWork.objects.open_to(user).filter(pk__in=keys).select_related("district")
    lists = request.path in (reverse("intake:import-list"), reverse("intake:history"))
    found = [
        one
        for one in told(works.defer("data"), at)
        if one.address != request.path and (one.is_over or not lists)
    ]
    if request.method == "GET":
        forget(request, *(one.work.pk for one in found if one.is_over))
    return found
