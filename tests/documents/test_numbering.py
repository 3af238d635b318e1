"""Numbers are made unique; what the print says stays beside them."""

from hypothesis import given
from hypothesis import strategies as st

from documents.drafts import ProjectDraft
from documents.numbering import settle_numbers


def settled(*values: int | None) -> tuple[list[int], list[tuple[str, str | None, str | None]]]:
    projects = [
        ProjectDraft(name=f"项目{at}", value=value, printed_number=value and str(value))
        for at, value in enumerate(values)
    ]
    findings = settle_numbers(projects)
    return (
        [project.number for project in projects],
        [(finding.code, finding.printed, finding.expected) for finding in findings],
    )


def test_a_repeat_takes_the_missing_next_number() -> None:
    numbers, findings = settled(14, 15, 15, 17)
    assert numbers == [14, 15, 16, 17]
    assert findings == [("duplicate_number", "15", "16"), ("number_gap", "17", "16")]


def test_a_gap_stays() -> None:
    numbers, findings = settled(1, 2, 4)
    assert numbers == [1, 2, 4]
    assert findings == [("number_gap", "4", "3")]


def test_a_repeat_without_a_gap_takes_a_new_number() -> None:
    numbers, findings = settled(1, 2, 2, 3)
    assert numbers == [1, 2, 4, 3]
    assert findings == [("duplicate_number", "2", "4")]


def test_rows_without_numbers_are_counted() -> None:
    assert settled(None, None, None) == ([1, 2, 3], [])


def test_numbers_that_start_again_run_on() -> None:
    assert settled(1, 2, 3, 1, 2) == ([1, 2, 3, 4, 5], [])


@given(st.lists(st.one_of(st.none(), st.integers(0, 30)), max_size=40))
def test_numbers_are_always_unique_and_positive(values: list[int | None]) -> None:
    numbers, _ = settled(*values)
    assert len(set(numbers)) == len(numbers)
    assert all(number > 0 for number in numbers)
