"""The process that reads files, kept ready: it has the reader loaded and makes a copy of itself for each file.

Starting Python and loading the reader takes ten times as long as reading a usual document. So one process a server
worker loads it once, at the first file, and forks for each file; the copy limits itself, reads, answers, and is
gone. What a file does to it touches neither the server nor the next file. `documents/__main__.py` is that process.
"""

from __future__ import annotations

import atexit
import os
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

READ, REFUSED, BROKEN, OUT_OF_MEMORY = b"+", b"-", b"!", b"m"
"""How the first byte of an answer tells what became of the file; an empty answer: the process was ended."""
IDLE_SECONDS = 600.0
"""After so long without a file the process ends and gives its memory back; the next file starts another."""
_ROOT = Path(__file__).resolve().parents[1]
_CHUNK = 1 << 20


class Standby:
    """One process on standby, started when it is needed. Threads may ask at the same time."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._owner = 0
        self._control: socket.socket | None = None
        self._process: subprocess.Popen[bytes] | None = None
        atexit.register(self.close)

    def ask(self, request: bytes, timeout: float) -> bytes:
        """What the copy that got this request answered. Raises TimeoutError."""
        deadline = time.monotonic() + timeout
        ours, theirs = socket.socketpair()
        with ours:
            with theirs:
                self._hand_over(theirs)
            try:
                ours.settimeout(max(0.001, deadline - time.monotonic()))
                ours.sendall(request)
                ours.shutdown(socket.SHUT_WR)
                return _received(ours, deadline)
            except ConnectionError:
                return b""

    def make_ready(self) -> None:
        """Start it without waiting, where a file is likely to come soon."""
        with self._lock:
            if self._is_missing():
                self._start()

    def _is_missing(self) -> bool:
        # A worker forked from another does not share its standby: two would take each other's answers.
        return (
            self._process is None or self._owner != os.getpid() or self._process.poll() is not None
        )

    def _hand_over(self, end: socket.socket) -> None:
        with self._lock:
            if self._is_missing():
                self._start()
            assert self._control is not None
            try:
                socket.send_fds(self._control, [b"f"], [end.fileno()])
            except OSError:  # it was idle too long, or ended by hand
                self._start()
                socket.send_fds(self._control, [b"f"], [end.fileno()])

    def _start(self) -> None:
        self.close()
        self._control, theirs = socket.socketpair()
        keep = ("PATH", "LD_LIBRARY_PATH", "VIRTUAL_ENV")
        with theirs:
            self._process = subprocess.Popen(  # noqa: S603  # our own interpreter and module
                [sys.executable, "-E", "-s", "-m", "documents", str(theirs.fileno())],
                pass_fds=[theirs.fileno()],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=subprocess.DEVNULL,
                cwd=_ROOT,
                env={name: os.environ[name] for name in keep if name in os.environ},
            )
        self._owner = os.getpid()

    def close(self) -> None:
        """End the process on standby; copies at work end with their file."""
        if self._control is not None:
            self._control.close()
        if self._process is not None and self._owner == os.getpid():
            self._process.wait()
        self._control = self._process = None


def _received(end: socket.socket, deadline: float) -> bytes:
    chunks: list[bytes] = []
    while True:
        left = deadline - time.monotonic()
        if left <= 0:
            raise TimeoutError
        end.settimeout(left)
        chunk = end.recv(_CHUNK)
        if not chunk:
            return b"".join(chunks)
        chunks.append(chunk)
