"""Web pages and text tables: furniture round the table, lists without a table, spans, struck-out words."""

from __future__ import annotations

from tests.documents.labelled.making import Case, case, page, project, table


def pages() -> list[Case]:
    return [*_with_tables(), *_without_tables()]


_MENU = (
    "<div class='top'><a href='/'>首页</a> | <a href='/zwgk'>政务公开</a> | <a href='/hd'>互动交流</a></div>"
    "<div class='crumb'>当前位置：首页 &gt; 政务公开 &gt; 民生实事</div>"
)
_FOOT = (
    "<div>扫一扫在手机打开当前页</div><div>【打印本页】【关闭窗口】</div>"
    "<table><tr><td>相关阅读</td></tr><tr><td>区政府召开常务会议</td></tr><tr><td>全区学校安全检查3次</td></tr></table>"
    "<div>主办单位：云渡区人民政府办公室 备案号：某ICP备00000000号 网站标识码5000000000</div>"
)


def _with_tables() -> list[Case]:
    return [
        case(
            "p01_page_with_furniture.html",
            "categories down the left side, menu, crumbs, related reading and foot around the table",
            page(
                _MENU
                + "<h1>云渡区2025年民生实事项目上半年完成情况</h1><p>发布时间：2025-07-15 来源：区发展改革委 浏览次数：1203</p>"
                + table(
                    [
                        ["类别", "序号", "项目名称", "目标任务", "上半年完成情况", "责任单位"],
                        [
                            "<td rowspan=2>交通出行</td>",
                            1,
                            "断头路打通",
                            "打通断头路4条",
                            "已打通2条，其余2条在建",
                            "区住建委",
                        ],
                        [2, "公交线路优化", "优化公交线路9条", "优化线路6条", "区交通局"],
                        [
                            "<td>环境改善</td>",
                            3,
                            "垃圾分类站点",
                            "新建垃圾分类站点30个",
                            "建成21个",
                            "区城管局",
                        ],
                    ]
                )
                + _FOOT,
                "云渡区2025年民生实事项目上半年完成情况_云渡区人民政府",
            ),
            [
                project(
                    1,
                    "断头路打通",
                    "区住建委",
                    "4条",
                    category="交通出行",
                    progress_has=["已打通2条"],
                ),
                project(
                    2,
                    "公交线路优化",
                    "区交通局",
                    "9条",
                    category="交通出行",
                    progress_has=["优化线路6条"],
                ),
                project(
                    3,
                    "垃圾分类站点",
                    "区城管局",
                    "30个",
                    category="环境改善",
                    progress_has=["建成21个"],
                ),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 6],
        ),
        case(
            "p02_struck_words.html",
            "del and s out, marks of footnotes by sup, money by source in a split head",
            page(
                "<h2>高川县2026年民生实事资金安排表</h2><p>单位：万元</p>"
                + table(
                    [
                        [
                            "<th rowspan=2>序号</th>",
                            "<th rowspan=2>项目名称</th>",
                            "<th rowspan=2>目标任务</th>",
                            "<th colspan=3>2026年计划投资</th>",
                            "<th rowspan=2>责任单位</th>",
                        ],
                        ["小计", "上级补助", "县级配套"],
                        [
                            1,
                            "乡镇消防站<sup>①</sup>",
                            "新建<del>3</del>2个乡镇消防站",
                            460,
                            300,
                            160,
                            "县应急局",
                        ],
                        [
                            2,
                            "农村电网改造",
                            "改造台区35个",
                            1280,
                            1000,
                            280,
                            "<s>县经信局</s>县发改局",
                        ],
                        ["", "合计", "", 1740, 1300, 440, ""],
                    ],
                    2,
                )
                + "<p>①含云台乡、长岭镇。</p>"
            ),
            [
                project(
                    1,
                    "乡镇消防站",
                    "县应急局",
                    "2个",
                    investment_plan="460",
                    names_also=["乡镇消防站①"],
                ),
                project(2, "农村电网改造", "县发改局", "35个", investment_plan="1280"),
            ],
            kind="plan",
            year=2026,
            totals={"investment_plan": "1740"},
            allowed=["column_unused"],
        ),
        case(
            "p03_two_deadlines.html",
            "start and finish in two columns, a period of two months, whether it is new or goes on",
            page(
                "<h2>青溪区2026年民生实事推进计划</h2>"
                + table(
                    [
                        [
                            "序号",
                            "实事名称",
                            "建设性质",
                            "主要内容",
                            "开工时间",
                            "完工时间",
                            "实施单位",
                        ],
                        [
                            "①",
                            "文化广场",
                            "新建",
                            "新建文化广场2个",
                            "2026年3月",
                            "2026年10月",
                            "区文旅委",
                        ],
                        [
                            "②",
                            "污水管网",
                            "续建",
                            "新建污水管网26公里",
                            "已开工",
                            "2026年6月",
                            "区生态环境局",
                        ],
                        [
                            "③",
                            "急救站点",
                            "新建",
                            "增设急救站点5个",
                            "2026年5月",
                            "2026年12月",
                            "区卫健委",
                        ],
                    ]
                )
            ),
            [
                project(1, "文化广场", "区文旅委", "2个", [(10, "")], fair_milestones=[3]),
                project(2, "污水管网", "区生态环境局", "26公里", [(6, "")]),
                project(3, "急救站点", "区卫健委", "5个", [(12, "")], fair_milestones=[5]),
            ],
            kind="plan",
            year=2026,
            allowed=["column_unused"],
        ),
    ]


def _without_tables() -> list[Case]:
    return [
        case(
            "p04_definition_list.html",
            "a heading a project, its facts as a definition list",
            page(
                "<h1>兰汀区2026年民生实事项目</h1>"
                + "".join(
                    f"<h3>{name}</h3><dl><dt>目标任务：</dt><dd>{goal}</dd><dt>责任单位：</dt><dd>{unit}</dd>"
                    f"<dt>完成时限：</dt><dd>{when}</dd></dl>"
                    for name, goal, unit, when in (
                        ("1. 街头绿地提升", "提升街头绿地13处", "区园林局", "9月底前"),
                        ("2. 食品快检", "开展食品快检1.5万批次", "区市场监管局", "12月底前"),
                        ("3. 校园安防", "安装一键报警装置86套", "区教育局", "8月底前"),
                    )
                )
            ),
            [
                project(1, "街头绿地提升", "区园林局", "13处", [(9, "")]),
                project(2, "食品快检", "区市场监管局", "1.5万批次", [(12, "")]),
                project(3, "校园安防", "区教育局", "86套", [(8, "")]),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "p05_sections.html",
            "sections 一、二、 with （一）（二） and goal, state and unit in sentences; share and vote lines behind",
            page(
                "<h1>石梁市2025年民生实事三季度进展</h1><p>一、住有所居</p>"
                "<p>（一）城中村改造。目标任务：改造城中村5个。进展情况：截至9月底，已完成3个，2个在建。牵头单位：市住建局。</p>"
                "<p>（二）公租房配租。目标任务：配租公租房1600套。进展情况：截至9月底，已配租1420套。牵头单位：市住房保障中心。</p>"
                "<p>二、行有所畅</p>"
                "<p>（三）过街设施。目标任务：新建过街天桥2座。进展情况：1座投用，1座吊装。牵头单位：市城管局。</p>"
                "<p>分享到： 微信 微博</p><p>您对本栏目是否满意？ 满意 一般 不满意</p>"
            ),
            [
                project(
                    None,
                    "城中村改造",
                    "市住建局",
                    "5个",
                    category="住有所居",
                    progress_has=["已完成3个"],
                ),
                project(
                    None,
                    "公租房配租",
                    "市住房保障中心",
                    "1600套",
                    category="住有所居",
                    progress_has=["1420套"],
                ),
                project(
                    None,
                    "过街设施",
                    "市城管局",
                    "2座",
                    category="行有所畅",
                    progress_has=["1座投用"],
                    progress_lacks=["分享", "满意"],
                ),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 9],
        ),
    ]
