"""The free faces that PDF files are set in, and which characters they hold.

They come from Debian packages, subset by `bench/build_fonts.py`; licences lie beside them. An official document
asks for four faces (GB/T 9704-2012); each is a chain here, so that a character the first face lacks (瀼, a river
of Wanzhou, is in no free 仿宋) is set in the next and never as an empty box.

Names of people and places hold rarer ones (囍, 㵲, 頔, 𠮷): every ideograph of GB 18030-2022, implementation level 2 (all
of the basic plane and its extension A, and 通用规范汉字表), is in a face that is looked at and loaded only for a text
that needs it. What level 3 has beyond is drawn as far as a free face on the machine has it (Debian: fonts-hanazono).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Literal

from documents.fonts.charmap import characters_in

FOLDER = Path(__file__).parent

Role = Literal["body", "title", "head", "song"]


@dataclass(frozen=True, slots=True)
class Face:
    file: str
    family: str
    weight: int
    covers: str = ""
    """Typst's name for a part of the characters: the Latin face leaves quotes and dashes to the Chinese one."""


LATIN = Face("LiberationSerif-Regular.ttf", "Liberation Serif", 400, "latin-in-cjk")
LATIN_REST = Face("LiberationSerif-Regular.ttf", "Liberation Serif", 400)
FANGSONG = Face("FandolFang-Regular.otf", "FandolFang R", 400)
SONG = Face("NotoSerifCJKsc-Regular.otf", "Noto Serif CJK SC", 400)
SONG_BOLD = Face("NotoSerifCJKsc-SemiBold.otf", "Noto Serif CJK SC", 600)
SIGNS = Face("DejaVuSans-Signs.ttf", "DejaVu Sans", 400)
HEI = Face("NotoSansCJKsc-Medium.otf", "Noto Sans CJK SC", 500)

RARE = (
    Face("../rare_fonts/NotoSerifCJKsc-Rare.otf", "Portal Song Rare", 400),
    Face("../rare_fonts/BabelStoneHan-Rarest.ttf", "Portal Song Rarest", 400),
    Face("/usr/share/fonts/truetype/hanazono/HanaMinB.ttf", "HanaMinB", 400),
    Face("/usr/share/fonts/truetype/hanazono/HanaMinA.ttf", "HanaMinA", 400),
)
"""Behind every chain, in this order. The first two are shipped; the others are the machine's, where it has them."""

CHAINS: dict[Role, tuple[Face, ...]] = {
    "body": (LATIN, FANGSONG, SONG, LATIN_REST, SIGNS),
    "title": (SONG_BOLD, SONG, FANGSONG, LATIN_REST, SIGNS),
    "head": (HEI, SONG, FANGSONG, LATIN_REST, SIGNS),
    "song": (SONG, FANGSONG, LATIN_REST, SIGNS),
}
"""仿宋 for text, 小标宋 for titles, 黑体 for headings and table heads, 宋体 for page numbers."""


@lru_cache(maxsize=8)
def characters_of(role: Role) -> frozenset[int]:
    """The code points that some face of a role's own chain has a glyph for."""
    return frozenset().union(*(_held(face) for face in CHAINS[role]))


@lru_cache(maxsize=16)
def _held(face: Face) -> frozenset[int]:
    """Nothing where the machine has no such face."""
    path = FOLDER / face.file
    return frozenset(characters_in(path.read_bytes())) if path.exists() else frozenset()


def _wanted(texts: Iterable[str], role: Role) -> set[int]:
    """What a role's own chain lacks of some texts; blanks and line breaks aside."""
    held = characters_of(role)
    signs = {sign for text in texts for sign in text if not sign.isspace()}
    return {ord(sign) for sign in signs} - held


def rare_faces(texts: Iterable[str]) -> tuple[Face, ...]:
    """The faces that some texts need beside the chains, in order; none for most."""
    found = list(texts)
    lacking = set().union(*(_wanted(found, role) for role in CHAINS))
    needed = []
    for face in RARE:
        if not lacking:
            break
        if lacking & _held(face):
            needed.append(face)
            lacking -= _held(face)
    return tuple(needed)


def missing(texts: Iterable[str], role: Role = "body") -> frozenset[str]:
    """The characters of some texts that no face can set; blanks and line breaks aside."""
    lacking = _wanted(texts, role)
    for face in RARE:
        if lacking:
            lacking -= _held(face)
    return frozenset(map(chr, lacking))


def folders_of(rare: Iterable[Face]) -> list[str]:
    """Where the typesetter looks: in the folder of the chains, and in those of these rare faces alone."""
    return [
        str(FOLDER),
        *dict.fromkeys(str((FOLDER / face.file).resolve().parent) for face in rare),
    ]
