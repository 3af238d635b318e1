"""The reader keeps what it reads right of the third set; the floor rises as it learns, and never falls."""

from __future__ import annotations

import pytest

from tests.documents.labelled.in_memory.reading import cases
from tests.documents.labelled.making import Case
from tests.documents.labelled.scoring import score_document


@pytest.mark.parametrize("made", list(cases()), ids=lambda made: made.file)
def test_each_document_of_the_third_set_is_read_as_labelled(made: Case) -> None:
    score = score_document(made.label, made.data)
    assert score.misses == []
    assert score.extras == []


def test_the_third_set_holds_documents_of_many_kinds() -> None:
    names = [made.file for made in cases()]
    assert len(names) == len(set(names)) >= 25
    assert {name.rsplit(".", 1)[1] for name in names} >= {"xlsx", "docx", "html", "csv", "txt"}
