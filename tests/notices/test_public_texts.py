"""Personal numbers are looked for in the files as well, where something else than the content brings them in."""

from __future__ import annotations

import io
import json
import zipfile

import pytest

from notices import services, workflow
from notices.models import Notice, NoticeFile
from notices.public_texts import personal_numbers, texts_in
from notices.refusals import StepRefused
from projects.models import District
from tests.factories import AT

pytestmark = pytest.mark.django_db


def test_every_project_is_read_back_from_each_file_that_holds_words(office):
    office.published()
    for file in NoticeFile.objects.exclude(format="pdf"):
        text = "\n".join(texts_in(file.format, bytes(file.data)))
        for words in ("口袋公园", "校园周边", "小微停车场", "区城市管理局"):
            assert words in text, file.format


def test_the_portals_own_files_raise_no_false_alarm(office):
    office.published()
    forms = {file.format: bytes(file.data) for file in NoticeFile.objects.all()}
    assert len(forms) == 5
    assert personal_numbers(forms) == []


def test_a_number_set_in_two_runs_of_a_paragraph_is_found():
    xml = "<w:p><w:r><w:t>电话1381</w:t></w:r><w:r><w:t>2345678</w:t></w:r></w:p>"
    assert [hit.hit.masked for hit in personal_numbers({"docx": packed(xml)})] == ["138****5678"]


def test_two_cells_side_by_side_are_no_number():
    xml = "<c><v>1381</v></c><c><v>2345678</v></c>"
    assert personal_numbers({"xlsx": packed(xml)}) == []


def test_the_contact_phone_may_be_a_mobile():
    data = json.dumps({"phone": "13812345678"}).encode()
    assert personal_numbers({"json": data}, allowed_phones=["13812345678"]) == []
    assert len(personal_numbers({"json": data})) == 1


def test_a_number_that_only_the_files_would_show_stops_the_publication(office):
    notice = office.approved()
    District.objects.filter(pk=office.district.pk).update(commission_name="区发改委 13912345678")
    with pytest.raises(StepRefused, match=r"Word 文件.*139\*{4}5678"):
        services.publish_notice(notice_id=notice.pk, actor=office.signer, at=AT)
    assert Notice.objects.get(pk=notice.pk).status == workflow.APPROVED
    assert not NoticeFile.objects.exists()


def packed(xml: str) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w") as package:
        package.writestr("part.xml", xml)
    return data.getvalue()
