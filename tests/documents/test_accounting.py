"""Every cell and line with content is taken, or told in a finding, or furniture by a named rule."""

from __future__ import annotations

import json

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents import Reading, UnreadableDocument
from documents.checks.furniture import is_blank_mark, is_tick, rule_of
from documents.furniture import is_menu
from documents.grids import Cell, Grid, Loaded, Paragraph
from documents.reader import interpret
from documents.text import bare
from tests.documents.drawn import codes, read

KNOWN = ["项目名称", "目标任务", "责任单位", "6月底前", "12月底前", "年度投资（万元）", "备注"]
OTHERS = [
    "建设地点",
    "资金来源",
    "上年完成数",
    "惠及范围",
    "中央补助",
    "是否续建",
    "完成率",
    "本月完成",
    "",
    "亮灯",
]
BLANK = ["", "—", "无"]


def _words(seed: int) -> str:
    """Words that stand nowhere else: a sign of its own for each cell."""
    return f"{chr(0x4E00 + seed * 7 % 5000)}{chr(0x5F00 + seed * 11 % 4000)}{chr(0x6C00 + seed)}"


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    heads = [
        "序号",
        *draw(st.permutations(KNOWN + draw(st.lists(st.sampled_from(OTHERS), max_size=5)))),
    ]
    rows = [heads]
    count = draw(st.integers(1, 5))
    for number in range(1, count + 1):
        row = [str(number)]
        for column in range(1, len(heads)):
            seed = number * 40 + column
            row.append(
                draw(
                    st.sampled_from(
                        [
                            f"新建{_words(seed)}{seed + 100}座",
                            f"区{_words(seed)}局",
                            _words(seed),
                            str(9000 + seed),
                            f"{9000 + seed}万元",
                            f"2025年{seed % 12 + 1}月{_words(seed)}",
                            *BLANK,
                        ]
                    )
                )
            )
        rows.append(row)
        if draw(st.integers(0, 5)) == 0:
            rows.append(
                ["", *(_words(900 + number) if at == 2 else "" for at in range(1, len(heads)))]
            )
    if draw(st.booleans()):
        rows.append([f"注：{_words(990)}为估算", *[""] * (len(heads) - 1)])
    return Grid(
        1,
        "",
        tuple(
            tuple(Cell(text, at, column) for column, text in enumerate(row, start=1))
            for at, row in enumerate(rows, start=1)
        ),
    )  # fmt: skip


def _is_taken(reading: Reading, cell: Cell) -> bool:
    held = bare(json.dumps({**reading.as_json(), "findings": []}, ensure_ascii=False))
    text = bare(cell.text).removesuffix("万元")
    return bare(json.dumps(text, ensure_ascii=False)).strip('"') in held


def _is_told(reading: Reading, cell: Cell) -> bool:
    for finding in reading.findings:
        place = finding.place
        if (
            place is not None
            and place.column == cell.column
            and (finding.code in {"column_unused", "other_period"} or place.row == cell.row)
        ):
            return True
        if finding.code == "text_unused" and bare(cell.text) in bare(finding.printed or ""):
            return True
    return False


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(grids())
def test_every_cell_of_any_grid_is_taken_or_told_or_furniture(grid: Grid) -> None:
    try:
        reading = interpret(Loaded("xlsx", (Paragraph("2025年某某区民生实事"), grid)))
    except UnreadableDocument:
        return  # the whole is told
    for row in grid.rows[1:]:
        for cell in row:
            assert cell is not None
            if cell.column == 1 and cell.text.isdigit():
                continue  # serial numbers
            if is_blank_mark(cell.text) or is_tick(cell.text):
                continue
            assert _is_taken(reading, cell) or _is_told(reading, cell), (
                cell,
                reading.columns[cell.column - 1 : cell.column],
                [finding.message for finding in reading.findings],
            )


LINES = st.lists(
    st.sampled_from(
        [
            "另行安排{}万元",
            "{}",
            "首页",
            "- 3 -",
            "扫一扫在手机打开",
            "单位：万元",
            "责任单位：区{}局",
            "由{}统筹，涉及{}户",
        ]
    ),
    max_size=4,
)


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(LINES, min_size=3, max_size=5))
def test_every_line_of_any_text_is_taken_or_told_or_furniture(parts: list[list[str]]) -> None:
    lines = ["2025年某某区民生实事项目"]
    seed = 0
    for number, between in enumerate(parts, start=1):
        lines.append(f"{number}.新建{_words(500 + number)}公园{number + 3}个。责任单位：区教委")
        for line in between:
            seed += 1
            lines.append(line.replace("{}", f"{_words(seed)}", 1).replace("{}", str(7000 + seed)))
    reading = interpret(Loaded("text", tuple(map(Paragraph, lines))))
    held = bare(json.dumps(reading.as_json(), ensure_ascii=False))
    for line in lines[1:]:
        if rule_of(line):
            continue
        words = bare(line).partition("。")[0].removeprefix("责任单位:")
        words = words if not words[:2].rstrip(".").isdigit() else words[2:]
        assert words in held, (line, [finding.message for finding in reading.findings])


HEAD = "序号|项目名称|目标任务|责任单位"


def _column(head: str, *cells: str) -> Reading:
    rows = "\n".join(
        f"{at}|甲{at}|新建{at}所。|区教委|{text}" for at, text in enumerate(cells, start=1)
    )
    return read("2025年某某区民生实事项目", f"{HEAD}|{head}\n{rows}")


def test_a_column_that_is_not_understood_is_told_once_with_its_place_and_a_sample() -> None:
    reading = _column("惠及范围", "全区", "城区")
    (finding,) = reading.findings
    assert (finding.severity, finding.code) == ("note", "column_unused")
    assert finding.place is not None
    assert (finding.place.row, finding.place.column) == (1, 5)
    assert finding.printed == "惠及范围"
    assert "全区" in finding.message


@pytest.mark.parametrize("cells", [("120户", "85户"), ("300", "450"), ("2025年6月", "2025年9月")])
def test_figures_in_a_column_that_is_not_understood_stop_a_blind_import(
    cells: tuple[str, ...],
) -> None:
    assert _column("惠及范围", *cells).has_warnings


@pytest.mark.parametrize("head", ["分管领导", "联系电话", "联系人及电话"])
def test_people_and_telephones_are_furniture(head: str) -> None:
    assert codes(_column(head, "王某某 13800000000", "023-70000000")) == []


def test_dashes_and_serial_numbers_are_furniture() -> None:
    assert codes(_column("备注", "—", "无")) == []


def test_a_part_of_a_cell_that_was_passed_over_is_told_of_its_project() -> None:
    reading = read(
        "2025年某某区民生实事项目",
        f"{HEAD}|阶段性目标\n1|甲|新建3所。|区教委|6月底前开工\n"
        "2|乙|新建4所。|区教委|先行拨付80万元；6月底前开工",
    )
    assert any(f.code == "text_unused" and f.project == 2 for f in reading.findings)
    assert reading.has_warnings


def test_a_note_under_the_table_is_told_and_stops_nothing() -> None:
    reading = read(
        "2025年某某区民生实事项目", f"{HEAD}\n1|甲|新建3所。|区教委\n注：含上年结转资金20万元|<|<|<"
    )
    assert codes(reading) == ["text_unused"]
    assert not reading.has_warnings


def test_menus_signatures_and_page_numbers_are_furniture() -> None:
    reading = read(
        "首页\n当前位置：首页 > 政务公开\n2025年某某区民生实事项目\n各镇人民政府：",
        f"{HEAD}\n1|甲|新建3所。|区教委",
        "— 2 —\n某某区人民政府办公室\n2025年3月1日\n【打印本页】【关闭窗口】\n扫一扫在手机打开当前页",
    )
    assert codes(reading) == []


def test_figures_between_the_items_of_a_list_stop_a_blind_import() -> None:
    reading = read(
        "2025年某某区民生实事项目\n1.新建公园3个。责任单位：区城管局\n2.新建学校2所。责任单位：区教委\n"
        "第三方评估经费80万元\n"
    )
    told = [finding for finding in reading.findings if finding.code == "text_unused"]
    held = json.dumps(reading.as_json()["projects"], ensure_ascii=False)
    assert told or "80万元" in held


def test_a_person_alone_in_the_place_of_a_unit_is_told_and_beside_a_unit_is_furniture() -> None:
    reading = read(
        "2025年某某区民生实事项目",
        f"{HEAD}\n1|甲|新建3所。|叶桞泚\n2|乙|新建4所。|区教委 叶桞泚",
    )
    told = [(f.project, f.printed) for f in reading.findings if f.code == "text_unused"]
    assert told == [(1, "叶桞泚")]


def test_names_of_sites_beside_each_other_are_a_menu_and_a_row_of_units_is_none():
    assert is_menu("中国政府网|重庆市人民政府网|万州经济技术开发区网||")
    assert not is_menu("区教委|区民政局|区残联")
    assert not is_menu("供水管网、农村电网")
    assert not is_menu("重庆市人民政府网")
