"""Which paragraphs of a text are its projects: the level of numbers that carries the content."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.checks.counts import title_count
from documents.drafts import CategoryDraft, ListDraft
from documents.facts import is_signature
from documents.furniture import begins_tail, is_closing, is_menu
from documents.prose.charge import names_units
from documents.prose.groups import Item, headed, projects_under, running_on
from documents.prose.lines import Line
from documents.prose.reports import SUFFIX, sounds_like_report
from documents.quantities.extract import quantities
from documents.tables import categories
from documents.tables.meanings import Meaning
from documents.text import bare, fold

TELLING = (
    Meaning.UNIT,
    Meaning.LEAD,
    Meaning.COOPERATING,
    Meaning.TARGET,
    Meaning.PROGRESS,
    Meaning.DEADLINE,
    Meaning.SCHEDULE,
)
_APPEALS = re.compile(
    r"要高度|要切实|要加强|要严格|高度重视|各责任单位|各单位|加强领导|提高.{0,4}站位|强化.{0,6}(?:督查|调度|考核|保障)|"
    r"加强(?:组织|督查|宣传|统筹|协调|监管|考核|资金)|严格(?:督查|考核|落实)|落实责任|明确责任|营造.{0,6}氛围"
)
_BARREN = re.compile(
    r"(?:(?:总体|整体|基本|工作|主要)?(?:情况|要求|目标|思路|安排|原则|概况)(?:概述)?|指导思想|组织领导|(?:保障|工作|推进)措施|工作机制|责任分工|"
    r"主要(?:做法|措施|成效|经验|问题|特点)|(?:主要)?做法(?:和|与|及)成效|工作(?:成效|亮点|打算)|存在(?:的)?(?:主要)?(?:问题|困难|不足).{0,10}|"
    r"下一?(?:步|阶段).{0,12}|(?:有关|工作|相关|几点)要求|实施步骤|实施范围|资金(?:来源|保障|安排)|监督(?:检查|考核)|总体(?:进展|完成|推进)(?:情况)?|"
    r"(?:加强|强化|严格|切实|提高|明确|注重|压实|狠抓|完善).{2,14})"
)
"""Headings of what is said around the list: nothing under them is a project."""
_WHOLE = re.compile(
    r"(?:(?:20\d\d年)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})?(?:件|项)?(?:重点)?(?:民生)?(?:实事|项目|工程|事项)+(?:项目)?"
    r"(?:内容|清单|名单|目标任务|(?:具体)?(?:完成|进展|推进|落实|实施)情况)?|(?:目标任务|主要任务|重点任务|工作任务|任务分解|项目内容|具体(?:项目|内容|进展)))"
)
"""A heading over the whole list is no category."""
_NAME_ENDS = re.compile(
    r"(?:项目|工程|行动|计划|建设|改造|提升|整治|服务|治理|修缮|扩建|新建|迁建|配套|保障|救助|补贴|培训|体检|安装|更新|亮化|绿化|中心|公园|道路|桥|学校|医院|市场|食堂)"
    r"(?:\([^()]*\))?$"
)
_IS_TITLE = re.compile(r"关于.*的|(?:通知|公告|公示|报告|通报|方案|函)$")
_OF_THINGS = re.compile(
    r"(?:20\d\d年|全力|着力|扎实|持续)?(?:度)?(?:办好|办实|实施|抓好)?(?:\d{1,2}|[一二三四五六七八九十]{1,3})(?:件|项|大)(?:重点)?(?:民生|惠民|为民)(?:实事|工程|项目|好事)*"
)
_ABOUT = re.compile(r"实事|民生|为民|惠民|项目|工程")
_COUNT_BEHIND = re.compile(r"(?:\((?:共|计)?\d{1,3}(?:大?类|[件项个])\)|(?:共|计)\d{1,3}[件项个])$")
_LEADS_IN = re.compile(r"(?:如下|分别是|分别为|为|包括|有|即|是)[:,]?$|:$")


def items_in(lines: Sequence[Line], part: ListDraft, *, is_report: bool) -> list[Item]:
    """The paragraphs that are projects; none where the text holds no list."""
    found = _numbered(lines, part)
    if not found:
        blocks = [item for item in _blocks(lines) if is_telling(item)]
        sentences = _sentences(lines, is_report=is_report)
        # One block over several sentences with labels of their own is a title over a list.
        found = _marked(lines) or (sentences if len(blocks) <= 1 else []) or blocks or sentences
        _give_categories(lines, found, part)
    return found


# Numbered lists


def _chapter(lines: Sequence[Line]) -> Sequence[Line]:
    """Of a speech or report with several chapters the one that is headed 十件民生实事; else all."""
    heads = [at for at, line in enumerate(lines) if line.style in {"chinese", "item"}]
    named = [at for at in heads if _OF_THINGS.fullmatch(bare(lines[at].words).rstrip("。:"))]
    others = [at for at in heads if at not in named]
    if len(named) != 1 or not others or any(_ABOUT.search(lines[at].words) for at in others):
        return lines
    rank = lines[named[0]].rank
    end = next((at for at in heads if at > named[0] and lines[at].rank <= rank), len(lines))
    inside = lines[named[0] + 1 : end]
    return inside if sum(line.style is not None for line in inside) >= 2 else lines


def _numbered(lines: Sequence[Line], part: ListDraft) -> list[Item]:
    """Items of the level of numbers that carries the content; coarser numbers are headings."""
    lines = _chapter(lines)
    ranks = sorted({line.rank for line in lines if line.style})
    counts = {count for line in lines[:15] if (count := title_count(line.text)) is not None}
    by_rank = {rank: _items_at(lines, rank) for rank in ranks}
    exact = [rank for rank in ranks if len(by_rank[rank]) in counts]
    if len(exact) == 1 and not _are_appeals(items := by_rank[exact[0]]):
        _give_categories(lines, items, part)
        return items
    if (running := running_on(lines)) is not None:
        _give_categories(lines, by_rank[running], part)
        return by_rank[running]
    for rank in ranks:
        items = by_rank[rank]
        full = [item for item in items if _is_substantial(item)]
        if items and (inside := projects_under(items)):
            _give_categories(lines, inside, part, is_under=True)
            return inside
        if (len(items) >= 2 and len(full) * 2 > len(items) and _are_projects(items)) or (
            len(items) == 1 and full and is_telling(items[0])
        ):
            _give_categories(lines, items, part)
            return items
    for rank in ranks:
        if _are_names(lines, by_rank[rank]):
            _give_categories(lines, by_rank[rank], part)
            return by_rank[rank]
    return []


def _items_at(lines: Sequence[Line], rank: int) -> list[Item]:
    """The paragraphs of one level, those under headings of other matters left out."""
    items: list[Item] = []
    current: Item | None = None
    barren_rank: int | None = None
    for line in lines:
        if line.style and barren_rank is not None and line.rank <= barren_rank:
            barren_rank = None
        if line.style and line.rank <= rank and is_barren(line):
            barren_rank, current = line.rank, None
            continue
        if barren_rank is not None:
            continue
        if line.style and line.rank == rank:
            current = Item(line)
            items.append(current)
        elif (line.style and line.rank < rank) or heading_in_brackets(line) is not None:
            current = None
        elif current is not None:
            current.body.append(line)
    for item in items:
        _cut_tail(item, is_last=item is items[-1])
    return items


def is_barren(line: Line) -> bool:
    """Whether a numbered line heads what stands around the list: 保障措施, 存在问题, 下一步打算."""
    words = bare(line.words).rstrip("。:;")
    return not line.labelled and len(words) <= 18 and _BARREN.fullmatch(words) is not None


def heading_in_brackets(line: Line) -> str | None:
    """The words of a line that is nothing but a heading in brackets: 【公共设施】."""
    found = re.fullmatch(r"[【〖\[]([^】〗\]]{2,20})[】〗\]]", line.text.strip())
    return found[1] if found and not line.labelled and not line.style else None


def _cut_tail(item: Item, *, is_last: bool) -> None:
    """Signature, date, attachments, menus and notes under an item do not belong to it."""
    kept: list[Line] = []
    for line in item.body:
        text = bare(line.text)
        if begins_tail(text) or is_closing(text) or is_signature(text):
            if is_last or not is_menu(text):
                break
            continue
        kept.append(line)
    item.body = kept


def _is_substantial(item: Item) -> bool:
    """Whether a numbered paragraph says something by itself, and does not only stand over others."""
    direct = []
    for line in item.lines:
        if line is not item.line and line.style:
            if line.style == "sub":
                return True  # 10.1 is a part of 10, whatever 10 says itself
            break
        direct.append(line)
    if any(part.meaning in TELLING for line in direct for part in line.labelled):
        return True
    text = " ".join(line.text for line in direct)
    if len(direct) == 1 and len(item.lines) > 1:
        text = _COUNT_BEHIND.sub("", bare(text))  # 一、已完成项目(2件) heads what is under it
    return (
        any(names_units(line.text) for line in direct)
        or len(bare(text)) > 24
        or bool(quantities(text))
    )


def is_telling(item: Item) -> bool:
    """Whether a paragraph carries a label of a project."""
    return any(part.meaning in TELLING for line in item.lines for part in line.labelled)


def _are_projects(items: Sequence[Item]) -> bool:
    """Whether paragraphs are projects: units, targets or quantities, not appeals of a covering letter."""
    marked = sum(
        is_telling(item) or any(names_units(line.text) for line in item.lines) for item in items
    )
    if marked * 3 >= len(items):
        return True
    headed = sum(bool(SUFFIX.search(bare(item.line.words))) for item in items)
    counted = sum(bool(quantities("\n".join(line.text for line in item.lines))) for item in items)
    return max(counted, headed) * 2 >= len(items) and not _are_appeals(items) and len(items) >= 2


def _are_appeals(items: Sequence[Item]) -> bool:
    """Paragraphs of a covering letter: 要高度重视, 强化督查."""
    appeals = sum(bool(_APPEALS.search(item.line.text)) for item in items)
    return appeals * 3 >= len(items)


def _are_names(lines: Sequence[Line], items: Sequence[Item]) -> bool:
    """Whether bare lines are names of projects: under words about 实事, led in by a colon, or ending as names do."""
    if len(items) < 2 or _are_appeals(items) or any(item.body for item in items[:-1]):
        return False
    words = [bare(item.line.words).rstrip("。;,.") for item in items]
    if any(not 4 <= len(text) <= 45 or re.search(r"[。;]", text) for text in words):
        return False
    first = next(at for at, line in enumerate(lines) if line is items[0].line)
    before = [bare(line.text) for line in lines[max(0, first - 6) : first]]
    if not any(_ABOUT.search(text) for text in before):
        return False
    named = sum(bool(_NAME_ENDS.search(text)) for text in words)
    led_in = bool(before and _LEADS_IN.search(before[-1]) and re.search("实事|民生", before[-1]))
    return named * 2 > len(items) or (led_in and named * 3 >= len(items))


# Headings


def _give_categories(
    lines: Sequence[Line], items: Sequence[Item], part: ListDraft, *, is_under: bool = False
) -> None:
    """The headings over the items: of several levels above, the nearest. Items without numbers may stand under any."""
    by_line = {id(item.line): item for item in items}
    rank = min((item.line.rank for item in items if item.line.style or is_under), default=0)
    first = min((at for at, line in enumerate(lines) if id(line) in by_line), default=0)
    current: CategoryDraft | None = None
    upper: CategoryDraft | None = None
    for at, line in enumerate(lines):
        bracketed = heading_in_brackets(line)
        if bracketed is not None and (at >= first - 2):
            current = upper = categories.heading(bracketed)
            part.categories.append(current)
        elif line.style and line.rank < rank and len(line.text) <= 60:
            words = bare(line.words).rstrip("。:;")
            if _WHOLE.fullmatch(words) or sounds_like_report(words):
                current = upper = None
                continue
            category = categories.heading(line.text)
            category.level = line.rank
            if upper is not None and upper.level < line.rank:
                category.parent = upper
            else:
                upper = category
            current = category
            part.categories.append(category)
        elif id(line) in by_line:
            by_line[id(line)].category = current


# Lists without numbers


def _blocks(lines: Sequence[Line]) -> list[Item]:
    """Blocks of labels without numbers: one begins at 项目名称:, or at a short line before labels."""
    items: list[Item] = []
    for position, line in enumerate(lines):
        following = lines[position + 1] if position + 1 < len(lines) else None
        begins = any(part.meaning is Meaning.NAME for part in line.labelled) or (
            not line.labelled
            and following is not None
            and any(part.meaning in TELLING for part in following.labelled)
            and len(line.text) <= 40
            and not line.text.endswith(("。", ":", "\uff1a"))
            and not _IS_TITLE.search(bare(line.text))
        )
        if begins:
            items.append(Item(line))
        elif items:
            items[-1].body.append(line)
    for item in items:
        _cut_tail(item, is_last=item is items[-1])
    return [item for item in items if is_telling(item)]


def _marked(lines: Sequence[Line]) -> list[Item]:
    """The headings, or paragraphs of one bullet, that are projects; the lines under each are its own."""
    lists = [headed(lines)]
    for sign in dict.fromkeys(line.bullet for line in lines if line.bullet):
        items: list[Item] = []
        for line in lines:
            if line.bullet == sign:
                items.append(Item(line))
            elif items:
                items[-1].body.append(line)
        lists.append(items)
    for items in lists:
        for item in items:
            _cut_tail(item, is_last=item is items[-1])
        full = [item for item in items if _is_substantial(item)]
        if len(items) >= 2 and len(full) * 2 > len(items) and _are_projects(items):
            return items
    return []


def _sentences(lines: Sequence[Line], *, is_report: bool) -> list[Item]:
    """Paragraphs that each name a thing and tell of it: 改造老旧小区。截至6月底,…; or end with their units."""
    told: list[Item] = []
    for line in lines:
        if line.style or begins_tail(line.text) or is_closing(line.text):
            continue
        if line.labelled:
            if is_telling(Item(line)) and len(line.words) > 4 and quantities(line.words):
                told.append(Item(line))
            continue
        name = re.match(r"([^。,;:\d]{4,24})[。:]\s*(?=\S)", fold(line.text))
        reports = (
            is_report
            and name
            and re.match(
                r"(?:截[至止]|目前|今年以来|上半年|已|全[市县区省]|累计|前\w季度)",
                fold(line.text)[name.end() :],
            )
        )
        if reports or (len(line.text) > 12 and _ends_with_units(line)):
            told.append(Item(line))
    return told if len(told) >= 2 else []


def _ends_with_units(line: Line) -> bool:
    return names_units(line.text) and bool(quantities(line.text))
