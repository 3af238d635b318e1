"""What a browser may send as text: signs that no database and no document can hold never get further than here.

In an address they are a mistake and are refused. In a form they came with pasted text, which must not be lost: they
are taken out and the person is told which they were (rules.md, Request).
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from urllib.parse import unquote_to_bytes

from django.core.exceptions import BadRequest
from django.http import HttpRequest, QueryDict

from documents.signs import sign_in_words

# Not allowed in XML 1.0, and so in no Office file and no feed; PostgreSQL takes neither NUL nor half a character.
_UNHELD = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
MOST_OF_A_PATH = 500
"""Signs. Longer ones lead nowhere, and what is remembered by path would remember them."""
MOST_OF_A_QUERY = 8_000
"""Bytes of the part of an address behind the question mark."""
MOST_OF_A_VALUE = 2_000
_LONG_NUMBER = re.compile(r"\d{19}")
"""Beyond every key: no address has one, however many zeros it begins with."""


class UnreadableRequest(BadRequest):
    """The address or the body is no text that can be taken; the message is one plain sentence for the person."""


def check_address(request: HttpRequest) -> None:
    """Refuse an address that no page has. Raises UnreadableRequest. Nothing is read of the body."""
    if len(request.path_info) > MOST_OF_A_PATH:
        raise UnreadableRequest("网址太长，没有收下。请回到首页再找。")
    if _UNHELD.search(request.path_info):
        raise UnreadableRequest("网址里有不能用的符号，请核对网址，或回到首页再找。")
    query = request.META.get("QUERY_STRING", "")
    if not query:
        return
    if len(query) > MOST_OF_A_QUERY:
        raise UnreadableRequest("网址太长，没有收下。请回到首页再找。")
    try:
        unquote_to_bytes(query.encode("latin-1")).decode()
    except UnicodeError as error:
        raise UnreadableRequest(
            "网址里的文字不是 UTF-8 编码，请核对网址，或回到首页再找。"
        ) from error
    for name, values in request.GET.lists():
        if any(_UNHELD.search(text) for text in (name, *values)):
            raise UnreadableRequest("网址里有不能用的符号，请去掉后再试。")
        if any(len(text) > MOST_OF_A_VALUE for text in values):
            raise UnreadableRequest("网址里的内容太长，没有收下。请缩短后再试。")


def has_long_number(path: str) -> bool:
    """Whether a path names a number beyond every key."""
    return _LONG_NUMBER.search(path) is not None


def without_unheld_cookies(cookies: dict[str, str]) -> dict[str, str]:
    """The cookies that are plain text: with another one a person would be shut out until they emptied the browser."""
    return {name: text for name, text in cookies.items() if not _UNHELD.search(name + text)}


MARK = "token"
"""The field in which a form carries its own signed mark."""


def mend_posted_text(request: HttpRequest) -> list[str]:
    """Take out of a posted form the signs that nothing can hold, and say which they were, each once.

    The rest of what was typed stays. A form's signed mark that held such a sign is none: it was not made here. Raises
    UnreadableRequest where the body cannot be taken apart at all.
    """
    try:
        posted = request.POST
    except (UnicodeError, LookupError, ValueError) as error:
        raise UnreadableRequest("提交的内容没有读懂，请返回上一页再试一次。") from error
    found: dict[str, None] = {}
    for name, values in posted.lists():
        for text in (name, *values):
            found.update(dict.fromkeys(_UNHELD.findall(text)))
    if not found:
        return []
    mended = QueryDict(mutable=True)
    for name, values in posted.lists():
        texts = [_UNHELD.sub("", text) for text in values]
        mended.setlist(_UNHELD.sub("", name), [""] if name == MARK and texts != values else texts)
    mended._mutable = False
    request.POST = mended  # type: ignore[assignment]
    return [sign_in_words(sign) for sign in found]


SECRETS = frozenset({"password", "current", "new", "again", "code", "enrol_code"})
"""Fields that are never put back into a page and never kept."""


def secrets_of(path: str) -> frozenset[str]:
    """The same for one address: on the desk a `code` is the number of a district, elsewhere it opens something."""
    return SECRETS - {"code"} if path.startswith("/desk/") else SECRETS


NOT_TYPED = frozenset(
    {"csrfmiddlewaretoken", "note", "writer", MARK, "version", "base_version", "then", "tab", "draft", "over", "seen"}
)  # fmt: skip
"""What a form carries of its own: no person typed it."""
_NO_WORDS = re.compile(r"[A-Za-z0-9_:/+=-]{0,120}", re.ASCII)
"""Keys, choices, days and marks: chosen, not written."""


def sent_fields(request: HttpRequest) -> list[tuple[str, str]]:
    """What a posted form held, to be put into another one that sends it again: without secrets, its own check
    against forged requests included. Empty where nothing was in it but that check."""
    sent = [
        (name, value)
        for name, values in request.POST.lists()
        for value in values
        if name not in secrets_of(request.path)
    ]
    return sent if any(name != "csrfmiddlewaretoken" for name, _ in sent) else []


def words_in(fields: Iterable[tuple[str, str]]) -> list[str]:
    """The texts among posted fields that somebody wrote, as written; choices, days and marks are left out."""
    return [
        value
        for name, value in fields
        if name not in NOT_TYPED
        and name not in secrets_of("/desk/")
        and not _NO_WORDS.fullmatch(value.strip())
    ]
