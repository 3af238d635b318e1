"""The sample site in a browser: written as a folder, served with the strict policy."""

from __future__ import annotations

from datetime import date

import pytest

from tests.publicity.site import sample
from tests.publicity.site.folder import served, write_folder


@pytest.fixture(scope="module")
def address(tmp_path_factory):
    old, new = sample.corrected_pair()
    site = sample.site(old, new, sample.qianjiang_progress(), day=date(2025, 5, 6))
    folder = tmp_path_factory.mktemp("site")
    write_folder(site, folder)
    with served(folder) as at:
        yield at


@pytest.fixture(scope="module")
def browser(engine, chromium):
    return engine(chromium)
