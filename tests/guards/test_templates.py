"""Templates and styles can be read by a newcomer, and nothing lies there that no page uses."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
TEMPLATES = ROOT / "templates"
MOST_SIGNS = 140
OURS = sorted(TEMPLATES.rglob("*.html"))
COMMENT = re.compile(r"\{% comment %\}(.*?)\{% endcomment %\}", re.DOTALL)
WORD = re.compile(r"[A-Za-z][\w-]*")
PUT_BEFORE_DJANGOS_OWN = {
    "admin/app_list.html",
    "admin/base_site.html",
    "admin/search_form.html",
    "django/forms/field.html",
}
"""Django and its admin ask for these by name."""
MADE_OF_A_VALUE = ("stamp--", "standing--", "state--")
"""What follows is a value: the name of a phase, a light, a status."""

APPS = (
    "documents", "look", "accounts", "projects", "progress", "notices", "objections", "publicity",
    "intake", "config",
)  # fmt: skip
"""From the lowest up (README)."""
HOUSES = {
    "": "look",
    "components": "look",
    "django": "look",
    "styleguide": "publicity",
    "admin": "config",
    "desk": "config",
    "errors": "config",
}
"""Whose the templates of a folder are, where it bears no app's name; "" are the frames beside the folders."""


def named(path: Path) -> str:
    return path.relative_to(TEMPLATES).as_posix()


@cache
def strings() -> frozenset[str]:
    """Every text that stands in the product's Python; of an f-string its fixed parts."""
    found = set()
    for file in ROOT.glob("*/**/*.py"):
        if file.relative_to(ROOT).parts[0] in {".venv", "tests", "bench", "var"}:
            continue
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                found.add(node.value)
    return frozenset(found)


@cache
def templates_text() -> str:
    """All templates without their comments."""
    return "\n".join(COMMENT.sub("", file.read_text(encoding="utf-8")) for file in OURS)


@pytest.mark.parametrize("template", OURS, ids=named)
def test_no_line_of_a_template_is_longer_than_a_screen(template):
    lines = template.read_text(encoding="utf-8").splitlines()
    long = [number for number, line in enumerate(lines, 1) if len(line) > MOST_SIGNS]
    assert not long, f"lines {long} have more than {MOST_SIGNS} signs: one tag or attribute a line"


@pytest.mark.parametrize("template", OURS, ids=named)
def test_a_template_opens_by_saying_what_it_is_for_and_what_it_expects(template):
    opening = re.sub(r"^\{% extends \"[^\"]+\" %\}\n", "", template.read_text(encoding="utf-8"))
    found = COMMENT.match(opening)
    assert found, "no {% comment %} at its beginning"
    assert re.search(r"^Purpose: ", found[1].strip(), re.MULTILINE)
    assert re.search(r"^Context: ", found[1], re.MULTILINE)


def is_asked_for(name: str) -> bool:
    """By a template, by its name in Python or its tail (`case.html` below a folder named elsewhere), or as a tag."""
    if name in PUT_BEFORE_DJANGOS_OWN or f'"{name}"' in templates_text():
        return True
    if any(
        name == text or (text.endswith(".html") and name.endswith("/" + text)) for text in strings()
    ):
        return True
    folder, _, last = name.rpartition("/")
    if folder == "components":
        return f"{{% {last.removesuffix('.html')} " in templates_text()
    return folder == "errors" and last.removesuffix(".html").isdecimal()


def test_every_template_is_used():
    assert [named(file) for file in OURS if not is_asked_for(named(file))] == []


def classes() -> Iterator[tuple[str, str]]:
    """(file, class) of every selector of the components."""
    for file in sorted((ROOT / "static" / "components").glob("*.css")):
        text = re.sub(
            r"/\*.*?\*/|\"[^\"]*\"|url\([^)]*\)",
            "",
            file.read_text(encoding="utf-8"),
            flags=re.DOTALL,
        )
        for selector in re.findall(r"([^{}]+)\{", text):
            for name in re.findall(r"\.([a-zA-Z][\w-]*)", selector):
                yield file.name, name


def test_every_class_of_the_stylesheets_stands_in_a_page():
    scripts = "\n".join(
        file.read_text(encoding="utf-8") for file in (ROOT / "static").rglob("*.js")
    )
    quoted = re.findall(r'class="([^"]*(?:"[^"]*"[^"]*)*?)"', templates_text())
    quoted += re.findall(r"{% block body_class %}(.*?){% endblock %}", templates_text())
    quoted += re.findall(r"\"[^\"\n]*\"|`[^`]*`", scripts)
    said = {word for text in (*strings(), *quoted) for word in WORD.findall(text)}
    unused = {
        f"{file}: .{name}"
        for file, name in classes()
        if name not in said and not name.startswith(MADE_OF_A_VALUE)
    }
    assert sorted(unused) == []


def test_what_follows_in_a_class_made_of_a_value_is_such_a_value():
    values = {word for text in strings() for word in WORD.findall(text)}
    lost = {
        name
        for _, name in classes()
        if name.startswith(MADE_OF_A_VALUE) and name.partition("--")[2] not in values
    }
    assert sorted(lost) == []


def test_every_icon_and_picture_is_drawn_somewhere():
    said = templates_text() + "\n".join(strings())
    pictures = {file.name for file in (ROOT / "static" / "icons").iterdir()}
    assert {name for name in pictures if name not in said} == set()


@cache
def libraries() -> dict[str, str]:
    """Tag library and the app it lives in."""
    return {
        file.stem: file.parts[-3]
        for file in ROOT.glob("*/templatetags/*.py")
        if file.stem != "__init__"
    }


@pytest.mark.parametrize("template", OURS, ids=named)
def test_no_template_loads_tags_of_an_app_above_its_own(template):
    folder = named(template).rpartition("/")[0].partition("/")[0]
    floor = APPS.index(HOUSES.get(folder, folder))
    loaded = re.findall(r"\{% load ([^%]+) %\}", template.read_text(encoding="utf-8"))
    above = [
        f"{name} of {libraries()[name]}"
        for name in " ".join(loaded).split()
        if name in libraries() and APPS.index(libraries()[name]) > floor
    ]
    assert above == []


def test_every_tag_and_filter_is_used_by_a_template():
    text = templates_text()
    unused = []
    for name, app in libraries().items():
        register = import_module(f"{app}.templatetags.{name}").register
        unused += [tag for tag in register.tags if not re.search(rf"\{{% {tag}\b", text)]
        unused += [one for one in register.filters if not re.search(rf"\|{one}\b", text)]
    assert unused == []


MAY_SAY_NOTHING = re.compile(
    r"{% if (?:(?!{% (?:if|el)).)*?{% endif %}|{{.*?}}|{%.*?%}|\s", re.DOTALL
)
"""A value, a block under a condition without an "else", blanks."""


@pytest.mark.parametrize("template", OURS, ids=named)
def test_a_cell_that_may_be_empty_is_empty_then(template):
    """On a phone an empty cell is hidden (`td:empty`); a line break in it would make it stand there blank."""
    cells = re.findall(
        r"<td\b[^>]*\bdata-label[^>]*>(\s(?:(?!</td>).)*)</td>",
        template.read_text(encoding="utf-8"),
        re.DOTALL,
    )
    said = [MAY_SAY_NOTHING.sub("", cell) for cell in cells]
    assert [cell.strip() for cell, rest in zip(cells, said, strict=True) if not rest] == []


ALONE = re.compile(r'{%\s*include\s+"([^"]+)"([^%]*)\bonly\s*%}')
A_TOKEN = re.compile(r"(?<!{% if may_check %}){%\s*csrf_token\s*%}")


@pytest.mark.parametrize("template", OURS, ids=named)
def test_a_form_is_not_included_without_its_token(template):
    """`only` leaves the token behind, and whose form it is: in a browser such a form is refused, or what was typed into
    it is kept for nobody, and no test client says so."""
    for part, given in ALONE.findall(template.read_text(encoding="utf-8")):
        form = TEMPLATES / part
        if form.exists() and A_TOKEN.search(form.read_text(encoding="utf-8")):
            assert "csrf_token=" in given, f"{part} has a form that asks for its token"
            assert "user=" in given, f"{part} has a form that says whose it is"


def test_layouts_change_with_the_readers_type_and_not_with_pixels():
    """A reader whose browser writes twice as large has half as many letters to a line: widths are asked in em."""
    wrong = [
        f"{sheet.name}: {line.strip()}"
        for sheet in (ROOT / "static").rglob("*.css")
        for line in sheet.read_text(encoding="utf-8").splitlines()
        if re.search(r"@media[^{]*-width:\s*[\d.]+(px|rem)", line)
    ]
    assert not wrong, wrong
