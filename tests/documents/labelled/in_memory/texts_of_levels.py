"""Texts: units in sentences, labels in one line, quarters below, headings of Word's own, levels in one text."""

from __future__ import annotations

from docx.document import Document

from tests.documents.labelled.making import Case, case, page, project, text, word


def texts_of_levels() -> list[Case]:
    return [*_told(), *_labelled()]


def _told() -> list[Case]:
    return [
        case(
            "q01_units_in_sentences.txt",
            "who leads and who helps, and by when, in the sentence itself",
            text("""
隆德县2026年民生实事
一、实施农村供水保障工程。新建联村水厂3座，延伸管网四十六公里。由县水务局牵头，县财政局、各乡镇配合，12月底前完成。
二、实施校园提升工程。改造运动场11个。由县教育局牵头，8月底前完成。
三、实施便民就医工程。为65岁以上老年人免费体检2.1万人次。由县卫生健康局负责，11月底前完成。
"""),
            [
                project(
                    1,
                    "实施农村供水保障工程",
                    "县水务局! 县财政局~ 各乡镇~",
                    "3座 46公里",
                    fair_any=["milestones"],
                ),
                project(2, "实施校园提升工程", "县教育局!", "11个", fair_any=["milestones"]),
                project(
                    3, "实施便民就医工程", "县卫生健康局", "2.1万人次", fair_any=["milestones"]
                ),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "q02_labels_in_a_line.txt",
            "all of a project in one line of labels, parted by semicolons",
            text("""
永安区2026年民生实事1—9月完成情况
1.项目名称：智慧停车；年度目标：新增智慧泊位1200个；完成情况：已新增980个；责任单位：区城管局；完成率：81.7%
2.项目名称：社区花园；年度目标：建设社区花园22处；完成情况：已建成22处；责任单位：区园林局；完成率：100%
"""),
            [
                project(1, "智慧停车", "区城管局", "1200个", progress_has=["980个"]),
                project(2, "社区花园", "区园林局", "22处", progress_has=["22处"]),
            ],
            kind="progress",
            year=2026,
            period=[2026, 1, 9],
        ),
        case(
            "q03_quarters_below.txt",
            "four lines of quarters below each goal",
            text("""
安福县2026年民生实事项目推进计划
项目一：乡村旅游公路
年度目标：新改建旅游公路38公里
一季度：完成招标
二季度：完成路基20公里
三季度：完成路面25公里
四季度：全部完工
责任单位：县交通运输局
项目二：母婴设施
年度目标：新建母婴室15间
一季度：完成选址
二季度：建成5间
三季度：建成10间
四季度：建成15间
责任单位：县妇联
"""),
            [
                project(
                    1,
                    "乡村旅游公路",
                    "县交通运输局",
                    "38公里",
                    [(3, "招标"), (6, "20公里"), (9, "25公里"), (12, "完工")],
                ),
                project(
                    2,
                    "母婴设施",
                    "县妇联",
                    "15间",
                    [(3, "选址"), (6, "5间"), (9, "10间"), (12, "15间")],
                ),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "q04_two_levels.txt",
            "the city's list and the district's own list, numbers starting again",
            text("""
关于2026年河阳区民生实事项目的公示
一、承担市级民生实事（2项）
1.新建人才公寓300套。（区住建局）
2.改造背街小巷18条。（区城管局）
二、区级民生实事（2项）
1.新增普通高中学位900个。（区教育局）
2.建设体育公园2个。（区文体局）
"""),
            [
                project(
                    1,
                    "新建人才公寓300套",
                    "区住建局",
                    "300套",
                    name_any=True,
                    category="承担市级民生实事",
                ),
                project(
                    2,
                    "改造背街小巷18条",
                    "区城管局",
                    "18条",
                    name_any=True,
                    category="承担市级民生实事",
                ),
                project(
                    3,
                    "新增普通高中学位900个",
                    "区教育局",
                    "900个",
                    name_any=True,
                    category="区级民生实事",
                ),
                project(
                    4, "建设体育公园2个", "区文体局", "2个", name_any=True, category="区级民生实事"
                ),
            ],
            kind="plan",
            year=2026,
        ),
    ]


def _labelled() -> list[Case]:
    return [
        case(
            "q05_headings_of_word.docx",
            "names as Word's headings without numbers, what belongs to them below",
            word(_headings),
            [
                project(1, "城乡养老服务", "市民政局", "12个 500张"),
                project(2, "公共充电网络", "市发展改革委", "800个"),
            ],
            kind="plan",
            year=2026,
            allow_all=True,
        ),
        case(
            "q06_dashes_as_bullets.txt",
            "a report with dashes for bullets, what was done in the same sentence",
            text("""
三合镇2025年民生实事完成情况（截至12月20日）
- 路灯安装：计划安装太阳能路灯160盏，已安装160盏，完成率100%。
- 沟渠清淤：计划清淤沟渠8公里，已清淤6.5公里。
- 文体活动：计划举办活动10场次，已举办12场次。
"""),
            [
                project(1, "路灯安装", "", "160盏", progress_has=["160盏"]),
                project(2, "沟渠清淤", "", "8公里", progress_has=["6.5公里"]),
                project(3, "文体活动", "", "10场次", progress_has=["12场次"]),
            ],
            kind="progress",
            year=2025,
            allow_all=True,
        ),
        case(
            "q07_definition_page.html",
            "a page where each project is a block of strong labels",
            page(
                "<h2>锦屏县2026年度十大民生实事</h2>"
                "<div><p><strong>01 乡村驿站</strong></p><p><strong>目标任务：</strong>新建乡村驿站24个</p><p><strong>责任单位：</strong>县商务局</p><p><strong>资金来源：</strong>县级财政资金960万元</p></div>"
                "<div><p><strong>02 山塘整治</strong></p><p><strong>目标任务：</strong>整治山塘33口</p><p><strong>责任单位：</strong>县水利局</p><p><strong>资金来源：</strong>上级资金1320万元</p></div>"
            ),
            [
                project(1, "乡村驿站", "县商务局", "24个", fair_money=["960"]),
                project(2, "山塘整治", "县水利局", "33口", fair_money=["1320"]),
            ],
            kind="plan",
            year=2026,
            findings=["count_mismatch"],
            allow_all=True,
        ),
        case(
            "q08_letter_without_list.txt",
            "a covering letter whose list is in an attachment: refused, and says where the list is",
            text("""
关于征集2027年民生实事项目的公告
为做好2027年民生实事项目遴选工作，现面向社会公开征集项目建议。
征集时间：2026年11月1日至11月30日。
征集方式：电话0000-1234567。
附件：2027年民生实事项目建议表
"""),
            [],
            refuse="must",
        ),
    ]


def _headings(document: Document) -> None:
    document.add_heading("通山市2026年民生实事项目", 1)
    document.add_heading("城乡养老服务", 2)
    document.add_paragraph("新建社区养老中心12个，新增护理型床位500张。")
    document.add_paragraph("责任单位：市民政局")
    document.add_heading("公共充电网络", 2)
    document.add_paragraph("新建公共充电桩800个。")
    document.add_paragraph("责任单位：市发展改革委")
