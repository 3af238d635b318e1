"""What each kind of long work does: what comes before, without a transaction, and what it writes in its one transaction."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Mapping
from datetime import datetime

from intake.history.storing import apply_ledger
from intake.models import ImportRun, LongWork
from intake.printed_reports import AnswersToPrinted
from intake.refusals import ImportRefused
from intake.services.answering import Answers, reading_for, written_answers
from intake.services.applying import apply_import, confirm_take_over
from intake.services.ledgers import receive_ledger, written_ledger
from intake.services.receiving import receive_reading, written_reading

STEPS: Mapping[str, tuple[str, ...]] = {
    LongWork.Kind.READ: ("等待开始", "打开文件，读文字和表格", "存下读到的内容，供您核对"),
    LongWork.Kind.ANSWER: ("等待开始", "按更正重读文件", "存下读到的内容，供您核对"),
    LongWork.Kind.READ_LEDGER: ("等待开始", "读台账，逐行检查", "存下，供您核对"),
    LongWork.Kind.APPLY: ("等待开始", "核对预览以后有没有改动", "写入方案"),
    LongWork.Kind.CONFIRM: (
        "等待开始",
        "核对预览以后有没有改动",
        "写入数字，做出公示和各种格式的文件",
    ),
    LongWork.Kind.APPLY_LEDGER: ("等待开始", "核对预览以后有没有改动", "重读文件并存入各年度"),
}
"""What a person is told it is doing, in order; the last is the one transaction."""

Write = Callable[[LongWork, datetime], tuple[ImportRun, str]]


def _reading(work: LongWork) -> Write:
    read = receive_reading(work.district, work.name, bytes(work.data or b""), year=work.year)

    def write(work: LongWork, at: datetime) -> tuple[ImportRun, str]:
        return written_reading(read, actor=work.started_by, at=at), "已读完，请核对后再导入。"

    return write


def _answering(work: LongWork) -> Write:
    """What a person answered in a preview; a correction that came in while it was read is read once more."""
    run = work.run
    if run is None:
        raise ImportRefused("这次导入已经没有了。")
    answers = Answers.of_kept(work.answers["answers"])
    read = reading_for(run_id=run.pk, answers=answers)

    def write(work: LongWork, at: datetime) -> tuple[ImportRun, str]:
        told = written_answers(
            run_id=run.pk, answers=answers, read=read, actor=work.started_by, at=at
        )
        return run, f"{'；'.join(told)}。{work.answers['then']}"

    return write


def _ledger(work: LongWork) -> Write:
    source = receive_ledger(work.district, work.name, bytes(work.data or b""))

    def write(work: LongWork, at: datetime) -> tuple[ImportRun, str]:
        return written_ledger(source, actor=work.started_by, at=at), "已读完，请核对后再存入。"

    return write


def _unchanged(work: LongWork) -> ImportRun:
    """An import writes what a person has seen, nothing else. Raises ImportRefused."""
    run = work.run
    if run is None or seen(run) != work.seen:
        raise ImportRefused("您按下以后，又有人改了这次导入的内容。请再看一遍，再导入。")
    return run


def _applying(work: LongWork) -> Write:
    run = _unchanged(work)
    waits = run.kind == ImportRun.Kind.NOTICE
    said = "方案已入库；公示的数字待另一人确认。" if waits else "已导入。"

    def write(work: LongWork, at: datetime) -> tuple[ImportRun, str]:
        apply_import(run_id=_under_lock(work, run).pk, actor=work.started_by, at=at)
        return run, said

    return write


def _confirming(work: LongWork) -> Write:
    run = _unchanged(work)

    def write(work: LongWork, at: datetime) -> tuple[ImportRun, str]:
        confirm_take_over(
            run_id=_under_lock(work, run).pk,
            actor=work.started_by,
            at=at,
            answers=AnswersToPrinted.of_kept(work.answers),
        )
        return run, "已确认转入，公示已在公开页上。"

    return write


def _storing(work: LongWork) -> Write:
    run = _unchanged(work)

    def write(work: LongWork, at: datetime) -> tuple[ImportRun, str]:
        found = apply_ledger(run_id=run.pk, actor=work.started_by, at=at)
        return run, f"已存入：新增 {len(found.added)} 行，改动 {len(found.changed)} 行。"

    return write


def _under_lock(work: LongWork, run: ImportRun) -> ImportRun:
    """The run as it is now, to the end of the transaction. Raises ImportRefused where it changed after all."""
    locked = ImportRun.objects.select_for_update(of=("self",)).select_related("source")
    work.run = locked.get(pk=run.pk)
    return _unchanged(work)


PREPARED: Mapping[str, Callable[[LongWork], Write]] = {
    LongWork.Kind.READ: _reading,
    LongWork.Kind.ANSWER: _answering,
    LongWork.Kind.READ_LEDGER: _ledger,
    LongWork.Kind.APPLY: _applying,
    LongWork.Kind.CONFIRM: _confirming,
    LongWork.Kind.APPLY_LEDGER: _storing,
}


def seen(run: ImportRun) -> str:
    """What the preview says now, in a digest."""
    said = json.dumps([run.kind, run.corrections, run.reading], sort_keys=True, default=str)
    return hashlib.sha256(said.encode()).hexdigest()
