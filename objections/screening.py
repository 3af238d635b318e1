"""Keeps identity out of texts that leave the handler's hands: summaries, questions, answers, outcomes, reasons."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping

from notices.privacy import scan

_TITLES = re.compile(r"(先生|女士|小姐|老师|同志|师傅|大爷|大妈|阿姨|叔叔)$")
_PLACES = re.compile(r"[省市区县镇乡村街路道号]")


def identity_in(text: str, identity: Mapping[str, str]) -> str:
    """What of the person's identity stands in the text, in words for the writer; "" where nothing does.

    Looks for the name, for the digits of a phone however they are spaced, and for an address.
    """
    plain = _plain(text)
    name = _plain(identity.get("name", ""))
    bare = _TITLES.sub("", name)
    if len(name) > 1 and name in plain:
        return "当事人的称呼"
    if len(bare) > 1 and bare in plain:
        return "当事人的姓名"
    contact = _plain(identity.get("contact", ""))
    digits_of_text = re.sub(r"\D", "", re.sub(r"(?<=\d)[\s\-()（）—]+(?=\d)", "", _wide(text)))
    for number in re.findall(r"\d{7,}", re.sub(r"(?<=\d)[\s\-()（）—]+(?=\d)", "", contact)):
        if number in digits_of_text or number[-8:] in digits_of_text:
            return "当事人的电话"
    if len(contact) >= 6 and _PLACES.search(contact) and contact in plain:
        return "当事人的地址"
    return ""


def screen(
    text: str, identity: Mapping[str, str], *, allowed_phones: Iterable[str] = ()
) -> list[str]:
    """What must be taken out of a text before another than a handler reads it; one sentence each."""
    problems = []
    if found := identity_in(text, identity):
        problems.append(f"文字里有{found}，请删去：看到这段文字的人不应知道是谁提的。")
        return problems
    problems += [hit.sentence for hit in scan(text, allowed_phones=allowed_phones)]
    return problems


def _wide(text: str) -> str:
    return unicodedata.normalize("NFKC", text)


def _plain(text: str) -> str:
    return "".join(_wide(text).split()).casefold()
