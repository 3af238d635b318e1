"""Printed pages (PDF) and pages of news: ruled tables over pages, lists, a table laid out inside a table."""

from __future__ import annotations

from tests.documents.formats import pages
from tests.documents.labelled.making import Case, case, page, project, table


def printed() -> list[Case]:
    return [
        case(
            "v01_ruled_over_pages.pdf",
            "a ruled table on two pages, the head on each, a category down the left",
            pages.printed(
                "#align(center)[楚江县2026年民生实事项目任务表]\n#align(right)[单位：万元]\n"
                + pages.table(
                    [
                        ["类别", "序号", "项目名称", "建设内容", "年度投资", "责任单位"],
                        ["民生", "1", "农贸市场", "改造农贸市场4个", "620", "县商务局"],
                        ["民生", "2", "托育服务", "新增托位300个", "180", "县卫健局"],
                    ],
                    columns="1fr, 1fr, 2fr, 3fr, 2fr, 2fr",
                )
                + "\n#pagebreak()\n"
                + pages.table(
                    [
                        ["类别", "序号", "项目名称", "建设内容", "年度投资", "责任单位"],
                        ["交通", "3", "乡村公路", "改造乡村公路36.5公里", "2190", "县交通局"],
                        ["", "", "合计", "", "2990", ""],
                    ],
                    columns="1fr, 1fr, 2fr, 3fr, 2fr, 2fr",
                ),
                flipped=True,
            ),
            [
                project(1, "农贸市场", "县商务局", "4个", category="民生", investment_plan="620"),
                project(2, "托育服务", "县卫健局", "300个", category="民生", investment_plan="180"),
                project(
                    3, "乡村公路", "县交通局", "36.5公里", category="交通", investment_plan="2190"
                ),
            ],
            kind="plan",
            year=2026,
            totals={"investment_plan": "2990"},
        ),
        case(
            "v02_list_printed.pdf",
            "a printed list of three levels, lines broken by the page's width",
            pages.printed(
                "#align(center)[关于印发2026年沅水区民生实事的通知]\n\n"
                "各街道办事处，区政府各部门：\n\n现将2026年民生实事印发给你们，请认真贯彻落实。\n\n"
                "一、住有所居\n\n"
                "1.老旧小区改造。改造老旧小区26个、惠及居民8200户，同步加装电梯60台，完善停车、充电、养老等配套设施。（责任单位：区住建局、区发改委）\n\n"
                "2.保障性租赁住房。筹集保障性租赁住房1500套。（责任单位：区住建局）\n\n"
                "二、病有所医\n\n"
                "3.基层医疗提升。新建社区卫生服务站7个，为适龄妇女免费筛查两癌2.2万人次。（责任单位：区卫健委）\n\n"
                "#align(right)[沅水区人民政府]\n\n#align(right)[2026年2月25日]\n",
                margin="3.5cm",
            ),
            [
                project(
                    1, "老旧小区改造", "区住建局 区发改委", "26个 8200户 60台", category="住有所居"
                ),
                project(2, "保障性租赁住房", "区住建局", "1500套", category="住有所居"),
                project(3, "基层医疗提升", "区卫健委", "7个 2.2万人次", category="病有所医"),
            ],
            kind="plan",
            year=2026,
            issued_on="2026-02-25",
        ),
        case(
            "v03_table_in_table.html",
            "a page laid out with tables: the list is a table inside one",
            page(
                "<table><tr><td>首页</td><td>政务公开</td></tr><tr><td colspan='2'><h3>玉泉区2026年民生实事三季度进展公示</h3>"
                + table(
                    [
                        ["序号", "项目名称", "年度目标", "截至9月底进展", "责任单位", "备注"],
                        [
                            "1",
                            "便民核酸转健康小屋",
                            "改造健康小屋18个",
                            "已改造14个",
                            "区卫健委",
                            "",
                        ],
                        ["2", "乡村大舞台", "新建大舞台9座", "已建成9座", "区文旅局", "提前完成"],
                    ]
                )
                + "<p>公示期：2026年10月12日至10月18日，联系人：李老师，电话：0000-8888888</p></td></tr></table>",
                "玉泉区",
            ),
            [
                project(1, "便民核酸转健康小屋", "区卫健委", "18个", progress_has=["14个"]),
                project(2, "乡村大舞台", "区文旅局", "9座", progress_has=["9座"]),
            ],
            kind="progress",
            year=2026,
        ),
        case(
            "v04_progress_ruled.pdf",
            "a printed report with words of several lines in the cells and money",
            pages.printed(
                "#align(center)[鹤城区2026年1—9月民生实事进展情况表]\n"
                + pages.table(
                    [
                        [
                            "序号",
                            "项目名称",
                            "年度目标任务",
                            "计划投资（万元）",
                            "完成投资（万元）",
                            "进展情况",
                            "责任单位",
                        ],
                        [
                            "1",
                            "智慧社区建设",
                            "建设智慧社区示范点12个，安装智能门禁860套",
                            "940",
                            "705",
                            "已建成示范点9个，安装智能门禁640套，其余正在施工，预计11月底全部完成",
                            "区委政法委、区住建局",
                        ],
                        [
                            "2",
                            "河道生态修复",
                            "修复河道岸线15公里",
                            "3200",
                            "2080",
                            "完成岸线修复9.8公里",
                            "区水利局",
                        ],
                    ],
                    columns="1fr, 2fr, 3fr, 2fr, 2fr, 4fr, 2fr",
                ),
                flipped=True,
            ),
            [
                project(
                    1,
                    "智慧社区建设",
                    "区委政法委 区住建局",
                    "12个 860套",
                    investment_plan="940",
                    invested="705",
                    progress_has=["9个", "640套"],
                ),
                project(
                    2,
                    "河道生态修复",
                    "区水利局",
                    "15公里",
                    investment_plan="3200",
                    invested="2080",
                    progress_has=["9.8公里"],
                ),
            ],
            kind="progress",
            year=2026,
            period=[2026, 1, 9],
        ),
    ]
