"""Personal numbers are found before publication, and ordinary figures pass. All numbers here are made up."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from notices.privacy import is_identity_card, scan, scan_all

CARD = "11010519491231002X"  # the example of GB 11643-1999
FIXTURES = Path(__file__).parents[2] / "fixtures" / "documents"


def check_sign(seventeen):
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(int(digit) * weight for digit, weight in zip(seventeen, weights, strict=True))
    return "10X98765432"[total % 11]


def luhn_completed(digits):
    for last in "0123456789":
        number = digits + last
        doubled = [
            sum(divmod(int(digit) * 2, 10)) if index % 2 else int(digit)
            for index, digit in enumerate(reversed(number))
        ]
        if sum(doubled) % 10 == 0:
            return number
    raise AssertionError("one of ten digits always fits")


cards = st.builds(
    lambda region, born, serial: f"{region}{born:%Y%m%d}{serial:03d}",
    st.sampled_from(["500101", "500114", "110105", "440305"]),
    st.dates(min_value=date(1930, 1, 1), max_value=date(2020, 12, 31)),
    st.integers(0, 999),
).map(lambda seventeen: seventeen + check_sign(seventeen))  # fmt: skip
mobiles = st.from_regex(r"\A1[3-9][0-9]{9}\Z")
around = st.sampled_from(["", "，", "（", "：", " ", "\n", "电话", "户主", "。", "、", '"', ">"])


@pytest.mark.parametrize(
    ("text", "kind", "masked"),
    [
        (f"户主身份证{CARD}", "identity_card", "11*************02X"),
        (f"户主身份证{CARD.lower()}。", "identity_card", "11*************02X"),
        ("１１０１０５１９４９１２３１００２Ｘ", "identity_card", "11*************02X"),
        ("110105 19491231 002X", "identity_card", "11*************02X"),
        ("联系人张三13812341234", "mobile", "138****1234"),
        ("13812341234（张三）", "mobile", "138****1234"),
        ("138 1234 1234", "mobile", "138****1234"),
        ("138-1234-1234", "mobile", "138****1234"),
        ("+86 13812341234", "mobile", "138****1234"),
        ("名单\n1.13812341234张三", "mobile", "138****1234"),
        ("8613812341234", "mobile", "138****1234"),
        ("１３８１２３４１２３４", "mobile", "138****1234"),
        ("电话：13812341234、023-58258735", "mobile", "138****1234"),
        ("卡号6222021234567890128", "bank_card", "6222****0128"),
        ("6222 0212 3456 7890 128", "bank_card", "6222****0128"),
        ("4111111111111111号卡", None, None),
        ("4012888888881881", "bank_card", "4012****1881"),
        ("身份证500101491231002", "identity_card_old", "50**********002"),
    ],
)
def test_a_personal_number_is_found_and_shown_masked(text, kind, masked):
    found = [(hit.kind, hit.masked) for hit in scan(text)]
    assert found == ([] if kind is None else [(kind, masked)])


@pytest.mark.parametrize(
    "text",
    [
        "58258735",
        "023-58258735",
        "02358258735",
        "(联系人:胡蕾;联系电话:58258735)",
        "400-810-8888",
        "投资13500000000元",
        "投资 13500000000 元",
        "13500000000平方米",
        "合计182852，55219.1，30.2",
        "35768平方米、81618平方米",
        "黔江府办发〔2025〕20号",
        "邮编404100",
        "2025-04-11 09:30:00",
        "20250411 20250511",
        "20250411093000123",
        "0.30165460186142711",
        "3.0165460186142711",
        "30.13812341234",
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
        "统一社会信用代码11500101008643210X",
        "t20210129_1571508.htm",
        "post_13812341234",
        "110105194912310021",  # a wrong check sign
        "110105194913310026",  # no such month
        "1234567890123456789",
        "0000000000000000000",
        "6222222222222222",
        "12345678901",
        "100000000000000",
        "1,381,234,1234",
        "",
    ],
)
def test_ordinary_figures_pass(text):
    assert scan(text) == []


@pytest.mark.parametrize("name", ["wanzhou-2025-q1-notice.html"])
def test_the_real_notice_passes(name):
    text = re.sub(r"<[^>]*>", " ", (FIXTURES / name).read_text(encoding="utf-8"))
    assert "58258735" in text
    assert scan(text) == []


@pytest.mark.parametrize(
    "listed", ["13812341234", "138-1234-1234", "+86 13812341234", "手机138 1234 1234"]
)
def test_the_official_contact_s_mobile_is_allowed_and_no_other(listed):
    text = "联系电话13812341234，不要打13912341234"
    assert [hit.masked for hit in scan(text, allowed_phones=[listed])] == ["139****1234"]


@pytest.mark.parametrize("between", [",", "，", ", ", ";", "/", "、", "\n", "\t", "|"])
def test_a_list_of_numbers_is_found_whole(between):
    listed = between.join(["13812341234", "13912341234", "15012341234"])
    assert len(scan(listed)) == 3


def test_several_numbers_are_told_in_their_order():
    text = f"张三13812341234，{CARD}，6222021234567890128"
    assert [hit.kind for hit in scan(text)] == ["mobile", "identity_card", "bank_card"]


def test_each_text_is_told_by_its_place():
    found = scan_all({"第3项备注": "电话13812341234", "第4项备注": "无"})
    assert [hit.sentence for hit in found] == [
        "第3项备注：有手机号码 138****1234，请删去或遮盖后再公开。"
    ]


@given(cards, around, around)
def test_every_identity_card_is_found_wherever_it_stands(card, before, after):
    assert [hit.kind for hit in scan(f"{before}{card}{after}")] == ["identity_card"]


@given(cards, st.integers(0, 16), st.integers(1, 9))
def test_one_wrong_digit_is_no_identity_card(card, place, step):
    digit = str((int(card[place]) + step) % 10)
    assert not is_identity_card(card[:place] + digit + card[place + 1 :])


@given(mobiles, around, around)
def test_every_mobile_is_found_wherever_it_stands(mobile, before, after):
    hits = scan(f"{before}{mobile}{after}")
    assert [(hit.kind, hit.masked) for hit in hits] == [
        ("mobile", f"{mobile[:3]}****{mobile[-4:]}")
    ]


@given(st.from_regex(r"\A62[0-9]{13,16}\Z"), around)
def test_every_unionpay_card_is_found(digits, before):
    number = luhn_completed(digits)
    assume(len(set(number)) >= 4 and not (len(number) == 18 and is_identity_card(number)))
    assert [hit.kind for hit in scan(f"{before}{number}")] == ["bank_card"]


@given(st.one_of(cards, mobiles))
def test_a_message_never_repeats_the_number(number):
    for hit in scan(f"甲{number}乙"):
        assert number not in hit.sentence
        assert number not in hit.masked


@given(st.binary(min_size=32, max_size=32))
def test_a_digest_is_no_personal_number(data):
    assert scan(data.hex()) == []


@given(st.integers(0, 10**12).map(lambda units: f"{units / 10000:.4f}"))
def test_an_amount_in_a_table_is_no_personal_number(amount):
    assert scan(f"完成投资{amount}万元") == []


@given(st.text(max_size=80))
def test_any_text_is_scanned_and_places_are_true(text):
    for hit in scan(text):
        assert 0 <= hit.start < hit.end <= len(text)
