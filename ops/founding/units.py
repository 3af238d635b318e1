"""Responsible units of a first run: those written out in the file, and those of a workbook by the desk's own import."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from documents.bounded import load_rows_bounded
from documents.grids import UnreadableDocument
from ops.founding.outcome import Founding
from ops.founding.wishes import WishedUnit, Wishes
from projects import services
from projects.models import District
from projects.register_tables import UNITS
from projects.services.register_imports import import_table, preview_table
from projects.workflow import StepRefused

_ON_THE_DESK = "请编制岗在工作台“责任单位”里登记"
Rows = list[list[str]]


def take_in(wishes: Wishes, done: Founding, *, folder: Path, at: datetime) -> None:
    """Register the units that are not there yet. Once the administrators took over nothing is registered here."""
    assert done.district is not None
    known = set(done.district.units.values_list("name", flat=True))
    for one in wishes.units:
        if one.name in known:
            done.stood.append(f"责任单位：{one.name}")
        elif done.taken_over:
            done.refuse(one.place, f"没有责任单位“{one.name}”", _ON_THE_DESK)
        else:
            _add(one, done, done.district, at)
    if wishes.units_file:
        _workbook(wishes, done, done.district, folder=folder, at=at)


def _add(wished: WishedUnit, done: Founding, district: District, at: datetime) -> None:
    values = {
        "name": wished.name,
        "kind": wished.kind,
        "order": district.units.count() + 1,
        "is_commission": wished.is_commission,
        "contact_name": wished.contact_name,
        "contact_phone": wished.contact_phone,
    }
    try:
        services.add_unit(district=district, values=values, actor=None, at=at)
    except StepRefused as refusal:
        done.refuse(wished.place, f"责任单位“{wished.name}”", str(refusal))
    else:
        done.made.append(f"责任单位：{wished.name}")


def _workbook(
    wishes: Wishes, done: Founding, district: District, *, folder: Path, at: datetime
) -> None:
    name = wishes.units_file
    place = " ".join(filter(None, (wishes.places.words("", 1, "units_file"), "units_file")))
    try:
        data = (folder / name).read_bytes()
    except OSError as error:
        done.refuse(
            place,
            f"打不开 {folder / name}（{error.strerror}）",
            "写明工作簿的文件名，与本文件放在一起",
        )
        return
    try:
        sheets = load_rows_bounded(data, name)
        rows = [list(row) for row in next((sheet.rows for sheet in sheets if sheet.rows), [])]
        found = preview_table(table=UNITS, district=district, rows=rows, actor=None)
        if not found.problems and any(not line.is_new for line in found.lines):
            rows = _without_registered(rows, district, done)
            if not any(line.is_new for line in found.lines):
                return
            found = preview_table(table=UNITS, district=district, rows=rows, actor=None)
        for problem in found.problems:
            where = f"{name} 第 {problem.row} 行" + f" {problem.column}" * bool(problem.column)
            done.refuse(
                where, f"写的是“{problem.printed}”" * bool(problem.printed), problem.sentence
            )
        for note in found.notes:
            done.refuse(name, note, "名称改成一样，或者先不写，以后在工作台登记")
        if found.problems or found.notes:
            return
        if found.lines and done.taken_over:
            listed = "、".join(line.name for line in found.lines)
            done.refuse(name, f"没有责任单位{listed}", _ON_THE_DESK)
        elif found.lines:
            import_table(
                table=UNITS, district=district, rows=rows, mark=found.mark, actor=None, at=at
            )
            done.made.append(f"责任单位：工作簿里的 {len(found.lines)} 个")
        else:
            done.stood.append(f"责任单位：工作簿里的 {found.same} 个")
    except (UnreadableDocument, StepRefused) as refusal:
        done.refuse(f"{place} {name}", "", str(refusal))


def _without_registered(rows: Rows, district: District, done: Founding) -> Rows:
    """Rows that would change a unit registered already are left out, and that is said."""
    known = set(district.units.values_list("name", flat=True))
    kept = [row for row in rows if known.isdisjoint(cell.strip() for cell in row)]
    done.differs.append(
        f"工作簿里有 {len(rows) - len(kept)} 个单位已经登记，与工作簿不同的地方没有改"
    )
    return kept
