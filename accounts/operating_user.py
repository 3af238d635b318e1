"""Who runs a command on the server, as the operating system knows them."""

from __future__ import annotations

import getpass
import pwd
from pathlib import Path


def run_by() -> str:
    """The operating system's user who signed in to the machine, as the kernel keeps it through sudo; else who runs it."""
    try:
        return pwd.getpwuid(int(Path("/proc/self/loginuid").read_text())).pw_name
    except (OSError, ValueError, KeyError, OverflowError):
        return getpass.getuser()
