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


def test_a_heading_with_what_was_done_below_it_reports() -> None:
    reading = read(
        "2021年石桥乡人民政府民生实事项目实施情况的报告",
        "一、“诗画石桥”文化公园建设项目完成情况",
        "总投资210余万元,建成步道、球场和绿地,现已完工并投入使用。",
        "二、中心小学连接道路提升项目完成情况",
        "总投资276万元,改造道路640米,现已建成使用。",
        "各位代表,明年的民生实事项目,乡政府将及早谋划。",
    )
    assert reading.kind == "progress"
    assert [row.name for row in reading.projects] == [
        "“诗画石桥”文化公园建设项目",
        "中心小学连接道路提升项目",
    ]
    assert [row.investment_plan for row in reading.projects] == [None, "276"]
    assert "各位代表" not in (reading.projects[1].progress or "")


def test_works_of_a_project_with_steps_by_quarter_are_its_tasks() -> None:
    reading = read(
        "【公共设施】",
        "五、加强社区公共服务设施建设。改建标准化菜市场5家;新建小区健身点18个。",
        "改建标准化菜市场5家。项目具体实施进度为:第一季度确定单位;第二季度准备;第三季度完成3家;第四季度完成2家。",
        "新建小区健身点18个。项目具体实施进度为:第一季度制定方案;第四季度验收开放。",
        "上述项目由区商务委、区体育局牵头负责。",
    )
    (project,) = reading.projects
    assert (reading.kind, project.category) == ("plan", "公共设施")
    assert [task.text for task in project.tasks] == [
        "改建标准化菜市场5家。",
        "新建小区健身点18个。",
    ]
    assert [[item.month for item in task.milestones] for task in project.tasks] == [
        [3, 6, 9, 12],
        [3, 12],
    ]
    assert [unit.role for unit in project.units] == ["lead", "lead"]
    assert not [item for item in reading.findings if item.severity != "note"]


def test_names_alone_are_projects_under_words_that_announce_them() -> None:
    reading = read(
        "望舒区第六届人民代表大会第三次会议投票表决,确定区政府2023年民生实事项目为3项,分别是:",
        "一、东门社区“邻里中心”建设项目;",
        "二、新、改建公共厕所项目;",
        "三、望舒区农村污水治理工程(二期)。",
        "现予以公告。",
    )
    assert [row.name for row in reading.projects] == [
        "东门社区“邻里中心”建设项目",
        "新、改建公共厕所项目",
        "望舒区农村污水治理工程(二期)",
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "该项目由区教委牵头负责,区民政局配合。",
        "上述项目由区教委牵头,区民政局参与实施。",
        "区教委牵头,区民政局配合。",
        "牵头单位为区教委,配合单位为区民政局。",
    ],
)
def test_a_sentence_says_who_is_in_charge(sentence: str) -> None:
    reading = read("2025年民生实事", f"1.新建幼儿园4所。{sentence}", "2.新建公园2个。(区城管局)")
    assert [(unit.name, unit.role) for unit in reading.projects[0].units] == [
        ("区教委", "lead"),
        ("区民政局", "cooperating"),
    ]
    assert reading.projects[0].target == "新建幼儿园4所。"


def test_menus_and_links_around_a_list_are_none_of_it() -> None:
    reading = read(
        "首页 > 政务公开 > 民生实事",
        "澄湾区2025年民生实事",
        "1.新建公园2个。",
        "2.改造小区27个。",
        "政府信息公开",
        "上一篇:关于开展征集的公告",
        "澄湾区2024年民生实事全部完成",
    )
    assert [row.target for row in reading.projects] == ["新建公园2个。", "改造小区27个。"]
