"""The briefing says the numbers of its round and nothing else."""

from __future__ import annotations

import io
from typing import Any

import docx

from documents.writing.files import Lights, Reporting, briefing_docx
from tests.documents.writing.samples import projects_of, shuffled, wanzhou_content


def told(content: dict[str, Any], **more: Any) -> list[str]:
    return [
        paragraph.text
        for paragraph in docx.Document(io.BytesIO(briefing_docx(content, **more))).paragraphs
        if paragraph.text
    ]


def test_the_sums_are_those_of_the_notice() -> None:
    lines = told(wanzhou_content())
    assert lines[:5] == [
        "关于万州区2025年1季度\n重点民生实事推进情况的通报",
        "一、总体情况",
        "截至2025年3月底，万州区重点民生实事共20件，年度计划投资182852万元，累计完成投资55219.1万元，占年度计划的30.2%。",
        "市级重点民生实事9件，年度计划投资16842万元，累计完成投资4906.1万元，占年度计划的29.1%。",
        "区级民生实事11件，年度计划投资166010万元，累计完成投资50313万元，占年度计划的30.3%。",
    ]


def test_a_section_without_facts_is_left_out() -> None:
    headings = [line for line in told(wanzhou_content()) if line[1:2] == "、"]
    assert headings == ["一、总体情况"]


def test_slow_projects_are_told_in_their_order_with_their_sentence_and_units_are_not_ranked() -> (
    None
):
    content = wanzhou_content()
    projects = projects_of(content)
    projects[0]["standing"] = {"value": "正常", "sentence": "达到应完成的进度。"}
    projects[4]["standing"] = {"value": "偏慢", "sentence": "比应完成的少20个百分点。"}
    projects[1]["standing"] = {"value": "滞后", "sentence": "应完成60公里，完成0公里。"}
    lines = told(content, lights=Lights(("正常", "偏慢", "滞后"), ("滞后", "偏慢")))
    assert "按年度目标和阶段性目标对照：正常1件、偏慢1件、滞后1件。" in lines
    at = lines.index("二、进展较慢的项目")
    assert lines[at + 1 : at + 3] == [
        "第2项农村公路加装护栏（区交通运输委）：滞后。应完成60公里，完成0公里。",
        "第5项打造“15分钟高品质生活服务圈”（区发展改革委）：偏慢。比应完成的少20个百分点。",
    ]


def test_who_has_not_reported_and_which_rows_are_blank() -> None:
    content = wanzhou_content()
    projects_of(content)[18]["progress"] = None
    lines = told(content, reporting=Reporting(18, 17, ("区城市管理局",)))
    at = lines.index("二、填报情况")
    assert lines[at + 1 : at + 4] == [
        "本期应填报单位18个，已报齐17个。",
        "尚未报齐的单位：区城市管理局。",
        "以下1件没有本期进展：第19项小微停车场建设（区城市管理局）。",
    ]


def test_problems_and_the_offices_own_words_follow() -> None:
    content = wanzhou_content()
    projects_of(content)[1].update(problem="施工图审查意见尚未批复。", next_step="5月底前完成招标")
    lines = told(
        content,
        requirements=["请各单位抓紧推进。"],
        signed_on="2025-04-18",
        signed_by="万州区发展改革委",
    )
    assert (
        "第2项农村公路加装护栏（区交通运输委）。存在问题：施工图审查意见尚未批复。下一步：5月底前完成招标。"
        in lines
    )
    at = lines.index("三、有关要求")
    assert lines[at + 1] == "请各单位抓紧推进。"
    assert lines[at + 3 : at + 5] == ["万州区发展改革委", "2025年4月18日"]


def test_blank_sums_are_not_told_as_zero() -> None:
    content = wanzhou_content()
    content["totals"] = {"investment_plan": None, "invested": None, "ratio": None}
    assert told(content)[2] == "截至2025年3月底，万州区重点民生实事共20件，未列投资计划。"


def test_the_table_is_attached_and_the_bytes_are_stable() -> None:
    document = docx.Document(io.BytesIO(briefing_docx(wanzhou_content())))
    assert len(document.tables[0].rows) == 25
    assert briefing_docx(wanzhou_content()) == briefing_docx(shuffled(wanzhou_content()))
