"""What stands around the list: a table of sums or of contacts before it, notes inside it, blank rows, forms to fill in."""

from __future__ import annotations

from docx.document import Document

from tests.documents.labelled.making import (
    Case,
    case,
    page,
    project,
    table,
    tabs,
    text,
    word,
    word_table,
    workbook,
)


def around() -> list[Case]:
    return [*_tables(), *_texts()]


def _tables() -> list[Case]:
    return [
        case(
            "r01_sums_before_the_list.docx",
            "a table of counts and sums by category before the list, a table of contacts behind it",
            word(_sums_first),
            [
                project(1, "新建社区食堂", "区民政局", "9家", investment_plan="270"),
                project(2, "免费体检", "区卫健委", "1.2万人", investment_plan="360"),
                project(3, "老旧管网改造", "区住建局", "42公里", investment_plan="3150"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "r02_notes_blank_rows.xlsx",
            "blank rows, a note in the midst, the sum of each page, 以下空白, who filled it in",
            workbook(
                (
                    "Sheet1",
                    [
                        ["附件1："],
                        ["2026年永泉区民生实事项目责任分解表"],
                        ["填报单位：区政府办", "", "", "", "填报日期：2026年1月20日"],
                        ["序号", "项目内容", "目标任务", "完成时间", "责任单位"],
                        [1, "保供菜店", "新设平价菜店20家", "国庆节前", "区商务局"],
                        [2, "家门口运动", "更新健身路径55条", "2026年9月", "区文体旅局"],
                        ["", "", "", "", ""],
                        ["以上为市级项目", "", "", "", ""],
                        [3, "微循环公交", "新开微循环公交线3条", "6月底前", "区交通局"],
                        [4, "残健融合", "建设残疾人之家6个", "全年", "区残联"],
                        ["（以下空白）", "", "", "", ""],
                        ["填表人：刘某", "", "审核人：王某", "", "联系电话：0000-7654321"],
                    ],
                    ["A2:E2", "A8:E8", "A11:E11"],
                )
            ),
            [
                project(1, "保供菜店", "区商务局", "20家", fair_any=["milestones"]),
                project(2, "家门口运动", "区文体旅局", "55条", fair_any=["milestones"]),
                project(3, "微循环公交", "区交通局", "3条", fair_any=["milestones"]),
                project(4, "残健融合", "区残联", "6个", fair_any=["milestones"]),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "r03_lights_and_reasons.xlsx",
            "a light, whether on time, reasons and what comes next beside what was done",
            workbook(
                (
                    "Sheet1",
                    [
                        ["盘龙县2026年民生实事工作推进月报（10月）"],
                        [
                            "序号",
                            "项目",
                            "年度任务",
                            "目前进展",
                            "进度状态",
                            "滞后原因",
                            "下月计划",
                            "责任单位",
                        ],
                        [
                            1,
                            "水库加固",
                            "加固小型水库12座",
                            "完成8座，在建4座",
                            "正常",
                            "",
                            "完成2座",
                            "县水利局",
                        ],
                        [
                            2,
                            "旧村改造",
                            "改造旧村5个",
                            "完成1个",
                            "滞后",
                            "征拆未完成",
                            "再开工2个",
                            "县住建局",
                        ],
                    ],
                    ["A1:H1"],
                )
            ),
            [
                project(
                    1,
                    "水库加固",
                    "县水利局",
                    "12座",
                    progress_has=["完成8座"],
                    progress_lacks=["完成2座"],
                ),
                project(
                    2,
                    "旧村改造",
                    "县住建局",
                    "5个",
                    progress_has=["完成1个"],
                    progress_lacks=["再开工", "征拆"],
                ),
            ],
            kind="progress",
            year=2026,
        ),
        case(
            "r04_numbers_of_their_own.csv",
            "numbers with letters, names with brackets, units with brackets",
            text("""
编号,民生实事名称,工作目标（2026年）,牵头单位（负责人）,配合单位
MS-01,"城市公园（口袋公园）提升",提升公园8个,市园林局（张强）,各区政府
MS-02,农村供水(二期),改造农村供水工程15处,市水利局（李丽）,市财政局、市生态环境局
MS-03,就业服务“零距离”,建设零工驿站12个,市人社局（王伟）,
"""),
            [
                project(1, "城市公园（口袋公园）提升", "市园林局! 各区政府~", "8个"),
                project(2, "农村供水(二期)", "市水利局! 市财政局~ 市生态环境局~", "15处"),
                project(3, "就业服务“零距离”", "市人社局!", "12个"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "r05_done_and_goal_as_words.html",
            "this year's things next to a table of last year's: only this year's are the document's",
            page(
                "<h2>关于河西区2025年民生实事完成情况的通报</h2>"
                "<p>2025年，全区10件民生实事全部完成。现通报如下。</p>"
                + table(
                    [
                        ["序号", "实事名称", "计划目标", "实际完成", "完成率", "牵头单位"],
                        [
                            "1",
                            "停车位建设",
                            "新增停车位1500个",
                            "新增停车位1668个",
                            "111.2%",
                            "区城管委",
                        ],
                        ["2", "校园保安", "配备专职保安320名", "配备320名", "100%", "区公安分局"],
                        [
                            "3",
                            "惠民影院",
                            "放映公益电影800场次",
                            "放映823场次",
                            "102.9%",
                            "区委宣传部",
                        ],
                    ]
                )
            ),
            [
                project(1, "停车位建设", "区城管委!", "1500个", progress_has=["1668个"]),
                project(2, "校园保安", "区公安分局!", "320名", progress_has=["320名"]),
                project(3, "惠民影院", "区委宣传部!", "800场次", progress_has=["823场次"]),
            ],
            kind="progress",
            year=2025,
            allow_all=True,
        ),
        case(
            "r06_goal_measure_count.txt",
            "goal words, measure and count in three columns, quarters as counts, no numbers",
            tabs(
                [
                    ["江岸县2026年民生实事量化目标表"],
                    [
                        "事项",
                        "量化指标",
                        "单位",
                        "全年",
                        "一季度",
                        "上半年",
                        "前三季度",
                        "责任单位",
                    ],
                    ["教育", "新增学位", "个", "1800", "0", "600", "1800", "县教育局"],
                    ["医疗", "家庭病床", "张", "120", "20", "60", "90", "县卫健局"],
                    ["养老", "适老化改造", "户", "350", "50", "200", "300", "县民政局"],
                ]
            ),
            [
                project(
                    1,
                    "教育",
                    "县教育局",
                    "1800个",
                    names_also=["新增学位"],
                    fair_any=["milestones"],
                ),
                project(
                    2, "医疗", "县卫健局", "120张", names_also=["家庭病床"], fair_any=["milestones"]
                ),
                project(
                    3,
                    "养老",
                    "县民政局",
                    "350户",
                    names_also=["适老化改造"],
                    fair_any=["milestones"],
                ),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
    ]


def _texts() -> list[Case]:
    return [
        case(
            "r07_chat_message.txt",
            "a list as it is sent in a chat: marks, full width, no stops",
            text("""
【2026年度石桥镇民生实事】
1️⃣ 新建村级停车场6处（村建办）
2️⃣ 安装监控探头２２０个（平安办）
3️⃣ 维修农田机井45眼（农业办）
"""),
            [
                project(1, "新建村级停车场6处", "村建办", "6处", name_any=True),
                project(2, "安装监控探头２２０个", "平安办", "220个", name_any=True),
                project(3, "维修农田机井45眼", "农业办", "45眼", name_any=True),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "r08_speech.txt",
            "a report to the congress: the list is one chapter among others",
            text("""
2026年柳江县政府工作报告（节选）
一、2025年工作回顾
地区生产总值增长6.2%，新增规上企业18家，改造老旧小区31个。
二、2026年工作安排
要坚持稳中求进，抓好项目建设。
三、2026年十件民生实事
1.新建公办幼儿园4所。
2.完成农村户厕改造2300户。
3.新增养老床位260张。
四、加强政府自身建设
要严格依法行政，压减一般性支出5%。
"""),
            [
                project(1, "新建公办幼儿园4所", "", "4所", name_any=True),
                project(2, "完成农村户厕改造2300户", "", "2300户", name_any=True),
                project(3, "新增养老床位260张", "", "260张", name_any=True),
            ],
            year=2026,
            kind="plan",
            allow_all=True,
        ),
        case(
            "r09_deadlines_in_words.txt",
            "deadlines in words and in the midst of a sentence",
            text("""
南塘区2026年民生实事
1.开学前完成25所学校教室照明改造。责任单位：区教育局
2.9月底前新增社区阅读空间14个。责任单位：区文旅局
3.力争年内完成排水管网检测修复86公里。责任单位：区水务局
"""),
            [
                project(1, "教室照明", "区教育局", "25所", name_any=True, fair_any=["milestones"]),
                project(
                    2, "社区阅读空间", "区文旅局", "14个", name_any=True, fair_any=["milestones"]
                ),
                project(
                    3, "排水管网", "区水务局", "86公里", name_any=True, fair_any=["milestones"]
                ),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "r10_report_two_paragraphs.txt",
            "goal in one paragraph and what was done in the next, headings with brackets",
            text("""
钟山县2026年民生实事三季度推进情况
（一）实施“出行畅通”工程
目标：新改建农村公路60公里，改造危桥4座。
截至9月底，新改建农村公路51公里，改造危桥4座。
（二）实施“饮水安全”工程
目标：新建集中供水点7处。
截至9月底，建成集中供水点5处，完成投资820万元。
（三）实施“校园暖冬”工程
目标：改造38所学校供暖设施。
截至9月底，完成38所，全部投用。
"""),
            [
                project(1, "实施“出行畅通”工程", "", "60公里 4座", progress_has=["51公里"]),
                project(
                    2, "实施“饮水安全”工程", "", "7处", progress_has=["5处"], fair_money=["820"]
                ),
                project(3, "实施“校园暖冬”工程", "", "38所", progress_has=["38所"]),
            ],
            kind="progress",
            year=2026,
            allow_all=True,
        ),
    ]


def _sums_first(document: Document) -> None:
    document.add_paragraph("临河区2026年民生实事项目计划")
    document.add_paragraph("表1 分类汇总")
    word_table(
        document,
        [
            ["类别", "项目数（个）", "计划投资（万元）"],
            ["民生保障", "2", "630"],
            ["城市更新", "1", "3150"],
            ["合计", "3", "3780"],
        ],
    )
    document.add_paragraph("表2 项目明细")
    word_table(
        document,
        [
            ["序号", "项目名称", "建设内容", "计划投资（万元）", "责任单位"],
            ["1", "新建社区食堂", "新建社区食堂9家", "270", "区民政局"],
            ["2", "免费体检", "免费体检1.2万人", "360", "区卫健委"],
            ["3", "老旧管网改造", "改造老旧管网42公里", "3150", "区住建局"],
        ],
    )
    document.add_paragraph("表3 联系人")
    word_table(
        document,
        [
            ["单位", "联系人", "电话"],
            ["区民政局", "赵", "0000-1111111"],
            ["区卫健委", "钱", "0000-2222222"],
        ],
    )
