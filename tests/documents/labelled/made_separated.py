"""Separated texts: a csv in an old encoding, pasted sheets with marks and quarters in words."""

from __future__ import annotations

from tests.documents.labelled.making import Case, case, project, tabs, text


def separated() -> list[Case]:
    return [
        case(
            "c01_progress.csv",
            "csv in GBK: amounts with separators in quotes, percents as text, sum and note in the last rows",
            text(
                "兰汀区2025年1-6月民生实事推进情况,,,,,,\n"
                "序号,项目名称,责任单位,年度计划（万元）,完成投资（万元）,完成比例,推进情况\n"
                '1,河道清淤,区水利局,"1,200",780,65.0%,"完成清淤9公里,占70%"\n'
                "2,健身场地,区体育局,350,140,40.0%,建成场地14处\n"
                '合计,,,"1,550",920,59.4%,\n'
                "备注：数据由各单位报送。,,,,,,\n",
                "gb18030",
            ),
            [
                project(
                    1,
                    "河道清淤",
                    "区水利局",
                    investment_plan="1200",
                    invested="780",
                    ratio="65.0",
                    progress_has=["清淤9公里"],
                ),
                project(
                    2,
                    "健身场地",
                    "区体育局",
                    investment_plan="350",
                    invested="140",
                    ratio="40.0",
                    progress_has=["14处"],
                ),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 6],
            totals={"investment_plan": "1550", "invested": "920", "ratio": "59.4"},
            allowed=["missing_value"],
        ),
        case(
            "c02_months_marked.txt",
            "a pasted sheet with ● in the month it must stand, and the works in words",
            tabs(
                [
                    ["高川县2026年民生实事时间安排表"],
                    ["序号", "项目", "任务", "单位", "3月", "6月", "9月", "12月"],
                    ["1", "饮水管护", "维护水厂11座", "县水利局", "", "", "", "●"],
                    ["2", "义诊下乡", "开展义诊96场次", "县卫健局", "", "●", "", "●"],
                    ["3", "学校厕所", "改造学校厕所17个", "县教育局", "", "", "●", ""],
                ]
            ),
            [
                project(1, "饮水管护", "县水利局", "11座", [(12, "")]),
                project(2, "义诊下乡", "县卫健局", "96场次", [(6, ""), (12, "")]),
                project(3, "学校厕所", "县教育局", "17个", [(9, "")]),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "c03_quarters_in_a_cell.txt",
            "a pasted sheet whose schedule is one sentence a quarter in one cell",
            tabs(
                [
                    ["序号", "项目名称", "目标任务", "时间安排", "牵头单位"],
                    [
                        "1",
                        "社区工厂",
                        "新建社区工厂7家",
                        "一季度：选址；二季度：开工4家；三季度：开工7家；四季度：建成7家",
                        "县工信局",
                    ],
                    [
                        "2",
                        "助餐点",
                        "新建助餐点22个",
                        "二季度：建成10个；四季度：建成22个",
                        "县民政局",
                    ],
                ]
            ),
            [
                project(
                    1,
                    "社区工厂",
                    "县工信局!",
                    "7家",
                    [(3, "选址"), (6, "开工4家"), (9, "开工7家"), (12, "建成7家")],
                ),
                project(2, "助餐点", "县民政局!", "22个", [(6, "10个"), (12, "22个")]),
            ],
            kind="plan",
        ),
    ]
