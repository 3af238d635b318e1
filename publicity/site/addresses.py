"""Addresses: from one page to another without naming the host, so that a folder of pages works anywhere."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from urllib.parse import urlsplit


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


def sub_path(base_url: str) -> str:
    """The path part of the base address, without a slash at its end: "" or "/msss"."""
    return urlsplit(base_url).path.rstrip("/")


def host(base_url: str) -> str:
    """The host of the base address; empty for this very machine, which is nobody's domain."""
    name = urlsplit(base_url).hostname or ""
    return "" if name in {"", "localhost", "127.0.0.1", "::1"} else name


def objection_address(setting: str, district: str, number: str) -> str:
    """Where an objection to this notice can be made on the web; empty when nowhere."""
    if not setting:
        return ""
    path = f"/{district}/notices/{number}/object/"
    return path if setting == "portal" else setting.rstrip("/") + path


def check_address(setting: str) -> str:
    """Where a file or a digest can be checked; it stands where the objections do. Empty when nowhere."""
    if not setting:
        return ""
    return "/check/" if setting == "portal" else setting.rstrip("/") + "/check/"


def following_address(setting: str) -> str:
    """Where an objection can be followed by receipt and code; empty when nowhere."""
    if not setting:
        return ""
    return "/objections/" if setting == "portal" else setting.rstrip("/") + "/objections/"
