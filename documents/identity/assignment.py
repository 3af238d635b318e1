"""The best pairing of two lists as a whole: no pair is taken early that costs the others more than it brings."""

from __future__ import annotations

from collections.abc import Sequence


def best_pairs(gain: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """Pairs (row, column), each once, with the largest sum of gains; a pair without gain is no pair.

    Shortest augmenting paths with potentials: cubic in the longer list, exact, the same answer every time.
    """
    rows, columns = len(gain), len(gain[0]) if gain else 0
    size = max(rows, columns)
    if not rows or not columns:
        return []
    most = max(max(row) for row in gain)
    cost = [
        [most - (gain[r][c] if r < rows and c < columns else 0) for c in range(size)]
        for r in range(size)
    ]
    held = _assigned(cost)
    return sorted(
        (row, column)
        for column, row in enumerate(held)
        if row < rows and column < columns and gain[row][column] > 0
    )


def _assigned(cost: list[list[int]]) -> list[int]:
    """For each column the row it is given in the cheapest assignment of a square table."""
    size = len(cost)
    of_row, of_column = [0] * size, [0] * (size + 1)
    holder = [-1] * (size + 1)  # the column behind the last stands for "not given yet"
    for start in range(size):
        holder[size] = start
        column = size
        reached: list[int | None] = [None] * size
        via = [size] * size
        done = [False] * (size + 1)
        while holder[column] >= 0:
            done[column] = True
            row = holder[column]
            step, nearest = None, -1
            for c in range(size):
                if done[c]:
                    continue
                here = cost[row][c] - of_row[row] - of_column[c]
                known = reached[c]
                if known is None or here < known:
                    reached[c], via[c] = here, column
                    known = here
                if step is None or known < step:
                    step, nearest = known, c
            assert step is not None
            for c in range(size + 1):
                if done[c]:
                    of_row[holder[c]] += step
                    of_column[c] -= step
                elif c < size:
                    seen = reached[c]
                    reached[c] = None if seen is None else seen - step
            column = nearest
        while column != size:
            holder[column], column = holder[via[column]], via[column]
        holder[size] = -1
    return holder[:size]
