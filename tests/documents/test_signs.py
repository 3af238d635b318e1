"""Signs that deceive the eye are found in a name and named; names that look the same have one likeness."""

from __future__ import annotations

import pytest

from documents import read
from documents.signs import deceptive_sign, likeness, sign_in_words

PLAN = (
    "序号,项目名称,责任单位,2025年工作目标任务,2025年投资计划(万元)\n"
    "1,口袋公园{sign}建设,区{sign}城市管理局,新建口袋公园2个。,100\n"
)


@pytest.mark.parametrize(
    ("sign", "words"),
    [
        ("\u202e", "U+202E 从右至左覆盖"),
        ("\u2066", "U+2066 从左至右隔离"),
        ("\u200b", "U+200B 零宽空格"),
        ("\ufeff", "U+FEFF 零宽不换行空格"),
        ("\u3164", "U+3164 谚文填充符"),
        ("\x00", "U+0000 空字符"),
        ("\n", "U+000A 换行符"),
        ("\ufe0f", "U+FE0F 变体选择符"),
        ("\U000e0041", "U+E0041 格式符"),
        ("\ud83d", "U+D83D 残缺的半个字符"),
        ("\x85", "U+0085 控制符"),
    ],
)
def test_a_sign_nobody_sees_is_found_with_its_place_and_named(sign, words):
    assert deceptive_sign(f"区教{sign}委") == (2, sign)
    assert sign_in_words(sign) == words


@pytest.mark.parametrize(
    "name",
    [
        "区教委",
        "区 教委",
        "李·阿依古丽",
        "𠮷田镇",
        "万州区（示范）2025-1#",
        "Ａ 区",
        "㛃镇",
        "é",
        "",
    ],
)
def test_a_name_that_is_what_it_looks_like_has_no_such_sign(name):
    assert deceptive_sign(name) is None


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("区教委", "区 教委"),
        ("区教委", "区教\u200b委"),
        ("A区公司", "Ａ区公司"),
        ("A区公司", "А区公司"),  # Cyrillic
        ("BOX公司", "ВОХ公司"),  # Cyrillic throughout
        ("金融办", "⾦融办"),  # a radical
        ("区教委(办)", "区教委（办）"),
        ("第10中学", "第1O中学"),
        ("己建办", "已建办"),
        ("区土地局", "区士地局"),
        ("一中", "―中"),
    ],
)
def test_names_that_look_alike_have_one_likeness(one, other):
    assert likeness(one) == likeness(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("区教委", "区民政局"), ("区一中", "区二中"), ("A区公司", "B区公司"), ("区教委", "县教委")],
)
def test_names_that_differ_keep_their_likeness_apart(one, other):
    assert likeness(one) != likeness(other)


def test_the_reader_takes_signs_of_direction_out_of_names_and_tells_where_they_stood():
    reading = read(PLAN.format(sign="\u202e").encode(), "plan.csv")
    project = reading.projects[0]
    assert (project.name, project.units[0].name) == ("口袋公园建设", "区城市管理局")
    told = [finding for finding in reading.findings if finding.code == "deceptive_sign"]
    assert [(one.place.row, one.place.column) for one in told] == [(2, 2), (2, 3)]
    assert all(one.severity == "warning" and one.project == 1 for one in told)
    assert "U+202E 从右至左覆盖" in told[0].message
    assert "\u202e" not in told[0].message


def test_a_plain_plan_has_no_such_finding():
    reading = read(PLAN.format(sign="").encode(), "plan.csv")
    assert "deceptive_sign" not in {finding.code for finding in reading.findings}


@pytest.mark.parametrize(
    ("one", "other"), [("区教委", "区敎委"), ("青山镇", "靑山镇"), ("金山", "\uf90a山")]
)
def test_variants_of_a_character_look_alike(one, other):
    assert likeness(one) == likeness(other)
