"""The one number every worker looks at: it rises with each publication, correction, withdrawal or outcome."""

from __future__ import annotations

from django.db.models import F

from publicity.models import Generation

ROW = 1


def raise_generation() -> None:
    """Call it inside the transaction that changes what the public sees; workers notice at their next request."""
    if not Generation.objects.filter(pk=ROW).update(number=F("number") + 1):
        row, made = Generation.objects.get_or_create(pk=ROW, defaults={"number": 1})
        if not made:
            Generation.objects.filter(pk=row.pk).update(number=F("number") + 1)


def current_generation() -> int:
    """0 before anything was published."""
    return Generation.objects.filter(pk=ROW).values_list("number", flat=True).first() or 0
