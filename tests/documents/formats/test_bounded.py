"""The outer guard: whatever a file does to the reader, the caller gets a value or a sentence, in time."""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from documents import bounded
from documents.bounded import load_bounded, load_rows_bounded, read_bounded
from documents.corrections import cell_key
from documents.formats.opening import load
from documents.formats.rows import load_rows
from documents.grids import UnreadableDocument
from documents.packing import pack, unpack
from documents.reader import read
from documents.standby import READ, Standby

from . import builders as b
from .test_workbook import saved, sheet_of


def plan() -> bytes:
    book = sheet_of(["表题", None], ["序号", "占比"], [1, 0.302], ["2", "🌳修路\n修桥"])
    book.active["B3"].number_format = "0.0%"
    book.active.merge_cells("A1:B1")
    return saved(book)


def test_reading_in_a_process_of_its_own_gives_the_same() -> None:
    data = plan()
    assert load_bounded(data, "计划.xlsx") == load(data, "计划.xlsx")
    assert load_rows_bounded(data, "计划.xlsx") == load_rows(data, "计划.xlsx")


def test_a_merged_cell_is_one_object_again() -> None:
    (grid,) = load_bounded(plan(), "a.xlsx").grids
    assert grid.cell(1, 1) is grid.cell(1, 2)


def test_what_goes_between_the_processes_loses_nothing() -> None:
    page = "<html><head><title>公示</title></head><h1>标题</h1><p>文</p><table><tr><td rowspan=2>1<td>修路<tr><td>x</table>"
    loaded = load(page.encode(), "a.html")
    assert unpack(pack(loaded)) == loaded


def test_a_refusal_comes_through_with_its_sentence() -> None:
    with pytest.raises(UnreadableDocument, match="密码"):
        load_bounded(b.compound(["EncryptedPackage"]), "a.xlsx")


def test_a_file_that_takes_too_much_memory_is_refused() -> None:
    text = "".join(map(chr, range(0x4E00, 0x4E00 + 400)))
    rows = "".join(
        f'<row r="{at}"><c r="A{at}" t="inlineStr"><is><t>{at}{text}</t></is></c></row>'
        for at in range(1, 30_000)
    )
    with pytest.raises(UnreadableDocument, match="内存"):
        load_bounded(b.workbook(rows), "a.xlsx", megabytes=150)


def test_a_file_that_takes_too_long_is_refused() -> None:
    with pytest.raises(UnreadableDocument, match="超时"):
        load_bounded(plan(), "a.xlsx", seconds=0.0001)


PAGE = """<title>某区民生实事</title><h1>2025年某某区民生实事项目表</h1>
<table><tr><td>序号<td>项目名称<td>年度目标任务<td>责任单位<tr><td>1<td>修路<td>新建道路3公里。<td>区交通局区住建局
<tr><td>2<td>修桥<td>新建桥梁2座。<td>区交通局</table>""".encode()


def test_what_a_file_says_is_found_in_a_process_of_its_own_too() -> None:
    known = ("区住建局", "区交通局")
    loaded, reading = read_bounded(PAGE, "a.html", known_units=known, year=2024)
    assert loaded == load(PAGE, "a.html")
    assert reading == read(PAGE, "a.html", known_units=known, year=2024)
    assert [unit.name for unit in reading.projects[0].units] == ["区交通局", "区住建局"]


def test_corrected_cells_are_read_and_the_tables_come_back_as_they_were() -> None:
    cells = {cell_key(1, 2, 3): "新建道路5公里。"}
    loaded, reading = read_bounded(PAGE, "a.html", cells=cells)
    assert reading.projects[0].target == "新建道路5公里。"
    assert next(loaded.grids).cell(2, 3).text == "新建道路3公里。"


def test_a_cell_of_a_table_pasted_as_lines_can_be_corrected() -> None:
    """The grid a person sees is the one the places of findings and corrections mean."""
    lines = "某区2025年民生实事\n序号\n项目名称\n年度目标任务\n责任单位\n1\n修路\n新建道路3公里。\n区交通局\n2\n修桥\n新建桥梁2座。\n区交通局\n"
    (grid,) = load_bounded(lines.encode(), "a.txt").grids
    row, column = next(
        (cell.row, cell.column)
        for row in grid.rows
        for cell in row
        if cell and "3公里" in cell.text
    )
    _, reading = read_bounded(
        lines.encode(), "a.txt", cells={cell_key(1, row, column): "新建道路4公里。"}
    )
    assert [project.target for project in reading.projects] == ["新建道路4公里。", "新建桥梁2座。"]


def test_a_file_without_a_project_is_refused_from_the_child() -> None:
    with pytest.raises(UnreadableDocument, match="没有在文件里找到"):
        read_bounded("今天天气很好。".encode(), "a.txt")


def test_a_file_whose_meaning_takes_too_long_is_refused() -> None:
    rows = "".join(
        f"<tr><td>{n}<td>项目{n}<td>{'新建道路3公里，改造小区2个，' * 40}<td>区交通局"
        for n in range(1, 2000)
    )
    page = f"<table><tr><td>序号<td>项目名称<td>年度目标任务<td>责任单位{rows}</table>".encode()
    with pytest.raises(UnreadableDocument, match=r"超过上限|超时"):
        read_bounded(page, "a.html", seconds=1)


def test_many_files_are_read_at_the_same_time_each_with_its_own_answer() -> None:
    pages = [PAGE.replace("修桥".encode(), f"修桥{n}".encode()) for n in range(12)]
    with ThreadPoolExecutor(6) as pool:
        names = list(pool.map(lambda page: read_bounded(page, "a.html")[1].projects[1].name, pages))
    assert names == [f"修桥{n}" for n in range(12)]


def test_a_reading_process_that_was_ended_is_started_again() -> None:
    standby = bounded._standby
    load_bounded(PAGE, "a.html")
    assert standby._process is not None
    standby._process.kill()
    standby._process.wait()
    assert load_bounded(PAGE, "a.html") == load(PAGE, "a.html")
    assert standby._process.poll() is None


def test_the_reading_process_ends_with_its_server() -> None:
    standby = Standby()
    request = json.dumps(
        {"want": "tables", "filename": "a.html", "seconds": 5, "megabytes": 500, "patience": 4}
    )
    answer = standby.ask(len(request).to_bytes(4, "big") + request.encode() + PAGE, 30)
    assert answer.startswith(READ)
    process = standby._process
    assert process is not None
    standby.close()
    assert process.poll() == 0


def test_the_reading_process_can_be_started_before_the_file_comes() -> None:
    standby = Standby()
    standby.make_ready()
    process = standby._process
    assert process is not None
    standby.make_ready()
    assert standby._process is process
    standby.close()
