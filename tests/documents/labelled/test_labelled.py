"""The reader keeps what it reads right of the labelled set; the floor rises as it learns, and never falls."""

from __future__ import annotations

from collections import Counter

import pytest

from tests.documents.labelled.scoring import FIELDS, Score, compare, labels, total

FLOOR = {
    "head": 100,
    "names": 106,
    "numbers": 97,
    "units": 120,
    "quantities": 101,
    "milestones": 48,
    "money": 32,
    "ratio": 7,
    "progress": 35,
    "totals": 8,
    "findings": 8,
}
SILENT_AT_MOST = 1
EXTRA_AT_MOST: dict[str, int] = {}


@pytest.fixture(scope="module")
def score() -> Score:
    return total()


@pytest.mark.parametrize("name", FIELDS)
def test_no_field_falls_below_its_floor(score: Score, name: str) -> None:
    missed = [miss for miss in score.misses if miss[0] == name]
    assert score.hits[name] >= FLOOR[name], missed


def test_no_more_misses_are_silent_than_before(score: Score) -> None:
    assert score.silent <= SILENT_AT_MOST


def test_no_more_is_made_up_than_before(score: Score) -> None:
    kinds = Counter(kind for kind, _ in score.extras)
    assert {kind: count for kind, count in kinds.items() if count > EXTRA_AT_MOST.get(kind, 0)} == (
        {}
    )


def test_the_set_holds_at_least_thirty_documents_of_many_kinds() -> None:
    files = [label["file"] for label in labels()]
    assert len(files) >= 30
    assert {name.rsplit(".", 1)[1] for name in files} >= {"xlsx", "docx", "html", "csv", "txt"}


def test_a_wrong_figure_without_a_finding_counts_as_silent() -> None:
    label = next(labels("t08"))
    reading = {
        "kind": "plan",
        "year": 2026,
        "period": None,
        "totals": None,
        "findings": [],
        "projects": [
            {
                "number": 1,
                "name": "新建农村幸福院20个",
                "category": None,
                "target": "",
                "investment_plan": "12",
                "invested": None,
                "ratio": None,
                "progress": None,
                "units": [{"name": "县民政局", "role": "lead"}],
                "tasks": [
                    {
                        "indicators": [{"value": "2", "unit": "个", "reported": None}],
                        "milestones": [],
                    }
                ],
            }
        ],
    }
    found = compare(label, reading)
    assert ("quantities", "silent", [("2", "个")], ("20", "个")) in found.misses
    assert {kind for kind, _ in found.extras} == {"quantity", "money"}
