"""Before Django: a body in another encoding than UTF-8 is refused. Django itself fails on some while it reads the header."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from typing import Any

Application = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
_CHARSET = re.compile(r"charset\W*([\w.:-]*)", re.IGNORECASE)
_SENTENCE = "提交的内容不是 UTF-8 编码，没有收下。请换一个浏览器再试。"


def utf8_only(application: Application) -> Application:
    """The application for requests that name no other encoding; the others get 400 and a sentence."""

    def checked(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        named = _CHARSET.findall(environ.get("CONTENT_TYPE") or "")
        if all(one.lower() in ("utf-8", "utf8") for one in named):
            return application(environ, start_response)
        start_response("400 Bad Request", [("Content-Type", "text/plain; charset=utf-8")])
        return [_SENTENCE.encode()]

    return checked
