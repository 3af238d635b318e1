"""Texts whose figures stand among words: parts of a sum, raised standards, last year's, counts of meetings, percents."""

from __future__ import annotations

from docx.document import Document

from tests.documents.labelled.making import Case, case, grid, project, text, word, word_table


def figures_in_words() -> list[Case]:
    return [*_plans(), *_reports(), *_word()]


def _plans() -> list[Case]:
    return [
        case(
            "j01_of_which.txt",
            "其中 parts of a goal, a standard raised from … to …, at most, the share of a whole",
            text("""
沙河湾县2026年民生实事项目清单
1.改造老旧小区32个，其中城区24个、乡镇8个。责任单位：县住建局
2.将城乡低保标准由每人每月720元提高到760元。责任单位：县民政局
3.将企业开办时间压缩至0.5个工作日以内。责任单位：县政务服务中心
4.农村生活垃圾无害化处理率达到98%以上，新增转运站3座。责任单位：县城管局
5.新增家庭医生签约2.3万人，签约覆盖率较上年提高5个百分点。责任单位：县卫健局
"""),
            [
                project(1, "改造老旧小区32个", "县住建局", "32个 24个 8个", name_any=True),
                project(2, "低保", "县民政局", "760元", name_any=True),
                project(3, "企业开办", "县政务服务中心", "0.5个工作日", name_any=True),
                project(4, "农村生活垃圾", "县城管局", "98% 3座", name_any=True),
                project(5, "家庭医生", "县卫健局", "2.3万人 5个百分点", name_any=True),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "j02_colons_and_dashes.txt",
            "—— between name and goal, full-width numbers with dots, units behind a slash",
            text("""
望月湖区２０２６年民生实事
１．乐龄学堂——开设老年学堂２６个／区委老干局、区民政局
２．青年驿站——新建青年驿站５家，提供床位１８０张／团区委、区人社局
３．便民早市——设置便民早市１２处／区商务局、各街道办事处
"""),
            [
                project(1, "乐龄学堂", "区委老干局 区民政局", "26个"),
                project(2, "青年驿站", "团区委 区人社局", "5家 180张"),
                project(3, "便民早市", "区商务局 各街道办事处", "12处"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "j03_deadline_lines.txt",
            "完成时限 as 2026年11月, 长期坚持, 次年6月; leaders in a line of their own",
            text("""
铜梁坝区2026年重点民生实事责任清单
一、社区托育点建设
工作目标：新建社区托育点10个，新增托位400个
分管领导：副区长 罗某某
牵头单位：区卫健局
配合单位：区教育局、区住建局
完成时限：2026年11月
二、健康驿站
工作目标：建设健康驿站16个
分管领导：副区长 唐某某
牵头单位：区卫健局
配合单位：各镇人民政府、街道办事处
完成时限：2027年6月
三、文明养犬
工作目标：开展宣传48场次
分管领导：副区长 罗某某
牵头单位：区公安分局
配合单位：区城管局
完成时限：长期坚持
"""),
            [
                project(
                    1, "社区托育点建设", "区卫健局! 区教育局~ 区住建局~", "10个 400个", [(11, "")]
                ),
                project(2, "健康驿站", "区卫健局! 各镇人民政府~ 街道办事处~", "16个"),
                project(3, "文明养犬", "区公安分局! 区城管局~", "48场次"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "j04_tail_figures.txt",
            "a closing paragraph with counts and sums, a hot line, an address; nothing of it is the last project's",
            text("""
紫荆山区2026年民生实事项目公告
经区十九届人大六次会议票决，确定2026年民生实事项目3件，现予公告。
一、新建社区图书室15个（区文旅局）
二、更新公交车80辆（区交通局）
三、免费孕前检查2600人（区卫健局）
以上项目总投资约1.35亿元，惠及群众23万人，监督电话：0371-60000000，投诉热线12345。
特此公告。
紫荆山区人民政府
2026年2月6日
"""),
            [
                project(1, "新建社区图书室15个", "区文旅局", "15个", name_any=True),
                project(2, "更新公交车80辆", "区交通局", "80辆", name_any=True),
                project(3, "免费孕前检查2600人", "区卫健局", "2600人", name_any=True),
            ],
            kind="plan",
            year=2026,
            issued_on="2026-02-06",
            issuer="紫荆山区人民政府",
            allow_all=True,
        ),
    ]


def _reports() -> list[Case]:
    return [
        case(
            "j05_stages.txt",
            "started, under way and done in one sentence; a percent of works; what is left",
            text("""
龙泉坞县2025年民生实事项目三季度推进情况
（截至9月底）
1.校舍安全工程。年度目标：加固校舍18栋。进展：已开工18栋，完工11栋，其余7栋正在施工。责任单位：县教育局
2.社区养老中心。年度目标：建设社区养老中心5个。进展：2个已投用，2个主体完工，1个形象进度60%。责任单位：县民政局
3.高标准农田。年度目标：建设高标准农田2.4万亩。进展：已完成招标，土地平整完成1.6万亩，完成总工程量的65%。责任单位：县农业农村局
4.城区公厕。年度目标：新建公厕9座。进展：全部建成并开放。责任单位：县城管局
"""),
            [
                project(1, "校舍安全工程", "县教育局", "18栋", reported=["11"]),
                project(2, "社区养老中心", "县民政局", "5个", reported=["2"]),
                project(3, "高标准农田", "县农业农村局", "2.4万亩", progress_has=["1.6万亩"]),
                project(4, "城区公厕", "县城管局", "9座", progress_has=["全部建成"]),
            ],
            kind="progress",
            year=2025,
            allow_all=True,
        ),
        case(
            "j06_last_year_beside.txt",
            "同比, 上年同期 and 2024年 figures beside this year's result",
            text("""
金鸡岭区2025年上半年民生实事进展情况
一、城镇就业。年度目标：城镇新增就业8000人。上半年新增就业4620人，同比增长6.3%，上年同期为4346人。责任单位：区人社局
二、免费婚检。年度目标：免费婚检3000对。上半年完成1580对，2024年全年完成2890对。责任单位：区卫健局
三、公交优化。年度目标：优化公交线路10条。上半年优化6条，新增站点24个。责任单位：区交通局
"""),
            [
                project(1, "城镇就业", "区人社局", "8000人", reported=["4620"]),
                project(2, "免费婚检", "区卫健局", "3000对", reported=["1580"]),
                project(3, "公交优化", "区交通局", "10条", reported=["6"]),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 6],
            allow_all=True,
        ),
        case(
            "j07_money_words.txt",
            "已拨付, 已下达, 累计完成投资 and 占年度计划 in a sentence",
            text("""
丹河口县2025年1—9月民生实事投资进展
1.农村供水保障工程（县水利局）。年度计划投资3200万元，累计完成投资2560万元，占年度计划的80%，已拨付资金1900万元。
2.公办幼儿园新建工程（县教育局）。年度计划投资1.1亿元，累计完成投资0.66亿元，占年度计划的60%，已下达专项债券5000万元。
"""),
            [
                project(
                    1,
                    "农村供水保障工程",
                    "县水利局",
                    investment_plan="3200",
                    invested="2560",
                    ratio="80",
                ),
                project(
                    2,
                    "公办幼儿园新建工程",
                    "县教育局",
                    investment_plan="11000",
                    invested="6600",
                    ratio="60",
                ),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 9],
            allow_all=True,
        ),
    ]


def _word() -> list[Case]:
    return [
        case(
            "j08_merged_goal_over_projects.docx",
            "one cell of units and one remark merged over all rows, an empty row between",
            word(_merged),
            [
                project(1, "村道提升", "县交通局 各乡镇", "46公里", [(10, "")]),
                project(2, "桥梁维修", "县交通局 各乡镇", "9座", [(11, "")]),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "j09_table_and_paragraphs.docx",
            "a table with names and units, the goals of each in numbered paragraphs below",
            word(_goals_below),
            [
                project(1, "智慧养老", "区民政局", progress_lacks=[]),
                project(2, "普惠托育", "区卫健局", progress_lacks=[]),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
    ]


def _merged(document: Document) -> None:
    document.add_paragraph("青龙潭县2026年民生实事（交通类）")
    word_table(
        document,
        grid("""
序号|项目|目标|完成时限|责任单位|备注
1|村道提升|提升村道46公里|2026年10月|县交通局、各乡镇|市级补助
2|桥梁维修|维修桥梁9座|2026年11月|县交通局、各乡镇|市级补助
"""),
        [(1, 4, 2, 4), (1, 5, 2, 5)],
    )


def _goals_below(document: Document) -> None:
    document.add_paragraph("龙湾区2026年民生实事项目")
    word_table(
        document,
        grid("""
序号|项目名称|责任单位
1|智慧养老|区民政局
2|普惠托育|区卫健局
"""),
    )
    document.add_paragraph("具体任务如下：")
    document.add_paragraph("1.智慧养老：新建智慧养老院2家，安装智能设备1500套。")
    document.add_paragraph("2.普惠托育：新增普惠托位800个。")
