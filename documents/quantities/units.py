"""The measure words of public-welfare documents, as data: what a number may count, and what converts into what.

A printed unit is a scale (万, 亿 …) and a measure word (人次, 公里 …) in one string, as in 7.44 万人次; it may
name a second word in brackets (套(间)) or say per what it counts (元/月, 吨/日).
"""

from __future__ import annotations

from decimal import Decimal
from functools import lru_cache
from typing import NamedTuple

from .wordlist import words

SCALES: dict[str, Decimal] = {
    "万亿": Decimal(10) ** 12,
    "千万": Decimal(10) ** 7,
    "百万": Decimal(10) ** 6,
    "十万": Decimal(10) ** 5,
    "亿": Decimal(10) ** 8,
    "万": Decimal(10) ** 4,
    "千": Decimal(1000),
    "百": Decimal(100),
}

_SIZES: dict[str, str] = {
    "length": "公里=1000 千米=1000 km=1000 Km=1000 KM=1000 米=1 延米=1 延长米=1 m=1",
    "area": "平方公里=1000000 平方千米=1000000 km²=1000000 公顷=10000 平方米=1 平方=1 平米=1 ㎡=1 m²=1 m2=1 M2=1",
    "volume": "立方米=1 立方=1 方=1 m³=1 m3=1 ㎥=1",
    "weight": "吨=1000 t=1000 公斤=1 千克=1 kg=1",
    "power": "千瓦=1 兆瓦=1000 kW=1 KW=1 kw=1 MW=1000",
    "money": "元=1",
    "percent": "%=1 ‰=0.1",
}
CONVERTIBLE: dict[str, dict[str, Decimal]] = {
    family: {
        name: Decimal(size) for name, _, size in (pair.partition("=") for pair in words(sizes))
    }
    for family, sizes in _SIZES.items()
}
"""Units of one kind with their size in the smallest of them. 亩 stands alone: it has no whole size in metres."""

COUNTED = words(
    "个 名 人 位 户 所 座 处 条 口 台 部 套 间 栋 幢 家 张 辆 艘 架 件 项 批 期 班 组 支 盏 根 株 棵 头 只 枚 块 片 段 "
    "孔 眼 穴 例 宗 起 本 册 份 篇 幅 扇 樘 对 双 床 席 场 次 届 轮 尾 羽 箱 袋 桶 盒 顶 列 道 面 门 站 村 楼栋 单元 剂 "
    "针 节 把 杆 组团 标段 批次 人次 户次 场次 班次 车次 台次 件次 例次 剂次 轮次 架次 趟 台套 台班 人份 课时 学时 "
    "标箱 标台 个班 个百分点 亩 千瓦时 度 升 千伏安 兆伏安 微克 毫克 TEU 余亩 亩次 头次 桌 团 户表 芯公里 皮长公里 "
    "车公里 吨位 种 路 对 校 笔"
)

ALIKE: tuple[frozenset[str], ...] = tuple(
    frozenset(words(group))
    for group in (
        "人 名 位 人次 例 例次 人份",
        "场 场次 次 期 届 轮 轮次 批 批次 节 课时 班次 趟",
        "户 户次 家",
        "台 台次 台套 套 部 件 组 架 批 把 个 处",
        "个 口 座 所 处 家 间 站 点 条",
        "栋 幢 座 个 单元",
        "条 处 段 个",
        "剂 剂次 支 针 人次 人",
        "张 个 床",
        "件 起 宗 件次 个 项 例",
        "棵 株",
        "个 项 件 套 批",
        "吨/日 吨/天 立方米/日 立方米/天",
    )
)
"""Words that count the same things in different offices' mouths (200人 for 200人次)."""

ONLY_AT_AN_END = frozenset(words("班 组 片 段 面 门 站 村 道 节 列 席 把 团 桌 杆 路 校"))
"""Measure words that are also parts of names: they count only where a phrase ends behind them."""

BUILT = frozenset(
    words("个 所 座 处 条 家 台 部 套 辆 栋 幢 间 口 名 场 户 件 张 支 公里 人 次 架 艘 块 盏 人次")
)
"""Measure words after which a number written in Chinese (两个, 三所) may be a quantity."""

MEASURED = frozenset(words("亩 公顷 千米 米 平方米 平方公里 立方米 吨 株 棵 只 根 盆 门"))
"""After these only a number of more than ten may be one written in Chinese."""

WHOLE = BUILT - {"公里"} | frozenset(words("项 期 场次 个班 例 对 株 棵 门 站 村 面"))
"""Measure words of things that are not cut into tenths."""

PER = words(
    "千人 万人 百人 百户 千户 平方公里 立方米 平方米 小时 生 日 天 月 年 人 户 亩 公里 次 班 升 吨 期"
)
"""What may stand behind a stroke: 元/月, 批次/千人."""

SECOND = words(
    "次 套 间 室 站 处 人 个 座 台 所 条 家 户 口 栋 幢 名 项 件 部 只 组 批 段 幅 片 块 根 班 期 场"
)
"""What may stand in brackets behind a measure word: 套(间)."""

DURATIONS = words(
    "个工作日 个自然日 个小时 个钟头 个月 个季度 个星期 个学期 个学年 工作日 自然日 小时 分钟 秒 天 周岁 周 年 月 日 "
    "季度 世纪 岁 年代 点钟 点 时 分 号 学年 学期 年级"
)
"""What follows a number of the calendar, the clock or an age: never a quantity, a time limit apart."""

TIME_LIMITS = words("个工作日 个自然日 个小时 个月 工作日 自然日 小时 分钟 天 秒")
"""Durations that a promise may bring down (压缩至3个工作日以内) or count (优良天数320天)."""

ATTRIBUTES = frozenset(
    words("千伏 kV KV kv V 伏 千瓦 兆瓦 kW KW kw MW 兆 匹 英寸 寸 毫米 mm 厘米 cm 升 层 级 档 度")
)
"""Sizes of a thing (110千伏变电站): a quantity only where the label itself names a capacity."""

SIZED = words(
    "自然村 行政村 村 村组 村民小组 企业 项目 小区 单位 水库 工程 市场主体 工业企业 产业项目 投资项目"
)
"""Things told apart by a size: 20户以上自然村, 10亿元以上项目. The size is no quantity."""

PERSONS = words(
    "群众 居民 人口 学生 职工 村民 市民 老人 老年人 儿童 妇女 农民 游客 观众 师生 残疾人 劳动力 青少年 青年 未成年人 "
    "困难群众 参保人 患者 家长 农户 农民工 党员 志愿者 幼儿 考生 教师 医生 考生 对象"
)

MONEY = words("资金 投资 贷款 补助 补贴 经费 款 费 产值 收入 金额 消费券 奖金 基金")


class Measure(NamedTuple):
    """A printed unit taken apart."""

    scale: Decimal
    word: str
    """The measure word without its scale; empty for a bare 万."""

    @property
    def base(self) -> str:
        """The word without what it counts per, and without a second word in brackets."""
        return self.word.split("/")[0].split("(")[0]

    @property
    def family(self) -> str:
        return _FAMILY_OF.get(self.word, "count")

    @property
    def size(self) -> Decimal:
        """How many of the family's smallest unit one of this is."""
        return self.scale * CONVERTIBLE.get(self.family, {}).get(self.word, Decimal(1))


_FAMILY_OF = {word: family for family, sizes in CONVERTIBLE.items() for word in sizes}
ALL_WORDS = tuple(sorted({*_FAMILY_OF, *COUNTED, *ATTRIBUTES}, key=lambda word: (-len(word), word)))


@lru_cache(maxsize=1024)
def measure(unit: str) -> Measure:
    """Take a printed unit apart. Anything is accepted; what is unknown counts itself."""
    if unit.split("/")[0].split("(")[0] in ALL_WORDS:
        return Measure(Decimal(1), unit)
    for scale, factor in SCALES.items():
        if unit.startswith(scale):
            return Measure(factor, unit[len(scale) :])
    return Measure(Decimal(1), unit)


@lru_cache(maxsize=4096)
def likeness(unit: str, other: str) -> float:
    """How far two units count the same thing: 1 the same or convertible, 0 never."""
    one, two = measure(unit), measure(other)
    if one.word == two.word:
        return 1.0
    if one.family != two.family:
        return 0.8 if one.base == two.base else 0.0
    if one.family != "count":
        return 1.0
    if one.base == two.base:
        return 0.9
    if any(one.base in group and two.base in group for group in ALIKE):
        return 0.85
    return 0.0


def convert(value: Decimal, unit: str, into: str) -> Decimal:
    """A value in another unit that counts the same thing. Raises ValueError where it does not."""
    if not likeness(unit, into):
        raise ValueError(f"{unit} does not convert into {into}")
    return value * measure(unit).size / measure(into).size


def printed(value: Decimal) -> str:
    """The shortest plain decimal: 0.5550 is 0.555, 1E+4 is 10000."""
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def expand(value: str, unit: str) -> tuple[Decimal, str]:
    """The value to store, with its unit.

    The rule: amounts of money are stored in 万元 (1 亿元 is 10000 万元, 5550 万元 stays; a bare 337 万 of money
    has its 元 from the extractor); an amount printed in bare 元 is a price per head or piece and stays 元,
    because a tenth of a 元 does not fit four decimals of 万元; scales of everything else are expanded
    (1.5 万人 is 15000 人, 153 万平方米 is 1530000 平方米); a unit with a factor of its own (公里, 公顷) and any
    other is left as printed. Raises ValueError where `value` is not a plain decimal.
    """
    try:
        number = Decimal(value.replace(",", ""))
    except ArithmeticError as error:
        raise ValueError(f"not a number: {value!r}") from error
    if not number.is_finite():
        raise ValueError(f"not a number: {value!r}")
    taken = measure(unit)
    if taken.scale == 1:
        return number, unit
    if taken.family == "money":
        return Decimal(printed(number * taken.size / SCALES["万"])), "万元"
    return Decimal(printed(number * taken.scale)), taken.word
