"""How numbers are written: Arabic with separators, and short numbers in Chinese (两个, 十二所)."""

from __future__ import annotations

import re
from decimal import Decimal

from .wordlist import words

ARABIC = (
    r"\d{1,3}(?:,\d{3})+(?!\d)(?:\.\d+)?"
    r"|(?<=[\u4e00-\u9fff])\d{1,3}(?: \d{3})+(?![\d,.])|\d+(?:\.\d+)?"
)
"""Of thousands parted by blanks (公路1 260米) only behind a word: 1 260米 at a beginning is the first of a list."""
CHINESE = r"[一二两三四五六七八九十百][一二两三四五六七八九十百千万零〇]{0,10}"

_DIGITS = {sign: value for value, sign in enumerate("零一二三四五六七八九")} | {"两": 2}
_POWERS = {"十": 10, "百": 100, "千": 1000}
_ABSTRACT = words(
    "方面 环节 阶段 层次 维度 赛道 统筹 一体 确保 全 级 月 年 度 大 融合 体系 机制 转变 结合 清单 行动 专项 重点 集中 率 优先 满意 百 "
    "千 工作日 小时 星 基本 文明 服务 中心化 平台化 自信 维护"
)
"""What behind a measure word shows that a slogan is counted (三个赛道), not a thing."""
_BUILDING = re.compile(
    r"(?:新建|改建|扩建|建成|建设|修建|新增|增设|新设|改造|打造|创建|设立|建立|开设|购置|完成|培育|引进|更换|更新|安装|加装|完工|启动|竣工|"
    r"投用|招聘|配备|设置|举办|组建|整治|提升|修复|维修|通过)$"
)
_LOOSE = frozenset("个次件场条")
_BOUND = re.compile(r"(?:及|或)?(?:以上|以下|以内|左右|之内)")
"""Behind a measure only where things are counted: 二十五公里以上."""


def arabic(printed: str) -> str:
    """A printed number without its separators."""
    return printed.replace(",", "").replace(" ", "")


def order(value: str) -> Decimal:
    """A number to compare by."""
    return Decimal(value)


def chinese(numeral: str) -> int | None:
    """The value of a numeral written in Chinese (一百零五, 一万二千); None where it is not one number."""
    above, has_above, rest = numeral.rpartition("万")
    if not has_above:
        return _below_ten_thousand(rest)
    thousands = _below_ten_thousand(above) if above else None
    if thousands is None or "万" in above:
        return None
    ones = _below_ten_thousand(rest) if rest else 0
    return None if ones is None else thousands * 10_000 + ones


def _below_ten_thousand(numeral: str) -> int | None:
    total = digit = 0
    had_digit = False
    last_power = 10_000
    for place, sign in enumerate(numeral):
        if sign in "零〇":
            if had_digit or place in {0, len(numeral) - 1}:
                return None
            continue
        if sign in _DIGITS:
            if had_digit:
                return None
            digit, had_digit = _DIGITS[sign], True
            continue
        power = _POWERS[sign]
        if power >= last_power:
            return None
        total += (digit if had_digit else 1) * power
        digit, had_digit, last_power = 0, False, power
    return total + digit


def certain(
    number: int, before: str, after: str, unit: str, *, is_large: bool = False
) -> str | None:
    """The digits of a number written in Chinese, where it stands as a count and not in a slogan.

    It does behind a verb of building or buying (新建两座公厕; 一个 is an article), and where a phrase ends
    with it (示范点两个, 绿道二十五公里以上). More than ten of what is measured (一百二十户) is no slogan.
    """
    if after.startswith(_ABSTRACT) or before.endswith("最后"):
        return None
    if _BUILDING.search(before):
        return str(number) if number > 1 or unit not in _LOOSE else None
    if is_large and unit not in _LOOSE:
        return str(number)
    ends = not after or after[0] in ",;。、)\n!和及" or _BOUND.match(after) is not None
    return str(number) if ends and number > 1 and re.search(r"[\u4e00-\u9fff)”]$", before) else None
