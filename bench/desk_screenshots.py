"""Takes the pictures of 责任单位填报手册, 发改委审核手册, 管理员手册 and 账号与安全手册 from a demo of its own, as its people see it.

`.venv/bin/python bench/desk_screenshots.py` needs Chromium.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent))
import screenshots


def story(base: str, browser) -> None:  # type: ignore[no-untyped-def]
    """The unit files and hands in; the commission watches and reviews. Nothing is submitted."""
    from accounts.models import User
    from progress.models import ReportingRound
    from projects.models import Task

    round_ = ReportingRound.objects.get(plan__district__slug="wanzhou", through_month=4)
    tasks = dict(
        Task.objects.filter(project__plan=round_.plan_id, number=1).values_list(
            "project__number", "pk"
        )
    )
    desk, here = "/desk", f"{round_.pk}/"

    def one(kind: str, number: int, more: str = "") -> str:
        return f"{desk}/{kind}/{tasks[number]}-{here}{more}"

    pictures = {
        "wz-jiaotong": {
            "unit-list": f"{desk}/reports/",
            "unit-form": one("reports", 2),
            "unit-check": one("reports", 2, "check/"),
            "unit-sheet": f"{desk}/sheet/{here}",
            "unit-handin": f"{desk}/sheet/{here}submit/",
            "unit-excel": f"{desk}/sheet/{here}upload/",
        },
        "wz-bianzhi": {
            "staff-board": f"{desk}/rounds/{here}",
            "staff-owing": f"{desk}/rounds/{here}owing/",
            "staff-overview": f"{desk}/overview/{round_.plan_id}/",
            "register-units": f"{desk}/districts/wanzhou/units/",
            "register-import": f"{desk}/districts/wanzhou/units/import/",
        },
        "wz-anquan": {
            "people-list": f"{desk}/people/",
            "people-new": f"{desk}/people/new/",
            "people-person": f"{desk}/people/{User.objects.get(username='wz-qianfa').pk}/",
        },
        "wz-qianfa": {"people-account": "/accounts/me/"},
        "wz-xitong": {"register-settings": f"{desk}/districts/wanzhou/settings/"},
        "quan-xitong": {
            "register-calendar": f"{desk}/calendar/",
            "register-rules": f"{desk}/rules/",
            "register-districts": f"{desk}/districts/",
        },
        "wz-shenhe": {
            "staff-queue": f"{desk}/review/",
            "staff-review": one("review", 3),
        },
    }
    for name, pages in pictures.items():
        person = User.objects.get(username=name)
        for picture, path in pages.items():
            screenshots.picture(base, browser, person, picture, path, height=768)


if __name__ == "__main__":
    screenshots.main(story)
