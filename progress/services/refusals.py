"""Why a step was not taken. Each is a sentence for the person who tried; nothing was changed."""

from __future__ import annotations

from collections.abc import Sequence

from progress.completeness import Gap
from progress.merging import Clash
from projects.workflow import StepRefused


class Incomplete(StepRefused):
    """Required facts are missing: all of them at once."""

    def __init__(self, gaps: Sequence[Gap]) -> None:
        super().__init__("还缺：" + "；".join(gap.sentence for gap in gaps))
        self.gaps = tuple(gaps)


class Unanswered(StepRefused):
    """Figures contradict each other or the plan, and nobody said why they stand: all such points at once."""

    def __init__(self, sentences: Sequence[str]) -> None:
        super().__init__(
            f"有{len(sentences)}处矛盾没有回答，写明理由才能通过：" + "".join(sentences)
        )


class EditConflict(Exception):
    """Somebody else changed the same fields since the form was opened.

    `clashes` are for a person to decide. `version` is the stored version a decision is based on. `merged` holds
    my other changes, which clash with nobody; they were not saved either.
    """

    def __init__(self, clashes: Sequence[Clash], version: int, merged: dict[str, str]) -> None:
        super().__init__("同一项别人也改了，请核对后再存。")
        self.clashes = tuple(clashes)
        self.version = version
        self.merged = merged
