"""Odd workbooks: struck-out rows, towns down the side, the wrong year, a title that does not fit."""

from __future__ import annotations

from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.documents.labelled.making import Case, case, project, workbook


def _strike(sheet: Worksheet) -> None:
    for cell in sheet[5]:
        cell.font = Font(strike=True)


def odd_sheets() -> list[Case]:
    return [
        case(
            "s11_starred_struck.xlsx",
            "starred numbers, a footnote to the star, a row struck out as a whole",
            workbook(
                (
                    "Sheet1",
                    [
                        ["云渡区2025年度民生实事完成情况"],
                        ["编号", "实事名称", "年度任务", "完成情况", "责任单位"],
                        ["1*", "社区食堂", "新建社区食堂8家", "建成8家", "区民政局"],
                        ["2", "智慧停车", "新增停车位900个", "新增920个", "区城管局"],
                        ["3", "旧货市场搬迁", "搬迁市场1处", "已取消", "区商务局"],
                        ["4★", "农村供水", "改造供水管网60公里", "改造63公里", "区水利局"],
                        ["注：带*为市级项目，带★为人大代表票决项目。"],
                    ],
                    ["A1:E1", "A7:E7"],
                ),
                after=_strike,
            ),
            [
                project(1, "社区食堂", "区民政局", "8家", progress_has=["建成8家"]),
                project(2, "智慧停车", "区城管局", "900个", progress_has=["新增920个"]),
                project(4, "农村供水", "区水利局", "60公里", progress_has=["改造63公里"]),
            ],
            kind="progress",
            year=2025,
            allowed=["number_gap"],
        ),
        case(
            "s12_towns_down.xlsx",
            "a matrix: towns down, promises across with units in the heads; towns are no projects",
            workbook(
                (
                    "分解",
                    [
                        ["丰和县2026年民生实事任务分解表"],
                        [
                            "乡镇",
                            "新建口袋公园（个）",
                            "改造农村公路（公里）",
                            "新增养老床位（张）",
                        ],
                        ["城关镇", 4, 12, 60],
                        ["石桥乡", 2, 18, 40],
                        ["合计", 6, 30, 100],
                    ],
                    ["A1:D1"],
                )
            ),
            [
                project(None, "新建口袋公园", "", "6个"),
                project(None, "改造农村公路", "", "30公里"),
                project(None, "新增养老床位", "", "100张"),
            ],
            refuse="allowed",
        ),
        case(
            "s13_other_years_months.xlsx",
            "title of 2026 over milestones of 2025: somebody took last year's file",
            workbook(
                (
                    "Sheet1",
                    [
                        ["兰汀区2026年民生实事目标任务表"],
                        [
                            "序号",
                            "项目名称",
                            "目标任务",
                            "2025年6月底前",
                            "2025年12月底前",
                            "责任单位",
                        ],
                        [1, "桥梁加固", "加固桥梁7座", "完成2座", "完成7座", "区交通局"],
                        [2, "社区卫生站", "新建社区卫生站3个", "开工3个", "建成3个", "区卫健委"],
                    ],
                    ["A1:F1"],
                )
            ),
            [
                project(1, "桥梁加固", "区交通局", "7座", fair_any=["milestones"]),
                project(2, "社区卫生站", "区卫健委", "3个", fair_any=["milestones"]),
            ],
            kind="plan",
            findings=["reading_doubtful"],
            allow_all=True,
        ),
        case(
            "s14_progress_without_results.xlsx",
            "a title of progress over a table of goals alone: doubtful",
            workbook(
                (
                    "Sheet1",
                    [
                        ["青溪区2025年民生实事项目三季度进展情况公示"],
                        ["序号", "项目名称", "目标任务", "责任单位"],
                        [1, "危桥改造", "改造危桥3座", "区交通局"],
                        [2, "社区书屋", "新建社区书屋12个", "区文旅委"],
                    ],
                    ["A1:D1"],
                )
            ),
            [
                project(1, "危桥改造", "区交通局", "3座"),
                project(2, "社区书屋", "区文旅委", "12个"),
            ],
            year=2025,
            findings=["reading_doubtful"],
            allow_all=True,
        ),
    ]
