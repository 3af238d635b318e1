"""From a template and values to the bytes of a page."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.template.loader import get_template
from django.utils.safestring import SafeString, mark_safe

from look.links import page_at
from publicity.site.frame import Frame

Headers = tuple[tuple[str, str], ...]
OPEN_TO_ANY_SITE: Headers = (
    ("Access-Control-Allow-Origin", "*"),
    ("Access-Control-Expose-Headers", "ETag"),
)


@dataclass(frozen=True)
class Page:
    """A finished page, or a file, feed or table. Equal inputs give equal `body`."""

    path: str
    title: str
    body: bytes
    status: int = 200
    content_type: str = "text/html; charset=utf-8"
    depends_on_day: bool = False
    """Whether tomorrow's page may differ from today's although nothing was published."""
    headers: Headers = ()
    """What the answer says besides its type."""

    @property
    def file(self) -> str:
        return file_of(self.path)


def file_of(path: str) -> str:
    """Where the export writes it: /a/b/ is a/b/index.html."""
    return (path + "index.html" if path.endswith("/") else path).lstrip("/")


def fragment(template: str, path: str, context: Mapping[str, Any]) -> SafeString:
    """A piece of the page at `path`, to be kept and put into it."""
    with page_at(path):
        return mark_safe(get_template(template).render(dict(context)))  # noqa: S308 - a template made it


def render(
    template: str,
    frame: Frame,
    context: Mapping[str, Any],
    *,
    status: int = 200,
    depends_on_day: bool = False,
) -> Page:
    """The page of `template` in `frame`, without request, session or context processors."""
    frame = replace(frame, depends_on_day=depends_on_day)
    with page_at(frame.path):
        html = get_template(template).render({**context, "frame": frame})
    # Lines left empty by template tags say nothing; the pages hold neither <pre> nor <textarea>.
    text = "\n".join(line for part in html.splitlines() if (line := part.strip()))
    return Page(
        path=frame.path,
        title=frame.title,
        body=(text + "\n").encode(),
        status=status,
        depends_on_day=depends_on_day,
    )
