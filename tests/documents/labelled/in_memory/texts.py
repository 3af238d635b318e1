"""Texts and pages: lists of every kind of number or of none, sub-items, reports told in sentences."""

from __future__ import annotations

from tests.documents.labelled.making import Case, case, page, project, table, tabs, text


def texts() -> list[Case]:
    return [*_lists(), *_reports(), *_tables()]


def _lists() -> list[Case]:
    return [
        case(
            "x01_brackets_and_figures.txt",
            "（一） heads the group, 1. the project, units in brackets at its end",
            text("""
白鹿县人民政府办公室
关于印发《2026年白鹿县民生实事》的通知
鹿政办发〔2026〕7号

各乡镇人民政府，县政府各部门：
经县政府同意，现将2026年民生实事印发给你们，请认真组织实施。

（一）就业创业
1.新增城镇就业4200人，失业人员再就业不少于900人。（责任单位：县人社局）
2.发放创业担保贷款6000万元。（责任单位：县人社局、县财政局）
（二）安全饮水
3.改造农村供水管网一百二十公里，受益群众2.3万人。（牵头单位：县水利局；配合单位：各乡镇）
（三）文化惠民
4.送戏下乡180场，放映公益电影2100场。（责任单位：县文旅局）

                                   白鹿县人民政府办公室
                                   2026年3月2日
"""),
            [
                project(
                    1,
                    "新增城镇就业4200人",
                    "县人社局",
                    "4200人 900人",
                    name_any=True,
                    category="就业创业",
                ),
                project(
                    2,
                    "发放创业担保贷款6000万元",
                    "县人社局 县财政局",
                    "6000万元",
                    name_any=True,
                    category="就业创业",
                    fair_money=["6000"],
                ),
                project(
                    3,
                    "改造农村供水管网一百二十公里",
                    "县水利局! 各乡镇~",
                    "120公里 2.3万人",
                    name_any=True,
                    category="安全饮水",
                ),
                project(
                    4,
                    "送戏下乡180场",
                    "县文旅局",
                    "180场 2100场",
                    name_any=True,
                    category="文化惠民",
                ),
            ],
            kind="plan",
            year=2026,
            issued_on="2026-03-02",
        ),
        case(
            "x02_bullets.txt",
            "a list with bullets alone: numbers are given, and told",
            text("""
云水县2026年十件民生实事
● 农村道路提升。硬化通组公路75公里。责任单位：县交通局。
● 社区养老。新建社区养老服务站12个。责任单位：县民政局。
● 校园午餐。新建学校食堂9个。责任单位：县教体局。
"""),
            [
                project(1, "农村道路提升", "县交通局", "75公里"),
                project(2, "社区养老", "县民政局", "12个"),
                project(3, "校园午餐", "县教体局", "9个"),
            ],
            kind="plan",
            year=2026,
            findings=["missing_value"],
            allow_all=True,
        ),
        case(
            "x03_paragraphs.txt",
            "paragraphs with no mark at all, the name and a full stop before the goals",
            text("""
临溪县2026年度民生实事项目清单

一老一小服务提升工程。新建社区托育点6个，新增普惠托位300个；建成乡镇区域养老服务中心2所。（县卫健局、县民政局）
城区停车便民工程。新增公共停车泊位1500个，其中立体停车位400个。（县城管局）
清洁取暖工程。完成农村清洁取暖改造8600户。（县能源局）
"""),
            [
                project(1, "一老一小服务提升工程", "县卫健局 县民政局", "6个 300个 2所"),
                project(2, "城区停车便民工程", "县城管局", "1500个 400个"),
                project(3, "清洁取暖工程", "县能源局", "8600户"),
            ],
            kind="plan",
            year=2026,
            findings=["missing_value"],
            allow_all=True,
        ),
        case(
            "x04_circled.txt",
            "circled numbers head the projects, labels on the lines below",
            text("""
梅岭区2026年民生实事项目
① 口袋公园建设
建设内容：新建口袋公园8个，总面积3.2万平方米
投资估算：1500万元
完成时限：2026年11月底
责任单位：区园林局
② 小学扩建
建设内容：扩建小学2所，新增学位1080个
投资估算：1.1亿元
完成时限：2026年8月底
责任单位：区教育局
③ 社区便民市场
建设内容：新建便民市场3处
投资估算：360万元
完成时限：2026年12月底
责任单位：区商务局
"""),
            [
                project(
                    1,
                    "口袋公园建设",
                    "区园林局",
                    "8个 3.2万平方米",
                    investment_plan="1500",
                    fair_any=["milestones"],
                ),
                project(
                    2,
                    "小学扩建",
                    "区教育局",
                    "2所 1080个",
                    investment_plan="11000",
                    fair_any=["milestones"],
                ),
                project(
                    3,
                    "社区便民市场",
                    "区商务局",
                    "3处",
                    investment_plan="360",
                    fair_any=["milestones"],
                ),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "x05_sub_items.txt",
            "10.1 and 10.2 below a project that has no goal itself",
            text("""
沙洲市2026年民生实事
9. 公共体育设施。新建体育公园2个。（市体育局）
10. 交通畅通工程
10.1 新建人行天桥3座。（市住建局）
10.2 改造拥堵路口11处。（市公安局）
11. 数字便民。上线“一件事”15项。（市数据局）
"""),
            [
                project(9, "公共体育设施", "市体育局", "2个"),
                project(10, "交通畅通工程", "市住建局 市公安局", "3座 11处", tasks=2),
                project(11, "数字便民", "市数据局", "15项"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
    ]


def _reports() -> list[Case]:
    return [
        case(
            "x06_report_by_state.txt",
            "a report that groups projects by how far they are",
            text("""
石鼓县2025年民生实事三季度进展情况通报

截至9月底，10件民生实事完成3件，其余正常推进。现将有关情况通报如下：
一、已完成项目（2件）
1.农村厕所改造。年度目标改造1200户，已完成1236户，完成率103%。责任单位：县农业农村局。
2.适龄女生HPV疫苗接种。年度目标接种3800人，已接种3800人。责任单位：县卫健局。
二、正常推进项目（1件）
3.老旧小区加装电梯。年度目标加装电梯40台，已完工24台，在建16台。责任单位：县住建局。
"""),
            [
                project(1, "农村厕所改造", "县农业农村局", "1200户", progress_has=["1236户"]),
                project(2, "适龄女生HPV疫苗接种", "县卫健局", "3800人", progress_has=["3800人"]),
                project(3, "老旧小区加装电梯", "县住建局", "40台", progress_has=["24台"]),
            ],
            kind="progress",
            year=2025,
            period=[2025, 7, 9],
            allow_all=True,
        ),
        case(
            "x07_goal_and_progress_lines.txt",
            "目标/进展/资金 in lines under a numbered name; money with its sources",
            text("""
苍松区2025年民生实事项目半年进展情况公示
一、乡村校车工程
年度目标：新购校车35辆
进展情况：已购置校车20辆，开通线路12条
资金情况：年度计划投资1400万元，其中：中央资金600万元，区级配套800万元；已完成投资800万元
责任单位：区教育局
二、无障碍改造
年度目标：为260户残疾人家庭实施无障碍改造
进展情况：已完成155户
资金情况：年度计划投资130万元；已完成投资77.5万元
责任单位：区残联
"""),
            [
                project(
                    1,
                    "乡村校车工程",
                    "区教育局",
                    "35辆",
                    investment_plan="1400",
                    invested="800",
                    progress_has=["20辆"],
                ),
                project(
                    2,
                    "无障碍改造",
                    "区残联",
                    "260户",
                    investment_plan="130",
                    invested="77.5",
                    progress_has=["155户"],
                ),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 6],
        ),
    ]


def _tables() -> list[Case]:
    return [
        case(
            "x08_split_rows_repeated_heads.csv",
            "a table that two pages cut: the head repeated, one row cut in two, a running sum",
            text("""
序号,项目名称,目标任务,责任单位,计划投资(万元)
1,城市书房,新建城市书房6个,区文旅局,240
2,智慧养老,"为1500户独居老人安装",区民政局,450
— 1 —,,,,
序号,项目名称,目标任务,责任单位,计划投资(万元)
,,"智能水表和烟感报警器",,
3,充电设施,新建充电桩420个,区发改局,630
,合计,,,1320
"""),
            [
                project(1, "城市书房", "区文旅局", "6个", investment_plan="240"),
                project(2, "智慧养老", "区民政局", "1500户", investment_plan="450"),
                project(3, "充电设施", "区发改局", "420个", investment_plan="630"),
            ],
            kind="plan",
            totals={"investment_plan": "1320"},
            allow_all=True,
        ),
        case(
            "x09_answers_in_circles.txt",
            "①② in the goal answered by ①② in the progress, pasted from a sheet",
            tabs(
                [
                    ["巴河县2025年民生实事11月份进展情况表"],
                    ["编号", "事项", "年度任务", "进展情况", "存在的问题", "责任单位"],
                    [
                        "1",
                        "农村供水保障",
                        "①新建水厂２座；②延伸管网九十公里",
                        "①2座水厂主体完工；②延伸管网71公里",
                        "资金缺口",
                        "县水利局",
                    ],
                    [
                        "2",
                        "便民服务",
                        "①新设24小时自助点5个；②培训村级代办员310名",
                        "①已设5个；②已培训310名",
                        "无",
                        "县政务服务局",
                    ],
                ]
            ),
            [
                project(
                    1,
                    "农村供水保障",
                    "县水利局",
                    "2座 90公里",
                    progress_has=["71公里"],
                    progress_lacks=["资金缺口"],
                ),
                project(2, "便民服务", "县政务服务局", "5个 310名", progress_has=["310名"]),
            ],
            kind="progress",
            year=2025,
            period=[2025, 11, 11],
        ),
        case(
            "x10_spans.html",
            "a page with cells over rows and columns, the head repeated, a unit told twice",
            page(
                "<h2>云水县2026年民生实事推进计划</h2><p>发布日期：2026-02-18 来源：县政府办</p><p>单位：万元</p>"
                + table(
                    [
                        [
                            "<th rowspan='2'>类别</th>",
                            "<th rowspan='2'>序号</th>",
                            "<th rowspan='2'>项目名称</th>",
                            "<th rowspan='2'>建设内容</th>",
                            "<th colspan='2'>投资</th>",
                            "<th colspan='2'>进度目标</th>",
                            "<th rowspan='2'>牵头部门</th>",
                        ],
                        ["总投资", "2026年投资", "6月", "12月"],
                        [
                            "<td rowspan='2'>水利</td>",
                            "1",
                            "病险水库",
                            "除险加固水库9座",
                            "5200",
                            "3100",
                            "完成3座",
                            "完成9座",
                            "水利局",
                        ],
                        [
                            "2",
                            "抗旱水源",
                            "新建抗旱井60眼",
                            "480",
                            "480",
                            "完成30眼",
                            "完成60眼",
                            "水利局",
                        ],
                        [
                            "<td>卫生</td>",
                            "3",
                            "中医馆",
                            "新建中医馆7个",
                            "210",
                            "210",
                            "开工",
                            "建成投用",
                            "卫健局",
                        ],
                        ["<td colspan='4'>合 计</td>", "5890", "3790", "", "", ""],
                    ],
                    2,
                ),
                "云水县",
            ),
            [
                project(
                    1,
                    "病险水库",
                    "水利局!",
                    "9座",
                    [(6, "3座"), (12, "9座")],
                    investment_plan="3100",
                    category="水利",
                ),
                project(
                    2,
                    "抗旱水源",
                    "水利局!",
                    "60眼",
                    [(6, "30眼"), (12, "60眼")],
                    investment_plan="480",
                    category="水利",
                ),
                project(
                    3,
                    "中医馆",
                    "卫健局!",
                    "7个",
                    [(6, "开工"), (12, "建成投用")],
                    investment_plan="210",
                    category="卫生",
                ),
            ],
            kind="plan",
            year=2026,
            totals={"investment_plan": "3790"},
        ),
        case(
            "x11_of_areas.txt",
            "figures of each town for one project, in a report: towns are no projects",
            tabs(
                [
                    ["望江县2025年农村厕所改造任务完成情况（截至9月30日）"],
                    ["序号", "乡镇", "年度任务（户）", "已完成（户）", "完成率（%）"],
                    ["1", "城关镇", "300", "280", "93.3"],
                    ["2", "白云乡", "220", "220", "100"],
                    ["合计", "", "520", "500", "96.2"],
                ]
            ),
            [],
            refuse="must",
        ),
    ]
