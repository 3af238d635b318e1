"""What was typed about a case and not taken (`accounts.typed_text`) ends with the words of the case."""

from __future__ import annotations

from django.urls import reverse

from accounts import typed_text
from objections.models import Objection


def forget_about(objection: Objection) -> None:
    """Whatever anybody had typed on the pages of a case or of its inquiries: it may repeat the words."""
    typed_text.forget_below(
        [
            reverse("objections:case", args=[objection.pk]),
            reverse("objections:report-reopen", args=[objection.pk]),
            *(reverse("objections:inquiry", args=[one.pk]) for one in objection.inquiries.all()),
        ]
    )
