"""What is not what it seems: hidden rows and columns, struck words, tracked changes, numbers as texts, look-alike figures."""

from __future__ import annotations

from docx.document import Document
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.comments import Comment
from openpyxl.styles import Font
from openpyxl.worksheet.worksheet import Worksheet

from tests.documents.formats.builders import label, number, old_workbook
from tests.documents.labelled.making import Case, case, grid, project, word, word_table, workbook


def struck_and_hidden() -> list[Case]:
    return [*_sheets(), *_word(), *_old()]


def _hide_column(sheet: Worksheet) -> None:
    sheet.column_dimensions["D"].hidden = True
    sheet.row_dimensions[4].hidden = True


def _strike_part(sheet: Worksheet) -> None:
    sheet["C3"] = CellRichText(
        "新建充电桩", TextBlock(InlineFont(strike=True), "300"), TextBlock(InlineFont(), "450个")
    )
    sheet["D4"].font = Font(strike=True)
    sheet["C5"].comment = Comment("原为1500人，已调整", "审核")


def _texts_as_numbers(sheet: Worksheet) -> None:
    for row in range(3, 7):
        sheet[f"D{row}"].number_format = "@"


def _sheets() -> list[Case]:
    return [
        case(
            "h01_hidden_column_row.xlsx",
            "an old goal in a hidden column, a hidden row that the number column counts",
            workbook(
                (
                    "Sheet1",
                    grid("""
通远县2026年民生实事项目
序号|项目名称|目标任务|目标任务（初稿）|责任单位
1|村级诊所|建设诊所26个|建设诊所30个|县卫健局
2|山区通信|新建基站45座|新建基站50座|县工信局
3|冷链仓储|建设冷库9座|建设冷库12座|县商务局
"""),
                    ["A1:E1"],
                ),
                after=_hide_column,
            ),
            [
                project(1, "村级诊所", "县卫健局", "26个"),
                project(2, "山区通信", "县工信局", "45座"),
                project(3, "冷链仓储", "县商务局", "9座"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "h02_struck_part_of_a_cell.xlsx",
            "a struck figure before the new one in a cell, a struck unit, a comment with another figure",
            workbook(
                (
                    "Sheet1",
                    grid("""
武平河县2026年民生实事
序号|项目名称|目标任务|责任单位|协同单位
1|充电设施|x|县发改局|县住建局
2|家政培训|培训家政人员800人|县妇联|县人社局
3|老年大学|老年大学招生1200人|县委老干局|
"""),
                    ["A1:E1"],
                ),
                after=_strike_part,
            ),
            [
                project(1, "充电设施", "县发改局! 县住建局~", "450个"),
                project(2, "家政培训", "县人社局", "800人"),
                project(3, "老年大学", "县委老干局!", "1200人"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "h03_numbers_as_texts.xlsx",
            "sums as texts with blanks, separators, full width, a stop instead of a point of thousands",
            workbook(
                (
                    "Sheet1",
                    grid("""
绥江湾县2025年民生实事投资完成情况（1—11月）
序号|项目名称|计划投资（万元）|完成投资（万元）|完成比例|责任单位
1|农村路网|'2 400|'2,160.0|'90％|县交通局
2|供水扩容|'１８００|'1620|'90%|县水利局
3|便民市场|'650万元|'585万|'0.9|县商务局
4|社区康养|'420 |' 399|'95.0%|县民政局
"""),
                    ["A1:F1"],
                ),
                after=_texts_as_numbers,
            ),
            [
                project(
                    1, "农村路网", "县交通局", investment_plan="2400", invested="2160", ratio="90"
                ),
                project(
                    2, "供水扩容", "县水利局", investment_plan="1800", invested="1620", ratio="90"
                ),
                project(
                    3, "便民市场", "县商务局", investment_plan="650", invested="585", ratio="90"
                ),
                project(
                    4, "社区康养", "县民政局", investment_plan="420", invested="399", ratio="95"
                ),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 11],
            allow_all=True,
        ),
        case(
            "h04_look_alikes.xlsx",
            "document numbers, ages, model names, road numbers and dates among the goals",
            workbook(
                (
                    "Sheet1",
                    grid("""
兴隆台县2026年民生实事目标任务表
序号|项目名称|目标任务|责任单位
1|G320改线|完成G320国道改线工程12.6公里|县交通局
2|适龄女生接种|为14周岁以下女生接种HPV疫苗3800人次|县卫健局
3|5G覆盖|行政村5G覆盖率达到95%，新建基站60座|县工信局
4|“三长”制|按照兴政发〔2025〕18号文件选聘楼栋长460名|县委社会工作部
5|110联动|建设110社会联动工作站7个|县公安局
6|24小时书房|新建24小时城市书房5个|县文旅局
7|1+N养老|建设“1+6”养老服务综合体3个|县民政局
"""),
                    ["A1:D1"],
                )
            ),
            [
                project(1, "G320改线", "县交通局", "12.6公里"),
                project(2, "适龄女生接种", "县卫健局", "3800人次"),
                project(3, "5G覆盖", "县工信局", "95% 60座"),
                project(4, "“三长”制", "县委社会工作部", "460名"),
                project(5, "110联动", "县公安局", "7个"),
                project(6, "24小时书房", "县文旅局", "5个"),
                project(7, "1+N养老", "县民政局", "3个"),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "h05_numbers_start_again_and_repeat.xlsx",
            "a number twice, a number left out, one as a text with a stop",
            workbook(
                (
                    "Sheet1",
                    grid("""
顺河区2026年民生实事清单
序号|项目名称|目标任务|责任单位
1|惠民早餐|新增早餐网点30个|区商务局
2|母婴室|建设母婴室12个|区妇联
2|无障碍|改造无障碍设施85处|区残联
'4.|非机动车棚|新建车棚40处|区住建局
6|生活垃圾|更新垃圾桶2200个|区城管局
"""),
                    ["A1:D1"],
                )
            ),
            [
                project(1, "惠民早餐", "区商务局", "30个"),
                project(2, "母婴室", "区妇联", "12个"),
                project(3, "无障碍", "区残联", "85处"),
                project(4, "非机动车棚", "区住建局", "40处"),
                project(6, "生活垃圾", "区城管局", "2200个"),
            ],
            kind="plan",
            year=2026,
            findings=["duplicate_number", "number_gap"],
        ),
        case(
            "h06_vertical_heads.xlsx",
            "head words one below another, merged title cells, blank columns between, a stamp line",
            workbook(
                (
                    "Sheet1",
                    grid("""
机密等级：公开||||||
|石泉湾区2026年民生实事项目一览表|||||
序¶号||项¶目¶名¶称||建设¶内容||责任¶单位
1||社区图书馆||新建社区图书馆6个||区文旅局
2||海绵公园||建设海绵公园2个||区住建局
3||应急广播||安装应急广播320套||区应急局
（盖章）||||||2026年1月15日
"""),
                    ["B2:G2"],
                )
            ),
            [
                project(1, "社区图书馆", "区文旅局", "6个"),
                project(2, "海绵公园", "区住建局", "2个"),
                project(3, "应急广播", "区应急局", "320套"),
            ],
            kind="plan",
            year=2026,
        ),
    ]


def _word() -> list[Case]:
    return [
        case(
            "h07_tracked_figures.docx",
            "figures inserted and deleted with changes tracked inside cells",
            word(_tracked),
            [
                project(1, "校园直饮水", "区教育局", "48所"),
                project(2, "农机购置", "区农业农村局", "650台", investment_plan="820"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "h08_superscript_notes.docx",
            "footnote numbers as superscript behind figures: 120处 with note 1, 35 with note 2",
            word(_superscripts),
            [
                project(1, "消防取水点", "区消防救援大队", "120处"),
                project(2, "危旧房屋", "区住建局", "35栋"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "h09_numbers_split_by_breaks.docx",
            "figures broken over lines of a narrow cell, a unit behind a break",
            word(_split),
            [
                project(1, "耕地改良", "区农业农村局", "12500亩", investment_plan="3860"),
                project(2, "电力保供", "区供电公司", "86台", investment_plan="1240.5"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
    ]


def _run(words: str, kind: str = "") -> str:
    tag = "w:delText" if kind == "del" else "w:t"
    run = f'<w:r><{tag} xml:space="preserve">{words}</{tag}></w:r>'
    if not kind:
        return run
    return f'<w:{kind} w:id="1" w:author="a" w:date="2026-01-01T00:00:00Z">{run}</w:{kind}>'


def _tracked(document: Document) -> None:
    document.add_paragraph("长桥区2026年民生实事项目")
    made = word_table(
        document,
        grid("""
序号|项目|目标任务|投资（万元）|责任单位
1|校园直饮水|||区教育局
2|农机购置|||区农业农村局
"""),
    )
    for row, column, runs in (
        (1, 2, (_run("安装直饮水学校"), _run("36", "del"), _run("48", "ins"), _run("所"))),
        (1, 3, (_run(""),)),
        (2, 2, (_run("补贴农机6"), _run("0", "del"), _run("5", "ins"), _run("0台"))),
        (2, 3, (_run("780", "del"), _run("820", "ins"))),
    ):
        cell = made.cell(row, column)
        for paragraph in list(cell.paragraphs):
            paragraph._p.getparent().remove(paragraph._p)
        cell._tc.append(parse_xml(f"<w:p {nsdecls('w')}>{''.join(runs)}</w:p>"))


def _superscripts(document: Document) -> None:
    document.add_paragraph("文昌湖区2026年民生实事项目")
    made = word_table(
        document,
        grid("""
序号|项目名称|目标任务|责任单位
1|消防取水点|新建消防取水点120|区消防救援大队
2|危旧房屋|治理危旧房屋35|区住建局
"""),
    )
    for row, note, rest in ((1, "1", "处"), (2, "2", "栋")):
        paragraph = made.cell(row, 2).paragraphs[0]
        raised = paragraph.add_run(note)
        raised.font.superscript = True
        paragraph.add_run(rest)
    document.add_paragraph("1 含改建。2 指D级危房。")


def _split(document: Document) -> None:
    document.add_paragraph("耿马河区2026年民生实事投资计划")
    word_table(
        document,
        grid("""
序号|项目|目标任务|投资¶（万元）|责任单位
1|耕地改良|改良耕地12¶500亩|3¶860|区农业农¶村局
2|电力保供|更换变压器86¶台|1,240.¶5|区供电公司
"""),
    )


def _old() -> list[Case]:
    heads = (
        "序号",
        "项目名称",
        "目标任务",
        "计划投资(万元)",
        "完成投资(万元)",
        "完成率",
        "责任单位",
    )
    rows = (
        (1, "村村通客车", "开通客运线路12条", 360.0, 252.0, 0.7, "县交通局"),
        (2, "敬老院改造", "改造敬老院5所", 1250.5, 1000.4, 0.8, "县民政局"),
        (3, "中药材基地", "建设基地2600亩", 780.0, 0.0, 0.0, "县农业农村局"),
    )
    cells = [label(0, 0, "丹霞口县2025年民生实事进展情况（1-9月）")]
    cells += [label(1, column, words) for column, words in enumerate(heads)]
    for at, row in enumerate(rows, 2):
        for column, value in enumerate(row):
            cells.append(
                label(at, column, value)
                if isinstance(value, str)
                else number(at, column, value, {5: 1, 3: 2, 4: 2}.get(column, 0))
            )
    return [
        case(
            "h10_old_sheet_percents.xls",
            "an old workbook: percent cells, two decimals, a nought that is printed",
            old_workbook(cells),
            [
                project(
                    1,
                    "村村通客车",
                    "县交通局",
                    "12条",
                    investment_plan="360",
                    invested="252",
                    ratio="70",
                ),
                project(
                    2,
                    "敬老院改造",
                    "县民政局",
                    "5所",
                    investment_plan="1250.5",
                    invested="1000.4",
                    ratio="80",
                ),
                project(
                    3,
                    "中药材基地",
                    "县农业农村局",
                    "2600亩",
                    investment_plan="780",
                    invested="0",
                    ratio="0",
                ),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 9],
            allow_all=True,
        ),
    ]
