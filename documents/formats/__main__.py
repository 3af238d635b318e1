"""The child process of `load_bounded`: limits itself, reads the file from its input, prints what it read."""

from __future__ import annotations

import gc
import json
import sys
from types import ModuleType

resource: ModuleType | None
try:
    import resource
except ImportError:  # not a Unix system: the parent's time limit remains
    resource = None


def main() -> int:
    """Read one file; the exit code tells the parent how it went."""
    gc.disable()  # the process ends with its one file; collecting a large sheet's cells takes a fifth of the time
    megabytes, seconds = int(sys.argv[1]), int(sys.argv[2])
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (megabytes << 20, megabytes << 20))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))

    from documents.formats import load, load_rows
    from documents.formats.bounded import OUT_OF_MEMORY, REFUSED, pack
    from documents.grids import UnreadableDocument

    source = sys.stdin.buffer
    filename = source.read(int.from_bytes(source.read(4), "big")).decode("utf-8", errors="replace")
    try:
        if sys.argv[3] == "rows":
            answer = json.dumps(
                [[sheet.name, sheet.rows] for sheet in load_rows(source.read(), filename)]
            )
        else:
            answer = json.dumps(pack(load(source.read(), filename)))
    except UnreadableDocument as refusal:
        sys.stdout.write(json.dumps({"message": str(refusal)}))
        return REFUSED
    except MemoryError:
        return OUT_OF_MEMORY
    sys.stdout.write(answer)
    return 0


if __name__ == "__main__":
    sys.exit(main())
