"""What is kept in memory: of one state, made by one of many who ask, whole before anybody sees it."""

from __future__ import annotations

import threading

import pytest

from publicity import stored_districts
from publicity.kept import Kept
from publicity.stored_districts import stored_district
from tests.factories import DAY
from tests.publicity.test_public_addresses import publish_plan
from tests.together import PATIENCE, at_once


def test_a_thing_is_made_once_for_a_state_however_many_ask():
    kept, made = Kept(10), []
    together = threading.Barrier(4)

    def make():
        made.append(1)
        return "page"

    def ask():
        together.wait(timeout=PATIENCE)
        return kept.made_once("/a/", "a", 1, make)

    assert at_once(ask, ask, ask, ask) == ["page"] * 4
    assert made == [1]


def test_another_state_of_a_scope_takes_all_of_it_away_and_nothing_else():
    kept = Kept(10)
    for key, scope in (("/a/", "a"), ("/a/1/", "a"), ("/b/", "b"), ("/", "")):
        kept.put(key, scope, 1, key)
    kept.put("/a/", "a", 2, "new")
    assert kept.at("/a/1/") is None
    assert kept.get("/a/", 2) == "new"
    assert kept.get("/a/", 1) is None
    assert kept.get("/b/", 1) == "/b/"
    assert kept.get("/", 1) == "/"


def test_what_is_no_longer_there_leaves_nothing_of_the_old_state_behind():
    kept = Kept(10)
    kept.put("/a/withdrawn.pdf", "a", 1, "words")

    def gone():
        raise LookupError

    with pytest.raises(LookupError):
        kept.made_once("/a/withdrawn.pdf", "a", 2, gone)
    assert kept.at("/a/withdrawn.pdf") is None


def test_the_oldest_goes_first_and_a_giant_is_not_kept():
    kept = Kept(3, most_weight=400, weigh=len)
    for key in "abcd":
        kept.put(key, "", 1, "x" * 90)
    assert [kept.at(key) is not None for key in "abcd"] == [False, True, True, True]
    kept.put("e", "", 1, "x" * 101)
    assert kept.at("e") is None
    assert kept.at("d") is not None
    kept.put("f", "other", 7, "x" * 100)
    kept.put("f", "other", 8, "x" * 100)
    assert kept.get("f", 8) is not None


class Queue:
    """A lock that tells when a second one stands at it."""

    def __init__(self, second_came: threading.Event) -> None:
        self.lock, self.came, self.second_came = threading.Lock(), 0, second_came

    def __enter__(self) -> None:
        self.came += 1
        if self.came == 2:
            self.second_came.set()
        self.lock.acquire()

    def __exit__(self, *error: object) -> None:
        self.lock.release()


@pytest.mark.django_db(transaction=True)
def test_who_asks_while_the_versions_are_read_gets_all_of_them(office, monkeypatch):
    """The map of published versions was seen before it was filled: the first requests after a publication got 404."""
    publish_plan(office)
    publish_plan(office)
    district = stored_district("wanzhou", DAY)
    first_reads, second_asked = threading.Event(), threading.Event()
    monkeypatch.setattr(district, "_reading", Queue(second_asked))
    read, reads = stored_districts._PLANS, []

    def held_back(slug):
        """The rows come one by one, and the rest not before the other has asked."""
        reads.append(slug)
        rows = read(slug)
        yield rows[0]
        first_reads.set()
        assert second_asked.wait(PATIENCE)
        yield from rows[1:]

    def versions():
        return [plan.version for plan in district.versions(2025)]

    def second():
        assert first_reads.wait(PATIENCE)
        try:
            return versions()
        finally:
            second_asked.set()

    monkeypatch.setattr(stored_districts, "_PLANS", held_back)
    assert at_once(versions, second) == [[2, 1], [2, 1]]
    assert reads == ["wanzhou"]
