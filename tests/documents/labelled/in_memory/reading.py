"""How the third set is read: python -m tests.documents.labelled.in_memory.reading [part-of-a-name] [--misses]"""

from __future__ import annotations

from collections.abc import Iterator

from tests.documents.labelled.in_memory.around import around
from tests.documents.labelled.in_memory.deceiving import deceiving
from tests.documents.labelled.in_memory.odd_heads import odd_heads
from tests.documents.labelled.in_memory.printed import printed
from tests.documents.labelled.in_memory.sheets import sheets
from tests.documents.labelled.in_memory.sheets_of_sums import sheets_of_sums
from tests.documents.labelled.in_memory.sheets_side_by_side import sheets_side_by_side
from tests.documents.labelled.in_memory.texts import texts
from tests.documents.labelled.in_memory.texts_of_levels import texts_of_levels
from tests.documents.labelled.in_memory.texts_without_numbers import texts_without_numbers
from tests.documents.labelled.in_memory.words import words
from tests.documents.labelled.making import Case
from tests.documents.labelled.scoring import asked, report, score_document


def cases(part: str = "") -> Iterator[Case]:
    for made in (
        *sheets(),
        *texts(),
        *words(),
        *sheets_side_by_side(),
        *texts_without_numbers(),
        *sheets_of_sums(),
        *texts_of_levels(),
        *printed(),
        *deceiving(),
        *around(),
        *odd_heads(),
    ):
        if part in made.file:
            yield made


def main() -> None:
    report((made.file, score_document(made.label, made.data)) for made in cases(*asked()))


if __name__ == "__main__":
    main()
