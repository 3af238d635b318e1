"""What reading one table costs in each kind of file: processor time in a warm process, helpers included.

The table is the notice of Wanzhou, 20 projects, as this portal writes it; the peer is its .xlsx. Where pdfplumber is
installed, its own table finder is measured beside on the same PDF (it finds cells only; ours goes on to projects).
"""

from __future__ import annotations

import resource
import statistics
import sys
from collections.abc import Callable
from importlib.util import find_spec
from io import BytesIO
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from documents.formats import converting
from documents.reader import read
from documents.writing.files import notice_csv, notice_docx, notice_pdf, notice_xlsx
from tests.documents.formats import builders
from tests.documents.formats.test_old_word import doc
from tests.documents.writing.samples import projects_of, wanzhou_content

ROUNDS = 9


def seconds() -> float:
    own, helpers = (
        resource.getrusage(who) for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    )
    return own.ru_utime + own.ru_stime + helpers.ru_utime + helpers.ru_stime


def jobs() -> dict[str, Callable[[], object]]:
    content = wanzhou_content()
    files = {
        "xlsx": notice_xlsx(content), "docx": notice_docx(content), "csv": notice_csv(content), "pdf": notice_pdf(content)
    }  # fmt: skip
    if converting.office_program() is not None:
        heads = ["序号", "项目名称", "2025年工作目标任务", "2025年投资计划（万元）"]
        rows = [
            [str(p["number"]), p["name"], p["target"], str(p["investment_plan"])]
            for p in projects_of(content)
        ]
        body = (
            builders.paragraph("万州区2025年重点民生实事")
            + builders.table(heads, *rows)
            + builders.paragraph("注")
        )
        files["doc"] = doc(body)
    found: dict[str, Callable[[], object]] = {
        kind: (lambda data=data, kind=kind: read(data, f"a.{kind}", year=2025))
        for kind, data in files.items()
    }
    if find_spec("pdfplumber"):
        import pdfplumber

        def cells() -> object:
            with pdfplumber.open(BytesIO(files["pdf"])) as document:
                return [page.extract_tables() for page in document.pages]

        found["pdfplumber, cells only"] = cells
    return found


def main() -> None:
    todo = jobs()
    taken: dict[str, list[float]] = {name: [] for name in todo}
    for job in todo.values():
        job()  # warm
    for _ in range(ROUNDS):
        for name, job in todo.items():
            begun = seconds()
            job()
            taken[name].append(seconds() - begun)
    peer = statistics.median(taken["xlsx"])
    for name, times in taken.items():
        middle = statistics.median(times)
        print(
            f"{name:24} {middle * 1000:7.1f} ms of the processor, {middle / peer:5.1f} times the xlsx"
        )


if __name__ == "__main__":
    main()
