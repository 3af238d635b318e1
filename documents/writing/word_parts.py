"""The fixed parts of a Word file: styles, fonts, settings, footers.

Every size and place of GB/T 9704-2012 that Word can be told stands here once. Twentieths of a point ("twips")
are Word's unit: 1 mm is 56.69 of them.
"""

from __future__ import annotations

from dataclasses import dataclass

from documents.writing.letter import (
    BODY_PT,
    CHARACTERS_PER_LINE,
    LINES_PER_PAGE,
    MARGINS_MM,
    PAGE_MM,
    PAGE_NUMBER_PT,
    TITLE_PT,
)

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
FIXED_RELATIONS = 3
"""Relations rId1 to rId3 are styles, settings and fonts; the footers come after them."""
TABLE_PT = 10.5
"""五号."""

FANGSONG = "仿宋_GB2312"
XIAOBIAOSONG = "方正小标宋简体"
HEITI = "黑体"
KAITI = "楷体_GB2312"
SONGTI = "宋体"
SONGTI_BEYOND = "SimSun-ExtB"
"""The planes beyond the basic one."""
LATIN = "Times New Roman"


@dataclass(frozen=True, slots=True)
class _Font:
    name: str
    alternatives: str
    """Other names of the same design, first choice first: Word takes them where the first is not installed."""
    panose: str
    family: str
    charset: str = "86"


_FONTS = (
    _Font(
        FANGSONG,
        "仿宋,FangSong,方正仿宋_GBK,方正仿宋简体,STFangsong,华文仿宋",
        "02010609030101010101",
        "modern",
    ),
    _Font(
        XIAOBIAOSONG,
        "方正小标宋_GBK,FZXiaoBiaoSong-B05S,华文中宋,STZhongsong,宋体",
        "03000509000000000000",
        "script",
    ),
    _Font(HEITI, "SimHei,方正黑体_GBK,华文黑体,STHeiti", "02010609060101010101", "modern"),
    _Font(KAITI, "楷体,KaiTi,方正楷体_GBK,STKaiti,华文楷体", "02010609030101010101", "modern"),
    _Font(SONGTI, "SimSun,NSimSun,方正书宋_GBK,STSong", "02010600030101010101", "auto"),
    _Font(
        SONGTI_BEYOND, "宋体-ExtB,宋体-方正超大字符集,HanaMinB", "02010609060101010101", "modern"
    ),
    _Font(LATIN, "Liberation Serif,Tinos", "02020603050405020304", "roman", "00"),
)


def twips(millimetres: float) -> int:
    return round(millimetres * 1440 / 25.4)


TEXT_WIDTH_MM = PAGE_MM[0] - MARGINS_MM["left"] - MARGINS_MM["right"]
TEXT_HEIGHT_MM = PAGE_MM[1] - MARGINS_MM["top"] - MARGINS_MM["bottom"]
LINE_PITCH = twips(TEXT_HEIGHT_MM) // LINES_PER_PAGE
"""28.95 pt: 22 lines on 225 mm."""
CHARACTER_PITCH = twips(TEXT_WIDTH_MM) / CHARACTERS_PER_LINE
"""15.79 pt: 28 characters on 156 mm."""
CHARACTER_SPACE = int((CHARACTER_PITCH / 20 - BODY_PT) * 4096)
"""What Word's grid adds to each character, in 4096ths of a point."""
FOOTER_MM = MARGINS_MM["bottom"] - 7 - 3.2
"""The dash of the page number stands 7 mm below the text (7.5): half a line of 四号 lower is the line's foot."""


def characters(count: float) -> int:
    """A width counted in body characters."""
    return round(count * CHARACTER_PITCH)


def content_types(footers: int) -> bytes:
    kind = "application/vnd.openxmlformats-officedocument.wordprocessingml"
    parts = {
        "/word/document.xml": f"{kind}.document.main+xml",
        "/word/styles.xml": f"{kind}.styles+xml",
        "/word/settings.xml": f"{kind}.settings+xml",
        "/word/fontTable.xml": f"{kind}.fontTable+xml",
        "/docProps/core.xml": "application/vnd.openxmlformats-package.core-properties+xml",
        **{f"/word/footer{number}.xml": f"{kind}.footer+xml" for number in range(1, footers + 1)},
    }
    overrides = "".join(
        f'<Override PartName="{name}" ContentType="{kind}"/>' for name, kind in parts.items()
    )
    return (
        f'{DECLARATION}<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Default Extension="xml" ContentType="application/xml"/>{overrides}</Types>'
    ).encode()


def package_relations() -> bytes:
    return _relations(
        (f"{R}/officeDocument", "word/document.xml"),
        (
            "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties",
            "docProps/core.xml",
        ),
    )


def document_relations(footers: int) -> bytes:
    return _relations(
        (f"{R}/styles", "styles.xml"),
        (f"{R}/settings", "settings.xml"),
        (f"{R}/fontTable", "fontTable.xml"),
        *((f"{R}/footer", f"footer{number}.xml") for number in range(1, footers + 1)),
    )


def _relations(*targets: tuple[str, str]) -> bytes:
    rows = "".join(
        f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets, start=1)
    )
    return (
        f'{DECLARATION}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
        f"{rows}</Relationships>"
    ).encode()


def settings() -> bytes:
    return (
        f'{DECLARATION}<w:settings xmlns:w="{W}">'
        '<w:zoom w:percent="100"/><w:bordersDoNotSurroundHeader/><w:bordersDoNotSurroundFooter/>'
        '<w:defaultTabStop w:val="420"/><w:evenAndOddHeaders/>'
        '<w:drawingGridVerticalSpacing w:val="579"/><w:characterSpacingControl w:val="compressPunctuation"/>'
        "<w:compat><w:spaceForUL/><w:balanceSingleByteDoubleByteWidth/><w:doNotLeaveBackslashAlone/>"
        "<w:ulTrailSpace/><w:doNotExpandShiftReturn/><w:adjustLineHeightInTable/><w:useFELayout/>"
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/>'
        '</w:compat><w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    ).encode()


def font_table() -> bytes:
    rows = "".join(
        f'<w:font w:name="{font.name}"><w:altName w:val="{font.alternatives}"/><w:panose1 w:val="{font.panose}"/>'
        f'<w:charset w:val="{font.charset}"/><w:family w:val="{font.family}"/><w:pitch w:val="default"/></w:font>'
        for font in _FONTS
    )
    return f'{DECLARATION}<w:fonts xmlns:w="{W}">{rows}</w:fonts>'.encode()


def fonts(east_asian: str, latin: str = LATIN) -> str:
    return (
        f'<w:rFonts w:ascii="{latin}" w:eastAsia="{east_asian}" w:hAnsi="{latin}" w:cs="{latin}"/>'
    )


def size(points: float) -> str:
    return f'<w:sz w:val="{round(points * 2)}"/><w:szCs w:val="{round(points * 2)}"/>'


def spacing(points: float, rule: str, before: int = 0, after: int = 0) -> str:
    edges = f' w:before="{before}" w:after="{after}"' if before or after else ""
    return f'<w:spacing{edges} w:line="{round(points * 20)}" w:lineRule="{rule}"/>'


# Word, WPS and LibreOffice each read the grid of characters in their own way (LibreOffice gives a 16 pt character
# two cells of 15.79 pt), so our styles do not ask for it: an exact line pitch and a little less space between the
# characters bring the same 22 lines of 28 characters everywhere. What an officer adds in Normal follows the grid.
_NO_GRID = '<w:snapToGrid w:val="0"/>'
_TABLE_LINE = spacing(13.5, "atLeast")
_LINE = f'{_NO_GRID}<w:spacing w:line="{LINE_PITCH}" w:lineRule="exact"/>'
_TITLE_LINE = _NO_GRID + spacing(33, "exact")
_AFTER_LABEL = _NO_GRID + spacing(33, "exact", before=240)
TIGHTER = twips(TEXT_WIDTH_MM) // CHARACTERS_PER_LINE - BODY_PT * 20
"""Twips between the characters of running text: 28 of them fill the line."""
_TEXT = f'<w:spacing w:val="{TIGHTER}"/>'
_INDENT = f'<w:ind w:firstLineChars="200" w:firstLine="{characters(2)}"/>'


def _style(
    name: str, shown: str, paragraph: str = "", run: str = "", based_on: str = "Normal"
) -> str:
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{name}"><w:name w:val="{shown}"/>'
        f'<w:basedOn w:val="{based_on}"/><w:qFormat/><w:pPr>{paragraph}</w:pPr><w:rPr>{run}</w:rPr></w:style>'
    )


def _named() -> tuple[str, ...]:
    """The paragraph styles, named in Chinese as the office will see them in Word's list."""
    return (
        _style(
            "Title1",
            "公文标题",
            f'{_TITLE_LINE}<w:jc w:val="center"/><w:outlineLvl w:val="0"/>',
            fonts(XIAOBIAOSONG, XIAOBIAOSONG) + size(TITLE_PT),
        ),
        _style("DocumentNumber", "发文字号", f'{_LINE}<w:jc w:val="center"/>'),
        _style("Mark", "转录说明", f'{_LINE}<w:jc w:val="center"/>', fonts(KAITI) + size(14)),
        _style("Body", "公文正文", _LINE + _INDENT, _TEXT),
        _style(
            "Heading1",
            "公文一级标题",
            f'<w:keepNext/>{_LINE}{_INDENT}<w:outlineLvl w:val="0"/>',
            fonts(HEITI, HEITI),
        ),
        _style("AttachmentNote", "附件说明", _LINE, _TEXT),
        _style("Signature", "署名和成文日期", f'{_LINE}<w:jc w:val="right"/>'),
        *_named_of_tables(),
    )


def _named_of_tables() -> tuple[str, ...]:
    """Those of attachments and their tables."""
    return (
        _style("AttachmentLabel", "附件标注", f'{_LINE}<w:jc w:val="left"/>', fonts(HEITI, HEITI)),
        _style(
            "AttachmentTitle",
            "附件标题",
            f'{_AFTER_LABEL}<w:jc w:val="center"/><w:outlineLvl w:val="0"/>',
            fonts(XIAOBIAOSONG, XIAOBIAOSONG) + size(TITLE_PT),
        ),
        _style(
            "UnitLine",
            "表格单位",
            f'<w:keepNext/>{_NO_GRID}{spacing(20, "exact", 60, 40)}<w:jc w:val="right"/>',
            size(12),
        ),
        _style(
            "TableText",
            "表格文字",
            f'<w:widowControl/>{_NO_GRID}{_TABLE_LINE}<w:jc w:val="left"/>',
            size(TABLE_PT),
        ),
        _style("TableCentre", "表格居中", '<w:jc w:val="center"/>', based_on="TableText"),
        _style("TableFigure", "表格数字", '<w:jc w:val="right"/>', based_on="TableText"),
        _style(
            "TableHead",
            "表格表头",
            '<w:keepNext/><w:jc w:val="center"/>',
            fonts(HEITI, HEITI),
            based_on="TableText",
        ),
        _style(
            "Closing",
            "核对信息",
            f'{_NO_GRID}{spacing(12, "atLeast", 40)}<w:jc w:val="left"/>',
            size(9),
        ),
        _style(
            "PageNumber",
            "页码",
            f"{_NO_GRID}{spacing(18, 'exact')}",
            fonts(SONGTI, SONGTI) + size(PAGE_NUMBER_PT),
        ),
    )


def styles() -> bytes:
    """The styles of an official document: defaults, the plain ones, and the named."""
    defaults = (
        f"<w:docDefaults><w:rPrDefault><w:rPr>{fonts(FANGSONG)}{size(BODY_PT)}"
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault>'
        "<w:pPrDefault/></w:docDefaults>"
    )
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        '<w:pPr><w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/><w:jc w:val="both"/></w:pPr>'
        f"<w:rPr>{size(BODY_PT)}</w:rPr></w:style>"
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/>'
        '<w:uiPriority w:val="99"/><w:semiHidden/><w:unhideWhenUsed/><w:tblPr><w:tblInd w:w="0" w:type="dxa"/>'
        '<w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="108" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="108" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    return f'{DECLARATION}<w:styles xmlns:w="{W}">{defaults}{normal}{"".join(_named())}</w:styles>'.encode()
