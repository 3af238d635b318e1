"""The list of triggers is what a freshly migrated database has."""

from __future__ import annotations

import json

import pytest

from ops.expected_triggers import LIST, missing_triggers, present_triggers


@pytest.mark.django_db
def test_the_list_is_what_a_fresh_database_has():
    listed = json.loads(LIST.read_text(encoding="utf-8"))
    assert sorted(present_triggers()) == listed, (
        "a migration added or removed a trigger: `manage.py doctor --triggers > ops/expected_triggers.json` on a fresh database writes the new list"
    )
    assert missing_triggers() == []
