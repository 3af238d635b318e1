"""Run the standard's own checker over a plan's OC4IDS package: python bench/oc4ids.py PACKAGE.json

Needs `pip install libcoveoc4ids` in an environment of its own (it is no dependency of the portal). Its additional checks
need no network; the comparison with the schema downloads it and is left out, with a word, where that fails.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def flat(value: Any, path: str = "") -> dict[str, Any]:
    """Every leaf by its JSON pointer, as the checker wants it."""
    inner = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, list)
        else ()
    )
    found: dict[str, Any] = {}
    for key, one in inner:
        found |= flat(one, f"{path}/{key}")
    return found or {path: value}


def main(file: str) -> None:
    from libcoveoc4ids.additional_checks import ADDITIONAL_CHECKS, CONFORMANCE_CHECKS
    from libcoveoc4ids.api import oc4ids_json_output

    package = json.loads(Path(file).read_text(encoding="utf-8"))
    leaves = flat(package)
    for check in (*ADDITIONAL_CHECKS, *CONFORMANCE_CHECKS):
        print(check.__name__, [found["check_id"] for found in check(package, leaves)] or "ok")
    try:
        whole = oc4ids_json_output(json_data=package)
    except OSError as error:
        print("schema: not checked, it could not be downloaded:", type(error).__name__)
    else:
        print("schema errors:", whole["validation_errors_count"])


if __name__ == "__main__":
    main(*sys.argv[1:])
