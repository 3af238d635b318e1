"""What a page tells of one district as plain text and back: dataclasses, days, moments and rows of them, by their types."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from functools import cache
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from django.utils.safestring import SafeString

Reading = Callable[[Any], Any]


def as_text(part: object) -> str:
    """The part without its types: `part_of_text` is told them."""
    return json.dumps(part, default=_plain, ensure_ascii=False, separators=(",", ":"))


def part_of_text(kind: Any, text: str) -> Any:
    """The part of a type, as it was. Raises ValueError, TypeError or KeyError where the text is of another."""
    return _reading(kind)(json.loads(text))


def _plain(value: object) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    if is_dataclass(value) and not isinstance(value, type):
        return [getattr(value, one.name) for one in fields(value)]
    raise TypeError(f"nothing is said here of {type(value).__name__}")


def _as_it_is(value: Any) -> Any:
    return value


@cache
def _reading(kind: Any) -> Reading:
    """How a value of a type is read; made once for each type."""
    if kind in (datetime, date):
        return kind.fromisoformat
    if kind is SafeString:
        return SafeString
    if isinstance(kind, type) and is_dataclass(kind):
        return _dataclass(kind)
    origin, given = get_origin(kind), get_args(kind)
    if origin is UnionType and NoneType in given:
        (one,) = (_reading(each) for each in given if each is not NoneType)
        return lambda value: None if value is None else one(value)
    if origin is list or (origin is tuple and given[-1] is Ellipsis):
        each, rows = _reading(given[0]), origin
        return lambda value: rows(map(each, value))
    if origin is tuple:
        every = [_reading(one) for one in given]
        return lambda value: tuple(read(one) for read, one in zip(every, value, strict=True))
    return _as_it_is


def _dataclass(kind: type) -> Reading:
    hints = get_type_hints(kind)
    every = [_reading(hints[one.name]) for one in fields(kind)]
    return lambda value: kind(*[read(one) for read, one in zip(every, value, strict=True)])
