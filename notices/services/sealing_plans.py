"""Sealing a published version of a plan after a privacy accident, in the way of a notice (rules.md, Sealing).

The audit event is written before the row: the database lets a version change only on a way whose event it finds.
"""

from __future__ import annotations

from datetime import datetime

from django.db import models, transaction

from accounts import audit, taken_back, wiping
from accounts.contributions import note
from accounts.erasure_journal import Entry
from accounts.models import User
from notices import access, privacy
from notices.refusals import StepRefused
from notices.services.noted_outside import note_sealing
from projects.access import must
from projects.models import AnnualPlan, PlanVersion

KIND = "plan"
"""Of a sealed version's line in the journal."""


@transaction.atomic
def ask_to_seal_plan(*, version_id: int, signer: User, at: datetime, reason: str) -> PlanVersion:
    """A signer asks; the security administrator confirms. Nothing is destroyed yet. The reason is published."""
    version = locked_version(version_id)
    must(access.can_ask_to_seal_plan(signer, version))
    if version.sealed_at is not None:
        raise StepRefused("这一版已经封存。")
    if not reason.strip():
        raise StepRefused("请写明封存的原因（不要写出需要销毁的内容），公开页上会写出来。")
    if hits := privacy.scan(reason, allowed_phones=[version.plan.district.contact_phone]):
        raise StepRefused(f"原因会公开，不能写个人号码：{hits[0].sentence}。")
    write_request(version, signer, at, reason.strip())
    return version


@transaction.atomic
def seal_plan(*, version_id: int, security_admin: User, at: datetime) -> PlanVersion:
    """Destroy the version's content for good: pages, feeds, search, open data, exports. Digest and reason stay.

    Idempotent. Raises PermissionDenied, or StepRefused where no signer has asked.
    """
    version = locked_version(version_id)
    must(access.can_confirm_plan_seal(security_admin, version))
    if version.sealed_at is not None:
        return version
    if version.seal_asked_by_id is None:
        raise StepRefused("封存须先由签发人提出，写明原因。")
    destroy(version, security_admin, at)
    by = (version.seal_asked_by_id, security_admin.pk)
    district = version.plan.district.code
    note_sealing(Entry(at, district, KIND, number_of(version), version.pk, by))
    return version


def number_of(version: PlanVersion) -> str:
    """What the journal calls it: the year and the version."""
    return f"{version.plan.year}-v{version.number}"


def write_request(version: PlanVersion, signer: User, at: datetime, reason: str) -> None:
    """A locked version is asked to be sealed; the caller has asked who may."""
    note(access.about_seal(version), by=signer.pk, at=at, how="ask_to_seal")
    _record(version, "ask_to_seal", signer, at, reason=reason)
    _change(version, seal_reason=reason, seal_asked_by=signer, seal_asked_at=at)


def destroy(version: PlanVersion, by: User, at: datetime) -> None:
    """The content of a locked version goes; the caller has asked who may."""
    _record(version, "seal", by, at, reason=version.seal_reason)
    _change(version, content=None, sealed_at=at)
    taken_back.mark(version.plan.district.slug)
    wiping.wipe_after_commit()


def locked_version(version_id: int) -> PlanVersion:
    """The version under the lock of its plan, as publishing takes it."""
    plan_id = PlanVersion.objects.values_list("plan_id", flat=True).get(pk=version_id)
    AnnualPlan.objects.select_for_update().get(pk=plan_id)
    return PlanVersion.objects.select_related("plan__district", "seal_asked_by").get(pk=version_id)


def _change(version: PlanVersion, **values: object) -> None:
    """The one audited way past a row that is written once; its guard allows these columns and nothing else."""
    models.QuerySet(PlanVersion).filter(pk=version.pk).update(**values)
    version.refresh_from_db()


def _record(version: PlanVersion, act: str, by: User, at: datetime, *, reason: str) -> None:
    audit.record(
        at=at,
        actor=by,
        verb=f"plan.{act}",
        subject=version,
        district_code=version.plan.district.code,
        detail={"version": version.number, "sha256": version.content_sha256, "reason": reason},
    )
