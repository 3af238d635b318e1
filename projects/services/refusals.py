"""Why a change to the plan is refused."""

from __future__ import annotations


class ChangeRefused(Exception):
    """The change cannot be entered or approved as it stands; the message is for the person."""
