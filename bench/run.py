"""Every measurement in turn (`make bench`). Each can be run by itself; figures belong in bench/README.md."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).resolve().parent
IN_TURN = ("reading.py", "imports.py", "sheet.py", "serve.py", "paint.py")


def main() -> int:
    failed = 0
    for name in IN_TURN:
        if not (HERE / name).exists():
            continue
        print(f"\n== bench/{name}", flush=True)
        failed |= subprocess.run([sys.executable, HERE / name], check=False).returncode
    return failed


if __name__ == "__main__":
    sys.exit(main())
