"""What the documentation says of the code is so: paths, headings, commands, names."""

from __future__ import annotations

import importlib
import re
from pathlib import Path

import pytest
from django.conf import settings

from tests.our_apps import OUR_APPS

ROOT = Path(settings.BASE_DIR)
FOR_DEVELOPERS = sorted((ROOT / "docs" / "dev").rglob("*.md"))
OURS = (*OUR_APPS, "config", "documents")
CODE = [
    path for app in OURS for path in (ROOT / app).rglob("*.py") if "migrations" not in path.parts
] + sorted((ROOT / "templates").rglob("*.html"))


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


@pytest.mark.parametrize("path", FOR_DEVELOPERS, ids=shown)
def test_every_path_that_is_named_exists(path: Path) -> None:
    named = set(re.findall(r"`([a-z_]+/[\w./-]*\w/?)`", path.read_text(encoding="utf-8")))
    assert not [one for one in named if not one.startswith("var/") and not (ROOT / one).exists()]


def test_every_rule_that_code_names_stands_in_the_rules() -> None:
    headings = set(
        re.findall(r"^## (\w+)$", (ROOT / "docs/dev/rules.md").read_text("utf-8"), re.MULTILINE)
    )
    named = {
        (shown(path), rule)
        for path in CODE
        for rule in re.findall(r"rules\.md,\s+(\w+)", path.read_text(encoding="utf-8"))
    }
    assert {rule for _, rule in named} <= headings, named
    assert len(named) > 30


def test_nothing_points_to_a_document_that_is_not_here() -> None:
    elsewhere = re.compile(
        r"\b(?:design|style|ecosystem|performance|conventions|domain)\.md\b|\bdesign, (?:section|invariant)"
    )
    found = [
        shown(path)
        for path in (*CODE, ROOT / "README.md", *FOR_DEVELOPERS, *(ROOT / "tests").rglob("*.py"))
        if path != Path(__file__) and elsewhere.search(path.read_text(encoding="utf-8"))
    ]
    assert not found


def test_the_readme_is_short_and_its_map_is_the_tree() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    assert len(readme.splitlines()) <= 200
    start = readme.index("| folder | what is there |")
    table = readme[start : readme.index("\n\n", start)]
    mapped = {
        name
        for row in table.splitlines()[2:]
        for name in re.findall(r"`(\w+)/`", row.split("|")[1])
    }
    there = {
        path.name
        for path in ROOT.iterdir()
        if path.is_dir()
        and not path.name.startswith((".", "_"))
        and path.name not in {"var", "requirements"}
    }
    assert mapped == there


@pytest.mark.parametrize("app", OURS)
def test_modules_and_names_of_ours_that_texts_quote_exist(app: str) -> None:
    """`projects.access` in a docstring or a template's comment leads somewhere."""
    wrong = [
        f"{shown(path)}: {quoted}"
        for path in CODE
        for quoted in re.findall(rf"`({app}(?:\.\w+)+)`", path.read_text(encoding="utf-8"))
        if not _is_there(quoted)
    ]
    assert not wrong, "\n".join(wrong)


def _is_there(quoted: str) -> bool:
    parts = quoted.split(".")
    for cut in range(len(parts), 0, -1):
        try:
            found = importlib.import_module(".".join(parts[:cut]))
        except ImportError:
            continue
        for name in parts[cut:]:
            if not hasattr(found, name):
                return False
            found = getattr(found, name)
        return True
    return False


def test_the_page_on_security_speaks_of_every_chapter_and_shows_where() -> None:
    """docs/dev/security.md: V1 to V17 of ASVS 5.0, each with a verdict; what is not met has no place to show."""
    page = (ROOT / "docs/dev/security.md").read_text("utf-8")
    rows = re.findall(
        r"^\| V(\d+) [^|]+ \| (met|partly|not|does not apply) \| (.+) \|$", page, re.MULTILINE
    )
    assert [int(number) for number, _, _ in rows] == list(range(1, 18))
    assert all("`" in shown for _, verdict, shown in rows if verdict == "met")
