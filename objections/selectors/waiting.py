"""What waits for whom: handlers, approvers, the asked unit, compilers, the security administrator."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db.models import Q, QuerySet

from accounts.models import User
from notices.content_reading import key_of_row
from objections import deadlines
from objections.models import Erasure, Objection, UnitInquiry
from objections.models.inquiries import UnitInquiryQuerySet
from objections.models.objections import RIGHT
from objections.privacy_text import kept_months
from objections.selectors.register import WAITS_FOR_APPROVER
from objections.workflow import ENDED
from projects import access
from projects.access import Act
from projects.models import District, Project, ResponsibleUnit, Role


def to_handle(user: User) -> QuerySet[Objection]:
    """Open objections of the person's districts that are not with an approver."""
    return (
        Objection.objects.registered()
        .in_hand()
        .filter(district__in=access.districts_where(user, Act.HANDLE_OBJECTION))
        .exclude(WAITS_FOR_APPROVER)
    )


def waiting_for_approver(user: User) -> QuerySet[Objection]:
    return Objection.objects.filter(
        WAITS_FOR_APPROVER, district__in=access.districts_where(user, Act.APPROVE_ANSWER)
    )


def corrections_to_start(user: User) -> QuerySet[Objection]:
    """Upheld objections of the districts where the person compiles notices or reviews reports."""
    districts = access.districts_where(user, Act.COMPILE_NOTICE) | access.districts_where(
        user, Act.REVIEW_REPORT
    )
    return (
        Objection.objects.filter(district__in=districts, outcome__in=RIGHT)
        .select_related("district", "notice", "correction")
        .order_by("-concluded_on", "-pk")
        .distinct()
    )


def corrections_not_begun(user: User) -> QuerySet[Objection]:
    """Of these, where neither the report went back nor a correction of the notice was begun."""
    return corrections_to_start(user).filter(
        correction__isnull=True, report_reopened_at__isnull=True
    )


def inquiries_of(user: User) -> UnitInquiryQuerySet:
    """Questions to the person's units, without anything of the objection but its notice and project."""
    return (
        UnitInquiry.objects.visible_to(user)
        .select_related("unit", "objection__notice", "objection__district")
        .order_by("replied_at", "due_on", "pk")
    )


def unit_to_ask(objection: Objection) -> ResponsibleUnit | None:
    """The first leading unit of the project objected to; None where no project is named or the unit was asked already."""
    if objection.notice is None or objection.project_number is None:
        return None
    key = key_of_row(objection.notice.content, objection.project_number)
    leads = ResponsibleUnit.objects.filter(
        task_units__role="lead",
        task_units__task__project__in=Project.objects.filter(plan=objection.notice.plan_id).lasting(
            key
        ),
    ).order_by("task_units__task__number", "task_units__position")
    first = leads.first()
    asked = first is not None and objection.inquiries.filter(unit=first).exists()
    return None if asked else first


def due_for_erasure(
    districts: Iterable[District], day: date, *, months: int | None = None
) -> QuerySet[Objection]:
    """Ended `months` ago (the setting, unless given) or longer, or asked for by the person; still holding something; in no waiting proposal."""
    before = deadlines.months_before(day, kept_months() if months is None else months)
    waiting = Erasure.objects.filter(approved_at__isnull=True, declined_at__isnull=True)
    return (
        Objection.objects.filter(
            Q(concluded_on__lte=before) | Q(erasure_asked_at__isnull=False),
            district__in=list(districts),
            status__in=list(ENDED),
            identity_erased_at__isnull=True,
        )
        .exclude(erasures__in=waiting)
        .select_related("district")
        .order_by("concluded_on", "pk")
    )


def erasures_to_approve(user: User) -> QuerySet[Erasure]:
    return (
        Erasure.objects.filter(
            district__in=access.districts_where(user, Act.ERASE_IDENTITY),
            approved_at__isnull=True,
            declined_at__isnull=True,
        )
        .select_related("district", "proposed_by")
        .prefetch_related("objections")
    )


def erasures_waiting_in(districts: Iterable[District]) -> QuerySet[Erasure]:
    """What was proposed and not decided yet."""
    return (
        Erasure.objects.filter(
            district__in=list(districts), approved_at__isnull=True, declined_at__isnull=True
        )
        .select_related("district", "proposed_by")
        .prefetch_related("objections")
    )


def is_security_admin(user: User) -> bool:
    return user.memberships.filter(role=Role.SECURITY_ADMIN).exists()
