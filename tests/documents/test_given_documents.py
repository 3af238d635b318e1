"""The two documents of the fixtures, read whole."""

from pathlib import Path

import pytest

import documents
from documents import Reading

FIXTURES = Path(__file__).parents[2] / "fixtures" / "documents"


def read_fixture(name: str) -> Reading:
    return documents.read((FIXTURES / name).read_bytes(), name)


@pytest.fixture(scope="module")
def qianjiang() -> Reading:
    return read_fixture("qianjiang-2025-targets.docx")


@pytest.fixture(scope="module")
def wanzhou() -> Reading:
    return read_fixture("wanzhou-2025-q1-notice.html")


def test_qianjiangs_plan_has_20_projects_22_tasks_and_66_milestones(qianjiang: Reading) -> None:
    tasks = [task for project in qianjiang.projects for task in project.tasks]
    assert [project.number for project in qianjiang.projects] == list(range(1, 21))
    assert len(tasks) == 22
    assert sum(len(task.milestones) for task in tasks) == 66
    assert qianjiang.kind == "plan"


def test_qianjiangs_plan_carries_its_title_number_and_date(qianjiang: Reading) -> None:
    assert qianjiang.district == "黔江区"
    assert qianjiang.year == 2025
    assert qianjiang.title == (
        "重庆市黔江区人民政府办公室关于印发黔江区2025年重点民生实事工作目标任务与实施方案的通知"
    )
    assert qianjiang.document_number == "黔江府办发〔2025〕20号"
    assert qianjiang.issuer == "重庆市黔江区人民政府办公室"
    assert qianjiang.issued_on == "2025-04-25"
    assert qianjiang.notice is None
    assert qianjiang.totals is None


def test_qianjiangs_categories_count_ten_projects_each(qianjiang: Reading) -> None:
    assert [(category.name, category.count) for category in qianjiang.categories] == [
        ("区级重点民生实事", 10),
        ("承接的市级重点民生实事", 10),
    ]


def test_the_first_listed_unit_leads(qianjiang: Reading) -> None:
    assert [(unit.name, unit.role) for unit in qianjiang.projects[0].units] == [
        ("区交通运输委", "lead"),
        ("区农业农村委", "cooperating"),
    ]


def test_sub_items_with_units_of_their_own_are_tasks(qianjiang: Reading) -> None:
    project = qianjiang.projects[9]
    assert [(task.number, task.units) for task in project.tasks] == [
        (1, ("区残联",)),
        (2, ("区民政局",)),
        (3, ("区民政局",)),
    ]
    assert project.tasks[1].text.startswith("在全区开展“精康融合”行动")
    assert [line[:2] for line in project.target.split("\n")] == ["1.", "2.", "3."]


def test_names_lose_the_blanks_of_the_layout(qianjiang: Reading) -> None:
    assert qianjiang.projects[1].name == "河滨健身空间提档升级项目"
    assert qianjiang.projects[9].name == "“筑爱·助残·敬老”行动"


def test_the_second_fifteen_takes_the_missing_sixteen(qianjiang: Reading) -> None:
    repeated = [finding for finding in qianjiang.findings if finding.code == "duplicate_number"]
    missing = [finding for finding in qianjiang.findings if finding.code == "number_gap"]
    assert [(item.project, item.printed, item.expected) for item in repeated] == [(16, "15", "16")]
    assert [(item.project, item.expected) for item in missing] == [(16, "16")]
    assert repeated[0].place is not None
    assert (repeated[0].place.table, repeated[0].place.column) == (2, 1)


def test_what_the_two_attachments_say_differently_is_told(qianjiang: Reading) -> None:
    texts = [finding for finding in qianjiang.findings if finding.code == "text_differs"]
    names = [finding for finding in qianjiang.findings if finding.code == "name_differs"]
    assert [finding.project for finding in texts] == [9]
    assert "入户管网" in (texts[0].printed or "")
    assert "入户管网" not in (texts[0].expected or "")
    assert [finding.project for finding in names] == [10]
    assert names[0].printed == names[0].expected * 2


def test_wanzhous_progress_has_its_money_as_printed(wanzhou: Reading) -> None:
    assert wanzhou.kind == "progress"
    assert wanzhou.totals is not None
    assert wanzhou.totals.as_json() == {
        "investment_plan": "182852",
        "invested": "55219.1",
        "ratio": "30.2",
    }
    assert [category.as_json() for category in wanzhou.categories] == [
        {
            "name": "市级重点民生实事",
            "count": 9,
            "investment_plan": "16842",
            "invested": "4906.1",
            "ratio": "29.1",
        },
        {
            "name": "区级民生实事",
            "count": 11,
            "investment_plan": "166010",
            "invested": "50313",
            "ratio": "30.3",
        },
    ]
    eighth = wanzhou.projects[7]
    assert (eighth.investment_plan, eighth.invested, eighth.ratio) == ("0", None, None)
    assert wanzhou.projects[6].ratio == "100.0"


def test_wanzhous_notice_says_until_when_and_to_whom(wanzhou: Reading) -> None:
    assert wanzhou.title == "关于2025年万州区重点民生实事1季度推进情况公示"
    assert wanzhou.district == "万州区"
    assert wanzhou.period is not None
    assert wanzhou.period.as_json() == {"year": 2025, "from_month": 1, "to_month": 3}
    assert wanzhou.issuer == "万州区发展和改革委员会"
    assert wanzhou.issued_on == "2025-04-11"
    assert wanzhou.notice is not None
    assert wanzhou.notice.as_json() == {
        "opens_on": "2025-04-11",
        "closes_on": "2025-05-11",
        "published_on": "2025-04-11",
        "source": "重庆市万州区发展和改革委员会",
        "contact_name": "胡蕾",
        "contact_phone": "58258735",
        "channels": ["letter", "phone", "visit"],
    }


def test_wanzhous_table_keeps_its_printed_heads(wanzhou: Reading) -> None:
    assert wanzhou.columns == (
        "序号",
        "项目名称",
        "2025年工作目标任务",
        "2025年投资计划(万元)",
        "责任单位",
        "月度进展情况(1-3月)",
        "完成额度(万元)",
        "占比(%)",
        "备注",
    )
    assert wanzhou.table_title == "万州区2025年重点民生实事目标任务及月度推进情况表"


@pytest.mark.parametrize(
    ("number", "names"),
    [
        (3, ["区教委", "区民政局"]),
        (9, ["区红十字会", "区卫生健康委"]),
        (10, ["区住房城乡建委", "高铁片区开发建设工作专班", "三峡发展集团"]),
        (11, ["区水利局", "属地乡镇(街道)"]),
        (12, ["区住房城乡建委", "区城市管理局"]),
        (14, ["区交通运输委", "区公安局"]),
    ],
)
def test_wanzhous_joint_projects_name_all_their_units(
    wanzhou: Reading, number: int, names: list[str]
) -> None:
    assert [unit.name for unit in wanzhou.projects[number - 1].units] == names


def test_wanzhous_sums_and_ratios_agree(wanzhou: Reading) -> None:
    assert [finding for finding in wanzhou.findings if finding.severity != "note"] == []


def test_lists_in_a_cell_keep_an_item_a_line(wanzhou: Reading) -> None:
    progress = wanzhou.projects[17].progress or ""
    assert [line[:4] for line in progress.split("\n")] == ["1.6个", "2.恒合"]


def test_qianjiangs_percents_that_are_not_their_shares_are_told(qianjiang: Reading) -> None:
    found = [item for item in qianjiang.findings if item.code == "percent_mismatch"]
    assert [(item.project, item.printed, item.expected) for item in found] == [
        (3, "75", "70"),
        (11, "60", "44.4"),
    ]
