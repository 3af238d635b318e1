"""Loads files one by one, each in a process of its own, and tells how it went."""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from tests.together import PATIENCE

ROOT = Path(__file__).resolve().parents[3]


@dataclass(frozen=True, slots=True)
class Seen:
    outcome: str
    """read, refused, broke (another exception) or died (the process)."""
    message: str
    cpu_seconds: float = 0.0
    megabytes: float = 0.0


class Measurer:
    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._count = 0
        self._process = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("measured.py"))],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT)},
        )  # fmt: skip

    def load(self, data: bytes, name: str, *, under: float | None = None) -> Seen:
        """How a file was read. What took longer than `under` is read once more: a file that hangs the reader does
        so each time, a processor shared with others is slow once."""
        seen = self._load(data, name)
        if under is None or seen.cpu_seconds < under:
            return seen
        again = self._load(data, name)
        return min(seen, again, key=lambda one: one.cpu_seconds)

    def _load(self, data: bytes, name: str) -> Seen:
        self._count += 1
        path = self._folder / f"{self._count}"
        path.write_bytes(data)
        stdin, stdout = self._process.stdin, self._process.stdout
        assert stdin is not None
        assert stdout is not None
        print(json.dumps([str(path), name]), file=stdin, flush=True)
        seen = Seen(**json.loads(stdout.readline()))
        path.unlink()
        return seen

    def close(self) -> None:
        assert self._process.stdin is not None
        self._process.stdin.close()
        self._process.wait(timeout=PATIENCE)
