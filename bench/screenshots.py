"""Takes the pictures of docs/公示发布手册.md from the running portal: a demo of its own, the acts done, each page opened.

`.venv/bin/python bench/screenshots.py` needs Chromium (with chromium-l10n) and pdftoppm. The database lives in a temporary folder.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "docs" / "pictures"
WIDTH, COLOURS, MOST_BYTES = 1366, 64, 150_000
ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--lang=zh-CN",
]  # fmt: skip
"""A browser that has Chinese (Debian: chromium-l10n) shows dates and the choice of a file as the readers' browsers do."""
AT = datetime(2025, 4, 28, 9, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
LATER = datetime(2025, 4, 28, 15, 0, tzinfo=ZoneInfo("Asia/Shanghai"))
TEXTS = {
    "contact_name": "演示联系人",
    "contact_phone": "023-79220000",
    "postal_address": "演示地址（不是真实地址）",
    "postal_code": "409000",
    "visiting_place": "演示接待室",
    "visiting_hours": "工作日9:00—17:00",
    "opens_on": date(2025, 4, 28),
    "closes_on": date(2025, 5, 28),
    "signed_on": date(2025, 4, 28),
}


def main(tell: Callable[..., None] | None = None) -> None:
    """Start a demo of its own and let `tell` (the story of the notice by default) take its pictures."""
    with tempfile.TemporaryDirectory() as folder:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        base = f"http://127.0.0.1:{port}"
        os.environ |= {
            "DJANGO_SETTINGS_MODULE": "config.settings",
            # Playwright's loop runs in this thread; Django would refuse the database there.
            "DJANGO_ALLOW_ASYNC_UNSAFE": "1",
            "DATABASE_URL": f"sqlite:///{folder}/shots.sqlite3",
            "PORTAL_BASE_URL": base,
        }
        for command in (["migrate", "-v0"], ["load_demo"]):
            subprocess.run(
                [sys.executable, "manage.py", *command],
                cwd=ROOT,
                check=True,
                stdout=subprocess.DEVNULL,
            )
        server = subprocess.Popen(
            [Path(sys.executable).parent / "granian", "--interface", "wsgi", "--host", "127.0.0.1",
             "--port", str(port), "--workers", "1", "--no-access-log", "config.wsgi:application"],
            cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
        )  # fmt: skip
        try:
            _wait_for(base)
            sys.path.insert(0, str(ROOT))
            import django

            django.setup()
            _take(base, tell or story)
        finally:
            server.terminate()
            server.wait()


def _take(base: str, tell: Callable[..., None]) -> None:
    from playwright.sync_api import sync_playwright

    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=ARGUMENTS, env={**os.environ, "LANGUAGE": "zh_CN"}
        )
        tell(base, browser)
        browser.close()


def story(base: str, browser) -> None:  # type: ignore[no-untyped-def]
    """A target notice from the first draft to its correction, each person looking at their page."""
    from accounts.models import User
    from notices import services
    from notices.drafts import draft_of
    from projects.models import District, Membership, Role

    district = District.objects.get(slug="qianjiang")
    compiler = User.objects.get(username="qj-bianzhi")
    reviewer = User.objects.get(username="qj-shenhe")
    signer = User.objects.create(username="qj-qianfa", name="黔江签发人")
    Membership.objects.create(user=signer, district=district, role=Role.SIGNER)

    def shot(person, name: str, path: str, **how) -> None:  # type: ignore[no-untyped-def]
        picture(base, browser, person, name, path, **how)

    def edited(notice, **values):  # type: ignore[no-untyped-def]
        return services.edit_notice(
            notice_id=notice.pk, editor=compiler, at=AT,
            edit_version=notice.edit_version, values=values,
        )  # fmt: skip

    def approved(notice, at: datetime):  # type: ignore[no-untyped-def]
        return services.approve_notice(
            notice_id=notice.pk, reviewer=reviewer, at=at, digest=draft_of(notice).digest.sha256,
            secrecy_reviewer="演示保密员", secrecy_reviewed_on=at.date(),
        )  # fmt: skip

    shot(compiler, "公示-列表", "/desk/notices/", height=560)
    notice = services.start_notice(
        plan=district.plans.get(year=2025), kind="targets", compiler=compiler, at=AT
    )
    desk = f"/desk/notices/{notice.pk}/"
    shot(compiler, "公示-编制", f"{desk}edit/", height=900)
    notice = edited(notice, **TEXTS)
    services.send_to_review(notice_id=notice.pk, compiler=compiler, at=AT)
    shot(reviewer, "公示-审核", desk, height=900)
    approved(notice, AT)
    shot(signer, "公示-签发", desk, height=760)
    services.publish_notice(notice_id=notice.pk, actor=signer, at=AT)
    public = "/qianjiang/notices/2025-targets"
    shot(None, "公示-网页", f"{public}/", height=760)
    shot(compiler, "公示-已发布", desk, height=860)
    shot(signer, "公示-撤回", f"{desk}withdraw/", height=620)
    paper(base, f"{public}.pdf", "公示-文稿")
    notice.refresh_from_db()
    shot(
        None, "公示-核对", "/check/", height=640,
        before=lambda page: (
            page.get_by_label("摘要").first.fill(notice.content_sha256),
            page.locator("main form button").first.click(),
        ),
    )  # fmt: skip
    correction = services.start_correction(
        notice_id=notice.pk, compiler=compiler, at=LATER, reason="来访时间有误（演示）。"
    )
    correction = edited(
        correction,
        visiting_hours="工作日9:00—12:00、14:00—17:30",
        restarts_window=False,
        signed_on=LATER.date(),
    )
    services.send_to_review(notice_id=correction.pk, compiler=compiler, at=LATER)
    approved(correction, LATER)
    services.publish_notice(notice_id=correction.pk, actor=signer, at=LATER)
    shot(None, "公示-更正", f"{public}-r1/", height=420, heading="更正了哪些")


def picture(
    base: str, browser, person, name: str, path: str, *,
    height: int, width: int = WIDTH, heading: str = "", before: Callable | None = None,
) -> None:  # fmt: skip
    """Open a page as a person (None: anybody) and keep its first screen, or the part below a heading."""
    context = browser.new_context(
        locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": width, "height": height}
    )
    if person is not None:
        context.add_cookies([{"url": base, **session(person)}])
    page = context.new_page()
    answer = page.goto(base + path)
    assert answer and answer.ok, (path, answer and answer.status)
    if before:
        before(page)
        page.wait_for_load_state()
    if heading:
        top = page.get_by_role("heading", name=heading).first.evaluate(
            "e => e.getBoundingClientRect().top + scrollY"
        )
        page.evaluate(f"window.scrollTo(0, {top - 24})")
    keep(page.screenshot(), name)
    context.close()


def session(person) -> dict[str, str]:  # type: ignore[no-untyped-def]
    """A session of the person, made in the database: the pictures are not about signing in."""
    from django.conf import settings
    from django.test import Client

    person.needs_second_factor = False
    person.save(update_fields=["needs_second_factor"])
    client = Client()
    client.force_login(person)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    return {"name": cookie.key, "value": cookie.value}


def paper(base: str, path: str, name: str) -> None:
    """The first two pages of a published PDF, side by side."""
    from PIL import Image

    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "notice.pdf"
        with urllib.request.urlopen(base + path) as answer:
            file.write_bytes(answer.read())
        subprocess.run(
            ["pdftoppm", "-r", "60", "-l", "2", "-png", file, Path(folder) / "page"], check=True
        )
        pages = [Image.open(one) for one in sorted(Path(folder).glob("page*.png"))]
        sheet = Image.new(
            "RGB",
            (sum(one.width for one in pages) + 16, max(one.height for one in pages)),
            "#d0d4da",
        )
        left = 0
        for one in pages:
            sheet.paste(one, (left, 0))
            left += one.width + 16
        store(sheet, name)


def keep(data: bytes, name: str) -> None:
    import io

    from PIL import Image

    store(Image.open(io.BytesIO(data)).convert("RGB"), name)


def store(image, name: str) -> None:  # type: ignore[no-untyped-def]
    """A small picture: few colours suffice for a page of text."""
    path = PICTURES / f"{name}.png"
    path.parent.mkdir(parents=True, exist_ok=True)
    image.quantize(COLOURS, kmeans=1).save(path, optimize=True)
    size = path.stat().st_size
    assert size < MOST_BYTES, f"{path.name}: {size} bytes"
    print(f"{path.relative_to(ROOT)} {size}")


def _wait_for(base: str) -> None:
    for _ in range(100):
        try:
            with urllib.request.urlopen(f"{base}/healthz"):
                return
        except OSError:
            time.sleep(0.2)
    raise SystemExit("the portal did not start")


if __name__ == "__main__":
    main()
