"""Makes the shipped faces (documents/fonts) from the distribution's own files. Run by hand, never at build.

What it needs beside the project: fonttools, cffsubr and pypinyin-dict in a throw-away environment, and a folder into
which these Debian 12 packages were unpacked (`apt-get download NAME`, `dpkg -x NAME.deb FOLDER`):
texlive-lang-chinese (Fandol), fonts-noto-cjk, fonts-noto-cjk-extra, fonts-liberation2,
fonts-dejavu-core, fonts-babelstone-han.

    python bench/build_fonts.py FOLDER [documents/fonts]

Each face keeps what it has of: GB 2312, the signs of GBK and of offices, the 8,105 characters of 通用规范汉字表 (2013, the
legal repertoire of personal and place names) and ASCII. The fallback keeps what the text face lacks, the rare face
every ideograph that both lack. Hints and
layout tables go, since PDF viewers use neither; outlines stay as they are.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import cffsubr
from fontTools import subset
from fontTools.ttLib import TTFont
from pypinyin_dict.pinyin_data import ktghz2013

TABLES_DROPPED = ["vhea", "vmtx", "VORG", "GSUB", "GPOS", "GDEF", "BASE", "DSIG"]


@dataclass(frozen=True)
class Face:
    source: str
    made: str
    number: int = -1
    """Position in a collection: 2 is the Simplified Chinese member of Noto's."""
    only: tuple[tuple[int, int], ...] = ()
    """Ranges of code points, where a face is there for some signs alone."""
    lacking_in: tuple[str, ...] = ()
    """Made faces: only characters that they have not are kept."""
    family: str = ""
    """A name of its own, where the typesetter would else take it for another part of the same family."""


FACES = (
    Face("FandolFang-Regular.otf", "FandolFang-Regular.otf"),
    Face(
        "NotoSerifCJK-Regular.ttc",
        "NotoSerifCJKsc-Regular.otf",
        2,
        lacking_in=("FandolFang-Regular.otf",),
    ),
    Face("NotoSerifCJK-SemiBold.ttc", "NotoSerifCJKsc-SemiBold.otf", 2),
    Face("NotoSansCJK-Medium.ttc", "NotoSansCJKsc-Medium.otf", 2),
    Face(
        "NotoSerifCJK-Regular.ttc",
        "../rare_fonts/NotoSerifCJKsc-Rare.otf",
        2,
        only=(
            (0x2E80, 0x2FDF),
            (0x3007, 0x3007),
            (0x31C0, 0x31EF),
            (0x3400, 0x4DBF),
            (0x4E00, 0x9FFF),
            (0xF900, 0xFAFF),
            (0x20000, 0x3FFFF),
        ),
        lacking_in=("FandolFang-Regular.otf", "NotoSerifCJKsc-Regular.otf"),
        family="Portal Song Rare",
    ),
    Face(
        "BabelStoneHan.ttf",
        "../rare_fonts/BabelStoneHan-Rarest.ttf",
        only=((0x9FEB, 0x9FEF),),
        family="Portal Song Rarest",
    ),
    Face(
        "DejaVuSans.ttf",
        "DejaVuSans-Signs.ttf",
        only=((0x2190, 0x21FF), (0x2200, 0x22FF), (0x2500, 0x27BF)),
    ),
)
OFFICE_SIGNS = (
    (0xA0, 0xFF),
    (0x2010, 0x203F),
    (0x2070, 0x208E),
    (0x20AC, 0x20AC),
    (0x2100, 0x2139),
    (0x2150, 0x218F),
    (0x2190, 0x21FF),
    (0x2200, 0x22FF),
    (0x2460, 0x27BF),
    (0x3000, 0x303F),
    (0x3200, 0x33FF),
    (0xFE30, 0xFE4F),
    (0xFF00, 0xFFEF),
)
"""Signs that offices type beside those of GBK: ⑪, ½, ☑, ✓, ㎥, long dashes."""
AS_IT_IS = (
    "LiberationSerif-Regular.ttf"  # its licence reserves the name for the whole, unaltered face
)


def characters_of(codec: str, first: int) -> set[str]:
    pairs = (bytes([high, low]) for high in range(first, 0xFF) for low in range(0x40, 0xFF))
    return {pair.decode(codec, "ignore") for pair in pairs} - {""}


def repertoire() -> set[str]:
    gbk = characters_of("gbk", 0x81)
    signs = {
        character for character in gbk if len(character) == 1 and not "一" <= character <= "鿿"
    }
    named = {chr(code) for code in ktghz2013.pinyin_dict}
    ascii_signs = {chr(code) for code in range(0x20, 0x7F)}
    office = {chr(code) for first, last in OFFICE_SIGNS for code in range(first, last + 1)}
    return characters_of("gb2312", 0xA1) | signs | named | ascii_signs | office


def make(face: Face, source: Path, target: Path) -> None:
    options = subset.Options()
    options.hinting = False
    options.layout_features = []
    options.name_IDs = ["*"]
    options.notdef_outline = True
    options.glyph_names = False
    options.drop_tables += TABLES_DROPPED
    options.font_number = face.number
    font = subset.load_font(str(next(source.rglob(face.source))), options)
    wanted = {
        chr(code) for first, last in face.only for code in range(first, last + 1)
    } or repertoire()
    for other in face.lacking_in:
        wanted -= set(map(chr, TTFont(target / other).getBestCmap()))
    if face.lacking_in and not face.only:
        wanted |= set("—0123456789 ")  # the page number stands in Song
    subsetter = subset.Subsetter(options)
    subsetter.populate(unicodes=[ord(character) for character in wanted])
    subsetter.subset(font)
    if "CFF " in font:
        cffsubr.subroutinize(font, keep_glyph_names=False)
    if face.family:
        _name(font, face.family)
    font["head"].modified = font["head"].created
    font.recalcTimestamp = False
    font.save(target / face.made)
    print(
        f"{face.made}: {len(font.getBestCmap())} characters, {(target / face.made).stat().st_size} bytes"
    )


def _name(font: TTFont, family: str) -> None:
    names = {1: family, 16: family, 2: "Regular", 17: "Regular", 4: f"{family} Regular"}
    names[6] = f"{family.replace(' ', '')}-Regular"
    for record in list(font["name"].names):
        if record.nameID in names:
            place = (record.platformID, record.platEncID, record.langID)
            font["name"].setName(names[record.nameID], record.nameID, *place)
    if "CFF " not in font:
        return
    table = font["CFF "].cff
    table.fontNames = [names[6]]
    table.topDictIndex[0].FullName, table.topDictIndex[0].FamilyName = names[4], family


def main() -> None:
    source = Path(sys.argv[1])
    target = Path(sys.argv[2]) if len(sys.argv) > 2 else Path("documents/fonts")
    for face in FACES:
        make(face, source, target)
    (target / AS_IT_IS).write_bytes(next(source.rglob(AS_IT_IS)).read_bytes())


if __name__ == "__main__":
    main()
