"""The request of a page behind the sign-in, for the type checker: its user is a person."""

from __future__ import annotations

from django.http import HttpRequest

from accounts.models import User


class SignedInRequest(HttpRequest):
    """What a view behind `closed_by_default` is given; never made by hand."""

    user: User
