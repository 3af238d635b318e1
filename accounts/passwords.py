"""Password rules on top of Django's (GB/T 22239-2019 asks for complexity; see conventions 2.16)."""

from __future__ import annotations

from django.core.exceptions import ValidationError

from accounts.models import User


class ThreeKindsOfCharacters:
    """At least three of: capital letters, small letters, digits, other signs."""

    message = "密码要含大写字母、小写字母、数字、符号中的至少三种。"

    def validate(self, password: str, user: User | None = None) -> None:
        kinds = {
            "upper"
            if c.isupper()
            else "lower"
            if c.islower()
            else "digit"
            if c.isdigit()
            else "sign"
            for c in password
        }
        if len(kinds) < 3:
            raise ValidationError(self.message, code="password_too_simple")

    def get_help_text(self) -> str:
        return self.message
