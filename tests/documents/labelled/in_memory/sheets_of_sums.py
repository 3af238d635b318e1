"""Workbooks: parts of a whole on top, months beside sums, vague sums, counts in two measures, formulas alone."""

from __future__ import annotations

from tests.documents.labelled.making import Case, case, page, project, table, workbook


def sheets_of_sums() -> list[Case]:
    return [*_sums(), *_counts()]


def _sums() -> list[Case]:
    return [
        case(
            "p01_parts_and_subtotals_on_top.xlsx",
            "grand total, then the sum of each category in its heading row, 其中 rows under one project",
            workbook(
                (
                    "Sheet1",
                    [
                        ["南屏区2026年民生实事投资计划"],
                        ["序号", "项目", "建设内容", "年度投资\n（万元）", "责任单位"],
                        ["总计（3项）", "", "", 5160, ""],
                        ["一、教育（2项）", "", "", 3360, ""],
                        [1, "新建小学", "新建小学2所", 3000, "区教育局"],
                        ["", "其中：东区小学", "", 1800, ""],
                        ["", "西区小学", "", 1200, ""],
                        [2, "校园饮水", "安装直饮水设备240台", 360, "区教育局"],
                        ["二、交通（1项）", "", "", 1800, ""],
                        [3, "断头路打通", "打通断头路4条", 1800, "区住建局"],
                    ],
                    ["A1:E1"],
                )
            ),
            [
                project(1, "新建小学", "区教育局", "2所", category="教育", investment_plan="3000"),
                project(2, "校园饮水", "区教育局", "240台", category="教育", investment_plan="360"),
                project(
                    3, "断头路打通", "区住建局", "4条", category="交通", investment_plan="1800"
                ),
            ],
            kind="plan",
            year=2026,
            totals={"investment_plan": "5160"},
            allow_all=True,
        ),
        case(
            "p02_month_and_sum.xlsx",
            "this month's money beside the sum, the rate of the sum, works as words",
            workbook(
                (
                    "10月",
                    [
                        ["黎川县2026年民生实事项目10月进度统计"],
                        [
                            "序号",
                            "项目名称",
                            "年计划投资",
                            "10月份完成投资",
                            "1-10月累计完成投资",
                            "投资完成率",
                            "工程进度",
                            "责任单位",
                        ],
                        [1, "县中医院扩建", 5000, 450, 4100, 0.82, "外墙施工", "县卫健委"],
                        [2, "农村客运站", 300, 0, 300, 1, "已投用", "县交通局"],
                        ["", "合计", 5300, 450, 4400, 0.83, "", ""],
                        ["单位：万元"],
                    ],
                    ["A1:H1"],
                )
            ),
            [
                project(
                    1,
                    "县中医院扩建",
                    "县卫健委",
                    "",
                    investment_plan="5000",
                    invested="4100",
                    progress_has=["外墙"],
                ),
                project(
                    2,
                    "农村客运站",
                    "县交通局",
                    "",
                    investment_plan="300",
                    invested="300",
                    progress_has=["已投用"],
                ),
            ],
            kind="progress",
            year=2026,
            period=[2026, 1, 10],
            totals={"investment_plan": "5300", "invested": "4400"},
            allow_all=True,
        ),
        case(
            "p03_vague_sums.xlsx",
            "sums that are about, open, in parts, of several years or with words around",
            workbook(
                (
                    "Sheet1",
                    [
                        ["紫云县2026年民生实事项目资金表（单位：万元）"],
                        ["序号", "项目名称", "年度目标", "计划投资", "责任单位"],
                        [1, "乡镇客栈", "提升民宿30家", "约500", "县文旅局"],
                        [2, "防汛物资", "储备编织袋6万条", "待定", "县应急局"],
                        [3, "农机补贴", "补贴农机具800台", "中央200、县级100", "县农业农村局"],
                        [4, "职业培训", "培训2600人次", "390（含上年结转60）", "县人社局"],
                        [
                            5,
                            "桥梁维修",
                            "维修桥梁7座",
                            "总投资1200万元，2026年投资700万元",
                            "县交通局",
                        ],
                    ],
                    ["A1:E1"],
                )
            ),
            [
                project(1, "乡镇客栈", "县文旅局", "30家", investment_plan="500"),
                project(2, "防汛物资", "县应急局", "6万条", investment_plan=None),
                project(3, "农机补贴", "县农业农村局", "800台", investment_plan=None),
                project(4, "职业培训", "县人社局", "2600人次", investment_plan="390"),
                project(5, "桥梁维修", "县交通局", "7座", investment_plan="700"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "p04_formulas_without_results.xlsx",
            "sums that are formulas whose results the file does not hold",
            workbook(
                (
                    "Sheet1",
                    [
                        ["雨花县2026年民生实事项目计划表"],
                        [
                            "序号",
                            "项目名称",
                            "目标任务",
                            "中央资金",
                            "县级资金",
                            "合计（万元）",
                            "责任单位",
                        ],
                        [1, "危桥改造", "改造危桥5座", 300, 200, "=D3+E3", "县交通局"],
                        [2, "抗旱水窖", "新建水窖90口", 45, 45, "=D4+E4", "县水利局"],
                    ],
                    ["A1:G1"],
                )
            ),
            [
                project(1, "危桥改造", "县交通局", "5座", investment_plan=None),
                project(2, "抗旱水窖", "县水利局", "90口", investment_plan=None),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
    ]


def _counts() -> list[Case]:
    return [
        case(
            "p05_two_measures_in_heads.xlsx",
            "goals in two columns with their measures in the head, results in two more",
            workbook(
                (
                    "Sheet1",
                    [
                        ["柳林县2026年民生实事前三季度完成情况表"],
                        ["序号", "项目名称", "年度任务", "", "完成情况", "", "责任单位"],
                        ["", "", "新建（处）", "改造（处）", "新建（处）", "改造（处）", ""],
                        [1, "文化广场", 6, 14, 4, 12, "县文旅局"],
                        [2, "便民市场", 2, 3, 2, 3, "县商务局"],
                    ],
                    ["A1:G1", "A2:A3", "B2:B3", "C2:D2", "E2:F2", "G2:G3"],
                )
            ),
            [
                project(1, "文化广场", "县文旅局", "6处 14处", progress_has=["4", "12"]),
                project(2, "便民市场", "县商务局", "2处 3处", progress_has=["2", "3"]),
            ],
            kind="progress",
            year=2026,
            period=[2026, 1, 9],
        ),
        case(
            "p06_ways_to_write_numbers.xlsx",
            "separators, blanks, full width, hundreds and thousands in Chinese, one and a half ten thousand",
            workbook(
                (
                    "Sheet1",
                    [
                        ["长亭区2026年民生实事目标任务表"],
                        ["序号", "项目名称", "年度目标任务", "责任单位"],
                        [1, "天然气入户", "新增天然气用户1,200户", "区城管委"],
                        [2, "更换水表", "更换智能水表２.５万只", "区水务集团"],
                        [3, "植树造林", "造林绿化三千五百亩", "区林业局"],
                        [4, "惠民演出", "举办惠民演出一百零八场", "区文旅委"],
                        [5, "免费检测", "为不少于1.5万名职工提供免费检测", "区总工会"],
                        [6, "道路划线", "复划标线3.2万延米、增设护栏1600米", "区公安分局"],
                    ],
                    ["A1:D1"],
                )
            ),
            [
                project(1, "天然气入户", "区城管委", "1200户"),
                project(2, "更换水表", "区水务集团", "2.5万只"),
                project(3, "植树造林", "区林业局", "3500亩"),
                project(4, "惠民演出", "区文旅委", "108场"),
                project(5, "免费检测", "区总工会", "1.5万名"),
                project(6, "道路划线", "区公安分局", "3.2万延米 1600米"),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "p07_shared_units_two_levels.html",
            "one unit over three projects, numbers that start again with the level",
            page(
                "<h1>汉北区2026年民生实事项目公示</h1>"
                + table(
                    [
                        ["层级", "序号", "项目名称", "主要内容", "责任单位", "完成时限"],
                        [
                            "<td rowspan='2'>市级</td>",
                            "1",
                            "地铁接驳",
                            "开通接驳线路5条",
                            "<td rowspan='3'>区交通局</td>",
                            "6月底",
                        ],
                        ["2", "慢行系统", "建设慢行道12公里", "12月底"],
                        ["<td rowspan='2'>区级</td>", "1", "校门疏堵", "整治校门口12处", "9月底"],
                        ["2", "夜间照明", "补建路灯450盏", "区城管局", "10月底"],
                    ]
                ),
                "公示",
            ),
            [
                project(1, "地铁接驳", "区交通局", "5条", category="市级", fair_any=["milestones"]),
                project(
                    2, "慢行系统", "区交通局", "12公里", category="市级", fair_any=["milestones"]
                ),
                project(
                    3, "校门疏堵", "区交通局", "12处", category="区级", fair_any=["milestones"]
                ),
                project(
                    4, "夜间照明", "区城管局", "450盏", category="区级", fair_any=["milestones"]
                ),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "p08_percent_alone.csv",
            "nothing but a percent and yes or no tell how far things are",
            "\n".join(
                [
                    "序号,事项,年度目标,完成百分比,是否完成,责任部门",
                    "1,路面修复,修复路面9800平方米,100%,是,市政所",
                    "2,树木修剪,修剪行道树2400株,85%,否,园林所",
                ]
            ).encode("gb18030"),
            [
                project(1, "路面修复", "市政所", "9800平方米"),
                project(2, "树木修剪", "园林所", "2400株"),
            ],
            kind="progress",
        ),
    ]
