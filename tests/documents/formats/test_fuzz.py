"""Random damage to valid files never crashes, hangs or exceeds the memory bound: it is read or refused."""

from __future__ import annotations

import pytest

from .measurer import Measurer
from .mutations import SEEDS, damaged

TRIES = 60
SECONDS = 5.0
MEGABYTES = 300


@pytest.mark.parametrize("kind", SEEDS)
def test_the_undamaged_file_is_read(kind: str, measurer: Measurer) -> None:
    assert measurer.load(SEEDS[kind](), f"a.{kind}").outcome == "read"


@pytest.mark.parametrize("kind", SEEDS)
def test_a_damaged_file_is_read_or_refused(kind: str, measurer: Measurer) -> None:
    for seed in range(TRIES):
        seen = measurer.load(damaged(kind, seed), f"a.{kind}", under=SECONDS)
        assert seen.outcome in ("read", "refused"), (seed, seen)
        assert seen.cpu_seconds < SECONDS, (seed, seen)
        assert seen.megabytes < MEGABYTES, (seed, seen)
