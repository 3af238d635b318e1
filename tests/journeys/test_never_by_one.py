"""Whatever people do, in whatever order: nothing that counts was decided by fewer than two persons.

People with random posts do random acts. Beside the portal stands a notebook of its own: who wrote what, who decided it.
What the portal lets through is held against the notebook. Posts and resets: `tests/projects/test_never_by_one.py`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from unittest import mock

from django.core.exceptions import PermissionDenied
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase

import documents
from accounts.models import User
from documents.reading import Reading
from intake import services as importing
from intake.models import ImportRun
from intake.refusals import ImportRefused
from notices import files, workflow
from notices import services as notices
from notices.drafts import draft_of
from notices.models import Notice
from notices.refusals import EditConflict
from objections import privacy_text, receipts
from objections import services as objecting
from objections.models import Erasure, Objection
from progress import services as reporting
from progress.models import ProgressReport
from progress.selectors.reported_money import money_reported
from projects.models import District, PlanVersion, Role
from projects.services import publish_plan
from projects.services.changes import ChangeRefused, approve_change, propose_change
from projects.services.plans import PlanRefused
from projects.workflow import StepRefused
from tests.factories import AT, make_person, make_post, make_round
from tests.notices.conftest import CONTACT, WINDOW, Office, made_once, make_office
from tests.scanned import scanned_pdf

REFUSALS = (PermissionDenied, StepRefused, EditConflict, ImportRefused, ChangeRefused, PlanRefused)
NAMES = ("anna", "boris", "chen", "dora")
POSTS = (Role.COMPILER, Role.REVIEWER, Role.SIGNER, Role.HANDLER, Role.SECURITY_ADMIN)
ANSWER = {
    "request": "反映开工数不符。", "facts": "经核查，开工1个。", "opinion": "予以更正。", "basis": "公示表第1件。",
    "remedy": "可以在三十日内申请复查。", "outcome": "upheld", "public_outcome": "已更正。",
}  # fmt: skip
PLAN = "序号,项目名称,责任单位,2026年工作目标任务,2026年投资计划(万元)\n1,新路灯,区电力局,新装路灯{}盏。,100\n"
ACTS = (
    "import", "enter change", "approve change", "publish plan", "save report", "hand in", "approve report",
    "approve report", "write notice", "onward", "onward", "onward", "onward", "onward", "paper", "paper",
    "ask to seal", "seal", "ask to seal plan", "seal plan", "seal plan", "write answer", "answer", "answer",
    "ask extension", "grant extension", "propose erasure", "erase",
)  # fmt: skip
"""Named more often: what comes last on a long way."""
step = st.tuples(st.sampled_from(ACTS), st.integers(0, len(NAMES) - 1), st.integers(0, 3))
"""An act, who does it, and which of the others or of the texts is meant."""
random_posts = st.lists(
    st.lists(st.sampled_from(POSTS), min_size=2, max_size=4, unique=True),
    min_size=len(NAMES),
    max_size=len(NAMES),
)
every_post = st.just([list(POSTS)] * len(NAMES))
"""The hardest office: no post stops anybody, only the rules about persons do."""


@dataclass
class Place:
    """What stands before anybody acts: an office with a published notice, an objection, a round, people without posts."""

    office: Office
    people: list[User]
    objection: int
    readings: list[Reading]

    @classmethod
    def made(cls) -> Place:
        office = make_office()
        receipt = objecting.receive_web_objection(
            notice=office.published(),
            words=objecting.Words(text="牌子上写的是两个。", project_number=1),
            token=receipts.new_token("one", AT),
            privacy_version=privacy_text.current().version,
            at=AT,
        )
        make_round(office.plan, 4)
        readings = [
            documents.read(PLAN.format(60 + which).encode(), f"{which}.csv")
            for which in range(len(NAMES))
        ]
        return cls(office, [make_person(name) for name in NAMES], receipt.objection_id, readings)


class Story:
    """A district at work, and the notebook: whose hands were in each thing since it was last decided."""

    def __init__(
        self, place: Place, held: Sequence[Sequence[Role]], *, two_may: bool, alone: bool
    ) -> None:
        self.office, self.people, self.readings = place.office, place.people, place.readings
        District.objects.filter(pk=place.office.district.pk).update(
            reviewer_may_sign=two_may, answers_need_approval=not alone
        )
        self.district = District.objects.get(pk=place.office.district.pk)
        for person, roles in zip(self.people, held, strict=True):
            for role in roles:
                make_post(person, self.district, role)
        self.hands: dict[str, set[int]] = defaultdict(set)
        self.reached: set[str] = set()
        self.case: dict[str, Any] = {"objection_id": place.objection, "at": AT}
        self.task = self.office.plan.projects.get(number=1).tasks.get()
        self.open_round = self.office.plan.rounds.get(through_month=4)

    def take(self, act: str, who: int, which: int) -> None:
        """One act, wholly or not at all: what was refused leaves nothing in the portal, nor in the notebook."""
        before = {key: set(hands) for key, hands in self.hands.items()}
        name = "import_plan" if act == "import" else act.replace(" ", "_")
        try:
            with transaction.atomic():
                getattr(self, name)(self.people[who], which)
        except REFUSALS:
            self.hands = defaultdict(set, before)

    def decided(self, what: str, by: User, hands: set[int], *, may_be_own: bool = False) -> None:
        """The portal let it through: somebody else's hands were in it, and not this person's."""
        self.reached.add(what)
        assert hands, f"{what}: nobody wrote it"
        assert may_be_own or by.pk not in hands, f"{what} by {by}, who had a hand in it"
        assert may_be_own or len(hands | {by.pk}) >= 2

    # ---- the plan
    def import_plan(self, who: User, which: int) -> None:
        other = self.people[which]
        source = importing.receive_document(
            district=self.district, name=f"{which}.csv", data=PLAN.format(60 + which).encode(), actor=who, at=AT
        )  # fmt: skip
        run = importing.start_import(
            source=source, reading=self.readings[which], kind=ImportRun.Kind.PLAN, actor=who, at=AT
        )
        importing.set_kind(run_id=run.pk, kind="plan", actor=who, at=AT)
        plan = importing.apply_import(run_id=run.pk, actor=other, at=AT, accept_warnings=True)
        run.refresh_from_db()
        if not run.outcome.get("unchanged"):
            self.hands[f"plan {plan.pk}"] |= {who.pk, other.pk}

    def enter_change(self, who: User, which: int) -> None:
        change = propose_change(
            task_id=self.task.pk, kind="adjust", deciding_body="区政府", document_number="", decided_on=AT.date(),
            reason="追加。", text_after=f"新建口袋公园{which}个。", actor=who, at=AT,
        )  # fmt: skip
        self.hands[f"change {change.pk}"] = {who.pk}

    def approve_change(self, who: User, which: int) -> None:
        for change in self.office.plan.changes.filter(approved_at=None):
            approve_change(change_id=change.pk, actor=who, at=AT, money_reported=money_reported)
            hands = self.hands[f"change {change.pk}"]
            self.decided("change", who, hands)
            self.hands[f"plan {change.plan_id}"] |= hands

    def publish_plan(self, who: User, which: int) -> None:
        for plan in self.district.plans.order_by("pk"):
            if which % 2 or plan != self.office.plan:
                version = publish_plan(plan_id=plan.pk, actor=who, at=AT)
                key = f"plan {plan.pk}"
                if plan != self.office.plan or self.hands[key]:
                    self.decided("plan version", version.published_by, self.hands.pop(key))

    # ---- a report
    def save_report(self, who: User, which: int) -> None:
        reporting.save_report(
            **self.filing, actor=who, values={"narrative": f"开工{which}个。", "invested": "9", "filled_by": "王芳",
            "filled_by_phone": "58250001"}, base_version=self.version,
        )  # fmt: skip
        self.hands["report"].add(who.pk)

    def hand_in(self, who: User, which: int) -> None:
        reporting.submit_report(**self.filing, actor=who, version=self.version)
        self.hands["report"].add(who.pk)

    def approve_report(self, who: User, which: int) -> None:
        reporting.approve_report(
            **self.filing, actor=who, version=self.version,
            answers=dict.fromkeys(
                ["invested-invested_falls", "invested-invested_above_plan", "invested-tenfold"], "核对过原件。"
            ),
        )  # fmt: skip
        self.decided("report", who, self.hands.pop("report"))
        reporting.reopen_report(**self.filing, actor=who, reason="更正。", correction="2025-q1-r1")

    @property
    def filing(self) -> dict[str, object]:
        return {"task_id": self.task.pk, "round_id": self.open_round.pk, "at": AT}

    @property
    def version(self) -> int:
        report = ProgressReport.objects.filter(task=self.task, round=self.open_round).first()
        return report.version if report else 0

    # ---- a notice
    def notice(self) -> Notice | None:
        return Notice.objects.filter(number="2025-targets").first()

    def write_notice(self, who: User, which: int) -> None:
        notice = self.notice() or notices.start_notice(
            compiler=who, at=AT, plan=self.office.plan, kind=Notice.Kind.TARGETS
        )
        values = {**WINDOW, **CONTACT, "lead": f"现予公示{which}。"}
        version = notice.edit_version
        notices.edit_notice(
            notice_id=notice.pk, editor=who, at=AT, edit_version=version, values=values
        )
        self.hands["notice"].add(who.pk)

    def onward(self, who: User, which: int) -> None:
        if (notice := self.notice()) is None:
            return
        if notice.status == workflow.DRAFT:
            notices.send_to_review(notice_id=notice.pk, compiler=who, at=AT)
            self.hands["notice"].add(who.pk)
        elif notice.status == workflow.IN_REVIEW:
            notices.approve_notice(
                notice_id=notice.pk, reviewer=who, at=AT, digest=draft_of(notice).digest.sha256,
                secrecy_reviewer="周保密", secrecy_reviewed_on=AT.date(),
            )  # fmt: skip
            self.decided("review", who, self.hands["notice"])
        elif notice.status == workflow.APPROVED:
            notices.publish_notice(notice_id=notice.pk, actor=who, at=AT)
            self.signed("signature", who, notice)

    def paper(self, who: User, which: int) -> None:
        notice, signer = self.notice(), self.people[which]
        if notice is None or notice.status != workflow.APPROVED:
            return
        paper = notices.PaperSignature(signer.pk, AT.date(), scanned_pdf(), "a.pdf")
        notices.publish_notice(notice_id=notice.pk, actor=who, at=AT, paper=paper)
        self.signed("paper signature", signer, notice)
        assert who.pk not in self.hands["notice"] | {signer.pk, notice.reviewed_by_id}

    def signed(self, what: str, signer: User, notice: Notice) -> None:
        self.decided(what, signer, self.hands["notice"])
        assert notice.reviewed_by_id not in self.hands["notice"]
        assert signer.pk != notice.reviewed_by_id or self.district.reviewer_may_sign

    def ask_to_seal(self, who: User, which: int) -> None:
        one = Notice.objects.get(number="2025-q1")
        notices.ask_to_seal(notice_id=one.pk, signer=who, at=AT, reason="内容有误。")
        self.hands["seal"].add(who.pk)

    def seal(self, who: User, which: int) -> None:
        one = Notice.objects.get(number="2025-q1")
        was = one.status
        notices.seal_notice(notice_id=one.pk, security_admin=who, at=AT)
        if was != workflow.SEALED:
            self.decided("sealing", who, self.hands["seal"])

    def ask_to_seal_plan(self, who: User, which: int) -> None:
        for version in PlanVersion.objects.filter(sealed_at=None)[:1]:
            notices.ask_to_seal_plan(version_id=version.pk, signer=who, at=AT, reason="内容有误。")
            self.hands[f"version {version.pk}"].add(who.pk)

    def seal_plan(self, who: User, which: int) -> None:
        for version in PlanVersion.objects.filter(sealed_at=None)[:1]:
            notices.seal_plan(version_id=version.pk, security_admin=who, at=AT)
            self.decided("sealing of a plan", who, self.hands[f"version {version.pk}"])

    # ---- an objection
    def write_answer(self, who: User, which: int) -> None:
        one = Objection.objects.get()
        if one.status == Objection.Status.RECEIVED:
            objecting.accept_objection(**self.case, actor=who, summary="反映第1件开工数不符。")
        objecting.draft_answer(**self.case, actor=who, parts=ANSWER, version=one.answer_version)
        self.hands["answer"].add(who.pk)

    def answer(self, who: User, which: int) -> None:
        one = Objection.objects.get()
        if one.answer_state == Objection.AnswerState.SUBMITTED:
            objecting.approve_answer(
                **self.case, actor=who, version=one.answer_version, release=True
            )
            self.decided("answer", who, self.hands["answer"])
            return
        objecting.submit_answer(**self.case, actor=who, version=one.answer_version)
        self.hands["answer"].add(who.pk)
        if Objection.objects.get().status == Objection.Status.ANSWERED:
            assert not self.district.answers_need_approval

    def ask_extension(self, who: User, which: int) -> None:
        objecting.ask_extension(**self.case, actor=who, days=10 + which, reason="需要测量。")
        self.hands["extension"].add(who.pk)

    def grant_extension(self, who: User, which: int) -> None:
        objecting.grant_extension(**self.case, actor=who)
        self.decided("extension", who, self.hands["extension"])

    def propose_erasure(self, who: User, which: int) -> None:
        if which == 3 and Objection.objects.get().is_open:
            objecting.withdraw_objection(**self.case)
        objecting.propose_erasure(
            district=self.district, objections=Objection.objects.all(), actor=who, reason="本人申请。", at=AT
        )  # fmt: skip
        self.hands["erasure"] = {who.pk}

    def erase(self, who: User, which: int) -> None:
        for erasure in Erasure.objects.filter(approved_at=None, declined_at=None):
            objecting.approve_erasure(erasure_id=erasure.pk, actor=who, at=AT)
            self.decided("erasure", who, self.hands["erasure"])


@mock.patch.object(files, "every_form", made_once)
class NeverByOne(TestCase):
    place: Place

    @classmethod
    def setUpTestData(cls) -> None:
        with mock.patch.object(files, "every_form", made_once):
            cls.place = Place.made()

    @settings(max_examples=30, derandomize=True)
    @given(
        every_post | every_post | random_posts,
        st.booleans(),
        st.booleans(),
        st.lists(step, min_size=30, max_size=50),
    )
    def test_nothing_that_counts_was_decided_by_fewer_than_two(self, held, two_may, alone, steps):
        story = Story(self.place, held, two_may=two_may, alone=alone)
        for one in steps:
            story.take(*one)

    def test_the_story_reaches_what_it_watches(self):
        """Otherwise the property would hold of nothing: here everything is decided once, by another each time."""
        story = Story(self.place, [POSTS] * len(NAMES), two_may=False, alone=False)
        for one in REACHING:
            story.take(*one)
        assert story.reached == {
            "plan version", "change", "report", "review", "signature", "sealing", "sealing of a plan", "answer",
            "extension", "erasure",
        }  # fmt: skip

    def test_the_story_reaches_a_signature_on_paper(self):
        story = Story(self.place, [POSTS] * len(NAMES), two_may=False, alone=False)
        for one in (("write notice", 0, 1), ("onward", 0, 0), ("onward", 1, 0), ("paper", 3, 2)):
            story.take(*one)
        assert story.reached == {"review", "paper signature"}


REACHING = (
    ("import", 0, 1), ("publish plan", 2, 0),
    ("enter change", 0, 1), ("approve change", 1, 0),
    ("save report", 0, 1), ("hand in", 0, 0), ("approve report", 1, 0),
    ("write notice", 0, 1), ("onward", 0, 0), ("onward", 1, 0), ("onward", 2, 0),
    ("ask to seal", 0, 0), ("seal", 1, 0), ("ask to seal plan", 0, 0), ("seal plan", 1, 0),
    ("write answer", 0, 0), ("ask extension", 0, 1), ("grant extension", 1, 0), ("answer", 0, 0), ("answer", 1, 0),
    ("propose erasure", 0, 0), ("erase", 1, 0),
)  # fmt: skip
