"""Characters of a past notice that no face can draw: a person's word for them is given in the preview, before it is taken over."""

from __future__ import annotations

from datetime import datetime

from accounts.models import User
from intake.models import ImportRun
from notices.services import VouchedSigns, undrawn_signs
from notices.sign_checks import with_its_code


def signs_of(run: ImportRun) -> str:
    """What no face can draw of the notice the run would take over; blank for other kinds."""
    if run.kind != ImportRun.Kind.NOTICE:
        return ""
    return undrawn_signs(run.document, run.district)


def word_of(run: ImportRun) -> VouchedSigns | None:
    """The word that was given; None where none was."""
    said = run.corrections.get("signs")
    if not said:
        return None
    by = User.objects.get(pk=said["by"])
    return VouchedSigns(said["signs"], said["reason"], by, datetime.fromisoformat(said["at"]))


def wordless(run: ImportRun) -> str:
    """Those of the signs nobody gave a word for."""
    said = (run.corrections.get("signs") or {}).get("signs", "")
    return "".join(sign for sign in signs_of(run) if sign not in said)


def sentence(signs: str) -> str:
    """Names them with their numbers; blank where there are none."""
    told = "、".join(map(with_its_code, signs))
    return f"有{len(signs)}个字印不出来：{told}，请在导入页上核对并写明原因。" if signs else ""
