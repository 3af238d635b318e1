"""Sets a PDF in a process of its own: a template, data and fonts in, PDF bytes out.

Started by `documents.writing.pdf` with this file's path and nothing else of the product: limits first, then the
typesetter. The data is passed as JSON and is never read as markup; there are no packages, no
system fonts, and not a byte can be written to disk.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path

TEMPLATE = Path(__file__).with_name("official.typ")
NO_PACKAGES = TEMPLATE.with_name("none")
"""Does not exist: the template imports nothing, and nothing could be found or kept."""


def limit(memory_bytes: int, cpu_seconds: int) -> None:
    """Bounds this process where the system knows how (Linux, macOS); elsewhere the caller's time limit holds."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        for what, most in (
            (resource.RLIMIT_AS, memory_bytes),
            (resource.RLIMIT_CPU, cpu_seconds),
            (resource.RLIMIT_FSIZE, 0),
            (resource.RLIMIT_CORE, 0),
        ):
            resource.setrlimit(what, (most, most))


def main() -> int:
    order = json.load(sys.stdin.buffer)
    limit(order["memory_bytes"], order["cpu_seconds"])
    import typst  # after the limits: they bind its memory too

    pdf = typst.compile(
        TEMPLATE,
        font_paths=typst.Fonts(
            include_system_fonts=False, include_embedded_fonts=False, font_paths=order["fonts"]
        ),
        format="pdf",
        sys_inputs={"letter": json.dumps(order["letter"], ensure_ascii=False)},
        pdf_standards=order["standards"],
        package_path=NO_PACKAGES,
        package_cache_path=NO_PACKAGES,
        timestamp=order["timestamp"],
    )
    sys.stdout.buffer.write(pdf)
    return 0


if __name__ == "__main__":
    sys.exit(main())
