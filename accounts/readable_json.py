"""JSON columns a person can read in the database: Chinese as Chinese, not as \\u escapes."""

from __future__ import annotations

import json
from typing import Any


class ReadableJSON(json.JSONEncoder):
    """Encoder for JSONFields."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs["ensure_ascii"] = False
        super().__init__(**kwargs)
