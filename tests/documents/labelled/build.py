"""Writes the documents and labels of the set: python -m tests.documents.labelled.build"""

from __future__ import annotations

import json
from pathlib import Path

from tests.documents.labelled.made_pages import pages
from tests.documents.labelled.made_plans import plan_sheets
from tests.documents.labelled.made_progress import progress_sheets
from tests.documents.labelled.made_separated import separated
from tests.documents.labelled.made_sheets import odd_sheets
from tests.documents.labelled.made_texts import texts
from tests.documents.labelled.made_word import words

CASES = Path(__file__).parent / "cases"


def main() -> None:
    CASES.mkdir(exist_ok=True)
    for made in (
        *progress_sheets(),
        *plan_sheets(),
        *odd_sheets(),
        *words(),
        *pages(),
        *separated(),
        *texts(),
    ):
        document = CASES / made.file
        if not document.exists():  # offices stamp the hour into their files: one is not made anew
            document.write_bytes(made.data)
        label = json.dumps(made.label, ensure_ascii=False, indent=1)
        document.with_suffix(".json").write_text(label + "\n")


if __name__ == "__main__":
    main()
