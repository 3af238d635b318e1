"""The doctor's rounds: all of it by command, the light part at every `/readyz`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from ops.doctor import database_looks, keeping_looks, machine_looks, office_looks
from ops.doctor.findings import Finding, Severity, fault

Look = Callable[[], Finding | Iterable[Finding]]


def examine(*, at: datetime) -> list[Finding]:
    """Everything. `at` is the machine's real moment. A look that breaks is a finding, never the end of the round."""
    found = [*_gathered((machine_looks.mode, machine_looks.setting_faults))]
    answers = database_looks.answers()
    found.append(answers)
    if answers.severity is Severity.WELL:
        found += _gathered((database_looks.shape,))
        if found[-1].severity is Severity.WELL:
            found += _gathered(
                (
                    database_looks.triggers,
                    database_looks.role,
                    database_looks.encoding,
                    lambda: database_looks.clock(at),
                    database_looks.keys,
                    keeping_looks.mark,
                    keeping_looks.journal,
                    office_looks.people,
                    lambda: office_looks.calendar(at.date()),
                    lambda: office_looks.scheduled_work(at),
                    lambda: office_looks.mails(at),
                    lambda: office_looks.long_works_done(at),
                    lambda: office_looks.full_verification(at),
                )
            )
    return found + list(
        _gathered(
            (
                machine_looks.folders,
                machine_looks.server,
                machine_looks.static_files,
                machine_looks.mail,
                lambda: machine_looks.watcher(at),
            )
        )
    )


def examine_lightly() -> list[Finding]:
    """What a load balancer needs to know, in a few milliseconds: the database answers, has our shape, keys open."""
    answers = database_looks.answers()
    if answers.severity is not Severity.WELL:
        return [answers]
    return [answers, *_gathered((_shape_once_well, database_looks.keys))]


_well: list[Finding] = []


def _shape_once_well() -> Finding:
    """Reading every migration takes a tenth of a second; a database that fits this process goes on to fit it."""
    if not _well:
        found = database_looks.shape()
        if found.severity is not Severity.WELL:
            return found
        _well.append(found)
    return _well[0]


def _gathered(looks: Iterable[Look]) -> Iterator[Finding]:
    for look in looks:
        try:
            found = look()
            yield from [found] if isinstance(found, Finding) else list(found)
        except Exception as error:
            name = getattr(look, "__name__", "检查")
            yield fault(
                name, f"检查本身出错：{type(error).__name__}: {error}", "请把这一行报告给开发者。"
            )
