"""What the one form of a preview sent: every answer that differs from what the page showed, and which button sent it.

A field stands beside one that says what it showed (`was-…`), so that an answer somebody else gave meanwhile is not
taken back by a page that merely stood open.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import QueryDict

from accounts.typed_text import WRITER
from documents.corrections import Place
from intake.below_projects import ADDED
from intake.forms import CellForm, YearForm
from intake.models import ImportRun
from intake.services import Answers, Corrections, Decision
from intake.services.rereading import mark_of
from look.whole_numbers import whole_number
from projects.models import District

WAS = "was-"
NO_ANSWERS = frozenset({"csrfmiddlewaretoken", WRITER})


class SentAnswers:
    """The posted form, taken apart once. `refusals`: why it cannot be taken, each in a sentence."""

    def __init__(self, post: QueryDict, district: District) -> None:
        self.post, self.district = post, district
        self.refusals: list[str] = []
        self.cell_form = CellForm(post) if "table" in post and "leave_cell" not in post else None
        self.year_form = YearForm(post) if post.get("year", "").strip() else None
        self.cell: Place | None = None
        self.answers = Answers(
            units=self._units(),
            parts=self._changed("part-"),
            matches=self._matches(),
            signs=post.get("signs_reason", "").strip(),
            kind=self._kind(),
            decision=self._decision(),
            corrections=self._corrections(),
        )

    def kept(self) -> dict[str, Any]:
        """All that was chosen and typed, for a long work; `of_kept` gives it back."""
        return {name: self.post.getlist(name) for name in self.post if name not in NO_ANSWERS}

    @classmethod
    def of_kept(cls, kept: Mapping[str, Any], district: District) -> SentAnswers:
        post = QueryDict(mutable=True)
        for name, values in kept.items():
            post.setlist(name, values)
        return cls(post, district)

    def refuse(self, refusal: Exception) -> None:
        """A refusal of the register or of the reader, beside the cell where it is about what was typed there."""
        if self.cell_form is not None and self.answers.corrections.cells:
            self.cell_form.add_error("text", f"这样改以后读不出来：{refusal}")
        self.refusals.append(str(refusal))

    def _decision(self) -> Decision | None:
        for name, accept in (("accept", True), ("reopen", False)):
            if said := self.post.get(name):
                is_all = said == "all" and accept
                return Decision(finding=None if is_all else whole_number(said) or 0, accept=accept)
        return None

    @property
    def goes_to_a_cell(self) -> bool:
        return bool(self.post.get("cell")) or "leave_cell" in self.post

    @property
    def onwards(self) -> str:
        """What follows the preview's address: the cell that is to be corrected next."""
        numbers = [whole_number(part) for part in self.post.get("cell", "").split(",")]
        if len(numbers) != 3 or None in numbers:
            return ""
        return f"?cell={','.join(map(str, numbers))}#edit"

    def _changed(self, prefix: str, *, blank_counts: bool = False) -> dict[str, str]:
        found = {}
        for name in self.post:
            if not name.startswith(prefix):
                continue
            said = self.post.get(name, "")
            if (said or blank_counts) and said != self.post.get(WAS + name):
                found[name.removeprefix(prefix)] = said
        return found

    def _units(self) -> dict[str, int | None]:
        changed = self._changed("unit-", blank_counts=True)
        return {name: (whole_number(said) or 0) if said else None for name, said in changed.items()}

    def _matches(self) -> dict[int, int | None]:
        found: dict[int, int | None] = {}
        for number, said in self._changed("match-").items():
            key = whole_number(number)
            if key is None:
                self.refusals.append("请选择是原来的哪一件，或者“新增”。")
            else:
                found[key] = None if said == ADDED else whole_number(said) or 0
        return found

    def _kind(self) -> str:
        kind = self.post.get("kind", "")
        if not kind or kind == self.post.get(WAS + "kind"):
            return ""
        if kind not in ImportRun.READ_KINDS:
            self.refusals.append("请选择导入为什么。")
        return kind

    def _year(self) -> int | None:
        if self.year_form is None:
            return None
        if self.year_form.is_valid():
            year: int | None = self.year_form.cleaned_data["year"]
            return year
        self.refusals.append("年度没有填对。")
        return None

    def _corrections(self) -> Corrections:
        """The year; the cell that is open, if its text or its head changed; the column a button gave its meaning."""
        cells: dict[Place, str] = {}
        seen: dict[Place, str] = {}
        year = self._year()
        place, _, head = self.post.get("column_is", "").partition(":")
        numbers = [whole_number(part) for part in place.split(",")]
        if head and len(numbers) == 3:
            cells[numbers[0] or 0, numbers[1] or 0, numbers[2] or 0] = head
        if (form := self.cell_form) is not None:
            if form.is_valid():
                values = form.cleaned_data
                self.cell = (values["table"], values["row"], values["column"])
                text = values["head"] or values["text"].replace("\r\n", "\n")
                if values["head"] or mark_of(text) != values["seen"]:
                    cells[self.cell] = text
                    if values["seen"]:
                        seen[self.cell] = values["seen"]
            else:
                self.refusals.append("这一格没有更正：请从原表里重新点“改”。")
        return Corrections(cells, year, seen)
