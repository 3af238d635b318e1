"""A project's target and its tasks' texts: the target is composed of them, each in its place. Pure."""

from __future__ import annotations

from collections.abc import Sequence


def recomposed(target: str, texts: Sequence[str], place: int, after: str) -> str:
    """The target once the task at `place` says `after`; `texts` are those of all tasks before, in their order.

    Each text is looked for behind the one before it, so that words two tasks share are changed in their own task
    alone. A target that says none of it in the tasks' words stays as it is; one that says only some of it becomes
    the texts, line by line.
    """
    said = [text.strip() for text in texts]
    new = [*said[:place], after.strip(), *said[place + 1 :]]
    for joint in ("\n", "", "；", "\n\n"):
        if target.strip() == joint.join(said):
            return joint.join(new)
    spans = _spans(target, said)
    if spans is not None:
        start, end = spans[place]
        return target[:start] + after.strip() + target[end:]
    if not any(text and text in target for text in said):
        return target
    return "\n".join(new)


def _spans(target: str, texts: Sequence[str]) -> list[tuple[int, int]] | None:
    """Where each text stands, one behind the other; None where one is not found."""
    found, start = [], 0
    for text in texts:
        at = target.find(text, start) if text else -1
        if at < 0:
            return None
        start = at + len(text)
        found.append((at, start))
    return found
