"""The servers that are measured: the portal with the two real documents, nginx, a CMS; each on a loopback port."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PATH = "/wanzhou/notices/2025-q1/"


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


@contextmanager
def running(command: list[str], port: int, log: Path, **options) -> Iterator[None]:
    """The server on core 0, ended by its own process id."""
    with log.open("wb") as out:
        process = subprocess.Popen(
            ["taskset", "-c", "0", *command], stdout=out, stderr=subprocess.STDOUT, **options
        )
    try:
        for _ in range(400):
            if process.poll() is not None:
                raise SystemExit(f"{command[0]} ended:\n{log.read_text()[-2000:]}")
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.05)
        yield
    finally:
        process.terminate()
        process.wait(20)


def granian(python: Path, port: int, application: str) -> list[str]:
    return [
        str(python.parent / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", "1", "--blocking-threads", "1", "--no-access-log", "--log-level", "error", application,
    ]  # fmt: skip


def portal(scratch: Path) -> dict[str, str]:
    """A demo of the two real documents in a database of its own; gives its environment."""
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{scratch / 'portal.sqlite3'}",
        "DJANGO_SETTINGS_MODULE": "config.settings",
        "PYTHONPATH": str(ROOT),
    }
    for words in (
        ["migrate", "-v", "0"],
        ["load_demo"],
        ["export_site", str(scratch / "public"), "-v", "0"],
    ):
        subprocess.run(
            [sys.executable, "manage.py", *words], cwd=ROOT, env=environment, check=True,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
    return environment


def nginx_configuration(scratch: Path, port: int) -> Path:
    """Our own, on the exported folder."""
    ours = (ROOT / "deploy" / "nginx.conf").read_text(encoding="utf-8")
    ours = ours.replace("listen 80;", f"listen 127.0.0.1:{port};")
    ours = ours.replace("root /srv/portal/public;", f"root {scratch / 'public'};")
    return nginx_main(scratch, "ours", ours)


def bare_configuration(scratch: Path, port: int) -> Path:
    """The limit: one precompressed file, no header of ours, no rule."""
    folder = scratch / "bare"
    folder.mkdir()
    page = scratch / "public" / PATH.strip("/") / "index.html"
    for ending in ("", ".gz"):
        shutil.copy(f"{page}{ending}", folder / f"page.html{ending}")
    return nginx_main(
        scratch, "bare",
        f"server {{ listen 127.0.0.1:{port}; root {folder}; gzip_static on; sendfile on; tcp_nopush on; }}",
    )  # fmt: skip


def nginx_main(scratch: Path, name: str, servers: str) -> Path:
    place = scratch / f"nginx-{name}"
    place.mkdir()
    temporary = " ".join(
        f"{kind}_temp_path {place}/{kind};"
        for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi")
    )
    user = "user root;" if os.geteuid() == 0 else ""
    file = place / "nginx.conf"
    file.write_text(
        f"{user} daemon off; pid {place}/pid; error_log {place}/error.log; worker_processes 1;\n"
        f"events {{ worker_connections 512; }}\n"
        f"http {{ access_log off; keepalive_requests 1000000; {temporary}\n{servers}\n}}\n"
    )
    return file


def wagtail(scratch: Path) -> tuple[Path, Path]:
    """The newest Wagtail that installs, its own start project, one page with the same table. (python, project)"""
    venv = scratch / "wagtail-env"
    subprocess.run([sys.executable, "-m", "venv", venv], check=True)
    python = venv / "bin" / "python"
    subprocess.run(
        [python, "-m", "pip", "install", "-q", "--disable-pip-version-check", "wagtail", "granian"],
        check=True,
    )
    project = scratch / "cms"
    project.mkdir()
    subprocess.run(
        [venv / "bin" / "wagtail", "start", "cms", project], check=True, stdout=subprocess.DEVNULL
    )
    shutil.copytree(ROOT / "bench" / "cms", project / "notices")
    settings = project / "cms" / "settings" / "measured.py"
    settings.write_text(
        "from .base import *\nDEBUG = False\nSECRET_KEY = 'measurements only'\nALLOWED_HOSTS = ['127.0.0.1']\n"
        "INSTALLED_APPS = [*INSTALLED_APPS, 'wagtail.contrib.table_block', 'notices']\n"
        "STORAGES = {**STORAGES, 'staticfiles': "
        "{'BACKEND': 'django.contrib.staticfiles.storage.StaticFilesStorage'}}\n"
    )
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.measured"}
    environment.pop("DATABASE_URL", None)
    content = scratch / "public" / "wanzhou" / "notices" / "2025-q1.json"
    for words in (["makemigrations", "notices"], ["migrate"], ["fill_notice", str(content)]):
        subprocess.run(
            [python, "manage.py", *words], cwd=project, env=environment, check=True,
            stdout=subprocess.DEVNULL,
        )  # fmt: skip
    return python, project
