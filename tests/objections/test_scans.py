"""Letters scanned by staff: bounded, drawn anew, sealed, opened with a reason, gone with the words."""

from __future__ import annotations

import io

import pytest
from cryptography.fernet import Fernet
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image

from objections import receipts, services
from objections.export import own_data
from objections.models import IdentityView, Objection, ObjectionScan
from objections.rotation import reseal_everything
from projects.workflow import StepRefused
from tests.factories import AT
from tests.objections.conftest import NAME, PHONE, WORDS, signed_in

pytestmark = pytest.mark.django_db
PDF = b"%PDF-1.7 " + WORDS.encode()


def letter(desk) -> Objection:
    receipt = services.register_objection(
        district=desk.district,
        actor=desk.handler,
        arrival=services.Arrival("letter", AT.date(), desk.notice),
        words=services.Words(text=WORDS, name=NAME, contact=PHONE, project_number=1),
        token=receipts.new_token("entry", AT),
        is_complete=True,
        at=AT,
    )
    return Objection.objects.get(pk=receipt.objection_id)


def add(desk, objection, name=f"{NAME}来信.pdf", data=PDF, **values):
    return services.add_scan(
        **{
            "objection_id": objection.pk,
            "actor": desk.handler,
            "name": name,
            "data": data,
            "at": AT,
            **values,
        }
    )


def photo() -> bytes:
    """A photo that tells where it was taken."""
    picture = Image.new("RGB", (40, 30), "white")
    exif = Image.Exif()
    exif[0x010E] = "江南大道7号"
    out = io.BytesIO()
    picture.save(out, "JPEG", exif=exif)
    return out.getvalue()


def test_a_scan_is_sealed_with_its_name_and_opened_with_a_reason(desk):
    objection = letter(desk)
    scan = add(desk, objection)
    stored = bytes(ObjectionScan.objects.values_list("sealed_file", flat=True).get())
    for clear in (PDF, NAME.encode(), WORDS.encode()):
        assert clear not in stored
    opened = services.open_scan(
        objection_id=objection.pk, scan_id=scan.pk, actor=desk.handler, reason="核实地点", at=AT
    )
    assert (opened.data, opened.name) == (PDF, f"{NAME}来信.pdf")
    assert IdentityView.objects.get().reason == "核实地点"


def test_a_photo_is_drawn_anew_without_what_it_told(desk):
    objection = letter(desk)
    data = photo()
    assert b"Exif" in data
    scan = add(desk, objection, "a.jpg", data)
    opened = services.open_scan(
        objection_id=objection.pk, scan_id=scan.pk, actor=desk.handler, reason="核实", at=AT
    )
    assert opened.content_type == "image/jpeg"
    assert b"Exif" not in opened.data
    assert not Image.open(io.BytesIO(opened.data)).getexif()


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "空文件"),
        (b"MZ\x90\x00", "不是可以上传的类型"),
        (b"<svg onload=alert(1)>", "不是可以上传的类型"),
        (b"%PDF-" + b"0" * (10 * 1024 * 1024), "不超过10MB"),
        (b"\xff\xd8\xff broken", "打不开"),
    ],
)
def test_what_is_no_scan_is_refused_with_a_sentence(desk, data, words):
    objection = letter(desk)
    with pytest.raises(StepRefused, match=words):
        add(desk, objection, data=data)
    assert not objection.scans.exists()


def test_scans_are_counted_and_belong_to_letters_only(desk):
    objection = letter(desk)
    for _ in range(9):
        add(desk, objection)
    with pytest.raises(StepRefused, match="最多附9个"):
        add(desk, objection)
    with pytest.raises(StepRefused, match="网上提出"):
        add(desk, desk.received())


def test_all_scans_of_one_objection_are_bounded_together(desk):
    objection = letter(desk)
    large = b"%PDF-" + b"0" * (8 * 1024 * 1024)
    add(desk, objection, data=large)
    add(desk, objection, data=large)
    with pytest.raises(StepRefused, match="合计不超过20MB"):
        add(desk, objection, data=large)
    assert objection.scans.count() == 2


def test_scans_go_with_the_words_and_stay_readable_under_new_keys(desk, settings):
    objection = letter(desk)
    add(desk, objection)
    old = settings.PORTAL_FIELD_KEYS[0]
    settings.PORTAL_FIELD_KEYS = [Fernet.generate_key().decode(), old]
    reseal_everything()
    settings.PORTAL_FIELD_KEYS = settings.PORTAL_FIELD_KEYS[:1]
    assert own_data(Objection.objects.get())["来信扫描件"][0]["名称"] == f"{NAME}来信.pdf"
    services.withdraw_objection(objection_id=objection.pk, at=AT)
    erasure = services.propose_erasure(
        district=desk.district, objections=[objection], actor=desk.handler, reason="本人申请", at=AT
    )
    services.approve_erasure(erasure_id=erasure.pk, actor=desk.security_admin, at=AT)
    assert not ObjectionScan.objects.exists()


def test_a_handler_adds_opens_and_removes_a_scan_on_the_pages(desk):
    objection = letter(desk)
    page = signed_in(desk.handler)
    where = {
        name: reverse(f"objections:{name}", args=[objection.pk])
        for name in ("case", "open", "scan-add")
    }
    bad = page.post(where["scan-add"], {"scan-scan": SimpleUploadedFile("a.exe", b"MZ")})
    assert bad.status_code == 422
    assert "不是可以上传的类型" in bad.content.decode()
    huge = SimpleUploadedFile("a.pdf", b"%PDF-" + b"0" * (10 * 1024 * 1024))
    refused = page.post(where["scan-add"], {"scan-scan": huge})
    assert (refused.status_code, "不超过10MB" in refused.content.decode()) == (422, True)
    good = {"scan-scan": SimpleUploadedFile(f"{NAME}.pdf", PDF)}
    text = page.post(where["scan-add"], good, follow=True).content.decode()
    assert "扫描件已加密保存" in text
    assert NAME not in text
    scan = ObjectionScan.objects.get()
    address = reverse("objections:scan-open", args=[objection.pk, scan.pk])
    opened = page.post(where["open"], {"open-reason": "核实地点"}).content.decode()
    assert address in opened
    assert page.get(address).status_code == 405
    assert page.post(address, {"open-reason": " "}).status_code == 422
    answer = page.post(address, {"open-reason": "核实地点"})
    assert (answer.content, answer["Content-Type"]) == (PDF, "application/pdf")
    assert NAME not in str(answer.headers)
    assert "no-store" in answer["Cache-Control"]
    assert IdentityView.objects.count() == 2
    page.post(reverse("objections:scan-remove", args=[objection.pk, scan.pk]))
    assert not ObjectionScan.objects.exists()


@pytest.mark.parametrize("person", ["reviewer", "signer", "reporter", "security_admin", "auditor"])
def test_nobody_but_a_handler_reaches_a_scan(desk, person):
    objection = letter(desk)
    scan = add(desk, objection)
    page = signed_in(getattr(desk, person))
    for name in ("scan-open", "scan-remove"):
        address = reverse(f"objections:{name}", args=[objection.pk, scan.pk])
        answer = page.post(address, {"open-reason": "看看"})
        assert answer.status_code in (403, 404)
    assert ObjectionScan.objects.exists()
    assert not IdentityView.objects.exists()


def test_a_scan_is_not_opened_through_another_case(desk):
    scan = add(desk, letter(desk))
    other = desk.received()
    address = reverse("objections:scan-open", args=[other.pk, scan.pk])
    assert signed_in(desk.handler).post(address, {"open-reason": "看看"}).status_code == 404
