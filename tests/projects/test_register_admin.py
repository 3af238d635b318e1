"""The register in the stock admin shows a person their own districts, figures as tables print them."""

from __future__ import annotations

import pytest
from django.urls import reverse

from projects.models import Role
from tests.factories import make_category, make_district, make_person, make_plan, make_project

pytestmark = pytest.mark.django_db


@pytest.fixture
def page(client):
    """The list of projects as Wanzhou's compiler sees it, beside another district that has a plan too."""
    own, other = make_district(), make_district("qianjiang")
    for district in (own, other):
        plan = make_plan(district)
        make_project(
            plan, 1, investment_plan="11604.5", category=make_category(plan, f"{district.name}类")
        )
    client.force_login(make_person("compiler", own, Role.COMPILER))
    return client.get(reverse("admin:projects_project_changelist")).content.decode()


def test_neither_rows_nor_filters_name_another_districts_plan(page):
    assert "万州区2025年方案" in page
    assert "万州区类" in page
    assert "黔江区" not in page


def test_money_stands_as_a_table_prints_it(page):
    assert "11604.5<" in page
    assert "11604.5000" not in page
