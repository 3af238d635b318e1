"""Printed text made plain: layout spaces and manual line breaks out, list items on lines of their own."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

from documents.signs import TURNING

HAN = "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003fffd"
"""What may stand in a name, as a class of a pattern: rare characters (𠮷, 㵲) as well as common ones."""
_INVISIBLE_SIGNS = f"\u200b\u200c\u200d\u2060\ufeff\u00ad{TURNING}"
_INVISIBLE = dict.fromkeys(map(ord, _INVISIBLE_SIGNS))
_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_WIDE_WORDS = {
    code: sign for code, sign in _WIDE.items() if chr(sign).isalnum() or sign == ord("%")
}
_DASHES = "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u2500\uff0d"
_FOLD = {**_WIDE, **dict.fromkeys(map(ord, _DASHES), ord("-")), 0xFF5E: ord("~"), 0x301C: ord("~")}
_LINE_BREAKS = re.compile("\r\n|[\r\v\f\u2028\u2029]")
_SPACES = re.compile(r"[^\S\n]+")
_LAYOUT_SPACE = re.compile(r"(?<![A-Za-z0-9]) | (?![A-Za-z0-9])")
_ANY_SPACE = re.compile(r"\s")
# Most texts need no change: one search is several times cheaper than rewriting them.
_NOT_PLAIN = re.compile(
    rf"[{_INVISIBLE_SIGNS}\uff05\uff10-\uff19\uff21-\uff3a\uff41-\uff5a]|[^\S \n]|  "
)
_NOT_FOLDED = re.compile(f"[\uff01-\uff5e\u301c{_DASHES}]")

_BULLETS = "●•■◆★▲▪◇○□➢※"
_ITEM_MARKS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("dot", re.compile(r"(\d{1,2})\s?[.、)]\s?")),
    ("bracket", re.compile(r"\((\d{1,2})\)[.、]?")),
    ("circle", re.compile(r"([①-⑳])[.、]?")),
    ("numeral", re.compile(r"([一二三四五六七八九十]{1,3})[、.]")),
    ("numeral-bracket", re.compile(r"\(([一二三四五六七八九十]{1,3})\)[.、]?")),
    ("ordinal", re.compile(r"([一二三四五六七八九十]{1,3})是")),
    ("bullet", re.compile(rf"([{_BULLETS}])\s?")),
)
_DECIMAL = re.compile(r"\d+\.\d")
_NUMERALS = "一二三四五六七八九十"


def plain_spaces(text: str) -> str:
    """All kinds of blanks as one plain space, invisible signs dropped, line breaks kept as \\n.

    Full-width letters, figures and percent signs become plain ones; punctuation stays as printed.
    """
    if not _NOT_PLAIN.search(text):
        return text
    text = _LINE_BREAKS.sub("\n", text.translate(_INVISIBLE)).translate(_WIDE_WORDS)
    return _SPACES.sub(" ", text)


def fold(text: str) -> str:
    """The text sign by sign in its plainest form (punctuation, dashes), for patterns; positions stay."""
    return text.translate(_FOLD) if _NOT_FOLDED.search(text) else text


def is_blank(text: str) -> bool:
    """Whether nothing is printed."""
    return not text or text.isspace()


def squeeze(text: str) -> str:
    """One line without layout spaces: a blank stays only between two Latin words or figures."""
    text = plain_spaces(text)
    if "\n" in text:
        text = _SPACES.sub(" ", text.replace("\n", " "))
    text = text.strip()
    return _LAYOUT_SPACE.sub("", text) if " " in text else text


def bare(text: str) -> str:
    """Folded and without any blank at all: for heads, marks and comparisons."""
    text = plain_spaces(text)
    if _ANY_SPACE.search(text):
        text = "".join(text.split())
    return fold(text)


def join_lines(lines: Sequence[str]) -> str:
    """Lines of one running text put together again; a blank only where two Latin words meet.

    A figure broken over two lines is one figure.
    """
    pieces: list[str] = []
    for line in map(squeeze, lines):
        if pieces and line and _is_letter(pieces[-1][-1]) and _is_letter(line[0]):
            pieces.append(" ")
        if line:
            pieces.append(line)
    return "".join(pieces)


def _is_letter(sign: str) -> bool:
    return sign.isascii() and sign.isalpha()


def clean(text: str) -> str:
    """A cell's or paragraph's text in its normal form.

    Manual line breaks are undone, except before the items of a list (1. 2. 3., (1), ①, 一、, bullets), which
    stand on lines of their own. A list counts from its first item on, so "…就业\\n1.5万人" stays one line.
    """
    text = plain_spaces(text)
    if "\n" not in text and " " not in text:
        return text
    lines = [line.strip() for line in text.split("\n")]
    lines = [line for line in lines if line]
    if not lines:
        return ""
    starts = _item_starts(lines) if len(lines) > 1 else set()
    if not starts and " " in text and len(runs := " ".join(lines).split(" ")) > 1:
        # A copy may have turned the line breaks of a list into blanks.
        spaced = _item_starts(runs)
        if spaced and min(spaced) == 0:
            lines = [" ".join(runs[at:to]) for at, to in pairwise([*sorted(spaced), len(runs)])]
            starts = set(range(len(lines)))
    if len(lines) == 1:
        return squeeze(lines[0])
    pieces: list[list[str]] = []
    for position, line in enumerate(lines):
        if position == 0 or position in starts:
            pieces.append([])
        pieces[-1].append(line)
    return "\n".join(filter(None, (join_lines(piece) for piece in pieces)))


def _item_starts(lines: Sequence[str]) -> set[int]:
    starts: set[int] = set()
    folded = [fold(line) for line in lines]
    for kind, mark in _ITEM_MARKS:
        run: list[int] = []
        for position, line in enumerate(folded):
            found = mark.match(line)
            if not found:
                continue
            if kind == "bullet":
                starts.add(position)
                continue
            value = item_value(found.group(1))
            if value == len(run) + 1:
                run.append(position)
            elif value == 1:
                starts.update(run if len(run) > 1 else ())
                run = [position]
        starts.update(run if len(run) > 1 else ())
        if kind == "dot" and all(_DECIMAL.match(folded[position]) for position in run):
            starts.difference_update(run)  # 1.5万人 and 2.3万人 at line ends, no items 1 and 2
    return starts


def item_value(mark: str) -> int:
    """The value of a list mark's inner sign: "3", "③", "三", "十二"; 0 where it is none."""
    if mark.isascii() and mark.isdigit():
        return int(mark)
    if "①" <= mark <= "⑳":
        return ord(mark) - ord("①") + 1
    tens, ten, ones = mark.partition("十")
    if not ten:
        return _NUMERALS.find(mark) + 1
    return (_NUMERALS.find(tens) + 1 if tens else 1) * 10 + (
        _NUMERALS.find(ones) + 1 if ones else 0
    )


def item_mark(text: str) -> tuple[str, int, str] | None:
    """The kind and value of the list mark a text begins with, and the text behind it; None without one."""
    folded = fold(text)
    for kind, mark in _ITEM_MARKS:
        found = mark.match(folded)
        if found and folded[found.end() :].strip():
            return kind, item_value(found.group(1)), text[found.end() :].strip()
    return None


def strip_item_mark(text: str) -> str:
    """A task's text without the number printed before it: "2.在全区…" and "(二)在全区…" begin at 在."""
    found = item_mark(text)
    return found[2] if found and found[0] != "ordinal" else text


def same_wording(first: str, second: str) -> bool:
    """Whether two texts say the same, signs that only look different (dashes, quotes, widths) aside."""
    return _wording(first) == _wording(second)


_LOOKALIKES = str.maketrans({**dict.fromkeys("“”「」『』‘’'", '"'), "。": ".", "~": "-"})


def _wording(text: str) -> str:
    return re.sub(r"-+", "-", bare(text).translate(_LOOKALIKES)).rstrip(".;,")
