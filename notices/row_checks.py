"""Rows whose project changed since it was reported: named, and asked to be looked at by the one who compiles."""

from __future__ import annotations

from collections.abc import Iterator

from notices.checklist_line import Check
from notices.drafts import Draft
from notices.models import Notice, NoticeStep
from notices.workflow import LOOK


def unlooked(notice: Notice, draft: Draft) -> list[str]:
    """The marks of the rows that nobody looked at as they are now."""
    seen = _looked(notice) if draft.moved else set()
    return [row.mark for row in draft.moved if row.mark not in seen]


def lines(notice: Notice, draft: Draft) -> Iterator[Check]:
    if not draft.moved:
        return
    seen = _looked(notice)
    for row in draft.moved:
        field = f"row-{row.number}"
        if row.mark in seen:
            yield Check("see", row.sentence, "编制人已核对", field)
        else:
            note = "填报之后项目变了，请看这一行的进展和金额是不是这一件的，再按“已逐行核对”"
            yield Check("must", row.sentence, note, field)


def left_out(draft: Draft) -> Iterator[Check]:
    """A list issued anew may name its categories otherwise: what was chosen by name would lose its rows unseen."""
    for name in draft.gone_categories:
        note = "方案里没有这个类别的项目了，可能改了名称，请重新选择类别"
        yield Check("must", f"所选类别“{name}”已不在方案里", note, "id_categories")
    if draft.left_out:
        numbers = "、".join(map(str, draft.left_out))
        yield Check(
            "see", f"有 {len(draft.left_out)} 件不在所选类别里", f"第{numbers}件", "id_categories"
        )


def _looked(notice: Notice) -> set[str]:
    steps = NoticeStep.objects.filter(notice=notice, step=LOOK.name)
    return {mark for step in steps for mark in step.detail["rows"]}
