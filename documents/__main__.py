"""The process on standby (`documents.standby`): for each file a copy that limits itself, reads it and answers."""

from __future__ import annotations

import base64
import gc
import json
import os
import resource
import signal
import socket
import sys
from typing import Any

# Loaded once, before the first file: each copy has them.
from documents.corrections import corrected
from documents.formats import workbook  # noqa: F401  # calamine
from documents.formats.converting import MEMORY_BYTES
from documents.formats.kept_files import kept_file
from documents.formats.opening import load
from documents.formats.pdf import pages  # noqa: F401  # PDFium
from documents.formats.picture_sizes import picture_sizes
from documents.formats.rows import load_rows
from documents.formats.scan import pages_of_scan
from documents.grids import UnreadableDocument
from documents.ledger import pack_ledger
from documents.packing import pack, pack_marks
from documents.reader import interpret_tables
from documents.standby import BROKEN, IDLE_SECONDS, OUT_OF_MEMORY, READ, REFUSED
from documents.tables.cut import with_cut_tables
from documents.tables.ledger import read_ledger


def main() -> None:
    """Wait for files, a copy for each, until nobody asks any more."""
    control = socket.socket(fileno=int(sys.argv[1]))
    control.settimeout(IDLE_SECONDS)
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # ended copies are not waited for
    # Ctrl+C is for the server, which then closes the control.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.freeze()
    while True:
        try:
            message, descriptors, _flags, _address = socket.recv_fds(control, 1, 1)
        except TimeoutError:
            return
        if not message:
            return
        if os.fork() == 0:
            control.close()
            signal.signal(signal.SIGCHLD, signal.SIG_DFL)  # its own helpers it waits for
            _serve(socket.socket(fileno=descriptors[0]))
            os._exit(0)
        os.close(descriptors[0])


def _serve(end: socket.socket) -> None:
    gc.disable()  # the copy ends with its one file; collecting a large sheet's cells takes a fifth of the time
    with end.makefile("rb") as source:
        wish = json.loads(source.read(int.from_bytes(source.read(4), "big")))
        data = source.read()
    memory, seconds = wish["megabytes"] << 20, wish["seconds"]
    # The converter of old Word files needs more room: it sets a bound of its own below the hard one.
    resource.setrlimit(resource.RLIMIT_AS, (memory, max(memory, MEMORY_BYTES)))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    signal.alarm(seconds * wish["patience"] + 1)
    try:
        answer = READ + json.dumps(_answer(wish, data)).encode()
    except UnreadableDocument as refusal:
        answer = REFUSED + str(refusal).encode()
    except (MemoryError, RecursionError):
        answer = OUT_OF_MEMORY
    except Exception:
        answer = BROKEN
    end.sendall(answer)


def _answer(wish: dict[str, Any], data: bytes) -> Any:
    """What was asked for, as plain values."""
    if wish["want"] == "pages of a scan":
        return pages_of_scan(data)
    if wish["want"] == "a file to keep":
        ending, drawn = kept_file(data)
        return [ending, None if drawn is None else base64.b64encode(drawn).decode()]
    if wish["want"] == "sizes of a picture":
        return [
            (width, height, ending, base64.b64encode(drawn).decode())
            for width, height, ending, drawn in picture_sizes(data)
        ]
    if wish["want"] in ("rows", "ledger"):
        sheets = load_rows(data, wish["filename"])
        if wish["want"] == "rows":
            return [(sheet.name, sheet.rows, pack_marks(sheet.marks)) for sheet in sheets]
        return pack_ledger(read_ledger([(sheet.name, sheet.rows) for sheet in sheets]))
    tables = with_cut_tables(load(data, wish["filename"]))
    if wish["want"] == "tables":
        return pack(tables)
    reading = interpret_tables(
        corrected(tables, wish["cells"]), known_units=wish["known_units"], year=wish["year"]
    )
    return [pack(tables), reading.record]


if __name__ == "__main__":
    main()
