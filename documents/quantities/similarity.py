"""How far two phrases name the same thing, without a dictionary of the language: shared pairs of signs."""

from __future__ import annotations

import re
from functools import lru_cache

from . import percents, stages, vocabulary
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
_FAINT = {word: f"\ue002{number}\ue001" for number, word in enumerate(vocabulary.FAINT)}
_FAINTS = re.compile(any_of(_FAINT))
_FAINT_WEIGHT = 0.4
_NO_NOUN = re.compile(
    any_of(
        {
            *vocabulary.LIGHT, *vocabulary.VERBS, *vocabulary.FAINT, *stages.NOT_DONE, *percents.WORK,
            *words("年度 工作 任务 目标 月底 截至 其中 累计 个 户 项目 工程 情况 进度 施工 今年 上半年 季度 年底 之前"),
        }
    )
)  # fmt: skip
_NOUN = re.compile(r"[\u4e00-\u9fff]{2}")
_TOKEN = re.compile(r"[\ue000\ue002]\d+\ue001")
_PIECE = re.compile(r"[\u4e00-\u9fffA-Za-z0-9\ue000-\ue002]+")


@lru_cache(maxsize=8192)
def _grams(text: str) -> dict[str, float]:
    """Pairs of signs of the words that carry meaning, with their weight.

    An alias is one sign of full weight; whom a thing is for and what is commonly done count little.
    """
    kept = _ALIASES.sub(lambda found: _ALIAS[found.group()], text)
    kept = _FAINTS.sub(lambda found: _FAINT[found.group()], _EMPTY.sub(" ", kept))
    grams: dict[str, float] = {}
    for piece in _PIECE.findall(kept):
        for token in _TOKEN.findall(piece):
            grams[token] = 1.0 if token[0] == "\ue000" else _FAINT_WEIGHT
        for run in _TOKEN.sub(" ", piece).split():
            grams.update((run[i : i + 2], 1.0) for i in range(len(run) - 1))
            if len(run) == 1:
                grams[run] = _FAINT_WEIGHT
    return grams


@lru_cache(maxsize=16384)
def share_a_word(one: str, two: str) -> bool:
    """Whether two phrases agree in more than whom a thing is for and what is commonly done."""
    other = _grams(two)
    return any(weight == 1.0 and gram in other for gram, weight in _grams(one).items())


@lru_cache(maxsize=8192)
def names_a_thing(text: str) -> bool:
    """Whether a phrase holds a word that says what is counted, beside verbs, stages and goals."""
    return bool(_NOUN.search(_NO_NOUN.sub(" ", text)))


@lru_cache(maxsize=16384)
def similarity(one: str, two: str) -> float:
    """How much of the shorter name's meaning stands in the other, from 0 to 1."""
    a, b = _grams(one), _grams(two)
    if not a or not b:
        return 0.0
    shared = sum(weight for gram, weight in a.items() if gram in b)
    less, more = sorted((sum(a.values()), sum(b.values())))
    return 0.7 * shared / less + 0.3 * shared / more
