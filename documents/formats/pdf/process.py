"""PDFium looks at a file in a process of its own, bounded in time and memory.

Whatever a file makes of that library, the reader goes on: it gets the ink of the pages, or a sentence.
"""

from __future__ import annotations

import marshal
import os
import resource
import signal
from pathlib import Path

from documents.formats.limits import damaged, too_long
from documents.formats.package import encrypted
from documents.formats.pdf.ink import Broken, NeedsPassword, PageInk, TooMuch, ink_of
from documents.grids import UnreadableDocument

_SECONDS, _SECONDS_A_MEGABYTE, _MOST_SECONDS = 1.5, 1.0, 10.0
"""Of the processor."""
_MEGABYTES = 260
"""Beyond what the process has already."""
_INK, _BROKEN, _PASSWORD, _TOO_MUCH = b"+", b"!", b"p", b"m"
_PAGE = 1 << 20


def ink_in_a_process(data: bytes) -> list[PageInk]:
    """The ink of a PDF's pages. Raises UnreadableDocument."""
    read_end, write_end = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read_end)
        try:
            _answer(data, write_end)
        finally:
            os._exit(0)
    os.close(write_end)
    with os.fdopen(read_end, "rb") as answer:
        told = answer.read()
    os.waitpid(child, 0)
    kind, packed = told[:1], told[1:]
    if kind == _INK:
        try:
            pages: list[PageInk] = marshal.loads(packed)  # noqa: S302  # our own process wrote it
        except (ValueError, EOFError, TypeError) as error:
            raise _too_odd() from error
        return pages
    if kind == _PASSWORD:
        raise encrypted()
    if kind == _BROKEN:
        raise damaged("PDF 文件")
    if kind == _TOO_MUCH:
        raise too_long()
    raise _too_odd()


def _answer(data: bytes, end: int) -> None:
    seconds = min(_SECONDS + _SECONDS_A_MEGABYTE * len(data) / (1 << 20), _MOST_SECONDS)
    signal.signal(signal.SIGPROF, signal.SIG_DFL)
    signal.setitimer(signal.ITIMER_PROF, seconds)
    now = int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()
    _, hard = resource.getrlimit(resource.RLIMIT_AS)
    most = now + (_MEGABYTES << 20)
    resource.setrlimit(
        resource.RLIMIT_AS, (most if hard == resource.RLIM_INFINITY else min(most, hard), hard)
    )
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    quiet = os.open(os.devnull, os.O_WRONLY)
    os.dup2(quiet, 2)  # the library's last words are not for the server's log
    try:
        answer = _INK + marshal.dumps(ink_of(data))
    except NeedsPassword:
        answer = _PASSWORD
    except Broken:
        answer = _BROKEN
    except (TooMuch, MemoryError):
        answer = _TOO_MUCH
    except Exception:
        answer = _BROKEN
    view = memoryview(answer)
    while view:
        view = view[os.write(end, view[:_PAGE]) :]


def _too_odd() -> UnreadableDocument:
    return UnreadableDocument(
        "这个 PDF 结构异常或过于复杂，无法读取，请在 Word 或 WPS 中打开，另存为 .docx 后再上传。"
    )
