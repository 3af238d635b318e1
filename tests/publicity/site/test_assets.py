"""The joined stylesheets and scripts: small, without what old browsers of offices cannot read."""

import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders

from look import assets, encodings

SOURCE = Path(settings.BASE_DIR) / "static"


def made(name: str) -> str:
    return assets.builds(SOURCE)[name]()


def packed(text: str) -> int:
    return len(encodings.packed(text.encode(), "gzip"))


def test_a_public_page_loads_10_kilobytes_of_styles_and_3_of_script_and_the_desk_20_of_styles():
    assert packed(made("site.css")) <= 9_900
    assert packed(made("public.js")) <= 3_000
    assert packed(made("site.css")) + packed(made("desk.css")) <= 20_000


def test_every_component_is_in_one_of_the_two_stylesheets():
    there = {file.stem for file in (SOURCE / "components").glob("*.css")}
    assert there == set(assets.PUBLIC_COMPONENTS) | set(assets.DESK_COMPONENTS)


def test_every_script_is_imported_by_one_of_the_two_pages():
    reached = {
        file for entry in assets.SCRIPTS.values() for file in assets.modules_from(SOURCE / entry)
    }
    assert reached == {*(SOURCE / "public").glob("*.js"), *(SOURCE / "desk").glob("*.js")}


def scripts(folder: Path, **texts: str) -> Path:
    """A folder of modules; the first is the one to start from."""
    for name, text in texts.items():
        (folder / f"{name}.js").write_text(text, encoding="utf-8")
    return folder / f"{next(iter(texts))}.js"


def test_a_module_stands_once_after_what_it_imports_and_keeps_the_rest_to_itself(tmp_path):
    entry = scripts(
        tmp_path,
        page='import "./one.js";\nimport "./two.js";\n',
        one='import { double } from "./sums.js";\nconst own = double(1);\n',
        two='// Words.\nimport { double } from "./sums.js";\n\nconst own = double(2);\n',
        sums="const factor = 2;\nexport const double = (n) => factor * n;\n",
    )
    assert [file.stem for file in assets.modules_from(entry)] == ["sums", "one", "two", "page"]
    assert assets.joined_script(entry) == (
        "const $0 = (() => {\nconst factor = 2;\nconst double = (n) => factor * n;\n"
        "return {double};\n})();\n"
        "{\nconst {double} = $0;\nconst own = double(1);\n}\n"
        "{\nconst {double} = $0;\nconst own = double(2);\n}\n"
    )


@pytest.mark.parametrize(
    ("texts", "why"),
    [
        ({"a": 'import "./b.js";', "b": 'import "./a.js";'}, "a.js imports itself by way of b.js"),
        ({"a": 'import { no } from "./b.js";', "b": "const no = 1;"}, "b.js exports no no"),
        ({"a": 'import * as b from "./b.js";', "b": ""}, "a.js: cannot join 'import"),
        ({"a": "export default 1;"}, "a.js: cannot join 'export"),
    ],
)
def test_what_cannot_be_joined_is_refused_with_the_reason(tmp_path, texts, why):
    with pytest.raises(ValueError, match=re.escape(why)):
        assets.joined_script(scripts(tmp_path, **texts))


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
    text = made("public.js") + made("desk.js")
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
