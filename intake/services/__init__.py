"""What the import desk does: receive, preview, decide, apply, confirm."""

from intake.services.applying import ImportRefused, apply_import, confirm_take_over
from intake.services.receiving import receive_document, start_import

__all__ = [
    "ImportRefused",
    "apply_import",
    "confirm_take_over",
    "receive_document",
    "start_import",
]
