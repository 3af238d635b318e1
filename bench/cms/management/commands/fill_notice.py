"""The page from the published JSON of a notice."""

import json
from pathlib import Path

from django.core.management.base import BaseCommand
from wagtail.models import Page

from notices.models import NoticePage


class Command(BaseCommand):
    def add_arguments(self, parser):
        parser.add_argument("content", type=Path)

    def handle(self, *args, content, **options):
        said = json.loads(content.read_text(encoding="utf-8"))
        keys = (
            "number",
            "name",
            "target",
            "investment_plan",
            "units",
            "progress",
            "invested",
            "ratio",
            "remark",
        )
        rows = [said["columns"]]
        for category in said["categories"]:
            for project in category["projects"]:
                cells = [project[key] for key in keys]
                rows.append(
                    [
                        "、".join(cell) if isinstance(cell, list) else str(cell or "")
                        for cell in cells
                    ]
                )
        table = {"data": rows, "first_row_is_table_header": True, "first_col_is_header": False}
        home = Page.objects.get(depth=2)
        page = NoticePage(
            title=said["title"],
            slug="notice",
            lead=f"<p>{said['lead']}</p>",
            body=json.dumps([{"type": "table", "value": table}]),
        )
        home.add_child(instance=page)
        page.save_revision().publish()
