"""What a Word file's styles and numbering part say about the text: headings, hidden text, automatic numbers."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from documents.formats.limits import MAX_WORD_BYTES
from documents.formats.package import Package
from documents.formats.xmlparts import attribute, parse

_KIND = "Word 文件"
_MAX_INHERITANCE = 12
_OFF = ("0", "false", "off", "none")


@dataclass(frozen=True, slots=True)
class Style:
    """What a paragraph or character style means for reading."""

    is_heading: bool = False
    is_hidden: bool = False
    is_struck: bool = False
    is_centred: bool = False
    size: int = 0
    """Half-points, 0 where the style does not say."""
    number: str | None = None
    """Numbering definition that the style brings along."""
    level: int = 0

    def as_heading(self) -> Style:
        return replace(self, is_heading=True)


NO_STYLE = Style()


_TOLD = frozenset(
    {"style", "basedOn", "name", "outlineLvl", "vanish", "strike", "dstrike", "jc", "sz", "numId", "ilvl"}
)  # fmt: skip


@dataclass(slots=True)
class _Written:
    parent: str = ""
    name: str = ""
    says: dict[str, str] = field(default_factory=dict)


def read_styles(package: Package, part: str) -> dict[str, Style]:
    """Styles by their id, inheritance resolved. Empty where the part is absent."""
    if not package.has(part) or package.size(part) > MAX_WORD_BYTES:
        return {}
    written: dict[str, _Written] = {}
    current: _Written | None = None

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal current
        if name not in _TOLD:
            return
        if name == "style":
            current = written.setdefault(attribute(attributes, "styleId") or "", _Written())
        elif current is not None:
            value = attribute(attributes, "val")
            if name == "basedOn":
                current.parent = value or ""
            elif name == "name":
                current.name = (value or "").lower()
            else:
                current.says.setdefault(name, "on" if value is None else value)

    def end(name: str) -> None:
        nonlocal current
        if name == "style":
            current = None

    parse(package.read(part), start=start, end=end, text=_ignore, kind=_KIND)
    return {style_id: _resolve(style_id, written) for style_id in written}


def _resolve(style_id: str, written: dict[str, _Written]) -> Style:
    says: dict[str, str] = {}
    names: list[str] = []
    current = style_id
    for _ in range(_MAX_INHERITANCE):
        style = written.get(current)
        if style is None:
            break
        names.append(style.name)
        says = {**style.says, **says}
        current = style.parent
    level = says.get("outlineLvl", "9")
    return Style(
        is_heading=level in tuple("012345678")
        or any(re.fullmatch(r"(?:heading|标题) ?\d|title|subtitle", name) for name in names),
        is_hidden=says.get("vanish", "off") not in _OFF,
        is_struck=says.get("strike", "off") not in _OFF or says.get("dstrike", "off") not in _OFF,
        is_centred=says.get("jc") == "center",
        size=int(says["sz"][:4]) if says.get("sz", "").isdecimal() else 0,
        number=says.get("numId"),
        level=int(says["ilvl"][:2]) if says.get("ilvl", "").isdecimal() else 0,
    )


@dataclass(slots=True)
class _Level:
    start: int = 1
    form: str = "decimal"
    text: str = ""


class Numbering:
    """Automatic numbers, counted as Word counts them while the text is read."""

    def __init__(self) -> None:
        self.levels: dict[str, dict[int, _Level]] = {}
        """Abstract definition to its levels."""
        self.abstract: dict[str, str] = {}
        """Number id to its abstract definition."""
        self.restarts: dict[tuple[str, int], int] = {}
        self._counts: dict[str, dict[int, int]] = {}

    def next_label(self, number: str, level: int) -> str:
        """The label of the next paragraph of this numbering; empty for bullets and unknown numberings."""
        abstract = self.abstract.get(number, "")
        levels = self.levels.get(abstract)
        if not levels or level not in levels:
            return ""
        counts = self._counts.setdefault(abstract, {})
        restart = self.restarts.pop((number, level), None)
        if restart is not None:
            counts[level] = restart
        else:
            counts[level] = counts[level] + 1 if level in counts else levels[level].start
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        if levels[level].form in ("bullet", "none"):
            return ""

        def printed(match: re.Match[str]) -> str:
            other = int(match.group(1)) - 1
            definition = levels.get(other, _Level())
            return numeral(counts.get(other, definition.start), definition.form)

        return re.sub(r"%([1-9])", printed, levels[level].text)


def read_numbering(package: Package, part: str) -> Numbering:
    """The numbering definitions. Empty where the part is absent."""
    numbering = Numbering()
    if not package.has(part) or package.size(part) > MAX_WORD_BYTES:
        return numbering
    abstract = number = ""
    level = 0
    overrides = False

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal abstract, number, level, overrides
        value = attribute(attributes, "val") or ""
        if name == "abstractNum":
            abstract, number = attribute(attributes, "abstractNumId") or "", ""
            numbering.levels[abstract] = {}
        elif name == "num":
            number, abstract = attribute(attributes, "numId") or "", ""
        elif name == "abstractNumId" and number:
            numbering.abstract[number] = value
        elif name in ("lvl", "lvlOverride"):
            written = attribute(attributes, "ilvl") or "0"
            level = int(written[:2]) if written.isdecimal() else 0
            if name == "lvl" and abstract:
                numbering.levels[abstract][level] = _Level()
        elif name == "startOverride" and number and value.isdecimal():
            numbering.restarts[(number, level)] = int(value[:6])
        elif abstract and level in numbering.levels[abstract]:
            definition = numbering.levels[abstract][level]
            if name == "start" and value.isdecimal():
                definition.start = int(value[:6])
            elif name == "numFmt":
                definition.form = value
            elif name == "lvlText":
                definition.text = value[:40]

    parse(package.read(part), start=start, end=_ignore, text=_ignore, kind=_KIND)
    return numbering


_DIGITS = "〇一二三四五六七八九"
_CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def numeral(count: int, form: str) -> str:
    """A count in one of Word's number forms; Arabic digits for forms not known."""
    if form.startswith(("chinese", "japanese", "taiwanese", "ideographTraditional", "korean")):
        return _chinese(count)
    if form == "ideographDigital":
        return "".join(_DIGITS[int(digit)] for digit in str(count))
    if form.startswith("decimalEnclosedCircle") and 1 <= count <= len(_CIRCLED):
        return _CIRCLED[count - 1]
    if form in ("lowerLetter", "upperLetter") and 1 <= count <= 26:
        letter = chr(ord("a") + count - 1)
        return letter if form == "lowerLetter" else letter.upper()
    if form in ("lowerRoman", "upperRoman") and 1 <= count < 40:
        rest, letters = count, ""
        for value, sign in _ROMAN:
            while rest >= value:
                rest, letters = rest - value, letters + sign
        return letters if form == "lowerRoman" else letters.upper()
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _chinese(count: int) -> str:
    if not 0 < count < 100:
        return str(count)
    tens, ones = divmod(count, 10)
    words = _DIGITS[ones] if ones else ""
    if tens:
        words = ("" if tens == 1 else _DIGITS[tens]) + "十" + words
    return words


def _ignore(*_: object) -> None:
    return None
