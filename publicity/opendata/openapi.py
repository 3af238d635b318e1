"""/api/openapi.json : the description kept by hand in openapi.json beside this module, with this site's address."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from publicity.site.snapshots import Site

_FILE = Path(__file__).with_name("openapi.json")


@cache
def _text() -> str:
    return _FILE.read_text(encoding="utf-8")


def description(site: Site) -> dict[str, Any]:
    """OpenAPI 3.1, with `servers` as the base address is set."""
    found: dict[str, Any] = json.loads(_text())
    found["servers"] = [{"url": site.base_url}]
    return found
