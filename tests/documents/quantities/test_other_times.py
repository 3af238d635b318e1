"""How things stood before, what is due in several years and what is of this month alone are no goals and no results."""

from __future__ import annotations

import pytest

from documents.quantities.matching import indicators


@pytest.mark.parametrize(
    ("target", "promised"),
    [
        ("家庭医生签约率达到75%以上（2025年为68%）", ["75"]),
        ("在2025年建成50个的基础上，再新增充电站20个", ["20"]),
        ("截至2025年底，全县已建成充电站50个，2026年新建20个", ["20"]),
        ("目前全区已有公办园32所，新增公办园3所", ["3"]),
        ("三年内改造400公里，今年完成150公里", ["150"]),
        ("新建社区养老中心6个（原计划8个，经县人大常委会批准调整为6个）", ["6"]),
        ("总投资900万元，其中中央资金600万元、县级财政300万元，新建桥梁2座", ["2"]),
        ("新增床位500张（其中2026年上半年完成200张）", ["500", "200"]),
        ("全年免费开放不少于300天", ["300"]),
        ("三年内改造400公里", ["400"]),
        ("到2026年加装护栏300公里，其中2025年加装150公里", ["150"]),
        ("到2025年加装护栏300公里，其中新建2座桥", ["300", "2"]),
    ],
)
def test_a_target_promises_what_is_new_in_the_year(target: str, promised: list[str]) -> None:
    assert [item.value for item in indicators(target)] == promised


@pytest.mark.parametrize(
    ("numeral", "value"),
    [
        ("新建绿道二十五公里以上", "25"),
        ("改造农房一百零五户", "105"),
        ("造林绿化三千五百亩", "3500"),
        ("培训农民一万二千人", "12000"),
        ("打通服务群众最后一百米", None),
        ("落实惠民二十条措施", None),
        ("惠及百户家庭", None),
    ],
)
def test_numbers_written_in_chinese_count_where_something_is_measured(
    numeral: str, value: str | None
) -> None:
    found = indicators(numeral)
    assert (found[0].value if found else None) == value


@pytest.mark.parametrize(
    ("progress", "reported"),
    [
        ("本月开展义诊2场次", None),
        ("本月开展义诊2场次，累计开展17场次", "17"),
        ("去年同期开展义诊15场次，今年开展义诊18场次", "18"),
    ],
)
def test_a_month_alone_or_another_year_is_no_result(progress: str, reported: str | None) -> None:
    (item,) = indicators("开展义诊20场次", progress=progress)
    assert item.reported == reported
