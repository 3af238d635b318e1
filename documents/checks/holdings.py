"""What a reading took out of a document, for asking whether a printed text is in it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from decimal import Decimal, InvalidOperation

from documents.drafts import ProjectDraft
from documents.money import round_half_up
from documents.reading import Indicator, Project, Reading
from documents.text import bare, fold, plain_spaces

_STOPS = re.compile(r"[,。;:、()\[\]【】〔〕{}<>\"“”「」《》|!?…*★☆◆●■#_]+")
_ITEM_MARK = re.compile(
    r"[①-⑳⑴-⒇]|\d{1,2}[.、]?|[一二三四五六七八九十]{1,3}是?|其[中一二三]|[和及与或等]"
)
_LEADING_MARK = re.compile(
    r"^(?:\d{1,2}[.、](?!\d)|\d{1,3}[.-]\d{1,2}[.、]?(?=\s?[\u4e00-\u9fff])|[①-⑳⑴-⒇][.、]?|[一二三四五六七八九十]{1,3}[、.])\s?"
)
_FIGURE = re.compile(
    r"\d(?:[\d,]*)(?:\.\d+)?(?:余|多)?(?:[%亿万千元个座所户人家处条台套亩件项次张口盏对栋批场间部辆支吨米层幅]|公里|平方)"
    r"|20\d\d[年./-]|\d{1,2}月"
)
_JOINING = re.compile(
    r"(?:[和及与或等各由、]|会同|(?:该|本|上述|以上)?项目|牵头|主办|负责|落实|实施|配合|协办|协助|承办|单位|部门)*"
)
"""Words that join names of units in a sentence."""
_NUMBER = re.compile(r"[-+]?(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+)?")
_AMOUNT = re.compile(rf"({_NUMBER.pattern})(?:%|亿元|亿|万元|万|千元|元)?")
_GRAM = 3
_SCALES = (Decimal(1), Decimal("0.0001"), Decimal(10_000), Decimal(100))
"""How a printed figure may have become the value kept: as it is, 元 to 万元, 亿元 to 万元, a share to percent."""


class Holdings:
    """Texts and figures that were taken, with blanks and looks aside."""

    def __init__(self, texts: Iterable[str | None], figures: Iterable[str | None] = ()) -> None:
        self._lines = {line for text in texts if text for line in _plain(text)}
        self._whole = "\n".join(self._lines)
        self._figures = {value for figure in figures if (value := _decimal(figure)) is not None}
        self._grams: set[str] | None = None

    def with_names(self, names: Iterable[str]) -> Holdings:
        """The same, knowing these as names that may stand glued together."""
        self.names = sorted({bare(name) for name in names}, key=len, reverse=True)
        return self

    names: list[str] = []

    def has(self, text: str) -> bool:
        """Whether a text, or the value of a figure, was taken as a whole."""
        plain = bare(text).rstrip("。;,.、:")
        if not plain:
            return True
        if found := _AMOUNT.fullmatch(plain):
            return self.has_figure(found[1]) or plain in self._lines
        return plain in self._lines or self._contains(plain)

    def has_figure(self, printed: str) -> bool:
        value = _decimal(printed)
        return value is not None and any(value * scale in self._figures for scale in _SCALES)

    def left_of(self, text: str) -> list[str]:
        """The pieces of a text that were not taken."""
        if self.has(text):
            return []
        left: list[str] = []
        for piece in _STOPS.split(fold(plain_spaces(text))):
            piece = _LEADING_MARK.sub("", piece.strip())
            plain = bare(piece)
            if not plain or _ITEM_MARK.fullmatch(plain) or self.has(plain):
                continue
            left += [
                part
                for part in map(bare, piece.split())
                if part
                and not _ITEM_MARK.fullmatch(part)
                and not self.has(part)
                and self._peeled(part)
            ]
        return left

    def _peeled(self, piece: str) -> str:
        """What is left of a piece without the names in it, and the words that join them."""
        for name in self.names:
            if name in piece:
                piece = piece.replace(name, "")
        return "" if _JOINING.fullmatch(piece) else piece

    def _contains(self, plain: str) -> bool:
        """Whether the words stand in what was taken. Of a long document the triples of signs are looked at."""
        if len(self._whole) < 20_000:
            return plain in self._whole
        if self._grams is None:
            self._grams = {
                line[at : at + _GRAM] for line in self._lines for at in range(len(line))
            } | {sign for line in self._lines for sign in line}
        if len(plain) < _GRAM:
            return plain in self._whole
        return all(plain[at : at + _GRAM] in self._grams for at in range(len(plain) - _GRAM + 1))


def holds_figures(text: str) -> bool:
    """Whether a text speaks of an amount, a quantity or a date, and not only of a telephone number."""
    plain = bare(text)
    return _FIGURE.search(plain) is not None or _AMOUNT.fullmatch(plain) is not None


def of_project(project: Project, draft: ProjectDraft | None) -> Holdings:
    """What is kept of one project; of its draft the figures before they were summed."""
    texts: list[str | None] = [
        project.printed_number,
        project.name,
        project.category,
        project.target,
        project.progress,
        project.remark,
        *(unit.name for unit in project.units),
    ]
    figures: list[str | None] = [project.investment_plan, project.invested, project.ratio]
    for task in project.tasks:
        texts += [task.text, *(step.text for step in task.milestones), *task.units]
        for item in task.indicators:
            texts += [item.label, item.unit, f"{item.value}{item.unit}"]
            figures += [item.value, item.reported, *item.milestones.values(), *_shares(item)]
    if draft is not None:
        texts += draft.names
        texts += [text for task in draft.tasks for text in (task.text, task.progress, task.name)]
        figures += [
            part
            for figure in (draft.plan, draft.invested, draft.ratio)
            if figure is not None
            for part in (*figure.raw.split("+"), figure.value)
        ]
        texts += [
            figure.raw for figure in (draft.plan, draft.invested, draft.ratio) if figure is not None
        ]
    return Holdings(texts, figures).with_names(unit.name for unit in project.units)


def of_document(reading: Reading, drafts: Iterable[ProjectDraft], *, has_tables: bool) -> Holdings:
    """What is kept of the whole document, the doubts that quote it included.

    Where there are no tables the paragraphs under the title are the list itself, and no lead.
    """
    texts: list[str | None] = [
        reading.title,
        reading.table_title,
        reading.document_number,
        reading.issuer,
        reading.lead if has_tables else None,
        *reading.columns,
        *(finding.printed for finding in reading.findings),
    ]
    figures: list[str | None] = []
    for category in reading.categories:
        texts += [category.name, category.printed_heading]
        figures += [category.investment_plan, category.invested, category.ratio]
    if reading.totals:
        figures += [reading.totals.investment_plan, reading.totals.invested, reading.totals.ratio]
    if notice := reading.notice:
        texts += [notice.source, notice.contact_name, notice.contact_phone]
    units: set[str] = set()
    for project, draft in zip(reading.projects, drafts, strict=True):
        one = of_project(project, draft)
        texts += one._lines
        figures += map(str, one._figures)
        units.update(one.names)
    return Holdings(texts, figures).with_names(units if len(units) < 300 else ())


def _shares(item: Indicator) -> Iterator[str]:
    """What a column of rates prints of a count that was taken: the share done, as offices round it."""
    whole, done = _decimal(item.value), _decimal(item.reported)
    if whole and done is not None:
        for places in (0, 1, 2):
            yield str(round_half_up(done / whole * 100, places))


def _plain(text: str) -> list[str]:
    """A text as one line and line by line, without blanks."""
    lines = [line for line in map(bare, text.split("\n")) if line]
    whole = [bare(text)] if len(lines) > 1 else []
    return [line.rstrip("。;,.、:") for line in (*whole, *lines)]


def _decimal(printed: str | None) -> Decimal | None:
    if printed is None:
        return None
    found = _AMOUNT.fullmatch(bare(printed))
    if not found:
        return None
    try:
        return Decimal(found[1].replace(",", "")).normalize()
    except InvalidOperation:
        return None
