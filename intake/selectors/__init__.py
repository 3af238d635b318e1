"""What the import desk shows."""

from intake.selectors.preview import Preview, preview_of, row_below

__all__ = ["Preview", "preview_of", "row_below"]
