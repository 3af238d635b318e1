"""What a person reads before giving their name (PIPL art. 17 and 35), by version. A version is never changed:
a new wording is a new version, and each objection keeps the one its writer saw."""

from __future__ import annotations

from dataclasses import dataclass

KEPT_MONTHS = 24
"""Months after an objection ended until identity and words are proposed for erasure."""


@dataclass(frozen=True)
class PrivacyText:
    version: str
    lines: tuple[str, ...]
    """Each may hold {commission}."""

    def for_commission(self, name: str) -> tuple[str, ...]:
        return tuple(line.format(commission=name) for line in self.lines)


_ALL = (
    PrivacyText(
        "2025-1",
        (
            "收件单位：{commission}。只用于登记、核查和答复这件异议。",
            "异议内容、称呼和联系方式加密保存，每次查看都写明理由、留下记录；不转给被反映的单位，不公开。",
            f"办结后保存{KEPT_MONTHS}个月，之后清除。凭回执编号和查询码可以随时查看、导出、撤回，办结后可以申请提前删除。",
        ),
    ),
)
VERSIONS = {text.version: text for text in _ALL}
CURRENT = _ALL[-1]
