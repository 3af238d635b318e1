"""The ledger of past years: all problems at once, differences by value, all or nothing."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction
from django.urls import reverse

from documents.ledger import LedgerRow
from documents.tables.ledger import read_ledger
from intake.history.copying import insert_rows
from intake.models import HistoryRow, ImportRun
from projects.models import Role
from tests.factories import make_district, make_person

HEAD = ["年份", "序号", "项目名称", "责任单位", "年度投资计划（万元）", "累计完成投资(万元)"]


def ledger_of(*rows, head=HEAD):
    return read_ledger([("台账", [["历年民生实事台账"], head, *rows])])


def test_a_line_becomes_a_row_by_the_meaning_of_its_heads():
    (row,) = ledger_of(["2019年", "3.", "农村公路", "区交通局", "1,200.50", "—"]).rows
    assert (row.year, row.through_month, row.number, row.name) == (2019, 12, 3, "农村公路")
    assert (row.units, row.investment_plan, row.invested) == ("区交通局", Decimal("1200.50"), None)


def test_every_problem_is_told_at_once_with_its_place():
    ledger = ledger_of(
        ["2019", "1", "甲", "", "-5", "1"],
        ["19", "x", "", "", "12.34567", "约3"],
        ["2019", "1", "乙", "", "", ""],
        [],
        ["2019", "1", "丙", "", "", ""],
    )
    assert [(p.row, p.column) for p in ledger.problems] == [
        (3, "年度投资计划(万元)"),
        (4, "年度"), (4, "序号"), (4, "项目名称"), (4, "年度投资计划(万元)"), (4, "完成投资(万元)"),
        (7, "序号"),
    ]  # fmt: skip
    assert "第5行已有" in ledger.problems[-1].message
    assert [row.name for row in ledger.rows] == ["乙"]


def test_a_sheet_without_the_heads_it_needs_says_which():
    (problem,) = ledger_of(["a", "b", "c"], head=["项目名称", "责任单位", "年度"]).problems
    assert "表头缺少：序号" in problem.message


@pytest.fixture
def desk(client, db):
    district = make_district()
    client.force_login(make_person("compiler", district, Role.COMPILER))

    class Desk:
        def take(self, *rows):
            text = "\n".join(",".join(row) for row in [HEAD, *rows])
            file = SimpleUploadedFile("ledger.csv", text.encode())
            page = client.post(
                reverse("intake:history-receive"),
                {"district": district.pk, "file": file},
                follow=True,
            )
            return page, ImportRun.objects.order_by("-pk").first()

        def apply(self, run):
            return client.post(reverse("intake:history-apply", args=[run.pk]), follow=True)

    return Desk()


def test_what_it_would_do_is_seen_before_anything_is_stored(desk):
    page, run = desk.take(["2019", "1", "甲", "区教委", "10", "5"])
    assert "新增" in page.content.decode() and not HistoryRow.objects.exists()
    desk.apply(run)
    assert HistoryRow.objects.get().investment_plan == Decimal(10)


def test_the_same_ledger_again_is_unchanged_and_a_changed_amount_is_named(desk):
    _, run = desk.take(["2019", "1", "甲", "区教委", "10", "5"], ["2019", "2", "乙", "", "1", ""])
    desk.apply(run)
    page, run = desk.take(
        ["2019", "1", "甲", "区教委", "10.00", "5"], ["2019", "2", "乙", "", "2", ""]
    )
    text = page.content.decode()
    assert "<del>1" in text and "<ins>2" in text
    assert (len(page.context["found"].added), page.context["found"].unchanged) == (0, 1)
    desk.apply(run)
    assert HistoryRow.objects.get(number=2).investment_plan == Decimal(2)
    assert HistoryRow.objects.count() == 2


def test_one_bad_cell_keeps_the_whole_ledger_out(desk):
    page, run = desk.take(["2019", "1", "甲", "", "10", "5"], ["2019", "2", "", "", "1", ""])
    assert "缺少项目名称" in page.content.decode()
    assert "有1处错误" in desk.apply(run).content.decode()
    assert not HistoryRow.objects.exists()


def test_a_file_that_is_no_table_is_refused_and_not_kept(client, desk):
    page = client.post(
        reverse("intake:history-receive"),
        {"district": 1, "file": SimpleUploadedFile("a.xlsx", b"\x00\x01nothing")},
    )
    assert page.status_code == 422
    assert not ImportRun.objects.exists()


def test_another_districts_ledger_is_out_of_sight(client, desk):
    _, run = desk.take(["2019", "1", "甲", "", "10", "5"])
    client.force_login(make_person("outsider", make_district("qianjiang"), Role.COMPILER))
    assert client.get(reverse("intake:history-preview", args=[run.pk])).status_code == 404
    assert client.post(reverse("intake:history-apply", args=[run.pk])).status_code == 404


AWKWARD = ["", "\\N", "\\.", "a\tb", "a\nb\r\nc", "\\\\", "\\t", "'\"%s", "万州🌉", "NULL", " x "]


def test_rows_go_into_the_table_to_the_letter(db):
    district = make_district()
    amounts = [None, Decimal("0"), Decimal("12.3456")]
    rows = [
        (district.pk, 2019, 12, n, f"第{n}项", "", text, text, amounts[n % 3], None)
        for n, text in enumerate(AWKWARD)
    ]
    insert_rows(HistoryRow._meta.db_table, ("district_id", *LedgerRow._fields), rows)
    stored = HistoryRow.objects.order_by("number")
    assert list(stored.values_list("district_id", *LedgerRow._fields)) == rows


def test_a_row_that_breaks_a_constraint_keeps_all_of_them_out(db):
    district = make_district()
    twice = [(district.pk, 2019, 12, 1, "甲", "", "", "", None, None)] * 2
    with pytest.raises(IntegrityError), transaction.atomic():
        insert_rows(HistoryRow._meta.db_table, ("district_id", *LedgerRow._fields), twice)
    assert not HistoryRow.objects.exists()
