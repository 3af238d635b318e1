"""Heads and cells of every office's own: roles inside cells, three-row heads, goals before and after a change, votes."""

from __future__ import annotations

from docx.document import Document

from tests.documents.labelled.making import (
    Case,
    case,
    page,
    project,
    text,
    word,
    word_table,
    workbook,
)


def odd_heads() -> list[Case]:
    return [*_heads(), *_cells()]


def _heads() -> list[Case]:
    return [
        case(
            "t01_three_rows_of_heads.xlsx",
            "a head of three rows: money planned and done with parts, leaders beside units",
            workbook(
                (
                    "Sheet1",
                    [
                        ["曲水区2026年民生实事项目推进情况一览表（截至6月30日）"],
                        [
                            "序号",
                            "项目名称",
                            "年度任务",
                            "投资情况（万元）",
                            "",
                            "",
                            "",
                            "",
                            "工作进展",
                            "责任落实",
                            "",
                        ],
                        [
                            "",
                            "",
                            "",
                            "年度计划",
                            "累计完成",
                            "",
                            "",
                            "完成率",
                            "",
                            "责任领导",
                            "责任单位",
                        ],
                        ["", "", "", "", "小计", "财政资金", "社会资本", "", "", "", ""],
                        [
                            1,
                            "智慧书屋",
                            "新建智慧书屋9处",
                            540,
                            300,
                            200,
                            100,
                            "55.6%",
                            "建成4处",
                            "孙副区长",
                            "区文旅局",
                        ],
                        [
                            2,
                            "供热改造",
                            "改造供热管网28公里",
                            4200,
                            2100,
                            1500,
                            600,
                            "50%",
                            "改造13公里",
                            "李副区长",
                            "区住建局",
                        ],
                        ["合计", "", "", 4740, 2400, 1700, 700, "50.6%", "", "", ""],
                    ],
                    [
                        "A1:K1",
                        "A2:A4",
                        "B2:B4",
                        "C2:C4",
                        "D2:H2",
                        "D3:D4",
                        "E3:G3",
                        "H3:H4",
                        "I2:I4",
                        "J2:K2",
                        "J3:J4",
                        "K3:K4",
                        "A7:C7",
                    ],
                )
            ),
            [
                project(
                    1,
                    "智慧书屋",
                    "区文旅局",
                    "9处",
                    investment_plan="540",
                    invested="300",
                    ratio="55.6",
                    progress_has=["4处"],
                ),
                project(
                    2,
                    "供热改造",
                    "区住建局",
                    "28公里",
                    investment_plan="4200",
                    invested="2100",
                    ratio="50",
                    progress_has=["13公里"],
                ),
            ],
            kind="progress",
            year=2026,
            period=[2026, 1, 6],
            totals={"investment_plan": "4740", "invested": "2400"},
        ),
        case(
            "t02_before_and_after.xlsx",
            "goals and money before and after a change, and why: what holds is after",
            workbook(
                (
                    "Sheet1",
                    [
                        ["西陵区2026年民生实事项目调整情况表"],
                        [
                            "序号",
                            "项目名称",
                            "调整前目标",
                            "调整后目标",
                            "调整前投资（万元）",
                            "调整后投资（万元）",
                            "调整原因",
                            "责任单位",
                        ],
                        [
                            1,
                            "人才公寓",
                            "筹集人才公寓500套",
                            "筹集人才公寓420套",
                            6000,
                            5200,
                            "用地未落实",
                            "区住建局",
                        ],
                        [
                            2,
                            "中小学食堂",
                            "新建食堂12个",
                            "新建食堂15个",
                            1200,
                            1500,
                            "需求增加",
                            "区教育局",
                        ],
                    ],
                    ["A1:H1"],
                )
            ),
            [
                project(1, "人才公寓", "区住建局", "420套", investment_plan="5200"),
                project(2, "中小学食堂", "区教育局", "15个", investment_plan="1500"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "t03_votes.xlsx",
            "how many voted for each thing stands beside it: no goal, no money",
            workbook(
                (
                    "Sheet1",
                    [
                        ["麻阳县2026年民生实事项目票决结果"],
                        [
                            "排序",
                            "项目名称",
                            "项目内容",
                            "概算投资（万元）",
                            "得票数",
                            "赞成率",
                            "承办单位",
                        ],
                        [1, "县城第二水源", "新建取水泵站1座", 2600, 182, "97.3%", "县水利局"],
                        [2, "社区嵌入式养老", "新建养老服务点11个", 880, 176, "94.1%", "县民政局"],
                    ],
                    ["A1:G1"],
                )
            ),
            [
                project(1, "县城第二水源", "县水利局", "1座", investment_plan="2600"),
                project(2, "社区嵌入式养老", "县民政局", "11个", investment_plan="880"),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "t04_planned_and_real_percent.xlsx",
            "percent planned beside percent reached, no words of progress",
            workbook(
                (
                    "Sheet1",
                    [
                        ["青弋镇2026年民生实事9月进度对照表"],
                        [
                            "序号",
                            "项目",
                            "年度目标",
                            "计划进度",
                            "实际进度",
                            "偏差",
                            "责任人",
                            "责任科室",
                        ],
                        [1, "村道拓宽", "拓宽村道14公里", "75%", "80%", "5%", "吴某", "规建办"],
                        [
                            2,
                            "公墓建设",
                            "新建公益性公墓2处",
                            "75%",
                            "60%",
                            "-15%",
                            "郑某",
                            "社事办",
                        ],
                    ],
                    ["A1:H1"],
                )
            ),
            [
                project(
                    1, "村道拓宽", "规建办", "14公里", progress_has=["80%"], progress_lacks=["75%"]
                ),
                project(
                    2, "公墓建设", "社事办", "2处", progress_has=["60%"], progress_lacks=["75%"]
                ),
            ],
            kind="progress",
            year=2026,
            allow_all=True,
        ),
        case(
            "t05_goals_and_money_sheets.xlsx",
            "goals on one sheet, money on another, the same names",
            workbook(
                (
                    "目标任务",
                    [
                        ["文昌县2026年民生实事目标任务"],
                        ["序号", "项目名称", "目标任务", "责任单位"],
                        [1, "电商驿站", "新建电商驿站32个", "县商务局"],
                        [2, "健康小屋", "新建健康小屋18个", "县卫健委"],
                    ],
                    ["A1:D1"],
                ),
                (
                    "资金安排",
                    [
                        ["文昌县2026年民生实事资金安排"],
                        ["单位：万元"],
                        ["序号", "项目名称", "年度计划投资", "其中：县级财政"],
                        [1, "电商驿站", 256, 100],
                        [2, "健康小屋", 180, 180],
                        ["", "合计", 436, 280],
                    ],
                    ["A1:D1", "A2:D2"],
                ),
            ),
            [
                project(1, "电商驿站", "县商务局", "32个", investment_plan="256"),
                project(2, "健康小屋", "县卫健委", "18个", investment_plan="180"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
    ]


def _cells() -> list[Case]:
    return [
        case(
            "t06_roles_in_cells.docx",
            "who leads and who helps inside the cell, in four ways",
            word(_roles),
            [
                project(1, "创业孵化", "区人社局! 区财政局~", "3家"),
                project(2, "慢病管理", "区卫健委! 区医保局~ 各街镇~", "5万人"),
                project(3, "河岸绿化", "区水务局! 区园林局~", "7.5公里"),
                project(4, "消防进社区", "区消防救援大队!", "60个"),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "t07_signs_for_bounds.txt",
            "bounds as signs, rates and days among the goals",
            text("""
2026年望海区民生实事
1.食品安全。食品抽检合格率≥98%，抽检3600批次以上。责任单位：区市场监管局
2.政务服务。全程网办率达95%，新增“一网通办”事项30项。责任单位：区数据局
3.空气质量。PM10年均浓度≤55微克/立方米。责任单位：区生态环境局
"""),
            [
                project(1, "食品安全", "区市场监管局", "98% 3600批次"),
                project(2, "政务服务", "区数据局", "95% 30项"),
                project(3, "空气质量", "区生态环境局", "55微克/立方米"),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "t08_ordered_list.html",
            "an ordered list of a page: the numbers are the browser's",
            page(
                "<h1>双阳县2026年民生实事项目</h1><ol>"
                "<li>新建乡镇公交首末站8个。（责任单位：县交通局）</li>"
                "<li>免费发放计生药具2.6万盒。（责任单位：县卫健局）</li>"
                "<li>安装农村应急广播410套。（责任单位：县融媒体中心）</li></ol>"
            ),
            [
                project(1, "新建乡镇公交首末站8个", "县交通局", "8个", name_any=True),
                project(2, "免费发放计生药具2.6万盒", "县卫健局", "2.6万盒", name_any=True),
                project(3, "安装农村应急广播410套", "县融媒体中心", "410套", name_any=True),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "t09_wide_blanks.docx",
            "names spread with blanks, full-width blanks between units, numbers as 1.0",
            word(_wide),
            [
                project(1, "乡村义诊", "县卫健局 县红十字会", "120场次", progress_has=["96场次"]),
                project(2, "灌溉机井", "县水利局", "75眼", progress_has=["75眼"]),
            ],
            kind="progress",
            year=2025,
        ),
        case(
            "t10_two_reports_in_a_cell.txt",
            "an older state and a newer one in the same paragraph",
            text("""
龙泉县2026年民生实事进展情况（截至9月30日）
1.充电设施建设。年度目标：新建充电桩500个。进展情况：6月底建成210个，9月底累计建成415个。责任单位：县发改局
2.卫生厕所改造。年度目标：改造厕所1800户。进展情况：上半年完成900户，三季度完成650户，累计完成1550户。责任单位：县农业农村局
"""),
            [
                project(
                    1, "充电设施建设", "县发改局", "500个", progress_has=["415个"], reported=["415"]
                ),
                project(
                    2,
                    "卫生厕所改造",
                    "县农业农村局",
                    "1800户",
                    progress_has=["1550户"],
                    reported=["1550"],
                ),
            ],
            kind="progress",
            year=2026,
            period=[2026, 1, 9],
        ),
    ]


def _roles(document: Document) -> None:
    document.add_paragraph("2026年昌平新区民生实事责任表")
    word_table(
        document,
        [
            ["序号", "实事名称", "主要任务", "责任单位"],
            ["1", "创业孵化", "新建创业孵化基地3家", "区人社局（牵头）、区财政局"],
            ["2", "慢病管理", "规范管理慢病患者5万人", "牵头：区卫健委；配合：区医保局、各街镇"],
            ["3", "河岸绿化", "绿化河岸7.5公里", "牵头单位：区水务局\n配合单位：区园林局"],
            ["4", "消防进社区", "新建社区微型消防站60个", "区消防救援大队牵头负责"],
        ],
    )


def _wide(document: Document) -> None:
    document.add_paragraph("南江县二〇二五年民生实事完成情况")
    word_table(
        document,
        [
            ["序 号", "项 目 名 称", "年 度 目 标", "完 成 情 况", "责 任 单 位"],
            ["1.0", "乡 村 义 诊", "开展义诊 120 场次", "开展义诊 96 场次", "县卫健局　县红十字会"],
            ["2.0", "灌 溉 机 井", "新打机井 75 眼", "新打机井 75 眼", "县 水 利 局"],
        ],
    )
