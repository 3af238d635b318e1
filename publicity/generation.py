"""The one number every worker looks at: it rises with each publication, correction, withdrawal or outcome."""

from __future__ import annotations

import secrets

from django.db.models import F

from publicity.models import Generation

ROW = 1


def raise_generation() -> None:
    """Call it inside the transaction that changes what the public sees; workers notice at their next request."""
    row = Generation.objects.filter(pk=ROW)
    mark = secrets.token_hex(8)
    if not row.update(number=F("number") + 1, mark=mark):
        _, made = Generation.objects.get_or_create(pk=ROW, defaults={"number": 1, "mark": mark})
        if not made:
            row.update(number=F("number") + 1, mark=mark)


def current_generation() -> int:
    """0 before anything was published."""
    return Generation.objects.filter(pk=ROW).values_list("number", flat=True).first() or 0
