"""Workbooks of goals: projects across, sheets by level, last year beside this one, halves of a year, amounts in 元."""

from __future__ import annotations

from openpyxl.worksheet.worksheet import Worksheet

from tests.documents.labelled.making import Case, case, project, workbook


def _hide(sheet: Worksheet) -> None:
    sheet.row_dimensions[5].hidden = True
    sheet.column_dimensions["F"].hidden = True


def _in_wan(sheet: Worksheet) -> None:
    for row in (4, 5, 6):
        for column in (4, 5):
            sheet.cell(row, column).number_format = "0!.0,"


def plan_sheets() -> list[Case]:
    return [
        case(
            "s06_across.xlsx",
            "projects side by side, heads in the first column",
            workbook(
                (
                    "目标",
                    [
                        ["云渡区2026年民生实事目标任务"],
                        ["项目名称", "公交站亭改造", "婴幼儿托位", "山坪塘整治"],
                        ["责任单位", "区交通局", "区卫健委", "区水利局"],
                        ["年度目标任务", "改造公交站亭40座", "新增托位600个", "整治山坪塘25口"],
                        ["6月底前", "完成15座", "新增200个", "完成10口"],
                        ["12月底前", "完成40座", "新增600个", "完成25口"],
                        ["计划投资（万元）", 320, 450, 275.5],
                    ],
                    ["A1:D1"],
                )
            ),
            [
                project(
                    None,
                    "公交站亭改造",
                    "区交通局",
                    "40座",
                    [(6, "15座"), (12, "40座")],
                    investment_plan="320",
                ),
                project(
                    None,
                    "婴幼儿托位",
                    "区卫健委",
                    "600个",
                    [(6, "200个"), (12, "600个")],
                    investment_plan="450",
                ),
                project(
                    None,
                    "山坪塘整治",
                    "区水利局",
                    "25口",
                    [(6, "10口"), (12, "25口")],
                    investment_plan="275.5",
                ),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "s07_sheet_each_level.xlsx",
            "a sheet for each level, numbers begin anew in each",
            workbook(
                (
                    "省级",
                    [
                        ["一、省级民生实事（2件）"],
                        ["序号", "项目名称", "目标任务", "牵头单位", "配合单位"],
                        [1, "城镇新增就业", "城镇新增就业8500人", "县人社局", "县发改局、县财政局"],
                        [2, "免费孕检", "免费孕前检查1200对", "县卫健局", ""],
                    ],
                    ["A1:E1"],
                ),
                (
                    "市级",
                    [
                        ["二、市级民生实事（1件）"],
                        ["序号", "项目名称", "目标任务", "牵头单位", "配合单位"],
                        [1, "高标准农田", "新建高标准农田2.6万亩", "县农业农村局", "各乡镇"],
                    ],
                    ["A1:E1"],
                ),
                (
                    "县级",
                    [
                        ["三、县级民生实事（2件）"],
                        ["序号", "项目名称", "目标任务", "牵头单位", "配合单位"],
                        [1, "路灯补建", "补建路灯700盏", "县城管局", ""],
                        [2, "公厕改造", "改造公厕14座", "县城管局", "各乡镇"],
                    ],
                    ["A1:E1"],
                ),
            ),
            [
                project(
                    1,
                    "城镇新增就业",
                    "县人社局! 县发改局~ 县财政局~",
                    "8500人",
                    category="省级民生实事",
                ),
                project(2, "免费孕检", "县卫健局!", "1200对", category="省级民生实事"),
                project(
                    None, "高标准农田", "县农业农村局! 各乡镇~", "2.6万亩", category="市级民生实事"
                ),
                project(None, "路灯补建", "县城管局!", "700盏", category="县级民生实事"),
                project(None, "公厕改造", "县城管局! 各乡镇~", "14座", category="县级民生实事"),
            ],
            kind="plan",
        ),
        case(
            "s08_last_year_result.xlsx",
            "what last year brought beside this year's goal: a plan, and last year's is no progress of it",
            workbook(
                (
                    "Sheet1",
                    [
                        ["石梁市2026年民生实事目标任务分解表"],
                        [
                            "序号",
                            "项目名称",
                            "2025年完成情况",
                            "2026年目标任务",
                            "完成时限",
                            "责任单位",
                        ],
                        [
                            1,
                            "公共充电设施",
                            "建成充电桩310个",
                            "新建充电桩420个",
                            "2026年11月底",
                            "市能源局",
                        ],
                        [
                            2,
                            "普惠托育",
                            "新增托位500个",
                            "新增托位650个",
                            "2026年12月底",
                            "市卫健委",
                        ],
                        [
                            3,
                            "城市书房",
                            "建成书房2处",
                            "新建城市书房3处",
                            "2026年9月底",
                            "市文旅局",
                        ],
                    ],
                    ["A1:F1"],
                )
            ),
            [
                project(1, "公共充电设施", "市能源局", "420个", [(11, "")]),
                project(2, "普惠托育", "市卫健委", "650个", [(12, "")]),
                project(3, "城市书房", "市文旅局", "3处", [(9, "")]),
            ],
            kind="plan",
            year=2026,
            allowed=["column_unused"],
        ),
        case(
            "s09_half_years.xlsx",
            "half a year a column with the month in brackets, hidden notes and a hidden row",
            workbook(
                (
                    "Sheet1",
                    [
                        ["兰汀区2026年民生实事项目任务书"],
                        ["", "", "", "", "", "", ""],
                        [
                            "序号",
                            "实事项目",
                            "上半年目标（6月底）",
                            "全年目标（12月底）",
                            "责任部门",
                            "内部测算",
                            "联系人",
                        ],
                        [
                            "1",
                            "小游园建设",
                            "开工6个",
                            "建成小游园11个",
                            "区园林中心",
                            "甲方案",
                            "陈晓舟 13800000001",
                        ],
                        [
                            "2",
                            "农村厕所改造",
                            "完成300户",
                            "完成农村厕所改造800户",
                            "区农业农村委",
                            "乙方案",
                            "李望江 13800000002",
                        ],
                        [
                            "3",
                            "中小学直饮水",
                            "完成设计",
                            "20所学校通直饮水",
                            "区教委",
                            "丙方案",
                            "何青 13800000003",
                        ],
                    ],
                    ["A1:G1"],
                ),
                after=_hide,
            ),
            [
                project(1, "小游园建设", "区园林中心", "11个", [(6, "开工6个"), (12, "11个")]),
                project(2, "农村厕所改造", "区农业农村委", "800户", [(6, "300户"), (12, "800户")]),
                project(3, "中小学直饮水", "区教委", "20所", [(6, "完成设计"), (12, "20所")]),
            ],
            kind="plan",
            year=2026,
            allowed=["column_unused", "missing_value"],
        ),
        case(
            "s10_stored_yuan.xlsx",
            "amounts stored in 元 and shown in 万元 by their format",
            workbook(
                (
                    "Sheet1",
                    [
                        ["青溪区2026年民生实事投资安排"],
                        ["", "", "", "", ""],
                        [
                            "序号",
                            "项目名称",
                            "建设内容",
                            "总投资（万元）",
                            "2026年计划投资（万元）",
                        ],
                        [1, "江岸护栏更换", "更换护栏5公里", 8600000, 3200000],
                        [2, "青少年活动中心", "新建活动中心1处", 45800000, 12500000],
                        [3, "农村客运补贴", "开行农村客运线路16条", 2750000, 2750000],
                    ],
                    ["A1:E1"],
                ),
                after=_in_wan,
            ),
            [
                project(1, "江岸护栏更换", "", "5公里", investment_plan="320"),
                project(2, "青少年活动中心", "", "1处", investment_plan="1250"),
                project(3, "农村客运补贴", "", "16条", investment_plan="275"),
            ],
            kind="plan",
            year=2026,
            allowed=["missing_value", "column_unused"],
        ),
    ]
