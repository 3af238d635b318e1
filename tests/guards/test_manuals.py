"""The manuals and their pictures: none is missing, none is left over, each is taken by a script."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "docs" / "pictures"
PAGES = (*sorted((ROOT / "docs").glob("*.md")), ROOT / "README.md")


def shown() -> set[str]:
    texts = (page.read_text(encoding="utf-8") for page in PAGES)
    return {
        name for text in texts for name in re.findall(r"\]\((?:docs/)?pictures/([^)]+)\)", text)
    }


def test_every_picture_a_page_shows_is_there_and_every_picture_is_shown():
    assert shown() == {path.name for path in PICTURES.iterdir()}


@pytest.mark.parametrize("name", sorted(shown()))
def test_every_picture_is_taken_by_a_script_of_make_manuals(name):
    """`make manuals` takes all of them anew, so none grows older than the product."""
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8").partition("\nmanuals:")[2]
    scripts = re.findall(r"bench/\w+\.py", recipe)
    stem = name.removesuffix(".png").removeprefix("异议-")
    assert any(f'"{stem}"' in (ROOT / script).read_text(encoding="utf-8") for script in scripts)
