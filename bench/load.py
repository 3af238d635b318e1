"""The last hour of a quarter: ten districts' people at work on one machine, while the public reads and two plans are published.

    .venv/bin/python bench/load.py [--seconds 60] [--saves 10] [--together] [--kill worker database] [--seed 1]

Open loop: every act has its moment beforehand (Poisson, seeded), whether the one before was answered or not, and its
time runs from that moment. On a private PostgreSQL with the portal's processes as the units start them: one for
everybody, one for the desk (`--together`: one for both, as `make run`). 240 reporters of 10 districts open their form
and save it three seconds later, or keep a draft; 20 reviewers and 10 compilers look at queue and board, people sign in. Ready
pages are read 100 times a second. At the end every save that was answered as taken is looked for in the database.

Load, portal and PostgreSQL share the machine: the figures are those of the whole on it. `--kill` ends a worker of the
desk, PostgreSQL, or one after the other, with signal 9 in the middle.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlencode, urlsplit

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
DISTRICTS, UNITS, REVIEWERS = 10, 24, 20
PATIENCE = 30.0
"""Seconds until somebody gives up."""
TYPES_FOR = 3.0
"""Seconds from opening a form to saving it."""
PASSWORD = "Dull-valid-1"


# ------------------------------------------------------------------ the office


@dataclass
class Office:
    """Who works, with their cookies, and what is read."""

    reporters: list[dict] = field(default_factory=list)
    reviewers: list[str] = field(default_factory=list)
    compilers: list[tuple[str, str]] = field(default_factory=list)
    public: list[str] = field(default_factory=list)
    plans: list[tuple[int, int]] = field(default_factory=list)


def seeded() -> Office:
    """Ten districts of 24 units with a project each, an open round, everybody signed in."""
    from django.contrib.auth.hashers import make_password
    from django.test import Client

    from accounts.models import User
    from projects.models import Role
    from projects.services import publish_plan
    from tests.factories import (
        AT,
        make_district,
        make_indicator,
        make_plan,
        make_post,
        make_project,
        make_round,
        make_unit,
    )

    office, kept = Office(public=["/"]), make_password(PASSWORD)

    def person(name: str, district, role: Role, unit=None) -> str:  # type: ignore[no-untyped-def]
        user = User.objects.create(username=name, name=name, password=kept)
        make_post(user, district, role, unit)
        client = Client()
        client.force_login(user)
        return f"portal_session={client.cookies['portal_session'].value}"

    for at in range(DISTRICTS):
        code = f"50{at + 10}01"
        district = make_district(
            f"district-{at}", code=code, name=f"第{at}区", receipt_letters="XX"
        )
        plan = make_plan(district)
        round_ = make_round(plan, 3)
        for number in range(1, UNITS + 1):
            unit = make_unit(district, f"单位{number}")
            project = make_project(
                plan, number, name=f"项目{number}", units=[unit], investment_plan=100
            )
            task = project.tasks.get()
            make_indicator(task, "点位", target=15, by_month={6: 10})
            name = f"reporter-{at}-{number}"
            office.reporters.append(
                {
                    "name": name,
                    "task": task.pk,
                    "round": round_.pk,
                    "cookie": person(name, district, Role.REPORTER, unit),
                }
            )
        for which in range(REVIEWERS // DISTRICTS):
            office.reviewers.append(person(f"reviewer-{at}-{which}", district, Role.REVIEWER))
        compiler = person(f"compiler-{at}", district, Role.COMPILER)
        office.compilers.append((compiler, f"/desk/rounds/{round_.pk}/"))
        reviewer = User.objects.get(username=f"reviewer-{at}-0")
        plan.entered_by = User.objects.get(username=f"compiler-{at}")
        plan.save()
        publish_plan(plan_id=plan.pk, actor=reviewer, at=AT)
        office.plans.append((plan.pk, reviewer.pk))
        slug = district.slug
        office.public += [f"/{slug}/", f"/{slug}/{plan.year}/", f"/{slug}/{plan.year}/1/"]
    return office


# ------------------------------------------------------------------ the servers


@dataclass
class Database:
    """A private PostgreSQL that keeps what it has acknowledged, whatever is killed."""

    url: str

    @property
    def folder(self) -> Path:
        return Path(unquote(urlsplit(self.url).netloc.partition("@")[2]))

    def kill(self) -> None:
        """Signal 9 to the server and, as that takes them along, its processes; then started again."""
        from tests.private_postgres import _ordinary_user, server_programs

        pid = int((self.folder / "data" / "postmaster.pid").read_text().splitlines()[0])
        family = [pid, *children(pid)]
        for one in family:
            with contextlib.suppress(ProcessLookupError):
                os.kill(one, signal.SIGKILL)
        user, programs = _ordinary_user(), server_programs()
        assert programs
        as_user = {"user": user.pw_uid, "group": user.pw_gid} if user else {}
        options = f"-k {self.folder} -c listen_addresses= -c fsync=off"
        command = [programs / "pg_ctl", "-D", self.folder / "data", "-w", "-s", "-l", self.folder / "log", "-o", options, "start"]  # fmt: skip
        for _ in range(20):  # until the last of the old processes let go of the memory they shared
            time.sleep(1)
            done = subprocess.run(command, check=False, cwd=self.folder, capture_output=True, **as_user)  # fmt: skip
            if done.returncode == 0:
                return
        raise SystemExit(
            f"PostgreSQL did not come back: {(self.folder / 'log').read_text()[-800:]}"
        )


def children(pid: int) -> list[int]:
    tasks = Path(f"/proc/{pid}/task").glob("*/children")
    return [int(word) for task in tasks for word in task.read_text().split()]


@contextlib.contextmanager
def served(url: str, port: int, *, workers: int, threads: int, instance: str) -> Iterator[int]:
    """One of the portal's servers; its process."""
    environment = {
        **os.environ,
        "DATABASE_URL": url,
        "PORTAL_INSTANCE": f"load-{instance}-{port}",
        "PORTAL_BASE_URL": "http://127.0.0.1:8000",
    }
    command = [
        str(Path(sys.executable).parent / "granian"), "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", str(workers), "--blocking-threads", str(threads), "--respawn-failed-workers", "--respawn-interval", "1",
        "--no-access-log", "--log-level", "error", "config.wsgi:application",
    ]  # fmt: skip
    with tempfile.TemporaryFile() as log:
        process = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=log, stderr=log)
        try:
            yield process.pid
        finally:
            process.terminate()
            process.wait(60)


# ------------------------------------------------------------------ the load


@dataclass
class Answer:
    status: str
    head: str
    text: str


async def ask(port: int, method: str, path: str, cookie: str = "", fields: dict | None = None) -> Answer:  # fmt: skip
    """One request on a connection of its own; whatever goes wrong is a status of its own."""
    body = urlencode(fields or {}).encode()
    head = f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:8000\r\nConnection: close\r\nAccept-Encoding: identity\r\n"
    if cookie:
        head += f"Cookie: {cookie}\r\n"
    if fields is not None:
        head += (
            "Content-Type: application/x-www-form-urlencoded\r\n"
            f"Content-Length: {len(body)}\r\nOrigin: http://127.0.0.1:8000\r\n"
        )
    try:
        async with asyncio.timeout(PATIENCE):
            reader, writer = await asyncio.open_connection("127.0.0.1", port)
            writer.write(head.encode() + b"\r\n" + body)
            data = await reader.read()
            writer.close()
    except TimeoutError:
        return Answer("no answer in 30 s", "", "")
    except ConnectionRefusedError:
        return Answer("refused", "", "")
    except OSError as error:
        return Answer(type(error).__name__, "", "")
    top, _, rest = data.partition(b"\r\n\r\n")
    if not top:
        return Answer("connection broken off", "", "")
    words = top.decode("latin-1")
    return Answer(words.split(" ", 2)[1], words, rest.decode(errors="replace"))


@dataclass
class Load:
    """The acts, their times and what became of them."""

    office: Office
    desk: int
    public: int
    rng: random.Random
    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    answers: dict[str, Counter] = field(default_factory=lambda: defaultdict(Counter))
    acknowledged: list[tuple[int, int, str]] = field(default_factory=list)
    at_it: set[str] = field(default_factory=set)
    number: int = 0

    async def timed(self, act: str, planned: float, port: int, *asked, **more) -> Answer:  # type: ignore[no-untyped-def]
        answer = await ask(port, *asked, **more)
        self.times[act].append(time.perf_counter() - planned)
        self.answers[act][answer.status] += 1
        return answer

    def free_reporter(self) -> dict | None:
        free = [one for one in self.office.reporters if one["name"] not in self.at_it]
        return self.rng.choice(free) if free else None

    async def fill_in(self, planned: float, *, saves: bool) -> None:
        """Open the form; three seconds later save it, or keep a draft of it."""
        who = self.free_reporter()
        if who is None:
            self.answers["form"]["nobody free"] += 1
            return
        self.at_it.add(who["name"])
        try:
            path = f"/desk/reports/{who['task']}-{who['round']}/"
            page = await self.timed("form", planned, self.desk, "GET", path, who["cookie"])
            if page.status != "200":
                return
            moment = time.perf_counter() + TYPES_FOR
            await asyncio.sleep(TYPES_FOR)
            self.number += 1
            fields = dict(
                re.findall(
                    r'name="(base_version|draft|note|csrfmiddlewaretoken)" value="([^"]*)"',
                    page.text,
                )
            )
            text = f"新建口袋公园1个，第{self.number}次填写。"
            fields |= {
                "kind": "progress",
                "narrative": text,
                "invested": "92",
                "filled_by": "王芳",
                "filled_by_phone": "58250001",
            }
            token = re.search(r"portal_csrf=([^;]+)", page.head)
            cookie = who["cookie"] + (f"; portal_csrf={token[1]}" if token else "")
            if not saves:
                fields["tab"] = f"{who['task']:08d}"
                await self.timed("autosave", moment, self.desk, "POST", f"{path}autosave/", cookie, fields)  # fmt: skip
                return
            answer = await self.timed("save", moment, self.desk, "POST", path, cookie, fields)
            if answer.status == "302" and "/desk/reports/" in answer.head:
                self.acknowledged.append((who["task"], who["round"], text))
        finally:
            self.at_it.discard(who["name"])

    async def look(self, planned: float, act: str) -> None:
        if act == "queue":
            cookie, path = self.rng.choice(self.office.reviewers), "/desk/review/"
        else:
            cookie, path = self.rng.choice(self.office.compilers)
        await self.timed(act, planned, self.desk, "GET", path, cookie)

    async def sign_in(self, planned: float) -> None:
        page = await ask(self.desk, "GET", "/accounts/sign-in/")
        found = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', page.text)
        token = re.search(r"portal_csrf=([^;]+)", page.head)
        if not found or not token:
            self.answers["sign-in"][page.status] += 1
            return
        who = self.rng.choice(self.office.reporters)["name"]
        fields = {"csrfmiddlewaretoken": found[1], "username": who, "password": PASSWORD}
        await self.timed("sign-in", planned, self.desk, "POST", "/accounts/sign-in/", f"portal_csrf={token[1]}", fields)  # fmt: skip

    async def read(self, planned: float) -> None:
        await self.timed("public page", planned, self.public, "GET", self.rng.choice(self.office.public))  # fmt: skip

    async def publish(self, planned: float) -> None:
        """As the desk's page does it, from beside: a plan of a district that others fill in. Tried again while the
        database is away, as a person would."""
        from django.db import OperationalError

        plan, reviewer = self.office.plans[self.number % len(self.office.plans)]
        while time.perf_counter() - planned < PATIENCE:
            try:
                await asyncio.to_thread(_publish, plan, reviewer)
            except OperationalError:
                self.answers["publication"]["database away"] += 1
                await asyncio.sleep(1)
            else:
                self.times["publication"].append(time.perf_counter() - planned)
                self.answers["publication"]["done"] += 1
                return


def _publish(plan: int, reviewer: int) -> None:
    from django.db import connection

    from accounts.models import User
    from projects.models import Project
    from projects.services import publish_plan
    from tests.factories import AT

    try:
        first = Project.objects.filter(plan=plan).order_by("number")[0]
        Project.objects.filter(pk=first.pk).update(name=f"{first.name}改")
        publish_plan(plan_id=plan, actor=User.objects.get(pk=reviewer), at=AT)
    finally:
        connection.close()


def moments(rng: random.Random, a_second: float, seconds: float) -> Iterator[float]:
    at = rng.expovariate(a_second)
    while at < seconds:
        yield at
        at += rng.expovariate(a_second)


async def run(load: Load, options: argparse.Namespace, kills: list[Callable[[], None]]) -> None:
    rng, seconds = load.rng, options.seconds
    for path in load.office.public:  # made once, as on any day
        await ask(load.public, "GET", path)
    plan = [(at, load.fill_in, {"saves": True}) for at in moments(rng, options.saves, seconds)]
    plan += [(at, load.fill_in, {"saves": False}) for at in moments(rng, options.autosaves, seconds)]  # fmt: skip
    plan += [(at, load.look, {"act": "queue"}) for at in moments(rng, 0.5, seconds)]
    plan += [(at, load.look, {"act": "board"}) for at in moments(rng, 0.5, seconds)]
    plan += [(at, load.sign_in, {}) for at in moments(rng, 0.5, seconds)]
    plan += [(at, load.read, {}) for at in moments(rng, 100, seconds)]
    plan += [(seconds * part, load.publish, {}) for part in (0.3, 0.7)]
    begun = time.perf_counter()
    tasks = []
    for number, kill in enumerate(kills, start=1):
        tasks.append(asyncio.create_task(_later(seconds * number / (len(kills) + 1), kill)))
    for at, act, more in sorted(plan, key=lambda one: one[0]):
        await asyncio.sleep(max(0.0, begun + at - time.perf_counter()))
        tasks.append(asyncio.create_task(act(begun + at, **more)))
    await asyncio.gather(*tasks)


async def _later(seconds: float, act: Callable[[], None]) -> None:
    await asyncio.sleep(seconds)
    await asyncio.to_thread(act)


# ------------------------------------------------------------------ what became of it


def lost(acknowledged: list[tuple[int, int, str]]) -> list[str]:
    """Texts that were answered as saved and stand neither in the report nor in a later step's "before"."""
    from progress.models import ProgressReport, ReportStep

    kept = defaultdict(str)
    for task, round_, text in ProgressReport.objects.values_list(
        "task_id", "round_id", "narrative"
    ):
        kept[task, round_] += text
    steps = ReportStep.objects.filter(step="save")
    for task, round_, detail in steps.values_list("report__task_id", "report__round_id", "detail"):
        kept[task, round_] += json.dumps(detail, ensure_ascii=False)
    return [text for task, round_, text in acknowledged if text not in kept[task, round_]]


def told(load: Load) -> None:
    print(
        "| act | times | p50 ms | p95 ms | p99 ms | answers |\n| --- | --- | --- | --- | --- | --- |"
    )
    for act in (
        "form",
        "save",
        "autosave",
        "queue",
        "board",
        "sign-in",
        "public page",
        "publication",
    ):
        times = sorted(load.times[act])
        answers = ", ".join(f"{name}: {n}" for name, n in sorted(load.answers[act].items()))
        at = [f"{times[min(len(times) - 1, int(len(times) * part))] * 1000:,.0f}" if times else "–" for part in (0.5, 0.95, 0.99)]  # fmt: skip
        print(f"| {act} | {len(times)} | {at[0]} | {at[1]} | {at[2]} | {answers} |")
    gone = lost(load.acknowledged)
    print(f"\nsaves answered as taken: {len(load.acknowledged)}, of these not found: {len(gone)}")
    for text in gone[:10]:
        print("  ", text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--saves", type=float, default=10, help="a second")
    parser.add_argument("--autosaves", type=float, default=4, help="a second")
    parser.add_argument("--together", action="store_true", help="one server for both")
    parser.add_argument("--threads", type=int, default=12, help="of a worker")
    parser.add_argument("--kill", choices=["worker", "database"], nargs="+", default=[])
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    from bench.servers import free_port
    from tests.private_postgres import private_server, server_programs

    programs = server_programs()
    if programs is None:
        raise SystemExit("no PostgreSQL here")
    with private_server(programs) as plain, contextlib.ExitStack() as stack:
        # What is acknowledged is in the log, whatever is killed; the log is not forced to the disk.
        url = f"{plain}?options=-c%20synchronous_commit%3Don"
        os.environ.update(DATABASE_URL=url, DJANGO_SETTINGS_MODULE="config.settings")
        import django

        django.setup()
        from django.conf import settings
        from django.core.management import call_command
        from django.db import connection

        settings.ALLOWED_HOSTS = ["*"]
        call_command("migrate", verbosity=0)
        office = seeded()
        connection.close()
        public = desk = free_port()
        first = stack.enter_context(served(url, public, workers=2, threads=options.threads, instance="public"))  # fmt: skip
        if not options.together:
            desk = free_port()
            first = stack.enter_context(served(url, desk, workers=2, threads=options.threads, instance="desk"))  # fmt: skip
        load = Load(office, desk, public, random.Random(options.seed))
        ways = {
            "worker": lambda: os.kill(children(first)[-1], signal.SIGKILL),
            "database": Database(plain).kill,
        }
        asyncio.run(_all(load, options, [ways[name] for name in options.kill]))
        told(load)


async def _all(load: Load, options: argparse.Namespace, kills: list[Callable[[], None]]) -> None:
    for port in {load.public, load.desk}:
        for _ in range(300):
            if (await ask(port, "GET", "/livez")).status == "200":
                break
            await asyncio.sleep(0.2)
    await run(load, options, kills)


if __name__ == "__main__":
    main()
