"""The public site as a folder: the very bytes of the app, only what changed, nothing that is no longer public."""

from __future__ import annotations

import gzip
import io
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import brotli
import pytest
from django.core.management import CommandError, call_command

from notices import services
from objections.models import Objection
from publicity.exporting import folder as folders
from publicity.public_table import every_path, page_at
from publicity.views.surroundings import site_today
from tests.anew import everything_is_made_anew
from tests.factories import AT, make_district, make_person, make_plan, make_project
from tests.notices.conftest import make_office
from tests.publicity.test_public_addresses import publish_plan

pytestmark = pytest.mark.django_db
COPIES = {".gz": gzip.decompress, ".br": brotli.decompress}


def export(root: Path, **options) -> str:
    from io import StringIO

    said = StringIO()
    call_command("export_site", str(root), stdout=said, stderr=StringIO(), **options)
    return said.getvalue()


def counted(said: str) -> tuple[int, int]:
    """(written, removed) as the command says."""
    return int(re.search(r"写入 (\d+) 个", said)[1]), int(re.search(r"移除 (\d+) 个", said)[1])


def files_of(root: Path) -> dict[str, bytes]:
    """The plain files, without packed copies and the list."""
    return {
        file.relative_to(root).as_posix(): file.read_bytes()
        for file in root.rglob("*")
        if file.is_file() and file.suffix not in COPIES and not file.name.startswith(".")
    }


class Links(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        for name, value in attrs:
            if (
                name in {"href", "src", "action"}
                and value
                and (tag, "canonical")
                != (
                    "link",
                    dict(attrs).get("rel"),
                )
            ):
                self.found.append(value)


def dead_links(
    root: Path, host: str = "http://folder", own: str = "http://127.0.0.1:8000/"
) -> set[tuple[str, str]]:
    """(page, link) of the folder that lead to no file of it, if the folder is served at `host`.

    The portal's own address, where the dynamic pages are, does not count.
    """
    files = files_of(root)
    dead = set()
    for name, body in files.items():
        if not name.endswith(".html") or name == "404.html":
            continue
        for link in Links(body.decode()).found:
            there = urljoin(f"{host}/{name}", link)
            if link.startswith(("tel:", "mailto:", "data:", own)):
                continue
            path = unquote(urlsplit(there)._replace(query="", fragment="").geturl())[
                len(host) + 1 :
            ]
            target = path + "index.html" if path == "" or path.endswith("/") else path
            if not there.startswith(host + "/") or target not in files:
                dead.add((name, link))
    return dead


def as_published(office, notice):
    return notice


def corrected(office, notice):
    office.corrected(notice)


def withdrawn(office, notice):
    services.withdraw_notice(
        notice_id=notice.pk, signer=office.signer, at=AT, reason="有误。", table_stays_visible=False
    )


def withdrawn_but_visible(office, notice):
    services.withdraw_notice(
        notice_id=notice.pk, signer=office.signer, at=AT, reason="有误。", table_stays_visible=True
    )


def sealed(office, notice):
    from projects.models import Role

    guard = make_person("guard", office.district, Role.SECURITY_ADMIN)
    services.ask_to_seal(notice_id=notice.pk, signer=office.signer, at=AT, reason="含个人信息。")
    services.seal_notice(notice_id=notice.pk, security_admin=guard, at=AT)


@pytest.mark.parametrize(
    "state", [as_published, corrected, withdrawn, withdrawn_but_visible, sealed]
)
def test_every_file_is_what_the_app_sends(office, client, tmp_path, state):
    publish_plan(office)
    state(office, office.published())
    export(tmp_path / "site")
    files = files_of(tmp_path / "site")
    paths = list(every_path(site_today()))
    assert len(paths) > 30
    for path in paths:
        name = (path + "index.html" if path.endswith("/") else path).lstrip("/")
        sent = client.get(path)
        assert sent.status_code == 200, path
        assert files[name] == sent.content, path
    assert dead_links(tmp_path / "site") == set()


def test_packed_copies_hold_the_same_and_office_files_have_none(office, tmp_path):
    office.published()
    export(tmp_path)
    for name, body in files_of(tmp_path).items():
        for ending, unpack in COPIES.items():
            copy = tmp_path / (name + ending)
            if name.endswith((".docx", ".xlsx", ".pdf")):
                assert not copy.exists()
            else:
                assert unpack(copy.read_bytes()) == body, name


def test_nothing_is_written_twice(office, tmp_path):
    office.published()
    written, _ = counted(export(tmp_path))
    assert written == len(files_of(tmp_path))
    before = {
        file: file.stat().st_mtime_ns
        for file in tmp_path.rglob("*")
        if not file.name.startswith(".")
    }
    assert counted(export(tmp_path)) == (0, 0)
    assert counted(export(tmp_path, changed_only=True)) == (0, 0)
    for file, moment in before.items():
        assert file.is_dir() or file.stat().st_mtime_ns == moment


def twenty_districts_of_five_years(office):
    publish_plan(office)
    for place in range(1, 20):
        district = make_district(
            f"d{place:02}",
            code=f"5109{place:02}",
            name=f"第{place}区",
            commission_name=f"第{place}区发展改革委",
        )
        for year in range(2021, 2026):
            plan = make_plan(district, year)
            make_project(plan, 1)
            office.plan = plan
            publish_plan(office)


def test_of_twenty_districts_and_five_years_only_the_changed_one_is_written(office, tmp_path):
    notice = office.approved()
    twenty_districts_of_five_years(office)
    export(tmp_path)
    before = files_of(tmp_path)
    assert sum(name.endswith("/index.html") for name in before) > 200

    services.publish_notice(notice_id=notice.pk, actor=office.signer, at=AT)
    said = export(tmp_path, changed_only=True)
    after = files_of(tmp_path)
    changed = {name for name in after if after[name] != before.get(name)}
    assert counted(said)[0] == len(changed)
    others = {name for name in changed if re.match(r"(api/)?d\d\d/", name)}
    assert not others
    assert "wanzhou/notices/2025-q1/index.html" in changed
    assert "index.html" in changed
    full = tmp_path / "full"
    export(full)
    assert files_of(full) == {n: b for n, b in after.items() if not n.startswith("full/")}


def test_an_adjusted_promise_shows_its_original_in_the_app_and_in_the_folder(
    office, tmp_path, client
):
    publish_plan(office)
    page = "/wanzhou/2025/1/"
    assert "方案调整" not in client.get(page).content.decode()
    export(tmp_path)
    project = office.plan.projects.get(number=1)
    was = project.investment_plan
    project.investment_plan = was - 50
    project.save()
    publish_plan(office)
    shown = client.get(page).content.decode()
    assert "方案调整" in shown
    assert "第 2 版" in shown
    assert "投资计划（万元）" in shown
    export(tmp_path, changed_only=True)
    assert (tmp_path / page[1:] / "index.html").read_text() == shown
    assert "有调整" in (tmp_path / "wanzhou/2025/index.html").read_text()


def test_what_is_withdrawn_is_removed_with_its_packed_copies(office, tmp_path):
    notice = office.published()
    export(tmp_path)
    before = files_of(tmp_path)
    assert (tmp_path / "wanzhou/notices/2025-q1.csv.gz").exists()
    withdrawn(office, notice)
    _, removed = counted(export(tmp_path, changed_only=True))
    gone = before.keys() - files_of(tmp_path).keys()
    assert removed == len(gone)
    assert {
        f"wanzhou/notices/2025-q1.{form}" for form in ("json", "csv", "xlsx", "docx", "pdf")
    } <= gone
    assert not list(tmp_path.glob("wanzhou/notices/2025-q1.*"))
    assert "已撤回" in (tmp_path / "wanzhou/notices/2025-q1/index.html").read_text()


def test_a_new_day_changes_only_pages_that_name_it(office, tmp_path, settings):
    publish_plan(office)
    office.published()
    export(tmp_path)
    before = files_of(tmp_path)
    settings.PORTAL_DAY = date(2025, 4, 21)
    export(tmp_path, changed_only=True)
    after = files_of(tmp_path)
    changed = {name for name in after if after[name] != before[name]}
    assert "wanzhou/notices/2025-q1/index.html" in changed
    dated = {
        one.file
        for path in every_path(site_today())
        if (one := page_at(site_today(), path)).depends_on_day
    }
    assert {name for name in changed if not name.endswith("/object/index.html")} <= dated
    assert "wanzhou/2025/index.html" not in changed
    settings.PORTAL_DAY = date(2025, 7, 1)
    export(tmp_path, changed_only=True)
    settings.PORTAL_DAY = date(2025, 7, 2)
    assert "写入 0 个" in export(tmp_path, changed_only=True)


def test_a_file_somebody_changed_is_put_right_by_a_full_export(office, tmp_path):
    office.published()
    export(tmp_path)
    page = tmp_path / "index.html"
    good = page.read_bytes()
    page.write_bytes(b"defaced")
    assert counted(export(tmp_path, changed_only=True)) == (0, 0)
    assert counted(export(tmp_path)) == (1, 0)
    assert page.read_bytes() == good


def test_a_folder_of_somebody_else_is_left_alone(office, tmp_path):
    (tmp_path / "theirs.txt").write_text("x")
    with pytest.raises(CommandError, match="空文件夹"):
        export(tmp_path)
    assert [file.name for file in tmp_path.iterdir()] == ["theirs.txt"]


def test_an_export_cut_off_at_any_file_leaves_whole_files_and_is_finished_by_the_next(
    office, tmp_path, monkeypatch
):
    notice = office.published()
    export(tmp_path / "site")
    old = files_of(tmp_path / "site")
    withdrawn(office, notice)
    export(tmp_path / "new")
    new = files_of(tmp_path / "new")
    put = folders.Folder._put

    class CutOff(Exception):
        pass

    for last in range(0, 40, 3):
        left = [last]

        def cut(self, name, body, left=left):
            if left[0] == 0:
                # As a process killed between writing and renaming leaves it.
                (self.root / folders.PASSING / "x").write_bytes(body[:10])
                raise CutOff
            left[0] -= 1
            put(self, name, body)

        monkeypatch.setattr(folders.Folder, "_put", cut)
        with pytest.raises(CutOff):
            export(tmp_path / "site")
        for name, body in files_of(tmp_path / "site").items():
            if not name.startswith(folders.PASSING):
                assert body in {old.get(name), new.get(name)}, name
    monkeypatch.setattr(folders.Folder, "_put", put)
    export(tmp_path / "site", changed_only=True)
    assert files_of(tmp_path / "site") == new
    assert not (tmp_path / "site" / folders.PASSING).exists()


def test_under_a_sub_path_every_link_stays_below_it(office, tmp_path):
    publish_plan(office)
    office.published()
    base = "https://www.example.gov.cn/msss"
    export(tmp_path, base_url=base + "/")
    assert dead_links(tmp_path, own=base + "/") == set()
    page = (tmp_path / "wanzhou/notices/2025-q1/index.html").read_text()
    assert f'<link rel="canonical" href="{base}/wanzhou/notices/2025-q1/">' in page
    lost = Links((tmp_path / "404.html").read_text()).found
    assert all(link.startswith(("/msss/", "#")) for link in lost), lost


def test_dynamic_places_have_a_page_that_leads_on(office, tmp_path):
    office.published()
    export(tmp_path, base_url="https://www.example.gov.cn")
    said = (tmp_path / "wanzhou/notices/2025-q1/object/index.html").read_text()
    assert 'href="https://www.example.gov.cn/wanzhou/notices/2025-q1/object/"' in said
    assert "023-58258735" in said
    for place in ("check", "objections", "search"):
        assert (
            f"https://www.example.gov.cn/{place}/" in (tmp_path / place / "index.html").read_text()
        )


@pytest.mark.parametrize("where", ["", "https://inside.example"])
def test_where_objections_are_taken_elsewhere_or_not_on_the_web(office, tmp_path, settings, where):
    settings.OBJECTION_URL = where
    office.published()
    export(tmp_path)
    assert not (tmp_path / "wanzhou/notices/2025-q1/object").exists()
    page = (tmp_path / "wanzhou/notices/2025-q1/index.html").read_text()
    assert ("object/" in page) == bool(where)
    assert "023-58258735" in page
    outside = {link for _, link in dead_links(tmp_path)}
    assert all(link.startswith("https://inside.example/") for link in outside)
    assert bool(outside) == bool(where)


def test_nothing_unpublished_and_no_words_of_objectors_stand_in_any_file(office, tmp_path):
    office.published()
    second = make_office("qianjiang")
    second.plan.projects.update(name="还没有公布的项目")
    everything_is_made_anew()
    export(tmp_path)
    assert Objection.objects.count() == 0
    for name, body in files_of(tmp_path).items():
        assert "还没有公布的项目".encode() not in body, name


@pytest.mark.parametrize("below", ["", "/below"])
@pytest.mark.parametrize(
    "command", [("export_site",), ("watch_export",), ("archive_year", "wanzhou", "2025")]
)
def test_what_is_a_file_is_no_folder_to_write_into(office, tmp_path, command, below):
    """Nor is what would lie below it: a sentence, no traceback, and the file stays what it was."""
    office.published()
    (tmp_path / "taken").write_text("somebody's")
    name, *before = command
    once = ["--once"] if name == "watch_export" else []
    with pytest.raises(CommandError, match=r"不是文件夹|taken"):
        call_command(name, *before, f"{tmp_path}/taken{below}", *once, stdout=io.StringIO())
    assert (tmp_path / "taken").read_text() == "somebody's"
