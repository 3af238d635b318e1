"""Workbooks of progress: two dates, months, quarters, by lead unit, money that arrived and money spent."""

from __future__ import annotations

from tests.documents.labelled.making import Case, case, project, workbook


def progress_sheets() -> list[Case]:
    return [
        case(
            "s01_two_cutoffs.xlsx",
            "what stood in June beside what stands in September: the newer one is the report",
            workbook(
                (
                    "进展",
                    [
                        ["青溪区2025年为民办实事项目进展情况表"],
                        [
                            "序号",
                            "项目名称",
                            "目标任务",
                            "主办",
                            "协办",
                            "至6月20日进展情况",
                            "至9月20日最新进展",
                        ],
                        [
                            1,
                            "社区养老服务站",
                            "新建社区养老服务站6个",
                            "区民政局",
                            "区财政局",
                            "完成选址4个",
                            "已建成5个，另1个装修中",
                        ],
                        [
                            2,
                            "农村公路提质",
                            "改造农村公路32公里",
                            "区交通运输局",
                            "各镇街",
                            "完成招标",
                            "已完成路面28公里",
                        ],
                        [
                            3,
                            "校园食堂改造",
                            "改造校园食堂9个",
                            "区教育局",
                            "区市场监管局",
                            "完成设计",
                            "9个全部投入使用",
                        ],
                    ],
                    ["A1:G1"],
                )
            ),
            [
                project(
                    1,
                    "社区养老服务站",
                    "区民政局! 区财政局~",
                    "6个",
                    progress_has=["已建成5个"],
                    progress_lacks=["选址"],
                ),
                project(
                    2,
                    "农村公路提质",
                    "区交通运输局! 各镇街~",
                    "32公里",
                    progress_has=["路面28公里"],
                    progress_lacks=["招标"],
                ),
                project(
                    3,
                    "校园食堂改造",
                    "区教育局! 区市场监管局~",
                    "9个",
                    progress_has=["投入使用"],
                    progress_lacks=["设计"],
                ),
            ],
            kind="progress",
            year=2025,
        ),
        case(
            "s02_by_lead_unit.xlsx",
            "the lead unit comes first over its projects, 序号 counts units, 本月进展 in two halves",
            workbook(
                (
                    "Sheet1",
                    [
                        ["丰和县2025年民生实事8月份推进情况"],
                        ["序号", "牵头单位", "项目数量", "项目名称", "业主单位", "本月进展", ""],
                        ["", "", "", "", "", "前期手续", "在建形象进度"],
                        [
                            1,
                            "县教育局",
                            2,
                            "第三小学扩建",
                            "县教投公司",
                            "已办施工许可",
                            "主体三层封顶",
                        ],
                        ["", "", "", "幼儿园护栏更新", "县教投公司", "已招标", "完成护栏12处"],
                        [2, "县水利局", 1, "桥头镇水厂扩建", "县水务集团", "初设已批", "正在平场"],
                    ],
                    [
                        "A1:G1",
                        "A2:A3",
                        "B2:B3",
                        "C2:C3",
                        "D2:D3",
                        "E2:E3",
                        "F2:G2",
                        "A4:A5",
                        "B4:B5",
                        "C4:C5",
                    ],
                )
            ),
            [
                project(
                    None,
                    "第三小学扩建",
                    "县教育局!",
                    progress_has=["主体三层封顶"],
                    fair_units=["县教投公司"],
                ),
                project(
                    None,
                    "幼儿园护栏更新",
                    "县教育局!",
                    progress_has=["护栏12处"],
                    fair_units=["县教投公司"],
                ),
                project(
                    None,
                    "桥头镇水厂扩建",
                    "县水利局!",
                    progress_has=["正在平场"],
                    fair_units=["县水务集团"],
                ),
            ],
            kind="progress",
            year=2025,
            allowed=["missing_value", "column_unused", "duplicate_number", "number_gap"],
        ),
        case(
            "s03_monthly_counts.xlsx",
            "cumulative counts month by month, months to come empty: results, no milestones",
            workbook(
                (
                    "台账",
                    [
                        ["石梁市2025年民生实事指标完成进度台账"],
                        [
                            "序号",
                            "项目名称",
                            "计量单位",
                            "年度目标值",
                            "1-2月累计",
                            "1-4月累计",
                            "1-6月累计",
                            "1-8月累计",
                            "责任单位",
                        ],
                        [1, "免费乳腺筛查", "人", 12000, 900, 3600, 7200, "", "市卫生健康委"],
                        [2, "新建充电桩", "个", 480, 20, 96, 250, "", "市城管局"],
                        [3, "残疾儿童康复救助", "人", 360, 40, 150, 310, "", "市残联"],
                    ],
                    ["A1:I1"],
                )
            ),
            [
                project(
                    1, "免费乳腺筛查", "市卫生健康委", "12000人", progress_has=["7200"], ratio=None
                ),
                project(2, "新建充电桩", "市城管局", "480个", progress_has=["250"], ratio=None),
                project(3, "残疾儿童康复救助", "市残联", "360人", progress_has=["310"], ratio=None),
            ],
            kind="progress",
            year=2025,
        ),
        case(
            "s04_money_arrived.xlsx",
            "money that arrived is not money spent; ratio of what is spent; totals first",
            workbook(
                (
                    "资金",
                    [
                        ["兰汀区2025年1—9月民生实事资金执行情况表"],
                        ["单位：万元"],
                        [
                            "序号",
                            "项目",
                            "年度计划投资",
                            "已到位资金",
                            "",
                            "累计完成投资",
                            "投资完成率（%）",
                            "责任单位",
                        ],
                        ["", "", "", "上级", "本级", "", "", ""],
                        ["合计", "", 6400, 2600, 1900, 4060, 63.4, ""],
                        [1, "老旧电梯更新", 2400, 1000, 700, 1560, 65.0, "区住建局"],
                        [2, "雨污分流改造", 4000, 1600, 1200, 2500, 62.5, "区水务局"],
                    ],
                    ["A1:H1", "A3:A4", "B3:B4", "C3:C4", "D3:E3", "F3:F4", "G3:G4", "H3:H4"],
                )
            ),
            [
                project(
                    1,
                    "老旧电梯更新",
                    "区住建局",
                    investment_plan="2400",
                    invested="1560",
                    ratio="65.0",
                ),
                project(
                    2,
                    "雨污分流改造",
                    "区水务局",
                    investment_plan="4000",
                    invested="2500",
                    ratio="62.5",
                ),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 9],
            totals={"investment_plan": "6400", "invested": "4060"},
            allowed=["missing_value", "column_unused"],
        ),
        case(
            "s05_quarter_money.xlsx",
            "each quarter's planned and spent money beside the year's: the cumulative one is spent",
            workbook(
                (
                    "Sheet1",
                    [
                        ["青溪区2025年民生实事项目投资进度表（截至6月底）"],
                        [
                            "序号",
                            "项目名称",
                            "全年计划投资（万元）",
                            "一季度",
                            "",
                            "二季度",
                            "",
                            "累计完成投资（万元）",
                            "责任单位",
                        ],
                        ["", "", "", "计划", "完成", "计划", "完成", "", ""],
                        [1, "滨河步道建设", 1800, 300, 280, 500, 560, 840, "区园林局"],
                        [2, "村卫生室修缮", 640, 100, 100, 200, 150, 250, "区卫健委"],
                        [3, "农贸市场改造", 900, 200, 180, 300, 270, 450, "区商务局"],
                    ],
                    ["A1:I1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:G2", "H2:H3", "I2:I3"],
                )
            ),
            [
                project(1, "滨河步道建设", "区园林局", investment_plan="1800", invested="840"),
                project(2, "村卫生室修缮", "区卫健委", investment_plan="640", invested="250"),
                project(3, "农贸市场改造", "区商务局", investment_plan="900", invested="450"),
            ],
            kind="progress",
            year=2025,
            allowed=["missing_value", "column_unused"],
            fair_milestones=True,
        ),
    ]
