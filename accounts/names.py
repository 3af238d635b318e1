"""Names that are what they look like: of people here, of districts, units, plans and projects above."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from documents.signs import deceptive_sign, sign_in_words

validate_username = RegexValidator(
    r"\A[a-z][a-z0-9-]{2,39}\Z", "用户名用小写字母开头，三到四十个字母、数字和短横。"
)
"""What an account signs in with; narrower than Django's, so that it can be read out on the telephone."""


def validate_name(name: str) -> None:
    """Refuse a name with a sign nobody sees or one that turns the writing about, naming the sign and its place.

    For fields of models and forms, and with them for imports that check rows by the model's rules. Raises
    ValidationError (code "deceptive_sign").
    """
    if found := deceptive_sign(name):
        raise ValidationError(deceptive_sentence(*found), code="deceptive_sign")


def validate_title(title: str) -> None:
    """As `validate_name`, for a title that may stand in several lines."""
    validate_name(title.replace("\r\n", " ").replace("\n", " "))


def deceptive_sentence(before: int, sign: str) -> str:
    """What is wrong with a name, for the person who typed it."""
    where = f"第{before}个字后面" if before else "最前面"
    return f"{where}有一个看不见的符号（{sign_in_words(sign)}），会让人看错，请删去后重填。"
