"""Word documents: cards, name and goal in one cell, tables under headings, people beside units, struck-out runs."""

from __future__ import annotations

from docx.document import Document

from tests.documents.labelled.making import Case, case, project, word, word_table


def words() -> list[Case]:
    return [*_cards(), *_tables(), *_without_a_list()]


def _two_cards(document: Document) -> None:
    document.add_paragraph("石梁市2026年十大民生实事项目任务卡")
    for number, name, unit, goal, half, whole in (
        ("第1项", "既有住宅加装电梯", "市住建局", "加装电梯120台", "开工70台", "完成120台"),
        ("第2项", "中医馆建设", "市卫健委", "建设乡镇中医馆9个", "完成4个", "完成9个"),
        ("第3项", "防返贫保险", "市农业农村局", "参保监测对象6.2万人", "参保3万人", "参保6.2万人"),
    ):
        word_table(
            document,
            [
                ["项目编号", number, "项目名称", name],
                ["责任单位", unit, "分管领导", "周远山"],
                ["年度目标", goal, "", ""],
                ["6月底目标", half, "12月底目标", whole],
            ],
            [(2, 1, 2, 3)],
        )
        document.add_paragraph("")


def _name_and_goal(document: Document) -> None:
    document.add_paragraph("高川县2025年民生重点实事7月份进展情况表")
    word_table(
        document,
        [
            ["序号", "年度任务", "本月进展", "是否达序时进度", "下月计划", "责任单位"],
            [
                "1",
                "农村幸福院建设\n新建农村幸福院15个",
                "建成9个，在建6个",
                "是",
                "再建成3个",
                "县民政局",
            ],
            [
                "2",
                "村级光伏路灯\n安装光伏路灯2000盏",
                "安装650盏",
                "否（设备到货晚）",
                "安装500盏",
                "县农业农村局",
            ],
            ["3", "公共浴室\n新建公共浴室4处", "完成主体4处", "是", "开始装修", "县民政局"],
        ],
    )


def _people(document: Document) -> None:
    document.add_paragraph("云渡区2026年民生实事责任分工表")
    word_table(
        document,
        [
            ["序号", "项目名称", "目标", "责任单位及联系方式", "包抓领导"],
            [
                "1",
                "电动车棚",
                "建设充电车棚55个",
                "牵头单位：区住建局（郭立新，023-70000001）\n配合单位：各街道",
                "王副区长",
            ],
            [
                "2",
                "健身步道",
                "修建健身步道18公里",
                "牵头单位：区体育局（赵岚，023-70000002）\n配合单位：区园林局、各镇街",
                "刘副区长",
            ],
        ],
    )


def _by_headings(document: Document) -> None:
    document.add_paragraph("2026年高川县民生实事安排")
    document.add_paragraph(
        "各乡镇人民政府，县级有关部门：现将2026年民生实事安排如下，请认真组织实施。"
    )
    document.add_paragraph("一、就业增收")
    word_table(
        document,
        [
            ["序号", "事项", "内容", "牵头", "配合"],
            ["1", "技能培训", "开展技能培训3200人次", "县人社局", "县总工会"],
            ["2", "公益岗位", "开发公益岗位450个", "县人社局", ""],
        ],
    )
    document.add_paragraph("二、老有所养")
    word_table(
        document,
        [
            ["序号", "事项", "内容", "牵头", "配合"],
            ["3", "适老化改造", "改造特困家庭260户", "县民政局", "县残联、各乡镇"],
        ],
    )
    document.add_paragraph("联系人：县政府督查室，电话 023-70000009。")


def _continued(document: Document) -> None:
    head = ["序号", "项目名称", "建设内容及规模", "年度投资（万元）", "责任单位"]
    document.add_paragraph("青溪区2026年民生实事项目表")
    word_table(document, [head, ["1", "社区微菜场", "新建社区微菜场10个", "150", "区商务委"]])
    document.add_paragraph("— 1 —")
    document.add_paragraph("续表")
    word_table(
        document,
        [
            head,
            ["2", "消防栓补建", "补建消防栓260个", "338.5", "区消防救援支队"],
            ["3", "老年大学", "新建老年大学教学点5个", "90", "区委老干部局"],
            ["合计", "", "", "578.5", ""],
        ],
    )


def _struck(document: Document) -> None:
    document.add_paragraph("丰和县2026年民生实事目标任务表")
    made = word_table(
        document,
        [
            ["序号", "项目名称", "目标任务", "责任单位", "完成时限"],
            ["1", "人行天桥", "", "县住建局", "10月底"],
            ["2", "智慧养老", "", "县民政局", "12月底"],
        ],
    )
    for row, old, new in (
        (1, "新建天桥3座", "新建天桥2座"),
        (2, "服务老人900人", "服务老人1100人"),
    ):
        paragraph = made.cell(row, 2).paragraphs[0]
        paragraph.add_run(old).font.strike = True
        paragraph.add_run(new)


def _empty_money(document: Document) -> None:
    document.add_paragraph("兰汀区2026年民生实事投资计划表")
    word_table(
        document,
        [
            ["序号", "项目名称", "目标任务", "计划投资（万元）", "责任单位"],
            ["1", "水库除险", "除险加固水库4座", "", "区水利局"],
            ["2", "乡村车站", "新建乡村车站6个", "", "区交通局"],
        ],
    )


def _tasks_of_one(document: Document) -> None:
    document.add_paragraph("高川县2026年民生实事任务清单")
    word_table(
        document,
        [
            ["类别", "序号", "项目名称", "具体任务", "责任单位", "完成时间"],
            ["教育", "1", "校舍改善", "改造校舍6栋", "县教育局", "8月底"],
            ["", "", "", "新增学位2400个", "县教育局", "9月底"],
            ["", "2", "营养改善", "惠及学生1.3万人", "县教育局", "全年"],
            ["医疗", "3", "县医院改造", "新增床位150张", "县卫健局", "11月底"],
        ],
        [(1, 0, 3, 0), (1, 1, 2, 1), (1, 2, 2, 2)],
    )


def _cards() -> list[Case]:
    return [
        case(
            "w01_cards.docx",
            "a card a project in four columns: label, value, label, value",
            word(_two_cards),
            [
                project(1, "既有住宅加装电梯", "市住建局", "120台", [(6, "70台"), (12, "120台")]),
                project(2, "中医馆建设", "市卫健委", "9个", [(6, "4个"), (12, "9个")]),
                project(
                    3, "防返贫保险", "市农业农村局", "6.2万人", [(6, "3万人"), (12, "6.2万人")]
                ),
            ],
            kind="plan",
            year=2026,
            allowed=["count_mismatch"],
            findings=["count_mismatch"],
        ),
        case(
            "w02_name_and_goal.docx",
            "name and goal in one cell, a month's progress, whether in time, what comes next",
            word(_name_and_goal),
            [
                project(1, "农村幸福院建设", "县民政局", "15个", progress_has=["建成9个"]),
                project(2, "村级光伏路灯", "县农业农村局", "2000盏", progress_has=["650盏"]),
                project(3, "公共浴室", "县民政局", "4处", progress_has=["完成主体4处"]),
            ],
            kind="progress",
            year=2025,
            allowed=["column_unused"],
        ),
        case(
            "w03_people_in_the_unit_cell.docx",
            "牵头单位 and 配合单位 inside one cell, with a person and a phone behind the unit",
            word(_people),
            [
                project(1, "电动车棚", "区住建局! 各街道~", "55个"),
                project(2, "健身步道", "区体育局! 区园林局~ 各镇街~", "18公里"),
            ],
            kind="plan",
            year=2026,
            allowed=["column_unused", "text_unused"],
        ),
    ]


def _tables() -> list[Case]:
    return [
        case(
            "w04_tables_under_headings.docx",
            "a small table under each heading, short heads 事项, 内容, 牵头, 配合",
            word(_by_headings),
            [
                project(1, "技能培训", "县人社局! 县总工会~", "3200人次", category="就业增收"),
                project(2, "公益岗位", "县人社局!", "450个", category="就业增收"),
                project(3, "适老化改造", "县民政局! 县残联~ 各乡镇~", "260户", category="老有所养"),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "w05_continued.docx",
            "a table broken by a page number and 续表",
            word(_continued),
            [
                project(1, "社区微菜场", "区商务委", "10个", investment_plan="150"),
                project(2, "消防栓补建", "区消防救援支队", "260个", investment_plan="338.5"),
                project(3, "老年大学", "区委老干部局", "5个", investment_plan="90"),
            ],
            kind="plan",
            year=2026,
            totals={"investment_plan": "578.5"},
        ),
        case(
            "w06_struck_runs.docx",
            "an old figure struck out before the new one",
            word(_struck),
            [
                project(1, "人行天桥", "县住建局", "2座", [(10, "")]),
                project(2, "智慧养老", "县民政局", "1100人", [(12, "")]),
            ],
            kind="plan",
            year=2026,
        ),
        case(
            "w07_no_amount.docx",
            "a head of 万元 over empty cells: doubtful",
            word(_empty_money),
            [
                project(1, "水库除险", "区水利局", "4座"),
                project(2, "乡村车站", "区交通局", "6个"),
            ],
            kind="plan",
            year=2026,
            findings=["reading_doubtful"],
            allow_all=True,
        ),
        case(
            "w08_two_tasks.docx",
            "category, number and name merged over two tasks with deadlines of their own",
            word(_tasks_of_one),
            [
                project(
                    1,
                    "校舍改善",
                    "县教育局",
                    "6栋 2400个",
                    [(8, ""), (9, "")],
                    category="教育",
                    tasks=2,
                ),
                project(
                    2, "营养改善", "县教育局", "1.3万人", category="教育", fair_any=["milestones"]
                ),
                project(3, "县医院改造", "县卫健局", "150张", [(11, "")], category="医疗"),
            ],
            kind="plan",
            year=2026,
        ),
    ]


def _call(document: Document) -> None:
    document.add_heading("石梁市2026年民生实事项目", 1)
    document.add_paragraph("2026年民生实事项目已经市人民代表大会票决产生，具体项目见附件。")
    document.add_paragraph("附件：石梁市2026年民生实事项目清单")
    document.add_paragraph("石梁市人民政府办公室")
    document.add_paragraph("2026年2月6日")


def _without_a_list() -> list[Case]:
    return [
        case(
            "w09_list_elsewhere.docx",
            "a covering note; the list is in a file of its own",
            word(_call),
            [],
            refuse="must",
        )
    ]
