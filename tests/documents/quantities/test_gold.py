"""The extractor against what a careful official reads: both documents, invented and held-out sentences."""

import pytest

from documents.quantities.extract import work_percents
from documents.quantities.matching import indicators
from tests.documents.quantities.goldtables import SETS, Case, cases

DOCUMENTS = [case for name in SETS[:2] for case in cases(name)]


def _by_quantity(case: Case) -> dict[tuple[str, str | None, str], object]:
    found = indicators(case.target, case.milestones, case.progress)
    return {(one.label, one.value, one.unit): one for one in found}


@pytest.mark.parametrize("case", DOCUMENTS, ids=lambda case: case.name)
def test_every_indicator_of_both_documents_is_read_as_an_official_would(case: Case) -> None:
    wanted = {(one.label, one.value, one.unit): one for one in case.indicators}
    assert _by_quantity(case) == wanted


@pytest.mark.parametrize("case", DOCUMENTS, ids=lambda case: case.name)
def test_percents_of_the_whole_work_are_kept_apart(case: Case) -> None:
    texts = {f"{month}月": text for month, text in case.milestones} | {"进展": case.progress or ""}
    assert {where: work_percents(text) for where, text in texts.items()} == {
        where: case.percents.get(where, ()) for where in texts
    }


@pytest.mark.parametrize(
    ("name", "least"),
    [
        ("invented", 0.98),
        ("held_out", 0.98),
        ("held_out_second", 0.98),
        ("invented_progress", 0.98),
        ("held_out_third", 0.98),
    ],
)
def test_other_districts_wordings_are_read_with_few_errors(name: str, least: float) -> None:
    wanted = found = right = 0
    for case in cases(name):
        gold = [(one.value, one.unit) for one in case.indicators]
        told = [(one.value, one.unit) for one in indicators(case.target)]
        wanted, found = wanted + len(gold), found + len(told)
        for quantity in gold:
            if quantity in told:
                told.remove(quantity)
                right += 1
    assert right >= least * wanted, f"recall {right} of {wanted}"
    assert right >= least * found, f"precision {right} of {found}"


@pytest.mark.parametrize("name", SETS)
def test_what_is_reported_is_hardly_ever_wrong(name: str) -> None:
    told = wrong = 0
    for case in cases(name):
        gold = {(one.value, one.unit, one.reported) for one in case.indicators}
        for one in indicators(case.target, case.milestones, case.progress):
            told += one.reported is not None
            wrong += one.reported is not None and (one.value, one.unit, one.reported) not in gold
    assert wrong <= 0.04 * told
