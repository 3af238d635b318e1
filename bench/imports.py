"""Imports against named peers (issue goals G7 and G8): interleaved rounds in one run, medians of ratios.

    .venv/bin/python bench/imports.py [rounds] [--short]

The same job on both sides: a workbook of project rows, the same checks of every cell, a preview of what would
change, then storing it. The peer is django-import-export with its defaults (Resource, dry run, then import) on
the same table; for the long ledger also openpyxl merely loading the same file. SQLite in a scratch folder.
"""

from __future__ import annotations

import io
import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
FOLDER = tempfile.TemporaryDirectory()
os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
os.environ.setdefault("DATABASE_URL", f"sqlite:///{FOLDER.name}/bench.sqlite3")

import django

django.setup()

import openpyxl
import tablib
from django.core.management import call_command
from django.db import transaction
from import_export import fields, resources, widgets

from documents.bounded import read_ledger_bounded
from documents.ledger import FIELDS
from intake.history.storing import difference, store
from intake.models import HistoryRow
from projects.models import District

ROUNDS = next((int(word) for word in sys.argv[1:] if word.isdigit()), 5)


def workbook(count: int, *, changed: int = 0) -> bytes:
    """Rows in the manner of a real ledger; `changed` of them with another amount."""
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet("台账")
    sheet.append(list(FIELDS))
    for n in range(count):
        year, number = 1990 + n // 2000, n % 2000 + 1
        plan = number * 3.5 + (1 if n < changed else 0)
        target = f"新建道路{number}公里，改造小区{number % 30}个，惠及群众{number * 3}人。"
        sheet.append(
            [year, 12, number, f"第{number}项道路改造", f"类别{n % 5}", f"区单位{n % 40}", target, plan, number * 1.25]
        )  # fmt: skip
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


class PeerResource(resources.ModelResource):
    """The same columns, checked by the model's own rules, as django-import-export does it by default."""

    district = fields.Field("district", "区县", widgets.ForeignKeyWidget(District, "pk"))

    class Meta:
        model = HistoryRow
        import_id_fields = ("district", "year", "through_month", "number")
        fields = ("district", "year", "through_month", "number", "name", "category", "units", "target", "investment_plan", "invested")  # fmt: skip
        clean_model_instances = True
        skip_unchanged = True


NAMES = ("year", "through_month", "number", "name", "category", "units", "target", "investment_plan", "invested")  # fmt: skip


def peer(data: bytes, district: District, *, preview: bool = True) -> None:
    """Read by openpyxl (import-export's own xlsx format), dry run for the preview, then the import."""
    rows = openpyxl.load_workbook(io.BytesIO(data), read_only=True).active.iter_rows(
        values_only=True
    )
    next(rows)
    dataset = tablib.Dataset(headers=["区县", *NAMES])
    for row in rows:
        dataset.append([district.pk, *row])
    resource = PeerResource()
    if preview:
        resource.import_data(dataset, dry_run=True)
    result = resource.import_data(dataset, dry_run=False)
    assert not result.has_errors() and not result.has_validation_errors()


def ours(data: bytes, district: District) -> None:
    """Read and check in the bounded process, compare (the preview), and compare again before storing, as the desk does."""
    ledger = read_ledger_bounded(data, "ledger.xlsx")
    assert not ledger.problems
    difference(district, ledger)
    with transaction.atomic():
        store(district, difference(district, ledger))


def timed(act: Callable[[], None]) -> float:
    started = time.perf_counter()
    act()
    return time.perf_counter() - started


def pair(name: str, a: Callable[[], float], b: Callable[[], float], rounds: int) -> None:
    """Both in turn; the median of each and of the ratio round by round."""
    times = [(a(), b()) for _ in range(rounds)]
    mine, theirs = (statistics.median(column) for column in zip(*times, strict=True))
    ratio = statistics.median(t / m for m, t in times)
    print(
        f"{name}: ours {mine * 1000:.1f} ms, peer {theirs * 1000:.1f} ms, peer/ours {ratio:.1f} (ours/peer {1 / ratio:.2f})",
        flush=True,
    )


def main() -> None:
    call_command("migrate", verbosity=0)
    one = District.objects.create(
        slug="one", code="500101", name="一区", commission_name="一区发改委"
    )
    two = District.objects.create(
        slug="two", code="500102", name="二区", commission_name="二区发改委"
    )

    def fresh(district: District, act: Callable[[], None]) -> float:
        HistoryRow.objects.filter(district=district).delete()
        return timed(act)

    small = workbook(20)
    pair(
        "20 rows, preview and import",
        lambda: fresh(one, lambda: ours(small, one)),
        lambda: fresh(two, lambda: peer(small, two)),
        ROUNDS,
    )

    before, after = workbook(2000), workbook(2000, changed=50)

    def again(district: District, act: Callable[[bytes, District], None]) -> float:
        HistoryRow.objects.filter(district=district).delete()
        ours(before, district)
        return timed(lambda: act(after, district))

    pair(
        "2,000 rows again, 50 changed, preview and import",
        lambda: again(one, ours),
        lambda: again(two, peer),
        max(3, ROUNDS // 2),
    )

    long = workbook(50_000)

    def whole() -> None:
        ledger = read_ledger_bounded(long, "ledger.xlsx")
        with transaction.atomic():
            store(one, difference(one, ledger))

    pair(
        "50,000 rows, read, check and store, against openpyxl loading the file",
        lambda: fresh(one, whole),
        lambda: timed(lambda: openpyxl.load_workbook(io.BytesIO(long))),
        max(3, ROUNDS // 2),
    )
    HistoryRow.objects.all().delete()
    if "--short" in sys.argv:
        return  # the peer takes minutes for the last job
    pair(
        "50,000 rows first import, against import-export without its preview",
        lambda: fresh(one, whole),
        lambda: fresh(two, lambda: peer(long, two, preview=False)),
        1,
    )


if __name__ == "__main__":
    main()
