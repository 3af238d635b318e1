"""The free faces that PDF files are set in, and which characters they hold.

They come from Debian packages, subset by `bench/build_fonts.py`; licences lie beside them. An official document
asks for four faces (GB/T 9704-2012); each is a chain here, so that a character the first face lacks (瀼, a river
of Wanzhou, is in no free 仿宋) is set in the next and never as an empty box.
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

CHAINS: dict[Role, tuple[Face, ...]] = {
    "body": (LATIN, FANGSONG, SONG, LATIN_REST, SIGNS),
    "title": (SONG_BOLD, SONG, FANGSONG, LATIN_REST, SIGNS),
    "head": (HEI, SONG, FANGSONG, LATIN_REST, SIGNS),
    "song": (SONG, FANGSONG, LATIN_REST, SIGNS),
}
"""仿宋 for text, 小标宋 for titles, 黑体 for headings and table heads, 宋体 for page numbers."""


@lru_cache(maxsize=8)
def characters_of(role: Role) -> frozenset[int]:
    """The code points that some face of a role's chain has a glyph for."""
    return frozenset().union(
        *(characters_in((FOLDER / face.file).read_bytes()) for face in CHAINS[role])
    )


def missing(texts: Iterable[str], role: Role = "body") -> frozenset[str]:
    """The characters of some texts that no shipped face can set; blanks and line breaks aside."""
    held = characters_of(role)
    return frozenset(
        sign for text in texts for sign in set(text) if not sign.isspace() and ord(sign) not in held
    )
