"""The topics that people chose for projects, read from the database for one district or for many together."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Any

from projects.models import TopicChoice
from projects.topics import Topics
from publicity.compiled_queries import Statement
from publicity.site.snapshots import TopicsChosen

_CHOSEN = ("plan__year", "project_key", "main", "second")
_OF_DISTRICT = Statement(
    lambda slug: (
        TopicChoice.objects.filter(plan__district__slug=slug).order_by("pk").values_list(*_CHOSEN)
    ),
    1,
)


def topics_chosen(slug: str) -> TopicsChosen:
    return as_topics(_OF_DISTRICT(slug))


def rows_of_many(keys: Collection[int]) -> Iterable[Sequence[Any]]:
    """Of all these districts, each row behind the district's key and in the order of the keys."""
    found = TopicChoice.objects.filter(plan__district__in=keys).order_by("plan__district", "pk")
    return found.values_list("plan__district", *_CHOSEN)


def as_topics(rows: Iterable[Sequence[Any]]) -> TopicsChosen:
    return {(year, key): Topics(main, second) for year, key, main, second in rows}
