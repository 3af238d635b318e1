"""Takes the pictures of the public pages: one on a desk, four on a phone, one at every width, 关怀版.

`.venv/bin/python bench/public_screenshots.py` needs Chromium. Each picture is small: the pages are scaled and set side by side.
"""

from __future__ import annotations

import io
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import screenshots

NOTICE = "/wanzhou/notices/2025-q1/"
PHONE = 390
BETWEEN = "#8a94a8"
Screen = tuple[str, int]
"""(path, width of the window)"""


def story(base: str, browser) -> None:  # type: ignore[no-untyped-def]
    """What anybody sees, from the first screen down."""

    def side_by_side(
        name: str, screens: list[Screen], height: int, *, mode: str = "", whole: int = 1000
    ) -> None:
        store(name, [shot(base, browser, *one, height, mode) for one in screens], height, whole)

    screenshots.store(shot(base, browser, NOTICE, screenshots.WIDTH, 1320), "notice-desk")
    phones = ("/", NOTICE, "/wanzhou/2025/", "/qianjiang/2025/10/")
    side_by_side("phones", [(path, PHONE) for path in phones], 1180)
    side_by_side(
        "widths", [(NOTICE, width) for width in (320, PHONE, 768, 1366, 1920)], 1200, whole=1400
    )
    elder = [("/", PHONE), ("/wanzhou/", PHONE), (NOTICE, PHONE), (NOTICE, screenshots.WIDTH)]
    side_by_side("elder", elder, 1400, mode="elder")


def shot(base: str, browser, path: str, width: int, height: int, mode: str = ""):  # type: ignore[no-untyped-def]
    """The first `height` pixels of a page."""
    from PIL import Image

    context = browser.new_context(
        locale="zh-CN", timezone_id="Asia/Shanghai", viewport={"width": width, "height": height}
    )
    if mode:
        context.add_init_script(f"localStorage.setItem('data-mode', '{mode}')")
    page = context.new_page()
    page.goto(base + path)
    page.wait_for_selector("html[data-js]" + (f"[data-mode={mode}]" if mode else ""))
    data = page.screenshot()
    context.close()
    return Image.open(io.BytesIO(data)).convert("RGB")


def store(name: str, pages: list, height: int, most: int) -> None:
    """Pages side by side, scaled so that the whole is `most` wide; each keeps its proportions."""
    from PIL import Image

    gap = 28
    whole = sum(page.width for page in pages) + gap * (len(pages) - 1)
    scale = min(1, most / whole)
    sheet = Image.new("RGB", (whole, height), BETWEEN)
    left = 0
    for page in pages:
        sheet.paste(page, (left, 0))
        left += page.width + gap
    size = (round(whole * scale), round(height * scale))
    screenshots.store(sheet.resize(size, Image.Resampling.LANCZOS), name)


if __name__ == "__main__":
    screenshots.main(story)
