"""Lines of a text with the number they begin with and the labels in them (责任单位: …)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from documents.dates import months_in
from documents.grids import Grid, Loaded, Paragraph
from documents.numbers import COARSE_TO_FINE, Style, chinese_value
from documents.tables.heads import own_cells
from documents.tables.meanings import Meaning, core_of, meaning_of
from documents.text import bare, clean, fold, item_value, plain_spaces

_N = r"[一二三四五六七八九十]{1,3}"
_MARKS: tuple[tuple[Style, re.Pattern[str]], ...] = (
    ("chinese", re.compile(rf"({_N})[、.]\s?|第({_N})[、,:]\s?|第({_N})(?:项|件|类)[、,:.\s]?")),
    ("chinese-bracket", re.compile(rf"\(({_N})\)[、.]?\s?")),
    ("arabic", re.compile(r"(\d{1,3})\s?[.、](?!\d{1,2}\D*$)\s?|第(\d{1,3})(?:项|件)[、,:.\s]?")),
    (
        "arabic",
        re.compile(rf"(?:项目|实事|事项|任务|工程|民生实事)((?:{_N})|\d{{1,3}})[、.:\s]\s?"),
    ),
    ("arabic-bracket", re.compile(r"\((\d{1,3})\)[、.]?\s?|(\d{1,3})\)\s?")),
    ("circle", re.compile(r"([①-⑳])[、.]?\s?")),
)
_LABEL = re.compile(r"(?:^|(?<=[;。,(\s]))【?([\u4e00-\u9fff/、和及与\d()年]{2,16})】?\s?:")
_BARE_LABEL = re.compile(r"[【\[]([\u4e00-\u9fff]{2,12})[】\]]\s?(?=\S)")
_KNOWN = {
    Meaning.NUMBER,
    Meaning.NAME,
    Meaning.CATEGORY,
    Meaning.TARGET,
    Meaning.PLAN,
    Meaning.INVESTED,
    Meaning.RATIO,
    Meaning.UNIT,
    Meaning.LEAD,
    Meaning.COOPERATING,
    Meaning.DEADLINE,
    Meaning.SCHEDULE,
    Meaning.PROGRESS,
    Meaning.REMARK,
    Meaning.ANSWER,
    Meaning.REASON,
    Meaning.IGNORED,
}


@dataclass(frozen=True, slots=True)
class Labelled:
    """What stands behind a label: 责任单位:区教委."""

    meaning: Meaning
    text: str
    month: int | None = None
    label: str = ""


@dataclass(slots=True)
class Line:
    """One printed line: its number, its words before any label, its labelled parts."""

    text: str
    style: Style | None = None
    value: int | None = None
    printed: str = ""
    """The number as printed."""
    words: str = ""
    labelled: list[Labelled] = field(default_factory=list)

    @property
    def rank(self) -> int:
        """How fine its number is; large for a line without one."""
        return COARSE_TO_FINE.index(self.style) if self.style else len(COARSE_TO_FINE)


def lines_of_text(loaded: Loaded) -> list[Line]:
    """Every line of a document, cards of two columns as labels; lists told in one paragraph item by item."""
    lines: list[Line] = []
    for block in loaded.blocks:
        if isinstance(block, Paragraph):
            for part in _unrolled(plain_spaces(block.text)):
                line = read_line(part)
                if line.text:
                    lines.append(line)
        else:
            lines.extend(_card(block))
    return lines


def _unrolled(text: str) -> Iterator[str]:
    """The lines of a paragraph; a list run together in one line (1.…;2.…;3.…) is taken apart."""
    for line in clean_lines(text):
        folded = fold(line)
        for pattern in (
            r"(?:^|(?<=[:;。,\s]))\(?(\d{1,2})[.、)](?!\d)",
            r"([①-⑳])",
            r"(?:^|(?<=[:;。]))([一二三四五六七八九十]{1,2})是",
        ):
            cuts = _sequence(folded, re.compile(pattern))
            if len(cuts) >= 3:
                yield line[: cuts[0]]
                for start, end in zip(cuts, [*cuts[1:], len(line)], strict=True):
                    yield line[start:end]
                break
        else:
            yield line


def clean_lines(text: str) -> list[str]:
    """Printed lines, without blanks at their ends."""
    return [line for line in (part.strip() for part in text.split("\n")) if line]


def _sequence(text: str, pattern: re.Pattern[str]) -> list[int]:
    cuts: list[int] = []
    for found in pattern.finditer(text):
        if item_value(found[1]) == len(cuts) + 1:
            cuts.append(found.start())
    return cuts


def read_line(text: str) -> Line:
    """A line with its number and labels told apart."""
    text = plain_spaces(text).strip()
    line = Line(clean(text))
    folded = fold(text)
    start = 0
    for style, pattern in _MARKS:
        found = pattern.match(folded)
        if not found:
            continue
        figure = next(group for group in found.groups() if group)
        value = int(figure) if figure.isdecimal() and figure.isascii() else item_value(figure)
        line.style, line.value = style, value or chinese_value(figure)
        line.printed = text[: found.end()].strip()
        start = found.end()
        break
    line.words, line.labelled = labels_in(text[start:].strip())
    return line


def labels_in(text: str) -> tuple[str, list[Labelled]]:
    """The words before the first known label, and what stands behind each label."""
    folded = fold(text)
    marks: list[tuple[int, int, Meaning, int | None, str]] = []
    for pattern in (_LABEL, _BARE_LABEL):
        for found in pattern.finditer(folded):
            meaning, month = _meaning(found[1])
            if meaning is not None and (month or meaning in _KNOWN):
                marks.append((found.start(), found.end(), meaning, month, found[1]))
        if marks:
            break
    if not marks:
        return clean(text), []
    words = clean(text[: marks[0][0]])
    labelled = []
    for (_, begin, meaning, month, label), following in zip(
        marks, [*[mark[0] for mark in marks[1:]], len(text)], strict=True
    ):
        labelled.append(Labelled(meaning, _trimmed(text[begin:following]), month, label))
    return words.rstrip("(\uff08,\uff0c;\uff1b "), labelled


def _trimmed(text: str) -> str:
    text = clean(text).strip(" ;,\uff1b\uff0c")
    folded = fold(text)
    while folded.endswith((")", ")。")) and folded.count(")") > folded.count("("):
        text = text[: folded.rindex(")")].rstrip()
        folded = fold(text)
    if folded.endswith("(") and folded.count("(") > folded.count(")"):
        text = text[:-1]
    return text.strip(" ;,\uff1b\uff0c")


def _meaning(label: str) -> tuple[Meaning | None, int | None]:
    months = months_in(label)
    if (
        months
        and months.kind not in {"year"}
        and re.fullmatch(
            r"(?:20\d\d年)?(?:截至|到|至)?.{1,6}(?:月|季度|半年|年底|年末)(?:份|底|末|前|底前|末前|目标|任务|计划|节点|阶段)*",
            label,
        )
    ):
        return Meaning.MILESTONE, months.last
    core = core_of(label)
    if len(core) > 12 or (
        len(core) < 3 and core not in {"目标", "任务", "牵头", "配合", "进展", "备注", "投资"}
    ):
        return None, None
    if core in {"进展"}:
        return Meaning.PROGRESS, None
    if core in {"投资"}:
        return Meaning.PLAN, None
    return meaning_of(label), None


def _card(grid: Grid) -> list[Line]:
    """A small table of labels and values, one project a card: 项目名称 | … / 责任单位 | …."""
    lines: list[Line] = []
    for row in range(1, len(grid.rows) + 1):
        cells = [cell for cell in own_cells(grid, row) if bare(cell.text)]
        for label, value in zip(cells[::2], cells[1::2], strict=False):
            meaning, month = _meaning(bare(label.text).rstrip(":"))
            if meaning is None:
                continue
            lines.append(
                Line(
                    clean(value.text),
                    labelled=[Labelled(meaning, clean(value.text), month, bare(label.text))],
                )
            )
    return lines if len(lines) >= 2 else []


def has(lines: Sequence[Line], *meanings: Meaning) -> bool:
    """Whether any line carries one of these labels."""
    return any(part.meaning in meanings for line in lines for part in line.labelled)
