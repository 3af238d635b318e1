"""Workbooks: shares of the works, years side by side, two lists on one sheet, plan and report in one book."""

from __future__ import annotations

from tests.documents.labelled.making import Case, case, project, workbook


def sheets_side_by_side() -> list[Case]:
    return [*_shares(), *_years(), *_books()]


def _shares() -> list[Case]:
    return [
        case(
            "n01_share_of_works_and_money.xlsx",
            "percent of the works beside percent of the money, one as a share, one as words",
            workbook(
                (
                    "6月",
                    [
                        ["磐石区2026年民生实事项目上半年推进情况表"],
                        [
                            "序号",
                            "项目名称",
                            "年度目标",
                            "计划投资（万元）",
                            "形象进度",
                            "累计完成投资（万元）",
                            "占年度计划（%）",
                            "存在问题",
                            "下步打算",
                            "责任单位",
                        ],
                        [
                            1,
                            "学校食堂改造",
                            "改造食堂16个",
                            1600,
                            0.65,
                            900,
                            56.3,
                            "工期紧",
                            "7月完工",
                            "区教育局",
                        ],
                        [
                            2,
                            "河湖清淤",
                            "清淤河道32公里",
                            2400,
                            "40%",
                            1200,
                            50,
                            "无",
                            "加快",
                            "区水务局",
                        ],
                        [3, "公益岗位", "开发公益性岗位350个", 0, "/", 0, "", "", "", "区人社局"],
                    ],
                    ["A1:J1"],
                )
            ),
            [
                project(
                    1,
                    "学校食堂改造",
                    "区教育局",
                    "16个",
                    investment_plan="1600",
                    invested="900",
                    ratio="56.3",
                ),
                project(
                    2,
                    "河湖清淤",
                    "区水务局",
                    "32公里",
                    investment_plan="2400",
                    invested="1200",
                    ratio="50",
                ),
                project(3, "公益岗位", "区人社局", "350个", investment_plan="0", invested="0"),
            ],
            kind="progress",
            year=2026,
            period=[2026, 1, 6],
        ),
        case(
            "n02_measures_in_names.xlsx",
            "bare numbers under goals, their measure in the indicator's name",
            workbook(
                (
                    "Sheet1",
                    [
                        ["2026年凤山县民生实事指标任务完成情况（1—8月）"],
                        ["序号", "指标名称", "全年目标", "1—8月完成", "完成比例", "责任单位"],
                        [1, "城镇新增就业（人）", 3200, 2510, "78.4%", "县人社局"],
                        [2, "改造危房（户）", 150, 150, "100%", "县住建局"],
                        [3, "家庭医生签约率（%）", 75, 71.2, "", "县卫健局"],
                        [4, "新建高标准农田（万亩）", 2.5, 1.6, "64%", "县农业农村局"],
                    ],
                    ["A1:F1"],
                )
            ),
            [
                project(
                    1,
                    "城镇新增就业（人）",
                    "县人社局",
                    "3200人",
                    names_also=["城镇新增就业"],
                    progress_has=["2510"],
                ),
                project(
                    2,
                    "改造危房（户）",
                    "县住建局",
                    "150户",
                    names_also=["改造危房"],
                    progress_has=["150"],
                ),
                project(
                    3,
                    "家庭医生签约率（%）",
                    "县卫健局",
                    "75%",
                    names_also=["家庭医生签约率"],
                    progress_has=["71.2"],
                ),
                project(
                    4,
                    "新建高标准农田（万亩）",
                    "县农业农村局",
                    "2.5万亩",
                    names_also=["新建高标准农田"],
                    progress_has=["1.6"],
                ),
            ],
            kind="progress",
            year=2026,
            period=[2026, 1, 8],
        ),
        case(
            "n03_plan_slash_done.xlsx",
            "goal and result in one cell, parted by a stroke",
            workbook(
                (
                    "Sheet1",
                    [
                        ["青浦镇2025年实事项目11月进度"],
                        ["序号", "项目", "任务数/完成数", "责任部门"],
                        [1, "加装楼道扶手", "300处/280处", "社区办"],
                        [2, "更换井盖", "120个/120个", "城建办"],
                    ],
                    ["A1:D1"],
                )
            ),
            [
                project(1, "加装楼道扶手", "社区办", "300处"),
                project(2, "更换井盖", "城建办", "120个"),
            ],
            year=2025,
            allow_all=True,
        ),
        case(
            "n04_yi_in_head.xlsx",
            "亿元 over the plan, 万元 over what was done, nothing as a dash",
            workbook(
                (
                    "Sheet1",
                    [
                        ["川河市2025年民心工程投资完成情况"],
                        [
                            "序号",
                            "工程名称",
                            "建设内容",
                            "年度投资计划（亿元）",
                            "1—10月完成投资（万元）",
                            "责任单位",
                        ],
                        [1, "轨道接驳", "新建公交接驳站20座", 0.85, 6200, "市交通局"],
                        [2, "江滩整治", "整治江滩岸线5.5公里", "1.3", "—", "市水务局"],
                        ["合计", "", "", 2.15, 6200, ""],
                    ],
                    ["A1:F1"],
                )
            ),
            [
                project(1, "轨道接驳", "市交通局", "20座", investment_plan="8500", invested="6200"),
                project(
                    2, "江滩整治", "市水务局", "5.5公里", investment_plan="13000", invested=None
                ),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 10],
            totals={"investment_plan": "21500", "invested": "6200"},
        ),
    ]


def _years() -> list[Case]:
    return [
        case(
            "n05_last_year_this_year.xlsx",
            "what came of last year beside plan and result of this one",
            workbook(
                (
                    "Sheet1",
                    [
                        ["墨江区2025年民生实事完成情况对比表"],
                        [
                            "序号",
                            "项目名称",
                            "计量单位",
                            "2024年完成",
                            "2025年计划",
                            "2025年完成",
                            "完成率（%）",
                            "责任单位",
                        ],
                        [1, "开展送医下乡", "场", 80, 100, 104, 104, "区卫健委"],
                        [2, "培训新型农民", "人次", 900, 1000, 860, 86, "区农业农村委"],
                    ],
                    ["A1:H1"],
                )
            ),
            [
                project(
                    1,
                    "开展送医下乡",
                    "区卫健委",
                    "100场",
                    progress_has=["104"],
                    progress_lacks=["80"],
                ),
                project(
                    2,
                    "培训新型农民",
                    "区农业农村委",
                    "1000人次",
                    progress_has=["860"],
                    progress_lacks=["900"],
                ),
            ],
            kind="progress",
            year=2025,
        ),
        case(
            "n06_goal_of_years.xlsx",
            "the goal of three years beside the year's, quarters told as cumulative counts",
            workbook(
                (
                    "Sheet1",
                    [
                        ["沧源区2026年民生实事目标任务分解表"],
                        [
                            "序号",
                            "项目名称",
                            "三年总目标（2025—2027年）",
                            "2026年目标",
                            "2026年分季度目标（累计）",
                            "",
                            "",
                            "",
                            "责任单位",
                        ],
                        ["", "", "", "", "一季度", "二季度", "三季度", "四季度", ""],
                        [
                            1,
                            "既有建筑节能改造",
                            "改造90万平方米",
                            "改造32万平方米",
                            "5万平方米",
                            "15万平方米",
                            "26万平方米",
                            "32万平方米",
                            "区住建局",
                        ],
                        [
                            2,
                            "建设家门口健身点",
                            "建设300处",
                            "建设110处",
                            "10处",
                            "50处",
                            "90处",
                            "110处",
                            "区体育局",
                        ],
                    ],
                    ["A1:I1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:H2", "I2:I3"],
                )
            ),
            [
                project(
                    1,
                    "既有建筑节能改造",
                    "区住建局",
                    "32万平方米",
                    [(3, "5万"), (6, "15万"), (9, "26万"), (12, "32万")],
                ),
                project(
                    2,
                    "建设家门口健身点",
                    "区体育局",
                    "110处",
                    [(3, "10处"), (6, "50处"), (9, "90处"), (12, "110处")],
                ),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "n07_starts_and_ends.xlsx",
            "planned begin and end as 2026.3 and 2026.11, units said to be the same as above",
            workbook(
                (
                    "Sheet1",
                    [
                        ["东宁县2026年民生实事项目建设计划"],
                        [
                            "序号",
                            "项目名称",
                            "建设规模",
                            "总投资（万元）",
                            "2026年计划投资（万元）",
                            "计划开工时间",
                            "计划完工时间",
                            "责任单位",
                            "备注",
                        ],
                        [
                            1,
                            "东门桥重建",
                            "重建桥梁1座",
                            5600,
                            3000,
                            "2026.3",
                            "2026.11",
                            "县交通运输局",
                            "",
                        ],
                        [
                            2,
                            "南环路大修",
                            "大修道路6.8公里",
                            1900,
                            1900,
                            "2026.4",
                            "2026.10",
                            "同上",
                            "跨年项目除外",
                        ],
                        [3, "客运站提升", "改造客运站2个", 300, 300, "2026.5", "2026.9", "〃", ""],
                    ],
                    ["A1:I1"],
                )
            ),
            [
                project(
                    1,
                    "东门桥重建",
                    "县交通运输局",
                    "1座",
                    fair_any=["milestones"],
                    investment_plan="3000",
                ),
                project(
                    2,
                    "南环路大修",
                    "县交通运输局",
                    "6.8公里",
                    fair_any=["milestones"],
                    investment_plan="1900",
                ),
                project(
                    3,
                    "客运站提升",
                    "县交通运输局",
                    "2个",
                    fair_any=["milestones"],
                    investment_plan="300",
                ),
            ],
            kind="plan",
            year=2026,
        ),
    ]


def _books() -> list[Case]:
    return [
        case(
            "n08_two_lists_beside.xlsx",
            "two halves of one list side by side on a sheet",
            workbook(
                (
                    "Sheet1",
                    [
                        ["安澜县2026年十件民生实事"],
                        [
                            "序号",
                            "项目名称",
                            "目标任务",
                            "责任单位",
                            "",
                            "序号",
                            "项目名称",
                            "目标任务",
                            "责任单位",
                        ],
                        [
                            1,
                            "新建幼儿园",
                            "新建幼儿园3所",
                            "县教育局",
                            "",
                            3,
                            "改造公厕",
                            "改造公厕25座",
                            "县城管局",
                        ],
                        [
                            2,
                            "安装路灯",
                            "安装路灯600盏",
                            "县住建局",
                            "",
                            4,
                            "发展托育",
                            "新增托位420个",
                            "县卫健局",
                        ],
                    ],
                    ["A1:I1"],
                )
            ),
            [
                project(1, "新建幼儿园", "县教育局", "3所"),
                project(2, "安装路灯", "县住建局", "600盏"),
                project(3, "改造公厕", "县城管局", "25座"),
                project(4, "发展托育", "县卫健局", "420个"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "n09_plan_and_report_sheets.xlsx",
            "a sheet with the plan, a sheet with what was done by September",
            workbook(
                (
                    "任务",
                    [
                        ["平川县2026年民生实事任务表"],
                        ["序号", "项目名称", "年度目标", "计划投资（万元）", "责任单位"],
                        [1, "农村道路养护", "养护农村道路210公里", 840, "县交通局"],
                        [2, "智慧药房", "新建智慧药房5处", 150, "县卫健局"],
                    ],
                    ["A1:E1"],
                ),
                (
                    "三季度进展",
                    [
                        ["平川县2026年民生实事1—9月进展表"],
                        ["序号", "项目名称", "进展情况", "完成投资（万元）"],
                        [1, "农村道路养护", "已养护176公里", 610],
                        [2, "智慧药房", "已建成4处", 118.6],
                    ],
                    ["A1:D1"],
                ),
            ),
            [
                project(
                    1,
                    "农村道路养护",
                    "县交通局",
                    "210公里",
                    investment_plan="840",
                    invested="610",
                    progress_has=["176"],
                ),
                project(
                    2,
                    "智慧药房",
                    "县卫健局",
                    "5处",
                    investment_plan="150",
                    invested="118.6",
                    progress_has=["4处"],
                ),
            ],
            kind="progress",
            year=2026,
            allow_all=True,
        ),
        case(
            "n10_category_right_goal_lines.xlsx",
            "the category at the right, several indicators in a cell with a line each, some bounds from above",
            workbook(
                (
                    "Sheet1",
                    [
                        ["枫林区2026年民生实事任务书"],
                        ["民生实事", "序号", "内容和目标", "实施主体", "分管负责人", "类别"],
                        [
                            "蓝天行动",
                            1,
                            "1.PM2.5年均浓度控制在33微克/立方米以内\n2.淘汰老旧柴油车1200辆",
                            "区生态环境局",
                            "赵区长",
                            "环境",
                        ],
                        [
                            "政务提速",
                            2,
                            "1.办理时限压缩至3个工作日以内\n2.新增跨省通办事项40项\n3.群众满意率98%以上",
                            "区政务服务局",
                            "钱区长",
                            "服务",
                        ],
                    ],
                    ["A1:F1"],
                )
            ),
            [
                project(1, "蓝天行动", "区生态环境局", "33微克/立方米 1200辆", category="环境"),
                project(2, "政务提速", "区政务服务局", "3个工作日 40项 98%", category="服务"),
            ],
            kind="plan",
            year=2026,
        ),
    ]
