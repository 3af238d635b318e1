"""Files that hold no list are refused, and the sentence says what is missing."""

import pytest

from documents import UnreadableDocument
from tests.documents.drawn import read


def refusal(*parts: str) -> str:
    with pytest.raises(UnreadableDocument) as told:
        read(*parts)
    return str(told.value)


def test_a_letter_whose_list_is_attached_names_the_attachment() -> None:
    said = refusal(
        "关于2024年澄湾区十件民生实事完成情况的通报",
        "2024年区十件民生实事细分为22项工作,年度任务均已完成。",
        "附件:2024年澄湾区十件民生实事完成情况表.docx",
    )
    assert "附件「2024年澄湾区十件民生实事完成情况表」" in said


def test_a_letter_of_appeals_is_refused_with_its_salutation() -> None:
    said = refusal(
        "关于印发2024年清河县十件民生实事实施方案的通知",
        "各乡镇人民政府,县政府各部门:",
        "一、提高思想认识。各单位要充分认识办好民生实事的重要意义。",
        "二、加强组织领导。各牵头单位要制定推进计划,明确时间节点。",
        "三、严格督查考核。县政府督查室要定期通报。",
        "附件:1.2024年清河县十件民生实事任务分解表.xlsx",
    )
    assert "任务分解表" in said


def test_a_table_without_names_and_targets_tells_its_heads() -> None:
    said = refusal("单位|人数|电话\n区教委|12|58258735\n区民政局|8|58258736")
    assert "「单位」、「人数」、「电话」" in said


def test_a_text_without_numbers_says_so() -> None:
    assert "逐项编号" in refusal("关于召开会议的通知", "请于5月3日到会。")
