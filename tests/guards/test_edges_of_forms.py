"""Every form behind the sign-in at the edges of what it takes: days nobody can mean, texts as long as a column and longer.

No 500 on either database, and no day beyond all bounds is kept. SQLite takes a text longer than its column without a word;
in tests it refuses as PostgreSQL does (`tests/column_lengths.py`).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
from django import forms
from django.apps import apps
from django.db import models

from documents.day_ranges import ANY_DAY, EVER
from documents.text_lengths import CUT
from look.form_fields import DayField
from tests.guards.addresses import POST, ROWS
from tests.guards.cast import CastTestCase
from tests.guards.hostile import as_wire, client_of, fields_by_address, left_written, strongest
from tests.guards.test_every_address import listed, undone
from tests.our_apps import OUR_APPS

DAYS = ("0001-01-01", "1000-12-31", "1999-12-31", "2101-01-01", "3026-11-29", "9999-12-31")
IS_DAY = re.compile(r"(?:.*_on|day|date)")
IS_DATE = re.compile(r"\d{4}-\d\d-\d\d")
LENGTHS = (40, 41, 60, 61, 80, 81, 120, 121, 200, 201, 1001, 5001)
"""Of columns and fields, and one more."""
TAKEN = (500, 200, 80, 40)
"""Of columns and fields, the longest first."""
HEAD, TAIL, WHOLE = "起笔", "落款", "whole"
NOT_TEXT = {"csrfmiddlewaretoken", "note_id"}


class EdgesOfForms(CastTestCase):
    def setUp(self) -> None:
        super().setUp()
        self.clients: dict[str, Any] = {}
        self.fields = fields_by_address(self.cast, self.clients)

    def each(self) -> Iterator[tuple[Any, str, dict[str, Any]]]:
        """Every form: its row of the table, its address, its fields as they would be sent."""
        for row in ROWS:
            if row.method == POST and not row.is_public:
                url = row.url(self.cast)
                shown = {
                    name: values[0]
                    for name, values in self.fields.get(url.partition("?")[0], {}).items()
                    if values and values[0] != "\0file"
                }
                yield row, url, shown | dict(row.given(self.cast))

    def send(
        self, row: Any, url: str, data: dict[str, Any], looked_for: Any = None
    ) -> tuple[str, list[str]]:
        """What broke, in words, and what is wrong in the tables the request wrote to, looked at before it is undone."""
        client = client_of(self.cast, strongest(row), self.clients)
        with undone(), left_written() as written:
            answer = client.post(url, as_wire(data))
            beyond = (looked_for or days_beyond)(
                {table for sql in written for table in re.findall(r'"(\w+)"', sql)[:1]}
            )
        if answer.status_code >= 500:
            why = (getattr(answer, "exc_info", None) or ("", ""))[1]
            return f"{answer.status_code} {why!r:.200}", beyond
        return "", beyond

    def test_no_day_beyond_all_bounds_is_kept_or_breaks_the_server(self):
        wrong, asked = [], 0
        for row, url, data in self.each():
            days = [n for n, v in data.items() if IS_DAY.fullmatch(n) or IS_DATE.fullmatch(str(v))]
            for name in days:
                for day in DAYS:
                    asked += 1
                    broke, beyond = self.send(row, url, data | {name: day})
                    wrong += [f"{row} {name}={day}: {one}" for one in (broke, *beyond) if one]
        assert asked > 60
        assert not wrong, listed(wrong)

    def test_no_text_at_the_edge_of_a_column_breaks_the_server(self):
        wrong, asked = [], 0
        for row, url, data in self.each():
            texts = _texts(data)
            for length in LENGTHS if texts else ():
                asked += 1
                broke, _ = self.send(row, url, data | dict.fromkeys(texts, "长" * length))
                wrong += [f"{row} {length}: {broke}"] if broke else []
            for name in texts if len(texts) > 1 else ():
                for length in (60, 200):
                    broke, _ = self.send(row, url, data | {name: "长" * length})
                    wrong += [f"{row} {name} {length}: {broke}"] if broke else []
        assert asked > 500
        assert not wrong, listed(wrong)

    @pytest.mark.once
    def test_what_was_taken_was_taken_to_its_last_word(self):
        """Of the longest text that a field does not refuse nothing is cut away without a mark."""
        wrong, kept = [], 0
        for row, url, data in self.each():
            for name in _texts(data):
                for length in TAKEN:
                    text = HEAD + "长" * (length - len(HEAD + TAIL)) + TAIL
                    _, found = self.send(row, url, data | {name: text}, cut_off)
                    if found:
                        kept += 1
                        wrong += [f"{row} {name} {length}: {one}" for one in found if one != WHOLE]
                        break
        assert kept > 60
        assert not wrong, listed(wrong)


def _texts(data: dict[str, Any]) -> list[str]:
    """The fields that take words."""
    return [
        name
        for name, value in data.items()
        if isinstance(value, str)
        and name not in NOT_TEXT
        and not IS_DAY.fullmatch(name)
        and not re.fullmatch(r"[\d-]+|yes|no|on", value)
    ]


def cut_off(tables: set[str]) -> list[str]:
    """Where in these tables the marked text stands without its end; `WHOLE` for each place where it has it."""
    found = []
    for model in apps.get_models():
        if model._meta.db_table not in tables or model._meta.app_label not in OUR_APPS:
            continue
        for field in model._meta.concrete_fields:
            if isinstance(field, (models.CharField, models.TextField, models.JSONField)):
                for value in model._base_manager.values_list(field.name, flat=True):
                    text = str(value)
                    if HEAD in text:
                        is_whole = TAIL in text or CUT in text
                        found.append(WHOLE if is_whole else f"{model.__name__}.{field.name} is cut")
    return found


def days_beyond(tables: set[str]) -> list[str]:
    """Days kept in these tables that nobody can mean."""
    return [
        f"{model.__name__}.{field.name} is kept"
        for model in apps.get_models()
        if model._meta.db_table in tables and model._meta.app_label in OUR_APPS
        for field in model._meta.get_fields()
        if isinstance(field, models.DateField) and not isinstance(field, models.DateTimeField)
        and model._base_manager.exclude(**{f"{field.name}__range": EVER})
        .exclude(**{field.name: None})
        .exists()
    ]  # fmt: skip


@pytest.mark.parametrize("typed", [*DAYS, "10000-01-01", "2025-02-29"])
def test_a_field_of_a_day_takes_no_day_beyond_all_bounds(typed):
    class OneDay(forms.Form):
        day = DayField(label="日期")

    assert not OneDay({"day": typed}).is_valid()
    for edge in (ANY_DAY.first, ANY_DAY.last):
        assert OneDay({"day": str(edge)}).is_valid()
