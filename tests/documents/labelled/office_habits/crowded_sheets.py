"""Sheets that hold more than their list: parallel heads, bracketed halves, leaders and dates beside, results by town."""

from __future__ import annotations

import datetime

from openpyxl.worksheet.worksheet import Worksheet

from tests.documents.labelled.making import Case, case, grid, page, project, table, workbook


def crowded_sheets() -> list[Case]:
    return [*_halves(), *_money(), *_around()]


def _halves() -> list[Case]:
    return [
        case(
            "i01_goal_with_done_in_brackets.xlsx",
            "目标任务（完成数）: 300处（280处） in one cell",
            workbook(
                (
                    "Sheet1",
                    grid("""
樟树坪县2025年民生实事11月进展
序号|项目名称|目标任务（完成情况）|责任单位
1|楼道照明|改造楼道照明300处（已完成280处）|县住建局
2|村级广场|新建广场12个（已完成12个）|县文旅局
"""),
                    ["A1:D1"],
                )
            ),
            [
                project(1, "楼道照明", "县住建局", "300处", reported=["280"]),
                project(2, "村级广场", "县文旅局", "12个", reported=["12"]),
            ],
            kind="progress",
            year=2025,
            allow_all=True,
        ),
        case(
            "i02_rate_stroke.xlsx",
            "完成数/目标数/完成率 in three columns with bare figures and a measure column behind",
            workbook(
                (
                    "Sheet1",
                    grid("""
蓝关区2025年民生实事量化指标进度（截至10月31日）
序号|指标|目标数|完成数|完成率（%）|单位|牵头单位|配合单位
1|新建停车泊位|1200|1310|109.2|个|区城管局|区公安分局
2|残疾人就业|260|244|93.8|人|区残联|区人社局、区财政局
3|新增绿道|15.5|12.4|80|公里|区园林局|
"""),
                    ["A1:H1"],
                )
            ),
            [
                project(1, "新建停车泊位", "区城管局! 区公安分局~", "1200个", reported=["1310"]),
                project(2, "残疾人就业", "区残联! 区人社局~ 区财政局~", "260人", reported=["244"]),
                project(3, "新增绿道", "区园林局!", "15.5公里", reported=["12.4"]),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 10],
            allow_all=True,
        ),
        case(
            "i03_month_columns_three_heads.xlsx",
            "9月 and 10月 each over 计划, 完成; the year's goal, the sum so far at the end",
            workbook(
                (
                    "Sheet1",
                    grid("""
古田坝县2025年民生实事月度调度表
序号|项目|年度目标|9月||10月||累计完成|责任单位
|||计划|完成|计划|完成||
1|户厕改造|改造户厕1800户|200户|190户|200户|210户|1650户|县农业农村局
2|义诊活动|开展义诊90场|8场|9场|8场|8场|77场|县卫健局
"""),
                    ["A1:I1", "A2:A3", "B2:B3", "C2:C3", "D2:E2", "F2:G2", "H2:H3", "I2:I3"],
                )
            ),
            [
                project(
                    1,
                    "户厕改造",
                    "县农业农村局",
                    "1800户",
                    reported=["1650"],
                    fair_milestones=[9, 10],
                ),
                project(
                    2, "义诊活动", "县卫健局", "90场", reported=["77"], fair_milestones=[9, 10]
                ),
            ],
            kind="progress",
            year=2025,
            allow_all=True,
        ),
        case(
            "i04_towns_across.xlsx",
            "the goal of each town across, the sum in 合计 beside the name; towns are no units",
            workbook(
                (
                    "Sheet1",
                    grid("""
苍山峪县2026年民生实事任务分解到乡镇表
序号|项目名称|计量单位|合计|城关镇|石坪镇|双龙乡|责任单位
1|新建农村公厕|座|36|12|14|10|县城管局
2|改造危旧供水管|公里|48.5|20|18.5|10|县水利局
"""),
                    ["A1:H1"],
                )
            ),
            [
                project(1, "新建农村公厕", "县城管局", "36座"),
                project(2, "改造危旧供水管", "县水利局", "48.5公里"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "i05_two_names.xlsx",
            "大类, 项目名称 and 子项目名称, each sub-project with its own goal and unit, merged names",
            workbook(
                (
                    "Sheet1",
                    grid("""
平湖岭区2026年民生实事项目明细表
序号|实事类别|项目名称|子项目|建设内容|责任单位
1|教育|优质学位|新建实验小学|新建小学1所，新增学位1620个|区教育局
|||幼儿园改扩建|改扩建幼儿园3所|区教育局
2|养老|幸福养老|社区食堂|新建社区食堂9家|区民政局
"""),
                    ["A1:F1", "A3:A4", "B3:B4", "C3:C4"],
                )
            ),
            [
                project(1, "优质学位", "区教育局", "1所 1620个 3所", category="教育"),
                project(2, "幸福养老", "区民政局", "9家", category="养老"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
    ]


def _money() -> list[Case]:
    return [
        case(
            "i06_plan_adjusted.xlsx",
            "年初计划, 调整后计划 and 完成, in 万元; the share is of the adjusted plan",
            workbook(
                (
                    "Sheet1",
                    grid("""
宁河口区2025年民生实事资金执行情况（前三季度）
序号|项目名称|年初计划（万元）|调整后计划（万元）|累计完成投资（万元）|完成率（%）|责任单位
1|社区微更新|1200|1500|1125|75.0|区住建局
2|公厕提升|300|260|260|100.0|区城管局
合计||1500|1760|1385|78.7|
"""),
                    ["A1:G1"],
                )
            ),
            [
                project(
                    1, "社区微更新", "区住建局", investment_plan="1500", invested="1125", ratio="75"
                ),
                project(
                    2, "公厕提升", "区城管局", investment_plan="260", invested="260", ratio="100"
                ),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 9],
            totals={"investment_plan": "1760", "invested": "1385"},
            allow_all=True,
        ),
        case(
            "i07_paid_and_done.xlsx",
            "计划投资, 完成投资, 到位资金, 支付资金 side by side; a share of what was paid",
            workbook(
                (
                    "Sheet1",
                    grid("""
嘉陵坪县2025年1—11月民生实事投资情况（单位：万元）
序号|项目|计划投资|到位资金|完成投资|支付资金|支付率|责任单位
1|农村公路|2600|2000|2340|1500|64.1%|县交通局
2|卫生院改造|900|900|720|700|97.2%|县卫健局
"""),
                    ["A1:H1"],
                )
            ),
            [
                project(1, "农村公路", "县交通局", investment_plan="2600", invested="2340"),
                project(2, "卫生院改造", "县卫健局", investment_plan="900", invested="720"),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 11],
            allow_all=True,
        ),
        case(
            "i08_yi_formats.xlsx",
            "1.05亿元, 9,800万元, 3600万, 720.5 in text cells of a column without a measure in its head",
            workbook(
                (
                    "Sheet1",
                    grid("""
盘江新区2026年民生实事项目清单
序号|项目名称|建设规模|总投资|2026年计划投资|责任单位
1|区中医院|新建床位300张|3.2亿元|1.05亿元|卫健局
2|智慧路口|改造路口86个|1.2亿元|9,800万元|公安分局
3|惠民超市|新建惠民超市20家|3600万|720.5万元|商务局
"""),
                    ["A1:F1"],
                )
            ),
            [
                project(1, "区中医院", "卫健局", "300张", investment_plan="10500"),
                project(2, "智慧路口", "公安分局", "86个", investment_plan="9800"),
                project(3, "惠民超市", "商务局", "20家", investment_plan="720.5"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "i09_negative_and_dash.xlsx",
            "dashes, 无, 0 and a blank in the columns of money, a remark with a sum",
            workbook(
                (
                    "Sheet1",
                    grid("""
玉泉沟县2025年民生实事完成情况（1—12月）
序号|项目名称|年度目标|完成情况|计划投资（万元）|完成投资（万元）|备注|责任单位
1|法律明白人|培养法律明白人500名|培养526名|—|—|无需投资|县司法局
2|水库清淤|清淤水库2座|清淤2座|640|652.8|超出12.8万元由县级配套|县水利局
3|送戏下乡|送戏下乡120场|完成124场|无|0|经费另列36万元|县文旅局
"""),
                    ["A1:H1"],
                )
            ),
            [
                project(
                    1,
                    "法律明白人",
                    "县司法局",
                    "500名",
                    reported=["526"],
                    investment_plan=None,
                    invested=None,
                ),
                project(
                    2,
                    "水库清淤",
                    "县水利局",
                    "2座",
                    reported=["2"],
                    investment_plan="640",
                    invested="652.8",
                ),
                project(
                    3,
                    "送戏下乡",
                    "县文旅局",
                    "120场",
                    reported=["124"],
                    investment_plan=None,
                    invested="0",
                ),
            ],
            kind="progress",
            year=2025,
            allow_all=True,
        ),
    ]


def _days(sheet: Worksheet) -> None:
    for row, day in ((3, datetime.date(2026, 8, 31)), (4, datetime.date(2026, 12, 15))):
        sheet[f"E{row}"] = day
        sheet[f"E{row}"].number_format = "m月d日"
        sheet[f"D{row}"] = datetime.date(2026, 3, 1)
        sheet[f"D{row}"].number_format = "m月d日"


def _around() -> list[Case]:
    return [
        case(
            "i10_begin_and_end_days.xlsx",
            "开工日期 and 完工日期 as date cells shown as 3月1日",
            workbook(
                (
                    "Sheet1",
                    grid("""
大河湾区2026年民生实事工程计划
序号|工程名称|建设内容|计划开工日期|计划完工日期|责任单位
1|消防站|新建消防站1座|||区消防救援大队
2|滨河公园|新建公园1个|||区园林局
"""),
                    ["A1:F1"],
                ),
                after=_days,
            ),
            [
                project(1, "消防站", "区消防救援大队", "1座", [(8, "")]),
                project(2, "滨河公园", "区园林局", "1个", [(12, "")]),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "i11_head_far_below.xlsx",
            "a letter of five rows and an empty block above the head, a list of sums at the right",
            workbook(
                (
                    "Sheet1",
                    grid("""
|||||||
||关于报送2026年民生实事项目的函||||
区政府办公室：||||||
现将我区2026年民生实事项目报上，请审示。||||||
共3个项目，计划投资2400万元。||||||
||||||
|序号|项目名称|项目内容|投资（万元）|牵头单位|类别合计（万元）
|1|校园护学岗|建设护学岗22个|220|区公安分局|220
|2|乡村书屋|提升书屋40个|180|区文旅局|2180
|3|水系连通|连通水系8公里|2000|区水利局|
"""),
                    ["A3:G3", "A4:G4"],
                )
            ),
            [
                project(1, "校园护学岗", "区公安分局", "22个", investment_plan="220"),
                project(2, "乡村书屋", "区文旅局", "40个", investment_plan="180"),
                project(3, "水系连通", "区水利局", "8公里", investment_plan="2000"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "i12_page_two_lists.html",
            "done and not done in two tables under headings, the numbers of the whole list kept",
            page(
                "<h1>通济桥区2025年十件民生实事完成情况通报</h1><h2>一、已完成事项</h2>"
                + table(
                    [
                        ["序号", "事项", "目标", "完成情况", "责任单位"],
                        ["1", "公园改造", "改造公园4个", "改造4个", "区园林局"],
                        ["3", "就业服务", "新增就业5000人", "新增5320人", "区人社局"],
                    ]
                )
                + "<h2>二、未完成事项</h2>"
                + table(
                    [
                        ["序号", "事项", "目标", "完成情况", "未完成原因", "责任单位"],
                        [
                            "2",
                            "学校扩建",
                            "扩建学校2所",
                            "扩建1所，另1所主体完工",
                            "雨季影响工期",
                            "区教育局",
                        ],
                    ]
                )
            ),
            [
                project(1, "公园改造", "区园林局", "4个", reported=["4"]),
                project(2, "学校扩建", "区教育局", "2所", reported=["1"]),
                project(3, "就业服务", "区人社局", "5000人", reported=["5320"]),
            ],
            kind="progress",
            year=2025,
            allow_all=True,
        ),
    ]
