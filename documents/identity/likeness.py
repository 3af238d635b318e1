"""How much two projects have in common, in thousandths: name, promise, units, category, money. Numbers say nothing here."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher
from functools import cached_property

from documents.reading import Project

WHOLE = 1000
"""All alike."""
_WEIGHTS = {"name": 45, "text": 30, "units": 15, "category": 5, "money": 5}
_SIGNS = re.compile(r"[^\w.%]|_")
_FIGURE = re.compile(r"\d+(?:\.\d+)?")
_ORDER = re.compile(r"\d+|[一二三四五六七八九十百]+|[甲乙丙丁戊己庚辛]|[东南西北]|[a-z]+")


@dataclass(frozen=True)
class Text:
    """A text as it is compared: without spaces and punctuation, in plain letters."""

    folded: str

    @classmethod
    def of(cls, text: str) -> Text:
        return cls(_SIGNS.sub("", unicodedata.normalize("NFKC", text)).casefold())

    @cached_property
    def pairs(self) -> frozenset[str]:
        return _pairs(self.folded)

    @cached_property
    def pairs_without_figures(self) -> frozenset[str]:
        return _pairs(_FIGURE.sub("0", self.folded))

    def like(self, other: Text) -> int:
        """Shared pairs of letters; a figure that changed counts half of one that was replaced by words."""
        if self.folded == other.folded:
            return WHOLE
        shaped = _shared(self.pairs_without_figures, other.pairs_without_figures)
        return (_shared(self.pairs, other.pairs) + shaped) // 2

    def within(self, other: Text) -> int:
        """How much of it stands in the other."""
        if len(self.pairs) < 3:
            return WHOLE if self.folded and self.folded in other.folded else 0
        return WHOLE * len(self.pairs & other.pairs) // len(self.pairs)


@dataclass(frozen=True)
class Look:
    """What is compared of a project, made once."""

    number: int
    name: Text
    text: Text
    units: tuple[str, ...]
    category: str | None
    money: Decimal | None

    @classmethod
    def of(cls, project: Project, known_as: Mapping[str, str]) -> Look:
        """`known_as` leads from a spelling of a unit to its name."""
        said = [project.target, *(task.text for task in project.tasks if len(project.tasks) > 1)]
        return cls(
            project.number,
            Text.of(project.name),
            Text.of("\n".join(dict.fromkeys(said))),
            tuple(dict.fromkeys(known_as.get(unit.name, unit.name) for unit in project.units)),
            project.category,
            _amount(project.investment_plan),
        )

    @property
    def print(self) -> tuple[object, ...]:
        """Equal for two that are the same in everything but the number."""
        return (self.name.folded, self.text.folded, self.units, self.category, self.money)


@dataclass(frozen=True, slots=True)
class Evidence:
    """How alike two projects are, each part and together; None where one of them says nothing of it."""

    name: int
    text: int
    units: int | None
    category: int | None
    money: int | None

    @property
    def total(self) -> int:
        parts = {one: getattr(self, one) for one in _WEIGHTS}
        said = {one: value for one, value in parts.items() if value is not None}
        weight = sum(_WEIGHTS[one] for one in said)
        return sum(_WEIGHTS[one] * value for one, value in said.items()) // weight

    @property
    def words(self) -> str:
        """What speaks for it and what against, for the person who looks."""
        told = [_told("名称", self.name), _told("目标任务", self.text), _told("单位", self.units)]
        if self.category is not None:
            told.append("类别相同" if self.category else "类别不同")
        if self.money is not None:
            told.append("投资相同" if self.money else "投资不同")
        return "、".join(filter(None, told))


def evidence(old: Look, new: Look) -> Evidence:
    """What speaks for the two being one project."""
    return Evidence(
        old.name.like(new.name),
        old.text.like(new.text),
        _units(old.units, new.units),
        None if old.category is None or new.category is None else _same(old.category, new.category),
        None if old.money is None or new.money is None else _same(old.money, new.money),
    )


def is_another_of_its_kind(old: Look, new: Look) -> bool:
    """Whether the names differ as those of two things do: 一期 and 二期, or one place for another in name and text alike."""
    if old.name.folded == new.name.folded:
        return False
    before, after = _ORDER.findall(old.name.folded), _ORDER.findall(new.name.folded)
    if before != after:
        # 农村公路 and “四好农村路” of one promise: a word that holds a number is no order of two things.
        return bool(before and after) or old.text.folded != new.text.folded
    gone, come = [], []
    steps = SequenceMatcher(None, old.name.folded, new.name.folded, autojunk=False).get_opcodes()
    for tag, a, b, c, d in steps:
        if tag != "equal":
            gone.append(old.name.folded[a:b])
            come.append(new.name.folded[c:d])
    was, now = old.text.folded, new.text.folded
    left = any(part and part in was and part not in now for part in gone)
    entered = any(part and part in now and part not in was for part in come)
    return left and entered


def _pairs(text: str) -> frozenset[str]:
    if len(text) < 2:
        return frozenset([text] if text else [])
    return frozenset(text[at : at + 2] for at in range(len(text) - 1))


def _shared(one: frozenset[str], other: frozenset[str]) -> int:
    if not one and not other:
        return WHOLE
    return 2 * WHOLE * len(one & other) // (len(one) + len(other))


def _units(old: Iterable[str], new: Iterable[str]) -> int | None:
    before, after = list(old), list(new)
    if not before or not after:
        return None
    both, either = set(before) & set(after), set(before) | set(after)
    return 600 * (before[0] == after[0]) + 400 * len(both) // len(either)


def _same(one: object, other: object) -> int:
    return WHOLE if one == other else 0


def _amount(text: str | None) -> Decimal | None:
    return None if text is None else Decimal(text)


def _told(what: str, value: int | None) -> str:
    if value is None:
        return ""
    for least, word in ((WHOLE, "相同"), (700, "相近"), (350, "部分相同")):
        if value >= least:
            return f"{what}{word}"
    return f"{what}不同"
