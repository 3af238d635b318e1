"""The name of a quantity: short, in the words of the document, meaningful without the sentence around it."""

from __future__ import annotations

import re
from functools import lru_cache

from . import units, vocabulary
from .phrases import Found
from .wordlist import any_of

LONGEST = 40
"""A label is cut to its last noun phrase beyond this many signs."""

_VERB = re.compile(any_of(vocabulary.VERBS))
_VERB_CHAIN = re.compile(rf"(?:(?:{_VERB.pattern})(?:[、和及与或](?=(?:{_VERB.pattern})))?)*")
_LIGHT = re.compile(
    "(?:"
    + "|".join(
        re.escape(word)
        + (f"(?![{guard}])" if (guard := vocabulary.NOT_LIGHT_BEFORE.get(word)) else "")
        for word in sorted(vocabulary.LIGHT, key=len, reverse=True)
    )
    + r")(?=.)"
)
_TELLS = re.compile(any_of(vocabulary.TELLS))
_TELLS_INSIDE = re.compile(any_of(vocabulary.TELLS_INSIDE))
_TIME = re.compile(
    r"^(?:截至|截止|到|至|自|于)?"
    r"(?=20\d\d年|\d{1,2}(?:-\d{1,2})?月|上半年|下半年|[一二三四]季度|年末|年底|月底)"
    r"(?:20\d\d年度?)?(?:\d{1,2}(?:-\d{1,2})?月(?:份)?(?:\d{1,2}日)?)?"
    r"(?:上半年|下半年|[一二三四]季度|年末|年底|月底|底|末)?(?:以?前|止|之前)?"
)
_UNIT_AT_END = re.compile(
    rf"\((?:单位:)?(?:{'|'.join(units.SCALES)})?(?:{'|'.join(map(re.escape, units.ALL_WORDS))})\)$"
)
_TAIL = re.compile(
    r"(?:分别|达到|达|为|的|至|到|共|共计|完成|已|(?<![签节集预公])约|等|拥有|保持|稳定|按照|按)+$"
)
_WHERE = re.compile(
    r"^(?:在|于|沿)[^,。;“”]{1,24}?(?:内|中|上|沿线|周边|期间|范围|区域|场所|等地|地区|乡镇|街道|社区|镇|乡|村|区|县|市|学校|食堂)"
    r"(?=\S)"
)
_SITE = re.compile(r"^[^、,“”]{0,8}?(?:场所|区域|地区|部位|重点部位|路段)(?=\S)")
_PENDING = re.compile(r"已(?:经|完成|全部|开工|建成)|正在|正着手|正有序|均已|目前|未启动|尚未")
_YEARS = re.compile(r"\(20\d\d[^()]*\)")
_REACHES = re.compile(r"(?<=[\u4e00-\u9fff]{2})达到?[^,、率]{2,14}$")
_STATE_AT_END = re.compile(r"(?:新建|改建|扩建|竣工|开工|完工|建成|交付|投用|新增)$")
_ACT_AT_END = re.compile(r"(?:改造|治理|建设|整治|提升|工程|项目|安装|行动|培训|服务)$")
_FROM = re.compile(r"(?:由|从|自|原来?的?|现行的?|目前的?)(?:每[人生户月年天日])*$")
_LIST_BEFORE = re.compile(r"[、和及与]")
_ET_CETERA = re.compile(r"(?<![平中高初优同相上头均])等(?!级|待|候|于|同|额|温)")
_CONJUNCTION = re.compile(r"(?:以及|及|并|,)(?!其)")
_SERVED_ONLY = re.compile(r"(?:为|对|向|给|在|面向|针对|于|将)$")
ENOUGH = 2


@lru_cache(maxsize=8192)
def phrase_before(left: str) -> str:
    """The name in the part before a number, its empty opening words dropped."""
    text = _without_place(_served(opened(left)))
    text = _REACHES.sub("", _YEARS.sub("", _UNIT_AT_END.sub("", text)))
    text = _TAIL.sub("", text).strip("的,、 ")
    if _SERVED_ONLY.fullmatch(text):
        return ""
    if text in units.MONEY:
        return f"完成{text}" if "完成" in left else text
    verb = leading_verb(text)
    return _half_light(_shortened(_class_of_list(text, verb), verb))


@lru_cache(maxsize=8192)
def phrase_behind(right: str) -> str:
    """The name in the part behind a number, empty where that part only tells what happened."""
    text = _YEARS.sub("", right.lstrip("的, "))
    if not text or _TELLS.match(text) or re.match(r"[)(]|以?及|等|和", text):
        return ""
    if (cut := _PENDING.search(text, ENOUGH)) is not None:
        text = text[: cut.start()]
    if service := _of_service(text):
        return _class_of_list(service, "").strip("的,、 ")
    if (cut := _TELLS_INSIDE.search(text, ENOUGH)) is not None:
        text = text[: cut.start()]
    for join in _CONJUNCTION.finditer(text, 4):
        if "的" in text[join.end() :] or _VERB.match(text, join.end()):
            text = text[: join.start()]
            break
    return _shortened(_class_of_list(text, ""), "").strip("的,、 ")


def is_empty_behind(right: str) -> bool:
    """Whether the part behind a number names nothing of its own: 改造任务, 已完成."""
    name = phrase_behind(right)
    return re.sub(r"任务|工作|目标|项目$", "", name[len(leading_verb(name)) :]) == ""


def leading_verb(text: str) -> str:
    """The verbs a phrase opens with: 新建, 提升改造, 新建、改建; empty where it opens with a noun."""
    return _VERB_CHAIN.match(text).group()  # type: ignore[union-attr]


@lru_cache(maxsize=8192)
def opened(left: str) -> str:
    """The phrase without time, empty verbs and adverbs at its head."""
    text = left.lstrip(",、:; ")
    while True:
        before = text
        text = _TIME.sub("", text, count=1).lstrip(",、:; ")
        text = _LIGHT.sub("", text, count=1) if _LIGHT.match(text) else text
        if text == before:
            return text


def _served(text: str) -> str:
    """为未成年人提供假期公益托管服务: what is provided; 为农民放映电影: the act."""
    if not text.startswith(vocabulary.SERVED):
        return text
    for verb in vocabulary.SERVES:
        at = text.find(verb, 2)
        if at > 0 and len(rest := text[at + len(verb) :]) >= ENOUGH:
            return rest
    for at in range(2, len(text) - ENOUGH):
        if _VERB.match(text, at) and text[:at].endswith(units.PERSONS):
            return text[at:]
    return text[1:] if text[0] in "为对向给" else text


def _without_place(text: str) -> str:
    """在公共场所配置AED: the place is dropped where an act follows it."""
    for pattern in (_WHERE, _SITE):
        found = pattern.match(text)
        if found and _VERB.match(text, found.end()):
            return opened(text[found.end() :])
    return text


def _of_service(text: str) -> str:
    """残疾人提供日间照料服务: what is provided; 学校食堂进行改造: to what something is done, and what."""
    for verb in vocabulary.SERVES:
        at = text.find(verb)
        what = text[at + len(verb) :]
        if at < 0 or len(what) < ENOUGH:
            continue
        if verb in ("进行", "落实", "组织", "办理") or (verb == "实施" and len(what) <= 3):
            return text[:at] + what if at >= ENOUGH and len(text) <= LONGEST else text[:at]
        return what
    return ""


def _class_of_list(text: str, verb: str) -> str:
    """更新DR、生化分析仪等基础设备: the class that 等 closes, with the verb."""
    ends = [found.start() for found in _ET_CETERA.finditer(text)]
    if not ends or not (_LIST_BEFORE.search(text[: ends[-1]]) or text[ends[-1] - 1] == ")"):
        return text
    rest = re.sub(r"^(?:的|一批|各类|多种|\d?个)+", "", text[ends[-1] + 1 :])
    return verb + rest if len(rest) >= ENOUGH else text


def _shortened(text: str, verb: str) -> str:
    """A long attribute closed by 的 is dropped, and all but the end of a very long list."""
    at = text.rfind("的")
    if at > 8 and len(text) - at > 4:
        return verb + text[at + 1 :]
    if len(text) > LONGEST and "、" in text:
        return verb + text[text.rfind("、") + 1 :]
    return text


def _half_light(text: str) -> str:
    for word in vocabulary.HALF_LIGHT:
        rest = text[len(word) :]
        if (
            text.startswith(word)
            and len(rest) >= ENOUGH
            and not _VERB.match(rest.lstrip("或和、及"))
        ):
            return rest
    return text


def subjects(left: str) -> list[str]:
    """The list before 分别: A、B和C gives three names."""
    pieces, current, depth = [], "", 0
    for sign in opened(left):
        depth += (sign in "(“《") - (sign in ")”》")
        if depth == 0 and sign == "、":
            pieces.append(current)
            current = ""
        else:
            current += sign
    last = re.split(r"以及|[和与及](?!其)", current, maxsplit=1)
    pieces += last if len(last) == 2 and all(len(part) >= ENOUGH for part in last) else [current]
    return [piece for piece in pieces if piece]


def label(found: Found, previous: str) -> str:
    """The name of a quantity in its place; `previous` is the name of the one before it in its sentence."""
    left = found.left
    before = phrase_before(left)
    behind = "" if left.endswith(vocabulary.MEASURES) else phrase_behind(found.right)
    if behind:
        served = found.mark.lead.startswith(vocabulary.SERVED)
        return behind if served else _around(left, behind)
    if before in vocabulary.BARE or not before:
        return _borrowed(found, before, previous)
    if not previous and found.before and leading_verb(before) == before:
        return _act_of(found, before)
    return before


def _act_of(found: Found, act: str) -> str:
    """资助困难新生,…资助350名: an act alone is named by the clause that told of it."""
    told = next((name for name in map(phrase_before, found.before) if act in name), act)
    return told if len(told) <= LONGEST else act


def _around(left: str, behind: str) -> str:
    """The verb before and the noun behind; a short noun keeps the words between them."""
    head = opened(left)
    if head.startswith(vocabulary.SERVED):
        return behind
    head = _without_place(head)
    verb = leading_verb(head)
    between = head[len(verb) :]
    if len(behind) <= 2 and _ACT_AT_END.search(between):
        return verb + between
    if verb in vocabulary.HALF_LIGHT or verb in vocabulary.LIGHT or verb in ("提供", "进行"):
        verb = ""
    short = (
        len(behind) <= 4
        and between
        and not re.search(r"[、,]|(?:等|沿线|两侧|周边|内|的|中)$", between)
    )
    if short and len(between) <= 24 and not re.match(r"[在沿对将于]", between):
        return verb + between + behind
    return verb + behind


def _borrowed(found: Found, bare: str, previous: str) -> str:
    """A name for a number that has none of its own: from the bracket's host, the quantity or clause before."""
    base = phrase_before(found.host) if found.host else previous
    if bare.endswith("面积") and found.before and not re.search(r"\d", found.before[0]):
        base = phrase_before(found.before[0]) or base
    if not base:
        told = (clause for clause in reversed(found.before) if not re.search(r"\d", clause))
        base = next((name for name in map(phrase_before, told) if name), "")
    if bare:
        base = _STATE_AT_END.sub("", base) or base
    return base if base.endswith(bare) else base + bare


_WHOM = re.compile(
    r"(?:为|对|向|给|面向|针对|帮助)(?P<who>[^,;。]{2,30}?)(?:实施|开展|提供|给予|发放|进行|免|落实|予以|配发)"
)
_PEOPLE = re.compile(r"[人生儿员者户民众工师童妇女友兵家]$")
_REACH = re.compile(
    r"(?:可|共|直接|预计)?(?:惠及|受益|覆盖)(?:学生|群众|居民|人口|人数|人员|人群|老人|儿童|职工|农户|村民)?"
)


def reached(found: Found) -> str:
    """惠及学生, 覆盖群众: the ones served named in the clause before, empty where the phrase says it itself."""
    if not _REACH.fullmatch(opened(found.left)):
        return ""
    for clause in reversed(found.before):
        if (who := _WHOM.search(clause)) and _PEOPLE.search(who["who"]):
            return who["who"]
    return ""


def starting_point(left: str) -> str | None:
    """高龄津贴标准由每人每月: the phrase before the starting point of a raise; None where it is none."""
    found = _FROM.search(left)
    return left[: found.start()] if found else None


def is_bare(text: str) -> bool:
    """Whether a phrase names no thing: only verbs, adverbs and joining words."""
    rest = opened(text)
    rest = rest[len(leading_verb(rest)) :]
    return not _TAIL.sub("", rest) or rest in vocabulary.BARE
