"""Links from one page to another without naming the host, so that a folder of pages works anywhere."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import lru_cache

_here: ContextVar[str] = ContextVar("here", default="")
"""Path of the page being rendered; fragments included with `only` find it here."""


@contextmanager
def page_at(path: str) -> Iterator[None]:
    """Links rendered inside are relative to `path`."""
    token = _here.set(path)
    try:
        yield
    finally:
        _here.reset(token)


def page_here() -> str:
    """The path of the page being rendered, blank outside of a rendering."""
    return _here.get()


@lru_cache(maxsize=65536)
def relative(here: str, there: str) -> str:
    """The way from page `here` to `there`, both site paths such as /wanzhou/2025/; keeps query and fragment.

    An empty `here` (an error page, shown at any address) gives `there` as it stands.
    """
    if not here or not there.startswith("/"):
        return there
    path, mark, rest = there, "", ""
    for sign in ("?", "#"):
        head, found, tail = path.partition(sign)
        if found:
            path, mark, rest = head, sign, tail + (mark + rest if mark else "")
    if rest and path == here:
        return ("" if mark == "#" else "./") + mark + rest
    start = here if here.endswith("/") else posixpath.dirname(here)
    target, file = posixpath.split(path)
    way = posixpath.relpath(target, start)
    way = file if way == "." and file else f"{way}/{file}"
    return way + mark + rest
