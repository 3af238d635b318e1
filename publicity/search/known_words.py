"""What is known of what may be asked: the groups of synonyms, the names of units in documents, the years there are."""

from __future__ import annotations

from collections.abc import Sequence

from django.db.models import Q

from projects.models import AnnualPlan, SearchWordGroup, UnitAlias
from projects.search_words import words_in

MOST_SPELLINGS = 4
"""Of a unit, as many other names are looked for: the same short name is another unit in another district."""


def synonym_groups() -> list[list[str]]:
    """The groups of the list, as staff wrote them."""
    return [words_in(words) for words in SearchWordGroup.objects.values_list("words", flat=True)]


def published_years(most: int) -> list[int]:
    """The years of which a plan or a notice is published, the newest first, `most` of them."""
    plans = AnnualPlan.objects.filter(
        Q(versions__isnull=False) | Q(notices__published_at__isnull=False)
    )
    return [*plans.order_by("-year").values_list("year", flat=True).distinct()[:most]]


def unit_spellings(words: Sequence[str]) -> dict[str, list[str]]:
    """By each word that is a unit's name or one of its spellings, the others."""
    rows = UnitAlias.objects.filter(Q(name__in=words) | Q(unit__name__in=words))
    found: dict[str, dict[str, None]] = {}
    for alias, unit in rows.order_by("pk").values_list("name", "unit__name"):
        for word, other in ((alias, unit), (unit, alias)):
            if word in words:
                found.setdefault(word, {})[other.casefold()] = None
    return {word: [*others][:MOST_SPELLINGS] for word, others in found.items()}
