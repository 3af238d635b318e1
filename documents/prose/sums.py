"""Money told in a sentence of a text: 计划投资540万元,累计完成投资513万元."""

from __future__ import annotations

import re

from documents.drafts import ProjectDraft
from documents.money import Figure, read_amount
from documents.text import fold

_SUM = r"(?P<sum>\d[\d,]*(?:\.\d+)?)\s?(?P<about>余|多)?(?P<unit>亿元|万元)"
_PLAN = re.compile(
    rf"(?P<what>(?:20\d\d年(?:度)?|本?年度|今年|当年)?(?:计划|概算|预算|估算|拟)?(?:完成)?(?P<total>总)?投资(?:额|计划|概算)?)(?P<near>约|共|为|达|超过|近|:)*{_SUM}"
)
_DONE = re.compile(
    rf"(?:累计|已|实际|目前|共)+(?:完成)?(?:投资|支出)(?:额)?(?P<near>约|共|为|达|超过|近|:)*{_SUM}|(?:累计|已|实际|目前)?完成投资(?:额)?(?P<near2>约|共|为|达|超过|近|:)*(?P<sum2>\d[\d,]*(?:\.\d+)?)\s?(?P<about2>余|多)?(?P<unit2>亿元|万元)"
)
_ENDS = re.compile(r"(?:左右|以上|整)?(?=[。;,、)\s]|$)")
"""What may follow a sum that is said for itself; 总投资2.3亿元的医院 is the hospital's size."""
_ASIDE = re.compile(r"(?:其中|含|包括)[^。;]{0,12}$")
_VAGUE = re.compile(r"约|超过|近")


def take_sums(text: str, project: ProjectDraft) -> str:
    """Takes what a text says of money in round words of its own; sentences of nothing else leave the text.

    A sum that is said only about (210余万元, 约3亿元) is none: its words stay where they are.
    """
    folded = fold(text)
    done = [found for found in _DONE.finditer(folded) if not _ASIDE.search(folded[: found.start()])]
    spans = [found.span() for found in done]
    plans = [
        found
        for found in _PLAN.finditer(folded)
        if not _ASIDE.search(folded[: found.start()])
        and not any(start <= found.start() < end for start, end in spans)
        and not re.search(r"(?:完成|争取|带动|吸引|撬动|引进)$", folded[: found.start()])
        and not re.match(r"完成", found["what"])
        and _ENDS.match(folded, found.end())
    ]
    yearly = [found for found in plans if re.match(r"20\d\d|本?年度|今年|当年", found["what"])]
    if project.plan is None and len(chosen := yearly or plans) == 1:
        project.plan = _figure(
            chosen[0]["sum"], chosen[0]["unit"], chosen[0]["near"], chosen[0]["about"]
        )
    if project.invested is None and len(done) == 1:
        one = done[0]
        project.invested = _figure(
            one["sum"] or one["sum2"],
            one["unit"] or one["unit2"],
            one["near"] or one["near2"],
            one["about"] or one["about2"],
        )
    if project.plan is None and project.invested is None:
        return text
    return _without_sentences(text, [*spans, *(found.span() for found in plans)])


def _figure(digits: str, unit: str, near: str | None, about: str | None) -> Figure | None:
    if about or (near and _VAGUE.search(near)):
        return None
    return read_amount(f"{digits}{unit}")


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
