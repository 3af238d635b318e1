"""The last notice of a year whose plan was issued anew and decided about: compiled, reviewed, signed and published."""

from __future__ import annotations

import io
import json
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from notices import row_checks
from notices import services as notice_services
from notices.drafts import draft_of
from notices.models import Notice
from progress.selectors.board import board
from progress.selectors.reported_money import money_reported
from progress.selectors.year import overview
from projects.models import ResponsibleUnit, Task
from projects.services import publish_plan
from projects.services.changes import approve_change
from projects.services.delisting import propose_delisting
from tests.factories import AT, make_approved, make_round, make_task
from tests.journeys.test_plans_issued_anew import CASES, Year, in_excel, settle

pytestmark = pytest.mark.django_db

LATE = AT.replace(year=2026, month=1, day=20)
DAYS = {"opens_on": date(2026, 1, 20), "closes_on": date(2026, 2, 20), "signed_on": LATE.date()}


class WholeYear(Year):
    """The plan is issued anew, and of one project the task that carried its money leaves by a decision."""

    def __init__(self, client) -> None:
        super().__init__()
        case = CASES["renumbered, renamed and merged at once"]
        plan = case.plan()
        run = self.preview(*in_excel(plan))
        settle(self, run, case, plan, client)
        self.apply(run, accept_warnings=True)
        fences = self.project("fences")
        unit = ResponsibleUnit.objects.get(name="区交通运输委")
        self.after = make_task(fences, 2, units=[unit], text="护栏后续养护。")
        change = propose_delisting(
            task_id=fences.tasks.get(number=1).pk,
            row=f"task-{fences.tasks.get(number=1).pk}",
            deciding_body="区人民政府",
            document_number="区府发〔2025〕7号",
            decided_on=date(2025, 4, 10),
            reason="护栏已装完，转入养护。",
            actor=self.compiler,
            at=AT,
        )
        approve_change(
            change_id=change.pk, actor=self.reviewer, at=AT, money_reported=money_reported
        )
        publish_plan(plan_id=self.plan.pk, actor=self.reviewer, at=AT)
        self.last = make_round(self.plan, 12, opens_on=date(2026, 1, 3), due_on=date(2026, 1, 10))
        self.money = {}
        for birth in self.of:
            (task,) = Task.objects.filter(project=self.of[birth]).existing_on(self.last.ends_on)
            # Beside what was approved before, nothing falls and nothing exceeds its plan.
            self.money[birth] = Decimal("340.5") if birth == "masts" else Decimal("112.25")
            make_approved(task, self.last, narrative=f"{birth}办结。", invested=self.money[birth])

    def published_at_last(self, **of: object) -> Notice:
        compiler, reviewer, signer = self.people
        notice = notice_services.start_notice(compiler=compiler, at=LATE, **of)
        notice = notice_services.edit_notice(
            notice_id=notice.pk,
            editor=compiler,
            at=LATE,
            edit_version=notice.edit_version,
            values=DAYS,
        )
        if marks := set(row_checks.unlooked(notice, draft_of(notice))):
            notice_services.look_at_rows(notice_id=notice.pk, actor=compiler, at=LATE, marks=marks)
        notice_services.send_to_review(notice_id=notice.pk, compiler=compiler, at=LATE)
        notice.refresh_from_db()
        notice_services.approve_notice(
            notice_id=notice.pk,
            reviewer=reviewer,
            at=LATE,
            digest=draft_of(notice).digest.sha256,
            secrecy_reviewer="周保密",
            secrecy_reviewed_on=LATE.date(),
        )
        return notice_services.publish_notice(notice_id=notice.pk, actor=signer, at=LATE)


def test_it_prints_each_figure_once_under_the_name_of_now_on_page_and_in_every_file(client):
    year = WholeYear(client)
    notice = year.published_at_last(round=year.last, kind=Notice.Kind.COMPLETION)
    assert notice.number == "2025-year"
    rows = [row for group in notice.content["categories"] for row in group["projects"]]
    told = {row.get("key") or row["number"]: (row["progress"], row["invested"]) for row in rows}
    assert told == {
        year.project(birth).lasting: (f"{birth}办结。", f"{money.normalize():f}")
        for birth, money in year.money.items()
    }
    assert {row["name"] for row in rows} >= {"“四好农村路”提升行动", "河滨健身空间和微型公园项目"}
    total = sum(year.money.values())
    assert Decimal(notice.content["totals"]["invested"]) == total
    assert board(year.last, LATE.date()).approved_money == total
    assert overview(year.plan, LATE.date()).invested == total
    address = f"/{year.district.slug}/notices/2025-year"
    assert Decimal(json.loads(client.get(f"{address}.json").content)["totals"]["invested"]) == total
    book = openpyxl.load_workbook(io.BytesIO(client.get(f"{address}.xlsx").content))
    held = [cell.value for row in book.active.iter_rows() for cell in row]
    assert float(total) in [float(one) for one in held if isinstance(one, int | float)]
    assert client.get(f"{address}/").status_code == 200
    # The first quarter's notice, published before all this, says what it said.
    year.notice.refresh_from_db()
    first = json.loads(client.get(f"/{year.district.slug}/notices/2025-q1.json").content)
    assert first["totals"]["invested"] == str(sum(range(101, 109)))
