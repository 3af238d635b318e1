"""Traditional characters: read by meaning, kept as printed."""

import documents
from documents.script import Original, has_traditional, simplified

TABLE = (
    "澄灣區2025年民生實事項目責任分解表\n"
    "項次\t項目名稱\t年度目標任務\t牽頭單位\t配合單位\t投資計劃(萬元)\t完成時限\n"
    "1\t社區長者食堂\t新增長者食堂6間,每日供餐不少於900人次。\t民政處\t各區公所\t820\t6月底\n"
    "2\t公共停車場\t新建停車場2處、車位480個。\t交通局\t警察局\t5600\t9月底\n"
)


def test_heads_are_understood_and_texts_kept() -> None:
    reading = documents.read(TABLE.encode(), "a.txt")
    first = reading.projects[0]
    assert (reading.kind, reading.year) == ("plan", 2025)
    assert (first.name, first.target) == (
        "社區長者食堂",
        "新增長者食堂6間,每日供餐不少於900人次。",
    )
    assert [(unit.name, unit.role) for unit in first.units] == [
        ("民政處", "lead"),
        ("各區公所", "cooperating"),
    ]
    assert first.investment_plan == "820"
    assert [(item.value, item.unit) for item in first.tasks[0].indicators] == [
        ("6", "間"),
        ("900", "人次"),
    ]


def test_where_both_scripts_stand_each_place_keeps_its_own() -> None:
    original = Original(["項目甲:实施新項目", "项目乙:实事"])
    assert original.text("项目甲:实施新项目") == "項目甲:实施新項目"
    assert original.text("项目乙") == "项目乙"


def test_signs_stay_one_for_one() -> None:
    text = "項目責任單位牽頭實施"
    assert has_traditional(text) and not has_traditional(simplified(text))
    assert len(simplified(text)) == len(text)
