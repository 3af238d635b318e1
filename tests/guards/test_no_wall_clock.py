"""No test depends on how busy the machine is: nothing is measured by the clock on the wall, waits are safety nets."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.conf import settings

TESTS = Path(settings.BASE_DIR) / "tests"
CLOCKS = (
    "time",
    "time_ns",
    "monotonic",
    "monotonic_ns",
    "perf_counter",
    "perf_counter_ns",
    "sleep",
)
MAY_READ = {
    "together.py": "ends a wait that has no end",
    "run.py": "prints how long each run took",
    "ops/test_lost_host.py": "prints how long the way back took, and asserts nothing of it",
}
"""Processor time (`time.process_time`, `resource`), steps counted and memory are what a test may bound."""
WAITING = {"wait", "join", "set_default_timeout", "wait_for_timeout", "communicate"}


def wall_clock_reads(tree: ast.Module) -> Iterator[str]:
    """Calls of the clocks of `time` and its `sleep`, by whatever name they were imported."""
    modules, functions = set(), set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            modules |= {one.asname or one.name for one in node.names if one.name == "time"}
        elif isinstance(node, ast.ImportFrom) and node.module == "time":
            functions |= {one.asname or one.name for one in node.names if one.name in CLOCKS}
    for node in ast.walk(tree):
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            if node.value.id in modules and node.attr in CLOCKS:
                yield f"{node.lineno}: {node.value.id}.{node.attr}"
        elif isinstance(node, ast.Name) and node.id in functions:
            yield f"{node.lineno}: {node.id}"


def short_waits(tree: ast.Module) -> Iterator[str]:
    """Waits with a number of their own instead of `PATIENCE`, and a deadline for an example."""
    for node in ast.walk(tree):
        if not isinstance(node, ast.Call):
            continue
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        given = [one.value for one in node.keywords if one.arg in ("timeout", "deadline")]
        for value in [*given, *(node.args if name in WAITING else [])]:
            if isinstance(value, ast.Constant) and isinstance(value.value, int | float):
                yield f"{node.lineno}: waits {value.value}"
        named = {one.arg for one in node.keywords}
        if name == "wait" and "gate" in ast.unparse(node.func) and not (node.args or named):
            yield f"{node.lineno}: waits without end"


def impatient_browsers(tree: ast.Module) -> Iterator[str]:
    """Contexts of a browser whose waits end by Playwright's own half minute."""
    opened = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr in ("new_context", "new_page")
    ]
    contexts = "new_context" in ast.unparse(tree)
    if opened and contexts and "set_default_timeout" not in ast.unparse(tree):
        yield f"{opened[0]}: waits by the browser's own measure"


def clocked_examples(tree: ast.Module) -> Iterator[str]:
    """Hypothesis fails a strategy by the clock (`too_slow`) wherever a test names other checks to leave out."""
    for node in ast.walk(tree):
        if isinstance(node, ast.keyword) and node.arg == "suppress_health_check":
            said = ast.unparse(node.value)
            if "too_slow" not in said and said != "list(HealthCheck)":
                yield f"{node.value.lineno}: {said}"


def complaints(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = [*short_waits(tree), *clocked_examples(tree), *impatient_browsers(tree)]
    if str(path.relative_to(TESTS)) not in MAY_READ:
        found += wall_clock_reads(tree)
    return [f"{path.relative_to(TESTS)}:{one}" for one in found]


def test_no_test_reads_the_clock_on_the_wall_or_waits_by_a_number_of_its_own():
    paths = list(TESTS.rglob("*.py"))
    assert len(paths) > 100
    found = [line for path in paths for line in complaints(path)]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "code",
    [
        "import time\nstarted = time.monotonic()\nassert time.monotonic() - started < 2",
        "import time as t\nassert t.perf_counter() < 2",
        "from time import perf_counter as tick\nassert tick() < 2",
        "import time\ntime.sleep(1)",
        "thread.join(timeout=60)",
        "process.wait(10)",
        "page.set_default_timeout(5000)",
        "gate.wait()",
        "page = browser.new_context().new_page()",
        "@settings(deadline=200)\ndef test(): ...",
        "settings(suppress_health_check=[HealthCheck.function_scoped_fixture])",
    ],
)
def test_the_guard_sees(tmp_path, monkeypatch, code):
    monkeypatch.setattr(f"{__name__}.TESTS", tmp_path)
    (tmp_path / "test_x.py").write_text(code)
    assert complaints(tmp_path / "test_x.py")


@pytest.mark.parametrize(
    "code",
    [
        "import time\nassert time.process_time() < 2",
        "thread.join(timeout=PATIENCE)",
        "gate.wait(timeout=PATIENCE)",
        "context = browser.new_context()\ncontext.set_default_timeout(PATIENCE * 1000)",
        "'、'.join(names)",
        "settings(deadline=None, suppress_health_check=list(HealthCheck))",
        "timedelta(seconds=9)",
    ],
)
def test_the_guard_lets_pass(tmp_path, monkeypatch, code):
    monkeypatch.setattr(f"{__name__}.TESTS", tmp_path)
    (tmp_path / "test_x.py").write_text(code)
    assert not complaints(tmp_path / "test_x.py")
