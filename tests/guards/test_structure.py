"""The shape of the code: imports flow down, no migration is missing, every template says what it is for."""

from __future__ import annotations

import ast
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import SystemCheckError

from tests.our_apps import OUR_APPS

ROOT = Path(settings.BASE_DIR)
TEMPLATES = sorted((ROOT / "templates").rglob("*.html"))
DJANGOS_OWN = ROOT / "templates" / "django"


def test_imports_flow_down():
    """The contracts of pyproject.toml: between the apps, and documents without Django."""
    checked = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        env={**os.environ, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert checked.returncode == 0, checked.stdout[-3000:] + checked.stderr[-2000:]
    assert "0 broken" in checked.stdout


def test_views_and_forms_of_every_app_are_kept_from_the_others():
    """A new module of views or forms is named in its app's contract, or nothing holds it."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]
    protected = {
        module
        for contract in contracts["contracts"]
        if contract["type"] == "protected"
        for module in contract["protected_modules"]
    }
    own = re.compile(r"(?:\w+_)?(?:views|forms?|sheet)")
    found = {
        f"{app}.{place.stem}"
        for app in OUR_APPS
        for place in (ROOT / app).iterdir()
        if own.fullmatch(place.stem)
    }
    assert protected == found


@pytest.mark.django_db
def test_no_migration_is_missing():
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


@pytest.mark.django_db
def test_the_system_checks_are_silent():
    try:
        call_command("check", fail_level="WARNING")
    except SystemCheckError as error:
        pytest.fail(str(error))


@pytest.mark.parametrize("path", TEMPLATES, ids=lambda path: str(path.relative_to(ROOT)))
def test_each_template_opens_with_what_it_is_for(path):
    """After `extends`, a comment that names the purpose."""
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"^({% (extends|load) [^%]+%}\s*)+", "", text)
    assert text.startswith(("{% comment %}", "{#")), f"begins with: {text[:80]}"
    opening = text[: text.index("#}" if text.startswith("{#") else "{% endcomment %}")]
    assert "Purpose:" in opening or path.is_relative_to(DJANGOS_OWN), opening


def test_no_module_is_named_for_nothing():
    empty_names = {
        "utils", "helpers", "common", "mixins", "misc", "shelves", "statements", "sources", "build", "published",
        "patterns", "contents", "parts",
    }  # fmt: skip
    found = [
        path.relative_to(ROOT)
        for app in (*OUR_APPS, "config", "documents")
        for path in (ROOT / app).rglob("*.py")
        if path.stem in empty_names
    ]
    assert not found


def test_the_clock_is_read_in_views_and_commands_only():
    """One business clock, passed down from there (rules.md, Time)."""
    readers = ("datetime.now(", "date.today(", "timezone.now(", "clock.now(", "clock.today(")
    allowed = ("views", "management", "admin", "workbook_admin.py", "clock.py", "demo.py")
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for app in (*OUR_APPS, "documents")
        for path in (ROOT / app).rglob("*.py")
        if not any(part.startswith(allowed) for part in path.relative_to(ROOT / app).parts)
        for line in path.read_text(encoding="utf-8").splitlines()
        if any(reader in line for reader in readers) and not line.strip().startswith("#")
    ]
    assert not found, "\n".join(found)


MOST_LINES_OF_A_MODULE = 350
MOST_LINES_OF_A_FUNCTION = 60


def test_no_module_and_no_function_is_longer_than_a_reader_takes_in():
    """Measured on product code: migrations, tests and measurements aside."""
    long = []
    for app in (*OUR_APPS, "config", "documents"):
        for path in (ROOT / app).rglob("*.py"):
            if "migrations" in path.parts:
                continue
            text = path.read_text(encoding="utf-8")
            if (lines := len(text.splitlines())) > MOST_LINES_OF_A_MODULE:
                long.append(f"{path.relative_to(ROOT)}: {lines} lines")
            long += [
                f"{path.relative_to(ROOT)}: {node.name} has {size} lines"
                for node in ast.walk(ast.parse(text))
                if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
                and (size := (node.end_lineno or 0) - node.lineno + 1) > MOST_LINES_OF_A_FUNCTION
            ]
    assert not long, "\n".join(long)
