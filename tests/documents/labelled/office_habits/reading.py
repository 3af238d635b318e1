"""How this set is read: python -m tests.documents.labelled.office_habits.reading [part-of-a-name] [--misses]"""

from __future__ import annotations

from collections.abc import Iterator

from tests.documents.labelled.making import Case
from tests.documents.labelled.office_habits.crowded_sheets import crowded_sheets
from tests.documents.labelled.office_habits.figures_in_words import figures_in_words
from tests.documents.labelled.office_habits.money import money
from tests.documents.labelled.office_habits.pasted import pasted
from tests.documents.labelled.office_habits.quarters import quarters
from tests.documents.labelled.office_habits.rows_and_scales import rows_and_scales
from tests.documents.labelled.office_habits.several_tables import several_tables
from tests.documents.labelled.office_habits.struck_and_hidden import struck_and_hidden
from tests.documents.labelled.office_habits.two_facts import two_facts
from tests.documents.labelled.office_habits.unit_cells import unit_cells
from tests.documents.labelled.office_habits.web_pages import web_pages
from tests.documents.labelled.scoring import asked, report, score_document


def cases(part: str = "") -> Iterator[Case]:
    for made in (
        *two_facts(),
        *money(),
        *quarters(),
        *unit_cells(),
        *several_tables(),
        *web_pages(),
        *pasted(),
        *struck_and_hidden(),
        *crowded_sheets(),
        *figures_in_words(),
        *rows_and_scales(),
    ):
        if part in made.file:
            yield made


def main() -> None:
    report((made.file, score_document(made.label, made.data)) for made in cases(*asked()))


if __name__ == "__main__":
    main()
