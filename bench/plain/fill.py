"""Tables and rows of the plain version from the published JSON of a notice: python -m bench.plain.fill notice.json slug"""

from __future__ import annotations

import json
import os
import sys
from datetime import datetime
from pathlib import Path


def fill(content: dict, slug: str) -> None:
    from django.core.management import call_command

    from bench.plain.models import Attachment, Category, District, Measure, Notice, Row, Unit

    call_command("migrate", run_syncdb=True, verbosity=0)
    district = District.objects.create(
        slug=slug, name=content["district"]["name"], commission=content["source"] or ""
    )
    window = content["window"] or {"opens_on": None, "closes_on": None}
    notice = Notice.objects.create(
        district=district,
        number=content["number"],
        title=content["title"],
        lead=content["lead"] or "",
        source=content["source"] or "",
        published_at=datetime.fromisoformat(content["published_at"]),
        opens_on=window["opens_on"],
        closes_on=window["closes_on"],
        contact_name=content["contact"]["name"] or "",
        contact_phone=content["contact"]["phone"] or "",
    )
    for form in ("docx", "pdf", "xlsx", "csv", "json"):
        Attachment.objects.create(notice=notice, form=form)
    units: dict[str, Unit] = {}
    for order, one in enumerate(content["categories"]):
        category = Category.objects.create(notice=notice, name=one["name"] or "", order=order)
        for project in one["projects"]:
            row = Row.objects.create(
                category=category,
                number=project["number"],
                name=project["name"],
                target=project["target"],
                progress=project["progress"] or "",
                investment_plan=project["investment_plan"],
                invested=project["invested"],
                remark=project["remark"] or "",
            )
            for name in project["units"]:
                if name not in units:
                    units[name] = Unit.objects.create(district=district, name=name)
                row.units.add(units[name])
            for measure in project["indicators"]:
                Measure.objects.create(
                    row=row,
                    label=measure["label"] or "",
                    target=measure["target"] or "",
                    unit=measure["unit"] or "",
                    reported=measure["reported"] or "",
                )


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "bench.plain.settings"
    import django

    django.setup()
    fill(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")), sys.argv[2])
