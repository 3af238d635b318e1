"""Why a file that could be opened holds no list of projects: what is really missing, in one sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence

from documents.drafts import ListDraft
from documents.grids import Grid, Loaded
from documents.tables.heads import own_cells
from documents.tables.meanings import Meaning, meaning_of
from documents.text import HAN, bare, plain_spaces, squeeze

_NOTHING = "没有在文件里找到民生实事项目"
_ATTACHED = re.compile(
    r"附[件表]\d*[:.、]?(?:\d+[.、])?(?P<name>[^。;:\n]{4,60}?(?:表|清单|任务|方案|目标|情况|台账|名单|分解|明细|项目))(?:\.(?:docx?|xlsx?|pdf|wps|et|ofd))?(?:$|[。;\s(])",
    re.IGNORECASE,
)
_SEE = re.compile(r"(?:见|详见|参见)附[件表]")
_AREAS = re.compile(
    r"(?:所属)?(?:乡镇|镇街|街镇|镇乡|街道|社区|村居|区域|地区|县区|区县|市县|市州|乡\(镇\)|县\(市、?区\)|各?乡镇\(街道\))(?:名称)?"
)
"""Heads over the names of places."""
_MOST_HEADS = 6


def are_rows_of_places(lists: Sequence[ListDraft]) -> bool:
    """Whether figures alone stand in the place of names, beside names of places: the rows are no projects."""
    heads = {bare(label) for part in lists for label in part.columns}
    if not any(map(_AREAS.fullmatch, heads)):
        return False
    names = [row.name for part in lists for row in part.projects if row.name]
    return bool(names) and not any(re.search(rf"[{HAN}A-Za-z]", name) for name in names)


def no_projects(loaded: Loaded) -> str:
    """The sentence for a file without a list: the list is in an attachment, a head lacks a column, a text its numbers."""
    if (grid := _widest(loaded)) is not None:
        return _of_table(grid)
    attached = _attachment(loaded)
    if attached:
        return f"{_NOTHING}：项目清单在附件「{attached}」里，这个文件只有正文，请上传该附件。"
    if any(_SEE.search(bare(block.text)) for block in loaded.paragraphs):
        return f"{_NOTHING}：正文说清单见附件，附件没有在这个文件里，请上传附件。"
    return f"{_NOTHING}：这里只有文字，没有表格；文字需逐项编号，或逐项写明责任单位和目标任务。"


def _attachment(loaded: Loaded) -> str | None:
    """The name of the attachment that holds the list."""
    lines = [
        line for block in loaded.paragraphs for line in plain_spaces(block.text).split("\n") if line
    ]
    for line in lines:
        found = _ATTACHED.match(bare(line))
        if found and re.search(r"实事|民生|项目|任务|清单|目标", found["name"]):
            return squeeze(found["name"])
    return None


def _widest(loaded: Loaded) -> Grid | None:
    grids = [
        block
        for block in loaded.blocks
        if isinstance(block, Grid) and block.width >= 2 and len(block.rows) >= 2
    ]
    return max(grids, key=lambda grid: grid.width * len(grid.rows), default=None)


def _of_table(grid: Grid) -> str:
    heads = next(
        (
            texts
            for row in range(1, min(len(grid.rows), 8) + 1)
            if len(texts := [squeeze(c.text) for c in own_cells(grid, row) if bare(c.text)]) >= 2
        ),
        [],
    )
    if areas := [squeeze(text) for text in heads if _AREAS.fullmatch(bare(text))]:
        return f"{_NOTHING}：表里逐行是「{areas[0]}」，不是项目；请上传逐项列出项目的表。"
    meanings = {meaning_of(text) for text in heads}
    if meanings & {Meaning.NAME, Meaning.TARGET}:
        return f"{_NOTHING}：表头认得出来，表头下面没有项目的行。"
    told = "、".join(f"「{text[:12]}」" for text in heads[:_MOST_HEADS])
    found = f"第一行是{told}，" if told else ""
    return f"{_NOTHING}：{found}其中没有项目名称或目标任务一栏，请在表头写明。"
