"""Everybody who may come to the portal, and one row in every state they could ask for.

Built by the services, so that posts, second factors, steps and frozen notices are what the portal itself makes.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from io import BytesIO

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client, TestCase
from django_otp.plugins.otp_totp.models import TOTPDevice
from PIL import Image

from accounts.models import User
from intake import services as importing
from intake.models import ImportRun
from intake.services.receiving import read_source
from notices import services as notices
from notices.drafts import draft_of
from notices.models import Notice, Picture
from objections import privacy_text, receipts
from objections import services as objecting
from objections.models import Erasure, Objection, ObjectionScan, UnitInquiry
from progress import services as reporting
from progress.models import Evidence, ReportingRound, RuleSet
from projects.models import (
    AnnualPlan,
    CalendarDay,
    District,
    ResponsibleUnit,
    Role,
    Task,
    TaskUnit,
    UnitAlias,
)
from projects.services import grant_post, publish_plan
from projects.services.posts import end_post
from tests.factories import (
    AT,
    make_approved,
    make_category,
    make_district,
    make_indicator,
    make_milestone,
    make_person,
    make_plan,
    make_project,
    make_round,
    make_rule_set,
    make_unit,
)
from tests.scanned import scanned_pdf

ANONYMOUS = "anonymous"
SWITCHED_OFF = "switched_off"
FORMER_MEMBER = "former_member"
FAR_COMPILER = "far_compiler"
REPORTER = "reporter"
UNIT_HEAD = "unit_head"
JOINT_REPORTER = "joint_reporter"
OTHER_REPORTER = "other_reporter"
COMPILER = "compiler"
REVIEWER = "reviewer"
SIGNER = "signer"
HANDLER = "handler"
SECURITY_ADMIN = "security_admin"
SYSTEM_ADMIN = "system_admin"
AUDITOR = "auditor"
INSTALLATION_SYSTEM = "installation_system"
"""The system administrator of all districts: nobody else keeps what the districts share."""

OUTSIDE = (ANONYMOUS, SWITCHED_OFF)
"""Nobody is signed in here: the second account was switched off while its session went on."""
SIGNED_IN = (
    REPORTER, UNIT_HEAD, JOINT_REPORTER, OTHER_REPORTER, COMPILER, REVIEWER, SIGNER, HANDLER,
    SECURITY_ADMIN, SYSTEM_ADMIN, AUDITOR, INSTALLATION_SYSTEM, FAR_COMPILER, FORMER_MEMBER,
)  # fmt: skip
ACTORS = (*OUTSIDE, *SIGNED_IN)
WITH_CODES = (SIGNER, HANDLER, SECURITY_ADMIN, SYSTEM_ADMIN, INSTALLATION_SYSTEM)
"""Posts that sign in with a one-time code as well."""

COMPLETE = {
    "kind": "progress",
    "narrative": "新建口袋公园1个。",
    "invested": "92",
    "filled_by": "王芳",
    "filled_by_phone": "58250001",
}
CONTACT = {
    "contact_name": "胡蕾",
    "contact_phone": "023-58258735",
    "postal_address": "重庆市万州区江南大道1号",
    "postal_code": "404100",
    "visiting_place": "区发展改革委二楼",
    "visiting_hours": "工作日9:00—17:00",
}
WINDOW = {"opens_on": AT.date(), "closes_on": AT.date() + timedelta(days=30)}
SMALL_PLAN = (
    "序号,项目名称,责任单位,2026年工作目标任务,2026年投资计划(万元)\n"
    "1,新路灯,区电力局,新装路灯60盏。,100\n"
    "合计,,,,120\n"
)
SCAN = scanned_pdf()
ANSWER = {
    "request": "反映开工数不符。",
    "facts": "经现场核查，开工1个。",
    "opinion": "予以更正。",
    "basis": "公示表第1件。",
    "remedy": "对答复不服的，可以在三十日内申请复查。",
    "outcome": "upheld",
    "public_outcome": "反映属实，已更正。",
}


@dataclass
class Cast:
    """The people by their part, and the rows by their state."""

    district: District
    far_district: District
    people: dict[str, User]
    units: dict[str, ResponsibleUnit]
    plan: AnnualPlan
    round: ReportingRound
    closed_round: ReportingRound
    tasks: dict[str, Task]
    notices: dict[str, Notice] = field(default_factory=dict)
    imports: dict[str, ImportRun] = field(default_factory=dict)
    objections: dict[str, Objection] = field(default_factory=dict)
    evidence: Evidence = field(init=False)
    photo: Evidence = field(init=False)
    pictures: dict[str, Picture] = field(default_factory=dict)
    inquiry: UnitInquiry = field(init=False)
    scan: ObjectionScan = field(init=False)
    erasure: Erasure = field(init=False)
    alias: UnitAlias = field(init=False)
    empty_unit: ResponsibleUnit = field(init=False)
    calendar_day: CalendarDay = field(init=False)
    rules: RuleSet = field(init=False)

    def client(self, part: str) -> Client:
        """A browser in which this person is signed in, with the one-time code where the post asks for it."""
        client = Client()
        if part == ANONYMOUS:
            return client
        person = self.people[part]
        client.force_login(person)
        if person.needs_second_factor:
            device, _ = TOTPDevice.objects.get_or_create(user=person, confirmed=True)
            session = client.session
            session["otp_device_id"] = device.persistent_id
            session.save()
        return client

    def half_signed_in(self, part: str) -> Client:
        """The same before the one-time code was typed."""
        client = Client()
        client.force_login(self.people[part])
        return client


class CastTestCase(TestCase):
    """Everybody and every row, made once for all tests of a class. What a test does to them is undone after it."""

    cast: Cast

    @classmethod
    def setUpTestData(cls) -> None:
        cls.cast = make_cast()

    def setUp(self) -> None:
        # Each test has a media folder of its own.
        default_storage.save(self.cast.evidence.file.name, ContentFile(SCAN))
        default_storage.save(self.cast.photo.file.name, ContentFile(drawn_photo()))


def make_cast() -> Cast:
    district, far = make_district("wanzhou", **CONTACT), make_district("qianjiang")
    units = {
        "lead": make_unit(district, "区教委"),
        "joint": make_unit(district, "区民政局"),
        "other": make_unit(district, "区水利局"),
    }
    people = _people(district, far, units)
    plan, tasks = _plan(district, units, people)
    round_ = make_round(plan, 4)
    closed = make_round(plan, 7, opens_on=AT.date(), due_on=AT.date(), closed_at=AT)
    cast = Cast(district, far, people, units, plan, round_, closed, tasks)
    _reports(cast)
    _notices(cast)
    _pictures(cast)
    _imports(cast)
    _objections(cast)
    cast.empty_unit = make_unit(district, "登记错的单位")
    cast.alias = UnitAlias.objects.create(
        district=district, unit=units["lead"], name="区教育委员会"
    )
    cast.calendar_day = CalendarDay.objects.create(
        day=date(2025, 10, 11), is_workday=True, source="国办发明电〔2024〕12号"
    )
    cast.rules = make_rule_set(name="明年规则", effective_from=date(2026, 1, 1))
    _seen_in_public(far)
    return cast


def _seen_in_public(far: District) -> None:
    """The other district has a plan in public: without anything there the public would know one district alone."""
    plan = make_plan(far)
    make_project(plan, 1)
    publish_plan(plan_id=plan.pk, actor=make_person("far_reviewer", far, Role.REVIEWER), at=AT)


def _people(
    district: District, far: District, units: dict[str, ResponsibleUnit]
) -> dict[str, User]:
    people: dict[str, User] = {}

    def comes(
        part: str, where: District | None, role: Role, unit: ResponsibleUnit | None = None
    ) -> None:
        people[part] = make_person(part)
        grant_post(user=people[part], district=where, role=role, unit=unit, actor=None, at=AT)
        people[part].refresh_from_db()

    comes(REPORTER, district, Role.REPORTER, units["lead"])
    comes(UNIT_HEAD, district, Role.UNIT_HEAD, units["lead"])
    comes(JOINT_REPORTER, district, Role.REPORTER, units["joint"])
    comes(OTHER_REPORTER, district, Role.REPORTER, units["other"])
    for part in (COMPILER, REVIEWER, SIGNER, HANDLER, SECURITY_ADMIN, SYSTEM_ADMIN, AUDITOR):
        comes(part, district, Role(part))
    comes(INSTALLATION_SYSTEM, None, Role.SYSTEM_ADMIN)
    comes(FAR_COMPILER, far, Role.COMPILER)
    comes(FORMER_MEMBER, district, Role.COMPILER)
    post = people[FORMER_MEMBER].memberships.get()
    end_post(post_id=post.pk, actor=people[SECURITY_ADMIN], at=AT)
    people[FORMER_MEMBER].refresh_from_db()
    comes(SWITCHED_OFF, district, Role.COMPILER)
    people[SWITCHED_OFF].is_active = False
    people[SWITCHED_OFF].save()
    return people


def _plan(
    district: District, units: dict[str, ResponsibleUnit], people: dict[str, User]
) -> tuple[AnnualPlan, dict[str, Task]]:
    plan = make_plan(district, entered_by=people[COMPILER])
    category = make_category(plan)
    lead, joint, other = units["lead"], units["joint"], units["other"]
    filed_by = {
        "draft": [lead, joint],
        "submitted": [lead],
        "approved": [lead],
        "empty": [lead],
        "foreign": [other],
        "former": [lead],
    }
    tasks = {}
    for number, (name, its_units) in enumerate(filed_by.items(), start=1):
        project = make_project(
            plan,
            number,
            name=f"第{number}件实事",
            category=category,
            investment_plan=300,
            units=its_units,
        )
        tasks[name] = project.tasks.get()
        make_milestone(tasks[name], 3, "启动建设。")
        make_indicator(tasks[name], by_month={6: 1})
    publish_plan(plan_id=plan.pk, actor=people[REVIEWER], at=AT)
    return plan, tasks


def _reports(cast: Cast) -> None:
    """Rows of the open round in each state; the last task has passed from 区教委 to 区水利局 since it was filed."""
    reporter, reviewer = cast.people[REPORTER], cast.people[REVIEWER]
    writers = {"foreign": cast.people[OTHER_REPORTER]}
    values = {key: text for key, text in COMPLETE.items() if key != "kind"}
    for name in ("draft", "submitted", "approved", "foreign", "former"):
        where = {"task_id": cast.tasks[name].pk, "round_id": cast.round.pk, "at": AT}
        writer = writers.get(name, reporter)
        reporting.save_report(**where, actor=writer, values=values, base_version=0)
        if name in ("submitted", "approved"):
            reporting.submit_report(**where, actor=writer, version=1)
        if name == "approved":
            reporting.approve_report(**where, actor=reviewer, version=1)
    draft = {"task_id": cast.tasks["draft"].pk, "round_id": cast.round.pk}
    cast.evidence = reporting.add_evidence(
        **draft, actor=reporter, at=AT, name="sheet.pdf", data=SCAN
    )
    cast.photo = reporting.add_evidence(
        **draft, actor=reporter, at=AT, name="road.jpg", data=drawn_photo()
    )
    TaskUnit.objects.filter(task=cast.tasks["former"]).update(unit=cast.units["other"])


def _pictures(cast: Cast) -> None:
    """One picture of the unit's project in each state."""
    for state, number in (("offered", 1), ("released", 2), ("published", 3)):
        photo = reporting.add_evidence(
            task_id=cast.tasks["draft"].pk,
            round_id=cast.round.pk,
            actor=cast.people[REPORTER],
            at=AT,
            name=f"{state}.jpg",
            data=drawn_photo(number),
        )
        words = notices.Words("now", f"示例图 {number}：一条路。", AT.date())
        made = notices.offer_picture(
            evidence=photo, actor=cast.people[REPORTER], at=AT, words=words
        )
        if state != "offered":
            made = notices.release_picture(
                picture_id=made.pk,
                actor=cast.people[REVIEWER],
                at=AT,
                digest=made.content_sha256,
                note="没有可辨认的人脸",
            )
        if state == "published":
            made = notices.publish_picture(picture_id=made.pk, actor=cast.people[COMPILER], at=AT)
        cast.pictures[state] = made


def drawn_photo(mark: int = 0) -> bytes:
    """A drawing that is a photo to the portal; each mark is another."""
    out = BytesIO()
    Image.new("RGB", (400, 300), (200, 210, 40 * mark)).save(out, "JPEG")
    return out.getvalue()


def _notices(cast: Cast) -> None:
    """One notice in each state, each of a round of its own."""
    compiler, reviewer, signer = (cast.people[part] for part in (COMPILER, REVIEWER, SIGNER))

    def started(month: int) -> Notice:
        round_ = make_round(cast.plan, month, opens_on=AT.date(), due_on=AT.date(), closed_at=AT)
        for task in cast.tasks.values():
            make_approved(task, round_, narrative="完成1个。", invested="92")
        notice = notices.start_notice(round=round_, compiler=compiler, at=AT)
        return notices.edit_notice(
            notice_id=notice.pk,
            editor=compiler,
            at=AT,
            edit_version=notice.edit_version,
            values={**WINDOW, "signed_on": AT.date()},
        )

    def approved(month: int) -> Notice:
        notice = notices.send_to_review(notice_id=started(month).pk, compiler=compiler, at=AT)
        return notices.approve_notice(
            notice_id=notice.pk,
            reviewer=reviewer,
            at=AT,
            digest=draft_of(notice).digest.sha256,
            secrecy_reviewer="周保密",
            secrecy_reviewed_on=AT.date(),
        )

    def published(month: int, **more: object) -> Notice:
        actor = cast.people[HANDLER] if more else signer
        return notices.publish_notice(notice_id=approved(month).pk, actor=actor, at=AT, **more)

    cast.notices["draft"] = started(1)
    cast.notices["in_review"] = notices.send_to_review(
        notice_id=started(2).pk, compiler=compiler, at=AT
    )
    cast.notices["approved"] = approved(5)
    cast.notices["published"] = published(3)
    paper = notices.PaperSignature(signer.pk, AT.date(), SCAN, "scan.pdf")
    cast.notices["on_paper"] = published(6, paper=paper)
    cast.notices["sealing"] = notices.ask_to_seal(
        notice_id=published(8).pk, signer=signer, at=AT, reason="内容有误。"
    )


def _imports(cast: Cast) -> None:
    """A preview with a doubt, a past notice that waits for the second person, a plan that could be undone."""
    compiler = cast.people[COMPILER]

    def previewed(year: int, kind: str = ImportRun.Kind.PLAN) -> ImportRun:
        text = SMALL_PLAN.replace("2026", str(year))
        source = importing.receive_document(
            district=cast.district, name=f"{year}.csv", data=text.encode(), actor=compiler, at=AT
        )
        return importing.start_import(
            source=source, reading=read_source(source), kind=kind, actor=compiler, at=AT
        )

    def applied(run: ImportRun) -> ImportRun:
        importing.apply_import(run_id=run.pk, actor=compiler, at=AT, accept_warnings=True)
        run.refresh_from_db()
        return run

    cast.imports["preview"] = previewed(2026)
    cast.imports["applied"] = applied(previewed(2027))
    cast.imports["waiting"] = _waiting_notice(cast)


def _waiting_notice(cast: Cast) -> ImportRun:
    """A past notice of another year, applied by the compiler and not confirmed yet."""
    compiler = cast.people[COMPILER]
    text = (
        "关于2024年万州区重点民生实事1季度推进情况公示\n\n"
        "公示时间：2024年4月11日—2024年5月11日。\n\n"
        "序号\t项目名称\t2024年工作目标任务\t2024年投资计划(万元)\t责任单位\t月度进展情况(1-3月)\t"
        "完成额度(万元)\t占比(%)\n"
        "1\t口袋公园\t新建口袋公园2个。\t300\t区教委\t开工1个。\t92\t30.7\n"
    )
    source = importing.receive_document(
        district=cast.district, name="2024.txt", data=text.encode(), actor=compiler, at=AT
    )
    run = importing.start_import(
        source=source,
        reading=read_source(source),
        kind=ImportRun.Kind.NOTICE,
        actor=compiler,
        at=AT,
    )
    importing.apply_import(run_id=run.pk, actor=compiler, at=AT, accept_warnings=True)
    run.refresh_from_db()
    return run


def _objections(cast: Cast) -> None:
    """One objection in each state to the published notice, all about its first project."""
    handler, reviewer = cast.people[HANDLER], cast.people[REVIEWER]

    def received(name: str) -> Objection:
        receipt = objecting.receive_web_objection(
            notice=cast.notices["published"],
            words=objecting.Words(text=f"牌子上写的是两个。{name}", project_number=1),
            token=receipts.new_token(name, AT),
            privacy_version=privacy_text.current().version,
            at=AT,
        )
        return Objection.objects.get(pk=receipt.objection_id)

    def accepted(name: str) -> Objection:
        return objecting.accept_objection(
            objection_id=received(name).pk, actor=handler, summary="反映第1件开工数不符。", at=AT
        )

    def answering(name: str) -> Objection:
        key = {"objection_id": accepted(name).pk, "actor": handler, "at": AT}
        drafted = objecting.draft_answer(**key, parts=ANSWER, version=0)
        return objecting.submit_answer(**key, version=drafted.answer_version)

    def answered(name: str, *, release: bool) -> Objection:
        waiting = answering(name)
        return objecting.approve_answer(
            objection_id=waiting.pk,
            actor=reviewer,
            version=waiting.answer_version,
            release=release,
            at=AT,
        )

    entered = objecting.register_objection(
        district=cast.district,
        actor=handler,
        arrival=objecting.Arrival("phone", AT.date()),
        words=objecting.Words(),
        token=receipts.new_token("entry", AT),
        is_complete=False,
        at=AT,
    )
    asked = accepted("asked")
    cast.inquiry = objecting.ask_unit(
        objection_id=asked.pk,
        actor=handler,
        unit=cast.units["lead"],
        question="请核实开工数。",
        due_on=AT.date(),
        at=AT,
    )
    cast.objections = {
        "received": received("received"),
        "unfinished": Objection.objects.get(pk=entered.objection_id),
        "accepted": accepted("accepted"),
        "asked": asked,
        "extending": objecting.ask_extension(
            objection_id=accepted("extending").pk,
            actor=handler,
            days=15,
            reason="需要测量。",
            at=AT,
        ),
        "answering": answering("answering"),
        "answered": answered("answered", release=False),
        "released": answered("released", release=True),
    }
    cast.scan = objecting.add_scan(
        objection_id=entered.objection_id, actor=handler, name="letter.pdf", data=SCAN, at=AT
    )
    cast.erasure = objecting.propose_erasure(
        district=cast.district,
        objections=[answered("erasing", release=False)],
        actor=handler,
        reason="办结满期",
        at=AT,
    )
