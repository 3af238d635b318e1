"""How the third set is read: python -m tests.documents.labelled.third.reading [part-of-a-name] [--misses]"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator

from tests.documents.labelled.making import Case
from tests.documents.labelled.scoring import FIELDS, Score, score_document
from tests.documents.labelled.third.around import around
from tests.documents.labelled.third.deceiving import deceiving
from tests.documents.labelled.third.last_sheets import last_sheets
from tests.documents.labelled.third.last_texts import last_texts
from tests.documents.labelled.third.more_sheets import more_sheets
from tests.documents.labelled.third.more_texts import more_texts
from tests.documents.labelled.third.odd_heads import odd_heads
from tests.documents.labelled.third.printed import printed
from tests.documents.labelled.third.sheets import sheets
from tests.documents.labelled.third.texts import texts
from tests.documents.labelled.third.words import words


def cases(part: str = "") -> Iterator[Case]:
    for made in (
        *sheets(),
        *texts(),
        *words(),
        *more_sheets(),
        *more_texts(),
        *last_sheets(),
        *last_texts(),
        *printed(),
        *deceiving(),
        *around(),
        *odd_heads(),
    ):
        if part in made.file:
            yield made


def main() -> None:
    names = [word for word in sys.argv[1:] if not word.startswith("--")]
    whole = Score()
    right = count = 0
    for made in cases(*names[:1]):
        score = score_document(made.label, made.data)
        whole.join(score)
        count += 1
        right += not score.misses and not score.extras
        missed = sum(score.wants.values()) - sum(score.hits.values())
        print(
            f"{made.file:40}{sum(score.wants.values()):4} wanted {missed:3} missed "
            f"{score.silent:3} silent {len(score.extras):3} extra"
        )
        if "--misses" in sys.argv:
            for miss in score.misses:
                print("    -", *miss)
            for extra in score.extras:
                print("    +", *extra)
    print(*(f"{name} {whole.hits[name]}/{whole.wants[name]}" for name in FIELDS), sep="  ")
    made_up = dict(Counter(extra[0] for extra in whole.extras))
    print(f"entirely right {right} of {count}; silent {whole.silent}; extra {made_up}")


if __name__ == "__main__":
    main()
