"""One line of the checklist: how much it weighs, what it says, and where it is closed."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from notices.asked_texts import ASKED
from notices.models import Notice
from projects.edited_rows import head_of

Weight = Literal["must", "see", "ok"]


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the checklist. `field` is the id of the place that closes it; empty where there is none."""

    weight: Weight
    text: str
    note: str = ""
    field: str = ""

    @property
    def blocks(self) -> bool:
        return self.weight == "must"

    @property
    def is_of_table(self) -> bool:
        return self.field.startswith("row-")


def lacking(notice: Notice, name: str) -> Check:
    """A blank field, called as on the form, with what is asked for beside it there."""
    return Check("must", f"缺{head_of(notice, name)}", ASKED.get(name, ""), f"id_{name}")
