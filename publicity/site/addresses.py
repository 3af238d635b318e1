"""What the base address and the settings of objections say of addresses."""

from __future__ import annotations

from urllib.parse import urlsplit

from look.loopback import is_loopback
from projects.public_addresses import CHECK, FOLLOW, OBJECT


def sub_path(base_url: str) -> str:
    """The path part of the base address, without a slash at its end: "" or "/msss"."""
    return urlsplit(base_url).path.rstrip("/")


def host(base_url: str) -> str:
    """The host of the base address; empty for this very machine, which is nobody's domain."""
    name = urlsplit(base_url).hostname or ""
    return "" if name in {"", "localhost"} or is_loopback(name) else name


def objection_address(setting: str, district: str, number: str) -> str:
    """Where an objection to this notice can be made on the web; empty when nowhere."""
    if not setting:
        return ""
    path = OBJECT.path(district=district, notice=number)
    return path if setting == "portal" else setting.rstrip("/") + path


def check_address(setting: str) -> str:
    """Where a file or a digest can be checked; it stands where the objections do. Empty when nowhere."""
    if not setting:
        return ""
    return CHECK.path() if setting == "portal" else setting.rstrip("/") + CHECK.path()


def following_address(setting: str) -> str:
    """Where an objection can be followed by receipt and code; empty when nowhere."""
    if not setting:
        return ""
    return FOLLOW.path() if setting == "portal" else setting.rstrip("/") + FOLLOW.path()
