"""What is wrong with a file of wishes: each fault with its place, what was found there and what was expected."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Fault:
    """One thing wrong, for who wrote the file."""

    place: str
    found: str
    expected: str

    def __str__(self) -> str:
        return "：".join(
            filter(None, (self.place, "，".join(filter(None, (self.found, self.expected)))))
        )


class BadWishes(Exception):
    """What was written down cannot be carried out; `faults` are all of them."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__("；".join(map(str, faults)))
        self.faults = faults
