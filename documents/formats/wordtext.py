"""What is known of the paragraph and the run of a Word file being read, and what of their text is out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from documents.formats.cells import Span, tidy
from documents.formats.wordstyles import NO_STYLE, Style
from documents.grids import MarkKind

_OFF = ("0", "false", "off", "none")
_MOST_LEFT_OUT = 200
_SHORT = 30


def is_on(value: str | None) -> bool:
    """Whether a switch of the text is on: it is when nothing is said beside its name."""
    return value is None or value.lower() not in _OFF


class WordParagraph:
    """What is known of the paragraph being read."""

    __slots__ = (
        "is_centred", "is_mark_deleted", "is_mark_out", "leaves_out", "level", "number", "smallest", "style",
    )  # fmt: skip

    def __init__(self) -> None:
        self.style = NO_STYLE
        self.number: str | None = None
        self.level = 0
        self.is_centred = False
        self.is_mark_deleted = False
        self.is_mark_out = False
        """Its end is struck out or hidden, and with it its automatic number."""
        self.leaves_out = False
        """Some of its text was left out."""
        self.smallest = 999


class WordRun:
    """How the text of a run looks: its size, and whether it is struck out or hidden."""

    __slots__ = ("_says", "_style", "is_raised", "size")

    def __init__(self, style: Style = NO_STYLE) -> None:
        self.size = style.size
        self.is_raised = False
        self._style = style
        self._says: dict[str, bool] = {}

    def wears(self, style: Style) -> None:
        """A character style on top of its paragraph's."""
        if style.is_hidden:
            self._says.setdefault("vanish", True)
        if style.is_struck:
            self._says.setdefault("strike", True)

    def say(self, name: str, value: str | None) -> None:
        """strike, dstrike or vanish, said of the run itself."""
        self._says[name] = is_on(value)

    @property
    def out(self) -> MarkKind | None:
        """Why its text is not read; None where it is."""
        if self._says.get("vanish", self._style.is_hidden):
            return "hidden_text"
        strike, double = self._says.get("strike"), self._says.get("dstrike")
        if strike or double or (strike is None and double is None and self._style.is_struck):
            return "struck_out"
        return None


class LeftOut:
    """Text that is struck out or hidden: kept with its cell, or here where it stands in none."""

    def __init__(self) -> None:
        self._texts: list[tuple[MarkKind, str]] = []

    def add(self, kind: MarkKind, text: str, span: Span | None) -> None:
        where = self._texts if span is None else span.left_out
        if where and where[-1][0] == kind:
            where[-1] = (kind, where[-1][1] + text)
        elif len(where) < _MOST_LEFT_OUT:
            where.append((kind, text))

    def notes(self) -> tuple[str, ...]:
        """A sentence for what stood outside tables, one of each kind."""
        words: Mapping[MarkKind, str] = {
            "struck_out": "有删除线的文字",
            "hidden_text": "隐藏的文字",
            "note_sign": "上标的注释号",
        }
        found: list[str] = []
        for kind, name in words.items():
            texts = [
                tidy(text).replace("\n", " ").strip("；")
                for other, text in self._texts
                if other == kind
            ]
            if texts := [text for text in texts if text]:
                found.append(f"{name}没有读取：{_listed(texts)}。")
        return tuple(found)


def _listed(texts: Sequence[str]) -> str:
    shown = [text if len(text) <= _SHORT else text[:_SHORT] + "…" for text in texts[:5]]
    return "；".join(shown) + ("等" if len(texts) > 5 else "")
