"""Two attachments of one document are one plan."""

from tests.documents.drawn import codes, read

TARGETS = (
    "序号|项目名称|责任单位|2025年度工作目标任务\n"
    "1|公园建设|区城管局|新建公园2个。\n"
    "2|管网改造|区住建委|新建入户管10公里。\n"
    "3|学校建设|区教委|新建学校2所。"
)


def test_the_second_attachment_adds_its_goals() -> None:
    reading = read(
        "附件1", "黔江区2025年重点民生实事工作目标任务", TARGETS,
        "附件2", "黔江区2025年重点民生实事项目实施方案",
        "序号|项目名称|年度建设内容及规模|阶段性目标|<|责任单位\n^|^|^|2025年6月|2025年12月|^\n"
        "1|公园建设|新建公园2个。|完成1个。|完成2个。|区城管局\n"
        "2|管网改造|新建入户管网10公里。|完成5公里。|完成10公里。|区住建委区水利局\n"
        "2|学校 建设学校 建设|新建学校2所。|开工。|建成2所。|区教委",
    )  # fmt: skip
    assert len(reading.projects) == 3
    assert [len(project.tasks[0].milestones) for project in reading.projects] == [2, 2, 2]
    assert reading.title == "黔江区2025年重点民生实事工作目标任务"
    assert sorted((finding.code, finding.project) for finding in reading.findings) == [
        ("duplicate_number", 3),
        ("name_differs", 3),
        ("text_differs", 2),
        ("unit_differs", 2),
    ]
    text = next(item for item in reading.findings if item.code == "text_differs")
    assert (text.severity, text.printed, text.expected) == (
        "note",
        "新建入户管网10公里。",
        "新建入户管10公里。",
    )
    assert text.place is not None and text.place.table == 2
    assert "「新建入户管10公里。」" in text.message
    assert [unit.name for unit in reading.projects[1].units] == ["区住建委"]


def test_signs_that_only_look_different_are_no_finding() -> None:
    reading = read(
        TARGETS, TARGETS.replace("公园2个。", "公园2个").replace("区城管局", "区 城管局")
    )
    assert codes(reading) == []


def test_sub_items_of_the_second_attachment_are_kept() -> None:
    reading = read(
        "序号|项目名称|目标任务|责任单位\n1|助残行动|1.服务60人。\\n2.服务300人。|区残联\n2|公园|建2个。|区城管局",
        "序号|项目名称|目标任务|6月|责任单位\n1|助残行动|1.服务60人。|开始|区残联\n^|^|2.服务300人。|开始|区民政局\n"
        "2|公园|建2个。|开工|区城管局",
    )
    assert [task.units for task in reading.projects[0].tasks] == [("区残联",), ("区民政局",)]
    assert reading.projects[0].target == "1.服务60人。\n2.服务300人。"


def test_a_project_only_the_second_attachment_has_is_told() -> None:
    reading = read(
        TARGETS,
        "序号|项目名称|目标任务\n1|公园建设|新建公园2个。\n2|管网改造|新建入户管10公里。\n4|医院建设|新建医院。",
    )
    assert [(item.code, item.printed) for item in reading.findings if item.expected is None] == [
        ("name_differs", "医院建设")
    ]


def test_a_name_printed_twice_in_one_cell_is_read_once() -> None:
    reading = read("序号|项目名称|目标任务\n1|助残敬老行动\\n助残敬老行动|服务60人。")
    assert reading.projects[0].name == "助残敬老行动"
    assert codes(reading) == ["name_differs"]
