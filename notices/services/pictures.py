"""Every change of a picture. The audit event comes before the row: the database looks for it (migration 0007 or later)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from django.db import IntegrityError, models, transaction

from accounts import audit, database_clock, taken_back, wiping
from accounts.erasure_journal import Entry
from accounts.models import User
from documents.bounded import picture_sizes_bounded
from documents.grids import UnreadableDocument
from notices import picture_access, privacy
from notices.digests import digest_of_bytes
from notices.models import Picture, PictureFile
from notices.models.pictures import content_digest_of
from notices.refusals import StepRefused
from notices.services.noted_outside import note_sealing
from progress.models import Evidence
from projects.access import must

KIND = "picture"
"""Of a picture's line in the journal of what was destroyed."""
PHOTO = "image/jpeg"
MOST_OF_A_TASK = 24
"""Pictures of one task that are offered, released or shown: nobody looks at more, and each was looked at by a person."""
_OPEN = (Picture.Status.OFFERED, Picture.Status.RELEASED, Picture.Status.PUBLISHED)


@dataclass(frozen=True, slots=True)
class Words:
    """What is said with a photo: the stage (`Picture.Stage`), the words for whoever does not see it, the day it was taken."""

    stage: str
    text: str
    taken_on: date


@transaction.atomic
def offer_picture(*, evidence: Evidence, actor: User, at: datetime, words: Words) -> Picture:
    """A photo attached to a report is offered for publication, drawn anew in the sizes that would be shown.

    Raises PermissionDenied, or StepRefused with a sentence for what cannot be taken.
    """
    task = evidence.report.task
    must(picture_access.can_offer(actor, task))
    if evidence.content_type != PHOTO:
        raise StepRefused("只有照片（jpg、png）可以提出公开，文件不行。")
    project = task.project
    district = project.plan.district
    said = _clean(words, at)
    mine = Picture.objects.select_for_update().filter(task=task, status__in=_OPEN)
    if mine.filter(source_sha256=evidence.sha256).exists():
        raise StepRefused("这张照片已经提出过。要改说明，请先收回再重新提出。")
    if mine.count() >= MOST_OF_A_TASK:
        raise StepRefused(f"一项任务最多公开 {MOST_OF_A_TASK} 张，请先收回或撤下不要的。")
    try:
        with evidence.file.open("rb") as stored:
            sizes = picture_sizes_bounded(stored.read(), evidence.name)
    except OSError as error:
        raise StepRefused("这张照片的文件读不到，请联系运维人员。") from error
    except UnreadableDocument as refusal:
        raise StepRefused(f"“{evidence.name}”：{refusal}") from refusal
    picture = Picture(
        district=district,
        task=task,
        year=project.plan.year,
        project_key=project.lasting,
        stage=said.stage,
        text=said.text,
        taken_on=said.taken_on,
        source_name=evidence.name,
        source_sha256=evidence.sha256,
        offered_by=actor,
        offered_at=at,
    )
    files = [
        PictureFile(
            width=width,
            height=height,
            form=form,
            data=data,
            size=len(data),
            sha256=digest_of_bytes(data).sha256,
        )
        for width, height, form, data in sizes
    ]
    picture.content_sha256 = content_digest_of(picture, _listed(files))
    try:
        with transaction.atomic():
            picture.save(force_insert=True)
    except IntegrityError as error:
        raise StepRefused("同样的照片和说明已经提出过，或曾经撤下。请换一张或改写说明。") from error
    for one in files:
        one.picture = picture
        one.save(force_insert=True)
    _record(picture, "offer", actor, at)
    return picture


@transaction.atomic
def take_back_picture(*, picture_id: int, actor: User, at: datetime) -> None:
    """The unit takes a picture back that was not published: its bytes go, the row says so; the attachment stays."""
    picture = _locked(picture_id)
    must(picture_access.can_take_back(actor, picture))
    if picture.published_at is not None:
        raise StepRefused("这张图片已经公布，不能收回。需要撤下请联系发展改革部门。")
    if picture.status == Picture.Status.BACK:
        return
    picture.status = Picture.Status.BACK
    _record(picture, "take_back", actor, at)
    picture.save()
    _empty(picture)


@transaction.atomic
def release_picture(
    *, picture_id: int, actor: User, at: datetime, digest: str, note: str
) -> Picture:
    """A reviewer lets exactly these bytes and words (`digest`) be published; `note` says why about people in it."""
    picture = _locked(picture_id)
    must(picture_access.can_decide(actor, picture))
    _must_be(picture, Picture.Status.OFFERED, "不在待审核")
    if digest != picture.content_sha256:
        raise StepRefused("图片在您打开以后变了，请重新看过再放行。")
    if not note.strip():
        raise StepRefused("请勾选图片里没有可辨认的人脸，或写明本人同意的依据。")
    return _decided(picture, Picture.Status.RELEASED, "release", actor, at, note.strip())


@transaction.atomic
def refuse_picture(*, picture_id: int, actor: User, at: datetime, reason: str) -> Picture:
    """A reviewer does not let it be published; the unit reads why."""
    picture = _locked(picture_id)
    must(picture_access.can_decide(actor, picture))
    if picture.status not in (Picture.Status.OFFERED, Picture.Status.RELEASED):
        raise StepRefused(f"这张图片{picture.get_status_display()}，不能退回。")
    if not reason.strip():
        raise StepRefused("请写明不放行的原因，单位看得到。")
    return _decided(picture, Picture.Status.REFUSED, "refuse", actor, at, reason.strip())


@transaction.atomic
def publish_picture(*, picture_id: int, actor: User, at: datetime) -> Picture:
    """The compiler publishes what the reviewer released: from now on it does not change. Doing it again changes nothing."""
    picture = _locked(picture_id)
    must(picture_access.can_publish(actor, picture))
    if picture.status == Picture.Status.PUBLISHED:
        return picture
    _must_be(picture, Picture.Status.RELEASED, "没有放行")
    if not picture.task.project.plan.versions.exists():
        raise StepRefused("这一年的方案还没有公布，图片没有地方显示。")
    picture.status = Picture.Status.PUBLISHED
    picture.published_by = actor
    picture.published_at = database_clock.moment(at).replace(microsecond=0)
    _record(picture, "publish", actor, at)
    picture.save()
    return picture


@transaction.atomic
def show_in_head(*, picture_id: int, actor: User, at: datetime, shown: bool) -> Picture:
    """At most one published picture stands in the district's head; choosing one takes the other's place."""
    picture = _locked(picture_id)
    must(picture_access.can_choose_head(actor, picture))
    _must_be(picture, Picture.Status.PUBLISHED, "没有公布")
    others = Picture.objects.select_for_update().filter(district=picture.district, in_head=True)
    for other in others.exclude(pk=picture.pk) if shown else ():
        _set_head(other, False, actor, at)
    if picture.in_head != shown:
        _set_head(picture, shown, actor, at)
    return picture


@transaction.atomic
def take_down_picture(*, picture_id: int, actor: User, at: datetime, reason: str) -> Picture:
    """A published picture goes for good, its bytes with it; digest, moment and reason stay. Idempotent."""
    picture = _locked(picture_id)
    must(picture_access.can_take_down(actor, picture))
    if picture.status == Picture.Status.WITHDRAWN:
        return picture
    _must_be(picture, Picture.Status.PUBLISHED, "没有公布")
    if not reason.strip():
        raise StepRefused("请写明撤下的原因，项目页上会写出来。")
    if hits := privacy.scan(reason):
        raise StepRefused(f"原因会公开，不能写个人号码：{hits[0].sentence}")
    destroy(picture, actor, at, reason.strip())
    by = (picture.decided_by_id or actor.pk, actor.pk)
    note_sealing(Entry(at, picture.district.code, KIND, picture.mark, picture.pk, by))
    return picture


def destroy(picture: Picture, by: User, at: datetime, reason: str) -> None:
    """The bytes of a locked picture go; the caller has asked who may."""
    picture.status = Picture.Status.WITHDRAWN
    picture.in_head = False
    picture.withdrawn_by, picture.withdrawn_at = by, at.replace(microsecond=0)
    picture.withdrawal_reason = reason
    _record(picture, "withdraw", by, at, reason=reason)
    picture.save()
    _empty(picture)
    taken_back.mark(picture.district.slug)


def _empty(picture: Picture) -> None:
    """The one way past the written-once rows of files; their guard allows emptying and nothing else."""
    models.QuerySet(PictureFile).filter(picture=picture).update(data=None)
    wiping.wipe_after_commit()


def locked_picture(picture_id: int) -> Picture:
    return _locked(picture_id)


def _locked(picture_id: int) -> Picture:
    return (
        Picture.objects.select_for_update(of=("self",))
        .select_related("district", "task__project__plan", "decided_by", "offered_by")
        .get(pk=picture_id)
    )


def _clean(words: Words, at: datetime) -> Words:
    text = words.text.strip()
    if not text:
        raise StepRefused("请写说明：看不见图片的人靠它知道图片上是什么。")
    if hits := privacy.scan(text):
        raise StepRefused(f"说明会公开，不能写个人号码：{hits[0].sentence}")
    if words.taken_on > at.date():
        raise StepRefused("拍摄日期不能在今天以后。")
    if words.stage not in Picture.Stage.values:
        raise StepRefused("请选施工前、施工中或完工。")
    return Words(words.stage, text, words.taken_on)


def _listed(files: list[PictureFile]) -> list[tuple[int, int, str, str]]:
    return sorted((one.width, one.height, str(one.form), one.sha256) for one in files)


def _must_be(picture: Picture, status: Picture.Status, otherwise: str) -> None:
    if picture.status != status:
        raise StepRefused(f"这张图片{otherwise}（现在是“{picture.get_status_display()}”）。")


def _decided(
    picture: Picture, status: Picture.Status, act: str, actor: User, at: datetime, note: str
) -> Picture:
    picture.status = status
    picture.decided_by, picture.decided_at, picture.decision_note = actor, at, note
    _record(picture, act, actor, at, note=note)
    picture.save()
    return picture


def _set_head(picture: Picture, shown: bool, actor: User, at: datetime) -> None:
    picture.in_head = shown
    _record(picture, "head", actor, at, shown=shown)
    picture.save(update_fields=["in_head"])


def _record(picture: Picture, act: str, actor: User, at: datetime, **more: object) -> None:
    audit.record(
        at=at,
        actor=actor,
        verb=f"picture.{act}",
        subject=picture,
        district_code=picture.district.code,
        detail={"sha256": picture.content_sha256, **more},
    )
