"""A folder that a web server may be serving meanwhile: each file appears, changes and goes at once, never in halves."""

from __future__ import annotations

import fcntl
import hashlib
import json
import shutil
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from look.encodings import is_compressed, packed

MANIFEST = ".manifest.json"
LOCK = ".lock"
WATCHED = ".watched"
"""Touched by the watcher each time it looked and the folder was as it should be."""
PASSING = ".passing"
"""Files on their way; on the same disk, so that the last step is a rename."""
PACKINGS = ((".gz", "gzip"), (".br", "br"))


class NotOurs(Exception):
    """The folder holds files of somebody else; the message is a sentence for the person at the terminal."""


@dataclass
class Manifest:
    """What the last export wrote: digests of files, and of what each part was made from."""

    files: dict[str, str] = field(default_factory=dict)
    """Path in the folder -> SHA-256; empty where an export was cut off before it could say."""
    parts: dict[str, dict[str, Any]] = field(default_factory=dict)
    """District's slug ("" the portal) -> made_from, day (only where its pages name days), files, assets."""

    @classmethod
    def read(cls, folder: Path) -> Manifest | None:
        file = folder / MANIFEST
        if not file.exists():
            return None
        given = json.loads(file.read_text(encoding="utf-8"))
        return cls(given["files"], given["parts"])

    def as_bytes(self) -> bytes:
        said = {"files": self.files, "parts": self.parts}
        return (json.dumps(said, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode()


def _refuse_others(root: Path) -> None:
    """Raises NotOurs where somebody else's files stand and no export ever noted its own, and where it is no folder."""
    if root.exists() and not root.is_dir():
        raise NotOurs(f"{root} 是一个文件，不是文件夹。")
    if not root.is_dir() or (root / MANIFEST).exists():
        return
    if any(one.name not in {LOCK, WATCHED, PASSING} for one in root.iterdir()):
        raise NotOurs(f"{root} 里已有别的文件，又没有上次导出的清单。请给一个空文件夹。")


@contextmanager
def alone_in(root: Path, *, waiting: Callable[[], None] = lambda: None) -> Iterator[None]:
    """One export at a time: two at once removed each other's files on their way. Makes the folder. Raises NotOurs.

    `waiting` is called once where another is at work; then its end is waited for. The lock goes with the process,
    however it ends.
    """
    _refuse_others(root)
    root.mkdir(parents=True, exist_ok=True)
    with (root / LOCK).open("a") as held:
        try:
            fcntl.flock(held, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            waiting()
            fcntl.flock(held, fcntl.LOCK_EX)
        yield


class Folder:
    """Counts what it does: `written` and `removed` are files, their packed copies not counted."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.written = 0
        self.removed = 0
        root.mkdir(parents=True, exist_ok=True)
        self.was = Manifest.read(root) or Manifest()
        shutil.rmtree(root / PASSING, ignore_errors=True)
        (root / PASSING).mkdir()

    def holds(self, name: str, body: bytes, digest: str, *, trusting: bool) -> bool:
        """Whether the file stands there as it should. `trusting` asks the list of the last export, not the disk."""
        if trusting:
            return self.was.files.get(name) == digest
        file = self.root / name
        return self.was.files.get(name) == digest and file.is_file() and file.read_bytes() == body

    def write(self, name: str, body: bytes, content_type: str) -> None:
        """The file and its packed copies."""
        self._put(name, body)
        if is_compressed(content_type):
            for ending, encoding in PACKINGS:
                self._put(name + ending, packed(body, encoding))
        self.written += 1

    def remove(self, names: Iterable[str]) -> None:
        for name in names:
            for ending in ("", ".gz", ".br"):
                (self.root / (name + ending)).unlink(missing_ok=True)
            self._remove_empty((self.root / name).parent)
            self.removed += 1

    def attend(self) -> None:
        """Tell who looks after the watcher that work goes on, where there is a watcher."""
        if (self.root / WATCHED).exists():
            (self.root / WATCHED).touch()

    def note(self, manifest: Manifest) -> None:
        self._put(MANIFEST, manifest.as_bytes())

    def close(self) -> None:
        shutil.rmtree(self.root / PASSING, ignore_errors=True)

    def _put(self, name: str, body: bytes) -> None:
        target = self.root / name
        target.parent.mkdir(parents=True, exist_ok=True)
        passing = self.root / PASSING / hashlib.sha256(name.encode()).hexdigest()
        passing.write_bytes(body)
        passing.replace(target)

    def _remove_empty(self, folder: Path) -> None:
        while folder != self.root and folder.is_dir() and not any(folder.iterdir()):
            folder.rmdir()
            folder = folder.parent
