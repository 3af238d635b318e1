"""Writes a sample site as a folder and serves it with the strict policy: what the browser tests look at.

python -m tests.site.folder [state] [port]     to look at it oneself (states: see sample.states)
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

POLICY = "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'"


def write_folder(site, folder: Path) -> list[str]:
    """Every page, the styleguide and the static files of `site` below `folder`. Returns the pages' paths."""
    from django.conf import settings

    from look import assets
    from publicity.pages import missing
    from publicity.public_table import Kind, every_path, page_at
    from publicity.site.styleguide import styleguide

    pages = [page_at(site, path) for path in every_path(site, Kind.PAGE)]
    for page in [*pages, styleguide(site)]:
        file = folder / page.file
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(page.body)
    for file in [
        *(page_at(site, path) for path in every_path(site, Kind.FEED)),
        *(page_at(site, path) for path in every_path(site, Kind.DATA)),
    ]:
        place = folder / file.file
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_bytes(file.body)
    (folder / "404.html").write_bytes(missing(site, "/wanzhou/2031/").body)
    source = Path(settings.BASE_DIR) / "static"
    assets.write_joined(source, folder / "static")
    icon = folder / "static" / "icons" / "mark.svg"
    icon.parent.mkdir(exist_ok=True)
    icon.write_bytes((source / "icons" / "mark.svg").read_bytes())
    return [page.path for page in pages]


class _Handler(SimpleHTTPRequestHandler):
    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def served(folder: Path, port: int = 0) -> Iterator[str]:
    """The folder on this machine for as long as the block runs; gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", port), partial(_Handler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def main(state: str = "open", port: str = "8010") -> None:
    import tempfile

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
    django.setup()
    from tests.publicity.site import sample

    with tempfile.TemporaryDirectory() as name:
        write_folder(sample.states()[state][0], Path(name))
        with served(Path(name), int(port)) as address:
            print(f"{state}: {address}/  (Ctrl+C ends)")
            threading.Event().wait()


if __name__ == "__main__":
    main(*sys.argv[1:])
