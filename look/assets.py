"""Joins the stylesheets and scripts, one file per component, into the few files a page loads. No Node.

    site.css    tokens and the public components: every page
    desk.css    the components of the signed-in side; loaded after site.css
    public.js   the modules of static/public/; one small module file, never blocking
    desk.js     the modules of static/desk/, if there are any

Joined files are written under var/assets when an input changed: at start in demo mode, by collectstatic in
production, where the storage then gives them hashed names.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from django.conf import settings
from django.contrib.staticfiles.finders import BaseFinder
from django.contrib.staticfiles.utils import matches_patterns
from django.core.files.storage import FileSystemStorage, Storage

from look.encodings import packed

PUBLIC_COMPONENTS = (
    "page",
    "masthead",
    "footer",
    "button",
    "field",
    "standing",
    "stamp",
    "meter",
    "track",
    "table",
    "list",
    "alert",
    "nav",
    "timeline",
    "year",
    "receipt",
)
"""In this order: later ones may refine earlier ones."""
DESK_COMPONENTS = (
    "state",
    "desk-bar",
    "desk-sheet",
    "desk-board",
    "desk-task",
    "desk-grid",
    "desk-check",
    "desk-paper",
    "desk-notice",
    "desk-case",
    "desk-source",
    "styleguide",
)
PACKED = {".gz": "gzip", ".br": "br"}
SHARED_SCRIPTS = ("ready.js", "drafts.js")
"""What they name, the files joined after them may use."""
PUBLIC_MODULES = (
    "ready",
    "display",
    "aloud",
    "printing",
    "wholetable",
    "filter",
    "summary",
    "counter",
)

_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_CSS_SPACE = re.compile(r"\s*([{};,>])\s*")


def smaller_css(text: str) -> str:
    """Without comments and the spaces that mean nothing; spaces around + - and inside values stay."""
    text = _COMMENT.sub("", text)
    text = _CSS_SPACE.sub(r"\1", " ".join(text.split()))
    text = re.sub(r":\s+", ":", text)
    return text.replace(";}", "}").replace("}", "}\n")


def smaller_script(text: str) -> str:
    """Without whole-line comments and indentation; line ends stay, they may end a statement."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def joined_css(source: Path, names: Iterable[str], *, tokens: bool) -> str:
    """One stylesheet of the named components, with the tokens before them."""
    files = [source / "tokens.css"] if tokens else []
    files += [source / "components" / f"{name}.css" for name in names]
    return "".join(smaller_css(file.read_text(encoding="utf-8")) for file in files)


def joined_script(files: Iterable[Path]) -> str:
    """One module: the shared files offer their names to the others, each of which keeps its own to itself."""
    parts = []
    for file in files:
        text = smaller_script(file.read_text(encoding="utf-8"))
        parts.append(text if file.name in SHARED_SCRIPTS else "{\n" + text + "\n}")
    return "\n".join(parts) + "\n"


def builds(source: Path) -> dict[str, Callable[[], str]]:
    """Name of each joined file and how to make it from the sources under `source`."""
    public = [source / "public" / f"{name}.js" for name in PUBLIC_MODULES]
    made: dict[str, Callable[[], str]] = {
        "site.css": lambda: joined_css(source, PUBLIC_COMPONENTS, tokens=True),
        "desk.css": lambda: joined_css(source, DESK_COMPONENTS, tokens=False),
        "public.js": lambda: joined_script(public),
    }
    desk = sorted(
        (source / "desk").glob("*.js"),
        key=lambda file: (file.name not in SHARED_SCRIPTS, file.name),
    )
    if desk:
        made["desk.js"] = lambda: joined_script([source / "public" / "ready.js", *desk])
    return made


def write_joined(source: Path, target: Path) -> list[Path]:
    """Write what changed, with packed copies beside it for whitenoise. Returns what was written.

    Each file is put in place at once: a reader sees the old or the new.
    """
    target.mkdir(parents=True, exist_ok=True)
    written = []
    for name, make in builds(source).items():
        file, body = target / name, make().encode()
        packs = {target / f"{name}{ending}": encoding for ending, encoding in PACKED.items()}
        # A folder of an earlier state may hold the file without its packed copies.
        if all(one.exists() for one in (file, *packs)) and file.read_bytes() == body:
            continue
        for copy, encoding in packs.items():
            _put(copy, packed(body, encoding))
        _put(file, body)
        written.append(file)
    return written


def _put(file: Path, body: bytes) -> None:
    passing = file.with_name(f"{file.name}.{os.getpid()}.{threading.get_ident()}.tmp")
    passing.write_bytes(body)
    passing.replace(file)


class JoinedFinder(BaseFinder):
    """Finds the joined files for runserver, whitenoise and collectstatic."""

    def __init__(self, app_names: Any = None, *args: Any, **kwargs: Any) -> None:
        self.source = Path(settings.BASE_DIR) / "static"
        self.storage = FileSystemStorage(Path(settings.VAR_DIR) / "assets")
        super().__init__(*args, **kwargs)

    def _names(self) -> list[str]:
        write_joined(self.source, Path(self.storage.location))
        return list(builds(self.source))

    def find(self, path: str, find_all: bool = False, **kwargs: Any) -> Any:
        """The joined file of this name, made anew if an input changed."""
        find_all = kwargs.get("all", find_all)
        found = self.storage.path(path) if "/" not in path and path in self._names() else None
        if find_all:
            return [found] if found else []
        return found or []

    def list(self, ignore_patterns: Iterable[str] | None) -> Iterator[tuple[str, Storage]]:
        for name in self._names():
            if not matches_patterns(name, ignore_patterns or []):
                yield name, self.storage
                if settings.WHITENOISE_USE_FINDERS:
                    # Served from here (a demo): whitenoise sends the packed copies it is told of.
                    yield from ((f"{name}{ending}", self.storage) for ending in PACKED)
