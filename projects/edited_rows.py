"""A row that a form shows and a service changes: what it was when it was shown, and what a change did to it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.db.models import CharField, Field, Model

from projects.workflow import StepRefused

SEEN_OTHERWISE = "打开页面以后，别人改过这里。下面是现在的内容，请核对后再改。"


def seen_mark(row: Model, fields: Sequence[str]) -> str:
    """A short digest of the values a form showed: two people who edit the same row do not undo each other's work."""
    values = [_plain(getattr(row, name)) for name in fields]
    return hashlib.sha256(json.dumps(values).encode()).hexdigest()[:16]


def put(row: Model, values: Mapping[str, Any]) -> dict[str, list[str]]:
    """Set the values on the row and say what changed: head of the field -> [before, after], as people read it."""
    changes = {}
    for name, value in values.items():
        before = _shown(row, name)
        setattr(row, name, value)
        if (after := _shown(row, name)) != before:
            changes[head_of(row, name)] = [before, after]
    return changes


def must_hold(row: Model) -> None:
    """What the row's fields and constraints say of it. Raises StepRefused with every sentence."""
    try:
        row.full_clean()
    except ValidationError as error:
        raise StepRefused("".join(error.messages)) from error


def keep(row: Model) -> None:
    """Save a row that holds. Raises StepRefused with every sentence, also where somebody else's came in between.

    Inside the caller's transaction, which goes on to stand after a refusal.
    """
    must_hold(row)
    try:
        with transaction.atomic():
            row.save()
    except IntegrityError:
        must_hold(row)  # The other's row is in sight now: the same look says what is wrong.
        raise


def too_long(rows: Iterable[Model]) -> list[str]:
    """Texts longer than the column they are meant for, each in a sentence: of rows made from a document in bulk."""
    return [
        f"“{text[:20]}…”的{field.verbose_name}最多{field.max_length}字，现在是{len(text)}字"
        for row in rows
        for field in row._meta.concrete_fields
        if isinstance(field, CharField)
        and field.max_length
        and len(text := getattr(row, field.attname) or "") > field.max_length
    ]


def head_of(row: Model, name: str) -> str:
    """The name of a column as people read it."""
    field = row._meta.get_field(name)
    assert isinstance(field, Field)
    return str(field.verbose_name)


def _shown(row: Model, name: str) -> str:
    display = getattr(row, f"get_{name}_display", None)
    value = display() if display else getattr(row, name)
    if isinstance(value, bool):
        return "是" if value else "否"
    return _plain(value)


def _plain(value: Any) -> str:
    """As text; a number the same whether it was typed as 30 or is kept as 30.0."""
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return "" if value is None else str(value)
