"""The subjects people look for (出行, 教育, …), and which of them a project's own words suggest.

A project has one main topic and perhaps a second. Suggested are those whose words stand in its name, else in its target;
where words overlap the longest counts, so that 水源地 is not 水. A person's choice on the desk (`TopicChoice`) goes before.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class Topic:
    """`slug` stands in addresses, `sign` in the search's index: both stay for good."""

    slug: str
    sign: str
    name: str
    words: tuple[str, ...] = ()

    @property
    def icon(self) -> str:
        """Its drawing among those of the look."""
        return f"topic-{self.slug}"


@dataclass(frozen=True, slots=True)
class Topics:
    """The topics of a project, by their slugs; `second` is empty where there is but one."""

    main: str
    second: str = ""

    @property
    def slugs(self) -> tuple[str, ...]:
        return (self.main, self.second) if self.second else (self.main,)

    @property
    def words(self) -> str:
        return "、".join(TOPIC[slug].name for slug in self.slugs)


TOPICS: tuple[Topic, ...] = (
    Topic("travel", "a", "出行", (
        "公路", "道路", "马路", "桥梁", "大桥", "滨江路", "断头路", "护栏", "公交", "出行", "交通", "高速",
        "通行", "缓堵", "畅通", "停车", "泊位", "充电桩", "充电设施", "人行", "步道", "步游道", "隧道", "码头",
        "轨道", "铁路", "候车", "路灯", "客运", "货车",
    )),
    Topic("education", "b", "教育", (
        "学校", "幼儿园", "中小学", "小学", "中学", "学前", "教育", "学位", "助学", "学生", "教师", "校园",
        "教学", "宿舍", "托管", "课后", "高中", "职校", "营养改善", "护学",
    )),
    Topic("health", "c", "医疗养老", (
        "医疗", "医院", "卫生院", "卫生室", "诊所", "急救", "救护", "透析", "筛查", "疫苗", "接种", "健康",
        "心理健康", "体检", "护理", "养老", "敬老", "老年", "老人", "适老", "失智", "失能", "照护", "助餐",
        "托育", "助医",
    )),
    Topic("housing", "d", "住房", (
        "老旧小区", "小区改造", "住房", "住宅", "电梯", "危房", "棚户区", "棚改", "公租房", "保障房", "安置房",
        "城中村", "物业", "房屋",
    )),
    Topic("environment", "e", "环境", (
        "环境", "周边环境", "生态", "公园", "绿化", "绿道", "污水", "垃圾", "厕所", "化粪池", "水源地",
        "饮用水水源地", "河道", "河堤", "湿地", "大气", "噪声", "油烟", "扬尘", "治污", "黑臭水体",
    )),
    Topic("jobs", "f", "就业", (
        "就业", "创业", "招聘", "技能培训", "职业培训", "岗位", "增收", "稳岗", "零工", "务工", "工资",
    )),
    Topic("utilities", "g", "水电气网", (
        "饮水", "供水", "自来水", "用水", "水库", "水源保障", "管网", "燃气", "天然气", "供电", "电网", "用电",
        "供暖", "供热", "基站", "宽带", "5G", "通信",
    )),
    Topic("support", "h", "关爱帮扶", (
        "残疾人", "残疾", "助残", "无障碍", "救助", "低保", "特困", "困难", "贫困", "妇女", "儿童", "妇女儿童",
        "未成年人", "青少年", "留守", "孤儿", "帮扶", "慰问", "退役军人", "关爱",
    )),
    Topic("culture", "i", "文化体育", (
        "文化", "文体", "体育", "健身", "图书", "书屋", "书房", "阅读", "博物馆", "文化馆", "演出", "电影", "球场",
        "广场", "旅游", "非遗",
    )),
    Topic("safety", "j", "平安", (
        "消防", "应急", "防灾", "地质灾害", "内涝", "防洪", "安全防护", "隐患", "治安", "反诈", "法律", "食品安全",
        "监控", "烟感", "调解",
    )),
    Topic("countryside", "k", "乡村", (
        "乡村", "和美乡村", "农业", "农产品", "农田", "村庄", "农房", "冷链", "农机", "灌溉", "田间",
    )),
    Topic("services", "l", "便民服务", (
        "便民", "政务", "办事", "一件事", "生活服务圈", "服务圈", "社区", "嵌入式", "农贸市场", "菜市场", "食堂",
        "快递", "消费", "社保卡", "热线",
    )),
    Topic("other", "z", "其他"),
)  # fmt: skip
"""In the order of pages. The words are those of announcements (民生实事); a new one changes what is suggested at once,
never what a person chose."""
OTHER = "other"
TOPIC = {topic.slug: topic for topic in TOPICS}

_OF_WORD = {word: topic.slug for topic in TOPICS for word in topic.words}
_WORDS = re.compile("|".join(sorted(map(re.escape, _OF_WORD), key=len, reverse=True)))
_ORDER = {topic.slug: place for place, topic in enumerate(TOPICS)}


@lru_cache(maxsize=8192)
def suggested(name: str, target: str) -> Topics:
    """The topics a project's name speaks of, or its target where the name says none; 其他 where neither does."""
    scores = _scores(name) or _scores(target)
    ranked = sorted(scores, key=lambda slug: (-scores[slug], _ORDER[slug]))
    if not ranked:
        return Topics(OTHER)
    return Topics(ranked[0], _second(scores, ranked))


def _scores(text: str) -> dict[str, int]:
    """By topic, the characters of its words that stand there, each word once."""
    found: dict[str, int] = {}
    for word in dict.fromkeys(_WORDS.findall(text)):
        found[_OF_WORD[word]] = found.get(_OF_WORD[word], 0) + len(word)
    return found


def _second(scores: dict[str, int], ranked: list[str]) -> str:
    """The next one, where its words count at least half as much: a passing word makes no second subject."""
    if len(ranked) > 1 and scores[ranked[1]] * 2 >= scores[ranked[0]]:
        return ranked[1]
    return ""
