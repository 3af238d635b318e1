"""What state a published notice shows (公示中, 公示结束, 已更正, 已撤回, 已封存), from its content and the day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Literal

from notices.content_reading import NoticeContent

PhaseName = Literal["draft", "soon", "open", "ended", "plain", "corrected", "withdrawn", "sealed"]

WORDS: dict[PhaseName, str] = {
    "draft": "还没有发布",
    "soon": "即将公示",
    "open": "公示中",
    "ended": "公示结束",
    "plain": "已公布",
    "corrected": "已更正",
    "withdrawn": "已撤回",
    "sealed": "已封存",
}


@dataclass(frozen=True)
class Phase:
    name: PhaseName

    @property
    def word(self) -> str:
        return WORDS[self.name]

    @property
    def takes_objections(self) -> bool:
        return self.name == "open"

    @property
    def depends_on_day(self) -> bool:
        """Whether tomorrow the page may say something else. What has ended stays ended."""
        return self.name in {"soon", "open"}


def phase_of(
    content: NoticeContent, day: date, *, is_sealed: bool = False, is_draft: bool = False
) -> Phase:
    """Sealed before withdrawn before corrected before the window; without a window it is simply published, or not yet."""
    if is_sealed:
        return Phase("sealed")
    if content.withdrawn_at:
        return Phase("withdrawn")
    if content.replaced_by:
        return Phase("corrected")
    if content.window is None:
        return Phase("draft" if is_draft else "plain")
    if day < content.window.opens_on:
        return Phase("soon")
    return Phase("open" if day <= content.window.closes_on else "ended")
