"""What is published stands outside within seconds: the watcher, its lock, its end in the midst of work, and the desk's line."""

from __future__ import annotations

import io
import os
import shutil
import threading
from datetime import date, timedelta

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts import clock
from notices import services
from notices.models import OutsidePage
from ops.doctor import Severity, machine_looks
from publicity.exporting import Watcher, export_site, watched_at
from publicity.exporting import folder as folders
from publicity.models import ExportedDistrict
from publicity.views.surroundings import surroundings
from tests.factories import AT
from tests.notices.conftest import make_office, office  # noqa: F401
from tests.publicity.test_export import corrected, export, files_of, sealed, withdrawn
from tests.publicity.test_public_addresses import publish_plan
from tests.together import PATIENCE

pytestmark = pytest.mark.django_db
PAGE = "wanzhou/notices/2025-q1/index.html"


def watcher_of(folder) -> Watcher:
    return Watcher(folder, surroundings(), now=clock.now)


@pytest.fixture
def watched(office, tmp_path):  # noqa: F811
    """A folder with everything published in it, and the watcher that keeps it."""
    publish_plan(office)
    watcher = watcher_of(tmp_path / "public")
    watcher.step()
    return watcher


def test_a_look_exports_what_was_published_since_as_it_is_served(watched, office, client):  # noqa: F811
    assert watched.step() is None
    assert not (watched.root / PAGE).exists()
    office.published()
    assert watched.step().written > 0
    assert (watched.root / PAGE).read_bytes() == client.get(f"/{PAGE[:-10]}").content
    assert watched.step() is None


@pytest.mark.parametrize(
    ("act", "said"), [(corrected, "2025-q1-r1"), (withdrawn, "已撤回"), (sealed, "封存")]
)
def test_what_is_corrected_withdrawn_or_sealed_is_outside_at_the_next_look(
    watched,
    office,  # noqa: F811
    act,
    said,
):
    notice = office.published()
    watched.step()
    assert said not in (watched.root / PAGE).read_text()
    act(office, notice)
    watched.step()
    assert said in (watched.root / PAGE).read_text()


def test_a_new_day_is_seen_without_anything_published(watched, office, settings):  # noqa: F811
    office.published()
    watched.step()
    settings.PORTAL_DAY = date(2025, 4, 21)
    assert watched.step().written > 0


def test_another_districts_publication_leaves_this_ones_pages_untouched(watched, office):  # noqa: F811
    office.published()
    other = make_office("qianjiang")
    watched.step()
    before = {file: file.stat().st_mtime_ns for file in (watched.root / "wanzhou").rglob("*")}
    other.published()
    watched.step()
    assert {file: file.stat().st_mtime_ns for file in before} == before
    assert (watched.root / "qianjiang/notices/2025-q1/index.html").exists()


def test_a_folder_that_somebody_emptied_is_made_again(watched, office):  # noqa: F811
    office.published()
    watched.step()
    shutil.rmtree(watched.root)
    assert watched.step().written > 0
    assert (watched.root / PAGE).exists()
    assert watched.step() is None


def order_of_acts(monkeypatch) -> list[str]:
    """Files as they are removed (-) and written (+) from now on."""
    done: list[str] = []
    remove, write = folders.Folder.remove, folders.Folder.write

    def removing(self, names):
        names = list(names)
        done.extend(f"-{name}" for name in names)
        remove(self, names)

    def writing(self, name, body, content_type):
        done.append(f"+{name}")
        write(self, name, body, content_type)

    monkeypatch.setattr(folders.Folder, "remove", removing)
    monkeypatch.setattr(folders.Folder, "write", writing)
    return done


def test_what_is_taken_back_goes_first(watched, office, monkeypatch):  # noqa: F811
    notice = office.published()
    watched.step()
    done = order_of_acts(monkeypatch)
    sealed(office, notice)
    watched.step()
    removed = [place for place, act in enumerate(done) if act.startswith("-")]
    written = [act for act in done if act.startswith("+")]
    assert removed == list(range(len(removed))), "removed before anything is written"
    assert "-wanzhou/notices/2025-q1.pdf" in done
    assert written[0] == f"+{PAGE}"


# ------------------------------------------------------------------ a change during long work
def test_the_export_of_everything_gives_way_to_a_publication(watched, office, monkeypatch):  # noqa: F811
    """Sunday's comparison of every file: what is signed meanwhile does not wait for its end."""
    other = make_office("qianjiang")
    other.published()
    notice = office.approved()
    watched.step()
    parts: list[str] = []

    def progress(part, done, of):
        parts.append(part)
        if part == "qianjiang" and parts.count(part) == 1:
            services.publish_notice(notice_id=notice.pk, actor=office.signer, at=AT)

    export_site(watched.root, day=clock.today(), around=surroundings(), progress=progress)
    assert parts[parts.index("qianjiang") + 1] == "wanzhou"
    # And it comes to its end: the same folder as one made anew.
    export(watched.root.parent / "anew")
    assert files_of(watched.root) == files_of(watched.root.parent / "anew")
    assert watched.step().written == 0


# ------------------------------------------------------------------ two at once
def test_a_second_export_says_that_it_waits_and_then_finds_the_folder_whole(watched, office):  # noqa: F811
    office.published()
    said = []
    has_to_wait = threading.Event()

    def waiting():
        said.append("waits")
        has_to_wait.set()

    def second():
        with folders.alone_in(watched.root, waiting=waiting):
            said.append("works")

    with folders.alone_in(watched.root):
        thread = threading.Thread(target=second)
        thread.start()
        assert has_to_wait.wait(PATIENCE)
        assert said == ["waits"]
    thread.join(PATIENCE)
    assert said == ["waits", "works"]


def test_both_commands_take_the_same_lock(watched, monkeypatch):
    taken = []
    alone_in = folders.alone_in
    monkeypatch.setattr(
        "publicity.exporting.export.alone_in",
        lambda root, **more: taken.append(root) or alone_in(root, **more),
    )
    call_command("export_site", str(watched.root), stdout=io.StringIO(), stderr=io.StringIO())
    call_command("watch_export", str(watched.root), once=True, stdout=io.StringIO())
    assert taken == [watched.root, watched.root]


# ------------------------------------------------------------------ an end in the midst
class Killed(BaseException):
    """No handler of ours sees it, as none sees a signal that kills."""


def test_a_watcher_killed_at_any_file_leaves_whole_files_and_the_next_one_mends_the_rest(
    watched,
    office,  # noqa: F811
    monkeypatch,
):
    notice = office.published()
    other = make_office("qianjiang")
    other.published()
    watched.step()
    old = files_of(watched.root)
    withdrawn(office, notice)
    anew = watched.root.parent / "anew"
    export(anew)
    new = files_of(anew)
    put = folders.Folder._put
    last = 0
    while True:
        left = [last]

        def cut(self, name, body, left=left):
            if left[0] == 0:
                raise Killed
            left[0] -= 1
            put(self, name, body)

        monkeypatch.setattr(folders.Folder, "_put", cut)
        try:
            watcher_of(watched.root).step()
        except Killed:
            for name, body in files_of(watched.root).items():
                if not name.startswith(folders.PASSING):
                    assert body in {old.get(name), new.get(name)}, name
            last += 25
            continue
        break
    assert last > 25
    monkeypatch.setattr(folders.Folder, "_put", put)
    watcher_of(watched.root).step()
    assert files_of(watched.root) == new


def test_of_an_export_cut_off_only_the_changed_district_is_made_again(watched, office, monkeypatch):  # noqa: F811
    other = make_office("qianjiang")
    other.published()
    watched.step()
    office.published()
    write = folders.Folder.write

    def cut(self, name, body, content_type):
        raise Killed

    monkeypatch.setattr(folders.Folder, "write", cut)
    with pytest.raises(Killed):
        watcher_of(watched.root).step()
    monkeypatch.setattr(folders.Folder, "write", write)
    done = order_of_acts(monkeypatch)
    watcher_of(watched.root).step()
    assert f"+{PAGE}" in done
    assert not [act for act in done if act.startswith("+qianjiang/")]


# ------------------------------------------------------------------ what the desk is told
@pytest.fixture
def desk(client, office):  # noqa: F811
    client.force_login(office.signer)

    def page(notice) -> str:
        return client.get(reverse("notices:notice", args=[notice.pk])).content.decode()

    return page


def test_the_desk_says_since_when_a_notice_stands_outside(watched, office, desk, settings):  # noqa: F811
    notice = office.published()
    assert "对外页面" not in desk(notice), "there is no exported site"
    settings.PORTAL_PUBLIC_DIR = str(watched.root)
    assert "尚未对外" in desk(notice)
    watched.step()
    since = OutsidePage.objects.get().since
    assert "已对外发布" in desk(notice)
    assert f"自 {since.astimezone(clock.now().tzinfo):%Y-%m-%d %H:%M:%S} 起" in desk(notice)
    watcher_of(watched.root).step()
    assert OutsidePage.objects.get().since == since, "the first moment stays"


@pytest.mark.parametrize(("act", "said"), [(withdrawn, "对外已改为撤回"), (sealed, "对外已封存")])
def test_the_desk_says_whether_what_was_taken_back_is_gone_outside(
    watched,
    office,  # noqa: F811
    desk,
    settings,
    act,
    said,
):
    settings.PORTAL_PUBLIC_DIR = str(watched.root)
    notice = office.published()
    watched.step()
    act(office, notice)
    assert "对外还是变动以前的页面" in desk(notice)
    watched.step()
    assert said in desk(notice)


def test_the_plans_page_says_whether_the_district_stands_outside_as_it_is(
    watched,
    office,  # noqa: F811
    client,
    settings,
):
    """Plans, corrections and withdrawals are the district's pages: one line says of all of them together."""
    client.force_login(office.signer)
    page = lambda: client.get(reverse("projects:plan-read", args=[office.plan.pk])).content.decode()  # noqa: E731
    settings.PORTAL_PUBLIC_DIR = ""
    assert "对外" not in page(), "there is no exported site"
    settings.PORTAL_PUBLIC_DIR = str(watched.root)
    assert "尚未对外" in page()
    watcher_of(watched.root).step()
    (since,) = ExportedDistrict.objects.values_list("since", flat=True)
    assert f"自 {since.astimezone(clock.now().tzinfo):%Y-%m-%d %H:%M:%S} 起" in page()
    other = make_office("qianjiang")
    other.published()
    watcher_of(watched.root).step()
    assert ExportedDistrict.objects.get(scope="wanzhou").since == since, (
        "another's changes are not its"
    )
    publish_plan(office)
    assert "变动以前的页面" in page()
    export(watched.root, changed_only=True)
    assert "已和发布的一致" in page()


def test_an_export_into_another_folder_tells_the_desk_nothing(office, tmp_path, settings):  # noqa: F811
    office.published()
    export(tmp_path / "copy")
    assert not OutsidePage.objects.exists()
    settings.PORTAL_PUBLIC_DIR = str(tmp_path / "copy")
    export(tmp_path / "copy", changed_only=True)
    assert OutsidePage.objects.get().status == "published"


def test_a_watcher_of_another_folder_tells_the_desk_nothing(watched, office, tmp_path, settings):  # noqa: F811
    settings.PORTAL_PUBLIC_DIR = str(watched.root)
    office.published()
    call_command("watch_export", tmp_path / "copy", "--once", stdout=io.StringIO())
    assert (tmp_path / "copy" / PAGE).exists() and not OutsidePage.objects.exists()
    watched.step()
    assert OutsidePage.objects.get().status == "published"


def test_the_public_folder_is_known_by_whatever_name_leads_to_it(office, tmp_path, settings):  # noqa: F811
    office.published()
    (tmp_path / "link").symlink_to(tmp_path / "copy")
    settings.PORTAL_PUBLIC_DIR = str(tmp_path / "link")
    export(tmp_path / "copy")
    assert OutsidePage.objects.get().status == "published"


# ------------------------------------------------------------------ who watches the watcher
def test_a_watcher_that_stands_still_is_a_fault(watched, settings):
    settings.PORTAL_PUBLIC_DIR = str(watched.root)
    seen = watched_at(watched.root)
    (well,) = machine_looks.watcher(seen + timedelta(seconds=2))
    assert well.severity is Severity.WELL
    (still,) = machine_looks.watcher(seen + timedelta(minutes=6))
    assert still.severity is Severity.FAULT
    assert "portal-export-watch" in still.remedy
    (watched.root / folders.WATCHED).unlink()
    (none,) = machine_looks.watcher(seen)
    assert none.severity is Severity.WARNING
    settings.PORTAL_PUBLIC_DIR = ""
    assert not list(machine_looks.watcher(seen))


def test_a_watcher_that_cannot_export_does_not_look_alive(watched, office, monkeypatch):  # noqa: F811
    seen = watched_at(watched.root).timestamp() - 1000
    os.utime(watched.root / folders.WATCHED, (seen, seen))
    office.published()

    def full(self, name, body):
        raise OSError("no space left")

    monkeypatch.setattr(folders.Folder, "_put", full)
    with pytest.raises(OSError, match="no space"):
        watched.step()
    assert watched_at(watched.root).timestamp() == seen
