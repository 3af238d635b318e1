"""Signs that deceive the eye: those nobody sees, those that turn the writing about, and letters that look like others."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

TURNING = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
"""Signs that change the direction in which the others are shown."""

_NAMES = {
    0x0000: "空字符",
    0x0009: "制表符",
    0x000A: "换行符",
    0x000D: "回车符",
    0x00AD: "软连字符",
    0x034F: "组合用连接符",
    0x061C: "阿拉伯字母标记",
    0x115F: "谚文初声填充符",
    0x1160: "谚文中声填充符",
    0x180E: "蒙古文元音分隔符",
    0x200B: "零宽空格",
    0x200C: "零宽不连字符",
    0x200D: "零宽连字符",
    0x200E: "从左至右标记",
    0x200F: "从右至左标记",
    0x2028: "行分隔符",
    0x2029: "段分隔符",
    0x202A: "从左至右嵌入",
    0x202B: "从右至左嵌入",
    0x202C: "方向格式结束",
    0x202D: "从左至右覆盖",
    0x202E: "从右至左覆盖",
    0x2060: "词连接符",
    0x2066: "从左至右隔离",
    0x2067: "从右至左隔离",
    0x2068: "首字定向隔离",
    0x2069: "方向隔离结束",
    0x2800: "空白盲文",
    0x3164: "谚文填充符",
    0xFEFF: "零宽不换行空格",
    0xFFA0: "半角谚文填充符",
}
# Letters, marks and symbols by their class, but with nothing to see.
_BLANKS = "\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0"
_VARIANTS = "\u180b-\u180d\ufe00-\ufe0f\U000e0100-\U000e01ef"
_PRIVATE_CLASSES = {"Cc": "控制符", "Cf": "格式符", "Cs": "残缺的半个字符", "Cn": "未定义的字符"}


@lru_cache(maxsize=1)
def _deceptive() -> re.Pattern[str]:
    formats = "".join(chr(code) for code in _format_signs())
    return re.compile(
        f"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff{_BLANKS}{_VARIANTS}"
        f"{re.escape(formats)}]"
    )


def _format_signs() -> list[int]:
    # All signs of the class stand in the first plane, in two blocks above it and in the tags.
    blocks = (range(0x10000), range(0x11000, 0x1E000), range(0xE0000, 0xE0080))
    return [code for block in blocks for code in block if unicodedata.category(chr(code)) == "Cf"]


def deceptive_sign(text: str) -> tuple[int, str] | None:
    """The first sign of a name that nobody sees, or that turns it about: how many signs stand before it, and it.

    Controls and line ends, format signs (zero width, direction), fillers, variation selectors, lone surrogates
    and codes that are no characters. None where a name is what it looks like; spaces and rare signs are none.
    """
    found = _deceptive().search(text)
    return (found.start(), found.group()) if found else None


def has_nothing_to_see(text: str) -> bool:
    """Whether a text is empty to the eye: blanks, line ends and signs that nobody sees, however many."""
    return not _deceptive().sub("", text).strip()


def sign_in_words(sign: str) -> str:
    """ "U+202E 从右至左覆盖": the number by which a person finds it, and its name."""
    code = ord(sign)
    name = _NAMES.get(code)
    if name is None:
        is_variant = re.fullmatch(f"[{_VARIANTS}]", sign)
        kind = _PRIVATE_CLASSES.get(unicodedata.category(sign), "看不见的符号")
        name = "变体选择符" if is_variant else kind
    return f"U+{code:04X} {name}"


# Signs of different alphabets, or Chinese characters, that a reader takes one for the other. One stands for all.
_ALIKE = (
    ("a", "аɑα"), ("b", "ЬƄвβ"), ("c", "сϲ"), ("d", "ԁ"), ("e", "еє"), ("h", "һ"), ("i", "іı1l|ⅼ丨"), ("j", "јϳ"),
    ("k", "кκ"), ("m", "м"), ("n", "п"), ("o", "оοσ0〇○Ｏ"), ("p", "рρ"), ("q", "ԛ"), ("s", "ѕ"), ("u", "υ"),
    ("v", "νѵ"), ("w", "ԝω"), ("x", "хχ×"), ("y", "уγ"), ("z", "ᴢ"), ("t", "тτ"),
    ("己", "已巳"), ("未", "末"), ("人", "入"), ("土", "士"), ("日", "曰"), ("干", "千于"), ("戊", "戌戍"),
    ("大", "太犬"), ("天", "夭"), ("口", "囗"), ("一", "ー–—―─━-‐‑‒−－"), ("二", "ニ"), ("工", "エ"), ("力", "カ"), ("夕", "タ"),
    ("卜", "ト"), ("八", "ハ"), ("暑", "署"), ("候", "侯"), ("治", "冶"), ("住", "往"), ("折", "拆"), ("密", "蜜"),
    ("教", "敎"), ("青", "靑"), ("清", "淸"), ("户", "戶戸"), ("黄", "黃"), ("内", "內"), ("温", "溫"), ("净", "淨"), ("况", "況"),
    # Forms of one character in names of people: the register of households and the keyboard write different ones.
    ("峰", "峯"), ("群", "羣"), ("杰", "傑"), ("强", "強彊"), ("国", "國囯"), ("华", "華"), ("丽", "麗"), ("红", "紅"), ("军", "軍"),
    ("刘", "劉"), ("陈", "陳"), ("张", "張"), ("杨", "楊"), ("赵", "趙"), ("吴", "吳呉"), ("孙", "孫"), ("马", "馬"), ("罗", "羅"),
    ("郑", "鄭"), ("谢", "謝"), ("韩", "韓"), ("冯", "馮"), ("邓", "鄧"), ("叶", "葉"), ("卢", "盧"), ("苏", "蘇"), ("贾", "賈"),
    ("闫", "閆阎閻"), ("肖", "萧蕭"), ("付", "傅"), ("戴", "代"), ("龙", "龍"), ("凤", "鳳"), ("兰", "蘭"), ("莲", "蓮"), ("云", "雲"),
    ("东", "東"), ("万", "萬"), ("宁", "寧甯"), ("伟", "偉"), ("庆", "慶"), ("胜", "勝"), ("晓", "曉"), ("艳", "豔艷"), ("贤", "賢"),
    ("绣", "繡"), ("珍", "珎"), ("升", "昇陞"), ("辉", "輝"), ("炜", "煒"), ("玮", "瑋"), ("喆", "哲"), ("堃", "坤"),
    ("(", "〔［[【{｛"), (")", "〕］]】}｝"), (".", "。．·・•‧∙⋅､、,，"), ('"', "“”„‟〝〞＂'‘’＇"),
)  # fmt: skip
_FIRST_OF_ALIKE = str.maketrans({sign: first for first, others in _ALIKE for sign in others})


def likeness(name: str) -> str:
    """What a name looks like: two names of the same likeness are hard to tell apart, or are one in other signs.

    Compatibility forms (full width, circled, ligatures), case, blanks, invisible signs, accents of Latin letters,
    radicals and look-alike letters are all laid aside.
    """
    plain = _deceptive().sub("", name)
    plain = unicodedata.normalize("NFKD", plain).translate(_FIRST_OF_ALIKE)
    kept = (sign for sign in plain if not sign.isspace() and unicodedata.category(sign)[0] != "M")
    # Twice: a capital of another alphabet is told from its small letter only after folding.
    return "".join(kept).casefold().translate(_FIRST_OF_ALIKE)
