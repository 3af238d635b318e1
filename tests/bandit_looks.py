"""Bandit over the product's code, held to a table: each finding that stays has its reason, and each reason its finding.

`make check` runs it. A new finding, in a file named here too, fails until it is mended or reasoned.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections import Counter
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent

NOT_ASKED = {
    "B101": "assert narrows types for mypy here; nothing is decided by one, and the portal is not run with -O",
    "B404": "importing subprocess: each call of it is looked at (B603)",
    "B703": "says what B308 says, of the same lines",
}
"""Questions that are not asked at all."""

_SQL = "names of tables and columns from our own constants; values are parameters"
_CATALOGUE = "the name of a table as the database's own catalogue gives it"
_HTML = "made of parts that are escaped each; attacked in tests with scripts in every field"
_DRAWING = "our own drawings, nothing typed"
_OURS = "our own program or interpreter, no shell, arguments of ours"
_WORDS = "words about passwords, not one"

REASONS: dict[tuple[str, str], tuple[int, str]] = {
    ("accounts/audit_words.py", "B105"): (3, _WORDS),
    ("accounts/database_role.py", "B608"): (1, "SQL that is printed, for a role whose name is checked"),
    ("accounts/guard_sql.py", "B608"): (2, _SQL),
    ("accounts/row_marks.py", "B608"): (2, _SQL),
    ("accounts/middleware.py", "B105"): (1, _WORDS),
    ("config/manual_text.py", "B308"): (1, "our own manuals from the tree; every text of them is escaped"),
    ("documents/formats/converting.py", "B603"): (1, "LibreOffice in a namespace of its own, bounded, no shell"),
    ("documents/formats/pdf/process.py", "B302"): (1, "from the process we started, over its own pipe"),
    ("documents/standby.py", "B603"): (1, _OURS),
    ("documents/writing/pdf.py", "B603"): (1, _OURS),
    ("intake/history/copying.py", "B608"): (1, _SQL),
    ("intake/templatetags/intake_words.py", "B308"): (1, _DRAWING),
    ("look/templatetags/look.py", "B308"): (1, _DRAWING),
    ("look/templatetags/site.py", "B308"): (3, _HTML),
    ("notices/table.py", "B308"): (1, "a template rendered with autoescape, blank lines taken out"),
    ("ops/backups/drill.py", "B603"): (1, _OURS),
    ("ops/backups/engines.py", "B603"): (1, _OURS),
    ("ops/backups/engines.py", "B608"): (2, _CATALOGUE),
    ("ops/backups/soundness.py", "B608"): (1, _CATALOGUE),
    ("projects/work_counts.py", "B608"): (1, "a statement Django compiled, counted; values are parameters"),
    ("publicity/feeds/atom.py", "B405"): (1, "writes XML, reads none"),
    ("publicity/feeds/sitemap.py", "B406"): (1, "writes XML, reads none"),
    ("publicity/generation.py", "B608"): (2, _SQL),
    ("publicity/pages/notice.py", "B308"): (1, "rendered with autoescape at publication, guarded by a trigger since"),
    ("publicity/search/forgetting.py", "B608"): (4, _SQL),
    ("publicity/search/index.py", "B608"): (2, _SQL),
    ("publicity/search/matching.py", "B608"): (1, _SQL),
    ("publicity/search/newest_first.py", "B608"): (3, "functions of ours, of our own constants"),
    ("publicity/shared_parts.py", "B608"): (2, _SQL),
    ("publicity/site/rendering.py", "B308"): (1, "parts of districts, rendered with autoescape, put together into one page"),
    ("publicity/site/head.py", "B308"): (1, "JSON with every sign that HTML could read escaped"),
    ("publicity/views/following.py", "B105"): (1, "the name of a salt"),
}  # fmt: skip
"""File and question -> how many findings stay, and why."""


def product_folders() -> list[str]:
    return sorted({path.parent.name for path in ROOT.glob("*/apps.py")} | {"config", "documents"})


def findings() -> Counter[tuple[str, str]]:
    done = subprocess.run(
        [
            *(sys.executable, "-m", "bandit", "-q", "-r", *product_folders(), "manage.py"),
            *("-x", "*/migrations/*", "-s", ",".join(NOT_ASKED), "-f", "json"),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    told = json.loads(done.stdout)
    if told["errors"]:
        sys.exit(f"bandit could not read: {told['errors']}")
    return Counter((one["filename"].removeprefix("./"), one["test_id"]) for one in told["results"])


def main() -> None:
    found = findings()
    expected = {key: many for key, (many, _) in REASONS.items()}
    wrong = [
        f"{file}: {found[file, asked]} of {asked}, {expected.get((file, asked), 0)} are reasoned"
        for file, asked in sorted(found.keys() | expected.keys())
        if found[file, asked] != expected.get((file, asked), 0)
    ]
    if wrong:
        sys.exit(
            "bandit:\n"
            + "\n".join(wrong)
            + "\nMend it, or give the reason in tests/bandit_looks.py"
        )
    print(f"bandit: {sum(found.values())} findings, each with its reason")


if __name__ == "__main__":
    main()
