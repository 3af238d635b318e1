"""Documents that deceive: last year beside this one, sums that are no plan, steps in the goal's own cell, other numbers in words."""

from __future__ import annotations

from tests.documents.labelled.making import Case, case, project, tabs, text, workbook


def deceiving() -> list[Case]:
    return [
        case(
            "u01_steps_in_the_goal.xlsx",
            "the months' goals stand in the cell of the year's goal",
            workbook(
                (
                    "Sheet1",
                    [
                        ["云梦县2026年民生实事任务清单"],
                        ["序号", "项目名称", "年度目标及进度安排", "责任单位"],
                        [
                            1,
                            "电梯更新",
                            "年度目标：更新老旧电梯90台。6月底前：更新40台；9月底前：更新70台；12月底前：更新90台。",
                            "县市场监管局",
                        ],
                        [
                            2,
                            "灌区改造",
                            "年度目标：改造渠道33公里。6月底前：完成10公里；9月底前：完成22公里；12月底前：完成33公里。",
                            "县水利局",
                        ],
                    ],
                    ["A1:D1"],
                )
            ),
            [
                project(
                    1, "电梯更新", "县市场监管局", "90台", [(6, "40台"), (9, "70台"), (12, "90台")]
                ),
                project(
                    2,
                    "灌区改造",
                    "县水利局",
                    "33公里",
                    [(6, "10公里"), (9, "22公里"), (12, "33公里")],
                ),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "u02_sum_with_rest.xlsx",
            "whole investment, done before the year, plan of the year, done in the year: four sums side by side",
            workbook(
                (
                    "Sheet1",
                    [
                        ["天门区2026年重点民生实事8月进展"],
                        [
                            "序号",
                            "项目名称",
                            "建设内容",
                            "总投资（万元）",
                            "截至2025年底累计完成投资（万元）",
                            "2026年度计划投资（万元）",
                            "2026年1—8月完成投资（万元）",
                            "进展情况",
                            "责任单位",
                        ],
                        [
                            1,
                            "妇幼保健院",
                            "新建业务用房2.4万平方米",
                            18000,
                            7000,
                            6000,
                            4300,
                            "二次结构施工",
                            "区卫健委",
                        ],
                        [
                            2,
                            "第三中学",
                            "新建教学楼3栋",
                            9500,
                            2500,
                            4000,
                            3900,
                            "主体封顶",
                            "区教育局",
                        ],
                    ],
                    ["A1:I1"],
                )
            ),
            [
                project(
                    1,
                    "妇幼保健院",
                    "区卫健委",
                    "2.4万平方米",
                    investment_plan="6000",
                    invested="4300",
                    progress_has=["二次结构"],
                    progress_lacks=["7000"],
                ),
                project(
                    2,
                    "第三中学",
                    "区教育局",
                    "3栋",
                    investment_plan="4000",
                    invested="3900",
                    progress_has=["主体封顶"],
                ),
            ],
            kind="progress",
            year=2026,
            period=[2026, 1, 8],
        ),
        case(
            "u03_people_served_subsidies.txt",
            "subsidies for each person, ages, laws and telephone lines stand among the goals",
            text("""
东湖区2026年民生实事项目
1.高龄关爱。为80岁以上老年人每人每月发放津贴100元，覆盖6200人。责任单位：区民政局
2.技能提升。依托12333平台开展补贴性培训1800人次，按每人1500元标准补助。责任单位：区人社局
3.法治服务。落实《法律援助法》第31条，办理援助案件420件。责任单位：区司法局
4.5G进村。新建5G基站150个，行政村覆盖率100%。责任单位：区经信局
"""),
            [
                project(1, "高龄关爱", "区民政局", "6200人"),
                project(2, "技能提升", "区人社局", "1800人次"),
                project(3, "法治服务", "区司法局", "420件"),
                project(4, "5G进村", "区经信局", "150个 100%"),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "u04_two_cutoffs_and_plan.txt",
            "figures to June beside figures to September, the same goal over both",
            tabs(
                [
                    ["灵山县2026年民生实事推进情况表"],
                    ["序号", "项目", "年度目标", "截至6月底完成", "截至9月底完成", "牵头单位"],
                    ["1", "改造卫生厕所", "3000户", "1400户", "2650户", "县农业农村局"],
                    ["2", "新建村级文化礼堂", "24个", "10个", "19个", "县委宣传部"],
                ]
            ),
            [
                project(
                    1,
                    "改造卫生厕所",
                    "县农业农村局!",
                    "3000户",
                    progress_has=["2650"],
                    progress_lacks=["1400"],
                ),
                project(
                    2,
                    "新建村级文化礼堂",
                    "县委宣传部!",
                    "24个",
                    progress_has=["19"],
                    progress_lacks=["10个"],
                ),
            ],
            kind="progress",
            year=2026,
            period=[2026, 1, 9],
        ),
        case(
            "u05_units_of_head_change.xlsx",
            "万元 over the plan, 元 over what was paid in each place: two scales in one table",
            workbook(
                (
                    "Sheet1",
                    [
                        ["丹阳镇2026年民生实事资金使用情况"],
                        [
                            "序号",
                            "项目名称",
                            "实施内容",
                            "预算（万元）",
                            "已支出（元）",
                            "进展",
                            "责任部门",
                        ],
                        [1, "村庄亮化", "安装路灯130盏", 39, 286500, "安装98盏", "城建办"],
                        [2, "塘坝清淤", "清淤塘坝9口", 54, 540000, "全部完成", "农业办"],
                    ],
                    ["A1:G1"],
                )
            ),
            [
                project(
                    1,
                    "村庄亮化",
                    "城建办",
                    "130盏",
                    investment_plan="39",
                    invested="28.65",
                    progress_has=["98盏"],
                ),
                project(
                    2,
                    "塘坝清淤",
                    "农业办",
                    "9口",
                    investment_plan="54",
                    invested="54",
                    progress_has=["全部完成"],
                ),
            ],
            kind="progress",
            year=2026,
        ),
        case(
            "u06_whole_investment_in_progress.xlsx",
            "a report with the whole investment alone and works in words: no plan of the year is told",
            workbook(
                (
                    "Sheet1",
                    [
                        ["白河区2026年民生实事项目9月调度表"],
                        [
                            "序号",
                            "项目名称",
                            "总投资（亿元）",
                            "本年完成投资（亿元）",
                            "形象进度",
                            "需协调问题",
                            "业主单位",
                        ],
                        [1, "中医院二期", 2.6, 0.48, "基坑支护完成", "用地批复", "区中医院"],
                        [2, "河东供水厂", 1.15, 0.3, "设备采购", "无", "区水投公司"],
                    ],
                    ["A1:G1"],
                )
            ),
            [
                project(
                    1,
                    "中医院二期",
                    "区中医院",
                    "",
                    investment_plan="26000",
                    invested="4800",
                    progress_has=["基坑"],
                ),
                project(
                    2,
                    "河东供水厂",
                    "区水投公司",
                    "",
                    investment_plan="11500",
                    invested="3000",
                    progress_has=["设备采购"],
                ),
            ],
            kind="progress",
            year=2026,
            allow_all=True,
        ),
    ]
