"""What a reading got right of a label, what it missed, what it made up, and which misses no finding speaks of.

python -m tests.documents.labelled.scoring [part-of-a-name] [--misses]
"""

from __future__ import annotations

import json
import re
import sys
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from documents import UnreadableDocument, read

CASES = Path(__file__).parent / "cases"
FIELDS = (
    "head", "names", "numbers", "units", "quantities", "milestones", "money", "ratio", "progress", "totals", "findings",
)  # fmt: skip
Record = dict[str, Any]


@dataclass
class Score:
    """Hits and wants a field; misses with how they are told; what nobody wanted."""

    hits: Counter[str] = field(default_factory=Counter)
    wants: Counter[str] = field(default_factory=Counter)
    misses: list[tuple[str, str, Any, Any]] = field(default_factory=list)
    """Field, "told" or "silent", what was read, what was wanted."""
    extras: list[tuple[str, Any]] = field(default_factory=list)

    @property
    def silent(self) -> int:
        return sum(miss[1] == "silent" for miss in self.misses)

    def add(self, name: str, is_hit: bool, got: Any, want: Any, *, told: bool = False) -> None:
        self.wants[name] += 1
        if is_hit:
            self.hits[name] += 1
        else:
            self.misses.append((name, "told" if told else "silent", got, want))

    def join(self, other: Score) -> None:
        self.hits += other.hits
        self.wants += other.wants
        self.misses += other.misses
        self.extras += other.extras


def labels(part: str = "") -> Iterator[Record]:
    for path in sorted(CASES.glob("*.json")):
        if part in path.name:
            yield json.loads(path.read_text())


def score_case(label: Record) -> Score:
    """Reads the document of a label and compares."""
    return score_document(label, (CASES / label["file"]).read_bytes())


def score_document(label: Record, data: bytes) -> Score:
    try:
        reading = read(data, label["file"]).as_json()
    except UnreadableDocument as refusal:
        return _refused(label, str(refusal))
    return compare(label, reading)


def _refused(label: Record, sentence: str) -> Score:
    score = Score()
    wanted = label.get("refuse")
    if wanted == "must":
        score.add("findings", bool(sentence), sentence, "a refusal")
    elif wanted is None:
        for project in label["projects"]:
            score.add("names", False, None, project["name"], told=True)
            for name in ("units", "quantities", "milestones"):
                score.wants[name] += len(project[name])
    return score


def compare(label: Record, reading: Record) -> Score:
    score = Score()
    if label.get("refuse") == "must":
        score.add("findings", False, [p["name"] for p in reading["projects"]], "a refusal")
        return score
    for key in ("kind", "year", "issuer", "issued_on"):
        if key in label:
            score.add("head", reading[key] == label[key], reading[key], f"{key} {label[key]}")
    if "period" in label:
        found = reading["period"] or {}
        held = [found.get(key) for key in ("year", "from_month", "to_month")]
        score.add("head", held == label["period"], held, label["period"])
    for key, value in label.get("notice", {}).items():
        found = (reading["notice"] or {}).get(key)
        score.add("head", found == value, found, f"{key} {value}")
    warned = {f["project"] for f in reading["findings"] if f["severity"] != "note"}
    left = list(reading["projects"])
    for want in label["projects"]:
        got = _partner(want, left)
        if got is None:
            score.add("names", False, None, want["name"])
            for name in ("units", "quantities", "milestones"):
                score.wants[name] += len(want[name])
            continue
        left.remove(got)
        _Project(score, label, want, got, told=got["number"] in warned).compare()
    score.extras += [("project", project["name"]) for project in left]
    for key, value in label.get("totals", {}).items():
        found = (reading["totals"] or {}).get(key)
        score.add("totals", _same(found, value), found, f"{key} {value}")
    _findings(score, label, reading)
    return score


def _findings(score: Score, label: Record, reading: Record) -> None:
    codes = {finding["code"] for finding in reading["findings"]}
    wanted = label.get("findings", [])
    for code in wanted:
        score.add("findings", code in codes, sorted(codes), code)
    if label.get("allow_all") or score.misses:
        return  # a warning is false where the document is read right
    fine = {*wanted, *label.get("allowed", [])}
    score.extras += [
        ("alarm", f"{finding['code']}: {finding['message']}")
        for finding in reading["findings"]
        if finding["severity"] != "note" and finding["code"] not in fine
    ]


def _partner(want: Record, left: list[Record]) -> Record | None:
    """The project read as this one: of its name, of its number, or of its first words."""
    name = _plain(want["name"])
    for is_it in (
        lambda got: bool(name) and _plain(got["name"]) == name,
        lambda got: want["number"] is not None and got["number"] == want["number"],
        lambda got: bool(name) and name[:6] in _plain(got["name"]) + _plain(got["target"]),
    ):
        for got in left:
            if is_it(got):
                return got
    return None


@dataclass
class _Project:
    score: Score
    label: Record
    want: Record
    got: Record
    told: bool

    def compare(self) -> None:
        want, got = self.want, self.got
        if not want.get("name_any"):
            names = {_plain(name) for name in (want["name"], *want.get("names_also", []))}
            self._add("names", _plain(got["name"]) in names, got["name"], want["name"])
        if want["number"] is not None:
            self._add("numbers", got["number"] == want["number"], got["number"], want["number"])
        if "category" in want:
            found = _plain(got["category"])
            self._add("head", found == _plain(want["category"]), found, want["category"])
        if "tasks" in want:
            self._add("head", len(got["tasks"]) == want["tasks"], len(got["tasks"]), "tasks")
        self._units()
        self._quantities()
        self._milestones()
        self._money()
        self._progress()

    def _add(self, name: str, is_hit: bool, got: Any, want: Any) -> None:
        self.score.add(name, is_hit, got, want, told=self.told)

    def _extra(self, name: str, value: Any) -> None:
        self.score.extras.append((name, (self.got["name"], value)))

    def _units(self) -> None:
        roles = {_plain(unit["name"]): unit["role"] for unit in self.got["units"]}
        for name, role in self.want["units"]:
            held = roles.get(_plain(name))
            self._add("units", held is not None and role in {None, held}, roles, (name, role))
        fine = {name for name, _ in self.want["units"]} | set(self.want.get("fair_units", []))
        for name in roles.keys() - {_plain(name) for name in fine}:
            self._extra("unit", name)

    def _quantities(self) -> None:
        found = [
            (item["value"], item["unit"])
            for task in self.got["tasks"]
            for item in task["indicators"]
            if item["value"] is not None
        ]
        for value, unit in self.want["quantities"]:
            hit = next((item for item in found if _same(item[0], value) and item[1] == unit), None)
            self._add("quantities", hit is not None, found, (value, unit))
            if hit:
                found.remove(hit)
        for item in found:
            if "".join(item) not in self.want.get("fair_quantities", []):
                self._extra("quantity", item)

    def _milestones(self) -> None:
        if "milestones" in self.want.get("fair_any", []):
            return
        found = [
            (step["month"], _plain(step["text"]))
            for task in self.got["tasks"]
            for step in task["milestones"]
        ]
        for month, part in self.want["milestones"]:
            hit = next((s for s in found if s[0] == month and _plain(part) in s[1]), None)
            self._add("milestones", hit is not None, found, (month, part))
            if hit:
                found.remove(hit)
        for step in found:
            if step[0] not in self.want.get("fair_milestones", []):
                self._extra("milestone", step)

    def _money(self) -> None:
        for key in ("investment_plan", "invested"):
            value = self.got[key]
            if key in self.want:
                self._add("money", _same(value, self.want[key]), value, (key, self.want[key]))
            elif value is not None and value not in self.want.get("fair_money", []):
                self._extra("money", (key, value))
        if "ratio" in self.want:
            found = self.got["ratio"]
            self._add("ratio", _same(found, self.want["ratio"]), found, self.want["ratio"])
        elif self.got["ratio"] is not None and "investment_plan" not in self.want:
            self._extra("ratio", self.got["ratio"])

    def _progress(self) -> None:
        reported = {item["reported"] for task in self.got["tasks"] for item in task["indicators"]}
        for value in self.want.get("reported", []):
            self._add(
                "progress", value in reported, sorted(map(str, reported)), f"reported {value}"
            )
        words = _plain(self.got["progress"])
        if "progress_has" in self.want:
            held = all(
                _plain(part) in words or part in reported for part in self.want["progress_has"]
            )
            clean = not any(_plain(part) in words for part in self.want.get("progress_lacks", []))
            self._add("progress", held and clean, words, self.want["progress_has"])
        elif words and self.label.get("kind") == "plan":
            self._extra("progress", words[:60])


def _plain(words: str | None) -> str:
    return re.sub(r"\s", "", unicodedata.normalize("NFKC", words or "")).strip("。;,.、:")


def _same(first: str | None, second: str | None) -> bool:
    if first is None or second is None:
        return first is second
    try:
        return Decimal(first) == Decimal(second)
    except InvalidOperation:
        return _plain(first) == _plain(second)


def total(part: str = "") -> Score:
    """All cases together."""
    score = Score()
    for label in labels(part):
        score.join(score_case(label))
    return score


def main() -> None:
    report((label["file"], score_case(label)) for label in labels(*asked()))


def asked() -> list[str]:
    """The part of a name that the command line asks for, if any."""
    return [word for word in sys.argv[1:] if not word.startswith("--")][:1]


def report(scores: Iterable[tuple[str, Score]]) -> None:
    """A line a document and the sums of all; with `--misses` on the command line each miss too."""
    whole = Score()
    right = count = 0
    for name, score in scores:
        whole.join(score)
        count += 1
        right += not score.misses and not score.extras
        missed = sum(score.wants.values()) - sum(score.hits.values())
        print(
            f"{name:40}{sum(score.wants.values()):4} wanted {missed:3} missed "
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
