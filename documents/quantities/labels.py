"""The name of a quantity: short, in the words of the document, meaningful without the sentence around it."""

from __future__ import annotations

import re

from . import vocabulary
from .phrases import Found

LONGEST = 40
"""A label is cut to its last noun phrase beyond this many signs."""

_VERBS = tuple(sorted(vocabulary.VERBS, key=len, reverse=True))
_LIGHT = tuple(sorted(vocabulary.LIGHT, key=len, reverse=True))
_HAPPENED = re.compile(
    "|".join(sorted((re.escape(word) for word in vocabulary.HAPPENED), key=len, reverse=True))
)
_TIME = re.compile(
    r"^(?:截至|截止|到|至|自)?(?:\d{4}年)?(?:\d{1,2}(?:-\d{1,2})?月(?:份)?(?:\d{1,2}日)?)?(?:上半年|下半年|[一二三四]季度|年末|年底|底|末)?(?:前|止|,)?"
)
_TAIL = re.compile(
    r"(?:\((?:人|人次|万人|个|户|公里|万元|元|%|套|台|处|所|张|平方米|万平方米|座|场|名|亩|件)\))?"
    r"(?:分别)?(?:达到|达|为|的|至|到|数为|共|共计|等|完成|可|约|不)?$"
)
_PLACE = re.compile(
    r"^(?:在|沿|对|于)[^,。;]{0,20}?(?:内|中|上|沿线|两侧|周边|期间|范围内|区域|等地)"
)
_BEFORE_NUMBER_PLACE = re.compile(r"(?:沿线|两侧|周边|等|内|的|中)$")
_ENOUGH = 2


def phrase_before(left: str) -> str:
    """The name in the part before a number, its empty opening words dropped."""
    text = _served(_opened(left))
    text = _TAIL.sub("", text).strip("的,、 ")
    verb = leading_verb(text)
    text = _last_of_list(text, verb)
    return _half_light(_shortened(text, verb))


def phrase_behind(right: str) -> str:
    """The name in the part behind a number, empty where that part only tells what happened."""
    text = right.lstrip("的, ")
    if not text or text.startswith(tuple(vocabulary.HAPPENED)) or text[0] in ")(":
        return ""
    for verb in vocabulary.SERVES:
        at = text.find(verb)
        if at >= 0 and (rest := text[at + len(verb) :]) and len(rest) >= _ENOUGH:
            if verb in ("进行", "落实", "组织", "办理", "配备"):
                return text[:at] or rest
            return _last_of_list(rest, "").strip("的,、 ")
    cut = _HAPPENED.search(text, 2)
    if cut and cut.group() not in ("建成", "待", "并", "占", "较", "未", "正", "已"):
        text = text[: cut.start()]
    return _shortened(_last_of_list(text, ""), "").strip("的,、 ")


def leading_verb(text: str) -> str:
    return next((verb for verb in _VERBS if text.startswith(verb)), "")


def _opened(left: str) -> str:
    """The phrase without time, empty verbs and adverbs at its head."""
    text = left.lstrip(",、:; ")
    while True:
        before = text
        text = _TIME.sub("", text, count=1).lstrip(",、:; ")
        for word in _LIGHT:
            if text.startswith(word) and len(text) > len(word):
                if text[len(word)] in vocabulary.NOT_LIGHT_BEFORE.get(word, ""):
                    continue
                if word in ("为", "对") and _serves(text):
                    continue
                text = text[len(word) :]
                break
        if text == before:
            return text


def _serves(text: str) -> bool:
    return any(verb in text[2:] for verb in vocabulary.SERVES)


def _served(text: str) -> str:
    """为未成年人提供假期公益托管服务: what is provided."""
    if not text.startswith(vocabulary.SERVED):
        return text
    for verb in vocabulary.SERVES:
        at = text.find(verb, 2)
        if at > 0 and len(rest := text[at + len(verb) :]) >= _ENOUGH:
            return rest
    return text


def _last_of_list(text: str, verb: str) -> str:
    """更新DR、生化分析仪等基础设备: the class that 等 closes, with the verb."""
    at = text.rfind("等")
    while at > 0 and text[at - 1 : at + 1] in (
        "平等",
        "中等",
        "高等",
        "初等",
        "优等",
        "同等",
        "相等",
        "上等",
        "头等",
    ):
        at = text.rfind("等", 0, at)
    if at <= 0 or "、" not in text[:at]:
        return text
    rest = text[at + 1 :].lstrip("的一批各类多种个")
    return verb + rest if len(rest) >= _ENOUGH else text


def _shortened(text: str, verb: str) -> str:
    """A long attribute closed by 的 is dropped."""
    at = text.rfind("的")
    if at > 8 and len(text) - at > 4:
        return verb + text[at + 1 :]
    if len(text) > LONGEST and "、" in text:
        return verb + text[text.rfind("、") + 1 :]
    return text


def _half_light(text: str) -> str:
    for word in vocabulary.HALF_LIGHT:
        rest = text[len(word) :]
        if text.startswith(word) and len(rest) > _ENOUGH and not rest.startswith(_VERBS):
            return rest
    return text


def subjects(left: str) -> list[str]:
    """The list before 分别: A、B、C分别 gives three names."""
    head, _, _ = left.partition("分别")
    depth = 0
    pieces, current = [], ""
    for sign in _opened(head):
        depth += (sign in "(“《") - (sign in ")”》")
        if depth == 0 and sign in "、":
            pieces.append(current)
            current = ""
        else:
            current += sign
    pieces.append(current)
    if (
        len(pieces) > 1
        and (last := re.split(r"以及|[和与及](?!其)", pieces[-1], maxsplit=1))
        and len(last) == 2
        and all(last)
    ):
        pieces[-1:] = last
    elif len(pieces) == 1:
        pieces = [piece for piece in re.split(r"以及|[和与]", pieces[0]) if piece]
    return [piece for piece in pieces if piece]


def label(found: Found, previous: str) -> str:
    """The name of a quantity in its place; `previous` is the name of the one before it in its sentence."""
    behind = phrase_behind(found.right)
    before = phrase_before(found.left)
    if behind:
        return _joined(found.left, before, behind)
    if before in vocabulary.BARE or not before:
        return _borrowed(found, before, previous)
    return before


def _joined(left: str, before: str, behind: str) -> str:
    """The verb before and the noun behind; a short noun keeps the words between them."""
    opened = _opened(left)
    verb = leading_verb(opened)
    if verb in vocabulary.LIGHT or verb in vocabulary.HALF_LIGHT or verb in vocabulary.SERVES:
        verb = ""
    between = opened[len(verb) :] if opened.startswith(verb) else ""
    between = _BEFORE_NUMBER_PLACE.sub("", between)
    if (
        len(behind) <= 4
        and between
        and "、" not in between
        and len(between) <= 24
        and not _PLACE.match(between)
    ):
        return (before if before.endswith(between) else verb + between) + behind
    return verb + behind


def _borrowed(found: Found, bare: str, previous: str) -> str:
    """A name for a number that has none of its own: from the quantity or the clause before."""
    if bare.startswith(("惠及", "覆盖", "受益")) and (served := _served_before(found)):
        return served
    if found.first is False or previous:
        base = previous
    else:
        base = ""
    if not base:
        for clause in reversed(found.before):
            if name := phrase_before(re.sub(r"[ \n]+", "", clause)):
                base = name
                break
    if not base:
        return bare
    if bare and base.endswith(bare):
        return base
    return base + bare


_WHOM = re.compile(
    r"(?:为|对|向|给|面向|针对|帮助)(?P<who>[^,;。]{2,30}?)(?:实施|开展|提供|给予|发放|进行|免|落实|予以)"
)


def _served_before(found: Found) -> str:
    for clause in reversed(found.before):
        if who := _WHOM.search(re.sub(r"[ \n]+", "", clause)):
            return who["who"]
    return ""


def generic_reach(found: Found) -> str:
    """惠及学生, 覆盖群众: the ones served named in the clause before, empty where the phrase says it itself."""
    text = _opened(found.left)
    if re.fullmatch(
        r"(?:可|共|直接|预计)?(?:惠及|受益|覆盖)(?:学生|群众|居民|人口|人数|人员|人群|老人|儿童|职工|农户|村民)?(?:约|共|达)?",
        text,
    ):
        return _served_before(found)
    return ""
