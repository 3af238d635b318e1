"""How far two phrases name the same thing, without a dictionary of the language: shared pairs of signs."""

from __future__ import annotations

import re
from functools import lru_cache

from . import vocabulary
from .wordlist import any_of, words

_EMPTY = re.compile(
    "|".join(
        re.escape(word)
        for word in sorted(
            {
                *vocabulary.LIGHT,
                *vocabulary.HALF_LIGHT,
                *words("工作 项目 工程 行动 全部 等 的 一批 任务 数量 目标 情况"),
            },
            key=len,
            reverse=True,
        )
        if len(word) > 1 or word in "等的"
    )
)
_ALIAS = {
    alias: f"\ue000{number}\ue001"
    for number, group in enumerate(vocabulary.ALIASES)
    for alias in group
}
_ALIASES = re.compile(any_of(_ALIAS))
_SIGN = re.compile(r"\ue000\d+\ue001")
_PIECE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9\ue000\ue001]+")


@lru_cache(maxsize=8192)
def _grams(text: str) -> frozenset[str]:
    """Pairs of signs of the words that carry meaning, with aliases as one sign."""
    kept = _EMPTY.sub(" ", _ALIASES.sub(lambda found: _ALIAS[found.group()], text))
    grams: set[str] = set()
    for piece in _PIECE.findall(kept):
        grams.update(_SIGN.findall(piece))
        for run in _SIGN.sub(" ", piece).split():
            grams.update(run[i : i + 2] for i in range(len(run) - 1))
            if len(run) == 1:
                grams.add(run)
    return frozenset(grams)


@lru_cache(maxsize=16384)
def similarity(one: str, two: str) -> float:
    """How much of the shorter name's meaning stands in the other, from 0 to 1."""
    a, b = _grams(one), _grams(two)
    if not a or not b:
        return 0.0
    shared = len(a & b)
    return 0.7 * shared / min(len(a), len(b)) + 0.3 * shared / max(len(a), len(b))
