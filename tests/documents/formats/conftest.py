from __future__ import annotations

from collections.abc import Iterator

import pytest

from .measurer import Measurer


@pytest.fixture(scope="module")
def measurer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Measurer]:
    """A process that loads files and measures what each takes."""
    measurer = Measurer(tmp_path_factory.mktemp("measured"))
    yield measurer
    measurer.close()
