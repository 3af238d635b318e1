"""Money told in a sentence of a text: 计划投资540万元,累计完成投资513万元."""

from __future__ import annotations

import re
from dataclasses import replace

from documents.drafts import ProjectDraft
from documents.money import Figure, read_amount, read_ratio
from documents.stated_sums import of_the_year, sums_in
from documents.text import fold

_SHARE = re.compile(
    r"(?:占|完成)(?:本?年度|全年|当年|20\d\d年)?(?:总?投资)?计划(?:总?投资)?(?:额)?的?(\d+(?:\.\d+)?)%"
)
"""占年度计划的80%, behind the plan and what was spent of it."""
_VAGUE = re.compile(r"约|超过|近")


def take_sums(text: str, project: ProjectDraft) -> str:
    """Takes what a text says of money in round words of its own; sentences of nothing else leave the text.

    A sum that is said only about (210余万元, 约3亿元) is none: its words stay where they are.
    """
    plans, done = sums_in(text)
    if project.plan is None and (one := of_the_year(plans)) is not None:
        project.plan = _figure(one, one["sum"], one["unit"], one["near"], one["about"])
    if project.invested is None and len(done) == 1:
        one = done[0]
        project.invested = _figure(
            one,
            one["sum"] or one["sum2"],
            one["unit"] or one["unit2"],
            one["near"] or one["near2"],
            one["about"] or one["about2"],
        )
    if project.plan is None and project.invested is None:
        return text
    share = _SHARE.search(fold(text)) if plans and done and project.ratio is None else None
    if share is not None and len(_SHARE.findall(fold(text))) == 1:
        project.ratio = read_ratio(f"{share[1]}%")
    return _without_sentences(text, [found.span() for found in (*done, *plans)])


def _figure(
    found: re.Match[str], digits: str, unit: str, near: str | None, about: str | None
) -> Figure | None:
    """The sum with the words that tell it as its print."""
    if about or (near and _VAGUE.search(near)):
        return None
    figure = read_amount(f"{digits}{unit}")
    return replace(figure, raw=found.group()) if figure else None


def _without_sentences(text: str, spans: list[tuple[int, int]]) -> str:
    """The text without the sentences that are wholly made of these places."""
    kept: list[str] = []
    for found in re.finditer(r"[^。;\n]*[。;\n]?", fold(text)):
        sentence = text[found.start() : found.end()]
        rest = "".join(
            sign
            for place, sign in enumerate(sentence, found.start())
            if not any(start <= place < end for start, end in spans)
        )
        if not sentence or rest.strip(" 。;,、\n\uff1b\uff0c"):
            kept.append(sentence)
    return "".join(kept).strip()
