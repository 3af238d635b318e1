"""What a person reads before giving their name (PIPL art. 17 and 35), by version. A version is never changed:
a new wording is a new version, and each objection keeps the one its writer saw.

How long things are kept is the setting PORTAL_KEEP_MONTHS. It is part of what was read, so it is part of the version.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.conf import settings


@dataclass(frozen=True)
class PrivacyText:
    version: str
    lines: tuple[str, ...]
    """Each may hold {commission} and {months}."""
    months: int

    @property
    def name(self) -> str:
        """2025-1: the version as a reader is told it; the months stand in the text itself."""
        return self.version.partition("/")[0]

    def for_commission(self, name: str) -> tuple[str, ...]:
        return tuple(line.format(commission=name, months=self.months) for line in self.lines)


_NEWEST = "2025-1"
_LINES = {
    "2025-1": (
        "收件单位：{commission}。只用于登记、核查和答复这件异议。",
        "异议内容、称呼和联系方式加密保存，每次查看都写明理由、留下记录；不转给被反映的单位，不公开。",
        "办结后保存{months}个月，之后清除。凭回执编号和查询码可以随时查看、导出、撤回，办结后可以申请提前删除。",
    ),
}


def kept_months() -> int:
    """Months after an objection ended until identity and words are proposed for erasure."""
    months: int = settings.PORTAL_KEEP_MONTHS
    return months


def current() -> PrivacyText:
    """What a person reads today; its version reads like 2025-1/24."""
    months = kept_months()
    return PrivacyText(f"{_NEWEST}/{months}", _LINES[_NEWEST], months)


def text_of(version: str) -> PrivacyText | None:
    """The text behind a stored version; None for one that never was."""
    wording, _, months = version.partition("/")
    if wording not in _LINES or not months.isdecimal():
        return None
    return PrivacyText(version, _LINES[wording], int(months))
