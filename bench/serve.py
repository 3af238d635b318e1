"""Serving the notice page: files, the portal's own process, a CMS, the plain version. One core, interleaved, medians.

    python bench/serve.py [--rounds 5] [--seconds 3] [--no-wagtail]

Servers run on core 0, wrk (1 thread, 16 connections, closed loop) on core 1, all on loopback ports. Everything lives
in a scratch folder that is removed. Wagtail is installed by name into a scratch environment at run time.
"""

from __future__ import annotations

import argparse
import json
import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.servers import (
    PATH,
    ROOT,
    bare_configuration,
    free_port,
    granian,
    nginx_configuration,
    portal,
    running,
    wagtail,
)

CONNECTIONS = 16


@dataclass
class Cell:
    name: str
    url: str
    headers: dict[str, str] = field(default_factory=dict)
    status: int = 200
    rates: list[float] = field(default_factory=list)

    def check(self, *, quiet: bool = False) -> None:
        """The answer is what the cell says."""
        request = urllib.request.Request(self.url, headers=self.headers)
        try:
            with urllib.request.urlopen(request, timeout=20) as answer:
                status, size = answer.status, len(answer.read())
        except urllib.error.HTTPError as error:
            status, size = error.code, 0
        assert status == self.status, (self.name, status)
        if not quiet:
            print(f"  {self.name}: {status}, {size} bytes", flush=True)

    def measure(self, seconds: int) -> None:
        command = ["taskset", "-c", "1", "wrk", "-t1", f"-c{CONNECTIONS}", f"-d{seconds}s"]
        for name, value in self.headers.items():
            command += ["-H", f"{name}: {value}"]
        said = subprocess.run(
            [*command, self.url], capture_output=True, text=True, check=True
        ).stdout
        assert "Non-2xx" not in said, (self.name, said)
        self.rates.append(float(re.search(r"Requests/sec:\s+([\d.]+)", said)[1]))
        self.check(
            quiet=True
        )  # behind what wrk left in the queue: the next server has the core to itself

    @property
    def median(self) -> float:
        return statistics.median(self.rates)


# ------------------------------------------------------------------ in one process
IN_PROCESS = r"""
import json, os, statistics, sys, time
from pathlib import Path
scratch, path = Path(sys.argv[1]), sys.argv[2]
kind = sys.argv[3]
os.environ["DJANGO_SETTINGS_MODULE"] = "bench.plain.settings" if kind == "plain" else "config.settings"
import django; django.setup()
from django.core.handlers.wsgi import WSGIHandler
import io
handler = WSGIHandler()
def request():
    said = []
    answer = handler({"REQUEST_METHOD": "GET", "PATH_INFO": path, "QUERY_STRING": "", "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80", "HTTP_HOST": "127.0.0.1", "wsgi.url_scheme": "http", "wsgi.input": io.BytesIO(),
        "REMOTE_ADDR": "127.0.0.1"}, lambda status, headers: said.append(status))
    body = b"".join(answer)
    assert said[0].startswith("200"), said
    return body
if kind != "plain":
    from publicity.exporting.folder import Folder
    from publicity.ready_answers import ANSWERS
    from publicity.selectors import DISTRICTS
    def fresh():
        ANSWERS.clear(); DISTRICTS.clear()
def uncached():
    if kind != "plain": fresh()
    return request()
def published():
    body = uncached()
    folder = Folder(scratch / "one")
    folder.write("page/index.html", body, "text/html")
    folder.note(folder.was); folder.close()
acts = {"uncached": uncached}
if kind != "plain": acts["published"] = published
for act in acts.values(): act(); act()
print("ready", flush=True)
for line in sys.stdin:
    act = acts[line.strip()]
    spent = []
    for _ in range(15):
        start = time.process_time(); act(); spent.append(time.process_time() - start)
    print(statistics.median(spent) * 1000, flush=True)
"""


class InProcess:
    """A Python process on core 0 that times one request at a time when asked."""

    def __init__(self, kind: str, scratch: Path, environment: dict[str, str]) -> None:
        self.process = subprocess.Popen(
            ["taskset", "-c", "0", sys.executable, "-c", IN_PROCESS, str(scratch), PATH, kind],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT, env=environment,
        )  # fmt: skip
        assert self.process.stdout.readline() == "ready\n"

    def milliseconds(self, act: str) -> float:
        self.process.stdin.write(act + "\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline())

    def close(self) -> None:
        self.process.stdin.close()
        self.process.wait(20)


def more_districts(environment: dict[str, str], scratch: Path, many: int) -> dict[str, str]:
    """The same database with copies of Wanzhou's plan under other districts."""
    shutil.copy(scratch / "portal.sqlite3", scratch / "many.sqlite3")
    crowd = {**environment, "DATABASE_URL": f"sqlite:///{scratch / 'many.sqlite3'}"}
    code = (
        "import django; django.setup()\n"
        "from projects.models import *\n"
        "real = PlanVersion.objects.get(plan__district__slug='wanzhou')\n"
        f"for n in range({many - 2}):\n"
        "    d = District.objects.create(code=f'51{n:04}', slug=f'd{n}', name=f'{n}区', commission_name='x')\n"
        "    p = AnnualPlan.objects.create(district=d, year=2025, title='x')\n"
        "    PlanVersion.objects.create(plan=p, number=1, content=real.content, content_sha256=real.content_sha256,\n"
        "        published_by=real.published_by, published_at=real.published_at)\n"
    )
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=crowd, check=True)
    return crowd


# ------------------------------------------------------------------ the run
def served(arguments, scratch: Path, environment: dict[str, str]) -> dict[str, Cell]:
    gzip = {"Accept-Encoding": "gzip"}
    cells: dict[str, Cell] = {}
    with ExitStack() as stack:

        def start(name: str, command: list[str], port: int, path: str = PATH, **options) -> None:
            stack.enter_context(running(command, port, scratch / f"{name}.log", **options))
            cells[name] = Cell(name, f"http://127.0.0.1:{port}{path}", dict(gzip))

        port = free_port()
        start(
            "bare file", ["nginx", "-c", str(bare_configuration(scratch, port))], port, "/page.html"
        )
        port = free_port()
        start("exported folder", ["nginx", "-c", str(nginx_configuration(scratch, port))], port)
        port = free_port()
        start(
            "portal",
            granian(Path(sys.executable), port, "config.wsgi:application"),
            port,
            cwd=ROOT,
            env=environment,
        )
        port = free_port()
        plain = {
            **environment,
            "DJANGO_SETTINGS_MODULE": "bench.plain.settings",
            "PLAIN_DATABASE": str(scratch / "plain.sqlite3"),
        }
        start(
            "plain",
            granian(Path(sys.executable), port, "bench.plain.wsgi:application"),
            port,
            cwd=ROOT,
            env=plain,
        )
        if not arguments.no_wagtail:
            python, project = wagtail(scratch)
            port = free_port()
            cms = {**os.environ, "DJANGO_SETTINGS_MODULE": "cms.settings.measured"}
            start(
                "wagtail",
                granian(python, port, "cms.wsgi:application"),
                port,
                "/notice/",
                cwd=project,
                env=cms,
            )
        request = urllib.request.Request(cells["portal"].url, headers=gzip)
        with urllib.request.urlopen(request) as answer:
            tag = answer.headers["ETag"]
        cells["portal 304"] = Cell(
            "portal 304", cells["portal"].url, {**gzip, "If-None-Match": tag}, 304
        )
        for cell in cells.values():
            cell.check()
        # To and fro, and the two of one server side by side: what a cell's neighbour leaves behind falls on all alike.
        order = sorted(cells.values(), key=lambda cell: not cell.name.startswith("portal"))
        for turn in range(arguments.rounds):
            for cell in order if turn % 2 == 0 else reversed(order):
                cell.measure(arguments.seconds)
            print(
                f"  round {turn + 1}: "
                + ", ".join(f"{c.name} {c.rates[-1]:.0f}" for c in cells.values()),
                flush=True,
            )
    return cells


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=int, default=3)
    parser.add_argument("--no-wagtail", action="store_true")
    arguments = parser.parse_args()
    missing = [name for name in ("wrk", "nginx", "taskset") if not shutil.which(name)]
    if missing:
        print(f"not measured: {', '.join(missing)} not found")
        return 0
    scratch = Path(tempfile.mkdtemp(prefix="serve-"))
    scratch.chmod(0o755)
    try:
        environment = portal(scratch)
        plain = {**environment, "PLAIN_DATABASE": str(scratch / "plain.sqlite3")}
        content = scratch / "public" / "wanzhou" / "notices" / "2025-q1.json"
        subprocess.run(
            [sys.executable, "-m", "bench.plain.fill", content, "wanzhou"],
            cwd=ROOT,
            env=plain,
            check=True,
        )
        crowd = more_districts(environment, scratch, 300)
        workers = {
            "plain": InProcess("plain", scratch, plain),
            "ours": InProcess("ours", scratch, environment),
            "ours, 300 districts": InProcess("ours", scratch, crowd),
        }
        spent: dict[str, list[float]] = {}
        for _ in range(arguments.rounds):
            for name, worker in workers.items():
                spent.setdefault(f"{name}: uncached", []).append(worker.milliseconds("uncached"))
            spent.setdefault("ours: published", []).append(
                workers["ours"].milliseconds("published")
            )
        for worker in workers.values():
            worker.close()
        times = {name: statistics.median(values) for name, values in spent.items()}
        cells = served(arguments, scratch, environment)
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    report(times, cells)
    return 0


def report(times: dict[str, float], cells: dict[str, Cell]) -> None:
    rate = {name: cell.median for name, cell in cells.items()}
    print(
        json.dumps(
            {
                "requests a second": {n: round(r) for n, r in rate.items()},
                "CPU ms": {n: round(t, 2) for n, t in times.items()},
            },
            ensure_ascii=False,
            indent=1,
        )
    )
    plain = times["plain: uncached"]
    goals = [
        ("exported folder / bare file", rate["exported folder"] / rate["bare file"], ">= 0.8"),
        ("portal / bare file", rate["portal"] / rate["bare file"], ">= 0.15"),
        ("portal 304 / portal 200", rate["portal 304"] / rate["portal"], ">= 1"),
        ("plain / ours, uncached", plain / times["ours: uncached"], ">= 3"),
        ("publishing / plain request", times["ours: published"] / plain, "<= 5"),
        ("300 districts / 2 districts, uncached", times["ours, 300 districts: uncached"] / times["ours: uncached"], "about 1"),
    ]  # fmt: skip
    if "wagtail" in rate:
        goals.insert(2, ("portal / Wagtail", rate["portal"] / rate["wagtail"], ">= 400"))
    for name, value, goal in goals:
        print(f"{name:45} {value:10.2f}   goal {goal}")


if __name__ == "__main__":
    sys.exit(main())
