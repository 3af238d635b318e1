"""What a row of the table says, and the groups of people and places its rows name."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from accounts.clock import real_now
from accounts.models import User
from intake.models import ImportRun, LongWork
from intake.services import receive_document
from notices.services import ask_to_seal_plan
from projects.models import AnnualPlan, PlanChange, Role, SearchWordGroup
from projects.services import propose_post
from projects.services.people import hand_out_link
from publicity.site.identity import unit_id
from tests.factories import AT, make_indicator, make_project
from tests.guards.cast import (
    ACTORS,
    AUDITOR,
    COMPILER,
    FAR_COMPILER,
    HANDLER,
    JOINT_REPORTER,
    OTHER_REPORTER,
    REPORTER,
    REVIEWER,
    SECURITY_ADMIN,
    SIGNED_IN,
    SIGNER,
    SYSTEM_ADMIN,
    UNIT_HEAD,
    Cast,
)

GET, POST = "GET", "POST"
Given = Mapping[str, Any]
People = frozenset[str]


def only(*parts: str) -> People:
    return frozenset(parts)


NOBODY = only()
EVERYBODY = only(*ACTORS)
ANYBODY_SIGNED_IN = only(*SIGNED_IN)
LEAD_UNIT = only(REPORTER, UNIT_HEAD)
ITS_UNITS = LEAD_UNIT | {JOINT_REPORTER}
UNIT_PEOPLE = ITS_UNITS | {OTHER_REPORTER}
STAFF = only(COMPILER, REVIEWER, SIGNER)
"""The commission's people who see reports and notices of their district. A handler sees objections alone."""
EVERY_STAFF = STAFF | {FAR_COMPILER}
OBJECTION_STAFF = only(HANDLER, REVIEWER, SIGNER)
"""Who sees the register of objections: who handles them and who approves answers."""
ADMINISTRATORS = only(SECURITY_ADMIN, SYSTEM_ADMIN, AUDITOR)


_SEES_MOST = {
    "progress:report": REPORTER,
    "progress:sheet": REPORTER,
    "progress:upload": REPORTER,
    "progress:review": REVIEWER,
    "notices:signings": SIGNER,
    "objections:inquiries": REPORTER,
}
"""Whose page has the most on it, by how the route begins; else the compiler's."""


@dataclass(frozen=True)
class Row:
    """One way of asking one address."""

    route: str
    method: str
    of: str = ""
    through: People = NOBODY
    told: People = NOBODY
    data: Given | Callable[[Cast], Given] = field(default_factory=dict)
    bounced: People = NOBODY
    """Who gets the form back (422): the address is theirs too, what they ask for is not among their choices."""
    writes: bool = True
    """Whether a POST that gets through changes something (a look at a form's effect does not)."""

    answer: int = 0
    """What everybody alike gets at a public address where that is no page."""

    @property
    def is_public(self) -> bool:
        return self.through == EVERYBODY

    @property
    def looked_at_by(self) -> str:
        """Who has the most to see there, of those who get through: an empty page hides what is wrong with a full one."""
        for route, part in _SEES_MOST.items():
            if self.route.startswith(route) and part in self.through:
                return part
        return COMPILER if COMPILER in self.through else sorted(self.through)[0]

    def url(self, cast: Cast) -> str:
        queries = {
            "progress:round-open": f"?plan={cast.plan.pk}",
            "progress:change-new": f"?task={cast.tasks['draft'].pk}",
            "progress:change-leave": f"?project={cast.tasks['draft'].project_id}",
            "progress:change-delist": f"?task={cast.tasks['draft'].pk}",
            "progress:change-add": f"?plan={cast.plan.pk}",
        }
        query = queries.get(self.route, "")
        return reverse(self.route, kwargs=dict(PLACES[self.of](cast))) + query

    def given(self, cast: Cast) -> Given:
        return self.data(cast) if callable(self.data) else self.data

    def __str__(self) -> str:
        return f"{self.method} {self.route}" + (f" of {self.of}" if self.of else "")


def _report(name: str) -> Callable[[Cast], Given]:
    return lambda cast: {"task_id": cast.tasks[name].pk, "round_id": cast.round.pk}


def _entered_change(cast: Cast) -> Given:
    """A decision the compiler entered and nobody approved yet."""
    task = cast.tasks["draft"]
    change, _ = PlanChange.objects.get_or_create(
        plan=cast.plan,
        task=task,
        kind=PlanChange.Kind.PAUSE,
        defaults={
            "deciding_body": "区政府常务会议",
            "decided_on": date(2025, 4, 18),
            "reason": "汛期停工。",
            "text_before": task.text,
            "entered_by": User.objects.get(username=COMPILER),
            "entered_at": AT,
        },
    )
    return {"change_id": change.pk}


def _approved_delisting(cast: Cast) -> Given:
    """A decision that took an indicator out of another year's plan, and nothing approved since: no notice is about it."""
    plan, is_new = AnnualPlan.objects.get_or_create(
        district=cast.district, year=2016, defaults={"title": "2016年民生实事"}
    )
    if is_new:
        task = make_project(plan, 1, units=[cast.units["lead"]]).tasks.get()
        indicator = make_indicator(task, left_on=date(2016, 4, 18))
        PlanChange.objects.create(
            plan=plan,
            task=task,
            kind=PlanChange.Kind.DELIST,
            deciding_body="区政府常务会议",
            decided_on=date(2016, 4, 18),
            reason="不再列入。",
            details=[{"key": f"indicator-{indicator.pk}", "label": "指标", "before": "公园"}],
            entered_by=User.objects.get(username=COMPILER),
            entered_at=AT,
            approved_by=User.objects.get(username=REVIEWER),
            approved_at=AT,
        )
    return {"change_id": PlanChange.objects.get(plan=plan).pk}


def _newcomer(cast: Cast) -> User:
    """Somebody registered for a post that takes two persons, with a link handed out and no password yet."""
    person, is_new = User.objects.get_or_create(username="newcomer", defaults={"name": "新人"})
    if is_new:
        person.set_unusable_password()
        person.save()
        proposer = User.objects.get(username=SECURITY_ADMIN)
        propose_post(user=person, district=cast.district, role=Role.REVIEWER, actor=proposer, at=AT)
        hand_out_link(person=person, actor=proposer, at=AT)
    return person


def _waiting_act(cast: Cast) -> Given:
    return {"pk": _newcomer(cast).personnel_acts.get(decision="waiting").pk}


def _version_to_seal(cast: Cast) -> Given:
    """The published version of the plan, which the signer asked to seal."""
    version = cast.plan.versions.get()
    if version.seal_asked_by_id is None:
        ask_to_seal_plan(
            version_id=version.pk, signer=cast.people[SIGNER], at=AT, reason="误写入个人信息。"
        )
    return {"pk": version.pk}


def _ledger(cast: Cast) -> Given:
    """A ledger of past years received by the compiler and not stored yet."""
    compiler = User.objects.get(username=COMPILER)
    source = receive_document(
        district=cast.plan.district, name="ledger.csv", data=LEDGER, actor=compiler, at=AT
    )
    run, _ = ImportRun.objects.get_or_create(
        district=cast.plan.district,
        source=source,
        kind=ImportRun.Kind.HISTORY,
        defaults={"reading": {}, "started_by": compiler, "started_at": AT},
    )
    return {"run_id": run.pk}


def _long_work(state: str) -> Callable[[Cast], Given]:
    """A file the compiler sent to be read, that a process is at or was given up."""

    def found(cast: Cast) -> Given:
        compiler = User.objects.get(username=COMPILER)
        work, _ = LongWork.objects.get_or_create(
            district=cast.plan.district,
            kind=LongWork.Kind.READ,
            key=f"file:{state}",
            defaults={"name": "plan.doc", "data": LEDGER, "started_by": compiler, "started_at": AT},
        )
        lease = real_now() + timedelta(minutes=2) if state == "working" else None
        LongWork.objects.filter(pk=work.pk).update(state=state, lease_until=lease)
        return {"pk": work.pk}

    return found


LEDGER = "年度,序号,项目名称\n2019,1,农村公路\n".encode()


def _key(rows: str, state: str, name: str = "pk") -> Callable[[Cast], Given]:
    return lambda cast: {name: getattr(cast, rows)[state].pk}


WANZHOU = {"district": "wanzhou"}

PLACES: dict[str, Callable[[Cast], Given]] = {
    "": lambda cast: {},
    "draft report": _report("draft"),
    "submitted report": _report("submitted"),
    "approved report": _report("approved"),
    "task": _key("tasks", "draft", "task_id"),
    "plan": lambda cast: {"plan_id": cast.plan.pk},
    "evidence": lambda cast: {"evidence_id": cast.evidence.pk},
    "photo": lambda cast: {"evidence_id": cast.photo.pk},
    **{f"{state} picture": _key("pictures", state) for state in ("offered", "released", "published")},
    "picture's file": lambda cast: {"pk": cast.pictures["offered"].pk, "width": 360, "form": "jpg"},
    "public picture": lambda cast: {
        **WANZHOU,
        "shot": f"{cast.pictures['published'].mark}-360.jpg",
    },
    "open round": lambda cast: {"round_id": cast.round.pk},
    "the portal's data": lambda cast: {"data": "districts.json"},
    "district's data": lambda cast: {**WANZHOU, "data": "plans.json"},
    "year's data": lambda cast: {**WANZHOU, "year": 2025, "data": "plan.json"},
    "person": lambda cast: {"pk": cast.people[REPORTER].pk},
    "post of a person": lambda cast: {
        "pk": cast.people[JOINT_REPORTER].pk,
        "post": cast.people[JOINT_REPORTER].memberships.get().pk,
    },
    "new person": lambda cast: {"pk": _newcomer(cast).pk},
    "waiting act": _waiting_act,
    "a manual": lambda cast: {"name": "filing"},
    "a manual's picture": lambda cast: {"name": "unit-list.png"},
    "no link": lambda cast: {"token": "no-such-link"},
    "no data": lambda cast: {"rest": "nothing/here"},
    "briefed round": lambda cast: {"round_pk": cast.round.pk},
    "entered change": _entered_change,
    "approved delisting": _approved_delisting,
    "received ledger": _ledger,
    "work on its way": _long_work("working"),
    "interrupted work": _long_work("stopped"),
    "closed round": lambda cast: {"round_id": cast.closed_round.pk},
    **{
        f"{state} notice": _key("notices", state)
        for state in ("draft", "in_review", "approved", "published", "on_paper", "sealing")
    },
    "plan version": lambda cast: {"pk": cast.plan.versions.get().pk},
    "plan version to seal": _version_to_seal,
    "signing on paper": lambda cast: {"pk": cast.notices["on_paper"].paper_signing.pk},
    "pattern": lambda cast: {**WANZHOU, "kind": "progress"},
    "entered plan": lambda cast: {"pk": cast.imports["applied"].plan_id},
    "entered plan's file": lambda cast: {"pk": cast.imports["applied"].plan_id, "form": "docx"},
    **{
        f"{state} import": _key("imports", state, "run_id")
        for state in ("preview", "applied", "waiting")
    },
    **{
        f"{state} objection": _key("objections", state)
        for state in (
            "received", "unfinished", "accepted", "asked", "extending", "answering", "answered",
            "released",
        )
    },
    "inquiry": lambda cast: {"pk": cast.inquiry.pk},
    "scan of an objection": lambda cast: {"pk": cast.scan.objection_id, "scan": cast.scan.pk},
    "inquiry of an objection": lambda cast: {
        "pk": cast.inquiry.objection_id,
        "inquiry": cast.inquiry.pk,
    },
    "erasure": lambda cast: {"pk": cast.erasure.pk},
    "act of one's own": lambda cast: {"what": "rate"},
    "district": lambda cast: WANZHOU,
    "unit of a district": lambda cast: {**WANZHOU, "pk": cast.units["lead"].pk},
    "empty unit": lambda cast: {**WANZHOU, "pk": cast.empty_unit.pk},
    "alias of a district": lambda cast: {**WANZHOU, "pk": cast.alias.pk},
    "future rules": lambda cast: {"pk": cast.rules.pk},
    "words of the search": lambda cast: {"pk": SearchWordGroup.objects.first().pk},
    "calendar day": lambda cast: {"pk": cast.calendar_day.pk},
    "district's plan": lambda cast: {**WANZHOU, "year": 2025},
    "district's project": lambda cast: {**WANZHOU, "year": 2025, "number": 1},
    "district's unit": lambda cast: {**WANZHOU, "unit": unit_id("500101", cast.units["lead"].name)},
    "topic": lambda cast: {"topic": "environment"},
    "district's topic": lambda cast: {**WANZHOU, "topic": "environment"},
    "public notice": lambda cast: {**WANZHOU, "notice": "2025-q1"},
    "public file": lambda cast: {**WANZHOU, "notice": "2025-q1", "form": "json"},
}  # fmt: skip
"""What an address is asked for, by its state in the cast."""
