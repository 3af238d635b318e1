"""The static files that pages name, under the very names they use: hashed ones in production."""

from __future__ import annotations

import mimetypes
import posixpath
import re
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles import finders

_NAMED = re.compile(rb"""(?:href|src)="[^"]*?static/([^"?#]+)""")
_IN_STYLES = re.compile(rb"""url\(["']?(?!data:|#)([^"')?#]+)""")


class NoSuchAsset(Exception):
    """A page names a static file that is not there; the message says what to do."""


def named_in(body: bytes) -> set[str]:
    """Names below static/ that a page loads."""
    return {name.decode() for name in _NAMED.findall(body)}


def content_of(name: str) -> bytes:
    """The static file of that name. Raises NoSuchAsset."""
    collected = Path(settings.STATIC_ROOT) / name
    found = None if settings.IS_PRODUCTION else finders.find(name)
    file = Path(str(found)) if found else collected
    if not file.is_file():
        raise NoSuchAsset(f"没有静态文件 {name}，请先运行 manage.py collectstatic。")
    return file.read_bytes()


def with_what_they_load(names: set[str]) -> dict[str, bytes]:
    """The files by name, together with what their stylesheets load in turn."""
    found: dict[str, bytes] = {}
    waiting = sorted(names)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        found[name] = content_of(name)
        if name.endswith(".css"):
            waiting += [
                posixpath.normpath(posixpath.join(posixpath.dirname(name), loaded.decode()))
                for loaded in _IN_STYLES.findall(found[name])
            ]
    return found


def type_of(name: str) -> str:
    """Its content type; scripts and drawings are text to a packer."""
    guessed = mimetypes.guess_type(name)[0] or "application/octet-stream"
    is_text = guessed.startswith(("text/", "image/svg")) or "javascript" in guessed
    return "text/plain" if is_text else guessed
