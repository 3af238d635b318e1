"""What is newer than the oldest browsers we serve (docs/dev/browsers.md) stands in no script and no stylesheet.

Syntax that a browser cannot parse takes the whole file with it, so it cannot be tried in a newer one: it is looked for
in the text, without strings and comments. What is only missing there is deleted in tests/browser/test_old_browsers.py.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.conf import settings

from look.assets import SCRIPTS, builds

STATIC = Path(settings.BASE_DIR) / "static"
MADE = builds(STATIC)

_NO_CODE = re.compile(r"""//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'""", re.DOTALL)
SYNTAX = {
    "optional chaining": r"\?\.(?!\d)",
    "nullish": r"\?\?",
    "assignment with and, or": r"&&=|\|\|=",
    "private member": r"[\s{;.]#\w+",
    "static block, class field": r"\bstatic\b",
    "number with separators": r"\b\d+_\d",
    "big integer": r"\b\d+n\b",
    "lookbehind, named or v-flag pattern": r"\(\?<|/[a-z]*v[a-z]*[;,)]",
    "import at run time": r"\bimport\s*\(|import\.meta",
}
CALLS = (
    "replaceChildren", "at", "replaceAll", "findLast", "findLastIndex", "toSorted", "toReversed", "toSpliced",
    "checkVisibility", "randomUUID", "showPopover", "allSettled", "hasOwn", "groupBy", "fromAsync",
    "withResolvers", "moveBefore", "scheduler", "isWellFormed", "structuredClone",
)  # fmt: skip
SELECTORS = (
    ":has(",
    ":is(",
    ":where(",
    "@container",
    "@layer",
    "@scope",
    ":user-valid",
    ":user-invalid",
)
"""A rule whose selector an old browser cannot read is dropped as a whole."""
DECLARATIONS = (
    "inset:",
    "inset-",
    "aspect-ratio:",
    "color-mix(",
    "clamp(",
    "subgrid",
    "cqw",
    "dvh",
    "light-dark(",
)


@pytest.mark.parametrize("name", sorted(SCRIPTS))
def test_no_script_is_newer_than_its_readers(name):
    code = _NO_CODE.sub('""', MADE[name]())
    found = [what for what, sign in SYNTAX.items() if re.search(sign, code, re.MULTILINE)]
    found += [call for call in CALLS if re.search(rf"\.{call}\b", code)]
    assert not found


def test_no_module_waits_outside_a_function():
    waiting = [
        one.name for one in STATIC.rglob("*.js") if re.search(r"(?m)^await\b", one.read_text())
    ]
    assert not waiting


@pytest.mark.parametrize("snippet", [
    "a?.b", "a ?? b", "a ||= b", "class A { #x }", "1_000", "10n", "/(?<!a)b/", "import('./x.js')",
    "list.at(-1)", "text.replaceAll(a, b)", "place.replaceChildren()", "crypto.randomUUID()",
])  # fmt: skip
def test_each_of_them_would_be_found(snippet):
    assert any(re.search(sign, snippet, re.MULTILINE) for sign in SYNTAX.values()) or any(
        re.search(rf"\.{call}\b", snippet) for call in CALLS
    )


@pytest.mark.parametrize("name", ["site.css", "desk.css"])
def test_no_stylesheet_leans_on_what_old_browsers_cannot_read(name):
    css = MADE[name]()
    assert not [one for one in (*SELECTORS, *DECLARATIONS) if one in css]


@pytest.mark.parametrize("name", ["site.css", "desk.css"])
def test_a_focus_ring_of_newer_browsers_takes_no_other_rule_with_it(name):
    """`:focus-visible` came with Chromium 86: a rule that names it names nothing else."""
    for selectors in re.findall(r"([^{}]+)\{", MADE[name]()):
        parts = [one for one in selectors.split(",") if not one.strip().startswith("@")]
        if any(":focus-visible" in one for one in parts):
            assert all(":focus" in one for one in parts), selectors
