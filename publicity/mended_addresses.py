"""An address as it was copied out of a message, led on to what it meant: other case, a trailing 。, a full-width slash.

Asked only where nothing stands at the path as it came, so it costs nobody else anything. What comes out is a path of the
portal's own table in plain signs, one slash in front: no other host can be named by it.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable

from django.http import HttpRequest, HttpResponse, HttpResponsePermanentRedirect

from projects.public_addresses import (
    ADDRESSES,
    CHECK,
    EMBED,
    FOLLOW,
    NO_DATA,
    NOTICE,
    OBJECT,
    SEARCH,
)
from publicity.public_table import NoSuchPage
from publicity.views.public import ready_at

_CLOSING = "。，、；：！？）】》〉」』”’….,;:!?)]}>\"'*_~` \t\u3000\u00a0\u200b\ufeff"
"""Signs that stand behind an address in a sentence and are copied along."""
_PLAIN = re.compile(r"(?:/[-a-z0-9_.]+)*/?")
_LONGEST = 200


def mended(path: str) -> str:
    """The path that was meant; empty where it is none of ours or says the same already."""
    if len(path) > _LONGEST or ".." in path:
        return ""
    text = unicodedata.normalize("NFKC", path).lower()
    parts = [part for piece in text.split("/") if (part := piece.strip(_CLOSING))]
    text = "/" + "/".join(parts)
    if not _PLAIN.fullmatch(text):
        return ""
    for said in (text, f"{text}/") if parts else ("/",):
        known = any(a.parts_of(said) is not None for a in ADDRESSES if a is not NO_DATA)
        if known and said != path:
            return said
    return ""


class LeadingOn:
    """Middleware: where nothing was found, the way to the address that was meant, if something stands there."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        path = mended(request.path_info)
        if not path or not _stands(path):
            return response
        query = request.META.get("QUERY_STRING", "")
        there = request.META.get("SCRIPT_NAME", "") + path
        return HttpResponsePermanentRedirect(there + (f"?{query}" if query else ""))


def _stands(path: str) -> bool:
    """Whether something is published there, or answers a person."""
    address = next(a for a in ADDRESSES if a.parts_of(path) is not None)
    if address in (CHECK, FOLLOW, SEARCH):
        return True
    if address in (OBJECT, EMBED):
        path = NOTICE.path(**(address.parts_of(path) or {}))
    try:
        ready_at(path)
    except NoSuchPage:
        return False
    return True
