"""What a backup says of itself: what lies in it with its digests, where it comes from, and how many rows it holds.

Pure: bytes of the manifest in, findings out; the folder is read, nothing else. Keys are never in it, only their
fingerprints, so that a wrong key is named before a restore begins.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from pathlib import Path

MANIFEST = "manifest.json"
FORMAT = 1
_CHUNK = 1 << 20


class Damaged(Exception):
    """A backup is not whole; the message is a sentence for the reader and names every file."""


@dataclass(frozen=True)
class Manifest:
    """`counts` are rows by table, of the same moment as the copy; `files` SHA-256 by path inside the folder."""

    taken_at: str
    vendor: str
    database_version: str
    portal_version: str
    migrations: list[str]
    key_fingerprints: list[str]
    counts: dict[str, int]
    files: dict[str, str]
    missing_media: list[str] = field(default_factory=list)
    format: int = FORMAT

    def written(self) -> str:
        """As a text a person can read, the same for the same backup."""
        return json.dumps(asdict(self), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a backup. Raises Damaged where there is none or it is no manifest of ours."""
    try:
        values = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
        found = Manifest(**values)
    except FileNotFoundError as error:
        raise Damaged(f"{folder} 里没有 {MANIFEST}，这不是一份备份，或者备份没有做完。") from error
    except (OSError, ValueError, TypeError) as error:
        raise Damaged(f"{folder / MANIFEST} 读不了：{error}。") from error
    if found.format != FORMAT:
        raise Damaged(f"这份备份是第 {found.format} 版格式，这个版本的门户读第 {FORMAT} 版。")
    return found


def check_files(folder: Path, manifest: Manifest) -> None:
    """Raises Damaged with every file that is missing, altered or not in the list."""
    faults = []
    present = set(files_in(folder)) - {MANIFEST}
    for name, digest in sorted(manifest.files.items()):
        if name not in present:
            faults.append(f"缺少 {name}")
        elif sha256_of(folder / name) != digest:
            size = (folder / name).stat().st_size
            faults.append(f"{name} 与备份时的摘要不符（现有 {size} 字节）")
    faults += [f"多出 {name}" for name in sorted(present - set(manifest.files))]
    if faults:
        raise Damaged(f"备份 {folder} 已损坏：{'；'.join(faults)}。")


def files_in(folder: Path) -> Iterator[str]:
    """Paths of all files below a folder, with `/` between the parts."""
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix()


def sha256_of(path: Path) -> str:
    """Digest of a file, read piece by piece."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while piece := file.read(_CHUNK):
            digest.update(piece)
    return digest.hexdigest()
