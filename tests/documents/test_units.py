"""Units of a cell: separated, glued, broken, with their roles."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.units import KnownNames, looks_like_units, mentions, with_roles


def names(text: str, known: tuple[str, ...] = ()) -> list[str]:
    return [mention.name for mention in mentions(text, KnownNames(known))]


def roles(text: str) -> list[tuple[str, str]]:
    return [(unit.name, unit.role) for unit in with_roles(mentions(text))]


@pytest.mark.parametrize(
    "text",
    [
        "区教委、区民政局",
        "区教委,区民政局",
        "区教委\uff0c区民政局",
        "区教委;区民政局",
        "区教委 区民政局",
        "区教委\n区民政局",
        "区教委、\n区民政局",
        "区教委区民政局",
        "区教委和区民政局",
        "区教委/区民政局",
        "责任单位:区教委、区民政局",
        "区教委、区民政局等单位",
        "区 教 委、区 民 政 局",
    ],
)
def test_units_are_told_apart_however_they_are_separated(text: str) -> None:
    assert names(text) == ["区教委", "区民政局"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("区住房城乡\n建委", ["区住房城乡建委"]),
        ("区住房城乡 建委", ["区住房城乡建委"]),
        ("区委\n宣传部", ["区委宣传部"]),
        ("团区\n委", ["团区委"]),
        ("区水利局,属地乡镇(街道)", ["区水利局", "属地乡镇(街道)"]),
        ("区水利局属地乡镇(街道)", ["区水利局", "属地乡镇(街道)"]),
        ("属地乡镇(街道、园区)", ["属地乡镇(街道、园区)"]),
        ("区规划和自然资源局", ["区规划和自然资源局"]),
        ("区发展和改革委员会", ["区发展和改革委员会"]),
        ("区教委团区委区妇联", ["区教委", "团区委", "区妇联"]),
        ("县委政法委县公安局", ["县委政法委", "县公安局"]),
        ("区城市管理局各街道办事处", ["区城市管理局", "各街道办事处"]),
        ("区水利局\n三峡发展集团", ["区水利局", "三峡发展集团"]),
        ("各县(市)区政府", ["各县(市)区政府"]),
    ],
)
def test_names_stay_whole(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_known_names_tell_glued_ones_apart() -> None:
    glued = "区住房城乡建委高铁片区开发建设工作专班三峡发展集团"
    known = ("区住房城乡建委", "高铁片区开发建设工作专班", "三峡发展集团")
    assert names(glued, known) == list(known)


def test_the_first_listed_leads() -> None:
    assert roles("区教委、区民政局、区财政局") == [
        ("区教委", "lead"),
        ("区民政局", "cooperating"),
        ("区财政局", "cooperating"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "牵头单位:区教委;配合单位:区民政局",
        "区教委(牵头)、区民政局",
        "区民政局、区教委(牵头)",
        "(牵头)区教委\n区民政局",
        "区教委牵头,区民政局配合",
        "主办:区教委 协办:区民政局",
        "区教委(区民政局配合)",
    ],
)
def test_marks_give_the_roles(text: str) -> None:
    assert roles(text) == [("区教委", "lead"), ("区民政局", "cooperating")]


def test_a_list_of_units_looks_like_one() -> None:
    assert looks_like_units("市人社局、市财政局")
    assert not looks_like_units("新建口袋公园2个")
    assert not looks_like_units("召开方案讨论会。")


_UNITS = ("区教委", "区民政局", "区交通运输委", "团区委", "区妇联", "区城市管理局", "区水利局")


@given(
    st.lists(st.sampled_from(_UNITS), min_size=1, max_size=5, unique=True),
    st.sampled_from(["、", ",", ";", " ", "\n", ""]),
)
def test_any_list_of_known_units_is_read_back(units: list[str], separator: str) -> None:
    assert names(separator.join(units), _UNITS) == units


@given(st.text(max_size=60))
def test_any_text_is_survived(text: str) -> None:
    assert all(name for name in names(text))


@pytest.mark.parametrize(
    "text",
    [
        "区教委\n陈志远",
        "区教委(陈志远)",
        "区教委 陈志远 13800000000",
        "区教委:陈志远",
        "区教委陈志远",
        "区教委主任陈志远",
        "区教委(分管领导:陈志远,电话023-50000011)",
        "责任单位:区教委;责任人:陈志远",
    ],
)
def test_people_and_telephones_are_no_units(text: str) -> None:
    assert names(text) == ["区教委"]


@pytest.mark.parametrize(
    "text", ["", "—", "-", "/", "无", "暂无", "同上", "座", "万人次", "陈志远"]
)
def test_a_cell_that_names_no_unit_gives_none(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "*区教委、区民政局",
        "区民政局、★区教委",
        "区教委▲\n区民政局",
        "〔牵头单位:区教委;责任单位:区民政局〕",
        "【牵头单位:区教委;配合单位:区民政局】",
        "区教委(主)、区民政局(配)",
        "区教委会同区民政局",
    ],
)
def test_signs_and_brackets_tell_who_leads(text: str) -> None:
    assert roles(text) == [("区教委", "lead"), ("区民政局", "cooperating")]


@pytest.mark.parametrize(
    "text", ["石桥\n镇人民政府、区民政局", "区卫健委 区文旅委", "区商务委、农业农村局"]
)
def test_names_that_begin_like_a_surname_stay_units(text: str) -> None:
    assert len(names(text)) == 2
