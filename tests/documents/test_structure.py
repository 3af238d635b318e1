"""Projects, their parts and their categories, however a table lays them out."""

import pytest

from documents import Reading
from tests.documents.drawn import draw, read

TITLE = "澄湾区2025年民生实事任务分解表"


def names(reading: Reading) -> list[str]:
    return [project.name for project in reading.projects]


def alarms(reading: Reading) -> list[str]:
    return [finding.code for finding in reading.findings if finding.severity != "note"]


@pytest.mark.parametrize("head", ["实事名称及任务", "项目名称", "工作任务", "项目及内容"])
@pytest.mark.parametrize(
    "marks", [("1.1", "1.2", "2.1"), ("(1)", "(2)", "(1)"), ("①", "②", "①"), ("1-1", "1-2", "2-1")]
)
def test_numbers_of_two_levels_are_projects_and_their_tasks(
    head: str, marks: tuple[str, str, str]
) -> None:
    first, second, third = marks
    reading = read(
        TITLE,
        f"序号|{head}|牵头单位|配合单位|完成时限\n"
        "1|新改建公办幼儿园|区教育局|区财政局|\n"
        f"{first}|完成项目前期手续。|区教育局||3月底\n"
        f"{second}|新建公办幼儿园4所。|区教育局|区财政局|12月底\n"
        "2|老旧小区改造|区住建委||\n"
        f"{third}|改造老旧小区28个、3640户。|区住建委|区城管局|10月底",
    )
    assert names(reading) == ["新改建公办幼儿园", "老旧小区改造"]
    assert [[task.text for task in project.tasks] for project in reading.projects] == [
        ["完成项目前期手续。", "新建公办幼儿园4所。"],
        ["改造老旧小区28个、3640户。"],
    ]
    assert [
        [item.month for task in project.tasks for item in task.milestones]
        for project in reading.projects
    ] == [[3, 12], [10]]
    assert [unit.name for unit in reading.projects[1].units] == ["区住建委", "区城管局"]
    assert [item.value for item in reading.projects[1].tasks[0].indicators] == ["28", "3640"]
    assert alarms(reading) == []


@pytest.mark.parametrize(
    "part",
    [
        "其中:东片区",
        "其中：东片区",
        "其中 东片区",
        "①东片区",
        "(1)东片区",
        "（1）东片区",
        "——东片区",
        "　其中:东片区",
    ],
)
@pytest.mark.parametrize("number", ["", "①", "(1)"])
def test_parts_of_a_project_are_no_projects_and_their_money_is_in_it(
    part: str, number: str
) -> None:
    if number and not part.startswith("其中"):
        pytest.skip("numbered once")
    reading = read(
        "澄湾区2025年民生实事投资完成情况表(1-6月)",
        "序号|项目名称|责任单位|年度投资计划(万元)|完成投资(万元)|占比(%)\n"
        "1|老旧小区改造|区住建委|1000|400|40.0\n"
        f"{number}|{part}||600|300|50.0\n{number.replace('1', '2').replace('①', '②')}|{part.replace('东', '西').replace('①', '②').replace('1', '2')}||400|100|25.0\n"
        "2|新建公园|区城管局|200|100|50.0\n合计|||1200|500|41.7",
    )
    assert names(reading) == ["老旧小区改造", "新建公园"]
    assert [(row.investment_plan, row.invested, row.ratio) for row in reading.projects] == [
        ("1000", "400", "40.0"),
        ("200", "100", "50.0"),
    ]
    assert alarms(reading) == []
    assert [finding.code for finding in reading.findings if finding.project == 1] == [
        "part_row",
        "part_row",
    ]


def test_parts_with_money_of_their_own_make_the_projects_sum() -> None:
    reading = read(
        TITLE,
        "序号|项目名称|目标任务|责任单位|年度投资(万元)\n1|老旧小区改造||区住建委|\n(1)|东片区|改造10个。||600\n(2)|西片区|改造8个。||400",
    )
    assert reading.projects[0].investment_plan == "1000"
    assert [task.text for task in reading.projects[0].tasks] == [
        "东片区：改造10个。",
        "西片区：改造8个。",
    ]


def test_numbers_in_the_names_stand_under_headings_with_sums() -> None:
    reading = read(
        "2019年自治区为民办实事项目资金计划表",
        "项目名称|2019年计划筹措资金(万元)|<|<|2019年目标任务|牵头单位|备注\n^|合计|中央财政|市县财政|^|^|^\n"
        "合计|300|200|100||||\n一、社保惠民项目|200|150|50|||\n(一)养老保险项目|150|120|30|代缴保费。|人社厅|\n"
        "(二)救助项目|50|30|20|发放救助金。|民政厅|\n二、教育惠民项目|100|50|50|||\n(一)学前教育项目|100|50|50|新建幼儿园25所。|教育厅|",
    )
    assert names(reading) == ["养老保险项目", "救助项目", "学前教育项目"]
    assert [project.category for project in reading.projects] == [
        "社保惠民项目",
        "社保惠民项目",
        "教育惠民项目",
    ]
    assert [project.investment_plan for project in reading.projects] == ["150", "50", "100"]
    assert [category.investment_plan for category in reading.categories] == ["200", "100"]
    assert reading.totals is not None
    assert reading.totals.investment_plan == "300"
    assert alarms(reading) == []


@pytest.mark.parametrize(
    "title", ["澄湾区2025年民生实事项目表(教育类)", "澄湾区2025年民生实事项目表"]
)
@pytest.mark.parametrize(
    "sheets",
    [
        ("教育", "民生保障", "城市建设"),
        ("1.教育", "2.养老", "3.交通"),
        ("一、就业", "二、医疗", "三、文体"),
    ],
)
def test_a_sheet_for_each_category(title: str, sheets: tuple[str, str, str]) -> None:
    head = "序号|项目名称|目标任务|责任单位|投资(万元)"
    grids = [
        draw(
            f"{title.replace('教育', sheet)}|<|<|<|<\n{head}\n{number}|项目{'甲乙丙'[number - 1]}|新建公园{number}个。|区城管局|100",
            name=sheet,
        )
        for number, sheet in enumerate(sheets, start=1)
    ]
    reading = read(*grids)
    plain = [sheet.lstrip("123.一二三、") for sheet in sheets]
    assert [project.category for project in reading.projects] == plain
    assert [project.number for project in reading.projects] == [1, 2, 3]


def test_numbers_written_in_many_ways_in_one_column_run_on() -> None:
    numbers = ["1.", "2、", "（3）", "(4)", "05", "第6项", "7．", "⑧", "9"]
    rows = "\n".join(
        f"{number}|项目{place}|新建公园{place}个。|区城管局"
        for place, number in enumerate(numbers, start=1)
    )
    reading = read(TITLE, f"序号|项目名称|目标任务|责任单位\n{rows}")
    assert [project.number for project in reading.projects] == list(range(1, 10))
    assert alarms(reading) == []


@pytest.mark.parametrize("blank", ["", " ", "  ", "　", "\u00a0", "\t", "\u3000\u3000"])
@pytest.mark.parametrize("column", [0, 1, 2, 3])
@pytest.mark.parametrize("text", ["一、教育类", "教育类(1件)", "（一）教育类"])
def test_a_category_begins_with_any_blank_and_sits_in_any_column(
    blank: str, column: int, text: str
) -> None:
    other = text.replace("教育", "养老").replace("一", "二")

    def line(words: str) -> str:
        return "|".join(f"{blank}{words}" if place == column else "" for place in range(4))

    reading = read(
        TITLE,
        f"序号|项目名称|目标任务|责任单位\n{line(text)}\n1|甲|新建2所。|区教委\n{line(other)}\n2|乙|新建3所。|区民政局",
    )
    assert [project.category for project in reading.projects] == ["教育类", "养老类"]
    assert names(reading) == ["甲", "乙"]
    assert alarms(reading) == []


@pytest.mark.parametrize("position", [0, 1, 2, 3, 4])
def test_a_column_of_categories_stands_anywhere(position: int) -> None:
    def line(cells: str, category: str) -> str:
        parts = cells.split("|")
        return "|".join([*parts[:position], category, *parts[position:]])

    reading = read(
        TITLE,
        "\n".join(
            [
                line("序号|项目名称|目标任务|责任单位", "类别"),
                line("1|甲|新建2所。|区教委", "　教育"),
                line("2|乙|新建3所。|区教委", ""),
                line("3|丙|新建4所。|区民政局", " 养老"),
            ]
        ),
    )
    assert [project.category for project in reading.projects] == ["教育", "教育", "养老"]


@pytest.mark.parametrize(
    ("head", "row", "due"),
    [
        ("一季度|二季度|三季度|四季度", "||√|", [9]),
        ("3月|6月|9月|12月", "|✔||✔", [6, 12]),
        ("1月|2月|3月|4月", "√|√|√|", [3]),
        ("上半年|下半年", "●|", [6]),
    ],
)
def test_a_tick_under_a_month_is_the_deadline(head: str, row: str, due: list[int]) -> None:
    spans = "|".join(["完成时限", *["<"] * head.count("|")])
    reading = read(
        TITLE,
        f"序号|项目名称|目标任务|责任单位|{spans}\n^|^|^|^|{head}\n1|公园|新建公园5个。|区城管局|{row}",
    )
    assert [item.month for item in reading.projects[0].tasks[0].milestones] == due
    assert alarms(reading) == []


@pytest.mark.parametrize("parent", ["倒排工期", "时间节点", "工作进度安排", "计划完成时间"])
def test_steps_with_a_day_each_are_milestones(parent: str) -> None:
    reading = read(
        TITLE,
        f"序号|项目名称|建设内容|责任单位|{parent}|<|<\n^|^|^|^|施工图设计|招标|竣工验收\n"
        "1|公园|新建公园5个。|区城管局|2月28日|2025.3.31|11月底前\n2|学校|新建学校2所。|区教委|—|二季度|10/31",
    )
    told = [
        [(item.month, item.text.split("：")[0]) for item in project.tasks[0].milestones]
        for project in reading.projects
    ]
    assert told == [
        [(2, "施工图设计"), (3, "招标"), (11, "竣工验收")],
        [(6, "招标"), (10, "竣工验收")],
    ]
    assert alarms(reading) == []


def test_a_card_of_labels_beside_what_they_say_is_a_project_with_its_places() -> None:
    def card(number: int, name: str) -> str:
        return (
            f"项目编号|第{number}项|项目名称|{name}\n责任单位|区教委|分管领导|周远山\n"
            "年度目标|新建学校2所|<|<\n6月底目标|开工2所|12月底目标|建成2所\n年度投资(万元)|100|备注|续建"
        )

    reading = read(TITLE, card(1, "学校建设"), card(2, "幼儿园建设"))
    assert [(project.number, project.name) for project in reading.projects] == [
        (1, "学校建设"),
        (2, "幼儿园建设"),
    ]
    for project in reading.projects:
        assert (project.target, project.investment_plan, project.remark) == (
            "新建学校2所",
            "100",
            "续建",
        )
        assert [(item.month, item.text) for item in project.tasks[0].milestones] == [
            (6, "开工2所"),
            (12, "建成2所"),
        ]
    assert alarms(reading) == []


def test_the_whole_years_goal_is_the_target_where_no_column_has_one() -> None:
    reading = read(
        TITLE,
        "序号|实事项目|上半年目标（6月底）|全年目标（12月底）|责任部门\n1|小游园建设|开工6个|建成小游园11个|区园林中心",
    )
    project = reading.projects[0]
    assert project.target == "建成小游园11个"
    assert [item.month for item in project.tasks[0].milestones] == [6, 12]
    assert [(item.value, item.unit) for item in project.tasks[0].indicators] == [("11", "个")]


def test_numbers_that_count_units_are_no_numbers_of_projects() -> None:
    reading = read(
        "澄湾区2025年民生实事8月份推进情况",
        "序号|牵头单位|项目数量|项目名称|本月进展\n1|区教委|2|小学扩建|主体封顶\n^|^|^|护栏更新|完成护栏12处\n2|区水利局|1|水厂扩建|正在平场",
    )
    assert names(reading) == ["小学扩建", "护栏更新", "水厂扩建"]
    assert [[unit.name for unit in project.units] for project in reading.projects] == [
        ["区教委"],
        ["区教委"],
        ["区水利局"],
    ]


@pytest.mark.parametrize(
    "cell",
    [
        "一季度：选址；二季度：开工4家；四季度：建成7家",
        "3月底前选址，6月底前开工4家，12月底前建成7家",
        "第一季度选址;第二季度开工4家;第四季度建成7家",
    ],
)
def test_quarters_told_in_one_cell_are_milestones(cell: str) -> None:
    reading = read(
        TITLE,
        f"序号|项目名称|目标任务|时间安排|牵头单位\n1|社区工厂|新建社区工厂7家|{cell}|区民政局",
    )
    assert [item.month for item in reading.projects[0].tasks[0].milestones] == [3, 6, 12]
    assert alarms(reading) == []
