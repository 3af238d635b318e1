"""Money in mixed measures: 亿元, 万元 and 元 in one column, totals first, wrong sums, shares as fractions, formulas."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from tests.documents.labelled.making import Case, case, grid, project, tabs, text, workbook


def money() -> list[Case]:
    return [*_measures(), *_sums(), *_sources()]


def _measures() -> list[Case]:
    return [
        case(
            "b01_measures_mixed_in_a_column.xlsx",
            "亿元, 万元, 元 and a bare figure in a column whose head says 万元",
            workbook(
                (
                    "Sheet1",
                    grid("""
松江口区2026年民生实事项目投资计划
序号|项目名称|建设内容|投资额（万元）|责任单位
1|滨江步道|建设滨江步道6.5公里|0.85亿|区住建局
2|校园食堂|改造学校食堂14个|１，２６０|区教育局
3|助残就业|建设残疾人就业基地3个|450000元|区残联
4|急救站点|新建急救站点5个|300万|区卫健局
5|文化惠民|举办惠民演出120场|42.50|区文旅局
"""),
                    ["A1:E1"],
                )
            ),
            [
                project(1, "滨江步道", "区住建局", "6.5公里", investment_plan="8500"),
                project(2, "校园食堂", "区教育局", "14个", investment_plan="1260"),
                project(3, "助残就业", "区残联", "3个", investment_plan="45"),
                project(4, "急救站点", "区卫健局", "5个", investment_plan="300"),
                project(5, "文化惠民", "区文旅局", "120场", investment_plan="42.5"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "b02_measure_under_the_title.txt",
            "金额单位：元 above a pasted table, no measure in the heads",
            tabs(
                grid("""
柳泉镇2026年民生实事项目资金安排表
|||金额单位：元
序号|项目|内容|资金安排|实施部门
1|村道硬化|硬化村道3.2公里|1280000|经发办
2|太阳能路灯|安装太阳能路灯260盏|416,000.00|城建办
3|文化广场|新建文化广场2个|350000|文化站
合计|||2046000|
""")
            ),
            [
                project(1, "村道硬化", "经发办", "3.2公里", investment_plan="128"),
                project(2, "太阳能路灯", "城建办", "260盏", investment_plan="41.6"),
                project(3, "文化广场", "文化站", "2个", investment_plan="35"),
            ],
            kind="plan",
            year=2026,
            totals={"investment_plan": "204.6"},
        ),
        case(
            "b03_yi_above_wan_in_one_head.xlsx",
            "单位：亿元 above the table, one head says 万元, percent as a fraction with a percent format",
            workbook(
                (
                    "Sheet1",
                    grid("""
海宁湾区2025年民生实事投资完成情况（1—6月）
单位：亿元
序号|项目名称|年度计划投资|1—6月完成投资（万元）|投资完成率|责任单位
1|轨道接驳|3.2|17600|0.55|区交通局
2|区医院二期|1.45|6090|0.42|区卫健委
3|排涝泵站|0.6|6000|1|区水务局
合计||5.25|29690|0.5655|
"""),
                    ["A1:F1", "A2:F2"],
                ),
                after=lambda sheet: _percents(sheet, "E", 4, 7),
            ),
            [
                project(
                    1, "轨道接驳", "区交通局", investment_plan="32000", invested="17600", ratio="55"
                ),
                project(
                    2,
                    "区医院二期",
                    "区卫健委",
                    investment_plan="14500",
                    invested="6090",
                    ratio="42",
                ),
                project(
                    3, "排涝泵站", "区水务局", investment_plan="6000", invested="6000", ratio="100"
                ),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 6],
            totals={"investment_plan": "52500", "invested": "29690"},
            allow_all=True,
        ),
        case(
            "b04_sums_in_sentences.txt",
            "plan in 亿元 and done in 万元 within sentences, subsidies and fees that are no investment",
            text("""
汀州县2025年民生实事项目推进情况
（截至2025年9月30日）
一、城区供水保障工程
目标任务：新建水厂1座，铺设管网36公里，年度计划投资1.28亿元。
推进情况：水厂主体完工，铺设管网31公里，累计完成投资9850万元。
责任单位：县水利局
二、困难学生资助
目标任务：资助困难学生8600人次，每生每年不低于1500元。
推进情况：已资助8120人次，发放资金1180万元。
责任单位：县教育局
三、养老服务提质
目标任务：建设镇级养老服务中心4个，计划投资960万元。
推进情况：建成3个，完成投资0.07亿元。
责任单位：县民政局、县财政局
"""),
            [
                project(
                    1,
                    "城区供水保障工程",
                    "县水利局",
                    "1座 36公里",
                    investment_plan="12800",
                    invested="9850",
                    progress_has=["主体完工"],
                ),
                project(
                    2,
                    "困难学生资助",
                    "县教育局",
                    "8600人次",
                    progress_has=["8120"],
                    fair_money=["1180"],
                    fair_quantities=["1500元"],
                ),
                project(
                    3,
                    "养老服务提质",
                    "县民政局 县财政局",
                    "4个",
                    investment_plan="960",
                    invested="700",
                    progress_has=["建成3个"],
                ),
            ],
            kind="progress",
            year=2025,
            allow_all=True,
        ),
    ]


def _percents(sheet: Worksheet, column: str, first: int, last: int) -> None:
    for row in range(first, last + 1):
        sheet[f"{column}{row}"].number_format = "0.0%"


def _sums() -> list[Case]:
    return [
        case(
            "b05_total_first_wrong.xlsx",
            "总计 as the first row, 小计 at the head of each group, one of them wrong",
            workbook(
                (
                    "Sheet1",
                    grid("""
玉屏区2025年重点民生实事进展情况公示表（一季度）
序号|项目名称|年度计划投资（万元）|责任单位|进展情况|完成额度（万元）|占比（%）
|总计（4个）|9300||| 2455|26.4
一|市级项目（2个）小计|6500|||1830|28.2
1|桥梁加固|2500|区交通局|完成桩基施工|630|25.2
2|保障性租赁住房|4000|区住建局|主体施工至6层|1200|30.0
二|区级项目（2个）小计|2900|||625|21.6
3|社区食堂|900|区民政局|建成3个|225|25.0
4|老旧管网|1900|区城管局|完成开挖8公里|400|21.1
"""),
                    ["A1:G1"],
                )
            ),
            [
                project(
                    1,
                    "桥梁加固",
                    "区交通局",
                    investment_plan="2500",
                    invested="630",
                    ratio="25.2",
                    progress_has=["桩基"],
                    category="市级项目",
                ),
                project(
                    2,
                    "保障性租赁住房",
                    "区住建局",
                    investment_plan="4000",
                    invested="1200",
                    ratio="30",
                    progress_has=["6层"],
                    category="市级项目",
                ),
                project(
                    3,
                    "社区食堂",
                    "区民政局",
                    investment_plan="900",
                    invested="225",
                    ratio="25",
                    progress_has=["建成3个"],
                    category="区级项目",
                ),
                project(
                    4,
                    "老旧管网",
                    "区城管局",
                    investment_plan="1900",
                    invested="400",
                    ratio="21.1",
                    progress_has=["8公里"],
                    category="区级项目",
                ),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 3],
            totals={"investment_plan": "9300", "invested": "2455"},
            findings=["subtotal_mismatch"],
        ),
        case(
            "b06_share_wrong_and_blank_plan.xlsx",
            "a share that does not fit its sums, a plan of 0 with a share, a plan left blank",
            workbook(
                (
                    "Sheet1",
                    grid("""
景川县2025年民生实事投资进度（截至6月底）
序号|项目名称|年度投资计划（万元）|完成投资（万元）|占比（%）|责任单位
1|乡村公路|1200|480|45|县交通局
2|文化下乡|0|0|0|县文旅局
3|学位扩容||350||县教育局
4|养老床位|600|612|102|县民政局
合计||1800|1442|80.1|
"""),
                    ["A1:F1"],
                )
            ),
            [
                project(
                    1, "乡村公路", "县交通局", investment_plan="1200", invested="480", ratio="45"
                ),
                project(2, "文化下乡", "县文旅局", investment_plan="0", invested="0"),
                project(
                    3, "学位扩容", "县教育局", investment_plan=None, invested="350", ratio=None
                ),
                project(
                    4, "养老床位", "县民政局", investment_plan="600", invested="612", ratio="102"
                ),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 6],
            totals={"investment_plan": "1800", "invested": "1442"},
            findings=["ratio_mismatch"],
            allow_all=True,
        ),
        case(
            "b07_formulas_sum_without_results.xlsx",
            "shares and sums as formulas whose results the file does not hold",
            workbook(
                (
                    "Sheet1",
                    grid("""
朝霞区2025年民生实事项目投资情况表（前三季度）
序号|项目名称|计划投资（万元）|完成投资（万元）|完成率|责任单位
1|口袋公园|480|360|=D3/C3|区园林局
2|积水点治理|1500|900|=D4/C4|区水务局
3|街面亮化|320|320|=D5/C5|区城管局
合计||=SUM(C3:C5)|=SUM(D3:D5)|=D6/C6|
"""),
                    ["A1:F1"],
                )
            ),
            [
                project(1, "口袋公园", "区园林局", investment_plan="480", invested="360"),
                project(2, "积水点治理", "区水务局", investment_plan="1500", invested="900"),
                project(3, "街面亮化", "区城管局", investment_plan="320", invested="320"),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 9],
            allow_all=True,
        ),
        case(
            "b08_category_sums_merged_left.xlsx",
            "category and its sum in merged cells at the left, each project's own sum at the right",
            workbook(
                (
                    "Sheet1",
                    grid("""
望江区2026年民生实事项目表
类别|类别投资（万元）|序号|项目名称|建设内容|投资（万元）|责任单位
教育|2600|1|新建幼儿园|新建公办幼儿园2所|1800|区教育局
||2|操场翻新|翻新学校操场8个|800|区教育局
医疗|950|3|卫生站改造|改造社区卫生服务站12个|600|区卫健委
||4|移动诊疗车|配置移动诊疗车5辆|350|区卫健委
"""),
                    ["A1:G1", "A3:A4", "B3:B4", "A5:A6", "B5:B6"],
                )
            ),
            [
                project(
                    1, "新建幼儿园", "区教育局", "2所", investment_plan="1800", category="教育"
                ),
                project(2, "操场翻新", "区教育局", "8个", investment_plan="800", category="教育"),
                project(
                    3, "卫生站改造", "区卫健委", "12个", investment_plan="600", category="医疗"
                ),
                project(4, "移动诊疗车", "区卫健委", "5辆", investment_plan="350", category="医疗"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
    ]


def _sources() -> list[Case]:
    return [
        case(
            "b09_sources_two_row_head.xlsx",
            "资金来源 with four parts below, the sum in the first of them, 到位资金 beside",
            workbook(
                (
                    "Sheet1",
                    grid("""
淮阳新区2026年民生实事资金筹措表
序号|项目名称|目标任务|资金来源（万元）||||到位资金（万元）|责任单位
|||合计|上级|本级|社会|||
1|健康步道|新建健康步道9公里|720|300|420||200|体育局
2|敬老院改造|改造敬老院6所|1500|1000|400|100|1000|民政局
3|村级充电桩|建设充电桩180个|540|||540|0|发改局
合计||| 2760|1300|820|640|1200|
"""),
                    ["A1:I1", "A2:A3", "B2:B3", "C2:C3", "D2:G2", "H2:H3", "I2:I3"],
                )
            ),
            [
                project(1, "健康步道", "体育局", "9公里", investment_plan="720"),
                project(2, "敬老院改造", "民政局", "6所", investment_plan="1500"),
                project(3, "村级充电桩", "发改局", "180个", investment_plan="540"),
            ],
            kind="plan",
            year=2026,
            totals={"investment_plan": "2760"},
            allow_all=True,
        ),
        case(
            "b10_money_goal_no_investment.xlsx",
            "loans and allowances are goals in 万元; the column of money is the budget",
            workbook(
                (
                    "Sheet1",
                    grid("""
晋源县2026年民生实事安排
序号|项目|目标|预算（万元）|牵头单位|协办单位
1|创业扶持|发放创业担保贷款5000万元，带动就业900人|150|县人社局|县财政局
2|高龄津贴|发放高龄津贴1260万元，惠及9800名老人|1260|县民政局|
3|农业保险|承保粮食作物32万亩|480|县农业农村局|县财政局、县林业局
"""),
                    ["A1:F1"],
                )
            ),
            [
                project(
                    1, "创业扶持", "县人社局! 县财政局~", "5000万元 900人", investment_plan="150"
                ),
                project(2, "高龄津贴", "县民政局!", "1260万元 9800名", investment_plan="1260"),
                project(
                    3,
                    "农业保险",
                    "县农业农村局! 县财政局~ 县林业局~",
                    "32万亩",
                    investment_plan="480",
                ),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "b11_three_year_money.xlsx",
            "whole investment, until last year, this year, next year: the year's is the plan",
            workbook(
                (
                    "Sheet1",
                    grid("""
沅水县2026年民生实事重点工程计划表（单位：万元）
序号|工程名称|建设规模|总投资|截至2025年底累计完成|2026年投资计划|2027年投资计划|责任单位
1|第三中学迁建|新建校舍4.2万平方米|21000|8600|9000|3400|县教育局
2|县医院传染病楼|新增床位160张|6800|0|4500|2300|县卫健局
3|城南水厂|新建日供水5万吨水厂1座|15200|12000|3200|0|县住建局
"""),
                    ["A1:H1"],
                )
            ),
            [
                project(1, "第三中学迁建", "县教育局", "4.2万平方米", investment_plan="9000"),
                project(2, "县医院传染病楼", "县卫健局", "160张", investment_plan="4500"),
                project(3, "城南水厂", "县住建局", "5万吨 1座", investment_plan="3200"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
    ]
