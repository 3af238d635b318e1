"""Codes of county-level districts (GB/T 2260): two figures for the province, two for the prefecture, two for the county.

Which counties exist changes every year and is not kept here; what a code can never be is.
"""

from __future__ import annotations

import re

PROVINCES = {
    "11": "北京市", "12": "天津市", "13": "河北省", "14": "山西省", "15": "内蒙古自治区", "21": "辽宁省",
    "22": "吉林省", "23": "黑龙江省", "31": "上海市", "32": "江苏省", "33": "浙江省", "34": "安徽省",
    "35": "福建省", "36": "江西省", "37": "山东省", "41": "河南省", "42": "湖北省", "43": "湖南省",
    "44": "广东省", "45": "广西壮族自治区", "46": "海南省", "50": "重庆市", "51": "四川省", "52": "贵州省",
    "53": "云南省", "54": "西藏自治区", "61": "陕西省", "62": "甘肃省", "63": "青海省", "64": "宁夏回族自治区",
    "65": "新疆维吾尔自治区", "71": "台湾省", "81": "香港特别行政区", "82": "澳门特别行政区",
}  # fmt: skip
"""The first two figures (GB/T 2260)."""
CITIES_WITHOUT_COUNTIES = frozenset({"441900", "442000", "460400", "620200"})
"""东莞, 中山, 儋州, 嘉峪关: a prefecture's code is all they have."""


def province_of(code: str) -> str:
    """The province a code begins with; empty where it begins with none."""
    return PROVINCES.get(code[:2], "")


def code_problem(code: str) -> str:
    """Why this cannot be a district's code, in a sentence for who typed it; empty where it can."""
    if not re.fullmatch(r"[0-9]{6}", code):
        return f"区划代码是六位数字（GB/T 2260），如 500101，写的是“{code}”。"
    if not province_of(code):
        return f"没有以 {code[:2]} 开头的省级代码，请核对“{code}”。"
    if code.endswith("0000"):
        return f"{code} 是{province_of(code)}的代码，这里要区县的代码。"
    if code.endswith("00") and code not in CITIES_WITHOUT_COUNTIES:
        return f"{code} 以 00 结尾，是地市一级的代码，这里要区县的代码。"
    if code[2:4] == "00":
        return f"{code} 的第三、四位是 00，没有这样的区县代码。"
    return ""
