"""What is said of the quantities of a clause together: a stage behind the last may govern all before it."""

from __future__ import annotations

from . import labels, phrases, stages, units, vocabulary
from .phrases import Found


def stages_of(group: list[Found]) -> list[frozenset[str]]:
    """The stage words that govern each quantity: before it, behind it, or behind those it is joined to."""
    out: list[frozenset[str]] = []
    last = group[-1]
    carried = stages.stage_words(last.after) if not last.right and _is_open(last) else frozenset()
    for i in range(len(group) - 1, -1, -1):
        place, following = group[i], group[i + 1] if i + 1 < len(group) else None
        if following and not _shares_predicate(place, following):
            carried = frozenset()
        behind = stages.stage_words(place.right)
        own = stages.stage_words(place.left + place.mark.lead) | behind | carried
        if _is_restated(place, following):
            own |= {"目标"}
        out.append(own)
        carried = frozenset() if labels.leading_verb(place.left) else carried | behind
    return out[::-1]


def _shares_predicate(place: Found, following: Found) -> bool:
    """What is told behind the second is told of both: 供水工程1个、水源工程2个完成招标."""
    if not following.left:
        return True
    return not place.right and not labels.leading_verb(following.left)


def _is_restated(place: Found, following: Found | None) -> bool:
    """15个农村幸福院建设已完成8个, 12个市场中: the first number repeats the target."""
    if place.before and stages.is_goal_heading(place.before[-1]):
        return True
    if following is None:
        return place.right.endswith("中") and len(place.right) > labels.ENOUGH
    return bool(
        place.right
        and units.likeness(place.mark.unit, following.mark.unit)
        and phrases.DONE_AT_END.search(place.right)
        and (not following.right or place.right.endswith("中"))
    )


def _is_open(place: Found) -> bool:
    """A clause without a verb of its own waits for the next: 水源工程8个,完成评审工作."""
    return not labels.leading_verb(place.left) and place.after.startswith(vocabulary.TELLS)
