"""Whatever stands in a file: a reading that holds together, or a refusal."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from documents import UnreadableDocument
from documents.grids import Cell, Grid, Loaded, Paragraph
from documents.reader import interpret

HEADS = [
    "序号",
    "编号",
    "项目名称",
    "事项名称",
    "项目",
    "主要内容",
    "目标任务",
    "责任单位",
    "牵头单位",
    "配合单位",
    "2025年投资计划(万元)",
    "完成额度",
    "占比(%)",
    "进展情况",
    "6月",
    "9月底前",
    "第四季度末",
    "完成时限",
    "备注",
    "类别",
    "分管领导",
    "阶段性目标",
    "投资完成情况",
    "合计",
]
WORDS = [
    "", "1", "2", "3", "15", "一", "(一)", "①", "一、市级重点民生实事(10件)", "合计", "小计", "市级小计",
    "农村公路提升行动", "新建口袋公园2个。", "1.新建2个。\n2.改造3个。", "区教委", "区教委、区民政局",
    "区教委区民政局", "牵头单位:区教委", "100", "1,234.5", "30.2%", "0.302", "\u2014", "待定", "2025年12月底前",
    "6月底前完成1个;12月底前完成2个", "完成12个,达到总体形象进度的60%。", "注:以上为估算", "单位:万元",
    "10-2", "9*", "2025-06-01", "(", "区", "\u3000", "\uff11\uff12", "。", "②", "1e5", "9" * 20, "NaN", "(10件)",
]  # fmt: skip
PARAGRAPHS = [
    "关于2025年万州区重点民生实事1季度推进情况公示", "公示时间:2025411\u20142025511日", "2025411", "附件1",
    "万州区发展和改革委员会", "一、农村公路", "1.新建2所。(责任单位:区教委)", "责任单位:区教委", "完成时限:12月",
    "目标:新建2个", "二、", "1.", "①②③", "今年办好10件民生实事:1.a;2.b;3.c", "| | |", "序号", "项目名称 |",
]  # fmt: skip


@st.composite
def grids(draw: st.DrawFn) -> Grid:
    width, height = draw(st.integers(1, 8)), draw(st.integers(1, 10))
    rows: list[list[Cell | None]] = [[None] * width for _ in range(height)]
    for i in range(height):
        for j in range(width):
            if rows[i][j] is not None or draw(st.integers(0, 19)) == 0:
                continue
            words = HEADS if i < 2 and draw(st.booleans()) else WORDS
            down, right = draw(st.sampled_from([(1, 1), (1, 1), (2, 1), (1, 2), (1, width)]))
            down, right = min(down, height - i), min(right, width - j)
            text = draw(st.sampled_from(words))
            number = Decimal(text) if text.isascii() and text.isdecimal() else None
            cell = Cell(text, i + 1, j + 1, down, right, number, draw(st.booleans()))
            for a in range(i, i + down):
                for b in range(j, j + right):
                    rows[a][b] = rows[a][b] or cell
    return Grid(
        1, draw(st.sampled_from(["", "市级"])), tuple(map(tuple, rows)), draw(st.booleans())
    )


blocks = st.lists(
    st.one_of(grids(), st.sampled_from(PARAGRAPHS + HEADS + WORDS).map(Paragraph)), max_size=14
)


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(blocks, st.sampled_from(["html", "text", "docx"]))
def test_any_blocks_give_a_reading_that_holds_together(
    found: list[Grid | Paragraph], form: str
) -> None:
    try:
        reading = interpret(Loaded(form, tuple(found)))
    except UnreadableDocument:
        return
    numbers = [project.number for project in reading.projects]
    assert numbers == sorted(set(numbers))
    assert all(project.tasks for project in reading.projects)
    for project in reading.projects:
        for figure in (project.investment_plan, project.invested, project.ratio):
            assert figure is None or f"{Decimal(figure):f}" == figure
    assert reading.as_json()["findings"] is not None
