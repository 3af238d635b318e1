"""The story is told on a real screen too."""

from tests.browser.conftest import visit

__all__ = ["visit"]
