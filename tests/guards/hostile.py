"""What nobody types and somebody sends: values for every parameter, the forms of a page, what a request left written."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes

from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.http import HttpResponseBase
from django.test import Client

from tests.guards.addresses import EVERYBODY, GET, ROWS, Row
from tests.guards.cast import (
    COMPILER,
    HANDLER,
    REPORTER,
    REVIEWER,
    SECURITY_ADMIN,
    SIGNER,
    SYSTEM_ADMIN,
    Cast,
)
from tests.our_apps import OUR_APPS

BYTES = {
    "a number beyond every key": b"9" * 19,
    "the largest key": str(2**63 - 1).encode(),
    "a number beyond 64 bits": str(2**64).encode(),
    "a number beyond every counter": str(2**31).encode(),
    "a number of 5,000 figures": b"7" * 5000,
    "a number of 1,500 figures": b"7" * 1500,
    "zeros before a number": b"0007",
    "figures of another script": "\uff11\uff12\u0663".encode(),
    "below zero": b"-1",
    "no whole number": b"1.5e400",
    "NUL": b"a\x00b",
    "half a character": b"\xed\xa0\x80",
    "no UTF-8": b"\xff\xfe",
    "a sign that turns about": "\u202ea".encode(),
    "controls": b"\x01\x0b\x1f",
    "a bracket and a quote": b"'\"><{%[",
    "nothing": b"",
}
"""By what they are, as bytes on the wire."""
TYPED = {name: raw.decode(errors="surrogateescape") for name, raw in BYTES.items()} | {
    "no date": "0000-99-99",
    "a year beyond": "99999-01-01",
    "not a number": "NaN",
    "a huge exponent": "1E+999999999",
    "infinite": "Infinity",
    "three keys": "9" * 19 + "-" + "9" * 19 + "-" + "9" * 19,
    "a long text": "长" * 30_000,
    "a list mark": "1. \n2. \r\n\t",
}
"""The same as text in a field, and what only a field can hold."""

STRONGEST = (COMPILER, REVIEWER, SIGNER, HANDLER, SECURITY_ADMIN, SYSTEM_ADMIN, REPORTER)
"""Who may most, first."""


def strongest(row: Row) -> str:
    """Whoever gets through and may most; where nobody does, whoever is told why not."""
    if row.through == EVERYBODY:
        return COMPILER
    reached = row.through or row.told or {COMPILER}
    return next((part for part in STRONGEST if part in reached), sorted(reached)[0])


def quoted(raw: bytes) -> str:
    return quote_from_bytes(raw, safe="")


def paths_with(path: str) -> Iterator[tuple[str, str]]:
    """The path with one part of it (between slashes, or a number in one) replaced by each hostile value."""
    pieces = re.split(r"(/|(?<=\d)-(?=\d))", path)
    for at, piece in enumerate(pieces):
        if not piece or piece in "/-":
            continue
        for name, raw in BYTES.items():
            yield name, "".join([*pieces[:at], quoted(raw), *pieces[at + 1 :]])


# ------------------------------------------------------------------ the names of parameters
_READERS = {"get", "getlist", "pop"}


@cache
def asked_names() -> frozenset[str]:
    """Every name our code reads from an address: `request.GET`, or `given` where it may be either."""
    found: set[str] = set()
    for app in (*OUR_APPS, "config"):
        for path in (Path(settings.BASE_DIR) / app).rglob("*.py"):
            text = path.read_text(encoding="utf-8")
            if "migrations" not in path.parts and ".GET" in text:
                found |= _read_from_get(ast.parse(text))
    return frozenset(found)


def _read_from_get(tree: ast.AST) -> set[str]:
    found: set[str] = set()
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(attr=reader, value=source),
                args=[ast.Constant(value=str(name)), *_],
            ):
                if reader in _READERS and ast.unparse(source).endswith((".GET", "given")):
                    found.add(name)
            case ast.Call(args=[source, ast.Constant(value=str(name))]):
                if ast.unparse(source).endswith((".GET", "given")):
                    found.add(name)
            case ast.Compare(left=ast.Constant(value=str(name)), comparators=[source]):
                if ast.unparse(source).endswith(".GET"):
                    found.add(name)
    return found


# ------------------------------------------------------------------ the forms of a page
@dataclass
class Form:
    """A form as it stands on a page: where it goes, and its fields with what stands in them."""

    action: str
    method: str
    fields: dict[str, list[str]] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)
    texts: set[str] = field(default_factory=set)
    """Fields in which words are written."""
    name: str = ""
    """Its id: fields that stand elsewhere on the page name it."""

    @property
    def names(self) -> list[str]:
        return [*self.fields, *sorted(self.files)]


class FormReader(HTMLParser):
    """Reads the forms of a page, and the names that its links ask with."""

    def __init__(self, page: str, path: str) -> None:
        super().__init__()
        self.path, self.forms, self.asked = path, [], set()
        self._form: Form | None = None
        self._area = self._choice = ""
        self._area_of = self._choice_of = Form("", "")
        self.feed(page)

    def _owner(self, named: str | None) -> Form | None:
        """The form that a field names which stands outside of it."""
        return next((form for form in self.forms if named and form.name == named), None)

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        has = dict(attrs)
        name = has.get("name") or ""
        if tag == "a":
            query = (has.get("href") or "").partition("?")[2]
            self.asked |= set(re.findall(r"(?:^|&)([\w-]+)=", query))
        if tag == "form":
            self._form = Form(has.get("action") or self.path, (has.get("method") or "get").lower())
            self._form.name = has.get("id") or ""
            self.forms.append(self._form)
        form = self._owner(has.get("form")) or self._form
        if form is None:
            if tag != "option" or not self._choice:
                return
            form = self._choice_of
        if tag == "textarea" and name:
            self._area, self._area_of = name, form
            if "hidden" not in has:
                form.texts.add(name)
            form.fields.setdefault(name, [""])
        elif tag == "select" and name:
            self._choice, self._choice_of = name, form
            form.fields.setdefault(name, [])
        elif tag == "option" and self._choice:
            self._choice_of.fields[self._choice].append(has.get("value") or "")
        elif tag in ("input", "button") and name:
            if has.get("type") == "file":
                form.files.add(name)
                return
            form.fields.setdefault(name, []).append(has.get("value") or "")
            if has.get("type") == "hidden":
                form.hidden.add(name)
            elif tag == "input" and has.get("type") in (None, "text"):
                form.texts.add(name)

    def handle_data(self, data: str) -> None:
        if self._area:
            self._area_of.fields[self._area] = [data.strip("\n")]

    def handle_endtag(self, tag: str) -> None:
        if tag == "textarea":
            self._area = ""
        elif tag == "select":
            self._choice = ""
        elif tag == "form":
            self._form = None


def read_forms(response: HttpResponseBase, path: str) -> FormReader:
    if not response.headers.get("Content-Type", "").startswith("text/html"):
        return FormReader("", path)
    return FormReader(response.content.decode(errors="replace"), path)  # type: ignore[attr-defined]


def fields_by_address(cast: Cast, clients: dict[str, Client]) -> dict[str, dict[str, list[str]]]:
    """By the path it posts to, the fields of every form that stands on a page behind the sign-in."""
    found: dict[str, dict[str, list[str]]] = {}
    for row in (row for row in ROWS if row.method == GET and not row.is_public):
        url = row.url(cast)
        page = client_of(cast, strongest(row), clients).get(url)
        for form in read_forms(page, url).forms:
            if form.method != "post":
                continue
            known = found.setdefault(form.action.partition("?")[0], {})
            known |= form.fields | {name: ["\0file"] for name in form.files}
    return found


def as_wire(data: dict[str, Any]) -> dict[str, Any]:
    """What arrives of what a client sends: bytes that are no UTF-8 as Django reads them, files anew for each request."""
    return {name: _wire(value) for name, value in data.items()}


def _wire(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    if isinstance(value, SimpleUploadedFile):
        value.seek(0)
        return SimpleUploadedFile(value.name or "a", value.read())
    if isinstance(value, list | tuple):
        return [_wire(one) for one in value]
    return value


# ------------------------------------------------------------------ what was left written
_UNDONE = re.compile(r'^(SAVEPOINT|ROLLBACK TO SAVEPOINT) "?(\w+)"?')


@contextmanager
def left_written() -> Iterator[list[str]]:
    """The statements that changed a row and stood when the block ended; what was rolled back is not among them."""
    written: list[str] = []
    marks: dict[str, int] = {}

    def look(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        answer = execute(sql, params, many, context)
        if found := _UNDONE.match(sql):
            if found[1] == "SAVEPOINT":
                marks[found[2]] = len(written)
            else:
                del written[marks[found[2]] :]
        elif sql.startswith(("INSERT", "UPDATE", "DELETE")):
            written.append(sql[:120])
        return answer

    with connection.execute_wrapper(look):
        yield written


def client_of(cast: Cast, part: str, kept: dict[str, Client]) -> Client:
    """A browser of this person, signed in once, that answers 500 as a server does."""
    if part not in kept:
        kept[part] = cast.client(part)
    client = Client(raise_request_exception=False)
    client.cookies.update(kept[part].cookies)
    return client
