"""What grows with the number of districts: pages, reminders, verification, export, at 10, 100, 300 and 1,000 districts.

    .venv/bin/python bench/scale.py [districts …]

One district with 20 projects, a plan and a notice a year for three years is made by the portal's own services; the
others are its copies, digested anew so that they verify, in a private PostgreSQL under /tmp. "First of all" is the first
answer of the first process that ever asks (pages about all districts make each one's part then), cold that of a process
that starts later (settings and modules loaded, nothing read), warm the third, "changed" the one after something public
of one district changed. Processor time of the portal's process alone.
Writes bench/scale.json and the drawn growth, bench/scale.svg.
"""

from __future__ import annotations

import copy
import json
import os
import subprocess
import sys
import time
from pathlib import Path

HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent))
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
SIZES = [int(one) for one in sys.argv[1:] if one.isdigit()] or [10, 100, 300]
YEARS = (2023, 2024, 2025)
PAGES = {
    "/": "/", "site map": "/sitemap.xml", "site feed": "/feed.atom", "search": "/search/?q=停车",
    "one district": "/d3/", "a plan": "/d3/2025/", "a notice": "/d3/notices/2025-q1/",
}  # fmt: skip
OF_ALL = ("/", "site map", "site feed")
"""Pages put together from a part of each district."""
COMMANDS = {
    "send_reminders": ["send_reminders", "--dry-run"],
    "verify, full": ["verify_notices", "--full"],
    "verify, nothing changed": ["verify_notices"],
}


# ------------------------------------------------------------------ the districts
def seed(first: int, many: int) -> None:
    """Districts d<first> to d<many - 1>; the first of all by the services, the others as copies."""
    import django

    django.setup()
    from projects.models import District

    if not District.objects.filter(slug="d0").exists():
        _template()
    for at in range(max(first, 1), many):
        _copy_of_the_template(at)


def _template() -> None:
    from unittest import mock

    from projects.models import ResponsibleUnit
    from tests.factories import make_approved, make_district, make_project
    from tests.notices.conftest import make_office
    from tests.publicity.test_public_addresses import publish_plan

    def numbered(slug: str, **values: object):
        return make_district(
            slug, code="520000", name="第0区", commission_name="第0区发改委", **values
        )

    with mock.patch("tests.notices.conftest.make_district", numbered):
        office = make_office("d0")
    units = list(ResponsibleUnit.objects.filter(district=office.district))
    category = office.plan.categories.last()
    for number in range(4, 21):
        project = make_project(
            office.plan, number, name=f"农村公路和老旧小区改造第{number}项", category=category,
            investment_plan=100 + number, target="改造老旧小区3个，新增停车泊位120个，" * 4, units=units[:2],
        )  # fmt: skip
        make_approved(project.tasks.get(), office.round, narrative="完成改造1个。", invested="12.5")
    publish_plan(office)
    office.published()


def _copy_of_the_template(at: int) -> None:
    from django.db import transaction

    from notices.digests import content_digest, moment_text, record_sha256
    from notices.models import Notice, NoticeFile, NoticeHead, NoticeStep
    from progress.models import ReportingRound
    from projects.models import AnnualPlan, District, PlanVersion
    from projects.plan_content import content_digest as plan_digest

    source = District.objects.get(slug="d0")
    plan = AnnualPlan.objects.get(district=source)
    version = PlanVersion.objects.get(plan=plan)
    round_, notice = ReportingRound.objects.get(plan=plan), Notice.objects.get(district=source)
    steps = list(NoticeStep.objects.filter(notice=notice))
    files = list(NoticeFile.objects.filter(notice=notice, format__in=("json", "csv")))

    def fresh(row, **values):
        made = copy.copy(row)
        made._state = copy.copy(row._state)
        made._state.adding, made.pk = True, None
        made._state.fields_cache = {}
        for name, value in values.items():
            setattr(made, name, value)
        return made

    with transaction.atomic():
        district = fresh(
            source, slug=f"d{at}", code=f"{520000 + at}", name=f"第{at}区", receipt_letters=""
        )
        District.objects.bulk_create([district])
        previous, count = "", 0
        for year in YEARS:
            own_plan = fresh(plan, district=district, year=year)
            AnnualPlan.objects.bulk_create([own_plan])
            content = json.loads(json.dumps(version.content).replace("2025", str(year)))
            PlanVersion.objects.bulk_create(
                [
                    fresh(
                        version,
                        plan=own_plan,
                        content=content,
                        content_sha256=plan_digest(content),
                    )
                ]
            )
            own_round = fresh(round_, plan=own_plan)
            ReportingRound.objects.bulk_create([own_round])
            said = json.loads(
                json.dumps(notice.content).replace("2025", str(year)).replace("第0区", f"第{at}区")
            )
            number, digest = f"{year}-q1", content_digest(said)
            moment = notice.published_at.replace(year=year)
            record = record_sha256(digest.sha256, number, moment_text(moment), previous)
            count += 1
            own = fresh(
                notice, district=district, plan=own_plan, round=own_round, number=number, content=said,
                content_sha256=digest.sha256, content_sm3=digest.sm3, published_at=moment,
                chain_position=count, previous_record_sha256=previous, record_sha256=record,
            )  # fmt: skip
            Notice.objects.bulk_create([own])
            NoticeStep.objects.bulk_create([fresh(step, notice=own) for step in steps])
            NoticeFile.objects.bulk_create([fresh(file, notice=own) for file in files])
            previous = record
        NoticeHead.objects.create(district=district, count=count, record_sha256=previous)


# ------------------------------------------------------------------ measuring, each in a process of its own
def ask(path: str) -> None:
    """Print [[queries, processor seconds, bytes] for the first, the third and the answer after a change of d3]."""
    import django

    django.setup()
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from publicity import (
        public_table,
    )  # the tables of addresses are loaded by the server before it answers

    assert public_table.TABLE
    client, told = Client(headers={"host": "127.0.0.1"}), []
    client.get("/livez")
    for turn in range(4):
        if turn == 3:
            with connection.cursor() as cursor:
                cursor.execute(
                    "UPDATE publicity_generation SET number = number + 1, mark = md5(random()::text) "
                    "WHERE scope IN ('', 'd3')"
                )
        with CaptureQueriesContext(connection) as captured:
            started = time.process_time()
            answer = client.get(path)
            taken = time.process_time() - started
        assert answer.status_code == 200, answer.status_code
        if turn != 1:
            told.append([len(captured), taken, len(answer.content)])
    print(json.dumps(told))


def run(arguments: list[str]) -> None:
    import django

    django.setup()
    from io import StringIO

    from django.core.management import call_command

    started = time.process_time()
    call_command(*arguments, stdout=StringIO(), stderr=StringIO())
    print(json.dumps(time.process_time() - started))


def export_one() -> None:
    """All files of one district, as a full export makes them."""
    import django

    django.setup()
    from publicity.public_table import every_page
    from publicity.views.surroundings import site_today

    started, files = time.process_time(), 0
    for _ in every_page(site_today(), "d3"):
        files += 1
    print(json.dumps([time.process_time() - started, files]))


def in_a_process(*arguments: str):
    done = subprocess.run(
        [sys.executable, __file__, *arguments],
        capture_output=True,
        text=True,
        check=False,
        cwd=HERE.parent,
    )
    if done.returncode:
        print(done.stderr[-1500:], file=sys.stderr)
        return None
    return json.loads(done.stdout.strip().splitlines()[-1]) if done.stdout.strip() else None


def main() -> None:
    from tests.private_postgres import private_server, server_programs

    found: dict[str, dict[str, object]] = {}
    with private_server(server_programs()) as url:
        os.environ["DATABASE_URL"] = url
        os.environ["PORTAL_DAY"] = "2025-04-28"
        subprocess.run([sys.executable, "manage.py", "migrate", "-v0"], check=True, cwd=HERE.parent)
        made = 0
        for size in SIZES:
            subprocess.run([sys.executable, __file__, "seed", str(made), str(size)], check=True)
            made = size
            in_a_process("run", "reindex_search")
            told: dict[str, object] = {
                f"{name}, first of all": in_a_process("ask", PAGES[name]) for name in OF_ALL
            }
            told |= {name: in_a_process("ask", path) for name, path in PAGES.items()}
            told |= {name: in_a_process("run", *command) for name, command in COMMANDS.items()}
            told["full export of one district"] = in_a_process("export_one")
            found[str(size)] = told
            print(size, json.dumps(told, ensure_ascii=False), flush=True)
            (HERE / "scale.json").write_text(json.dumps(found, ensure_ascii=False, indent=1) + "\n")
    if len(found) > 1:
        draw(found)


# ------------------------------------------------------------------ drawing
def draw(found: dict[str, dict[str, object]]) -> None:
    """Processor time, cold, against the smallest size; both axes by powers: a straight slope of one is linear growth."""
    from math import log10

    sizes = [int(size) for size in found]
    lines = {}
    for name in [*(f"{one}, first of all" for one in OF_ALL), *PAGES, *COMMANDS]:
        values = []
        for size in found.values():
            told = size.get(name)
            values.append(told[0][1] if isinstance(told, list) else told)
        if all(value is not None for value in values):
            lines[name] = [value / values[0] for value in values]
    left, top, width, height = 60, 20, 520, 300
    most = max([2.0, *(value for values in lines.values() for value in values)])

    def x(size: float) -> float:
        return left + width * (log10(size) - log10(sizes[0])) / (log10(sizes[-1]) - log10(sizes[0]))

    def y(ratio: float) -> float:
        return top + height * (1 - log10(max(ratio, 0.5) / 0.5) / log10(most / 0.5))

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 820 {top + height + 50}" font-family="sans-serif" '
        'font-size="12"><title>Processor time against the smallest number of districts</title>',
        f'<rect width="820" height="{top + height + 50}" fill="#fff"/>',
    ]
    for size in sizes:
        parts.append(
            f'<line x1="{x(size):.0f}" y1="{top}" x2="{x(size):.0f}" y2="{top + height}" stroke="#ddd"/>'
        )
        parts.append(
            f'<text x="{x(size):.0f}" y="{top + height + 18}" text-anchor="middle">{size}</text>'
        )
    for ratio in (0.5, 1, 2, 5, 10, 30, 100):
        if ratio <= most:
            parts.append(
                f'<line x1="{left}" y1="{y(ratio):.0f}" x2="{left + width}" y2="{y(ratio):.0f}" stroke="#ddd"/>'
            )
            parts.append(
                f'<text x="{left - 6}" y="{y(ratio) + 4:.0f}" text-anchor="end">{ratio}×</text>'
            )
    colours = [
        "#1b4f9c",
        "#b3261e",
        "#0a7d4f",
        "#8a5a00",
        "#6a3fa0",
        "#00727a",
        "#555",
        "#c2185b",
        "#3e6b00",
        "#000",
        "#7a5c99",
        "#a0522d",
        "#2f6f8f",
    ]
    for place, (name, values) in enumerate(lines.items()):
        points = " ".join(
            f"{x(size):.1f},{y(value):.1f}" for size, value in zip(sizes, values, strict=True)
        )
        colour = colours[place % len(colours)]
        dashed = ' stroke-dasharray="5 3"' if place % 2 else ""
        parts.append(
            f'<polyline points="{points}" fill="none" stroke="{colour}" stroke-width="2"{dashed}/>'
        )
        parts.append(
            f'<text x="{left + width + 10}" y="{top + 14 + 18 * place}" fill="{colour}">{name} ({values[-1]:.1f}×)</text>'
        )
    parts.append(
        f'<text x="{left}" y="{top + height + 40}">districts; processor time of the first answer in a fresh process</text></svg>'
    )
    (HERE / "scale.svg").write_text("\n".join(parts) + "\n", encoding="utf-8")


if __name__ == "__main__":
    act = sys.argv[1] if len(sys.argv) > 1 and not sys.argv[1].isdigit() else ""
    if act == "seed":
        seed(int(sys.argv[2]), int(sys.argv[3]))
    elif act == "ask":
        ask(sys.argv[2])
    elif act == "run":
        run(sys.argv[2:])
    elif act == "export_one":
        export_one()
    else:
        main()
