"""The joined stylesheets and scripts: small, without what old browsers of offices cannot read."""

import gzip
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from look import assets

SOURCE = Path(settings.BASE_DIR) / "static"


def made(name: str) -> str:
    return assets.builds(SOURCE)[name]()


def packed(text: str) -> int:
    return len(gzip.compress(text.encode(), 9))


def test_all_styles_fit_into_20_kilobytes_and_the_public_script_into_10():
    assert packed(made("site.css")) + packed(made("desk.css")) <= 20_000
    assert packed(made("public.js")) <= 10_000


def test_every_component_is_in_one_of_the_two_stylesheets():
    there = {file.stem for file in (SOURCE / "components").glob("*.css")}
    assert there == set(assets.PUBLIC_COMPONENTS) | set(assets.DESK_COMPONENTS)
    modules = {file.stem for file in (SOURCE / "public").glob("*.js")}
    assert modules == set(assets.PUBLIC_MODULES)


@pytest.mark.parametrize("name", ["site.css", "desk.css"])
def test_no_style_needs_more_than_chromium_78(name):
    text = made(name)
    for newer in (
        ":has(",
        ":is(",
        ":where(",
        "clamp(",
        "aspect-ratio",
        "inset:",
        "@container",
        "@layer",
        "&",
    ):
        assert newer not in text, newer
    assert not re.search(r"(?<!min)max\(|(?<![a-z-])min\(", text)
    for rule in re.findall(r"\{([^{}]*)\}", text):
        if "display:flex" in rule or "display:inline-flex" in rule:
            assert not re.search(r"(?<![a-z-])gap:", rule), rule


def test_no_script_needs_more_than_chromium_78():
    text = made("public.js")
    for newer in ("?.", "??", "||=", "&&=", "replaceAll", ".at(", "#private"):
        assert newer not in text, newer


def test_components_use_tokens_and_no_raw_colour():
    raw = re.compile(r"#[0-9a-f]{3,8}\b|rgb\(", re.IGNORECASE)
    allowed = {"#fff", "#000", "#333", "#555", "#d5deeb", "#7c899c", "#fffdf7"}
    for file in sorted((SOURCE / "components").glob("*.css")):
        text = re.sub(r"url\([^)]*\)", "", file.read_text(encoding="utf-8"))
        assert set(raw.findall(text)) <= allowed, file.name


def test_braces_balance_after_making_smaller():
    for name in ("site.css", "desk.css"):
        assert made(name).count("{") == made(name).count("}")


def test_files_are_written_only_when_something_changed(tmp_path):
    first = assets.write_joined(SOURCE, tmp_path)
    assert {file.name for file in first} >= {"site.css", "desk.css", "public.js"}
    assert assets.write_joined(SOURCE, tmp_path) == []
    (tmp_path / "site.css").write_text("old", encoding="utf-8")
    assert [file.name for file in assets.write_joined(SOURCE, tmp_path)] == ["site.css"]
    assert not list(tmp_path.glob("*.tmp"))


def test_a_joined_file_without_its_packed_copies_gets_them(tmp_path):
    assets.write_joined(SOURCE, tmp_path)
    (tmp_path / "public.js.gz").unlink()
    assert [file.name for file in assets.write_joined(SOURCE, tmp_path)] == ["public.js"]
    assert (tmp_path / "public.js.gz").exists()


def test_the_finder_finds_the_joined_files_and_nothing_else():
    finder = assets.JoinedFinder()
    assert Path(finder.find("site.css")).read_text(encoding="utf-8") == made("site.css")
    assert finder.find("components/page.css") == []
    assert finder.find("../settings.py") == []
    assert {name for name, _ in finder.list([])} >= {"site.css", "desk.css", "public.js"}
    assert finders.find("site.css")
