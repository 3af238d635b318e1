"""Canonical JSON and digests: the same everywhere, different for any different content."""

from __future__ import annotations

import hashlib
import json
import subprocess
import sys
from datetime import UTC, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices import sm3
from notices.digests import (
    canonical_json,
    content_digest,
    content_of,
    digest_of_bytes,
    known_answers_hold,
    moment_text,
    record_sha256,
    sm3_hex,
    sm3_in_python,
)

texts = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=20)
json_values = st.recursive(
    st.none() | st.booleans() | st.integers(-(2**53), 2**53) | texts,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(texts, inner, max_size=4),
    max_leaves=20,
)
notices = st.dictionaries(texts, json_values, max_size=6)


def shuffled(value):
    """The same value with the keys of every object in the opposite order."""
    if isinstance(value, dict):
        return {key: shuffled(item) for key, item in reversed(value.items())}
    if isinstance(value, list):
        return [shuffled(item) for item in value]
    return value


def test_canonical_json_has_one_spelling():
    value = {"title": "公示", "b": [1, None, True], "a": {"z": "3500", "ä": "“引号”\n"}}
    assert canonical_json(value).decode() == (
        '{"a":{"z":"3500","ä":"“引号”\\n"},"b":[1,null,true],"title":"公示"}'
    )


@pytest.mark.parametrize(
    "value", [1.5, {"a": [0.1]}, float("nan"), Decimal("1.5"), {1: "a"}, {"a": b"x"}, {"a": {1, 2}}]
)
def test_what_has_two_spellings_is_refused(value):
    with pytest.raises(TypeError):
        canonical_json(value)


def test_a_refusal_names_the_place():
    with pytest.raises(TypeError, match=r"\$\.categories\[0\]\.ratio: float"):
        canonical_json({"categories": [{"ratio": 30.2}]})


@pytest.mark.parametrize("text", ["a\x00b", "\ud800"])
def test_text_a_database_would_not_give_back_is_refused(text):
    with pytest.raises(ValueError):
        canonical_json({"a": text})
    with pytest.raises(ValueError):
        canonical_json({text: "a"})


@given(json_values)
def test_key_order_changes_nothing(value):
    assert canonical_json(shuffled(value)) == canonical_json(value)


@given(json_values)
def test_a_round_trip_through_a_database_s_json_changes_nothing(value):
    for stored in (json.dumps(value), json.dumps(value, ensure_ascii=False, indent=2)):
        assert canonical_json(json.loads(stored)) == canonical_json(value)


@given(json_values)
def test_canonical_json_is_json(value):
    assert json.loads(canonical_json(value)) == value


@given(json_values, json_values)
def test_different_values_never_share_a_spelling(one, other):
    # In Python True == 1; as JSON they differ, so compare the plain spelling.
    same = json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)
    assert (canonical_json(one) == canonical_json(other)) == same


def test_another_process_with_another_hash_seed_gives_the_same_bytes():
    value = {name: [name, {"万州": "瀼渡", name: None}] for name in "投资计划完成额度占比备注"}
    program = "import sys,json; from notices.digests import *; "
    program += "sys.stdout.write(content_digest(json.load(sys.stdin)).sha256)"
    for seed in ("0", "1"):
        answer = subprocess.run(
            [sys.executable, "-c", program], input=json.dumps(value), capture_output=True, text=True,
            check=True, env={"PYTHONHASHSEED": seed, "PYTHONPATH": "."},
        )  # fmt: skip
        assert answer.stdout == content_digest(value).sha256


@given(notices, json_values)
def test_what_may_change_afterwards_is_not_content(notice, anything):
    later = notice | dict.fromkeys(
        ("published_at", "digest", "replaced_by", "withdrawn_at"), anything
    )
    assert content_digest(later) == content_digest(content_of(notice))
    assert canonical_json(content_of(later)) == canonical_json(content_of(notice))


def test_one_changed_digit_changes_both_digests():
    before, after = content_digest({"invested": "3500"}), content_digest({"invested": "3501"})
    assert before.sha256 != after.sha256
    assert before.sm3 != after.sm3


def test_the_content_digest_can_be_repeated_by_hand():
    data = '{"title":"公示"}'.encode()
    assert (
        content_digest({"title": "公示", "digest": None}).sha256 == hashlib.sha256(data).hexdigest()
    )
    assert content_digest({"title": "公示", "digest": None}).sm3 == sm3_hex(data)
    assert digest_of_bytes(data) == content_digest({"title": "公示"})


def test_the_record_digest_is_four_lines_hashed():
    by_hand = hashlib.sha256(b"aa\n2025-q1\n2025-04-11T09:30:00+08:00\nbb").hexdigest()
    assert record_sha256("aa", "2025-q1", "2025-04-11T09:30:00+08:00", "bb") == by_hand


def test_the_first_record_has_an_empty_last_line():
    by_hand = hashlib.sha256(b"aa\n2025-q1\n2025-04-11T09:30:00+08:00\n").hexdigest()
    assert record_sha256("aa", "2025-q1", "2025-04-11T09:30:00+08:00", None) == by_hand
    assert record_sha256("aa", "2025-q1", "2025-04-11T09:30:00+08:00", "") == by_hand


def test_a_part_of_a_record_is_one_line():
    with pytest.raises(ValueError, match="one line"):
        record_sha256("aa", "2025-q1\nx", "", None)


def test_the_moment_is_printed_in_beijing_time_with_whole_seconds():
    assert (
        moment_text(datetime(2025, 4, 11, 1, 30, 0, 999999, tzinfo=UTC))
        == "2025-04-11T09:30:00+08:00"
    )
    assert moment_text(datetime(2025, 12, 31, 16, 0, tzinfo=UTC)) == "2026-01-01T00:00:00+08:00"
    with pytest.raises(ValueError, match="time zone"):
        moment_text(datetime(2025, 4, 11))


def test_sm3_gives_the_standard_s_answers():
    assert sm3_hex(b"abc") == "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert known_answers_hold()


@pytest.mark.parametrize(("data", "answer"), sm3.KNOWN_ANSWERS.items())
def test_the_fallback_gives_the_standard_s_answers(data, answer):
    assert sm3_in_python(data) == answer


@given(st.binary(max_size=300))
def test_the_fallback_agrees_with_openssl(data):
    try:
        expected = hashlib.new("sm3", data).hexdigest()
    except ValueError:
        pytest.skip("this OpenSSL has no SM3")
    assert sm3_in_python(data) == expected


def test_without_openssl_s_sm3_the_fallback_is_used(monkeypatch):
    def refuse(name, data=b""):
        raise ValueError(f"unsupported hash type {name}")

    monkeypatch.setattr(sm3.hashlib, "new", refuse)
    assert sm3_hex(b"abc") == sm3.KNOWN_ANSWERS[b"abc"]
    assert known_answers_hold()


def test_a_broken_sm3_is_noticed(monkeypatch):
    monkeypatch.setattr(sm3, "sm3_hex", lambda data: "0" * 64)
    assert not sm3.known_answers_hold()
