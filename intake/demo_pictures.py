"""The demo's pictures of projects: drawings that say so, made public as photos are, by the people whose acts these are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

from intake.demo import holder, reporter_of
from notices.models import Picture
from notices.services import (
    Words,
    offer_picture,
    publish_picture,
    release_picture,
    show_in_head,
)
from progress.models import ReportingRound
from progress.services import add_evidence
from projects.models import District, Role

NOTE = "没有可辨认的人脸：是示意图，图上没有人"


def show_pictures(district: District, folder: Path, *, at: datetime) -> Iterator[str]:
    """Those of `pictures.json` in the folder: attached and offered by the unit, released by the reviewer, published by
    the compiler. Once: pictures that stand, or were taken down, are left alone. Raises PermissionDenied or StepRefused where a
    row has gone on since and takes no photo any more."""
    if Picture.objects.filter(district=district).exists():
        yield "图片已经在库"
        return
    round_ = ReportingRound.objects.filter(plan__district=district).latest("through_month")
    plan = round_.plan
    compiler, reviewer = holder(district, Role.COMPILER), holder(district, Role.REVIEWER)
    rows = json.loads((folder / "pictures.json").read_text(encoding="utf-8"))
    for row in rows:
        task = plan.projects.get(number=row["project"]).tasks.get(number=1)
        reporter = reporter_of(task, compiler)
        evidence = add_evidence(
            task_id=task.pk,
            round_id=round_.pk,
            actor=reporter,
            at=at,
            name=f"{row['text'].partition('：')[2].partition('，')[0]}（示意图）.png",
            data=(folder / "pictures" / row["file"]).read_bytes(),
        )
        words = Words(row["stage"], row["text"], date.fromisoformat(row["taken_on"]))
        picture = offer_picture(evidence=evidence, actor=reporter, at=at, words=words)
        known: dict[str, Any] = {"picture_id": picture.pk, "at": at}
        release_picture(**known, actor=reviewer, digest=picture.content_sha256, note=NOTE)
        publish_picture(**known, actor=compiler)
        if row.get("in_head"):
            show_in_head(**known, actor=compiler, shown=True)
    yield f"公布图片 {len(rows)} 张，都是示意图"
