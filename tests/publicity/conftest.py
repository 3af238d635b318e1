"""What is public, out of the small office that publishes it."""

from tests.notices.conftest import as_the_role, office

__all__ = ["as_the_role", "office"]
