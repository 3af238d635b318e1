"""Word files: rows over pages, tracked changes, text boxes, numbering of Word's own, units in the text."""

from __future__ import annotations

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn

from tests.documents.labelled.making import Case, case, project, word, word_table


def words() -> list[Case]:
    return [
        case(
            "w01_title_lines_long_rows.docx",
            "title in four lines, head of two rows, a unit under another in the cell",
            word(_long_rows),
            [
                project(
                    1,
                    "城乡冷链和物流设施",
                    "县商务局! 县供销社~ 各乡镇人民政府~",
                    "3个 28个",
                    [(6, "完成1个"), (12, "完成3个")],
                ),
                project(
                    2,
                    "生育友好服务",
                    "县卫生健康委! 县妇联~",
                    "2家 96%",
                    [(6, "基础施工"), (12, "建成2家")],
                ),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "w02_tracked.docx",
            "a figure replaced and a row's words deleted with changes tracked",
            word(_tracked),
            [
                project(1, "河道治理", "县水利局", "26公里"),
                project(2, "农村客运", "县交通局", "14条"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "w03_text_box_list.docx",
            "the title in a text box, the list numbered by Word itself",
            word(_numbered_by_word),
            [
                project(1, "新建农村公路驿站5个", "县交通局", "5个", name_any=True),
                project(2, "资助困难大学生420名", "县教育局", "420名", name_any=True),
                project(3, "免费开放公共体育场馆不少于330天", "县文旅体局", "330天", name_any=True),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "w04_bullets_of_word.docx",
            "bulleted paragraphs of Word without any number: numbers are given, and told",
            word(_bullets_of_word),
            [
                project(1, "暖心餐厅", "区民政局", "18家"),
                project(2, "平安校园", "区教育局", "33所"),
            ],
            kind="plan",
            year=2026,
            findings=["missing_value"],
            allow_all=True,
        ),
        case(
            "w05_vertical_and_totals.docx",
            "head words one below another, sums on top, money in the words of the cell",
            word(_vertical),
            [
                project(
                    1,
                    "公办养老机构改造",
                    "县民政局",
                    "",
                    investment_plan="960",
                    invested="720",
                    ratio="75",
                    progress_has=["主体"],
                ),
                project(
                    2,
                    "农村寄宿学校浴室",
                    "县教育局",
                    "",
                    investment_plan="240",
                    invested="240",
                    ratio="100",
                    progress_has=["22间"],
                ),
            ],
            kind="progress",
            year=2025,
            period=[2025, 1, 9],
            totals={"investment_plan": "1200", "invested": "960", "ratio": "80"},
        ),
    ]


def _long_rows(document: Document) -> None:
    for line in ("附件2", "关于分解落实", "镜湖县2026年民生实事", "目标任务的责任清单"):
        document.add_paragraph(line)
    word_table(
        document,
        [
            ["序号", "实事名称", "年度工作目标", "时间进度安排", "", "责任主体", ""],
            ["", "", "", "6月底", "12月底", "主办单位", "协办单位"],
            [
                "1",
                "城乡冷链和物流设施",
                "建成产地冷藏库3个、乡镇物流站28个",
                "完成1个冷藏库",
                "完成3个冷藏库、28个物流站",
                "县商务局",
                "县供销社\n各乡镇人民政府",
            ],
            [
                "2",
                "生育友好服务",
                "新建托育机构2家，孕产妇系统管理率达到96%以上",
                "基础施工",
                "建成2家",
                "县卫生健康委",
                "县妇联",
            ],
        ],
        [(0, 0, 1, 0), (0, 1, 1, 1), (0, 2, 1, 2), (0, 3, 0, 4), (0, 5, 0, 6)],
    )
    document.add_paragraph("备注：责任主体中排第一的为主要责任单位。")


def _change(paragraph, tag: str, text: str) -> None:
    change = OxmlElement(f"w:{tag}")
    change.set(qn("w:id"), "9")
    change.set(qn("w:author"), "a")
    run = OxmlElement("w:r")
    words = OxmlElement("w:delText" if tag == "del" else "w:t")
    words.text = text
    run.append(words)
    change.append(run)
    paragraph._p.append(change)


def _tracked(document: Document) -> None:
    document.add_paragraph("青石县2026年民生实事任务表")
    made = word_table(
        document,
        [
            ["序号", "项目", "目标任务", "责任单位"],
            ["1", "河道治理", "治理河道", "县水利局"],
            ["2", "农村客运", "新开农村客运线路", "县交通局"],
        ],
    )
    goal = made.cell(1, 2).paragraphs[0]
    _change(goal, "del", "20公里")
    _change(goal, "ins", "26公里")
    goal = made.cell(2, 2).paragraphs[0]
    _change(goal, "ins", "14条")
    _change(goal, "del", "，更新车辆10台")


def _numbered_by_word(document: Document) -> None:
    box = parse_xml(
        f"<w:p {nsdecls('w')} xmlns:v='urn:schemas-microsoft-com:vml'><w:r><w:pict><v:shape><v:textbox>"
        "<w:txbxContent><w:p><w:r><w:t>青石县2026年民生实事清单</w:t></w:r></w:p></w:txbxContent>"
        "</v:textbox></v:shape></w:pict></w:r></w:p>"
    )
    document.element.body.insert(0, box)
    for words in (
        "新建农村公路驿站5个。（责任单位：县交通局）",
        "资助困难大学生420名。（责任单位：县教育局）",
        "免费开放公共体育场馆不少于330天。（责任单位：县文旅体局）",
    ):
        document.add_paragraph(words, style="List Number")


def _bullets_of_word(document: Document) -> None:
    document.add_paragraph("河东区2026年民生实事项目")
    for words in (
        "暖心餐厅。新建社区暖心餐厅18家。责任单位：区民政局。",
        "平安校园。完成33所中小学安防设施改造。责任单位：区教育局。",
    ):
        document.add_paragraph(words, style="List Bullet")


def _vertical(document: Document) -> None:
    document.add_paragraph("柳河县2025年1—9月民生实事实施情况表")
    word_table(
        document,
        [
            [
                "序\n号",
                "项\n目\n名\n称",
                "计划投资",
                "完成投资",
                "占\n比",
                "实施\n情况",
                "责任\n单位",
            ],
            ["总  计", "", "1200万元", "960万元", "80%", "", ""],
            ["1", "公办养老机构改造", "960万元", "720万元", "75%", "3所完成主体改造", "县民政局"],
            ["2", "农村寄宿学校浴室", "240万元", "240万元", "100%", "建成22间", "县教育局"],
        ],
        [(1, 0, 1, 1)],
    )
