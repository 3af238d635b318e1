"""What is written about settings and packages is what is read and imported, both ways."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import openpyxl
from django.conf import settings

ROOT = Path(settings.BASE_DIR)
APPS = ["config", "documents", *sorted(path.parent.name for path in ROOT.glob("*/apps.py"))]
VARIABLE = re.compile(r"\b(?:PORTAL_[A-Z_]+|OBJECTION_URL|DATABASE_URL)\b")
READERS = {"required", "text", "one_of", "flag", "number", "listed", "get"}
IMPORTED_AS = {
    "chinesecalendar": "chinese_calendar",
    "django-csp": "csp",
    "django-import-export": "import_export",
    "pillow": "PIL",
}
"""Import names that are not the package's own name with underscores."""
USED_BY = {
    "argon2-cffi": ("accounts/hashing.py", "Argon2PasswordHasher"),
    "granian": ("Makefile", "$(BIN)/granian"),
    "psycopg2-binary": ("tests/config/test_driver.py", "psycopg2"),
}
"""Packages that no module of ours imports: where it is seen that they are in use."""


def variables_read() -> set[str]:
    """Names given to a reader of the environment in config/, as literals."""
    found = set()
    for path in (ROOT / "config").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.args:
                name = node.args[0]
                if node.func.attr in READERS and isinstance(name, ast.Constant):
                    found |= set(VARIABLE.findall(str(name.value)))
    return found


def test_every_setting_that_is_read_is_in_the_table_and_the_other_way_round():
    table = (ROOT / "docs" / "dev" / "settings.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE)
    assert len(rows) == len(set(rows)) > 30
    assert set(rows) == variables_read()


def test_nothing_else_names_a_setting_that_does_not_exist():
    known = variables_read()
    paths = [ROOT / "README.md", ROOT / "Makefile", *(ROOT / "docs").rglob("*.md")]
    paths += [
        path for path in (ROOT / "deploy").rglob("*") if path.suffix != ".sql" and path.is_file()
    ]
    strange = {
        f"{path.relative_to(ROOT)}: {name}"
        for path in paths
        for name in VARIABLE.findall(path.read_text(encoding="utf-8"))
        if name not in known
    }
    assert not strange


def test_the_environment_is_read_in_config_only():
    readers = [
        str(path.relative_to(ROOT))
        for app in APPS
        if app != "documents"  # hands its own on to the process that reads files
        for path in (ROOT / app).rglob("*.py")
        if re.search(r"os\.environ|os\.getenv", path.read_text(encoding="utf-8"))
    ]
    # Handed on to pg_dump, pg_restore and the drill's own process.
    handed_on = ["ops/backups/drill.py", "ops/backups/engines.py"]
    assert sorted(readers) == ["config/environment.py", "config/wsgi.py", *handed_on]


def required_packages() -> list[str]:
    lines = (ROOT / "requirements" / "prod.in").read_text(encoding="utf-8").splitlines()
    return [re.split(r"[~=<>\[]", line)[0] for line in lines if line and not line.startswith("#")]


def test_the_table_of_dependencies_is_what_is_required():
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    table = readme[readme.index("## Dependencies") :].split("For tests and checks only")[0]
    named = [
        name
        for row in re.findall(r"^\| ([a-z].*?) \|", table, re.MULTILINE)
        for name in row.split(", ")
    ]
    assert sorted(set(named) - {"package"}) == sorted(required_packages())


def test_every_required_package_is_in_use():
    used = set()
    for app in APPS:
        for path in (ROOT / app).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Import):
                    used |= {one.name.split(".")[0] for one in node.names}
                elif isinstance(node, ast.ImportFrom) and node.module:
                    used.add(node.module.split(".")[0])
    used |= set(
        re.findall(r'"(\w+)\.', (ROOT / "config" / "settings.py").read_text(encoding="utf-8"))
    )
    used |= {"lxml"} if openpyxl.LXML else set()
    used |= {"defusedxml"} if openpyxl.DEFUSEDXML else set()
    idle = []
    for name in required_packages():
        if name in USED_BY:
            file, words = USED_BY[name]
            is_used = words in (ROOT / file).read_text(encoding="utf-8")
        else:
            is_used = IMPORTED_AS.get(name, name.replace("-", "_")) in used
        if not is_used:
            idle.append(name)
    assert not idle


def test_every_command_is_in_the_table_and_the_other_way_round():
    paths = [ROOT / "README.md", *(ROOT / "docs" / "dev").rglob("*.md")]
    written = "\n".join(path.read_text(encoding="utf-8") for path in paths)
    named = re.findall(r"^\| `manage\.py (\w+)", written, re.MULTILINE)
    there = [
        path.stem for path in ROOT.glob("*/management/commands/*.py") if path.stem != "__init__"
    ]
    assert sorted(named) == sorted(there) != []
