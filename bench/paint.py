"""What a phone on a slow line sees when: pages of the portal and the plain version of the notice, in Chromium, medians.

    python bench/paint.py [--rounds 5]

The profile is Lighthouse's for phones: 1.6 Mbit/s down, 0.75 up, 150 ms round trip, the processor slowed to a quarter; a
cold cache each time. Shown: first and largest paint, how long scripts held the page (TBT), how far it jumped (CLS),
requests and bytes over the line.
"""

from __future__ import annotations

import argparse
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from bench.servers import PATH, ROOT, free_port, granian, portal, running

PAGES = {
    "notice": PATH,
    "home": "/",
    "district": "/wanzhou/",
    "plan": "/wanzhou/2025/",
    "project": "/wanzhou/2025/3/",
}
LINE = {
    "offline": False,
    "latency": 150,
    "downloadThroughput": 1.6 * 1024 * 1024 / 8,
    "uploadThroughput": 0.75 * 1024 * 1024 / 8,
}
OBSERVE = """
window.seen = {lcp: 0, cls: 0, tbt: 0};
new PerformanceObserver((list) => list.getEntries().forEach((e) => { seen.lcp = e.startTime; }))
  .observe({type: "largest-contentful-paint", buffered: true});
new PerformanceObserver((list) => list.getEntries().forEach((e) => { if (!e.hadRecentInput) seen.cls += e.value; }))
  .observe({type: "layout-shift", buffered: true});
new PerformanceObserver((list) => list.getEntries().forEach((e) => { seen.tbt += Math.max(0, e.duration - 50); }))
  .observe({type: "longtask", buffered: true});
"""
PAINTED = """() => new Promise((done) => {
  const look = () => (seen.lcp && performance.getEntriesByName("first-contentful-paint").length
    ? done() : requestAnimationFrame(look));
  look();
})"""


@dataclass
class Seen:
    """Milliseconds, except `cls`, `requests` and `bytes`."""

    values: dict[str, list[float]] = field(default_factory=dict)

    def add(self, **given: float) -> None:
        for name, value in given.items():
            self.values.setdefault(name, []).append(value)

    def median(self, name: str) -> float:
        return statistics.median(self.values[name])


def visit(browser: Browser, address: str, seen: Seen) -> None:
    """One visit with a cold cache."""
    context = browser.new_context(
        viewport={"width": 390, "height": 844},
        device_scale_factor=3,
        is_mobile=True,
        locale="zh-CN",
    )
    context.add_init_script(OBSERVE)
    page = context.new_page()
    line = context.new_cdp_session(page)
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", LINE)
    line.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    sizes: list[float] = []
    line.on("Network.loadingFinished", lambda event: sizes.append(event["encodedDataLength"]))
    page.goto(address, wait_until="networkidle")
    page.evaluate(PAINTED)
    found = page.evaluate(
        "({...seen, fcp: performance.getEntriesByName('first-contentful-paint')[0].startTime})"
    )
    seen.add(**found, requests=len(sizes), bytes=sum(sizes))
    context.close()


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    arguments = parser.parse_args()
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None or shutil.which("taskset") is None:
        print("not measured: chromium or taskset not found")
        return 0
    scratch = Path(tempfile.mkdtemp(prefix="paint-"))
    try:
        environment = portal(scratch)
        plain = {**environment, "PLAIN_DATABASE": str(scratch / "plain.sqlite3")}
        content = scratch / "public" / "wanzhou" / "notices" / "2025-q1.json"
        fill = [sys.executable, "-m", "bench.plain.fill", content, "wanzhou"]
        subprocess.run(fill, cwd=ROOT, env=plain, check=True)
        ours, theirs = free_port(), free_port()
        addresses = {name: f"http://127.0.0.1:{ours}{path}" for name, path in PAGES.items()}
        addresses["plain version of the notice"] = f"http://127.0.0.1:{theirs}{PATH}"
        found = {name: Seen() for name in addresses}
        with ExitStack() as stack:
            python = Path(sys.executable)
            start = granian(python, ours, "config.wsgi:application")
            stack.enter_context(
                running(start, ours, scratch / "ours.log", cwd=ROOT, env=environment)
            )
            plain["DJANGO_SETTINGS_MODULE"] = "bench.plain.settings"
            start = granian(python, theirs, "bench.plain.wsgi:application")
            stack.enter_context(running(start, theirs, scratch / "plain.log", cwd=ROOT, env=plain))
            play = stack.enter_context(sync_playwright())
            browser = play.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
            for _ in range(arguments.rounds):
                for name, address in addresses.items():
                    visit(browser, address, found[name])
            browser.close()
    finally:
        shutil.rmtree(scratch, ignore_errors=True)
    print("| page | first paint | largest paint | TBT | CLS | requests | bytes |")
    print("| --- | --- | --- | --- | --- | --- | --- |")
    for name, seen in found.items():
        figures = [f"{seen.median(key):,.0f} ms" for key in ("fcp", "lcp", "tbt")]
        figures += [f"{seen.median('cls'):.3f}", f"{seen.median('requests'):.0f}"]
        print(f"| {name} | {' | '.join(figures)} | {seen.median('bytes'):,.0f} |")
    ratio = found["notice"].median("lcp") / found["plain version of the notice"].median("lcp")
    print(f"largest paint, notice / plain version: {ratio:.2f}   goal: under 1,000 ms")
    return 0


if __name__ == "__main__":
    os.chdir(ROOT)
    sys.exit(main())
