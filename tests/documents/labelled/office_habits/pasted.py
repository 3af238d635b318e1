"""Plain text as it is pasted: numbered paragraphs, odd delimiters, lines cut by a width, words one below another."""

from __future__ import annotations

from tests.documents.labelled.making import Case, case, project, text


def pasted() -> list[Case]:
    return [*_separated(), *_paragraphs(), *_notices()]


def _separated() -> list[Case]:
    return [
        case(
            "g01_bars.csv",
            "cells parted by |, one quoted with a bar inside, gbk",
            text(
                """
序号|项目名称|年度目标|责任单位
1|新建公园|新建公园3个|县园林局
2|"改造提升|农贸市场"|改造农贸市场4个|县商务局
3|河湖治理|治理河道16公里|县水利局
""",
                "gbk",
            ),
            [
                project(1, "新建公园", "县园林局", "3个"),
                project(
                    2,
                    "改造提升农贸市场",
                    "县商务局",
                    "4个",
                    names_also=["改造提升|农贸市场", "改造提升"],
                ),
                project(3, "河湖治理", "县水利局", "16公里"),
            ],
            kind="plan",
            allow_all=True,
        ),
        case(
            "g02_commas_in_cells.csv",
            "separators in figures and commas in quoted cells, a title line, empty columns at the end",
            text("""
南山口区2026年民生实事项目计划表,,,,,
,,,,,
序号,项目名称,"目标任务",投资（万元）,责任单位,
1,道路提质,"提质道路23条,总长41.5公里","12,800.50",区城管局,
2,清洁能源公交,"更新公交车60辆,新建充电站2座","4,200",区交通局,
3,"一老一小","新增托位300个,老年学堂15个",760,"区民政局,区卫健局",
合计,,,"17,760.50",,
"""),
            [
                project(1, "道路提质", "区城管局", "23条 41.5公里", investment_plan="12800.50"),
                project(2, "清洁能源公交", "区交通局", "60辆 2座", investment_plan="4200"),
                project(3, "一老一小", "区民政局 区卫健局", "300个 15个", investment_plan="760"),
            ],
            kind="plan",
            year=2026,
            totals={"investment_plan": "17760.50"},
        ),
        case(
            "g03_full_width_separators.txt",
            "columns parted by full-width bars and full-width blanks, full-width digits",
            text("""
北渡镇２０２６年民生实事
序号｜项目｜目标｜责任单位
１｜路灯亮化｜安装路灯３２０盏｜村镇办
２｜塘坝清淤｜清淤塘坝１８口｜农业办
３｜文化活动｜举办活动４０场次｜文化站
"""),
            [
                project(1, "路灯亮化", "村镇办", "320盏"),
                project(2, "塘坝清淤", "农业办", "18口"),
                project(3, "文化活动", "文化站", "40场次"),
            ],
            kind="plan",
            year=2026,
        ),
    ]


def _paragraphs() -> list[Case]:
    return [
        case(
            "g04_lines_cut_by_width.txt",
            "paragraphs cut at a width: figures and their measures stand on two lines",
            text("""
临潭河区2026年民生实事项目清单
1.实施学前教育普惠扩容工程。新建公办幼儿园4所，新增学位1
080个，普惠性幼儿园覆盖率达到92%以上。责任单位：区教
育局、区发展改革局
2.实施社区卫生服务提升工程。改造社区卫生服务中心5
个，配备全科医生不少于40名。责任单位：区卫生健康局
3.实施就业创业促进工程。城镇新增就业1.2万
人，培训技能人才4500人次。责任单位：区人力资源社会保障局
"""),
            [
                project(1, "实施学前教育普惠扩容工程", "区教育局 区发展改革局", "4所 1080个 92%"),
                project(2, "实施社区卫生服务提升工程", "区卫生健康局", "5个 40名"),
                project(3, "实施就业创业促进工程", "区人力资源社会保障局", "1.2万人 4500人次"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "g05_report_of_thing_by_thing.txt",
            "a report with headings 1. 2. and in each goal, state and what comes next, shares among them",
            text("""
关于白沙县2025年民生实事推进情况的报告
截至2025年11月底，10件民生实事已完成7件，总体进度92.4%。现将有关情况报告如下：
1.农村公路提质改造。计划改造60公里，已完成57公里，完成率95%，剩余3公里12月20日前完工。（县交通运输局）
2.困难家庭适老化改造。计划改造420户，已完成420户，完成率100%。（县民政局）
3.公办幼儿园建设。计划新建3所，已建成2所，第3所主体封顶，形象进度80%。（县教育局）
下一步，将加大督导力度，确保12月底前全面完成。
"""),
            [
                project(
                    1,
                    "农村公路提质改造",
                    "县交通运输局",
                    "60公里",
                    reported=["57"],
                    fair_milestones=[12],
                ),
                project(2, "困难家庭适老化改造", "县民政局", "420户", reported=["420"]),
                project(3, "公办幼儿园建设", "县教育局", "3所", reported=["2"]),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 11],
            allow_all=True,
        ),
        case(
            "g06_chinese_numbers_items.txt",
            "goals in Chinese numerals, items headed 第一件 第二件",
            text("""
望城坡镇二〇二六年民生实事
第一件 新修机耕道十二公里。责任单位：镇农业农村办
第二件 改造村级活动室七个。责任单位：镇党建办
第三件 慰问困难群众一千二百户。责任单位：镇民政办
第四件 安装太阳能路灯两百五十盏。责任单位：镇村建办
"""),
            [
                project(1, "新修机耕道十二公里", "镇农业农村办", "12公里", name_any=True),
                project(2, "改造村级活动室七个", "镇党建办", "7个", name_any=True),
                project(3, "慰问困难群众一千二百户", "镇民政办", "1200户", name_any=True),
                project(4, "安装太阳能路灯两百五十盏", "镇村建办", "250盏", name_any=True),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "g07_key_lines_without_numbers.txt",
            "key lines 项目名称/建设内容/投资规模/责任单位/进展情况, blank lines between, no numbers",
            text("""
牛头山县2025年民生实事项目进展台账（截至2025年8月31日）

项目名称：县城第二水厂
建设内容：新建日供水2万吨水厂1座
投资规模：年度计划投资5600万元
责任单位：县水利局
进展情况：完成清水池施工，完成投资3920万元

项目名称：社区运动角
建设内容：建设社区运动角25处
投资规模：年度计划投资150万元
责任单位：县体育局
进展情况：建成19处，完成投资112.5万元
"""),
            [
                project(
                    None,
                    "县城第二水厂",
                    "县水利局",
                    "2万吨 1座",
                    investment_plan="5600",
                    invested="3920",
                    progress_has=["清水池"],
                ),
                project(
                    None,
                    "社区运动角",
                    "县体育局",
                    "25处",
                    investment_plan="150",
                    invested="112.5",
                    reported=["19"],
                ),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 8],
            allow_all=True,
        ),
        case(
            "g08_three_levels.txt",
            "一、 groups, （一） projects, 1. tasks with units of their own",
            text("""
莲花湖区2026年民生实事实施方案
一、教育惠民
（一）扩大优质学位供给
1.新建九年一贯制学校2所。责任单位：区教育局
2.新增普惠学位1500个。责任单位：区教育局、区发展改革局
二、健康惠民
（二）提升基层诊疗能力
1.建设中医馆8个。责任单位：区卫健局
2.配备健康一体机120台。责任单位：区卫健局、区财政局
"""),
            [
                project(
                    None,
                    "扩大优质学位供给",
                    "区教育局 区发展改革局",
                    "2所 1500个",
                    category="教育惠民",
                ),
                project(
                    None, "提升基层诊疗能力", "区卫健局 区财政局", "8个 120台", category="健康惠民"
                ),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "g09_vertical_cells.txt",
            "cells one below another, heads first, as a page's table is pasted without tabs",
            text("""
大王庙区2026年民生实事
序号
项目名称
目标任务
责任单位
1
新建口袋公园
新建口袋公园9个
区园林中心
2
雨污分流改造
改造雨污管网33公里
区住建局
3
送医下乡
开展巡诊240次
区卫健局
"""),
            [
                project(1, "新建口袋公园", "区园林中心", "9个"),
                project(2, "雨污分流改造", "区住建局", "33公里"),
                project(3, "送医下乡", "区卫健局", "240次"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "g10_footnote_signs_at_numbers.txt",
            "footnote marks stuck to figures, ages and telephone numbers around the goals",
            text("""
洛川口县2026年民生实事
1.高龄补贴：为90周岁以上老人发放补贴，惠及老人2300人①。责任单位：县民政局
2.热线提质：12345热线按时办结率达98%[1]。责任单位：县政务服务局
3.农村电商：培训电商人才1500人次②，培育“一村一品”示范村12个。责任单位：县商务局
①以2025年底在册数为准。
②含线上培训。
[1]按月考核。
"""),
            [
                project(1, "高龄补贴", "县民政局", "2300人"),
                project(2, "热线提质", "县政务服务局", "98%"),
                project(3, "农村电商", "县商务局", "1500人次 12个"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
    ]


def _notices() -> list[Case]:
    return [
        case(
            "g11_notice_with_contacts.txt",
            "a notice: lead, window by working days, list, contacts with e-mail and address behind",
            text("""
关于石鼓区2025年上半年民生实事项目推进情况的公示
为接受社会监督，现将2025年上半年民生实事项目推进情况公示如下，公示时间为2025年7月14日至2025年7月20日。
1.免费筛查（区卫健局）：年度目标筛查妇女“两癌”9000人，已筛查5230人。
2.消防设施（区消防救援大队）：年度目标改造高层住宅消防设施15栋，已完成6栋。
3.救助管理（区民政局）：年度目标救助困难群众1.1万人次，已救助6840人次。
公示期内如有意见，请与区政府督查室联系。联系人：邓某某，联系电话：0734-8170000，电子邮箱：dcs@example.gov.cn，地址：石鼓区演武坪路21号，邮编421001。
石鼓区人民政府办公室
2025年7月11日
"""),
            [
                project(1, "免费筛查", "区卫健局", "9000人", reported=["5230"]),
                project(2, "消防设施", "区消防救援大队", "15栋", reported=["6"]),
                project(3, "救助管理", "区民政局", "1.1万人次", progress_has=["6840"]),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 6],
            issued_on="2025-07-11",
            notice={
                "opens_on": "2025-07-14",
                "closes_on": "2025-07-20",
                "contact_phone": "0734-8170000",
            },
            allow_all=True,
        ),
    ]
