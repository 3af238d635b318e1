"""Rows and scales: plan and deed in rows of their own, parts with numbers, vague sums, thousands parted by blanks."""

from __future__ import annotations

from collections.abc import Iterator

from docx.document import Document

from tests.documents.labelled.making import (
    Case,
    case,
    grid,
    page,
    project,
    table,
    text,
    word,
    word_table,
    workbook,
)


def rows_and_scales() -> Iterator[Case]:
    yield case(
        "k01_signs_of_bounds.xlsx",
        "counts with +, ≥, ＞ and ~",
        workbook(
            (
                "Sheet1",
                grid("""
甲坪县2026年民生实事任务表
序号|项目名称|目标任务|责任单位
1|绿化|新增绿地≥25公顷|县林业局
2|培训|培训800~1000人次|县人社局
3|路灯|更换路灯1200+盏|县城管局
4|床位|新增床位100-120张|县民政局
"""),
                ["A1:D1"],
            )
        ),
        [
            project(1, "绿化", "县林业局", "25公顷"),
            project(2, "培训", "县人社局", "800人次"),
            project(3, "路灯", "县城管局", "1200盏"),
            project(4, "床位", "县民政局", "100张"),
        ],
        kind="plan",
        year=2026,
        allow_all=True,
    )
    yield case(
        "k02_progress_before_goal.xlsx",
        "goal and progress columns swapped: progress first",
        workbook(
            (
                "Sheet1",
                grid("""
乙坪县2025年民生实事进展（1-8月）
序号|项目名称|责任单位|截至8月底完成情况|年度目标
1|公厕|县城管局|建成6座|新建公厕10座
2|管网|县住建局|完成12.5公里|改造管网20公里
"""),
                ["A1:E1"],
            )
        ),
        [
            project(1, "公厕", "县城管局", "10座", reported=["6"]),
            project(2, "管网", "县住建局", "20公里", reported=["12.5"]),
        ],
        kind="progress",
        year=2025,
        period=[2025, 1, 8],
    )
    yield case(
        "k03_goals_of_five_years.xlsx",
        "year's and 5-year goals in one cell by lines",
        workbook(
            (
                "Sheet1",
                grid("""
丙坪区2026年民生实事
序号|项目名称|目标|责任单位
1|加装电梯|“十五五”目标：加装300部¶2026年目标：加装60部|区住建局
2|停车位|到2030年新增9000个，其中2026年新增1500个|区城管局
"""),
                ["A1:D1"],
            )
        ),
        [project(1, "加装电梯", "区住建局", "60部"), project(2, "停车位", "区城管局", "1500个")],
        kind="plan",
        year=2026,
        allow_all=True,
    )
    yield case(
        "k04_units_before_goals.txt",
        "numbered with Chinese and units in front",
        text("""
丁坪区2026年民生实事项目
一、区教育局：新建公办幼儿园3所，新增学位810个。
二、区民政局：建设社区食堂12家。
三、区卫健局、区财政局：为6500名妇女免费筛查。
"""),
        [
            project(1, "", "区教育局", "3所 810个", name_any=True),
            project(2, "", "区民政局", "12家", name_any=True),
            project(3, "", "区卫健局 区财政局", "6500名", name_any=True),
        ],
        kind="plan",
        year=2026,
        allow_all=True,
    )
    yield case(
        "k05_sum_over_two_rows.xlsx",
        "money merged over two projects",
        workbook(
            (
                "Sheet1",
                grid("""
戊坪县2026年民生实事计划
序号|项目名称|建设内容|投资（万元）|责任单位
1|小学|新建小学1所|3000|县教育局
2|中学|新建中学1所||县教育局
3|医院|新建医院1所|5000|县卫健局
合计|||8000|
"""),
                ["A1:E1", "D3:D4"],
            )
        ),
        [
            project(1, "小学", "县教育局", "1所", fair_money=["3000"]),
            project(2, "中学", "县教育局", "1所"),
            project(3, "医院", "县卫健局", "1所", investment_plan="5000"),
        ],
        kind="plan",
        year=2026,
        totals={"investment_plan": "8000"},
        allow_all=True,
    )
    yield case(
        "k06_thousands_by_blanks.html",
        "figures with thin spaces and thousands blank",
        page(
            "<h2>己坪县2026年民生实事</h2>"
            + table(
                [
                    ["序号", "项目", "目标", "投资/万元", "责任单位"],
                    ["1", "公路", "硬化公路1&thinsp;260米", "1&nbsp;250.5", "县交通局"],
                    ["2", "水池", "新建水池１２口", "３００", "县水利局"],
                ]
            )
        ),
        [
            project(1, "公路", "县交通局", "1260米", investment_plan="1250.5"),
            project(2, "水池", "县水利局", "12口", investment_plan="300"),
        ],
        kind="plan",
        year=2026,
        allow_all=True,
    )
    yield case(
        "k07_decimal_commas.csv",
        "semicolon with decimal comma",
        text("""
序号;项目名称;目标任务;投资（万元）;责任单位
1;村道;硬化村道3,5公里;120,5;县交通局
2;桥梁;新建桥梁2座;1.200,00;县交通局
"""),
        [
            project(
                1,
                "村道",
                "县交通局",
                "",
                fair_quantities=["3.5公里", "5公里", "3公里"],
                fair_money=["120.5"],
            ),
            project(2, "桥梁", "县交通局", "2座", fair_money=["1200"]),
        ],
        kind="plan",
        allow_all=True,
    )
    yield case(
        "k08_rates_and_limits.txt",
        "progress with reduction, done over goal, rate",
        text("""
庚坪县2025年民生实事完成情况
1.就业。目标：新增就业3000人。完成情况：新增就业3215人，完成年度目标的107.2%。责任单位：县人社局
2.办件。目标：平均办理时限压缩至3个工作日。完成情况：压缩至2.6个工作日。责任单位：县政务局
3.空气。目标：优良天数比例达到90%。完成情况：优良天数比例92.4%，同比提高1.3个百分点。责任单位：县生态环境局
"""),
        [
            project(1, "就业", "县人社局", "3000人", reported=["3215"]),
            project(2, "办件", "县政务局", "3个工作日", reported=["2.6"]),
            project(3, "空气", "县生态环境局", "90%", reported=["92.4"]),
        ],
        kind="progress",
        year=2025,
    )
    yield case(
        "k09_lights_and_time.xlsx",
        "light columns and a percent of the year",
        workbook(
            (
                "Sheet1",
                grid("""
辛坪区2025年民生实事进度（10月）
序号|项目|目标任务|累计完成|序时进度|完成比例|红黄绿灯|责任单位
1|绿道|建设绿道20公里|15公里|83.3%|75%|黄灯|区园林局
2|校车|更新校车15辆|15辆|83.3%|100%|绿灯|区教育局
"""),
                ["A1:H1"],
            )
        ),
        [
            project(1, "绿道", "区园林局", "20公里", reported=["15"]),
            project(2, "校车", "区教育局", "15辆", reported=["15"]),
        ],
        kind="progress",
        year=2025,
    )
    yield case(
        "k10_numerals_of_categories.docx",
        "category rows with numerals within the number column",
        word(_numerals),
        [
            project(1, "幼儿园", "区教育局", "2所", [(9, "")], category="教育"),
            project(2, "校舍", "区教育局", "5栋", [(8, "")], category="教育"),
            project(3, "卫生站", "区卫健局", "6个", [(12, "")], category="医疗"),
        ],
        kind="plan",
        year=2026,
        allow_all=True,
    )
    yield case(
        "k11_list_in_a_sentence.txt",
        "a list inside one paragraph with circled numbers and units",
        text("""
癸坪区2026年将办好以下民生实事：①新建停车场6处（区城管局）；②改造老旧管网28公里（区住建局）；③新增托位450个（区卫健局）。
"""),
        [
            project(1, "", "区城管局", "6处", name_any=True),
            project(2, "", "区住建局", "28公里", name_any=True),
            project(3, "", "区卫健局", "450个", name_any=True),
        ],
        kind="plan",
        year=2026,
        allow_all=True,
    )
    yield case(
        "k12_numbers_of_parts.xlsx",
        "blank names filled by 同上, number 1-1",
        workbook(
            (
                "Sheet1",
                grid("""
子坪区2026年民生实事
序号|项目名称|子项目|目标|责任单位
'1-1|便民服务|便民点|新建便民点8个|区政务局
'1-2|便民服务|自助机|投放自助机40台|区政务局
'2-1|社区健康|健康屋|新建健康屋5个|区卫健局
"""),
                ["A1:E1"],
            )
        ),
        [project(1, "便民服务", "区政务局", "8个 40台"), project(2, "社区健康", "区卫健局", "5个")],
        kind="plan",
        year=2026,
        allow_all=True,
    )
    yield case(
        "k13_plan_and_deed_rows.xlsx",
        "计划 and 实际 as two rows of each project",
        workbook(
            (
                "Sheet1",
                grid("""
丑坪县2025年民生实事计划与完成对照表
序号|项目名称|类型|一季度|二季度|三季度|四季度|责任单位
1|改厕（户）|计划|100|300|600|800|县农业农村局
||实际|120|310|590||
2|体检（人）|计划|1000|3000|5000|6000|县卫健局
||实际|980|3100|5020||
"""),
                ["A1:H1", "A3:A4", "B3:B4", "H3:H4", "A5:A6", "B5:B6", "H5:H6"],
            )
        ),
        [
            project(
                1,
                "改厕",
                "县农业农村局",
                "800户",
                names_also=["改厕（户）"],
                fair_any=["milestones"],
            ),
            project(
                2, "体检", "县卫健局", "6000人", names_also=["体检（人）"], fair_any=["milestones"]
            ),
        ],
        year=2025,
        allow_all=True,
    )
    yield case(
        "k14_vague_money.xlsx",
        "投资 in words with 约/以内/余",
        workbook(
            (
                "Sheet1",
                grid("""
寅坪县2026年民生实事
序号|项目|内容|投资|责任单位
1|水厂|新建水厂1座|约1.2亿元|县水利局
2|道路|改造道路5公里|2000余万元|县交通局
3|公园|新建公园1个|不超过800万元|县住建局
4|照明|安装路灯300盏|45.6万|县城管局
"""),
                ["A1:E1"],
            )
        ),
        [
            project(1, "水厂", "县水利局", "1座", fair_money=["12000"]),
            project(2, "道路", "县交通局", "5公里", fair_money=["2000"]),
            project(3, "公园", "县住建局", "1个", fair_money=["800"]),
            project(4, "照明", "县城管局", "300盏", investment_plan="45.6"),
        ],
        kind="plan",
        year=2026,
        allow_all=True,
    )
    yield case(
        "k15_raised_powers.html",
        "superscript units m² and a footnote column",
        page(
            "<h2>卯坪区2026年民生实事</h2>"
            + table(
                [
                    ["序号", "项目<sup>①</sup>", "目标", "责任单位"],
                    ["1", "球场", "新建球场3600m<sup>2</sup>", "区体育局"],
                    ["2", "步道", "新建步道5km<sup>②</sup>", "区园林局"],
                ]
            )
            + "<p>①按区级口径。②含改建。</p>"
        ),
        [project(1, "球场", "区体育局", "3600m2"), project(2, "步道", "区园林局", "5km")],
        kind="plan",
        year=2026,
        allow_all=True,
    )


def _numerals(document: Document) -> None:
    document.add_paragraph("壬坪区2026年民生实事项目清单")
    word_table(
        document,
        grid("""
序号|类别|项目名称|目标任务|责任单位|完成时间
一|教育||||
1||幼儿园|新建幼儿园2所|区教育局|2026年9月
2||校舍|维修校舍5栋|区教育局|2026年8月
二|医疗||||
3||卫生站|改造卫生站6个|区卫健局|2026年12月
"""),
    )
