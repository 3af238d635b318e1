"""Pictures of projects: chosen by the unit, released by a reviewer, published by the compiler, fixed until taken down."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from io import BytesIO

import pytest
from django.core.exceptions import PermissionDenied
from django.db import DatabaseError, connection, transaction
from PIL import Image, ImageDraw

from accounts import erasure_journal
from accounts.erasure_journal import Entry
from accounts.models import AuditEvent, User
from notices import services
from notices.models import Picture, PictureFile
from notices.refusals import StepRefused
from notices.services import Words
from notices.verification import verify_district
from progress import services as reporting
from progress.models import Evidence, ReportingRound
from projects.models import Role
from projects.services import publish_plan
from publicity.site import pictures
from tests.factories import AT, make_person, make_post, make_report, make_round
from tests.notices.conftest import Office

pytestmark = pytest.mark.django_db
DAY = date(2025, 4, 1)
WORDS = Words("now", "示例图：一条新铺的路，两侧有路灯。", DAY)


def drawn(width: int = 1500, height: int = 1000, mark: int = 1, **save) -> bytes:
    """A drawing that is a photo to the portal; another `mark` makes another picture."""
    image = Image.new("RGB", (width, height), (210, 222, 235))
    pen = ImageDraw.Draw(image)
    pen.rectangle((0, height * 2 // 3, width, height), fill=(90, 96, 104))
    pen.ellipse((mark * 40, 40, mark * 40 + 120, 160), fill=(240, 180, 60))
    out = BytesIO()
    image.save(out, save.pop("format", "JPEG"), quality=90, **save)
    return out.getvalue()


@dataclass
class Shots:
    """The office with a unit's reporter who attaches photos to the report of the first project."""

    office: Office
    reporter: User
    round: ReportingRound
    made: int = field(default=0)

    @property
    def task(self):
        return self.office.plan.projects.get(number=1).tasks.get()

    def attached(self, data: bytes | None = None, name: str = "现场.jpg") -> Evidence:
        self.made += 1
        return reporting.add_evidence(
            task_id=self.task.pk,
            round_id=self.round.pk,
            actor=self.reporter,
            at=AT,
            name=name,
            data=data or drawn(mark=self.made),
        )

    def offered(self, words: Words = WORDS, data: bytes | None = None) -> Picture:
        return services.offer_picture(
            evidence=self.attached(data), actor=self.reporter, at=AT, words=words
        )

    def released(self, **more) -> Picture:
        picture = self.offered(**more)
        return services.release_picture(
            picture_id=picture.pk,
            actor=self.office.reviewer,
            at=AT,
            digest=picture.content_sha256,
            note="没有可辨认的人脸",
        )

    def published(self, **more) -> Picture:
        return services.publish_picture(
            picture_id=self.released(**more).pk, actor=self.office.compiler, at=AT
        )


def make_shots(office: Office) -> Shots:
    unit = office.plan.projects.get(number=1).tasks.get().task_units.first().unit
    publish_plan(plan_id=office.plan.pk, actor=office.reviewer, at=AT)
    round_ = make_round(office.plan, 4)
    make_report(office.plan.projects.get(number=1).tasks.get(), round_)
    return Shots(office, make_person("photographer", role=Role.REPORTER, unit=unit), round_)


@pytest.fixture
def shots(office) -> Shots:
    return make_shots(office)


def taken_down(shots: Shots, picture: Picture) -> Picture:
    return services.take_down_picture(
        picture_id=picture.pk, actor=shots.office.signer, at=AT, reason="图上有住户门牌。"
    )


PROJECT, HEAD = "/wanzhou/2025/1/", "/wanzhou/"


def test_a_released_and_published_picture_stands_on_the_projects_page(shots, client):
    picture = shots.released()
    assert picture.mark not in client.get(PROJECT).content.decode()
    services.publish_picture(picture_id=picture.pk, actor=shots.office.compiler, at=AT)
    page = client.get(PROJECT).content.decode()
    assert "示例图：一条新铺的路，两侧有路灯。" in page
    assert 'width="720" height="480"' in page
    for width in (360, 720, 1440):
        for form, kind in (("jpg", "image/jpeg"), ("webp", "image/webp")):
            answer = client.get(f"/wanzhou/pictures/{picture.mark}-{width}.{form}")
            assert (answer.status_code, answer["Content-Type"]) == (200, kind)
            assert answer["Cache-Control"] == "max-age=86400, public, immutable"
            with Image.open(BytesIO(answer.content)) as shown:
                assert shown.size == (width, width * 2 // 3)
                assert not shown.getexif()
    assert verify_district(shots.office.district).faults == ()


def test_few_pictures_are_loaded_with_their_page_and_many_wait_to_be_scrolled_to(shots, client):
    """A browser that prints a page, or makes a file of it, has those it loaded and leaves the others blank."""
    for number in range(pictures.FEW):
        shots.published(words=replace(WORDS, text=f"示例图：第{number}段路。"))
    page = client.get(PROJECT).content.decode()
    assert page.count("<img ") == pictures.FEW and "lazy" not in page
    shots.published(words=replace(WORDS, text="示例图：还有一段。"))
    assert client.get(PROJECT).content.decode().count('loading="lazy"') == pictures.FEW + 1


@pytest.mark.parametrize("state", ["offered", "released"])
def test_nothing_of_a_picture_is_public_before_it_is_published(shots, client, state):
    picture = getattr(shots, state)()
    assert picture.mark not in client.get(PROJECT).content.decode()
    assert client.get(f"/wanzhou/pictures/{picture.mark}-360.jpg").status_code == 404


def test_whoever_had_a_hand_in_it_does_not_release_it_nor_a_person_of_the_unit(shots):
    picture = shots.offered()
    make_post(shots.reporter, shots.office.district, Role.REVIEWER)
    of_unit = make_person("both", shots.office.district, Role.REVIEWER)
    make_post(of_unit, shots.office.district, Role.REPORTER, shots.task.task_units.first().unit)
    for actor in (shots.reporter, of_unit, shots.office.compiler, shots.office.signer):
        actor = User.objects.get(pk=actor.pk)
        with pytest.raises(PermissionDenied):
            services.release_picture(
                picture_id=picture.pk,
                actor=actor,
                at=AT,
                digest=picture.content_sha256,
                note="没有可辨认的人脸",
            )


def test_whoever_released_it_does_not_publish_it(shots):
    picture = shots.released()
    make_post(shots.office.reviewer, shots.office.district, Role.COMPILER)
    both = User.objects.get(pk=shots.office.reviewer.pk)
    with pytest.raises(PermissionDenied, match="另一人"):
        services.publish_picture(picture_id=picture.pk, actor=both, at=AT)


def test_nothing_is_released_without_a_note_about_people_or_unseen(shots):
    picture = shots.offered()
    for digest, note in ((picture.content_sha256, " "), ("0" * 64, "没有可辨认的人脸")):
        with pytest.raises(StepRefused):
            services.release_picture(
                picture_id=picture.pk, actor=shots.office.reviewer, at=AT, digest=digest, note=note
            )


def test_what_is_not_released_is_not_published(shots):
    picture = shots.offered()
    with pytest.raises(StepRefused, match="没有放行"):
        services.publish_picture(picture_id=picture.pk, actor=shots.office.compiler, at=AT)


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (Words("now", "  ", DAY), "请写说明"),
        (Words("now", "联系 13812345678", DAY), "个人号码"),
        (Words("now", "一条路。", AT.date() + timedelta(days=1)), "今天以后"),
        (Words("later", "一条路。", DAY), "请选"),
    ],
)
def test_words_that_cannot_be_public_are_refused_with_a_sentence(shots, words, says):
    with pytest.raises(StepRefused, match=says):
        shots.offered(words=words)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (drawn(300, 300), "300 像素宽"),
        (drawn(400, 1000), "太长或太扁"),
        (drawn(2000, 400), "太长或太扁"),
    ],
)
def test_shapes_no_page_could_show_are_refused_in_words(shots, data, says):
    with pytest.raises(StepRefused, match=says):
        shots.offered(data=data)


def test_a_document_is_no_picture(shots):
    paper = shots.attached(b"%PDF-1.7 minimal", "表.pdf")
    with pytest.raises(StepRefused, match="只有照片"):
        services.offer_picture(evidence=paper, actor=shots.reporter, at=AT, words=WORDS)


def test_places_further_frames_and_what_stands_behind_the_picture_are_gone(shots):
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (30.0, 48.0, 0.0)}
    exif[0x010F] = "Maker"
    hostile = drawn(exif=exif) + b"<script>alert(1)</script>PK\x03\x04"
    picture = shots.offered(data=hostile)
    for file in picture.files.all():
        assert b"Maker" not in bytes(file.data)
        assert b"script" not in bytes(file.data)
    frames = BytesIO()
    Image.new("RGB", (400, 300), "red").save(
        frames, "PNG", save_all=True, append_images=[Image.new("RGB", (400, 300), "blue")]
    )
    still = shots.offered(data=frames.getvalue(), words=Words("after", "示例图：红色。", DAY))
    for file in still.files.all():
        with Image.open(BytesIO(bytes(file.data))) as shown:
            assert getattr(shown, "n_frames", 1) == 1
            assert shown.size == (360, 270)


def test_a_unit_takes_back_what_is_not_published_and_the_attachment_stays(shots):
    picture = shots.released()
    services.take_back_picture(picture_id=picture.pk, actor=shots.reporter, at=AT)
    assert not PictureFile.objects.exclude(data=None).exists()
    photo = Evidence.objects.get()
    again = services.offer_picture(evidence=photo, actor=shots.reporter, at=AT, words=WORDS)
    assert again.content_sha256 == picture.content_sha256
    shown = shots.published()
    with pytest.raises(StepRefused, match="已经公布"):
        services.take_back_picture(picture_id=shown.pk, actor=shots.reporter, at=AT)


def test_a_refused_picture_says_why_and_is_nowhere(shots, client):
    picture = shots.offered()
    services.refuse_picture(
        picture_id=picture.pk, actor=shots.office.reviewer, at=AT, reason="有人脸。"
    )
    client.force_login(shots.reporter)
    page = client.get(f"/desk/pictures/{picture.pk}/").content.decode()
    assert "有人脸。" in page
    assert client.get(f"/wanzhou/pictures/{picture.mark}-360.jpg").status_code == 404


# ---------------------------------------------------------------- taken down
def test_a_picture_taken_down_leaves_its_digest_and_the_fact_and_nothing_else(shots, client):
    picture = shots.published()
    services.show_in_head(picture_id=picture.pk, actor=shots.office.compiler, at=AT, shown=True)
    address = f"/wanzhou/pictures/{picture.mark}-720.webp"
    assert client.get(address).status_code == 200
    taken_down(shots, picture)
    page = client.get(PROJECT).content.decode()
    assert "图上有住户门牌。" in page
    assert picture.content_sha256 in page
    assert address.rpartition("/")[2] not in page
    assert WORDS.text not in page
    assert picture.mark not in client.get(HEAD).content.decode()
    answer = client.get(address)
    assert (answer.status_code, "撤下" in answer.content.decode()) == (410, True)
    assert not PictureFile.objects.exclude(data=None).exists()
    client.force_login(shots.office.reviewer)
    assert client.get(f"/desk/pictures/{picture.pk}/720.webp").status_code == 404
    report = verify_district(shots.office.district)
    assert report.faults == ()
    assert any("已撤下" in one.sentence for one in report.problems)


def test_a_reason_is_needed_and_holds_no_personal_number(shots):
    picture = shots.published()
    for reason in ("  ", "机主 13812345678 要求"):
        with pytest.raises(StepRefused):
            services.take_down_picture(
                picture_id=picture.pk, actor=shots.office.signer, at=AT, reason=reason
            )
    with pytest.raises(PermissionDenied):
        services.take_down_picture(picture_id=picture.pk, actor=shots.reporter, at=AT, reason="删")


def test_what_a_backup_brought_back_is_taken_down_again(shots, client):
    picture = shots.published()
    by = (shots.office.reviewer.pk, shots.office.signer.pk)
    erasure_journal.add([Entry(AT, "500101", "picture", picture.mark, picture.pk, by)])
    assert services.seals_not_replayed() == [picture.mark]
    assert services.replay_seals(at=AT) == (1, ())
    assert client.get(f"/wanzhou/pictures/{picture.mark}-360.jpg").status_code == 410
    assert services.replay_seals(at=AT) == (0, ())


# ---------------------------------------------------------------- the head
def test_the_head_shows_one_chosen_picture_and_without_one_nothing(shots, client):
    first = shots.published()
    second = shots.published(words=Words("after", "示例图：完工。", DAY))
    empty = client.get(HEAD).content.decode()
    assert "headshot" not in empty
    for picture in (first, second):
        services.show_in_head(picture_id=picture.pk, actor=shots.office.compiler, at=AT, shown=True)
    page = client.get(HEAD).content.decode()
    assert page.count('class="headshot"') == 1
    assert second.mark in page
    assert first.mark not in page
    services.show_in_head(picture_id=second.pk, actor=shots.office.compiler, at=AT, shown=False)
    assert "headshot" not in client.get(HEAD).content.decode()


# ---------------------------------------------------------------- what the database keeps
@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE notices_picture SET text = '换了' WHERE id = %s",
        "UPDATE notices_picture SET taken_on = '2020-01-01' WHERE id = %s",
        "UPDATE notices_picture SET decision_note = '换了' WHERE id = %s",
        "UPDATE notices_picture SET published_at = '2020-01-01' WHERE id = %s",
        "UPDATE notices_picture SET in_head = NOT in_head WHERE id = %s",
        "UPDATE notices_picture SET status = 'withdrawn', withdrawn_at = published_at, "
        "withdrawn_by_id = published_by_id, withdrawal_reason = 'x' WHERE id = %s",
        "DELETE FROM notices_picture WHERE id = %s",
        "UPDATE notices_picturefile SET data = NULL WHERE picture_id = %s",
        "UPDATE notices_picturefile SET sha256 = '' WHERE picture_id = %s",
        "DELETE FROM notices_picturefile WHERE picture_id = %s",
    ],
)
def test_the_database_changes_nothing_of_a_published_picture(shots, statement):
    picture = shots.published()
    with (
        pytest.raises(DatabaseError, match="written once"),
        transaction.atomic(),
        connection.cursor() as cursor,
    ):
        cursor.execute(statement, [picture.pk])


def test_a_picture_is_published_only_with_its_audit_event(shots):
    picture = shots.released()
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        Picture.objects.filter(pk=picture.pk).update(
            status="published", published_at=AT, published_by=shots.office.compiler
        )


def test_verification_names_what_was_altered_inserted_or_removed(shots):
    from accounts.append_only import all_guards

    picture = shots.published()
    guards = [all_guards()[name] for name in ("notices_picture", "notices_picturefile")]
    execute = connection.cursor().execute
    for guard in guards:
        guard.lift(execute, connection.vendor)
    try:
        file = picture.files.first()
        execute("UPDATE notices_picturefile SET data = %s WHERE id = %s", [b"x", file.pk])
        execute("UPDATE notices_picture SET text = '换了' WHERE id = %s", [picture.pk])
        said = [one.sentence for one in verify_district(shots.office.district).faults]
        assert any("文件与公布时的摘要不一致" in one for one in said)
        assert any("说明、日期或文件" in one for one in said)
        execute("DELETE FROM notices_picturefile WHERE picture_id = %s", [picture.pk])
        execute("DELETE FROM notices_picture WHERE id = %s", [picture.pk])
        kinds = [one.kind for one in verify_district(shots.office.district).faults]
        assert kinds == ["removed"]
    finally:
        for guard in guards:
            guard.add(execute, connection.vendor)


def test_every_act_stands_in_the_trail_with_the_digest(shots):
    picture = shots.published()
    taken_down(shots, picture)
    found = AuditEvent.objects.filter(verb__startswith="picture.").order_by("pk")
    assert [one.verb.partition(".")[2] for one in found] == [
        "offer", "release", "publish", "withdraw",
    ]  # fmt: skip
    assert {one.detail["sha256"] for one in found} == {picture.content_sha256}


# ---------------------------------------------------------------- on the desk
def test_a_unit_offers_and_a_reviewer_releases_by_hand(shots, client):
    photo = shots.attached()
    client.force_login(shots.reporter)
    form = {"stage": "before", "text": "示例图：施工前的路口。", "taken_on": "2025-04-01"}
    assert client.post(f"/desk/pictures/offer/{photo.pk}/", form | {"text": ""}).status_code == 422
    client.post(f"/desk/pictures/offer/{photo.pk}/", form)
    picture = Picture.objects.get()
    client.force_login(shots.office.reviewer)
    page = client.get(f"/desk/pictures/{picture.pk}/").content.decode()
    assert f"/desk/pictures/{picture.pk}/1440." in page
    there = f"/desk/pictures/{picture.pk}/release/"
    seen = {"digest": picture.content_sha256}
    assert client.post(there, seen).status_code == 422
    assert client.post(there, seen | {"people": "agreed"}).status_code == 422
    basis = "2025年4月2日书面同意，存区教委档案。"
    client.post(there, seen | {"people": "agreed", "basis": basis})
    picture.refresh_from_db()
    assert picture.status == "released"
    assert basis in picture.decision_note
    client.force_login(shots.office.compiler)
    client.post(f"/desk/pictures/{picture.pk}/publish/")
    page = client.get(PROJECT).content.decode()
    assert "施工前的路口" in page
    assert basis not in page


# ---------------------------------------------------------------- as the portal's own role
@pytest.mark.postgres
def test_offered_taken_back_published_chosen_and_taken_down_as_the_role(shots, as_the_role):
    photo = shots.attached()
    as_the_role()
    acts = {"actor": shots.reporter, "at": AT}
    first = services.offer_picture(evidence=photo, words=WORDS, **acts)
    services.take_back_picture(picture_id=first.pk, **acts)
    assert not PictureFile.objects.exclude(data=None).exists()
    again = services.offer_picture(evidence=photo, words=WORDS, **acts)
    services.release_picture(
        picture_id=again.pk,
        actor=shots.office.reviewer,
        at=AT,
        digest=again.content_sha256,
        note="没有可辨认的人脸",
    )
    services.publish_picture(picture_id=again.pk, actor=shots.office.compiler, at=AT)
    services.show_in_head(picture_id=again.pk, actor=shots.office.compiler, at=AT, shown=True)
    assert taken_down(shots, again).status == "withdrawn"
    assert verify_district(shots.office.district).faults == ()
