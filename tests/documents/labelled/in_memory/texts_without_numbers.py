"""Texts and Word files: names in brackets without numbers, one-is-two-is, goals changed in the year."""

from __future__ import annotations

from docx.document import Document

from tests.documents.labelled.making import Case, case, page, project, text, word, word_table


def texts_without_numbers() -> list[Case]:
    return [*_plans(), *_reports(), *_word()]


def _plans() -> list[Case]:
    return [
        case(
            "y01_names_in_brackets.txt",
            "headings of groups, under each projects with the name in brackets and no number",
            text("""
晴川区2026年民生实事项目

一、托幼和教育
【普惠托育】新增普惠托位600个。责任单位：区卫健委
【集团办学】新增集团化办学学校8所。责任单位：区教育局
二、城市更新
【小区改造】改造老旧小区21个，惠及居民5300户。责任单位：区住建局、各街道
"""),
            [
                project(1, "普惠托育", "区卫健委", "600个", category="托幼和教育"),
                project(2, "集团办学", "区教育局", "8所", category="托幼和教育"),
                project(3, "小区改造", "区住建局 各街道", "21个 5300户", category="城市更新"),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "y02_units_first.txt",
            "the unit heads each group of goals, the goals numbered through",
            text("""
兰溪县2026年民生实事责任分解

县民政局
1.新建乡镇敬老院2所。
2.为1100名失能老人发放护理补贴。
县水利局
3.治理水土流失面积18平方公里。
县文旅局
4.新建农家书屋26个。
"""),
            [
                project(1, "新建乡镇敬老院2所", "县民政局", "2所", name_any=True),
                project(2, "为1100名失能老人发放护理补贴", "县民政局", "1100名", name_any=True),
                project(3, "治理水土流失面积18平方公里", "县水利局", "18平方公里", name_any=True),
                project(4, "新建农家书屋26个", "县文旅局", "26个", name_any=True),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "y03_bullets_without_units.txt",
            "bullets, a line a promise, nobody in charge",
            text("""
金桥街道2026年为民办实事项目
★ 更新小区健身器材35套
★ 修缮破损路面2600平方米
★ 开展义诊活动24场，服务居民1800人次
★ 新增电动自行车充电端口三百二十个
"""),
            [
                project(1, "更新小区健身器材35套", "", "35套", name_any=True),
                project(2, "修缮破损路面2600平方米", "", "2600平方米", name_any=True),
                project(3, "开展义诊活动24场", "", "24场 1800人次", name_any=True),
                project(4, "新增电动自行车充电端口三百二十个", "", "320个", name_any=True),
            ],
            kind="plan",
            year=2026,
            findings=["missing_value"],
        ),
        case(
            "y04_goals_changed.txt",
            "goals adjusted in the year, sums of money told with where they come from",
            text("""
清源县2026年民生实事项目（调整后）
1.村组道路。硬化村组道路88公里。总投资4400万元，其中：中央车购税资金2000万元、县级财政2400万元。责任单位：县交通局
2.社区养老。新建社区养老中心6个（原计划8个，经县人大常委会批准调整为6个）。计划投资720万元。责任单位：县民政局
3.节能路灯。更换节能路灯一千五百盏。投资约260万元。责任单位：县城管局
"""),
            [
                project(1, "村组道路", "县交通局", "88公里", investment_plan="4400"),
                project(2, "社区养老", "县民政局", "6个", investment_plan="720"),
                project(3, "节能路灯", "县城管局", "1500盏", fair_money=["260"]),
            ],
            kind="plan",
            year=2026,
        ),
    ]


def _reports() -> list[Case]:
    return [
        case(
            "y05_one_is_two_is.txt",
            "a report in one paragraph: 一是 … 二是 …",
            text("""
甘泉县2025年民生实事推进情况
截至10月底，全县5件民生实事进展顺利：一是实施农村饮水提升，年度目标改造管网60公里，已完成52公里；二是实施校园安防升级，年度目标升级学校40所，已完成40所；三是实施敬老院改造，年度目标改造3所，已完成2所。
"""),
            [
                project(
                    1, "实施农村饮水提升", "", "60公里", name_any=True, progress_has=["52公里"]
                ),
                project(2, "实施校园安防升级", "", "40所", name_any=True, progress_has=["40所"]),
                project(3, "实施敬老院改造", "", "3所", name_any=True, progress_has=["2所"]),
            ],
            kind="progress",
            year=2025,
            findings=["count_mismatch"],
            refuse="allowed",
        ),
        case(
            "y06_post_with_bars.html",
            "a post: each thing a heading, goal and progress in paragraphs, a percent as its bar",
            page(
                "<h1>云台区2026年民生实事“进度条”更新啦（截至7月31日）</h1>"
                "<p>来源：云台发布</p>"
                "<h3>第1件：公交站亭更新</h3><p>年度目标：更新公交站亭120座</p><p>最新进展：已更新78座</p><p>完成进度：65%</p><p>牵头单位：区交通局</p>"
                "<h3>第2件：老年助餐</h3><p>年度目标：新增助餐点15个</p><p>最新进展：已开业11个，其余4个正在装修</p><p>完成进度：73%</p><p>牵头单位：区民政局</p>"
                "<p>责任编辑：小云</p>"
            ),
            [
                project(1, "公交站亭更新", "区交通局!", "120座", progress_has=["78座"]),
                project(2, "老年助餐", "区民政局!", "15个", progress_has=["11个"]),
            ],
            kind="progress",
            year=2026,
            period=[2026, 1, 7],
        ),
        case(
            "y07_markdown_breaks.txt",
            "a table of markdown with breaks in its cells",
            text("""
# 双江县2025年民生实事三季度进展

| 序号 | 项目名称 | 年度目标 | 进展情况 | 责任单位 |
|:--:|---|---|---|---|
| 1 | 乡村卫生 | 新建村卫生室12所<br>培训村医200人 | 建成9所<br>培训180人 | 县卫健局<br>各乡镇 |
| 2 | 山地救援 | 组建救援队5支 | 已组建5支 | 县应急局 |
"""),
            [
                project(
                    1, "乡村卫生", "县卫健局 各乡镇", "12所 200人", progress_has=["9所", "180人"]
                ),
                project(2, "山地救援", "县应急局", "5支", progress_has=["5支"]),
            ],
            kind="progress",
            year=2025,
        ),
        case(
            "y08_money_and_percent_sentences.txt",
            "a report whose items name a plan, what was spent and a share in one sentence",
            text("""
广济县2026年上半年民生实事项目进展情况通报
1.县医院传染病楼。年度计划投资3500万元，1—6月完成投资2100万元，占年度计划的60%，主体结构封顶。责任单位：县卫健局
2.城乡公交一体化。年度计划投资800万元，1—6月完成投资320万元，占年度计划的40%，新购公交车12辆。责任单位：县交通局
"""),
            [
                project(
                    1,
                    "县医院传染病楼",
                    "县卫健局",
                    "",
                    investment_plan="3500",
                    invested="2100",
                    progress_has=["封顶"],
                ),
                project(
                    2,
                    "城乡公交一体化",
                    "县交通局",
                    "",
                    investment_plan="800",
                    invested="320",
                    progress_has=["12辆"],
                ),
            ],
            kind="progress",
            year=2026,
            period=[2026, 1, 6],
        ),
    ]


def _word() -> list[Case]:
    return [
        case(
            "z01_persons_footnotes.docx",
            "persons below their units, footnote signs behind names, remarks under the table",
            word(_persons),
            [
                project(
                    1,
                    "中小学课后服务",
                    "县教育局!",
                    "45所",
                    names_also=["中小学课后服务①"],
                    progress_has=["45所"],
                ),
                project(
                    2,
                    "农贸市场提质",
                    "县商务局! 县市场监管局~",
                    "3个",
                    names_also=["农贸市场提质②"],
                    progress_has=["2个"],
                ),
            ],
            kind="progress",
            year=2025,
            allow_all=True,
        ),
        case(
            "z02_rows_over_pages.docx",
            "one table in two parts, the second without a head begins with the rest of a row",
            word(_over_pages),
            [
                project(1, "水库移民安居", "县水利局", "210户"),
                project(2, "乡镇污水管网", "县生态环境分局", "34公里 6座"),
                project(3, "残疾人托养", "县残联", "80人"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
    ]


def _persons(document: Document) -> None:
    document.add_paragraph("岳城县2025年民生实事年终完成情况")
    word_table(
        document,
        [
            [
                "序号",
                "项目名称",
                "年度任务",
                "完成情况",
                "牵头单位\n及责任人",
                "配合单位\n及责任人",
            ],
            [
                "1",
                "中小学课后服务①",
                "45所学校提供课后服务",
                "45所学校全部提供",
                "县教育局\n王小海",
                "—",
            ],
            [
                "2",
                "农贸市场提质②",
                "提质农贸市场3个",
                "完成2个，1个年前完工",
                "县商务局\n李春",
                "县市场监管局\n张秋",
            ],
        ],
    )
    document.add_paragraph("① 含特殊教育学校。")
    document.add_paragraph("② 城东市场因管线迁改延期。")


def _over_pages(document: Document) -> None:
    document.add_paragraph("清水县2026年民生实事任务分解表")
    word_table(
        document,
        [
            ["序号", "项目名称", "目标任务", "责任单位"],
            ["1", "水库移民安居", "安置移民210户", "县水利局"],
            ["2", "乡镇污水管网", "新建管网34公里，", "县生态环境分局"],
        ],
    )
    document.add_page_break()
    word_table(
        document,
        [
            ["", "", "新建提升泵站6座", ""],
            ["3", "残疾人托养", "为80人提供托养服务", "县残联"],
        ],
    )
