"""Several tables and sheets of one document: a category each, a level each, contacts and sums beside, paragraphs between."""

from __future__ import annotations

from docx.document import Document

from tests.documents.labelled.making import Case, case, grid, project, word, word_table, workbook


def several_tables() -> list[Case]:
    return [*_sheets(), *_word()]


def _sheets() -> list[Case]:
    return [
        case(
            "e01_sheet_names_are_categories.xlsx",
            "categories only in the names of the sheets, numbers start again in each",
            workbook(
                (
                    "一、教育类",
                    grid("""
滨海区2026年民生实事项目
序号|项目名称|目标|责任单位
1|新建小学|新建小学1所|区教育局
2|课后服务|课后服务覆盖学校62所|区教育局
"""),
                    ["A1:D1"],
                ),
                (
                    "二、交通类",
                    grid("""
滨海区2026年民生实事项目
序号|项目名称|目标|责任单位
1|打通断头路|打通断头路5条|区住建局
2|过街天桥|新建过街天桥2座|区住建局
"""),
                    ["A1:D1"],
                ),
                ("Sheet3", [], []),
            ),
            [
                project(1, "新建小学", "区教育局", "1所", category="教育类"),
                project(2, "课后服务", "区教育局", "62所", category="教育类"),
                project(None, "打通断头路", "区住建局", "5条", category="交通类"),
                project(None, "过街天桥", "区住建局", "2座", category="交通类"),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "e02_hidden_old_sheet.xlsx",
            "last year's list on a hidden sheet, this year's on the one shown",
            workbook(
                (
                    "2025",
                    grid("""
河东县2025年民生实事项目
序号|项目名称|目标|责任单位
1|修建水窖|修建水窖90口|县水务局
2|新建公厕|新建公厕20座|县城管局
"""),
                    ["A1:D1"],
                ),
                (
                    "2026",
                    grid("""
河东县2026年民生实事项目
序号|项目名称|目标|责任单位
1|修建水窖|修建水窖40口|县水务局
2|新建驿站|新建户外劳动者驿站12个|县总工会
"""),
                    ["A1:D1"],
                ),
                after=lambda sheet: setattr(sheet, "sheet_state", "hidden"),
            ),
            [
                project(1, "修建水窖", "县水务局", "40口"),
                project(2, "新建驿站", "县总工会", "12个"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "e03_category_rows_with_counts.xlsx",
            "category rows with numbers and counts, 小计 behind each, 合计 last, remarks below",
            workbook(
                (
                    "Sheet1",
                    grid("""
附件
岭北区2026年民生实事项目投资计划表
单位：万元
序号|项目名称|建设内容及规模|年度投资|责任单位|备注
一、就业社保（2项）|||||
1|零工市场|新建零工市场2个|180|区人社局|
2|社保卡一卡通|制发社保卡4.5万张|90|区人社局|续建
小计|||270||
二、住房保障（2项）|||||
3|保租房|筹集保租房600套|7200|区住建局|其中专项债5000
4|棚户区改造|改造棚户区320户|9600|区住建局|续建
小计|||16800||
合计（4项）|||17070||
备注：1.年度投资以最终批复为准；2.续建项目不重复计数。|||||
填表人：何某|联系电话：0000-8810000||||2026年2月10日
"""),
                    ["A2:F2", "A3:F3", "A5:F5", "A9:F9", "A14:F14"],
                )
            ),
            [
                project(
                    1, "零工市场", "区人社局", "2个", investment_plan="180", category="就业社保"
                ),
                project(
                    2,
                    "社保卡一卡通",
                    "区人社局",
                    "4.5万张",
                    investment_plan="90",
                    category="就业社保",
                ),
                project(
                    3, "保租房", "区住建局", "600套", investment_plan="7200", category="住房保障"
                ),
                project(
                    4,
                    "棚户区改造",
                    "区住建局",
                    "320户",
                    investment_plan="9600",
                    category="住房保障",
                ),
            ],
            kind="plan",
            year=2026,
            totals={"investment_plan": "17070"},
        ),
        case(
            "e04_head_repeated_each_page.xlsx",
            "title and head repeated for each printed page, 转下页 and 承前页 between",
            workbook(
                (
                    "Sheet1",
                    grid("""
赤水区2025年民生实事完成情况表
序号|项目名称|目标任务|完成情况|完成投资（万元）|责任单位
1|山区公路|硬化公路22公里|硬化22.8公里|1870|区交通局
2|水库除险|除险加固水库3座|完工3座|960|区水利局
转下页||||2830|
赤水区2025年民生实事完成情况表|||||
序号|项目名称|目标任务|完成情况|完成投资（万元）|责任单位
承前页||||2830|
3|就业帮扶车间|新建帮扶车间8个|建成8个|410|区人社局
4|法律援助|办理援助案件350件|办理388件|35|区司法局
合计||||3275|
"""),
                    ["A1:F1", "A6:F6"],
                )
            ),
            [
                project(1, "山区公路", "区交通局", "22公里", invested="1870", reported=["22.8"]),
                project(2, "水库除险", "区水利局", "3座", invested="960", reported=["3"]),
                project(3, "就业帮扶车间", "区人社局", "8个", invested="410", reported=["8"]),
                project(4, "法律援助", "区司法局", "350件", invested="35", reported=["388"]),
            ],
            kind="progress",
            year=2025,
            totals={"invested": "3275"},
        ),
    ]


def _word() -> list[Case]:
    return [
        case(
            "e05_paragraph_between_tables.docx",
            "a table for each category under a numbered paragraph, introductions with figures between",
            word(_between),
            [
                project(1, "农村道路", "县交通局", "58公里", category="基础设施"),
                project(2, "饮水管网", "县水利局", "76公里", category="基础设施"),
                project(3, "乡镇卫生院", "县卫健局", "5所", category="公共服务"),
                project(4, "社区嵌入式服务", "县发改局", "4个", category="公共服务"),
            ],
            kind="plan",
            year=2026,
            allowed=["text_unused"],
        ),
        case(
            "e06_contacts_behind.docx",
            "a table of contacts and a table of last year's results behind the list",
            word(_contacts),
            [
                project(1, "绿荫通学路", "区教育局", "9条"),
                project(2, "社区蓝医院", "区卫健委", "3家"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "e07_two_tasks_rows.docx",
            "a project merged over rows of tasks, each with units and deadline of its own",
            word(_two_tasks),
            [
                project(
                    1,
                    "养老服务提升",
                    "区民政局 区卫健局",
                    "12个 300张",
                    [(9, ""), (12, "")],
                    tasks=2,
                ),
                project(2, "助学扩容", "区教育局", "2160个", [(8, "")], tasks=1),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "e08_two_goals_by_line.docx",
            "goals numbered inside the cell, results numbered the same way",
            word(_numbered_inside),
            [
                project(1, "文体设施", "县文旅局", "6个 30个", reported=["5", "30"]),
                project(2, "出行环境", "县交通局", "15公里 4座", reported=["15", "3"]),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 10],
        ),
    ]


def _between(document: Document) -> None:
    document.add_paragraph("麻阳河县2026年民生实事项目实施计划")
    document.add_paragraph("2025年全县投入民生资金12.6亿元，10件实事全部办结。2026年拟实施4件。")
    document.add_paragraph("一、基础设施（2件）")
    document.add_paragraph("该类项目共投入3400万元，惠及群众2.1万人。")
    word_table(
        document,
        grid("""
序号|项目|目标任务|责任单位
1|农村道路|提质农村道路58公里|县交通局
2|饮水管网|改造饮水管网76公里|县水利局
"""),
    )
    document.add_paragraph("二、公共服务（2件）")
    document.add_paragraph("该类项目共投入1800万元。")
    word_table(
        document,
        grid("""
序号|项目|目标任务|责任单位
3|乡镇卫生院|改造乡镇卫生院5所|县卫健局
4|社区嵌入式服务|建设嵌入式服务综合体4个|县发改局
"""),
    )
    document.add_paragraph("联系人：田某，电话：0745-5820000")


def _contacts(document: Document) -> None:
    document.add_paragraph("翠湖区2026年民生实事项目")
    word_table(
        document,
        grid("""
序号|项目名称|建设内容|责任单位
1|绿荫通学路|建设绿荫通学路9条|区教育局
2|社区蓝医院|建设社区医院3家|区卫健委
"""),
    )
    document.add_paragraph("附：2025年民生实事完成情况")
    word_table(
        document,
        grid("""
序号|项目名称|目标|完成情况
1|爱心驿站|建设爱心驿站20个|建成22个
2|加装电梯|加装电梯60部|加装66部
"""),
    )
    document.add_paragraph("联系人名单")
    word_table(
        document,
        grid("""
序号|单位|姓名|职务|电话
1|区教育局|张某|科长|0000-6660001
2|区卫健委|李某|主任|0000-6660002
"""),
    )


def _two_tasks(document: Document) -> None:
    document.add_paragraph("天台区2026年民生实事任务清单")
    word_table(
        document,
        grid("""
序号|项目名称|目标任务|完成时限|责任单位
1|养老服务提升|新建社区养老服务站12个|9月底|区民政局
1|养老服务提升|新增护理型床位300张|12月底|区卫健局
2|助学扩容|新增义务教育学位2160个|8月底|区教育局
"""),
        [(1, 0, 2, 0), (1, 1, 2, 1)],
    )


def _numbered_inside(document: Document) -> None:
    document.add_paragraph("花垣江县2025年1—10月民生实事项目进展")
    word_table(
        document,
        grid("""
序号|项目|年度目标|进展情况|责任单位
1|文体设施|1.新建乡镇文化站6个；¶2.更新健身路径30个。|1.建成文化站5个，1个在建；¶2.更新健身路径30个。|县文旅局
2|出行环境|（1）改造县道15公里；（2）加固桥梁4座|（1）县道改造15公里已完工；（2）加固桥梁3座|县交通局
"""),
    )
