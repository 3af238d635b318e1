"""Gold tables: what a careful official reads out of a target, its milestones and its progress.

A case opens with its name in brackets; then 目标:, 6月: … and 进展: lines with the texts (⏎ is a line break
in the cell); then one line per indicator: label | qualifier | value unit | rate, work, down | month=value …
| reported; and % lines with the percents of the whole work of a month or of 进展.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from documents.reading import Indicator

FOLDER = Path(__file__).parent / "gold"
SETS = (
    "qianjiang_2025",
    "wanzhou_2025_q1",
    "invented",
    "held_out",
    "held_out_second",
    "invented_progress",
    "held_out_third",
)


@dataclass
class Case:
    name: str
    target: str = ""
    milestones: list[tuple[int, str]] = field(default_factory=list)
    progress: str | None = None
    indicators: list[Indicator] = field(default_factory=list)
    percents: dict[str, tuple[str, ...]] = field(default_factory=dict)

    def text(self, where: str) -> str:
        """The text that a % line speaks of: 6月, 进展."""
        if where == "进展":
            return self.progress or ""
        return dict(self.milestones)[int(where.removesuffix("月"))]


def cases(name: str) -> list[Case]:
    found: list[Case] = []
    for line in (FOLDER / f"{name}.txt").read_text(encoding="utf-8").splitlines():
        if not line or line.startswith("#"):
            continue
        if opened := re.fullmatch(r"\[(.+)\]", line):
            found.append(Case(opened[1]))
            continue
        case = found[-1]
        head, _, text = line.partition(": ")
        text = text.replace("⏎", "\n")
        if line.startswith("- "):
            case.indicators.append(_indicator(line[2:]))
        elif line.startswith("% "):
            where, *percents = line[2:].split()
            case.percents[where] = tuple(percents)
        elif head == "目标":
            case.target = text
        elif head == "进展":
            case.progress = text
        elif re.fullmatch(r"\d+月", head):
            case.milestones.append((int(head[:-1]), text))
        else:
            raise ValueError(f"{name}: {line}")
    return found


def _indicator(line: str) -> Indicator:
    label, qualifier, quantity, marks, months, reported = (
        part.strip() for part in (line + " |" * 5).split("|")[:6]
    )
    value, unit = quantity.split()
    kinds = marks.split()
    return Indicator(
        label=label,
        kind="rate" if "rate" in kinds else "percent_of_work" if "work" in kinds else "quantity",
        qualifier=qualifier or None,
        value=value,
        unit=unit,
        direction="down" if "down" in kinds else "up",
        milestones=dict(pair.split("=") for pair in months.split()),
        reported=reported or None,
    )
