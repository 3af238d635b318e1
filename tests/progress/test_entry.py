"""Figures are asked for, shown and published in the unit the promise is printed in, and stored in the register's."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest
from django.urls import reverse

from progress import services
from progress.entry import echo, entered, entry
from progress.models import Measurement, ReportDraft
from progress.report_fields import INVESTED, FieldError, canonical, value_field
from tests.factories import AT, make_indicator, make_round
from tests.progress.conftest import COMPLETE
from tests.progress.test_sheet import filled, sheet
from tests.progress.test_unit_desk import address, echo_of, page, posted, signed_in
from tests.progress.test_workbook import apply, cell_of, downloaded, uploaded

pytestmark = pytest.mark.django_db

AREA = {"unit": "平方米", "unit_printed": "万平方米", "target": 1_530_000, "target_printed": "153"}


@pytest.fixture
def area(story):
    """The story's promise, printed as 153 万平方米."""
    type(story.indicator).objects.filter(pk=story.indicator.pk).update(**AREA)
    story.indicator.refresh_from_db()
    return story


@pytest.fixture
def unit(area):
    return signed_in(area.reporter)


@pytest.fixture
def field(area):
    return value_field(area.indicator)


def stored(story) -> Decimal:
    return Measurement.objects.get(indicator=story.indicator).value


def shown_in(key: str, text: str) -> str:
    tag = re.search(rf'<input[^>]*name="{key}"[^>]*>', text)[0]
    return re.search(r'value="([^"]*)"', tag)[1]


def with_unit(story, typed: str, **values):
    """What the form posts: the figure and the unit it was asked for in."""
    key = story.value_key
    return posted(story, **{key: typed, f"{key}-unit": "万平方米"}, **values)


def test_a_figure_is_filed_in_the_printed_unit_and_read_back_in_it(area, unit):
    unit.post(address(area), with_unit(area, "42"))
    assert stored(area) == 420_000
    text = page(unit.get(address(area)))
    assert shown_in(area.value_key, text) == "42"
    assert shown_in(f"{area.value_key}-unit", text) == "万平方米"
    assert echo_of(area.value_key, text) == "即 420,000 平方米，是计划 153 万平方米的 27.5%"


@pytest.mark.parametrize(
    "typed",
    ["42", "４２", "42万", "42万平方米", "420000平方米", "420,000 平方米", "42公顷", "42.00"],
)
def test_one_figure_is_one_value_however_it_is_typed(area, unit, typed):
    unit.post(address(area), with_unit(area, typed))
    assert stored(area) == 420_000


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("42亩", "单位不对，这里按平方米填"),
        ("420000", "1000倍以上，请核对单位；按平方米填的，请写明单位"),
        ("4,2", "逗号位置不对"),
        ("四十二", "不是数字"),
        ("42.123456789", "最多8位"),
    ],
)
def test_what_could_be_meant_otherwise_is_refused_and_stays_as_typed(area, unit, typed, said):
    answer = unit.post(address(area), with_unit(area, typed))
    assert answer.status_code == 422
    assert said in page(answer) and shown_in(area.value_key, page(answer)) == typed
    assert not Measurement.objects.exists()


def test_a_page_from_before_the_units_were_named_means_the_registers(area, unit):
    unit.post(address(area), posted(area, **{area.value_key: "420000"}))
    assert stored(area) == 420_000


def test_a_page_opened_before_the_plan_printed_another_unit_means_its_own(area, unit):
    type(area.indicator).objects.filter(pk=area.indicator.pk).update(unit_printed="平方米")
    unit.post(address(area), with_unit(area, "42"))
    assert stored(area) == 420_000


def test_a_draft_keeps_the_unit_and_comes_back_in_it(area, unit):
    unit.post(address(area, "report-autosave"), with_unit(area, "42.5"))
    assert ReportDraft.objects.get().values[area.value_key] == "42.5万平方米"
    assert shown_in(area.value_key, page(unit.get(address(area)))) == "42.5"


def test_a_draft_from_before_is_shown_in_the_unit_that_is_asked_for_now(area, unit):
    ReportDraft.objects.create(
        task=area.task, round=area.round, user=area.reporter, saved_at=AT,
        values={area.value_key: "425000", "narrative": "在建"},
    )  # fmt: skip
    assert shown_in(area.value_key, page(unit.get(address(area)))) == "42.5"


def test_a_number_of_the_text_is_offered_in_the_unit_of_its_field(area, unit):
    key, text = area.value_key, "已改造口袋公园42万平方米。"
    offered = unit.post(address(area, "report-autosave"), with_unit(area, "", narrative=text))
    assert offered.json()["offers"] == {key: "42"}
    mark = offered.json()["marks"]["draft"]
    unit.post(address(area), with_unit(area, "", narrative=text, take=key, draft=mark))
    unit.post(address(area), with_unit(area, shown_in(key, page(unit.get(address(area))))))
    assert stored(area) == 420_000


def test_the_other_person_s_figure_is_shown_and_taken_in_the_same_unit(area, unit):
    services.save_report(
        **area.where, actor=area.compiler, at=AT, values={area.value_key: "300000"}, base_version=0
    )
    clash = unit.post(address(area), with_unit(area, "42"))
    assert clash.status_code == 409
    assert "30万平方米" in page(clash) and shown_in(area.value_key, page(clash)) == "42"
    again = with_unit(area, "42", base_version="1", theirs=area.value_key)
    unit.post(address(area), again)
    assert stored(area) == 300_000


def test_last_round_target_and_milestone_stand_in_the_same_unit(area, unit):
    make_indicator(area.task, "路灯", by_month={6: 1})
    milestone = area.task.milestones.get(month=6)
    area.indicator.milestone_targets.update_or_create(
        milestone=milestone, defaults={"value": 700_000, "printed": "70"}
    )
    unit.post(address(area), with_unit(area, "42"))
    services.submit_report(**area.where, actor=area.reporter, at=AT, version=1)
    services.approve_report(**area.where, actor=area.reviewer, at=AT)
    services.close_round(round_id=area.round.pk, actor=area.compiler, at=AT)
    later = make_round(area.round.plan, 6)
    text = page(unit.get(reverse("progress:report", args=[area.task.pk, later.pk])))
    assert "全年目标 153万平方米，6月底目标 70万平方米，上期 42万平方米" in text
    assert shown_in(area.value_key, text) == "42"


def test_contradictions_are_found_in_the_value_and_told_in_the_printed_unit(area, unit):
    services.save_report(
        **area.where, actor=area.reporter, at=AT,
        values={**COMPLETE, area.value_key: "2000000"}, base_version=0,
    )  # fmt: skip
    text = page(unit.get(address(area)))
    assert "填报200万平方米，超过全年目标153万平方米，为目标的130.7%" in text


def test_the_check_page_and_the_reviewer_read_the_printed_unit(area, unit):
    unit.post(address(area), with_unit(area, "42"))
    assert "42万平方米" in page(unit.get(address(area, "report-check")))
    services.submit_report(**area.where, actor=area.reporter, at=AT, version=1)
    text = page(signed_in(area.reviewer).get(address(area, "review")))
    row = text.split('<span class="quiet">（万平方米）</span>')[1].split("</tr>")[0]
    cells = [cell.strip() for cell in re.findall(r"<td[^>]*>(?:<b>)?([^<]*)", row)]
    assert "42" in cells and "153" in cells


class TestManyRows:
    def test_the_sheet_asks_for_and_shows_the_printed_unit(self, area, unit):
        name = f"{area.task.pk}-{area.value_key}"
        data = filled(unit, area, **{name: "42", f"{area.task.pk}-narrative": "在建"})
        assert data[f"{name}-unit"] == "万平方米"
        unit.post(sheet(area), data)
        assert stored(area) == 420_000
        text = page(unit.get(sheet(area)))
        assert shown_in(name, text) == "42" and "（万平方米）" in text
        assert "即 420,000 平方米，是计划 153 万平方米的 27.5%" in text
        assert "没有改动" in page(unit.post(sheet(area), filled(unit, area), follow=True))

    @pytest.mark.parametrize(
        ("pasted", "shown"), [("42", "42"), ("420000平方米", "42"), ("４２万", "42")]
    )
    def test_a_paste_comes_back_in_the_unit_of_its_cell(self, area, unit, pasted, shown):
        name = f"{area.task.pk}-{area.value_key}"
        answer = unit.post(
            sheet(area, "sheet-check"), {name: pasted, f"{name}-unit": "万平方米"}
        ).json()
        assert answer == {name: {"text": shown}}

    def test_a_conflict_in_the_sheet_shows_both_in_one_unit(self, area, unit):
        name = f"{area.task.pk}-{area.value_key}"
        mine = filled(unit, area, **{name: "42"})
        services.save_report(
            **area.where, actor=area.compiler, at=AT, base_version=0,
            values={area.value_key: "300000", "narrative": "别人写的"},
        )  # fmt: skip
        text = page(unit.post(sheet(area), mine))
        assert shown_in(name, text) == "42" and "30万平方米" in text

    def test_the_workbook_is_filled_in_and_read_in_the_printed_unit(self, area, unit):
        unit.post(address(area), with_unit(area, "30"))
        book = downloaded(unit, area)
        assert cell_of(book, 1, "v1").value == 30
        assert any("（万平方米）" in str(cell.value) for cell in book.active[4])
        assert "没有改动" in page(uploaded(unit, area, book))
        cell_of(book, 1, "v1").value = 42
        preview = uploaded(unit, area, book)
        assert "30万平方米" in page(preview) and "42万平方米" in page(preview)
        apply(unit, area, preview)
        assert stored(area) == 420_000

    def test_a_workbook_from_before_is_read_in_the_registers_unit(self, area, unit):
        book = downloaded(unit, area)
        base = cell_of(book, 1, "base")
        base.value = str(base.value).replace(":万平方米", "")
        cell_of(book, 1, "v1").value = 420000
        apply(unit, area, uploaded(unit, area, book))
        assert stored(area) == 420_000

    def test_a_workbook_s_figure_in_the_wrong_unit_is_told_with_its_cell(self, area, unit):
        book = downloaded(unit, area)
        cell_of(book, 1, "v1").value = 420000
        answer = uploaded(unit, area, book)
        assert answer.status_code == 422
        assert "数字，单位万平方米" in page(answer) and "1000倍以上" in page(answer)


class TestMoney:
    @pytest.fixture
    def loans(self, story):
        """Promised as 1亿元, counted in 万元."""
        made = make_indicator(
            story.task,
            "发放贷款",
            unit="万元",
            unit_printed="亿元",
            target=10_000,
            target_printed="1",
        )
        return value_field(made)

    @pytest.mark.parametrize("typed", ["0.555", "5550万元", "0.555亿元", "55,500,000元"])
    def test_money_of_a_promise_is_filed_in_the_unit_it_is_printed_in(self, loans, typed):
        kept = entered(loans, typed, "亿元")
        assert canonical(loans, kept) == "5550"
        assert echo(loans, kept) == "即 5,550 万元，是计划 1 亿元的 55.5%"
        assert entry(loans, "5550") == "0.555"

    def test_money_without_a_whole_unit_is_refused(self, loans):
        with pytest.raises(FieldError, match="例如 5550万元"):
            canonical(loans, entered(loans, "5550万", "亿元"))

    def test_the_invested_sum_tells_its_share_of_the_plan(self):
        assert echo(INVESTED, "3500", Decimal(11604)) == "是计划 11,604 万元的 30.2%"
        assert echo(INVESTED, "35000", Decimal(11604)) == "即 3.5 亿元，是计划 11,604 万元的 301.6%"
        assert echo(INVESTED, "35000", None) == "即 3.5 亿元"
        assert echo(INVESTED, "3.5亿", Decimal(11604)) == ""


def test_rates_and_what_should_fall_are_no_share(story):
    made = make_indicator(story.task, "失业率", unit="%", target=4, kind="rate", direction="down")
    assert echo(value_field(made), "3.5") == ""


def test_the_year_of_a_task_is_told_in_the_printed_unit(area, unit):
    unit.post(address(area), with_unit(area, "42"))
    services.submit_report(**area.where, actor=area.reporter, at=AT, version=1)
    services.approve_report(**area.where, actor=area.reviewer, at=AT)
    text = page(signed_in(area.reviewer).get(reverse("progress:task", args=[area.task.pk])))
    assert "全年目标 153 万平方米" in text
    assert "42万平方米" in text and "420000" not in text and "420,000" not in text
