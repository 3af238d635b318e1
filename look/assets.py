"""Joins the stylesheets and scripts, one file per component, into the few files a page loads. No Node.

    site.css    tokens and the public components: every page
    desk.css    the components of the signed-in side; loaded after site.css
    public.js   public/page.js and what it imports; one small module file, never blocking
    desk.js     desk/page.js and what it imports

The scripts are ES modules that a browser could load as they stand. They are joined because a phone on a slow line
should ask once for the 2 KB of a public page, not nine times in three rounds. A joined file holds each module once, after those
it imports and in a scope of its own, so nothing is shared but what is exported and imported by name.

Smaller by our own few lines: rcssmin and rjsmin 1.3.0 would save 134 bytes of a public page's 11 KB, and come
as wheels for Linux alone, where setting up takes nothing but wheels.

Joined files are written under var/assets when an input changed: at start in demo mode, by collectstatic in
production, where the storage then gives them hashed names.
"""

from __future__ import annotations

import os
import re
import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
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
    "topic",
    "chart",
    "receipt",
    "picture",
)
"""In this order: later ones may refine earlier ones."""
DESK_COMPONENTS = (
    "state",
    "desk-ways",
    "desk-field",
    "desk-bar",
    "desk-sheet",
    "desk-board",
    "desk-task",
    "desk-grid",
    "desk-check",
    "desk-paper",
    "desk-picture",
    "desk-notice",
    "desk-case",
    "desk-source",
    "styleguide",
)
PACKED = {".gz": "gzip", ".br": "br"}
SCRIPTS = {"public.js": "public/page.js", "desk.js": "desk/page.js"}
"""Joined file and the module it starts from."""

_IMPORT = re.compile(r'import (?:\{ ([\w, ]+) \} from )?"(\.\.?/[\w./-]+\.js)";')
_EXPORT = re.compile(r"export ((?:const|function|class) (\w+))")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_SELECTOR = re.compile(r"[^{};]+(?={)")
_SIBLING = re.compile(r" ([+~]) ")
_QUOTED = re.compile(r'(?<==)"([A-Za-z][\w-]*)"(?=\])')
_CSS_SPACE = re.compile(r"\s*([{};,>])\s*")


def smaller_css(text: str) -> str:
    """Without comments and the spaces and quotes that mean nothing; spaces around + - and inside values stay."""
    text = _COMMENT.sub("", text)
    text = _CSS_SPACE.sub(r"\1", " ".join(text.split()))
    text = re.sub(r":\s+", ":", text)
    return _SELECTOR.sub(_smaller_selector, text.replace(";}", "}"))


def _smaller_selector(found: re.Match[str]) -> str:
    return _SIBLING.sub(r"\1", _QUOTED.sub(r"\1", found[0]))


def smaller_script(text: str) -> str:
    """Without whole-line comments and indentation; line ends stay, they may end a statement."""
    lines = (line.strip() for line in text.splitlines())
    return "\n".join(line for line in lines if line and not line.startswith("//"))


def joined_css(source: Path, names: Iterable[str], *, tokens: bool) -> str:
    """One stylesheet of the named components, with the tokens before them."""
    files = [source / "tokens.css"] if tokens else []
    files += [source / "components" / f"{name}.css" for name in names]
    return "".join(smaller_css(file.read_text(encoding="utf-8")) for file in files)


@dataclass(frozen=True)
class Module:
    """A script taken apart: what it imports (names, file) in its order, what it exports, the rest of its text."""

    imports: tuple[tuple[tuple[str, ...], Path], ...]
    exports: tuple[str, ...]
    body: str


def module_of(file: Path) -> Module:
    """Read a script. Imports name what they take (`import { a, b } from "./x.js";`), exports stand at what they offer.

    Raises ValueError at any other form of either.
    """
    imports, exports, body = [], [], []
    for line in smaller_script(file.read_text(encoding="utf-8")).splitlines():
        if found := _IMPORT.fullmatch(line):
            names = tuple(name.strip() for name in (found[1] or "").split(",") if name.strip())
            imports.append((names, (file.parent / found[2]).resolve()))
        elif found := _EXPORT.match(line):
            exports.append(found[2])
            body.append(line.replace(found[0], found[1], 1))
        elif line.startswith(("import ", "export ")):
            raise ValueError(f"{file.name}: cannot join {line!r}")
        else:
            body.append(line)
    return Module(tuple(imports), tuple(exports), "\n".join(body))


def modules_from(entry: Path) -> dict[Path, Module]:
    """The entry and all it imports, each after what it imports itself: the order in which a browser runs them.

    Raises ValueError where modules import each other in a circle or a name that is not exported.
    """
    found: dict[Path, Module] = {}
    under_way: list[Path] = []

    def visit(file: Path) -> None:
        if file in found:
            return
        if file in under_way:
            raise ValueError(f"{file.name} imports itself by way of {under_way[-1].name}")
        under_way.append(file)
        module = module_of(file)
        for names, other in module.imports:
            visit(other)
            if missing := set(names) - set(found[other].exports):
                raise ValueError(f"{other.name} exports no {', '.join(sorted(missing))}")
        found[under_way.pop()] = module

    visit(entry.resolve())
    return found


def joined_script(entry: Path) -> str:
    """One module of an entry and all it imports, each in a scope of its own."""
    parts = []
    numbered = modules_from(entry)
    handles = {file: f"${number}" for number, file in enumerate(numbered)}
    for file, module in numbered.items():
        taken = [
            f"const {{{', '.join(names)}}} = {handles[other]};"
            for names, other in module.imports
            if names
        ]
        text = "\n".join(part for part in (*taken, module.body) if part)
        if module.exports:
            offered = f"return {{{', '.join(module.exports)}}};"
            parts.append(f"const {handles[file]} = (() => {{\n{text}\n{offered}\n}})();")
        elif text:
            parts.append(f"{{\n{text}\n}}")
    return "\n".join(parts) + "\n"


def builds(source: Path) -> dict[str, Callable[[], str]]:
    """Name of each joined file and how to make it from the sources under `source`."""
    made: dict[str, Callable[[], str]] = {
        "site.css": lambda: joined_css(source, PUBLIC_COMPONENTS, tokens=True),
        "desk.css": lambda: joined_css(source, DESK_COMPONENTS, tokens=False),
    }
    for name, entry in SCRIPTS.items():
        made[name] = partial(joined_script, source / entry)
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
