"""Two facts in one cell: goal and result, count and share, name and goal, unit and person, sum and its parts."""

from __future__ import annotations

from tests.documents.labelled.making import Case, case, grid, project, tabs, text, workbook


def two_facts() -> list[Case]:
    return [*_strokes(), *_shares(), *_names()]


def _strokes() -> list[Case]:
    return [
        case(
            "a01_goal_stroke_done.xlsx",
            "任务数/完成数 in one cell, with measures, without, and one with a stroke for nothing",
            workbook(
                (
                    "进度",
                    grid("""
桐岭县2025年民生实事项目进展情况表（截至9月底）
序号|项目名称|任务数/完成数|责任单位|备注
1|加装楼道扶手|300处/280处|县住建局|
2|更换智能井盖|120个/120个|县城管局|提前完成
3|新增停车泊位|1500/1260个|县公安局|
4|适老化改造|260户/—|县民政局|尚在招标
"""),
                    ["A1:E1"],
                )
            ),
            [
                project(1, "加装楼道扶手", "县住建局", "300处", reported=["280"]),
                project(2, "更换智能井盖", "县城管局", "120个", reported=["120"]),
                project(3, "新增停车泊位", "县公安局", "1500个", reported=["1260"]),
                project(4, "适老化改造", "县民政局", "260户"),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 9],
            allow_all=True,
        ),
        case(
            "a02_done_stroke_goal.csv",
            "the same turned round: 完成数/目标数",
            text("""
河清区2025年度民生实事完成情况,,,
序号,实事项目,完成数/目标数,牵头部门
1,新建社区书房,9家/12家,区文旅局
2,培训护理员,860人次/800人次,区人社局
3,治理积水点,15处/15处,区水务局
"""),
            [
                project(1, "新建社区书房", "区文旅局!", "12家", reported=["9"]),
                project(2, "培训护理员", "区人社局!", "800人次", reported=["860"]),
                project(3, "治理积水点", "区水务局!", "15处", reported=["15"]),
            ],
            kind="progress",
            year=2025,
            allow_all=True,
        ),
        case(
            "a03_money_stroke.xlsx",
            "计划投资/完成投资（万元） in one cell beside a goal in words",
            workbook(
                (
                    "Sheet1",
                    grid("""
临泽县2025年民生实事项目三季度进度
序号|项目名称|年度目标|计划投资/完成投资（万元）|进展情况|责任单位
1|农村饮水提升|新建供水点12处|860/645|建成9处|县水务局
2|县城雨污管网|改造雨污管网18公里|3200/2100.5|完成管网铺设12公里|县住建局
3|村级卫生室|改造村卫生室24个|360/360|全部完成|县卫健局
"""),
                    ["A1:F1"],
                )
            ),
            [
                project(
                    1,
                    "农村饮水提升",
                    "县水务局",
                    "12处",
                    investment_plan="860",
                    invested="645",
                    progress_has=["建成9处"],
                ),
                project(
                    2,
                    "县城雨污管网",
                    "县住建局",
                    "18公里",
                    investment_plan="3200",
                    invested="2100.5",
                    progress_has=["12公里"],
                ),
                project(
                    3,
                    "村级卫生室",
                    "县卫健局",
                    "24个",
                    investment_plan="360",
                    invested="360",
                    progress_has=["全部完成"],
                ),
            ],
            kind="progress",
            year=2025,
            allow_all=True,
        ),
        case(
            "a04_goal_stroke_done_two_measures.xlsx",
            "one cell with two goals, each with its stroke",
            workbook(
                (
                    "Sheet1",
                    grid("""
枫桥街道2025年民生实事进度（11月）
序号|项目|计划/完成|责任科室
1|文体惠民|送戏下乡24场/22场，更新健身器材60件/60件|文化站
2|背街小巷整治|整治小巷8条/6条|城管办
"""),
                    ["A1:D1"],
                )
            ),
            [
                project(1, "文体惠民", "文化站", "24场 60件", reported=["22", "60"]),
                project(2, "背街小巷整治", "城管办", "8条", reported=["6"]),
            ],
            kind="progress",
            year=2025,
            allow_all=True,
        ),
    ]


def _shares() -> list[Case]:
    return [
        case(
            "a05_share_of_goal.xlsx",
            "已完成280处，占93.3%: a share of the goal is neither money nor a goal",
            workbook(
                (
                    "Sheet1",
                    grid("""
青渡区2025年民生实事项目推进情况公示（1—9月）
序号|项目名称|目标任务|责任单位|推进情况
1|楼道扶手|加装楼道扶手300处|区住建局|已完成280处，占93.3%
2|社区助餐|新建社区助餐点20个|区民政局|建成16个，占目标任务的80%，其余4个正在装修
3|电梯加装|加装电梯150台|区房管局|累计开工130台（占86.7%），完工98台（占65.3%）
"""),
                    ["A1:E1"],
                )
            ),
            [
                project(1, "楼道扶手", "区住建局", "300处", reported=["280"]),
                project(2, "社区助餐", "区民政局", "20个", reported=["16"]),
                project(3, "电梯加装", "区房管局", "150台", reported=["98"]),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 9],
        ),
        case(
            "a06_this_month_and_sum_in_a_cell.xlsx",
            "本月新增 and 累计 in one sentence: the sum is the report's",
            workbook(
                (
                    "Sheet1",
                    grid("""
白塔县2025年民生实事10月份工作进展
序号|实事名称|年度任务|10月工作进展|责任单位
1|免费体检|为12000名老年人免费体检|10月体检1100名，累计体检10350名|县卫健局
2|农村公路|新改建农村公路45公里|本月完成路面3.2公里，累计完成路面40.6公里|县交通局
3|创业贷款|发放创业担保贷款2600万元|当月发放180万元，1—10月累计发放2430万元|县人社局
"""),
                    ["A1:E1"],
                )
            ),
            [
                project(1, "免费体检", "县卫健局", "12000名", reported=["10350"]),
                project(2, "农村公路", "县交通局", "45公里", reported=["40.6"]),
                project(3, "创业贷款", "县人社局", "2600万元", reported=["2430"]),
            ],
            kind="progress",
            year=2025,
        ),
        case(
            "a07_count_and_rate_columns.txt",
            "目标值、完成值、完成率 in three columns, the measure in the name's bracket",
            tabs(
                grid("""
龙门新区2025年度民生实事指标完成情况
序号|指标名称|目标值|完成值|完成率|责任部门
1|新增幼儿园学位（个）|1080|1080|100%|教育局
2|新增机构养老床位（张）|400|352|88%|民政局
3|城镇新增就业（人）|6500|6712|103.3%|人社局
4|空气质量优良天数比例（%）|88|90.1|102.4%|生态环境局
""")
            ),
            [
                project(
                    1,
                    "新增幼儿园学位",
                    "教育局",
                    "1080个",
                    reported=["1080"],
                    names_also=["新增幼儿园学位（个）"],
                ),
                project(
                    2,
                    "新增机构养老床位",
                    "民政局",
                    "400张",
                    reported=["352"],
                    names_also=["新增机构养老床位（张）"],
                ),
                project(
                    3,
                    "城镇新增就业",
                    "人社局",
                    "6500人",
                    reported=["6712"],
                    names_also=["城镇新增就业（人）"],
                ),
                project(
                    4,
                    "空气质量优良天数比例",
                    "生态环境局",
                    "88%",
                    reported=["90.1"],
                    names_also=["空气质量优良天数比例（%）"],
                ),
            ],
            kind="progress",
            year=2025,
            allow_all=True,
        ),
        case(
            "a08_range_about_each.xlsx",
            "ranges, about, at least, 各, 人次, whole numbers in Chinese",
            workbook(
                (
                    "Sheet1",
                    grid("""
云岭县2026年民生实事项目清单
序号|项目名称|主要内容|责任单位
1|乡镇卫生院提标|改造提升乡镇卫生院三十五所，其中年内完成二十八所|县卫健局
2|应急避难场所|城东、城西各建设应急避难场所2处|县应急局
3|公益电影|放映公益电影不少于1440场次，服务群众约12万人次|县委宣传部
4|城区绿化|新增绿地15—18公顷|县林业局
5|残疾人培训|培训残疾人二百余人|县残联
6|普惠托位|新增托位不低于500个，千人口托位数达到4.6个|县卫健局
"""),
                    ["A1:D1"],
                )
            ),
            [
                project(1, "乡镇卫生院提标", "县卫健局", "35所 28所"),
                project(2, "应急避难场所", "县应急局", "2处"),
                project(3, "公益电影", "县委宣传部", "1440场次 12万人次"),
                project(4, "城区绿化", "县林业局", "15公顷"),
                project(5, "残疾人培训", "县残联", "200人"),
                project(6, "普惠托位", "县卫健局", "500个 4.6个"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
    ]


def _names() -> list[Case]:
    return [
        case(
            "a09_name_and_goal_with_colon.xlsx",
            "name and goal in one cell parted by a colon, a line break or brackets",
            workbook(
                (
                    "Sheet1",
                    grid("""
东浦区2026年民生实事任务分解表
序号|实事内容|完成时限|责任单位
1|社区养老：新建社区养老服务中心6个|2026年10月底|区民政局
2|清洁取暖¶完成清洁取暖改造3200户|2026年11月15日前|区发改局
3|农贸市场改造（改造农贸市场5个）|2026年12月底|区商务局
"""),
                    ["A1:D1"],
                )
            ),
            [
                project(1, "社区养老", "区民政局", "6个", fair_milestones=[10]),
                project(
                    2,
                    "清洁取暖",
                    "区发改局",
                    "3200户",
                    fair_milestones=[11],
                    names_also=["清洁取暖完成清洁取暖改造3200户"],
                ),
                project(
                    3,
                    "农贸市场改造",
                    "区商务局",
                    "5个",
                    fair_milestones=[12],
                    names_also=["农贸市场改造（改造农贸市场5个）"],
                ),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "a10_result_and_reason.xlsx",
            "是否完成 as 是/否, an amount said to be done in words, and a reason beside",
            workbook(
                (
                    "Sheet1",
                    grid("""
双河县2025年民生实事年终核查表
序号|项目名称|年度任务|是否完成|完成情况说明|未完成原因|责任单位
1|困境儿童关爱|建设儿童之家30个|是|建成儿童之家31个||县民政局
2|城区停车场|新建停车场4个、泊位900个|否|建成停车场3个、泊位710个|1个停车场因文物勘探延期至2026年3月|县城管局
3|饮水安全|改造供水管网52千米|是|改造52.6千米||县水利局
"""),
                    ["A1:G1"],
                )
            ),
            [
                project(1, "困境儿童关爱", "县民政局", "30个", reported=["31"]),
                project(2, "城区停车场", "县城管局", "4个 900个", reported=["3", "710"]),
                project(3, "饮水安全", "县水利局", "52千米", reported=["52.6"]),
            ],
            kind="progress",
            year=2025,
            allow_all=True,
        ),
    ]
