"""Workbooks: money in many columns, heads of two rows, hidden and struck parts, several sheets, turned tables."""

from __future__ import annotations

import datetime

from openpyxl.worksheet.worksheet import Worksheet

from tests.documents.labelled.making import Case, case, project, workbook


def sheets() -> list[Case]:
    return [*_money(), *_layouts(), *_cells()]


def _money() -> list[Case]:
    return [
        case(
            "m01_spent_alone.xlsx",
            "投入资金 as the only column of money, in a report of what was done",
            workbook(
                (
                    "Sheet1",
                    [
                        ["砚池县2025年民生实事完成情况统计表"],
                        ["", "", "", "", "单位：万元"],
                        ["序号", "实事项目", "完成情况", "投入资金", "责任单位"],
                        [1, "新建停车泊位800个", "已建成停车泊位816个", 1250, "县城管局"],
                        [2, "改造户厕1200户", "已改造户厕1200户", 360.5, "县农业农村局"],
                        [3, "建成口袋公园6处", "已建成口袋公园6处并开放", 980, "县住建局"],
                        ["合计", "", "", 2590.5, ""],
                    ],
                    ["A1:E1", "A7:C7"],
                )
            ),
            [
                project(1, "新建停车泊位800个", "县城管局", "800个", invested="1250"),
                project(2, "改造户厕1200户", "县农业农村局", "1200户", invested="360.5"),
                project(3, "建成口袋公园6处", "县住建局", "6处", invested="980"),
            ],
            kind="progress",
            year=2025,
        ),
        case(
            "m02_total_of_years_and_year.xlsx",
            "whole and yearly plan beside whole and yearly spending: the year's pair is the year's",
            workbook(
                (
                    "进度",
                    [
                        ["榆关区2026年民生实事1—9月投资进度表"],
                        [
                            "序号",
                            "项目名称",
                            "责任单位",
                            "投资情况（万元）",
                            "",
                            "",
                            "",
                            "工程形象进度",
                        ],
                        [
                            "",
                            "",
                            "",
                            "总投资",
                            "开工以来累计完成投资",
                            "2026年计划投资",
                            "2026年1—9月完成投资",
                            "",
                        ],
                        [1, "第二人民医院迁建", "区卫健委", 42000, 30100, 12000, 9600, "主体封顶"],
                        [
                            2,
                            "城北污水处理厂扩容",
                            "区住建局",
                            8600,
                            3200,
                            5000,
                            3200,
                            "设备安装完成60%",
                        ],
                        ["", "合计", "", 50600, 33300, 17000, 12800, ""],
                    ],
                    ["A1:H1", "A2:A3", "B2:B3", "C2:C3", "D2:G2", "H2:H3"],
                )
            ),
            [
                project(
                    1,
                    "第二人民医院迁建",
                    "区卫健委",
                    investment_plan="12000",
                    invested="9600",
                    progress_has=["主体封顶"],
                ),
                project(
                    2,
                    "城北污水处理厂扩容",
                    "区住建局",
                    investment_plan="5000",
                    invested="3200",
                    progress_has=["设备安装完成60%"],
                ),
            ],
            kind="progress",
            year=2026,
            period=[2026, 1, 9],
            totals={"investment_plan": "17000", "invested": "12800"},
        ),
        case(
            "m03_units_in_cells.xlsx",
            "sums with their own units in the cells under a head of 万元, one with its sources",
            workbook(
                (
                    "计划",
                    [
                        ["砚池县2026年民生实事项目投资计划表"],
                        ["单位：万元"],
                        ["序号", "项目名称", "建设内容", "计划投资", "责任单位"],
                        [1, "县城供水二期", "新建日供水3万吨水厂1座", "1.2亿元", "县水利局"],
                        [2, "农村寄递驿站", "建设村级寄递驿站46个", "920000元", "县商务局"],
                        [3, "老年食堂", "新建老年食堂12个", 480, "县民政局"],
                        [
                            4,
                            "校舍加固",
                            "加固中小学校舍9栋",
                            "1300万元（其中：中央资金800万元，县级配套500万元）",
                            "县教育局",
                        ],
                        [5, "法律援助", "办理法律援助案件600件", "—", "县司法局"],
                    ],
                    ["A1:E1", "A2:E2"],
                )
            ),
            [
                project(1, "县城供水二期", "县水利局", "1座 3万吨", investment_plan="12000"),
                project(2, "农村寄递驿站", "县商务局", "46个", investment_plan="92"),
                project(3, "老年食堂", "县民政局", "12个", investment_plan="480"),
                project(4, "校舍加固", "县教育局", "9栋", investment_plan="1300"),
                project(5, "法律援助", "县司法局", "600件", investment_plan=None),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "m04_yuan.xlsx",
            "all in 元, total on top, sources beside the sum",
            workbook(
                (
                    "Sheet1",
                    [
                        ["松坪镇2026年为民办实事项目资金安排表（单位：元）"],
                        ["序号", "项目", "主要内容", "资金安排", "", "", "实施单位"],
                        ["", "", "", "上级资金", "本级财政", "合计", ""],
                        ["合计", "", "", 1500000, 860000, 2360000, ""],
                        [
                            1,
                            "山坪塘整治",
                            "整治山坪塘14口",
                            1000000,
                            260000,
                            1260000,
                            "镇农业服务中心",
                        ],
                        [2, "便民桥", "新建便民桥3座", 500000, 600000, 1100000, "镇规建办"],
                    ],
                    ["A1:G1", "A2:A3", "B2:B3", "C2:C3", "D2:F2", "G2:G3", "A4:C4"],
                )
            ),
            [
                project(1, "山坪塘整治", "镇农业服务中心", "14口", investment_plan="126"),
                project(2, "便民桥", "镇规建办", "3座", investment_plan="110"),
            ],
            kind="plan",
            year=2026,
            totals={"investment_plan": "236"},
        ),
        case(
            "m05_planned_arrived_paid.xlsx",
            "money planned, arrived and paid out; what was done is not told in money",
            workbook(
                (
                    "Sheet1",
                    [
                        ["青峦县2025年民生实事资金到位及支付情况（截至10月31日）"],
                        [
                            "序号",
                            "项目名称",
                            "年度计划资金（万元）",
                            "到位资金（万元）",
                            "支付资金（万元）",
                            "支付率",
                            "责任单位",
                        ],
                        [1, "高龄津贴", 860, 860, 700, 0.814, "县民政局"],
                        [2, "农村公路安防", 1200, 900, 450.5, 0.375, "县交通运输局"],
                    ],
                    ["A1:G1"],
                )
            ),
            [
                project(1, "高龄津贴", "县民政局", investment_plan="860", fair_money=["700"]),
                project(
                    2, "农村公路安防", "县交通运输局", investment_plan="1200", fair_money=["450.5"]
                ),
            ],
            year=2025,
            allow_all=True,
        ),
    ]


def _hide(sheet: Worksheet) -> None:
    sheet.row_dimensions[6].hidden = True
    sheet.column_dimensions["F"].hidden = True


def _layouts() -> list[Case]:
    return [
        case(
            "l01_left_categories_quarters.xlsx",
            "merged categories down the left, two-row head, quarters told cumulatively",
            workbook(
                (
                    "任务分解",
                    [
                        ["附件"],
                        ["沅陵新区2026年度民生实事"],
                        ["项目任务分解表"],
                        [
                            "类别",
                            "序号",
                            "项目名称",
                            "年度目标",
                            "节点目标",
                            "",
                            "",
                            "",
                            "责任分工",
                            "",
                        ],
                        [
                            "",
                            "",
                            "",
                            "",
                            "一季度",
                            "上半年",
                            "三季度",
                            "全年",
                            "牵头单位",
                            "配合单位",
                        ],
                        [
                            "教育惠民",
                            1,
                            "学位扩容",
                            "新增公办学位2400个",
                            "完成前期手续",
                            "主体施工",
                            "主体完工",
                            "新增学位2400个",
                            "区教体局",
                            "区财政局、区自规局",
                        ],
                        [
                            "",
                            2,
                            "营养改善",
                            "覆盖学生1.6万人",
                            "持续推进",
                            "持续推进",
                            "持续推进",
                            "覆盖学生1.6万人",
                            "区教体局",
                            "各镇（街道）",
                        ],
                        [
                            "交通出行",
                            3,
                            "公交提质",
                            "新增新能源公交车30辆，新开线路4条",
                            "完成招标",
                            "新增12辆、新开1条",
                            "新增20辆、新开3条",
                            "新增30辆、新开4条",
                            "区交通局",
                            "",
                        ],
                    ],
                    [
                        "A1:J1",
                        "A2:J2",
                        "A3:J3",
                        "A4:A5",
                        "B4:B5",
                        "C4:C5",
                        "D4:D5",
                        "E4:H4",
                        "I4:J4",
                        "A6:A7",
                    ],
                )
            ),
            [
                project(
                    1,
                    "学位扩容",
                    "区教体局! 区财政局~ 区自规局~",
                    "2400个",
                    [(3, "前期"), (6, "主体施工"), (9, "主体完工"), (12, "2400个")],
                    category="教育惠民",
                ),
                project(
                    2,
                    "营养改善",
                    "区教体局! 各镇（街道）~",
                    "1.6万人",
                    [(3, "持续"), (6, "持续"), (9, "持续"), (12, "1.6万人")],
                    category="教育惠民",
                ),
                project(
                    3,
                    "公交提质",
                    "区交通局!",
                    "30辆 4条",
                    [(3, "招标"), (6, "12辆"), (9, "20辆"), (12, "30辆")],
                    category="交通出行",
                ),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "l02_turned.xlsx",
            "projects side by side, what belongs to them down the left",
            workbook(
                (
                    "一览",
                    [
                        ["云水县2026年民生实事一览"],
                        ["项目名称", "农村电网改造", "乡镇卫生院提升", "全民健身路径"],
                        ["序号", 1, 2, 3],
                        ["年度目标", "改造台区86个", "提升卫生院7所", "安装健身路径40套"],
                        ["责任单位", "县供电公司", "县卫健局", "县文旅体局"],
                        ["计划投资（万元）", 2300, 1450, 260],
                        ["完成时限", "12月底", "10月底", "9月底"],
                    ],
                    ["A1:D1"],
                )
            ),
            [
                project(
                    1,
                    "农村电网改造",
                    "县供电公司",
                    "86个",
                    investment_plan="2300",
                    fair_any=["milestones"],
                ),
                project(
                    2,
                    "乡镇卫生院提升",
                    "县卫健局",
                    "7所",
                    investment_plan="1450",
                    fair_any=["milestones"],
                ),
                project(
                    3,
                    "全民健身路径",
                    "县文旅体局",
                    "40套",
                    investment_plan="260",
                    fair_any=["milestones"],
                ),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "l03_category_rows_subtotals.xlsx",
            "categories as rows with counts, a sum behind each, remarks below",
            workbook(
                (
                    "Sheet1",
                    [
                        ["2026年石鼓县民生实事项目表"],
                        [
                            "序号",
                            "项目名称",
                            "建设规模及内容",
                            "年度投资（万元）",
                            "责任单位及责任人",
                        ],
                        ["一", "安居类（2项）", "", "", ""],
                        [1, "棚户区改造", "改造棚户区560套", 9800, "县住建局  何立军"],
                        [2, "农房抗震改造", "改造农房三百二十户", 640, "县住建局  何立军"],
                        ["", "小计", "", 10440, ""],
                        ["二", "医养类（1项）", "", "", ""],
                        [3, "村卫生室标准化", "改造村卫生室约60个", 300, "县卫健局  马春兰"],
                        ["", "小计", "", 300, ""],
                        ["", "合计", "", 10740, ""],
                        ["注：1. 年度投资以县财政局下达为准。"],
                        ["2. 项目内容可按程序调整。"],
                    ],
                    ["A1:E1", "A11:E11", "A12:E12"],
                )
            ),
            [
                project(
                    1, "棚户区改造", "县住建局", "560套", category="安居类", investment_plan="9800"
                ),
                project(
                    2, "农房抗震改造", "县住建局", "320户", category="安居类", investment_plan="640"
                ),
                project(
                    3,
                    "村卫生室标准化",
                    "县卫健局",
                    "60个",
                    category="医养类",
                    investment_plan="300",
                ),
            ],
            kind="plan",
            year=2026,
            totals={"investment_plan": "10740"},
        ),
        case(
            "l04_sum_sheet_and_details.xlsx",
            "a first sheet with all projects, then a sheet a unit with the same rows",
            workbook(
                (
                    "汇总",
                    [
                        ["鹿洲县2026年民生实事任务汇总"],
                        ["序号", "项目", "年度任务", "牵头单位"],
                        [1, "社区卫生服务站", "新建服务站5个", "县卫健局"],
                        [2, "免费婚检", "婚检3000对", "县卫健局"],
                        [3, "标准公厕", "新建公厕18座", "县城管局"],
                    ],
                    ["A1:D1"],
                ),
                (
                    "县卫健局",
                    [
                        ["序号", "项目", "年度任务", "6月底目标", "12月底目标"],
                        [1, "社区卫生服务站", "新建服务站5个", "完成2个", "完成5个"],
                        [2, "免费婚检", "婚检3000对", "1500对", "3000对"],
                    ],
                    [],
                ),
                (
                    "县城管局",
                    [
                        ["序号", "项目", "年度任务", "6月底目标", "12月底目标"],
                        [3, "标准公厕", "新建公厕18座", "开工10座", "建成18座"],
                    ],
                    [],
                ),
            ),
            [
                project(1, "社区卫生服务站", "县卫健局", "5个", [(6, "2个"), (12, "5个")]),
                project(2, "免费婚检", "县卫健局", "3000对", [(6, "1500对"), (12, "3000对")]),
                project(3, "标准公厕", "县城管局", "18座", [(6, "开工10座"), (12, "18座")]),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "l05_indicator_rows.xlsx",
            "several rows of indicators to a merged project, plan, done and rate in bare numbers",
            workbook(
                (
                    "Sheet1",
                    [
                        ["海棠区2025年民生实事上半年进度表"],
                        [
                            "序号",
                            "项目名称",
                            "指标内容",
                            "计量单位",
                            "年度目标",
                            "截至6月底累计完成",
                            "完成率",
                            "责任单位",
                        ],
                        [1, "就业帮扶", "新增城镇就业", "人", 5000, 2860, 0.572, "区人社局"],
                        ["", "", "开展技能培训", "人次", 1200, 1300, 1.083, ""],
                        [2, "健康服务", "妇女两癌筛查", "人", 8000, 3600, 0.45, "区卫健委"],
                        ["", "", "老年人体检", "人", "20000", "12000", "60%", ""],
                    ],
                    ["A1:H1", "A3:A4", "B3:B4", "H3:H4", "A5:A6", "B5:B6", "H5:H6"],
                )
            ),
            [
                project(
                    1, "就业帮扶", "区人社局", "5000人 1200人次", progress_has=["2860", "1300"]
                ),
                project(
                    2, "健康服务", "区卫健委", "8000人 20000人", progress_has=["3600", "12000"]
                ),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 6],
        ),
        case(
            "l06_name_in_number.xlsx",
            "the number stands in the name, sub-items 3.1 and 3.2 in rows of their own",
            workbook(
                (
                    "Sheet1",
                    [
                        ["九峰县2026年民生实事"],
                        ["工作任务", "年度目标", "完成时限", "责任单位"],
                        ["1.食品安全", "抽检食品5000批次", "2026年12月底前", "县市场监管局"],
                        ["2.残疾人服务", "为残疾人家庭无障碍改造120户", "2026年10月底前", "县残联"],
                        ["3.美丽乡村", "", "", "县农业农村局"],
                        ["3.1农村改厕", "新改建卫生厕所900座", "2026年11月底前", "县农业农村局"],
                        ["3.2污水治理", "完成污水治理村庄25个", "2026年12月底前", "县生态环境分局"],
                    ],
                    ["A1:D1"],
                )
            ),
            [
                project(1, "食品安全", "县市场监管局", "5000批次", fair_any=["milestones"]),
                project(2, "残疾人服务", "县残联", "120户", fair_any=["milestones"]),
                project(
                    3,
                    "美丽乡村",
                    "县农业农村局 县生态环境分局",
                    "900座 25个",
                    fair_any=["milestones"],
                    tasks=2,
                ),
            ],
            kind="plan",
            year=2026,
        ),
    ]


def _cells() -> list[Case]:
    return [
        case(
            "k01_hidden_struck_dates.xlsx",
            "a hidden row and column, dates as numbers, numbers kept as text in full width",
            workbook(
                (
                    "Sheet1",
                    [
                        ["临溪县2026年民生实事计划"],
                        ["", "", "", "", "", "", ""],
                        [
                            "序号",
                            "项目名称",
                            "年度目标",
                            "投资（万元）",
                            "完成时限",
                            "内部联系人",
                            "责任单位",
                        ],
                        [
                            1,
                            "敬老院改造",
                            "改造敬老院４所",
                            "１，２００",
                            datetime.datetime(2026, 10, 31),
                            "老王",
                            "县民政局",
                        ],
                        [
                            2,
                            "村级广播",
                            "安装广播300只",
                            "85.5",
                            datetime.datetime(2026, 6, 30),
                            "老李",
                            "县融媒体中心",
                        ],
                        [
                            3,
                            "已取消的项目",
                            "新建广场2个",
                            "900",
                            datetime.datetime(2026, 9, 30),
                            "老赵",
                            "县城管局",
                        ],
                        [
                            4,
                            "节水灌溉",
                            "新增节水灌溉面积１．５万亩",
                            "2,340",
                            "2026年底",
                            "老钱",
                            "县水利局",
                        ],
                    ],
                    ["A1:G1"],
                ),
                after=_hide,
            ),
            [
                project(
                    1,
                    "敬老院改造",
                    "县民政局",
                    "4所",
                    investment_plan="1200",
                    fair_any=["milestones"],
                ),
                project(
                    2,
                    "村级广播",
                    "县融媒体中心",
                    "300只",
                    investment_plan="85.5",
                    fair_any=["milestones"],
                ),
                project(
                    3,
                    "已取消的项目",
                    "县城管局",
                    "2个",
                    investment_plan="900",
                    fair_any=["milestones"],
                ),
                project(
                    4,
                    "节水灌溉",
                    "县水利局",
                    "1.5万亩",
                    investment_plan="2340",
                    fair_any=["milestones"],
                ),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "k02_counts_and_rates.xlsx",
            "dashes, about, at least, ranges, a percent of the works, a rate as a goal, 持续推进",
            workbook(
                (
                    "Sheet1",
                    [
                        ["翠屏山区2025年民生实事推进情况（截至11月底）"],
                        ["序号", "事项", "年度目标", "进展情况", "形象进度", "备注"],
                        [1, "菜市场改造", "改造菜市场10—12个", "完成改造9个", "80%", "—"],
                        [
                            2,
                            "家庭医生",
                            "重点人群签约率不低于85%",
                            "签约率达到82.3%",
                            "/",
                            "持续推进",
                        ],
                        [3, "绿道建设", "建设绿道二十五公里以上", "建成绿道22.6公里", "90%", ""],
                        [4, "困难救助", "救助困难群众1万余人次", "持续推进", "-", ""],
                        [
                            5,
                            "雨污分流",
                            "新建雨污管网约18.5千米",
                            "已完成主管网铺设",
                            "100%",
                            "提前完成",
                        ],
                    ],
                    ["A1:F1"],
                )
            ),
            [
                project(1, "菜市场改造", "", "10个", progress_has=["完成改造9个"]),
                project(2, "家庭医生", "", "85%", progress_has=["82.3"]),
                project(3, "绿道建设", "", "25公里", progress_has=["22.6公里"]),
                project(4, "困难救助", "", "1万人次", progress_has=["持续推进"]),
                project(5, "雨污分流", "", "18.5千米", progress_has=["主管网"]),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 11],
        ),
    ]
