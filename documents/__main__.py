"""The child process of `documents.bounded`: limits itself, reads the file from its input, prints what it read."""

from __future__ import annotations

import gc
import json
import sys
from types import ModuleType
from typing import Any

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

    from documents.bounded import OUT_OF_MEMORY, REFUSED
    from documents.grids import UnreadableDocument

    source = sys.stdin.buffer
    wish = json.loads(source.read(int.from_bytes(source.read(4), "big")))
    try:
        answer = json.dumps(_answer(wish, source.read()))
    except UnreadableDocument as refusal:
        sys.stdout.write(json.dumps({"message": str(refusal)}))
        return REFUSED
    except (MemoryError, RecursionError):
        return OUT_OF_MEMORY
    sys.stdout.write(answer)
    return 0


def _answer(wish: dict[str, Any], data: bytes) -> Any:
    """What the parent asked for, as plain values. Only what is asked for is loaded: a child starts light too."""
    if wish["want"] in ("rows", "ledger"):
        from documents.formats.rows import load_rows

        sheets = [(sheet.name, sheet.rows) for sheet in load_rows(data, wish["filename"])]
        if wish["want"] == "rows":
            return sheets

        from documents.ledger import pack_ledger
        from documents.tables.ledger import read_ledger

        return pack_ledger(read_ledger(sheets))

    from documents.formats.opening import load
    from documents.packing import pack
    from documents.tables.cut import with_cut_tables

    tables = with_cut_tables(load(data, wish["filename"]))
    if wish["want"] == "tables":
        return pack(tables)

    from documents.corrections import corrected
    from documents.reader import interpret_tables
    from documents.reading import as_record

    reading = interpret_tables(
        corrected(tables, wish["cells"]), known_units=wish["known_units"], year=wish["year"]
    )
    return [pack(tables), as_record(reading)]


if __name__ == "__main__":
    sys.exit(main())
