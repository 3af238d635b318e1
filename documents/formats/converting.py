"""Old Word files through LibreOffice, where it is installed: converted to .docx in a process that can do little else.

It gets a profile of its own, no macros, no network, and is bounded in time, memory and the size of what it writes. It
is killed with all its children when it is done, late, or when whoever asked is gone. What it writes is read as any
file from outside.
"""

from __future__ import annotations

import ctypes
import os
import resource
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path

from documents.formats.limits import MAX_FILE_BYTES, damaged
from documents.grids import UnreadableDocument

MEMORY_BYTES = 4 << 30
"""Of address space, most of which it never touches."""
_CPU_SECONDS = 30
_WALL_SECONDS = 70
_AGAIN = 81
"""What the program ends with to be started again."""
_WRITTEN_BYTES = 3 * MAX_FILE_BYTES
_NAMES = ("soffice", "libreoffice")
_DIES_WITH_PARENT = 1
_NEW_USER, _NEW_NETWORK = 0x10000000, 0x40000000
_NOWHERE = "http://127.0.0.1:9"
_PROFILE = """<?xml version="1.0" encoding="UTF-8"?>
<oor:items xmlns:oor="http://openoffice.org/2001/registry">
{}</oor:items>
"""
_SETTINGS = (
    ("/org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("/org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("/org.openoffice.Office.Writer/Content/Update", "Link", "0"),
    ("/org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetProxyType", "2"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyName", "127.0.0.1"),
    ("/org.openoffice.Inet/Settings", "ooInetHTTPProxyPort", "9"),
)


def office_program() -> Path | None:
    """LibreOffice on this machine; None where it is not installed."""
    found = next(filter(None, map(shutil.which, _NAMES)), None)
    if found is None:
        return None
    started = Path(found).resolve()
    # The program itself, not the one that starts it and waits: it dies with whoever started it.
    itself = started.with_name("soffice.bin")
    return itself if itself.exists() else started


def as_docx(data: bytes) -> bytes | None:
    """A Word 97-2003 file as .docx; None where there is no LibreOffice.

    Raises UnreadableDocument for a file it cannot convert, or not within its bounds.
    """
    program = office_program()
    if program is None:
        return None
    with tempfile.TemporaryDirectory(prefix="document-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        source = folder / "document.doc"
        source.write_bytes(data)
        profile = folder / "profile" / "user"
        profile.mkdir(parents=True)
        items = "".join(
            f'<item oor:path="{path}"><prop oor:name="{key}" oor:op="fuse"><value>{value}</value></prop></item>\n'
            for path, key, value in _SETTINGS
        )
        (profile / "registrymodifications.xcu").write_text(_PROFILE.format(items))
        _run(program, source, folder)
        made = folder / "out" / "document.docx"
        if not made.is_file() or made.is_symlink():
            raise damaged("Word 文件")
        if made.stat().st_size > MAX_FILE_BYTES:
            raise _too_much()
        return made.read_bytes()


def _run(program: Path, source: Path, folder: Path) -> None:
    command = [
        str(program), f"-env:UserInstallation={(folder / 'profile').as_uri()}",
        "--headless", "--invisible", "--norestore", "--nologo", "--nodefault", "--nolockcheck",
        "--infilter=MS Word 97", "--convert-to", "docx:MS Word 2007 XML", "--outdir", str(folder / "out"), str(source),
    ]  # fmt: skip
    environment = {
        "PATH": os.environ.get("PATH", os.defpath),
        "HOME": str(folder),
        "TMPDIR": str(folder),
        "LANG": "C.UTF-8",
        "SAL_USE_VCLPLUGIN": "svp",
        "http_proxy": _NOWHERE,
        "https_proxy": _NOWHERE,
    }
    end = time.monotonic() + _WALL_SECONDS
    # A profile just made is set up by the first start, which then asks to be started again.
    while _run_once(command, environment, folder, end - time.monotonic()) == _AGAIN:
        if time.monotonic() > end:
            raise _too_much()


def _run_once(command: list[str], environment: dict[str, str], folder: Path, seconds: float) -> int:
    process = subprocess.Popen(  # noqa: S603  # a program found on the path, our own arguments
        command,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        cwd=folder,
        env=environment,
        start_new_session=True,
        preexec_fn=_confine,  # noqa: PLW1509  # whoever converts has one thread
    )
    try:
        process.wait(timeout=max(0.1, seconds))
    except subprocess.TimeoutExpired as late:
        raise _too_much() from late
    finally:
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
    if process.returncode < 0:
        raise _too_much()
    return process.returncode


def _confine() -> None:
    """Bounds of the converter, set in its own process before it begins."""
    for what, most in (
        (resource.RLIMIT_AS, MEMORY_BYTES),
        (resource.RLIMIT_CPU, _CPU_SECONDS),
        (resource.RLIMIT_FSIZE, _WRITTEN_BYTES),
        (resource.RLIMIT_CORE, 0),
    ):
        _, hard = resource.getrlimit(what)
        bound = most if hard == resource.RLIM_INFINITY else min(most, hard)
        resource.setrlimit(what, (bound, bound))
    if sys.platform == "linux":
        library = ctypes.CDLL(None)
        library.prctl(_DIES_WITH_PARENT, signal.SIGKILL)
        # A network of its own with nothing in it, where the system lets us; else its proxy leads nowhere.
        library.unshare(_NEW_USER | _NEW_NETWORK)


def _too_much() -> UnreadableDocument:
    return UnreadableDocument(
        "转换这个 Word 97-2003 文件超过了时间或内存上限，请在 Word 或 WPS 中打开，另存为 .docx 后再上传。"
    )
