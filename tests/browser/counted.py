"""What a task takes of a person: taps, fields, keystrokes, counted while it is done; and the table that holds the figures.

A person's acts go through `Counted`, which does them in the page and counts them. Looking, scrolling and waiting cost nothing.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NamedTuple

from playwright.sync_api import Locator, Page, expect

TABLE = Path(__file__).resolve().parents[2] / "docs" / "dev" / "tasks.md"


class Effort(NamedTuple):
    """Taps (a choice from a list, a tick, a file chosen is one each), fields typed in, keystrokes."""

    taps: int
    fields: int
    keys: int

    def __str__(self) -> str:
        return f"{self.taps}, {self.fields}, {self.keys}"


@dataclass
class Tally:
    """One task, whoever works at it, on however many pages."""

    taps: int = 0
    fields: set[tuple[str, str]] = field(default_factory=set)
    keys: int = 0

    def of(self, page: Page) -> Counted:
        return Counted(page, self)

    @property
    def effort(self) -> Effort:
        return Effort(self.taps, len(self.fields), self.keys)

    def held(self, task: str) -> None:
        """The table says of this task what was just counted, no more and no less."""
        said = {row.task: row.now for row in rows_of_table()}
        assert task in said, f"“{task}” is not in {TABLE.name}; counted: {self.effort}"
        assert self.effort == said[task], (
            f"“{task}”: counted {self.effort}, {TABLE.name} says {said[task]}"
        )


class Counted:
    """A page in a person's hands. What is not visible or not enabled cannot be used."""

    def __init__(self, page: Page, tally: Tally) -> None:
        self.page = page
        self.tally = tally

    def starts(self, path: str) -> None:
        """The page on which the task begins; the address was not typed."""
        self.page.goto(path)

    def tap(self, what: Locator | str) -> None:
        self._found(what).click()
        self.tally.taps += 1

    def press(self, name: str) -> None:
        """Tap the button of that name."""
        self.tap(self.page.get_by_role("button", name=name, exact=True))

    def follow(self, name: str) -> None:
        """Tap the first link of that name."""
        self.tap(self.page.get_by_role("link", name=name, exact=True).first)

    def choose(self, what: Locator | str, label: str) -> None:
        self._found(what).select_option(label=label)
        self.tally.taps += 1

    def tick(self, what: Locator | str) -> None:
        self._found(what).check()
        self.tally.taps += 1

    def attach(self, what: Locator | str, file: Any) -> None:
        self._found(what).set_input_files(file)
        self.tally.taps += 1

    def write(self, what: Locator | str, text: str) -> None:
        """Type into a field from its beginning; going into it belongs to it. A sign is a keystroke, whatever the input method."""
        place = self._found(what)
        place.fill(text)
        self._field(place)
        self.tally.keys += len(text)

    def write_day(self, what: Locator | str, day: date) -> None:
        """A date, typed as its digits."""
        place = self._found(what)
        place.fill(day.isoformat())
        self._field(place)
        self.tally.keys += len(f"{day:%Y%m%d}")

    def strike(self, *keys: str) -> None:
        """Keys of the keyboard, a chord is one."""
        for key in keys:
            self.page.keyboard.press(key)
            self.tally.keys += 1

    def type_here(self, text: str) -> None:
        """Type where the keyboard stands, key by key."""
        assert self.page.evaluate("document.activeElement.matches('input, textarea')")
        self.page.keyboard.type(text)
        self._field(self.page.locator(":focus"))
        self.tally.keys += len(text)

    def paste(self, into: Locator | str, text: str) -> None:
        """Tap into a field and press Ctrl+V there: a tap and a keystroke."""
        self.tap(into)
        self.page.evaluate(
            """(text) => {
                const data = new DataTransfer();
                data.setData("text/plain", text);
                document.activeElement.dispatchEvent(
                    new ClipboardEvent("paste", {clipboardData: data, bubbles: true, cancelable: true}));
            }""",
            text,
        )
        self.tally.keys += 1

    def skip(self) -> None:
        """Past the bar with the first key, as who works by keys does."""
        self.strike("Tab", "Enter")

    def tab_to(self, what: Locator, most: int = 60) -> None:
        """Tab on until the keyboard stands there; each Tab is a keystroke."""
        for _ in range(most):
            if what.evaluate("node => node === document.activeElement"):
                return
            self.strike("Tab")
        raise AssertionError(f"{what} is not reached by {most} Tabs")

    def sees(self, text: str | re.Pattern[str], where: str = "main") -> None:
        """The page says so; after an act that leads elsewhere, wait with it for the next page."""
        expect(self.page.locator(where).first).to_contain_text(text)

    def heads(self, text: str | re.Pattern[str]) -> None:
        """The page that was led to has this heading, and its scripts have run: what they put away is no stop for the keyboard."""
        expect(self.page.get_by_role("heading", level=1)).to_contain_text(text)
        self.page.wait_for_load_state("load")

    def _found(self, what: Locator | str) -> Locator:
        return self.page.locator(what) if isinstance(what, str) else what

    def _field(self, place: Locator) -> None:
        """A field typed into twice is one field."""
        key = str(place.evaluate("node => node.id || node.name || node.getAttribute('aria-label')"))
        self.tally.fields.add((self.page.url.partition("?")[0], key))


class Row(NamedTuple):
    """A line of the table. `before` is none where the way did not exist or was not counted."""

    task: str
    before: Effort | None
    now: Effort | None
    why: str


_FIGURES = re.compile(r"(\d+), (\d+), (\d+)")


def rows_of_table() -> list[Row]:
    """The lines of the table in docs/dev/tasks.md, in its order."""
    rows = []
    for line in TABLE.read_text(encoding="utf-8").splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if line.startswith("|") and len(cells) == 4 and cells[0] not in ("task", "---"):
            rows.append(Row(cells[0], _effort(cells[1]), _effort(cells[2]), cells[3]))
    return rows


def _effort(text: str) -> Effort | None:
    found = _FIGURES.fullmatch(text)
    return Effort(*map(int, found.groups())) if found else None
