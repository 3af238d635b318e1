"""The rights of the portal's PostgreSQL role are asked one by one."""

from __future__ import annotations

import pytest
from django.db import connection

from ops import role_rights
from ops.backups.soundness import grants_hold
from ops.doctor import Severity
from ops.doctor.database_looks import role as look_at_role
from tests.notices.conftest import ROLE, as_the_role  # noqa: F401

pytestmark = [pytest.mark.django_db, pytest.mark.postgres]


def test_the_role_as_it_is_made_is_right_and_the_owner_is_told_apart(as_the_role):  # noqa: F811
    assert [one.severity for one in look_at_role()] == [Severity.WARNING], "the owner of the tables"
    as_the_role()
    assert role_rights.wrong_rights(ROLE) == []
    assert [one.severity for one in look_at_role()] == [Severity.WELL]
    assert grants_hold(ROLE).ok


@pytest.mark.parametrize(
    ("statement", "told"),
    [
        ("GRANT DELETE ON notices_noticestep TO {role}", "可以删 notices_noticestep 的行"),
        ("REVOKE INSERT ON projects_project FROM {role}", "读写不了表"),
    ],
)
def test_one_right_too_many_or_too_few_is_named(as_the_role, statement, told):  # noqa: F811
    as_the_role()
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute(statement.format(role=ROLE))
    assert role_rights.wrong_rights(ROLE) == [told]
    assert told in grants_hold(ROLE).said


def test_a_role_that_is_not_there_is_named(as_the_role):  # noqa: F811
    assert "没有角色 nobody_here" in grants_hold("nobody_here").said
