"""Quarters, half-years, deadlines and years: plans by quarter, reports by quarter, dates as serials and in Chinese."""

from __future__ import annotations

import datetime

from openpyxl.worksheet.worksheet import Worksheet

from tests.documents.labelled.making import Case, case, grid, project, tabs, text, workbook


def quarters() -> list[Case]:
    return [*_plans(), *_reports(), *_years()]


def _deadlines(sheet: Worksheet) -> None:
    sheet["D3"] = datetime.date(2026, 10, 31)
    sheet["D3"].number_format = 'yyyy"年"m"月"d"日"'
    sheet["D4"] = 46295
    sheet["D5"] = datetime.date(2026, 6, 30)
    sheet["D5"].number_format = "yyyy/m/d"
    sheet["D6"] = "二〇二六年十一月底"


def _plans() -> list[Case]:
    return [
        case(
            "c01_quarters_under_one_head.xlsx",
            "季度目标 over four columns, unit column before the name, categories merged at the left",
            workbook(
                (
                    "Sheet1",
                    grid("""
泸阳区2026年民生实事季度推进计划表
类别|责任单位|序号|项目名称|年度目标|季度目标|||
|||||一季度|二季度|三季度|四季度
民生保障|区民政局|1|适老化改造|完成适老化改造600户|确定改造名单|累计完成200户|累计完成450户|累计完成600户
|区残联|2|辅具适配|适配辅具900件|—|适配300件|适配600件|适配900件
城市更新|区住建局|3|老旧小区|改造老旧小区22个|完成设计|开工22个|完工10个|完工22个
"""),
                    ["A1:I1", "A2:A3", "B2:B3", "C2:C3", "D2:D3", "E2:E3", "F2:I2", "A4:A5"],
                )
            ),
            [
                project(
                    1,
                    "适老化改造",
                    "区民政局",
                    "600户",
                    [(3, "确定改造名单"), (6, "200户"), (9, "450户"), (12, "600户")],
                    category="民生保障",
                ),
                project(
                    2,
                    "辅具适配",
                    "区残联",
                    "900件",
                    [(6, "300件"), (9, "600件"), (12, "900件")],
                    category="民生保障",
                ),
                project(
                    3,
                    "老旧小区",
                    "区住建局",
                    "22个",
                    [(3, "完成设计"), (6, "开工22个"), (9, "完工10个"), (12, "完工22个")],
                    category="城市更新",
                ),
            ],
            kind="plan",
            year=2026,
            allowed=["milestone_decreases"],
        ),
        case(
            "c02_deadlines_four_ways.xlsx",
            "deadlines as a date, a bare serial, another format and in Chinese",
            workbook(
                (
                    "Sheet1",
                    grid("""
云门县2026年民生实事责任清单
序号|项目|目标|完成时限|责任单位
1|山塘整治|整治山塘14口||县水利局
2|公厕改造|改造公厕26座||县城管局
3|校车更新|更新校车12辆||县教育局
4|农村电网|改造配电台区40个||县供电公司
5|路灯节能|更换节能路灯1500盏|9月底前|县城管局
6|湿地公园|建设湿地公园1个|长期|县林业局
"""),
                    ["A1:E1"],
                ),
                after=_deadlines,
            ),
            [
                project(1, "山塘整治", "县水利局", "14口", [(10, "")]),
                project(2, "公厕改造", "县城管局", "26座", fair_milestones=[9]),
                project(3, "校车更新", "县教育局", "12辆", [(6, "")]),
                project(4, "农村电网", "县供电公司", "40个", [(11, "")]),
                project(5, "路灯节能", "县城管局", "1500盏", [(9, "")]),
                project(6, "湿地公园", "县林业局", "1个"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "c03_steps_in_lines.xlsx",
            "进度安排 in one cell, a line a step, with dates written in several ways",
            workbook(
                (
                    "Sheet1",
                    grid("""
苍梧区2026年民生实事实施方案任务表
序号|项目名称|工作目标|进度安排|责任单位
1|社区医院|建设社区医院3家|3月：完成选址¶6月：完成装修¶10月：投入使用|区卫健局
2|充电设施|新建充电桩400个|上半年完成200个；年底前完成400个|区发改局
3|绿道贯通|贯通绿道11公里|2026.4.30前开工，2026.9.30前完工|区园林局
4|法律顾问|村居法律顾问覆盖率100%|全年持续推进|区司法局
"""),
                    ["A1:E1"],
                )
            ),
            [
                project(
                    1, "社区医院", "区卫健局", "3家", [(3, "选址"), (6, "装修"), (10, "投入使用")]
                ),
                project(2, "充电设施", "区发改局", "400个", [(6, "200个"), (12, "400个")]),
                project(3, "绿道贯通", "区园林局", "11公里", [(4, "开工"), (9, "完工")]),
                project(4, "法律顾问", "区司法局", "100%", fair_milestones=[12]),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "c04_two_half_years.txt",
            "上半年目标 and 全年目标, steps with bare counts under a measure in a column",
            tabs(
                grid("""
青岩镇2026年十件民生实事目标分解
序号|事项|计量单位|全年目标|上半年目标|责任办所
1|新建垃圾分类亭|座|36|15|综合执法队
2|维修灌溉渠道|米|5200|2600|农业服务中心
3|免费白内障手术|例|45|20|卫生院
""")
            ),
            [
                project(1, "新建垃圾分类亭", "综合执法队", "36座", [(6, "15")]),
                project(2, "维修灌溉渠道", "农业服务中心", "5200米", [(6, "2600")]),
                project(3, "免费白内障手术", "卫生院", "45例", [(6, "20")]),
            ],
            kind="plan",
            year=2026,
            findings=["count_mismatch"],
        ),
    ]


def _reports() -> list[Case]:
    return [
        case(
            "c05_quarters_done_in_period.xlsx",
            "what each quarter did by itself, and the sum so far at the end",
            workbook(
                (
                    "Sheet1",
                    grid("""
长坪县2025年民生实事分季度完成情况
序号|项目|全年目标|一季度完成|二季度完成|三季度完成|累计完成|责任单位
1|新增床位|新增养老床位300张|60张|80张|75张|215张|县民政局
2|技能培训|培训技能人才2400人次|500人次|700人次|650人次|1850人次|县人社局
"""),
                    ["A1:H1"],
                )
            ),
            [
                project(1, "新增床位", "县民政局", "300张", reported=["215"]),
                project(2, "技能培训", "县人社局", "2400人次", reported=["1850"]),
            ],
            kind="progress",
            year=2025,
            allow_all=True,
        ),
        case(
            "c06_goal_of_quarter_and_done.xlsx",
            "a report of the third quarter: the quarter's goal, what was done, and what comes next",
            workbook(
                (
                    "Sheet1",
                    grid("""
霞浦新区2025年民生实事三季度督查情况
序号|项目名称|年度目标|三季度节点目标|三季度完成情况|四季度工作计划|责任单位
1|智慧安防小区|建设智慧安防小区40个|建成30个|建成32个|建成40个|公安分局
2|河道清淤|清淤河道26公里|完成20公里|完成17.5公里|全部完成|水务局
"""),
                    ["A1:G1"],
                )
            ),
            [
                project(
                    1,
                    "智慧安防小区",
                    "公安分局",
                    "40个",
                    progress_has=["32"],
                    progress_lacks=["建成40个"],
                    reported=["32"],
                    fair_milestones=[9, 12],
                ),
                project(
                    2,
                    "河道清淤",
                    "水务局",
                    "26公里",
                    progress_has=["17.5"],
                    progress_lacks=["全部完成"],
                    reported=["17.5"],
                    fair_milestones=[9, 12],
                ),
            ],
            kind="progress",
            year=2025,
            period=[2025, 7, 9],  # 三季度 is July to September: documents.dates.period_in
            allow_all=True,
        ),
        case(
            "c07_date_in_chinese.txt",
            "document number, a day in Chinese numerals, an issuer at the end, an annex with the list",
            text("""
南屏县人民政府办公室关于印发2026年民生实事项目实施方案的通知
南屏府办发〔2026〕8号
各乡镇人民政府、县政府各部门：
《2026年民生实事项目实施方案》已经县政府同意，现印发给你们，请认真贯彻执行。
南屏县人民政府办公室
二〇二六年三月十二日
附件
2026年民生实事项目清单
1.新建农村寄递物流服务点56个。（责任单位：县商务局、县邮政管理局）
2.实施农村危房改造138户。（责任单位：县住房城乡建设局）
3.新建社区“15分钟健身圈”9个。（责任单位：县体育局）
"""),
            [
                project(
                    1, "新建农村寄递物流服务点56个", "县商务局 县邮政管理局", "56个", name_any=True
                ),
                project(2, "实施农村危房改造138户", "县住房城乡建设局", "138户", name_any=True),
                project(3, "新建社区“15分钟健身圈”9个", "县体育局", "9个", name_any=True),
            ],
            kind="plan",
            year=2026,
            issued_on="2026-03-12",
            issuer="南屏县人民政府办公室",
        ),
    ]


def _years() -> list[Case]:
    return [
        case(
            "c08_goals_over_years.txt",
            "goals until 2028, of which this year; growth against last year",
            text("""
鹿鸣区2026年民生实事项目
1.幼有善育。到2028年新增托位1800个，2026年新增600个。责任单位：区卫健局
2.老有颐养。2025年已建成养老服务站22个，2026年再建成18个。责任单位：区民政局
3.出行畅通。三年内改造道路90公里，今年完成35公里。责任单位：区交通局
4.绿色供暖。较上年新增供暖面积42万平方米。责任单位：区城管局
"""),
            [
                project(1, "幼有善育", "区卫健局", "600个"),
                project(2, "老有颐养", "区民政局", "18个"),
                project(3, "出行畅通", "区交通局", "35公里"),
                project(4, "绿色供暖", "区城管局", "42万平方米"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "c09_columns_of_three_years.xlsx",
            "总目标, 2025年已完成, 2026年目标, 2027年目标",
            workbook(
                (
                    "Sheet1",
                    grid("""
金沙区民生实事三年行动2026年度任务表
序号|项目名称|总目标（2025—2027年）|2025年完成数|2026年目标|2027年目标|责任单位
1|老旧小区加装电梯|加装电梯300部|加装90部|加装120部|加装90部|区住建委
2|社区阅读空间|建设阅读空间60个|建成20个|建设25个|建设15个|区文旅委
"""),
                    ["A1:G1"],
                )
            ),
            [
                project(1, "老旧小区加装电梯", "区住建委", "120部"),
                project(2, "社区阅读空间", "区文旅委", "25个"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "c10_signed_day_short.txt",
            "a notice with its days written short: 2025.4.25 and 4月25日—5月24日",
            text("""
碧江区2025年一季度民生实事进展情况公示
现将碧江区2025年1—3月民生实事进展情况予以公示，公示期为2025.4.25—2025.5.24。如有异议，请在公示期内以来信、来电、来访方式反映。
联系人：王某某；联系电话：0856-1234567
一、公厕新建。年度目标：新建公厕12座。进展：完成选址12座，开工5座。责任单位：区城管局
二、饮水安全。年度目标：改造供水管网30公里。进展：完成6.5公里。责任单位：区水务局
碧江区发展和改革局
2025.4.24
"""),
            [
                project(1, "公厕新建", "区城管局", "12座", progress_has=["开工5座"]),
                project(
                    2, "饮水安全", "区水务局", "30公里", progress_has=["6.5公里"], reported=["6.5"]
                ),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 3],
            notice={
                "opens_on": "2025-04-25",
                "closes_on": "2025-05-24",
                "contact_phone": "0856-1234567",
            },
        ),
    ]
