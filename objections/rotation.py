"""Bringing everything that is sealed under the newest key, so that an old key can be taken away."""

from __future__ import annotations

from django.db import transaction

from accounts.models import KeptText
from objections.models import KeyCanary, Objection, ObjectionScan, UnitInquiry
from objections.sealing import mark, resealed, unseal
from projects.models import ResponsibleUnit

SEALED = {
    Objection: (
        "sealed_words", "sealed_identity", "sealed_summary", "sealed_refusal", "sealed_extension",
        "sealed_answer",
    ),
    UnitInquiry: ("sealed_question", "sealed_reply"),
    KeptText: ("sealed_text",),
    ObjectionScan: ("sealed_file",),
    KeyCanary: ("sealed_text",),
    ResponsibleUnit: ("sealed_contact",),
}  # fmt: skip
"""Every sealed column. A test finds any that is missing here."""


def reseal_everything() -> int:
    """Seal each text anew with the newest key and make the marks again. Gives how many rows, the canary apart. Safe to repeat.

    Raises CannotUnseal where a key is missing; rows before it are done, and the next run goes on.
    """
    many = 0
    for model, columns in SEALED.items():
        for pk in model._base_manager.order_by("pk").values_list("pk", flat=True):
            with transaction.atomic():
                row = model._base_manager.select_for_update().get(pk=pk)
                if all(getattr(row, column) is None for column in columns):
                    continue
                for column in columns:
                    setattr(row, column, resealed(getattr(row, column)))
                changed = [*columns]
                if isinstance(row, Objection):
                    row.words_mark = mark("words", unseal(row.sealed_words).get("text", ""))
                    row.contact_mark = mark(
                        "contact", unseal(row.sealed_identity).get("contact", "")
                    )
                    changed += ["words_mark", "contact_mark"]
                row.save(update_fields=changed)
                many += model is not KeyCanary
    return many
