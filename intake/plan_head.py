"""What a document says of the plan itself: title, number, issuer, day, and the order of its categories.

Only a plan says it, and only what it prints. A title counts beside the number of its document alone: without one it is that
of the table.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from django.db.models import F

from documents.reading import Reading
from intake.refusals import must_fit
from projects.models import AnnualPlan, Category
from projects.numbering import OUT_OF_THE_WAY

_FIELDS = (
    ("方案名称", "title"),
    ("文号", "document_number"),
    ("发文机关", "issuer"),
    ("印发日期", "issued_on"),
)


def head_changes(standing: Reading | None, document: Reading) -> list[tuple[str, str, str]]:
    """Label, what stands and what the document prints of each that becomes another."""
    if standing is None or document.kind != "plan":
        return []
    found = [
        (label, getattr(standing, name) or "", said)
        for label, name, said in _said(document)
        if said != getattr(standing, name)
    ]
    printed = _order(document)
    used = {one.category for one in standing.projects}
    stood = [name for name in _order(standing) if name in used and name in printed]
    now = [name for name in printed if name in stood]
    if stood != now:
        found.append(("类别顺序", "、".join(stood), "、".join(now)))
    return found


def bring_head(plan: AnnualPlan, document: Reading) -> None:
    """Called within the transaction of an import, when the document's categories stand already."""
    if document.kind != "plan":
        return
    for _, name, said in _said(document):
        setattr(plan, name, date.fromisoformat(said) if name == "issued_on" else said)
    must_fit([plan])
    plan.save(update_fields=[name for _, name in _FIELDS])
    _put_in_order(plan, _order(document))


def _said(document: Reading) -> list[tuple[str, str, str]]:
    """Label, name and text of each that the document prints."""
    every = [(label, name, getattr(document, name)) for label, name in _FIELDS]
    return [
        (label, name, said)
        for label, name, said in every
        if said and (name != "title" or document.document_number)
    ]


def _order(document: Reading) -> list[str]:
    return [one.name for one in document.categories]


def _put_in_order(plan: AnnualPlan, names: Sequence[str]) -> None:
    """Those the document prints in its order, then the others in theirs."""
    known = list(Category.objects.filter(plan=plan).order_by("order"))
    place = {name: at for at, name in enumerate(names)}
    wanted = sorted(known, key=lambda one: place.get(one.name, len(place)))
    if wanted == known:
        return
    Category.objects.filter(plan=plan).update(order=F("order") + OUT_OF_THE_WAY)
    for order, category in enumerate(wanted, start=1):
        category.order = order
    Category.objects.bulk_update(wanted, ["order"])
