"""A plan's year at random: each figure stands with the project it was reported for, whatever numbers and names come.

The slow model knows projects by their birth alone: what each was born as, its present words, and what was approved of it
round by round. After every step the tables compiled from the rounds, and every notice published or corrected since,
are compared with it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from itertools import count
from random import Random
from unittest import mock

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

import documents
from intake import services
from intake.matches import compared
from intake.models import ImportRun
from notices import files, point_checks, row_checks
from notices import services as notice_services
from notices.approved_rows import sources_of
from notices.compile import ProjectRow
from notices.content_reading import key_in
from notices.drafts import Draft, draft_of
from notices.models import Notice
from progress.models import ReportingRound
from progress.selectors.reported_money import money_reported
from projects.models import AnnualPlan, District, Project, Role
from projects.money import printed
from projects.plan_content import plan_content
from projects.plan_reading import read_plan
from projects.services import publish_plan
from projects.services.changes import approve_change, propose_change
from projects.services.leaving import propose_leaving
from projects.services.plans import PlanRefused
from tests.factories import AT, make_approved, make_person, make_round
from tests.intake.test_imports import Desk
from tests.notices.conftest import CONTACT, WINDOW

HEAD = "序号,类别,项目名称,责任单位,2025年工作目标任务,2025年投资计划(万元),6月底前,12月底前"
THINGS = (
    ("城镇老旧小区改造", "区住房城乡建委", "改造老旧小区{n}个，惠及居民。"),
    ("农村公路加装护栏", "区交通运输委", "加装公路护栏{n}公里，消除隐患。"),
    ("健身步道建设", "区文化旅游委", "新建健身步道{n}公里，方便群众锻炼。"),
    ("社区养老服务提升", "区民政局", "新增养老床位{n}张，提升养老服务。"),
    ("农村饮水质量提升", "区水利局", "改造农村供水管网{n}处，保障饮水安全。"),
    ("青少年心理健康关爱", "区教委", "为{n}名学生开展心理健康测评。"),
    ("残疾人家庭无障碍改造", "区残联", "完成困难残疾人家庭无障碍改造{n}户。"),
    ("口袋公园建设", "区城市管理局", "新建口袋公园{n}个，打造休闲空间。"),
    ("乡镇卫生院标准化建设", "区卫生健康委", "建成标准化乡镇卫生院{n}所。"),
    ("零工市场建设", "区人力社保局", "建设规范零工市场{n}个，促进就业。"),
)
EXTRA = ("完善配套设施。", "年底前投入使用。", "加强后期管护。")
MONTHS = (3, 4, 6, 9, 12)


@dataclass
class Born:
    """A project by its birth, with what the year made of it."""

    birth: int
    name: str
    unit: str
    target: str
    money: str
    number: int = 0
    """Of the last document: one that leaves takes none of the others' with it."""
    since: date | None = None
    """The day a document added it in mid-year."""
    left_on: date | None = None
    told: dict[int, tuple[str, Decimal]] = field(default_factory=dict)
    """By month, what was approved."""
    reported_as: dict[int, str] = field(default_factory=dict)
    """By month, the name it was reported under."""
    printed: dict[int, Decimal] = field(default_factory=dict)
    """By month, what the notice in force prints as spent."""

    def row(self, number: int) -> str:
        stages = "完成招标,全部完成"
        return f"{number},区级民生实事,{self.name},{self.unit},{self.target},{self.money},{stages}"

    def stands_in(self, round_: ReportingRound) -> bool:
        end = round_.ends_on
        return (self.since is None or self.since <= end) and (
            self.left_on is None or self.left_on > end
        )


@dataclass(frozen=True)
class PrintedRow:
    """A row of a published notice as the slow model knows it."""

    birth: int
    number: int
    name: str
    progress: str | None
    invested: str | None


@dataclass
class PublishedTable:
    notice: Notice
    month: int
    rows: list[PrintedRow]


def of_no_length(*_: object, **__: object) -> dict[str, bytes]:
    """Files are another test's; here many notices are published."""
    return {}


class YearOfAPlan(RuleBasedStateMachine):
    happened: Counter[str] = Counter()
    """What came up over all years."""

    def __init__(self) -> None:
        super().__init__()
        self.example = transaction.atomic()
        self.example.__enter__()
        self.desk = Desk()
        District.objects.filter(pk=self.desk.district.pk).update(**CONTACT)
        self.desk.district.refresh_from_db()
        self.signer = make_person("signer", self.desk.district, Role.SIGNER)
        self.publisher = make_person("publisher", self.desk.district, Role.REVIEWER)
        self.births = count(1)
        self.free = list(THINGS)
        self.born: list[Born] = []
        self.order: list[Born] = []
        self.rounds: dict[int, ReportingRound] = {}
        self.published: list[dict[int, str]] = []
        self.tables: list[PublishedTable] = []
        self.frozen: list[tuple[dict[str, object], list[tuple[int, str]]]] = []
        self.at = AT
        for _ in range(4):
            self.order.append(self.birth())
        self.plan = self.bring()

    def teardown(self) -> None:
        """Each example leaves nothing behind."""
        transaction.set_rollback(True)
        self.example.__exit__(None, None, None)

    # ------------------------------------------------------------------ what the world does
    def birth(self, since: date | None = None) -> Born:
        name, unit, target = self.free.pop(0)
        number = next(self.births)
        one = Born(number, name, unit, target.format(n=10 + number), str(100 * number), since=since)
        self.born.append(one)
        return one

    def bring(self) -> AnnualPlan:
        """Import the order as it stands now; what is doubtful is decided by who knows the births."""
        self.at += timedelta(minutes=1)
        rows = [one.row(number) for number, one in enumerate(self.order, start=1)]
        data = "\n".join([HEAD, *rows]).encode()
        reading = documents.read(data, "plan.csv")
        source = services.receive_document(
            district=self.desk.district,
            name="plan.csv",
            data=data,
            actor=self.desk.compiler,
            at=self.at,
        )
        run = services.start_import(
            source=source,
            reading=reading,
            kind=ImportRun.Kind.PLAN,
            actor=self.desk.compiler,
            at=self.at,
        )
        keys = self.keys() if hasattr(self, "plan") else {}
        matching, _ = compared(run, getattr(self, "plan", None), reading)
        for one in matching.matches:
            if one.new is None or not keys:
                continue
            meant = self.order[one.new.number - 1]
            stood = Project.objects.get(pk=keys[meant.birth]) if meant.birth in keys else None
            if one.certainty in ("certain", "probable"):
                assert one.old is not None and stood is not None
                assert one.old.number == stood.number, "sure and wrong"
            elif one.is_open:
                services.decide_match(
                    run_id=run.pk,
                    number=one.new.number,
                    project=stood,
                    actor=self.desk.compiler,
                    at=self.at,
                )
        plan = services.apply_import(
            run_id=run.pk, actor=self.desk.compiler, at=self.at, accept_warnings=True
        )
        for number, one in enumerate(self.order, start=1):
            one.number = number
        self.remember(plan)
        return plan

    def remember(self, plan: AnnualPlan) -> None:
        """Which row each birth is: the row never changes, so it is looked up once, when it is born."""
        known: dict[int, int] = self.__dict__.setdefault("_keys", {})
        taken = set(known.values())
        for one in self.order:
            if one.birth not in known:
                number = self.order.index(one) + 1
                row = Project.objects.listed().get(plan=plan, number=number)
                assert row.pk not in taken, "a new project took another's row"
                known[one.birth] = row.pk

    def keys(self) -> dict[int, int]:
        return dict(self.__dict__.get("_keys", {}))

    # ------------------------------------------------------------------ the steps
    @rule()
    @precondition(lambda self: len(self.rounds) < len(MONTHS))
    def open_a_round(self) -> None:
        month = MONTHS[len(self.rounds)]
        self.rounds[month] = make_round(self.plan, month)

    @rule(seed=st.integers(0, 10**6))
    @precondition(lambda self: bool(self.rounds))
    def report_and_approve(self, seed: int) -> None:
        month = max(self.rounds)
        round_ = self.rounds[month]
        open_ = [one for one in self.order if one.stands_in(round_) and month not in one.told]
        for one in Random(seed).sample(open_, k=min(2, len(open_))):
            text, money = f"{one.birth}号截至{month}月。", Decimal(one.birth * 100 + month)
            task = Project.objects.get(pk=self.keys()[one.birth]).tasks.get()
            make_approved(task, round_, narrative=text, invested=money)
            one.told[month] = (text, money)
            one.reported_as[month] = one.name

    @rule(seed=st.integers(0, 10**6))
    def issue_anew(self, seed: int) -> None:
        """Other numbers at random, some names and promises edited."""
        random = Random(seed)
        random.shuffle(self.order)
        for one in random.sample(self.order, k=min(2, len(self.order))):
            match random.randrange(4):
                case 0:
                    one.name += "工程" if not one.name.endswith("工程") else "行动"
                case 1:
                    one.target += random.choice(EXTRA)
                case 2:
                    one.money = str(int(one.money) + 10)
                case _:
                    one.name, one.target = f"推进{one.name}", f"{one.target}{random.choice(EXTRA)}"
        self.bring()

    @rule(at=st.integers(0, 9))
    @precondition(lambda self: bool(self.free) and len(self.order) < 8)
    def add_in_a_new_document(self, at: int) -> None:
        since = self.at.date() if self.rounds else None
        self.order.insert(at % (len(self.order) + 1), self.birth(since))
        self.bring()

    def leave(self, at: int, kind: str, wanted: int) -> None:
        one = self.order.pop(at % len(self.order))
        others = [Project.objects.get(pk=self.keys()[other.birth]) for other in self.order[:wanted]]
        self.decide(one, kind, others)

    def decide(self, one: Born, kind: str, others: list[Project]) -> None:
        day = self.at.date()
        change = propose_leaving(
            project_id=self.keys()[one.birth],
            kind=kind,
            into=others,
            deciding_body="区政府常务会议",
            document_number="",
            decided_on=day,
            reason="规划调整。",
            actor=self.desk.compiler,
            at=self.at,
        )
        approve_change(
            change_id=change.pk, actor=self.publisher, at=self.at, money_reported=money_reported
        )
        one.left_on = day

    @rule(at=st.integers(0, 9), kind=st.sampled_from(["withdraw", "merge", "split"]))
    @precondition(lambda self: len(self.order) > 3)
    def take_out(self, at: int, kind: str) -> None:
        self.leave(at, kind, {"withdraw": 0, "merge": 1, "split": 2}[kind])

    @rule(at=st.integers(0, 9))
    def adjust(self, at: int) -> None:
        one = self.order[at % len(self.order)]
        task = Project.objects.get(pk=self.keys()[one.birth]).tasks.get()
        one.target += "（经调整）"
        change = propose_change(
            task_id=task.pk,
            kind="adjust",
            deciding_body="区政府常务会议",
            document_number="",
            decided_on=self.at.date(),
            reason="据实调整。",
            text_after=one.target,
            actor=self.desk.compiler,
            at=self.at,
        )
        approve_change(
            change_id=change.pk, actor=self.publisher, at=self.at, money_reported=money_reported
        )

    @rule()
    def publish(self) -> None:
        try:
            version = publish_plan(plan_id=self.plan.pk, actor=self.publisher, at=self.at)
        except PlanRefused:
            return
        said = read_plan(version.content)
        self.frozen.append((version.content, [(one.key, one.name) for one in said.projects]))

    @rule()
    @precondition(lambda self: bool(self.rounds) and not self.is_out(max(self.rounds)))
    def publish_the_round(self) -> None:
        round_ = self.rounds[max(self.rounds)]
        self.at += timedelta(minutes=1)
        notice = notice_services.start_notice(round=round_, compiler=self.desk.compiler, at=self.at)
        self.bring_out(notice, max(self.rounds), {}, missing_rows="blank", **WINDOW)

    @rule(at=st.integers(0, 9))
    @precondition(lambda self: bool(self.tables))
    def correct_a_notice(self, at: int) -> None:
        months = sorted({table.month for table in self.tables})
        month = months[at % len(months)]
        last = next(table for table in reversed(self.tables) if table.month == month)
        self.at += timedelta(minutes=1)
        draft = notice_services.start_correction(
            notice_id=last.notice.pk, compiler=self.desk.compiler, at=self.at, reason="据实更正。"
        )
        numbers = {row.birth: row.number for row in last.rows}
        self.bring_out(draft, month, numbers, restarts_window=False, signed_on=self.at.date())

    def is_out(self, month: int) -> bool:
        return any(table.month == month for table in self.tables)

    def bring_out(
        self, notice: Notice, month: int, numbers: dict[int, int], **values: object
    ) -> None:
        """Written, looked at where projects changed, reviewed by one, signed by another."""
        who, at = self.desk.compiler, self.at
        fallen = draft_of(notice).fallen
        reasons = [f"因项目调整，减少{printed(one.difference)}万元。" for one in fallen]
        values["lead"] = notice.lead + "".join(reasons)
        notice = notice_services.edit_notice(
            notice_id=notice.pk, editor=who, at=at, edit_version=notice.edit_version, values=values
        )
        draft = draft_of(notice)
        self.expect_moved_rows(draft, month, numbers)
        self.happened["correction" if numbers else "notice"] += 1
        if marks := row_checks.unlooked(notice, draft):
            self.happened["looked"] += 1
            notice_services.look_at_rows(notice_id=notice.pk, actor=who, at=at, marks=set(marks))
        if points := [one.mark for one in point_checks.unanswered(notice, draft, at.date())]:
            notice_services.explain_points(
                notice_id=notice.pk, actor=who, at=at, marks=points, reason="核对过原件。"
            )
        notice_services.send_to_review(notice_id=notice.pk, compiler=who, at=at)
        notice_services.approve_notice(
            notice_id=notice.pk,
            reviewer=self.desk.reviewer,
            at=at,
            digest=draft_of(notice).digest.sha256,
            secrecy_reviewer="周保密",
            secrecy_reviewed_on=at.date(),
        )
        with mock.patch.object(files, "every_form", of_no_length):
            published = notice_services.publish_notice(
                notice_id=notice.pk, actor=self.signer, at=at
            )
        self.tables.append(PublishedTable(published, month, self.expected(month, published)))
        for one in self.born:
            one.printed.pop(month, None)
        for row in self.tables[-1].rows:
            if row.invested is not None:
                one = next(one for one in self.born if one.birth == row.birth)
                one.printed[month] = Decimal(row.invested)

    def expect_moved_rows(self, draft: Draft, month: int, numbers: dict[int, int]) -> None:
        """Whoever has another name than it was reported under is named on the checklist."""
        named = {row.key for row in draft.moved}
        lasting = self.lasting()
        for one in self.born:
            if (
                one.stands_in(self.rounds[month])
                and one.reported_as.get(month, one.name) != one.name
            ):
                assert lasting[one.birth] in named

    def expected(self, month: int, published: Notice) -> list[PrintedRow]:
        """The rows that stand in that notice, each by its birth, with what was told of it or last printed."""
        lasting = {key: birth for birth, key in self.lasting().items()}
        round_ = self.rounds[month]
        shown = {
            lasting[key_in(row)]: row["number"]
            for group in published.content["categories"]
            for row in group["projects"]
        }
        stands = [one for one in self.born if one.stands_in(round_)]
        assert shown.keys() == {one.birth for one in stands}
        assert len(set(shown.values())) == len(shown)
        return [
            PrintedRow(one.birth, shown[one.birth], one.name, *self.figures(one, month))
            for one in stands
        ]

    @staticmethod
    def figures(one: Born, month: int) -> tuple[str | None, str | None]:
        if month in one.told:
            text, money = one.told[month]
            return text, printed(money)
        earlier = [of for of in one.printed if of < month]
        return None, printed(one.printed[max(earlier)]) if earlier else None

    @rule()
    def withdraw_the_last_import(self) -> None:
        """Undo it while nothing was approved since; where it is refused, nothing changes."""
        run = ImportRun.objects.filter(status="applied").order_by("-pk").first()
        assert run is not None
        before = list(Project.objects.order_by("pk").values())
        if not (run.outcome.get("before") or {}).get("rows"):
            return
        numbers = {
            one["id"]: one["number"] for one in run.outcome["before"]["rows"]["projects_project"]
        }
        try:
            services.undo_import(run_id=run.pk, actor=self.desk.compiler, at=self.at)
        except services.ImportRefused:
            assert list(Project.objects.order_by("pk").values()) == before
            return
        self.follow_the_undoing(numbers)

    def follow_the_undoing(self, numbers: dict[int, int]) -> None:
        keys = self.keys()
        for one in [one for one in self.order if keys[one.birth] not in numbers]:
            self.order.remove(one)
            self.born.remove(one)
            del self.__dict__["_keys"][one.birth]
        self.order.sort(key=lambda one: numbers[keys[one.birth]])
        for one in self.order:
            row = Project.objects.get(pk=keys[one.birth])
            one.number = numbers[keys[one.birth]]
            one.name, one.target = row.name, row.target
            one.money = str(int(row.investment_plan or 0))

    # ------------------------------------------------------------------ what always holds
    def lasting(self) -> dict[int, int]:
        """By birth, what the project is followed by."""
        rows = {one.pk: one.lasting for one in Project.objects.filter(plan=self.plan)}
        return {birth: rows[key] for birth, key in self.keys().items()}

    @invariant()
    def what_was_printed_stays_with_the_project_it_was_printed_of(self) -> None:
        lasting = self.lasting()
        for table in self.tables:
            table.notice.refresh_from_db()
            content = table.notice.content
            said = {
                key_in(row): (row["number"], row["name"], row["progress"], row["invested"])
                for group in content["categories"]
                for row in group["projects"]
            }
            assert said == {
                lasting[row.birth]: (row.number, row.name, row.progress, row.invested)
                for row in table.rows
            }

    @invariant()
    def every_project_stands_under_its_number(self) -> None:
        keys = self.keys()
        listed = dict(Project.objects.filter(plan=self.plan).listed().values_list("pk", "number"))
        assert listed == {keys[one.birth]: one.number for one in self.order}

    @invariant()
    def every_figure_stands_with_the_project_it_was_reported_for(self) -> None:
        for month, round_ in self.rounds.items():
            rows: dict[int, ProjectRow] = {
                row.key or row.number: row for row in sources_of(self.plan, round_).rows
            }
            lasting = self.lasting()
            assert rows.keys() == {lasting[one.birth] for one in self.born if one.stands_in(round_)}
            assert len({row.number for row in rows.values()}) == len(rows)
            for one in self.born:
                if not one.stands_in(round_):
                    continue
                row = rows[lasting[one.birth]]
                said = row.reported and (row.reported.progress, row.reported.invested)
                assert (row.name, row.target) == (one.name, one.target)
                assert said == one.told.get(month), (one, month)

    @invariant()
    def what_was_published_stays_and_is_followed_by_one_number(self) -> None:
        content = plan_content(self.plan, version=1)
        now = {one.key: one.name for one in read_plan(content).projects}
        assert now.keys() <= set(self.lasting().values()) and len(now) == len(self.order)
        for frozen, said in self.frozen:
            assert [(one.key, one.name) for one in read_plan(frozen).projects] == said
            assert len({key for key, _ in said}) == len(said)


@pytest.mark.django_db
def test_each_figure_stands_with_its_project_whatever_the_year_brings() -> None:
    run_state_machine_as_test(
        YearOfAPlan,
        settings=settings(
            max_examples=8,
            stateful_step_count=12,
            deadline=None,
            derandomize=True,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate],
            database=None,
        ),
    )


@pytest.mark.django_db
def test_a_year_in_which_notices_are_published_looked_at_and_corrected() -> None:
    """One walk by hand, so that what the random years may miss is certain to happen."""
    year = YearOfAPlan()
    YearOfAPlan.happened.clear()
    steps: list[Callable[[], object]] = [
        year.open_a_round,
        partial(year.report_and_approve, seed=1),
        partial(year.report_and_approve, seed=2),
        partial(year.issue_anew, seed=3),
        year.publish_the_round,
        partial(year.issue_anew, seed=4),
        partial(year.report_and_approve, seed=5),
        partial(year.correct_a_notice, at=0),
        year.open_a_round,
        partial(year.add_in_a_new_document, at=0),
        partial(year.report_and_approve, seed=6),
        partial(year.take_out, at=1, kind="merge"),
        partial(year.issue_anew, seed=7),
        year.publish_the_round,
        partial(year.issue_anew, seed=8),
        partial(year.correct_a_notice, at=0),
        partial(year.correct_a_notice, at=1),
    ]
    for step in steps:
        step()
        year.every_project_stands_under_its_number()
        year.every_figure_stands_with_the_project_it_was_reported_for()
        year.what_was_printed_stays_with_the_project_it_was_printed_of()
        year.what_was_published_stays_and_is_followed_by_one_number()
    happened = YearOfAPlan.happened
    assert (happened["notice"], happened["correction"]) == (2, 3) and happened["looked"] >= 2
    year.teardown()
