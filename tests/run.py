"""Runs the suite: on SQLite, on PostgreSQL where its programs are found, and in Chromium where that is found.

What cannot run is said loudly; with CI=true that is a failure. Extra arguments go to pytest.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as ElementTree
from dataclasses import dataclass
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from tests.private_postgres import private_server, server_programs

ROOT = Path(__file__).resolve().parent.parent
ON_CI = os.environ.get("CI", "").lower() == "true"


@dataclass
class Outcome:
    name: str
    passed: int = 0
    failed: int = 0
    skipped: int = 0
    seconds: float = 0


def pytest_run(name: str, arguments: list[str], environment: dict[str, str]) -> Outcome:
    """One pytest process; its counts are read from its own report."""
    print(f"\n=== {name} ===", flush=True)
    started = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.xml"
        code = subprocess.run(
            [sys.executable, "-m", "pytest", f"--junitxml={report}", *arguments, *sys.argv[1:]],
            cwd=ROOT,
            env={**os.environ, **environment},
            check=False,
        ).returncode
        outcome = Outcome(name, seconds=time.monotonic() - started)
        if report.exists():
            for suite in ElementTree.parse(report).iter("testsuite"):
                counts = {
                    key: int(suite.get(key, 0))
                    for key in ("tests", "failures", "errors", "skipped")
                }
                outcome.failed += counts["failures"] + counts["errors"]
                outcome.skipped += counts["skipped"]
                outcome.passed += counts["tests"] - sum(
                    counts[key] for key in ("failures", "errors", "skipped")
                )
    if code not in (0, 5) and outcome.failed == 0:
        outcome.failed = 1
    return outcome


def missing(what: str) -> Outcome:
    print(f"\n!!! SKIPPED LOUDLY: {what}", flush=True)
    return Outcome(what, failed=1 if ON_CI else 0, skipped=0 if ON_CI else 1)


def main() -> int:
    # In order: a test that empties the tables runs after those that need what migrations put there.
    workers = ["-n", str(min(4, os.cpu_count() or 1))]
    outcomes = [
        pytest_run("SQLite", [*workers, "-m", "not browser and not postgres"], {"DATABASE_URL": ""})
    ]
    programs = server_programs()
    if programs is None:
        outcomes.append(missing("no PostgreSQL server programs here, nothing ran on PostgreSQL"))
    else:
        with private_server(programs) as url:
            outcomes.append(
                pytest_run(
                    "PostgreSQL",
                    [*workers, "-m", "database and not browser and not once"],
                    {"DATABASE_URL": url},
                )
            )
    if shutil.which("chromium") or shutil.which("chromium-browser"):
        outcomes.append(pytest_run("Chromium", [*workers, "-m", "browser"], {"DATABASE_URL": ""}))
    else:
        outcomes.append(missing("no Chromium here, the browser tests did not run"))
    print()
    for outcome in outcomes:
        print(
            f"{outcome.name}: {outcome.passed} passed, {outcome.failed} failed, "
            f"{outcome.skipped} skipped in {outcome.seconds:.0f} s"
        )
    passed, failed, skipped = (
        sum(getattr(outcome, key) for outcome in outcomes)
        for key in ("passed", "failed", "skipped")
    )
    print(f"{passed} passed, {failed} failed, {skipped} skipped")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
