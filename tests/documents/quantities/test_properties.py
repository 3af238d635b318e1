"""What holds for any text and for any sentence of a known make."""

import time
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from documents.quantities import normal
from documents.quantities.extract import quantities, work_percents
from documents.quantities.matching import indicators, offers

PIECES = st.sampled_from(
    [
        "新建",
        "改造",
        "完成",
        "公里",
        "个",
        "户",
        "人次",
        "万",
        "亿",
        "元",
        "%",
        "12",
        "3.5",
        "1,829",
        "7.44",
        "约",
        "以上",
        "不少于",
        "分别",
        "达到",
        "由",
        "提高到",
        "、",
        ",",
        "。",
        ";",
        "\n",
        "(",
        ")",
        "“",
        "”",
        "1.",
        "①",
        "一是",
        "其中",
        "正在",
        "招标",
        "形象进度",
        "的",
        "和",
        "两个",
        "百分之",
        "-",
        "—",
        "5G",
        "2025年",
        "6月",
        "小区",
        "公厕",
        "率",
        "为",
        "提供",
        "每人每月",
        "/",
        "累计",
    ]
)
OFFICIAL = st.lists(PIECES, max_size=40).map("".join)
ANY = st.one_of(st.text(max_size=120), OFFICIAL)


@given(ANY)
def test_any_text_is_read_without_a_crash_and_without_overlaps(text: str) -> None:
    found = quantities(text)
    last = 0
    for one in found:
        assert last <= one.start < one.end <= len(text)
        last = one.end
        assert Decimal(one.value).is_finite()
        assert one.unit


@given(ANY)
def test_values_are_printed_in_the_place_they_are_said_to_stand(text: str) -> None:
    flat = normal.plain(text)
    assert len(flat) == len(text)
    for one in quantities(text):
        printed = flat[one.start : one.end].replace(",", "")
        assert one.value in printed or not any(sign.isdigit() for sign in printed)


@given(ANY, st.lists(st.tuples(st.integers(1, 12), OFFICIAL), max_size=3), st.none() | ANY)
def test_any_target_with_any_milestones_gives_plain_numbers(
    target: str, milestones: list[tuple[int, str]], progress: str | None
) -> None:
    for one in indicators(target, milestones, progress):
        assert one.value is not None
        for value in (one.value, one.reported, *one.milestones.values()):
            assert value is None or Decimal(value).is_finite()
        assert set(one.milestones) <= {str(month) for month, _ in milestones}
    assert all(Decimal(percent).is_finite() for percent in work_percents(target))


@given(OFFICIAL, OFFICIAL)
def test_offers_name_only_known_indicators(target: str, typed: str) -> None:
    known = indicators(target)
    assert set(offers(typed, known)) <= set(range(len(known)))


VERBS = st.sampled_from(
    ["新建", "改造", "新增", "完成", "建设", "修复", "更换", "加装", "实施", "配备"]
)
NOUNS = st.sampled_from(
    [
        "农村公厕",
        "小微停车场",
        "公交候车亭",
        "社区食堂",
        "健身步道",
        "污水管网",
        "养老床位",
        "老旧电梯",
        "村卫生室",
        "太阳能路灯",
    ]
)
NUMBERS = st.one_of(
    st.integers(1, 99999).map(str), st.decimals(1, 999, places=2).map(lambda value: f"{value:f}")
)
UNITS = st.sampled_from(
    ["公里", "万平方米", "亩", "万人次", "户", "座", "处", "台", "套", "张", "万元"]
)
QUALIFIERS = st.sampled_from(
    [
        ("", "", None),
        ("约", "", "约"),
        ("", "以上", "以上"),
        ("不少于", "", "不少于"),
        ("", "左右", "左右"),
        ("达到", "", "达到"),
    ]
)
PROMISES = st.tuples(VERBS, NOUNS, QUALIFIERS, NUMBERS, UNITS)


@given(st.lists(PROMISES, min_size=1, max_size=5), st.sampled_from([",", ";", "。", "、", "\n"]))
def test_promises_put_together_are_all_found_again(
    promises: list[tuple[str, str, tuple[str, str, str | None], str, str]], sign: str
) -> None:
    text = sign.join(
        f"{verb}{noun}{before}{value}{unit}{behind}"
        for verb, noun, (before, behind, _), value, unit in promises
    )
    assert [(one.value, one.unit, one.qualifier) for one in indicators(text)] == [
        (value, unit, qualifier) for _, _, (_, _, qualifier), value, unit in promises
    ]


@given(st.lists(PROMISES, min_size=1, max_size=4, unique_by=lambda promise: promise[1]))
def test_a_report_in_other_words_is_matched_to_its_promise(
    promises: list[tuple[str, str, tuple[str, str, str | None], str, str]],
) -> None:
    target = ",".join(f"{verb}{noun}{value}{unit}" for verb, noun, _, value, unit in promises)
    told = ";".join(f"已完成{value}{unit}{noun}" for _, noun, _, value, unit in reversed(promises))
    assert [one.reported for one in indicators(target, (), told)] == [
        value for _, _, _, value, _ in promises
    ]


NOISE = st.sampled_from(
    [
        "推进5G网络建设",
        "以6-12岁儿童为主",
        "服务“15分钟生活圈”",
        "24小时开放",
        "2025年12月底前完成",
        "落实“两免一补”政策",
        "沿G42高速两侧",
        "受理12345热线",
        "第3批次",
        "按每人每年80元标准",
    ]
)


@given(PROMISES, NOISE, st.booleans())
def test_what_is_no_quantity_changes_nothing(
    promise: tuple[str, str, tuple[str, str, str | None], str, str], noise: str, first: bool
) -> None:
    verb, noun, _, value, unit = promise
    said = f"{verb}{noun}{value}{unit}"
    text = f"{noise},{said}" if first else f"{said},{noise}"
    assert [(one.value, one.unit) for one in indicators(text)] == [(value, unit)]


@pytest.mark.parametrize(
    "text",
    [
        "1个," * 20_000,
        "(" * 50_000 + "1个" + ")" * 50_000,
        "“" * 30_000 + "2个",
        "1.\n" * 20_000,
        "9" * 50_000,
        "1,234" * 10_000 + "个",
        "分别达到" + "60%、" * 20_000,
        "由1元提高到" * 10_000,
        "新建" * 30_000 + "1个",
        "的" * 50_000 + "3%",
    ],
    ids=lambda text: text[:8],
)
def test_a_cell_made_to_hang_the_reader_is_read_in_no_time(text: str) -> None:
    started = time.process_time()
    indicators(text, [(6, text)], text)
    assert (
        time.process_time() - started < 2
    )  # of the processor: how busy the machine is says nothing
