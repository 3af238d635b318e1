"""A published picture stands in the exported folder and the year's archive; taken down it is nowhere any more."""

from __future__ import annotations

import re

import pytest

from publicity.archiving import archive_year
from publicity.generation import current_stamp
from publicity.views.surroundings import site_today
from tests.config.test_front import connections_stay_open  # noqa: F401
from tests.config.test_last_known import Outage
from tests.factories import AT
from tests.notices.test_pictures import Shots, make_shots, taken_down
from tests.publicity.test_export import dead_links, export, files_of
from tests.publicity.test_year_archive import verified

pytestmark = pytest.mark.django_db
PROJECT = "/wanzhou/2025/1/"


@pytest.fixture
def shots(office) -> Shots:
    return make_shots(office)


def shots_in(files: dict[str, bytes]) -> list[str]:
    return sorted(name for name in files if "/pictures/" in name)


def test_the_exported_folder_has_its_sizes_until_it_is_taken_down(shots, tmp_path):
    picture = shots.published()
    root = tmp_path / "site"
    export(root)
    assert shots_in(files_of(root)) == [
        f"wanzhou/pictures/{picture.mark}-{width}.{form}"
        for width in (1440, 360, 720)
        for form in ("jpg", "webp")
    ]
    assert dead_links(root) == set()
    taken_down(shots, picture)
    export(root, changed_only=True)
    left = files_of(root)
    assert shots_in(left) == []
    named = [name for name, body in left.items() if f"{picture.mark}-".encode() in body]
    assert named == []
    assert dead_links(root) == set()


def test_the_years_archive_has_them_and_every_size_leads_to_a_file(shots, tmp_path):
    shots.office.published()
    picture = shots.published()
    root = tmp_path / "archive"
    archive_year(root, site=site_today(), district="wanzhou", year=2025, made_at=AT)
    page = (root / "site/wanzhou/2025/1/index.html").read_text()
    sets = re.findall(r'srcset="([^"]+)"', page)
    assert len(sets) == 2
    for one in sets:
        for choice in one.split(","):
            way, width = choice.split()
            assert (root / "site/wanzhou/2025/1" / way).resolve().is_file()
            assert width.endswith("w")
    assert (root / f"site/wanzhou/pictures/{picture.mark}-720.jpg").is_file()
    code, said = verified(root, tmp_path / "empty")
    assert code == 0, said


def test_a_picture_raises_its_district_when_it_is_published_and_taken_down_and_not_before(shots):
    stamps = [current_stamp("wanzhou")]
    picture = shots.released()
    assert current_stamp("wanzhou") == stamps[0]
    from notices import services

    services.publish_picture(picture_id=picture.pk, actor=shots.office.compiler, at=AT)
    stamps.append(current_stamp("wanzhou"))
    taken_down(shots, picture)
    stamps.append(current_stamp("wanzhou"))
    assert len(set(stamps)) == 3


def test_with_the_database_away_what_was_taken_down_is_not_shown_out_of_memory(shots):
    picture = shots.published()
    address = f"/wanzhou/pictures/{picture.mark}-720.jpg"
    outage = Outage()
    browser = outage.browser()
    for path in (address, PROJECT):
        browser.get(path)
        assert browser.at_once(path)[0].startswith("200")
    outage.is_on = True
    assert browser.at_once(address)[0].startswith("200")
    taken_down(shots, picture)
    asked = browser.asked_django
    for path in (address, PROJECT):
        answer = browser.get(path)
        assert WORD not in answer[2]
    assert browser.asked_django == asked + 2


WORD = "示例图".encode()
