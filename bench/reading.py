"""Recall and precision of the quantity extractor on its gold tables: `make bench-reading`.

A quantity is found where value and unit agree with the gold table; label, qualifier, kind, direction, month
values and the reported value are counted on the found ones.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from collections import Counter
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from documents import quantities  # noqa: E402

GOLD = ROOT / "tests" / "documents" / "quantities" / "gold"


def measure(cases: list[dict[str, Any]], tell: bool = False) -> Counter[str]:
    """Counts over one gold table; `tell` prints every difference."""
    counts: Counter[str] = Counter()
    for case in cases:
        months = [(int(month), text) for month, text in case.get("milestones", {}).items()]
        found = [
            one.as_json()
            for one in quantities.indicators(case["target"], months, case.get("progress"))
        ]
        wanted = list(case["indicators"])
        counts["wanted"] += len(wanted)
        counts["found"] += len(found)
        for gold in wanted:
            pair = _take(gold, found)
            if pair is None:
                _say(tell, case, f"missing {gold['label']} {gold['value']} {gold['unit']}")
                continue
            counts["right"] += 1
            for field in ("label", "qualifier", "kind", "direction", "milestones", "reported"):
                counts[field] += gold[field] == pair[field]
                if gold[field] != pair[field]:
                    _say(
                        tell,
                        case,
                        f"{field}: wanted {gold[field]}, found {pair[field]} ({gold['label']})",
                    )
            counts["months wanted"] += len(gold["milestones"])
            counts["months found"] += len(pair["milestones"])
            counts["months right"] += len(gold["milestones"].items() & pair["milestones"].items())
        for extra in found:
            _say(tell, case, f"too many: {extra['label']} {extra['value']} {extra['unit']}")
        for month, percents in case.get("percents", {}).items():
            counts["percents wanted"] += len(percents)
            text = case["milestones"].get(month) or case.get("progress") or ""
            told = list(quantities.work_percents(text))
            counts["percents found"] += len(told)
            counts["percents right"] += sum((Counter(told) & Counter(percents)).values())
            if told != percents:
                _say(tell, case, f"percents of {month}: wanted {percents}, found {told}")
    return counts


def _take(gold: dict[str, Any], found: list[dict[str, Any]]) -> dict[str, Any] | None:
    """The found indicator of that value and unit, the one with the same label first; it is used up."""
    same = [one for one in found if (one["value"], one["unit"]) == (gold["value"], gold["unit"])]
    same.sort(key=lambda one: one["label"] != gold["label"])
    if not same:
        return None
    found.remove(same[0])
    return same[0]


def _say(tell: bool, case: dict[str, Any], what: str) -> None:
    if tell:
        print(f"  {case['id']}: {what}")


def _part(counts: Counter[str], right: str, of: str) -> str:
    return (
        f"{counts[right]}/{counts[of]} {100 * counts[right] / counts[of]:.1f}%"
        if counts[of]
        else "-"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tell", action="store_true", help="print every difference")
    parser.add_argument("sets", nargs="*", help="names of gold tables; all by default")
    options = parser.parse_args()
    for path in sorted(GOLD.glob("*.json")):
        if options.sets and path.stem not in options.sets:
            continue
        cases = json.loads(path.read_text(encoding="utf-8"))
        started = time.perf_counter()
        counts = measure(cases, options.tell)
        spent = (time.perf_counter() - started) * 1000 / max(1, len(cases))
        print(path.stem)
        print(
            f"  values with unit: recall {_part(counts, 'right', 'wanted')}, precision {_part(counts, 'right', 'found')}"
        )
        if counts["months wanted"] or counts["months found"]:
            print(
                f"  month values: recall {_part(counts, 'months right', 'months wanted')}, precision {_part(counts, 'months right', 'months found')}"
            )
        if counts["percents wanted"] or counts["percents found"]:
            print(
                f"  percents of work: recall {_part(counts, 'percents right', 'percents wanted')}, precision {_part(counts, 'percents right', 'percents found')}"
            )
        rest = ", ".join(
            f"{field} {_part(counts, field, 'right')}"
            for field in ("label", "qualifier", "kind", "direction", "reported")
        )
        print(f"  of these: {rest}")
        print(f"  {spent:.2f} ms a case")


if __name__ == "__main__":
    main()
