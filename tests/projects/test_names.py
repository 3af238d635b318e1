"""Names that deceive are refused wherever they are entered; a unit that looks like another is warned of."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from tablib import Dataset

from accounts.models import User
from projects.look_alikes import look_alike_warning, look_alikes
from projects.models import (
    AnnualPlan,
    Category,
    District,
    Project,
    ResponsibleUnit,
    Role,
    UnitAlias,
)
from projects.resources import AliasResource, UnitResource
from tests.factories import make_district, make_person, make_plan, make_project, make_unit

pytestmark = pytest.mark.django_db

TURNED = "区\u202e委教"
NAMES = [
    (User, "name"),
    (District, "name"),
    (District, "full_name"),
    (District, "commission_name"),
    (District, "contact_name"),
    (ResponsibleUnit, "name"),
    (UnitAlias, "name"),
    (AnnualPlan, "title"),
    (AnnualPlan, "issuer"),
    (Category, "name"),
    (Project, "name"),
]


@pytest.mark.parametrize(
    ("model", "field"), NAMES, ids=lambda value: getattr(value, "__name__", value)
)
def test_every_name_of_the_register_refuses_a_sign_that_turns_it_about(model, field):
    with pytest.raises(ValidationError, match=r"U\+202E 从右至左覆盖"):
        model._meta.get_field(field).clean(TURNED, None)
    with pytest.raises(ValidationError, match=r"第1个字后面有一个看不见的符号（U\+200B 零宽空格）"):
        model._meta.get_field(field).clean("区\u200b教委", None)
    assert model._meta.get_field(field).clean("区教委", None) == "区教委"


@pytest.mark.parametrize(
    ("resource", "heads", "row"),
    [
        (UnitResource, ["区县", "名称", "类型"], ["万州区", TURNED, "部门"]),
        (AliasResource, ["区县", "写法", "责任单位"], ["万州区", TURNED, "区教委"]),
    ],
    ids=["units", "aliases"],
)
def test_a_workbook_with_such_a_name_comes_in_not_at_all(resource, heads, row):
    make_unit(make_district())
    result = resource().import_data(Dataset(row, headers=heads), raise_errors=False, dry_run=False)
    said = str([str(invalid.error) for invalid in result.invalid_rows])
    assert "U+202E 从右至左覆盖" in said
    assert not ResponsibleUnit.objects.filter(name=TURNED).exists()
    assert not UnitAlias.objects.exists()


def test_a_project_added_in_mid_year_is_asked_for_a_plain_name(client):
    district = make_district()
    plan = make_plan(district)
    unit = make_unit(district)
    make_project(plan, units=[unit])
    client.force_login(make_person("compiler", district, Role.COMPILER))
    page = client.post(
        reverse("progress:change-add"),
        {
            "plan": plan.pk,
            "deciding_body": "区政府",
            "decided_on": date(2025, 4, 1),
            "reason": "新增",
            "name": "公园\u2067建设",
            "text": "新建公园1个。",
            "lead": unit.pk,
        },
    ).content.decode()
    assert "U+2067 从右至左隔离" in page
    assert not plan.changes.exists()


def test_a_unit_is_known_by_its_looks_under_any_of_its_spellings():
    district = make_district()
    known = make_unit(district, "区A办")
    UnitAlias.objects.create(district=district, unit=known, name="区己建办")
    make_unit(make_district("qianjiang"), "区Ａ办公室")
    assert look_alikes(district, "区А办") == [known]  # Cyrillic
    assert look_alikes(district, "区已建办") == [known]
    assert look_alikes(district, "区A办", but=known) == []
    assert look_alikes(district, "区Ａ办公室") == []
    assert "区A办" in look_alike_warning("区А办", [known])
    assert look_alike_warning("区民政局", []) == ""
