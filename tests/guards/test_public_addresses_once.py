"""No page, service or template spells a public address: all come from the one table, `projects.public_addresses`."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.guards.test_one_home import ROOT, modules

TABLE = ROOT / "projects/public_addresses.py"
DESK = re.compile(r"/(?:desk|accounts|admin|static|healthz)/")
"""Behind the sign-in, or the server's."""
ID = re.compile(r"/(?:projects|units)/\{")
"""The end of an entry's id in a feed, which stays when an address moves (`publicity.site.identity`)."""


def shape(node: ast.JoinedStr) -> str:
    """f"{plan.path}{number}/" as {path}{number}/: the last name of each value in braces."""
    told = []
    for part in node.values:
        if isinstance(part, ast.Constant):
            told.append(str(part.value))
        elif isinstance(part, ast.FormattedValue):
            value = part.value
            name = getattr(value, "attr", getattr(value, "id", "…"))
            told.append(f"{{{name}}}")
    return "".join(told)


def spells_an_address(told: str) -> bool:
    """Whether a text is put together to a path: a slash before a value, or more behind a path or the base address.

    A place on the page, "#p3", may follow.
    """
    return bool(
        re.match(r"/[\w/]*\{", told) or re.search(r"\{path\}[\w/{]|\{(?:base_url|base)\}/", told)
    ) and not (DESK.match(told) or ID.match(told))


def texts_put_together(path: Path) -> Iterator[tuple[int, str]]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.JoinedStr):
            yield node.lineno, shape(node)


def test_no_module_puts_a_public_address_together():
    found = [
        f"{path.relative_to(ROOT)}:{line} {told}"
        for path in modules()
        if path != TABLE and path.name != "urls.py"  # where the desk makes its own
        for line, told in texts_put_together(path)
        if spells_an_address(told)
    ]
    assert not found, "\n".join(found)


def test_no_template_puts_a_public_address_together():
    spelled = re.compile(
        r"""(?:href|action|src)="/(?!desk/|\")"""
        r"""|\{% to '/(?!desk/|')"""
        r"""|(?:\}\}|%\})(?:\w+/)?(?:notices|units|api|object|embed|feed\.atom|calendar\.ics)\b"""
        r"""|%\}\{\{ [\w.]+ \}\}/"""
    )
    found = [
        f"{path.relative_to(ROOT)}: {line.strip()}"
        for path in sorted((ROOT / "templates").rglob("*.html"))
        for line in path.read_text(encoding="utf-8").splitlines()
        if spelled.search(line)
    ]
    assert not found, "\n".join(found)


def test_the_guard_sees_an_address_that_is_put_together():
    for source in (
        'f"/{slug}/"',
        'f"/api/{slug}/x"',
        'f"{plan.path}{n}/"',
        'f"{site.base_url}/api/"',
    ):
        assert spells_an_address(shape(ast.parse(source, mode="eval").body)), source
    for source in (
        'f"{told.path}#p{n}"',
        'f"{a}/{b}"',
        'f"/desk/{n}/"',
        'f"{site.base_url}{plan.path}"',
    ):
        assert not spells_an_address(shape(ast.parse(source, mode="eval").body)), source
