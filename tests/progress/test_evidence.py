"""Files beside a report: what they are is told by their bytes, photos lose their place, nobody else fetches them."""

from __future__ import annotations

from io import BytesIO
from zipfile import ZipFile

import pytest
from django.core.exceptions import PermissionDenied
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from progress import evidence_files, services
from progress.models import Evidence
from tests.factories import AT
from tests.progress.conftest import COMPLETE
from tests.progress.test_unit_desk import address, page, signed_in

PDF = b"%PDF-1.7 minimal"


def photo(**save) -> bytes:
    out = BytesIO()
    Image.new("RGB", (40, 30), "red").save(out, save.pop("format", "JPEG"), **save)
    return out.getvalue()


def archive(*names: str) -> bytes:
    out = BytesIO()
    with ZipFile(out, "w") as made:
        for name in names:
            made.writestr(name, "<x/>")
    return out.getvalue()


def test_a_photo_loses_its_place():
    exif = Image.Exif()
    exif[0x8825] = {1: "N", 2: (30.0, 48.0, 0.0)}
    exif[0x010F] = "Maker"
    kept = evidence_files.accept(photo(exif=exif), "现场.jpg")
    assert kept.content_type == "image/jpeg"
    assert not dict(Image.open(BytesIO(kept.data)).getexif())
    assert b"Maker" not in kept.data


def test_a_png_becomes_a_jpg():
    kept = evidence_files.accept(photo(format="PNG"), "截图.png")
    assert kept.extension == "jpg"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (PDF, "pdf"),
        (archive("word/document.xml"), "docx"),
        (archive("xl/workbook.xml"), "xlsx"),
    ],
)
def test_documents_are_kept_as_they_are(data, kind):
    kept = evidence_files.accept(data, "文件.bin")
    assert (kept.extension, kept.data) == (kind, data)


@pytest.mark.parametrize(
    ("data", "says"),
    [
        (b"", "空文件"),
        (b"MZ\x90 program", "不是可以上传的类型"),
        (b"<svg onload=alert(1)>", "不是可以上传的类型"),
        (b"\xff\xd8\xff broken", "打不开"),
        (b"PK\x03\x04 broken", "无法作为Office 文件打开"),
        (archive("readme.txt"), "不是 Word 或 Excel"),
        (archive("xl/workbook.xml", "xl/vbaProject.bin"), "带有宏"),
        (b"%PDF-" + b"0" * evidence_files.MAX_BYTES, "不超过10MB"),
    ],
)
def test_everything_else_is_refused_with_a_sentence(data, says):
    with pytest.raises(evidence_files.FileRefused, match=says):
        evidence_files.accept(data, "文件.jpg")


@pytest.fixture
def saved(story):
    services.save_report(
        **story.where, actor=story.reporter, at=AT, values=COMPLETE, base_version=0
    )
    return story


def add(story, name="现场.jpg", data=None, actor=None, **values):
    return services.add_evidence(
        **story.where,
        actor=actor or story.reporter,
        at=AT,
        name=name,
        data=data or photo(),
        **values,
    )


@pytest.mark.django_db
class TestFiles:
    def test_a_file_is_stored_under_a_random_name(self, saved):
        kept = add(saved, name="../../etc/现场.php")
        assert kept.name == "现场.jpg"
        assert "现场" not in kept.file.name and kept.file.name.endswith(".jpg")

    def test_files_are_bounded_in_number(self, saved):
        for _ in range(evidence_files.MAX_FILES):
            add(saved)
        with pytest.raises(services.StepRefused, match="最多9个"):
            add(saved)

    def test_before_the_first_save_there_is_nothing_to_add_to(self, story):
        with pytest.raises(services.StepRefused, match="先存一次草稿"):
            add(story)

    def test_after_the_submission_files_stand(self, saved):
        kept = add(saved)
        services.submit_report(**saved.where, actor=saved.reporter, at=AT, version=1)
        with pytest.raises(services.StepRefused, match="请先撤回"):
            add(saved)
        with pytest.raises(services.StepRefused):
            services.remove_evidence(
                **saved.where, evidence_id=kept.pk, actor=saved.reporter, at=AT
            )

    def test_another_unit_adds_nothing(self, saved):
        with pytest.raises(PermissionDenied):
            add(saved, actor=saved.outsider)

    def test_by_the_pages(self, saved):
        unit = signed_in(saved.reporter)
        response = unit.post(
            address(saved, "report-add-file"),
            {
                "file": [
                    SimpleUploadedFile("盖章表.pdf", PDF),
                    SimpleUploadedFile("病毒.exe", b"MZ"),
                ],
                "stamped": "1",
            },
            follow=True,
        )
        text = page(response)
        assert "已上传“盖章表.pdf”" in text and "不是可以上传的类型" in text
        kept = Evidence.objects.get()
        assert kept.is_stamped_sheet
        fetched = unit.get(f"/desk/evidence/{kept.pk}/")
        assert b"".join(fetched.streaming_content) == PDF
        assert fetched["Content-Disposition"].startswith("attachment")
        assert fetched["X-Content-Type-Options"] == "nosniff"
        assert signed_in(saved.reviewer).get(f"/desk/evidence/{kept.pk}/").status_code == 200
        assert signed_in(saved.outsider).get(f"/desk/evidence/{kept.pk}/").status_code == 404
        unit.post(address(saved, "report-remove-file"), {"file": kept.pk})
        assert not Evidence.objects.exists()

    def test_a_file_of_another_report_is_not_removed(self, saved):
        kept = add(saved)
        other = signed_in(saved.outsider)
        response = other.post(address(saved, "report-remove-file"), {"file": kept.pk})
        assert response.status_code == 404
        assert Evidence.objects.exists()
