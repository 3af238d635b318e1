"""Characters that no face can draw: named with their place, and let through only upon a person's recorded word."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from notices import files
from notices.checklist_line import Check
from notices.drafts import Draft
from notices.models import Notice, NoticeStep
from notices.workflow import VOUCH

_NOWHERE = "文件"


def vouched(notice: Notice) -> str:
    """The signs somebody took a word upon them for this notice: in PDF they are printed as 〓 with their number."""
    steps = NoticeStep.objects.filter(notice=notice, step=VOUCH.name)
    return "".join(sorted({sign for step in steps for sign in step.detail["signs"]}))


def unvouched(notice: Notice, draft: Draft) -> str:
    """The signs that block: drawn by no face and nobody's word. None are known while a head of the table is unknown."""
    if files.unknown_heads(draft.content):
        return ""
    return "".join(sorted(set(files.unprintable(draft.content)) - set(vouched(notice))))


def with_its_code(sign: str) -> str:
    return f"“{sign}”（U+{ord(sign):04X}）"


def lines(
    notice: Notice,
    draft: Draft,
    said: Iterable[tuple[str, str]],
    field_of: Callable[[str], str],
) -> Iterator[Check]:
    """A line of the checklist for each sign and place."""
    signs = files.unprintable(draft.content)
    if not signs:
        return
    known, texts = set(vouched(notice)), list(said)
    for sign in signs:
        places = list(dict.fromkeys(place for place, text in texts if sign in text)) or [_NOWHERE]
        for place in places:
            text = f"{place}有一个字印不出来：{with_its_code(sign)}"
            if sign in known:
                yield Check("see", text, "PDF里印作〓和编号，已有人写明原因", field_of(place))
            else:
                note = (
                    "字库里没有这个字形。请核对是不是打错；确实是这个字的，在“印不出来的字”写明原因"
                )
                yield Check("must", text, note, field_of(place) or "id_title")
