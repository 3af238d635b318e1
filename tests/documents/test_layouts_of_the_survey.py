"""Layouts that offices use for their tables: what a head means is not taken for something it is not."""

from __future__ import annotations

import documents
from tests.documents.formats.test_number_formats import saved, sheet_of


def read(*rows: list[object]) -> documents.Reading:
    return documents.read(saved(sheet_of(*rows)), "a.xlsx", year=2026)


def test_progress_problems_and_next_step_in_one_cell_are_the_report_and_a_warning():
    reading = read(
        ["青江区2026年民生实事一季度进展情况表"],
        ["序号", "工作任务", "责任单位", "一季度目标", "进展、问题及下一步", "目标完成情况"],
        [1, "新建养老服务中心2个", "区民政局", "完成选址", "已选址1个。问题：用地未批。下一步：报批。", "部分完成"],
        [2, "改造农村公路30公里", "区交通运输局", "完成10公里", "完成12公里。", "完成"],
    )  # fmt: skip
    first, second = reading.projects
    assert (first.progress or "").startswith("已选址1个。问题")
    assert first.remark and "部分完成" in first.remark and second.progress == "完成12公里。"
    assert [one.severity for one in reading.findings if "不公开" in one.message] == ["warning"]


def test_what_is_hoped_for_is_no_report():
    reading = read(
        ["青江区2026年惠民实事"],
        ["序号", "事项", "实施内容", "牵头部门", "预期成效"],
        [1, "低保提标", "城市低保由每人每月700元提高到750元", "区民政局", "惠及2.1万人"],
        [2, "技能培训", "开展职业技能培训5000人次", "区人社局", "就业率达到60%"],
    )
    assert reading.kind == "plan"
    assert [project.progress for project in reading.projects] == [None, None]
    assert any("预期成效" in one.message for one in reading.findings)
