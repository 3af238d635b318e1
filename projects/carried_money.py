"""Which task of a project its money is reported on, and since when another does.

A task that leaves hands the money over to one that stays, from the day it leaves. It comes back into a plan in which
money may have been reported on its stand-in meanwhile: then the stand-in goes on carrying it, for a sum counted on both
would be counted twice. What earlier rounds counted stays with whom it was reported on (`Task.carries_on`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable

from projects.models import Task

MoneyReported = Callable[[Task, str], bool]
"""Whether money was reported on a task for a period that ends on that day (ISO; blank: from the start) or later.
Answered by who knows the reports (`progress.selectors.reported_money`)."""


def keep_carried(project_id: int) -> None:
    """Where no task that is listed carries the project's money any more, the first of them does, from the day on which
    the last one handed it over. Called after a task left or went."""
    tasks = list(Task.objects.filter(project=project_id).order_by("number", "pk"))
    for task in tasks:
        if task.left_on is not None and task.carries_money:
            spans = task.carried or [["", ""]]
            _put(task, [*spans[:-1], [spans[-1][0], task.left_on.isoformat()]])
    listed = [task for task in tasks if task.left_on is None]
    if not listed or any(task.carries_money for task in listed):
        return
    since = max((until for task in tasks for _, until in task.carried), default="")
    _put(listed[0], [*listed[0].carried, [since, ""]])


def bring_back(tasks: Iterable[Task], reported: MoneyReported) -> None:
    """These are listed again. Each that handed the money over has it back as if it had never left, unless money was
    `reported` on the task that carries it now: that one goes on."""
    for task in sorted(tasks, key=_handed_over, reverse=True):
        day = _handed_over(task)
        if not day or task.carries_money:
            continue
        others = Task.objects.filter(project=task.project_id, carries_money=True).listed()
        stand_in = next((one for one in others if one.carried[-1:] == [[day, ""]]), None)
        if stand_in is None or reported(stand_in, day):
            continue
        _put(stand_in, stand_in.carried[:-1])
        _put(task, [*task.carried[:-1], [task.carried[-1][0], ""]])


def never_reported(task: Task, since: str) -> bool:
    """For what is taken back before anything was approved on it: the money goes back whatever was typed meanwhile."""
    return False


def _handed_over(task: Task) -> str:
    """The day on which another took over from it; blank where it carries the money or never did."""
    return str(task.carried[-1][1]) if task.carried else ""


def _put(task: Task, spans: list[list[str]]) -> None:
    kept = [[since, until] for since, until in spans if not until or since < until]
    task.carries_money = any(not until for _, until in kept)
    task.carried = [] if kept == [["", ""]] else kept
    Task.objects.filter(pk=task.pk).update(carries_money=task.carries_money, carried=task.carried)
