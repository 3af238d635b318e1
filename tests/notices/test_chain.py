"""A chain of notices after somebody was at the database with SQL."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notices.chain import Head, Record, verify_chain
from notices.digests import content_digest, record_sha256


def sealed_record(order, number, content, previous):
    digest = content_digest(content)
    at = f"2025-04-{order:02d}T09:00:00+08:00"
    return Record(
        order=order,
        number=number,
        published_at=at,
        content=content,
        content_sha256=digest.sha256,
        content_sm3=digest.sm3,
        previous=previous,
        record_sha256=record_sha256(digest.sha256, number, at, previous),
    )


def make_chain(length):
    chain, previous = [], ""
    for order in range(1, length + 1):
        number = f"2025-m{order:02d}"
        chain.append(sealed_record(order, number, {"number": number, "invested": "3500"}, previous))
        previous = chain[-1].record_sha256
    return chain


def head_of(chain):
    return Head(chain[-1].number, chain[-1].record_sha256, len(chain))


def named(problems):
    return [(problem.kind, problem.number) for problem in problems]


def rechained(chain, start):
    """What a thorough forger does: every record from `start` on digested anew."""
    forged = list(chain[:start])
    for record in chain[start:]:
        previous = forged[-1].record_sha256 if forged else ""
        forged.append(sealed_record(record.order, record.number, record.content, previous))
    return forged


def test_an_empty_chain_and_a_whole_chain_have_no_problem():
    assert verify_chain([]) == []
    chain = make_chain(5)
    assert verify_chain(chain) == []
    assert verify_chain(chain, [head_of(chain[:2]), head_of(chain)]) == []


def test_the_rows_may_come_in_any_order_from_the_database():
    assert verify_chain(reversed(make_chain(5))) == []


def test_a_changed_digit_is_named():
    chain = make_chain(4)
    chain[1] = replace(chain[1], content=chain[1].content | {"invested": "3501"})
    problems = verify_chain(chain)
    assert named(problems) == [("altered", "2025-m02")]
    assert problems[0].sentence == "2025-m02：内容与发布时的摘要不一致，发布后被改动。"
    assert problems[0].is_fault


@pytest.mark.parametrize("order", [0, 1, 3])
@pytest.mark.parametrize(
    "change",
    [
        {"number": "2025-q1"},
        {"published_at": "2025-03-31T09:00:00+08:00"},
        {"record_sha256": "0" * 64},
        {"previous": "f" * 64},
        {"content": None},
        {"content": {"invested": 1.5}},
        {"content": "not an object"},
        {"content_sm3": "0" * 64},
    ],
)
def test_any_changed_column_names_that_row_and_no_other(order, change):
    chain = make_chain(4)
    chain[order] = replace(chain[order], **change)
    problems = verify_chain(chain)
    assert {problem.number for problem in problems} == {chain[order].number}
    assert {problem.kind for problem in problems} == {"altered"}


def test_a_changed_link_to_another_real_row_names_that_row_only():
    chain = make_chain(4)
    chain[2] = replace(chain[2], previous=chain[0].record_sha256)
    assert named(verify_chain(chain)) == [("altered", "2025-m03")]


def test_content_changed_together_with_its_digests_is_named_by_the_next_row():
    chain = make_chain(4)
    chain[1] = sealed_record(2, "2025-m02", {"invested": "9999"}, chain[0].record_sha256)
    problems = verify_chain(chain)
    assert named(problems) == [("altered", "2025-m02")]
    assert "连同摘要被改写" in problems[0].sentence


def test_a_removed_row_is_named_between_its_neighbours():
    chain = make_chain(5)
    problems = verify_chain(chain[:2] + chain[3:])
    assert named(problems) == [("removed", "2025-m04")]
    assert problems[0].sentence == "2025-m02与2025-m04之间有记录被删除。"


def test_the_first_row_removed_is_named():
    assert [p.sentence for p in verify_chain(make_chain(3)[1:])] == [
        "2025-m02：它前面的记录被删除。"
    ]


def test_two_gaps_are_two_problems():
    chain = make_chain(7)
    assert named(verify_chain([chain[0], chain[2], chain[3], chain[6]])) == [
        ("removed", "2025-m03"),
        ("removed", "2025-m07"),
    ]


@pytest.mark.parametrize("previous", ["own", "garbage", "empty"])
def test_an_inserted_row_is_named_however_it_is_linked(previous):
    chain = make_chain(4)
    link = {"own": chain[1].record_sha256, "garbage": "a" * 64, "empty": ""}[previous]
    forged = replace(sealed_record(9, "2025-q1", {"invested": "1"}, link), order=3)
    moved = [replace(record, order=record.order + 1) for record in chain[2:]]
    assert named(verify_chain([*chain[:2], forged, *moved])) == [("inserted", "2025-q1")]


def test_a_copy_of_a_row_is_named():
    chain = make_chain(3)
    copy = replace(chain[1], order=3)
    assert named(verify_chain([*chain[:2], copy, replace(chain[2], order=4)])) == [
        ("inserted", "2025-m02")
    ]


def test_rows_that_changed_places_are_named():
    chain = make_chain(5)
    swapped = [*chain[:1], replace(chain[1], order=3), replace(chain[2], order=2), *chain[3:]]
    problems = verify_chain(swapped)
    assert {problem.kind for problem in problems} == {"reordered"}
    assert {problem.number for problem in problems} <= {"2025-m02", "2025-m03"}


def test_one_row_moved_far_is_the_only_one_named():
    chain = make_chain(5)
    assert named(verify_chain([*chain[1:], replace(chain[0], order=9)])) == [
        ("reordered", "2025-m01")
    ]


def test_removal_of_the_newest_is_seen_only_against_an_exported_head():
    chain = make_chain(4)
    assert verify_chain(chain[:3]) == []
    problems = verify_chain(chain[:3], [head_of(chain)])
    assert named(problems) == [("removed", "2025-m04")]
    assert problems[0].sentence == "2025-m04：导出的链头里有它，现在没有了，是后来删除的。"


def test_a_chain_digested_anew_is_seen_only_against_an_exported_head():
    chain = make_chain(4)
    chain[1] = replace(chain[1], content={"invested": "9999"})
    forged = rechained(chain, 1)
    assert verify_chain(forged) == []
    assert named(verify_chain(forged, [head_of(make_chain(4))])) == [("altered", "2025-m04")]


def test_an_exported_head_decides_which_of_two_last_rows_is_true():
    chain = make_chain(3)
    rival = replace(sealed_record(3, "2025-q1", {"invested": "1"}, chain[1].record_sha256), order=3)
    rows = [*chain[:2], rival, replace(chain[2], order=4)]
    assert named(verify_chain(rows, [head_of(chain)])) == [("inserted", "2025-q1")]


def test_a_sealed_row_is_said_to_be_sealed_and_is_no_fault():
    chain = make_chain(3)
    chain[1] = replace(chain[1], content=None, sealed=True)
    problems = verify_chain(chain, [head_of(chain)])
    assert named(problems) == [("sealed", "2025-m02")]
    assert not problems[0].is_fault
    assert problems[0].sentence == "2025-m02：已按程序封存，内容已销毁，摘要保留。"


def test_a_sealed_row_whose_number_was_changed_is_still_a_fault():
    chain = make_chain(3)
    chain[1] = replace(chain[1], content=None, sealed=True, number="2025-q1")
    assert ("altered", "2025-q1") in named(verify_chain(chain))


def test_a_row_marked_sealed_that_still_holds_its_content_is_a_fault():
    chain = make_chain(2)
    chain[0] = replace(chain[0], sealed=True)
    problems = verify_chain(chain)
    assert named(problems) == [("not_destroyed", "2025-m01")]
    assert problems[0].is_fault


def test_changes_that_come_after_publication_are_no_alteration():
    chain = make_chain(2)
    chain[0] = replace(
        chain[0], content=chain[0].content | {"replaced_by": "2025-q1-r1", "digest": {}}
    )
    assert verify_chain(chain) == []


def test_rows_that_point_at_each_other_end_the_search():
    chain = make_chain(3)
    chain[0] = replace(chain[0], previous=chain[2].record_sha256)
    chain[1] = replace(chain[1], previous="x", record_sha256=chain[0].previous)
    assert any(problem.is_fault for problem in verify_chain(chain))


@given(st.integers(2, 12), st.data())
def test_removing_any_rows_but_the_last_ones_is_named(length, data):
    chain = make_chain(length)
    gone = data.draw(st.sets(st.integers(0, length - 2), min_size=1))
    problems = verify_chain(record for index, record in enumerate(chain) if index not in gone)
    assert problems
    assert all(problem.kind == "removed" for problem in problems)


@given(st.integers(1, 12), st.data())
def test_cutting_the_end_off_is_named_against_any_head_that_was_lost(length, data):
    chain = make_chain(length)
    kept = data.draw(st.integers(0, length - 1))
    lost = data.draw(st.integers(kept + 1, length))
    assert verify_chain(chain[:kept]) == []
    assert named(verify_chain(chain[:kept], [head_of(chain[:lost])])) == [
        ("removed", chain[lost - 1].number)
    ]


@given(st.integers(2, 10), st.permutations(range(10)))
def test_moving_rows_is_named_and_no_row_is_called_altered(length, places):
    chain = make_chain(length)
    order = [place for place in places if place < length]
    moved = [replace(chain[place], order=index) for index, place in enumerate(order, start=1)]
    problems = verify_chain(moved)
    assert bool(problems) == (order != sorted(order))
    assert all(problem.kind == "reordered" for problem in problems)


@given(st.integers(1, 8), st.data())
def test_altering_any_text_of_any_row_is_a_fault_of_that_row(length, data):
    chain = make_chain(length)
    at = data.draw(st.integers(0, length - 1))
    field = data.draw(
        st.sampled_from(
            ["number", "published_at", "content_sha256", "content_sm3", "previous", "record_sha256"]
        )
    )
    value = data.draw(st.text(max_size=5))
    if value == getattr(chain[at], field):
        value += "x"
    chain[at] = replace(chain[at], **{field: value})
    faults = [problem for problem in verify_chain(chain) if problem.is_fault]
    assert {problem.number for problem in faults} == {chain[at].number}


def test_a_long_chain_is_verified_without_recursion():
    chain, previous = [], ""
    for order in range(1, 1501):
        record = replace(sealed_record(1, f"n{order}", {"n": order}, previous), order=order)
        chain.append(record)
        previous = record.record_sha256
    assert verify_chain(chain) == []


def test_a_record_appended_with_a_date_of_its_own_is_named_though_every_digest_holds():
    chain = make_chain(3)
    content = {"number": "2024-year"}
    appended = sealed_record(4, "2024-year", content, chain[-1].record_sha256)
    old = "2024-12-31T09:00:00+08:00"
    appended = replace(
        appended,
        published_at=old,
        record_sha256=record_sha256(appended.content_sha256, "2024-year", old, appended.previous),
    )
    problems = verify_chain([*chain, appended])
    assert named(problems) == [("falls", "2024-year")]
    assert problems[0].is_fault
    assert "早于链上在它前面的2025-m03" in problems[0].sentence


def test_two_records_of_one_moment_do_not_fall():
    chain = make_chain(2)
    same = chain[0].published_at
    again = replace(
        chain[1],
        published_at=same,
        record_sha256=record_sha256(
            chain[1].content_sha256, chain[1].number, same, chain[1].previous
        ),
    )
    assert verify_chain([chain[0], again]) == []
