"""Run as a program: loads and interprets each file named on its input in a process of its own, tells outcome, time and memory.

Seconds are those of the processor, of helpers too: other work on the machine says nothing about the file.
"""

from __future__ import annotations

import json
import os
import resource
import sys
import time
from contextlib import suppress
from pathlib import Path

from documents.formats import workbook  # noqa: F401  # as the bounded process has it
from documents.formats.opening import load
from documents.formats.pdf import pages  # noqa: F401
from documents.grids import UnreadableDocument
from documents.reader import interpret


def main() -> None:
    for line in sys.stdin:
        path, name = json.loads(line)
        read_end, write_end = os.pipe()
        if os.fork() == 0:
            os.write(write_end, json.dumps(measure(Path(path).read_bytes(), name)).encode())
            os._exit(0)
        os.close(write_end)
        _, status = os.wait()
        with os.fdopen(read_end) as answer:
            print(
                answer.read() or json.dumps({"outcome": "died", "message": str(status)}), flush=True
            )


def measure(data: bytes, name: str) -> dict[str, object]:
    resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
    resource.setrlimit(resource.RLIMIT_CPU, (20, 20))
    begun = time.process_time()
    try:
        loaded = load(data, name)
        outcome, message = "read", f"{len(loaded.blocks)} blocks"
        with suppress(
            UnreadableDocument
        ):  # most hold no project; looking for one is measured all the same
            interpret(loaded)
    except UnreadableDocument as refusal:
        outcome, message = "refused", str(refusal)
    except BaseException as error:
        outcome, message = "broke", f"{type(error).__name__}: {error}"
    helpers = resource.getrusage(resource.RUSAGE_CHILDREN)
    cpu_seconds = time.process_time() - begun + helpers.ru_utime + helpers.ru_stime
    own = resource.getrusage(resource.RUSAGE_SELF)
    megabytes = max(own.ru_maxrss, helpers.ru_maxrss) / 1024
    return {
        "outcome": outcome,
        "message": message[:300],
        "cpu_seconds": cpu_seconds,
        "megabytes": megabytes,
    }


main()
