"""One sign for one sign: the same text with half-width digits and punctuation, so that places stay places."""

from __future__ import annotations

import re

_WIDE = {code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)}
_SINGLE = {
    "\u3000": " ",
    "\xa0": " ",
    "\u2002": " ",
    "\u2003": " ",
    "\t": " ",
    "\r": "\n",
    "\u2028": "\n",
    "\x0b": "\n",
    "\x0c": "\n",
    "〜": "-",
    "～": "-",
    "~": "-",
    "–": "-",
    "—": "-",
    "―": "-",
    "－": "-",
    "−": "-",
    "‐": "-",
    "﹪": "%",
    "【": "(",
    "】": ")",
    "[": "(",
    "]": ")",
    "［": "(",
    "］": ")",
    "〔": "〔",
    "〕": "〕",
    "﹣": "-",
    "「": "“",
    "」": "”",
    "『": "“",
    "』": "”",
    "﹥": ">",
    "﹤": "<",
    "≧": "≥",
    "≦": "≤",
}
_TABLE = {**_WIDE, **{ord(sign): plain for sign, plain in _SINGLE.items()}}
_QUOTES = re.compile(r'"([^"\n]*)"')


def plain(text: str) -> str:
    """The text with every sign in its plain form; always of the same length."""
    flat = text.translate(_TABLE)
    return _QUOTES.sub(lambda found: f"“{found[1]}”", flat)
