"""Whether this folder is an installation in production: then nothing runs here in demo mode by oversight.

A command typed without the environment would silently make a demo database and tell of it. A folder is one of
production where the mark lies in it or beside it (deploy/upgrade.sh lays it; `touch` does), or where the machine has the
environment file of the delivered units. Neither takes any right to look for. PORTAL_MODE=demo, said outright, is obeyed.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

ENVIRONMENT = Path("/etc/portal.env")
MARK = "portal.production"


class NoEnvironment(ImproperlyConfigured):
    """A command was started in a production folder without its settings. The message is for who typed it."""


def mark_of_production(folder: Path) -> Path | None:
    """What says that the folder is one of production; None where nothing does."""
    places = (folder / MARK, folder.parent / MARK, ENVIRONMENT)
    return next((place for place in places if place.is_file()), None)


def must_have_environment(values: Mapping[str, str], folder: Path) -> None:
    """Raises NoEnvironment where the mode is not said and the folder is one of production."""
    if values.get("PORTAL_MODE"):
        return
    if mark := mark_of_production(folder):
        raise NoEnvironment(
            f"这里是正式环境（有 {mark}），没有读到它的设置（PORTAL_MODE）：什么都没有做，没有建演示数据库。\n"
            f"以 root 执行：set -a; . {ENVIRONMENT}; set +a，再执行一次；详见 docs/运维手册.md。\n"
            "确实要在这里看演示的，设 PORTAL_MODE=demo。"
        )
