"""Units, spellings and days come in by file: looked at first, then whole or not at all; and go out as they come in."""

from __future__ import annotations

from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core import signing
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook
from tablib import Dataset

from accounts.models import AuditEvent
from projects.models import CalendarDay, ResponsibleUnit, Role, UnitAlias
from projects.register_files import workbook
from projects.register_tables import CALENDAR, UNITS
from projects.services.register_imports import import_table, preview_table
from projects.workflow import StepRefused
from tests.factories import AT, make_district, make_person, make_post, make_unit

pytestmark = pytest.mark.django_db


@pytest.fixture
def district():
    return make_district()


@pytest.fixture
def compiler(client, district):
    person = make_person("compiler", district, Role.COMPILER)
    client.force_login(person)
    return person


def address(district, name="unit-import"):
    return reverse(f"projects:{name}", args=[district.slug])


def sent(client, district, text, name="unit-import"):
    file = SimpleUploadedFile("单位.csv", text.encode())
    return client.post(address(district, name), {"file": file})


def test_a_file_is_looked_at_and_then_taken_in(client, district, compiler):
    unit = make_unit(district, "区教委", contact_name="王芳", order=3)
    text = "名称,类型,联系人\n区教委,部门,李强\n区林业局,部门,\n\n"
    page = sent(client, district, text)
    assert page.status_code == 200
    assert [(line.name, line.is_new) for line in page.context["preview"].lines] == [
        ("区教委", False),
        ("区林业局", True),
    ]
    assert "王芳" in page.content.decode()
    assert ResponsibleUnit.objects.count() == 1
    client.post(address(district), {"looked_at": page.context["looked_at"]})
    unit.refresh_from_db()
    assert (unit.contact_name, unit.order) == ("李强", 3), (
        "a column that is not there changes nothing"
    )
    assert ResponsibleUnit.objects.count() == 2
    event = AuditEvent.objects.get()
    assert (event.verb, event.district_code) == ("unit.import", "500101")
    assert event.detail == {
        "new": ["区林业局"],
        "changes": {"区教委": {"联系人": ["（已登记）", "（已登记）"]}},
    }


def test_every_problem_is_told_with_its_row_and_nothing_is_taken_in(client, district, compiler):
    text = (
        "万州区责任单位表,,\n区县,名称,类型\n万州区,区林业局,部门\n"
        "黔江区,外来单位,部门\n万州区,,部门\n万州区,区水利局,科室\n"
    )
    page = sent(client, district, text)
    assert page.status_code == 422
    told = {(one.row, one.column) for one in page.context["problems"]}
    assert told == {(4, "区县"), (5, "名称"), (6, "类型")}
    assert "这里登记的是万州区，不是“黔江区”" in page.content.decode()
    assert not ResponsibleUnit.objects.exists()
    assert not AuditEvent.objects.exists()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("单位,类别\n区教委,部门\n", "没有找到表头"),
        ("名称,类型,类型\n区教委,部门,部门\n", "出现了两次"),
    ],
)
def test_a_file_that_is_not_this_table_is_refused_with_a_sentence(
    client, district, compiler, text, words
):
    page = sent(client, district, text)
    assert page.status_code == 422
    assert words in page.content.decode()


def test_a_file_of_another_kind_is_refused_with_a_sentence(client, district, compiler):
    file = SimpleUploadedFile("a.pdf", b"%PDF-1.7")
    page = client.post(address(district), {"file": file})
    assert page.status_code == 422
    assert page.context["form"].errors


def test_what_somebody_changed_after_the_look_is_looked_at_again(client, district, compiler):
    unit = make_unit(district, "区教委", contact_name="王芳")
    page = sent(client, district, "名称,类型,联系人\n区教委,部门,李强\n")
    unit.contact_name = "赵敏"
    unit.save()
    client.post(address(district), {"looked_at": page.context["looked_at"]})
    unit.refresh_from_db()
    assert unit.contact_name == "赵敏"


def test_a_look_is_taken_in_only_by_the_person_and_in_the_district_it_was_made(
    client, district, compiler
):
    far = make_district("qianjiang")
    make_post(compiler, far, Role.COMPILER)
    looked_at = sent(client, district, "名称,类型\n区林业局,部门\n").context["looked_at"]
    other = make_person("another", district, Role.COMPILER)
    client.post(address(far), {"looked_at": looked_at})
    client.force_login(other)
    client.post(address(district), {"looked_at": looked_at})
    forged = signing.dumps([other.pk, "unit", district.pk, "", []], salt="another")
    client.post(address(district), {"looked_at": forged})
    assert not ResponsibleUnit.objects.exists()


def test_a_workbook_that_was_taken_out_comes_in_again_as_it_is(client, district, compiler):
    make_unit(district, "=区教委", contact_name="-1+2")
    unit = make_unit(district, "区水利局", kind="group", order=4)
    UnitAlias.objects.create(district=district, unit=unit, name="水利部门")
    for name in ("unit", "alias"):
        data = client.post(address(district, f"{name}-export")).content
        page = client.post(
            address(district, f"{name}-import"), {"file": SimpleUploadedFile("a.xlsx", data)}
        )
        assert page.status_code == 200, page.context["problems"]
        assert page.context["preview"].lines == ()
        assert page.context["preview"].same >= 1
    verbs = list(AuditEvent.objects.order_by("pk").values_list("verb", flat=True))
    assert verbs == ["unit.export", "unit_alias.export"]


def test_a_name_that_looks_like_a_registered_one_is_pointed_out(client, district, compiler):
    make_unit(district, "区Ａ局")
    page = sent(client, district, "名称,类型\n区A局,部门\n")
    assert page.context["preview"].notes
    assert page.context["preview"].notes[0] in page.content.decode()


def test_a_spelling_names_a_unit_of_the_same_district(client, district, compiler):
    make_unit(make_district("qianjiang"), "区教委")
    page = sent(client, district, "写法,责任单位\n教委,区教委\n", "alias-import")
    assert page.status_code == 422
    assert "没有责任单位“区教委”" in page.content.decode()


def test_days_come_in_by_workbook_for_the_installation(monkeypatch, district):
    """As spreadsheets keep days: one as a date, one as people write it."""
    person = make_person("system_admin", district, Role.SYSTEM_ADMIN)
    monkeypatch.setattr("projects.access.holds_for_installation", lambda user, *roles: True)
    rows = [
        ["日期", "是工作日", "依据"],
        ["2026-10-10", "是", "国办发明电"],
        ["2026年10月1日", "否", "国办发明电"],
    ]
    keys = {"table": CALENDAR, "district": None, "rows": rows, "actor": person}
    mark = preview_table(**keys).mark
    assert not CalendarDay.objects.exists()
    import_table(**keys, mark=mark, at=AT)
    assert {str(day) for day in CalendarDay.objects.all()} == {
        "2026-10-10 工作日",
        "2026-10-01 休息日",
    }
    assert AuditEvent.objects.get().verb == "calendar.import"


def test_heads_alone_are_no_table(district, compiler):
    with pytest.raises(StepRefused, match="没有内容"):
        preview_table(
            table=UNITS, district=district, rows=[["名称", "类型"], ["", " "]], actor=compiler
        )


def test_a_long_table_is_refused(district, compiler):
    rows = [["名称", "类型"], *([f"单位{n}", "部门"] for n in range(2001))]
    with pytest.raises(StepRefused, match="2001行"):
        preview_table(table=UNITS, district=district, rows=rows, actor=compiler)


def test_a_workbook_of_two_sheets_is_read_by_its_first(client, district, compiler):
    book = Workbook()
    book.active.append(["名称", "类型"])
    book.active.append(["区林业局", "部门"])
    book.create_sheet("别的").append(["说明"])
    data = BytesIO()
    book.save(data)
    page = client.post(address(district), {"file": SimpleUploadedFile("a.xlsx", data.getvalue())})
    assert [line.name for line in page.context["preview"].lines] == ["区林业局"]


def test_amounts_are_taken_out_with_the_digits_that_are_stored():
    data = workbook(Dataset((Decimal("65.6"), "a"), headers=("计划", "项目")))
    with ZipFile(BytesIO(data)) as package:
        assert "<v>65.6</v>" in package.read("xl/worksheets/sheet1.xml").decode()
