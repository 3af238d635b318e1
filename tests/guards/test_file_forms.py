"""What a form of file is stands in one table (`documents.writing.file_forms`), and the server before us knows all of it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from documents.writing.file_forms import FILE_FORMS, FileForm
from documents.writing.files import NOTICE_WRITERS
from notices.models import NoticeFile
from tests.guards.test_one_home import ROOT, modules

NGINX = (ROOT / "deploy/nginx.conf").read_text()
TABLE = ROOT / "documents/writing/file_forms.py"


def product() -> list[Path]:
    return [*modules(), *sorted((ROOT / "documents").rglob("*.py"))]


@pytest.mark.parametrize("form", FILE_FORMS, ids=lambda form: form.ending)
def test_a_content_type_is_spelled_once(form: FileForm):
    found = [file for file in product() if re.search(rf"\"{form.media_type}\W", file.read_text())]
    assert found == [TABLE]


@pytest.mark.parametrize("form", FILE_FORMS, ids=lambda form: form.ending)
def test_nginx_sends_a_form_as_the_portal_does(form: FileForm):
    types = NGINX[NGINX.index("types {") :]
    assert re.search(rf"^\s+{re.escape(form.media_type)}\s+{form.ending};", types, re.MULTILINE)
    patterns = re.findall(r'^\s+"~(?P<path>\S+)"\s+(?P<said>.+);$', NGINX, re.MULTILINE)
    path = f"/wanzhou/notices/2025-q1.{form.ending}"
    said = [told for pattern, told in patterns if re.search(pattern.replace("?<", "?P<"), path)]
    kind = form.disposition("x").partition(";")[0]
    assert said == ['"*"', f"""'{kind}; filename="$d-$n.$f"'"""]


def test_every_form_has_its_writer_and_can_be_stored():
    endings = [form.ending for form in FILE_FORMS]
    assert list(NOTICE_WRITERS) == endings
    assert [value for value, _ in NoticeFile._meta.get_field("format").flatchoices] == endings
    assert max(map(len, endings)) <= NoticeFile._meta.get_field("format").max_length


def test_forms_are_offered_in_an_order():
    places = [form.place for form in FILE_FORMS]
    assert len(set(places)) == len(places)
