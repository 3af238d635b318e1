"""Projects told in words."""

import pytest

from documents import UnreadableDocument
from tests.documents.drawn import read


def test_numbered_paragraphs_with_labels_behind_them() -> None:
    reading = read(
        "2025年渝北区重点民生实事",
        "一、农村公路提升行动",
        "目标任务:新建农村公路50公里,修复10公里。",
        "责任单位:区交通运输委、区农业农村委",
        "完成时限:2025年12月底前",
        "二、口袋公园建设",
        "目标任务:新建口袋公园2个。",
        "牵头单位:区城市管理局",
        "配合单位:区住房城乡建委",
        "完成时限:2025年10月",
        "渝北区人民政府办公室",
        "2025年3月1日",
    )
    first, second = reading.projects
    assert (first.printed_number, first.name, first.target) == (
        "一",
        "农村公路提升行动",
        "新建农村公路50公里,修复10公里。",
    )
    assert [(unit.name, unit.role) for unit in second.units] == [
        ("区城市管理局", "lead"),
        ("区住房城乡建委", "cooperating"),
    ]
    assert second.target == "新建口袋公园2个。"
    assert [item.month for item in second.tasks[0].milestones] == [10]
    assert (reading.district, reading.year, reading.issued_on) == ("渝北区", 2025, "2025-03-01")


def test_units_in_brackets_and_headings_above() -> None:
    reading = read(
        "南昌市2021年民生实事",
        "一、教育惠民",
        "1.新建学校2所,新增学位3000个。(责任单位:市教育局)",
        "2.开展培训200人次。(市人社局、市教育局)",
        "二、医疗惠民",
        "3.改造卫生院4个。(牵头单位:市卫健委;配合单位:市财政局;完成时限:11月底)",
    )
    assert [(row.number, row.category) for row in reading.projects] == [
        (1, "教育惠民"),
        (2, "教育惠民"),
        (3, "医疗惠民"),
    ]
    assert [row.target for row in reading.projects][:2] == [
        "新建学校2所,新增学位3000个。",
        "开展培训200人次。",
    ]
    assert [[unit.name for unit in row.units] for row in reading.projects] == [
        ["市教育局"],
        ["市人社局", "市教育局"],
        ["市卫健委", "市财政局"],
    ]


def test_key_value_blocks_report_progress() -> None:
    reading = read(
        "绍兴市2024年民生实事上半年进展情况",
        "1.学前教育普惠",
        "目标:新建幼儿园20所。",
        "进展情况:已开工18所。",
        "牵头单位:市教育局",
        "2.养老服务",
        "目标:新建养老中心5个。",
        "进展情况:建成3个。",
        "牵头单位:市民政局",
    )
    assert reading.kind == "progress"
    assert [row.progress for row in reading.projects] == ["已开工18所。", "建成3个。"]
    assert reading.period is not None and reading.period.to_month == 6


def test_blocks_without_numbers() -> None:
    reading = read(
        "老旧小区改造",
        "目标:改造小区27个",
        "牵头单位:区住建委",
        "口袋公园",
        "目标:新建2个。",
        "牵头单位:区城管局",
    )
    assert [(row.number, row.name) for row in reading.projects] == [
        (1, "老旧小区改造"),
        (2, "口袋公园"),
    ]


def test_a_list_run_together_in_one_paragraph() -> None:
    reading = read("今年将办好3件民生实事:1.新建学校2所;2.改造卫生院4个;3.新建公园5个,改造1个。")
    assert [row.name for row in reading.projects] == ["新建学校2所", "改造卫生院4个", "新建公园5个"]


def test_labels_run_together_behind_each_item() -> None:
    reading = read(
        "1.新增安装300套采集设备。 牵头领导:王仁洲 责任单位:市公安局 配合单位:市城管局、市财政局 "
        "实际完成情况:已完成年度目标任务的55%。 2.新辟公交线路10条。 责任单位:市交通委 "
        "实际完成情况:新辟6条。 3.新建公厕20座。 责任单位:市城管局 实际完成情况:新建9座。"
    )
    assert [[unit.name for unit in row.units] for row in reading.projects] == [
        ["市公安局", "市城管局", "市财政局"],
        ["市交通委"],
        ["市城管局"],
    ]
    assert reading.projects[1].progress == "新辟6条。"


def test_cards_of_labels_and_values() -> None:
    reading = read(
        "项目名称|老旧小区改造\n目标任务|改造小区27个\n责任单位|区住建委",
        "项目名称|口袋公园\n目标任务|新建2个\n责任单位|区城管局",
    )
    assert [(row.name, row.target) for row in reading.projects] == [
        ("老旧小区改造", "改造小区27个"),
        ("口袋公园", "新建2个"),
    ]


def test_bare_names_are_projects_where_the_title_counts_them() -> None:
    reading = read(
        "东乡区2025年3件民生实事项目",
        "1.花园小区改造工程",
        "2.第一小学扩建工程",
        "3.天泉村桥梁工程",
    )
    assert [row.name for row in reading.projects] == [
        "花园小区改造工程",
        "第一小学扩建工程",
        "天泉村桥梁工程",
    ]


@pytest.mark.parametrize(
    "paragraphs",
    [
        (
            "一、提高政治站位,增进民生福祉。20件重点民生实事是庄严承诺,各单位要高度重视。",
            "二、及早启动实施,提升落实水平。各责任单位要增强全局意识。",
            "三、强化统筹调度,严格跟踪问效。要建立清单管理制度。",
        ),
        ("关于召开会议的通知", "请于5月3日到会。", "联系人:李四"),
        ("附件:2024年十件民生实事完成情况表",),
    ],
)
def test_letters_without_projects_are_refused(paragraphs: tuple[str, ...]) -> None:
    with pytest.raises(UnreadableDocument):
        read(*paragraphs)
