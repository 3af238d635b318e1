"""Every file made to break the reader is refused in under 2 seconds and 200 MB with one plain sentence."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import IO

import pytest

from .hostile import FILES

ROOT = Path(__file__).resolve().parents[3]
SECONDS = 2.0
MEGABYTES = 200


class Measurer:
    """Loads files one by one, each in a process of its own, and tells how it went."""

    def __init__(self, folder: Path, process: subprocess.Popen[str]) -> None:
        self._folder = folder
        self._process = process
        self._count = 0

    def load(self, data: bytes, name: str) -> dict[str, object]:
        self._count += 1
        path = self._folder / str(self._count)
        path.write_bytes(data)
        stdin, stdout = self._process.stdin, self._process.stdout
        assert isinstance(stdin, IO) or stdin is not None
        assert stdout is not None
        print(json.dumps([str(path), name]), file=stdin, flush=True)
        return json.loads(stdout.readline())


@pytest.fixture(scope="module")
def measurer(tmp_path_factory) -> Iterator[Measurer]:
    process = subprocess.Popen(
        [sys.executable, str(Path(__file__).with_name("measured.py"))],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env={"PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    yield Measurer(tmp_path_factory.mktemp("hostile"), process)
    assert process.stdin is not None
    process.stdin.close()
    process.wait(timeout=10)


@pytest.mark.parametrize("case", FILES)
def test_a_hostile_file_is_refused_quickly_with_one_plain_sentence(case: str, measurer: Measurer) -> None:
    filename, build, word = FILES[case]
    seen = measurer.load(build(), filename)
    assert seen["outcome"] == "refused", seen
    message = str(seen["message"])
    assert word in message
    assert message.endswith("。")
    assert message.count("。") == 1
    assert "\n" not in message
    assert float(str(seen["seconds"])) < SECONDS, seen
    assert float(str(seen["megabytes"])) < MEGABYTES, seen
