"""One view, six queries, one template: what performance.md calls the plain version."""

from __future__ import annotations

from django.db.models import Prefetch, Sum
from django.shortcuts import get_object_or_404, render

from bench.plain.models import Category, Notice, Row


def notice(request, district, number):
    # 1 the notice and its district
    found = get_object_or_404(
        Notice.objects.select_related("district"), district__slug=district, number=number
    )
    # 2 categories with sums, 3 rows, 4 units, 5 measures
    rows = Row.objects.order_by("number").prefetch_related("units", "measures")
    categories = list(
        Category.objects.filter(notice=found)
        .annotate(plan=Sum("rows__investment_plan"), invested=Sum("rows__invested"))
        .order_by("order")
        .prefetch_related(Prefetch("rows", queryset=rows))
    )
    # 6 files
    files = list(found.files.all())
    plan = sum(one.plan or 0 for one in categories)
    invested = sum(one.invested or 0 for one in categories)
    for one in categories:
        one.ratio = one.invested / one.plan * 100 if one.plan and one.invested is not None else None
    return render(
        request,
        "plain/notice.html",
        {
            "notice": found,
            "categories": categories,
            "files": files,
            "plan": plan,
            "invested": invested,
            "ratio": invested / plan * 100 if plan else None,
        },
    )
