"""What marks the installation itself."""

from __future__ import annotations

from datetime import datetime

from django.db import transaction

from accounts.models import Installation


@transaction.atomic
def mark_production(*, at: datetime) -> bool:
    """Mark the database as that of an installation in production, for good. Gives False where it was already.

    By the tables' owner: the portal's role may not write the mark.
    """
    if Installation.objects.filter(is_production=True).exists():
        return False
    Installation.objects.update_or_create(pk=1, defaults={"is_production": True, "marked_at": at})
    return True
