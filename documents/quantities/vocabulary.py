"""The words that carry a quantity in official prose: qualifiers, verbs, rates, aliases. Data only.

Every list is a class of words, not a list of sentences seen: a new district's wording is one more word here.
"""

from __future__ import annotations

from typing import Literal, NamedTuple

from .wordlist import words

Direction = Literal["up", "down"]


class Qualifier(NamedTuple):
    """A word before or behind a number. `printed` is None where it joins label and number and says nothing."""

    printed: str | None
    strength: int
    """3 binds (不少于), 2 is vague (约), 1 only reaches (达到), 0 says nothing."""
    direction: Direction = "up"


def _qualifiers(strength: int, listed: str, direction: Direction = "up") -> dict[str, Qualifier]:
    return {
        word: Qualifier(word if strength else None, strength, direction) for word in words(listed)
    }


BEFORE: dict[str, Qualifier] = {
    **_qualifiers(
        3,
        "不少于 不低于 不小于 不得少于 不得低于 至少 最少 最低 超过 超 突破 高于 大于 多于 逾 ≥ >= >",
    ),
    **_qualifiers(
        3, "不超过 不高于 不多于 不大于 不得超过 低于 少于 小于 至多 最多 ≤ <= <", "down"
    ),
    **_qualifiers(2, "约 大约 约为 约达 近 将近 接近 大概"),
    **_qualifiers(1, "达到 达 稳定在 保持在 维持在"),
    **_qualifiers(1, "控制在 严控在 降到 降至", "down"),
    **_qualifiers(
        0,
        "降低到 降低至 下降到 下降至 减少到 减少至 压缩到 压缩至 压减至 缩短到 缩短至 压降至 缩减至 降为",
        "down",
    ),
    **_qualifiers(
        0,
        "加宽到 加宽至 拓宽到 拓宽至 加高到 加高至 提高到 提高至 提升到 提升至 增加到 增加至 扩大到 扩大至 增至 增长到 增长至 上升到 升至 上调至 上调到 提至 提到 "
        "提标至 提标到 调整到 调整至 调整为 提高为 扩容至 拓展至 延伸至 延长至 延长到 为 是 共 共计 总计 合计 累计 分别 "
        "各 均 至 到 全年 的 有 力争 确保 计 了 数为",
    ),
}
"""Longer words win; words of strength 0 are only stepped over."""

RAISES = tuple(
    word
    for word, qualifier in BEFORE.items()
    if len(word) > 1
    and word[-1] in "到至为"
    and qualifier.strength < 2
    and word not in ("达到", "约为", "数为")
)
"""由 A 提高到 B: what stands before B. A is the starting point, not a promise."""

NOT_AFTER: dict[str, str] = {
    "近": "附远最就临邻",
    "约": "节集签预公",
    "超": "赶高反",
    "共": "公一总",
    "达": "到直通抵传发表",
    "为": "成作行认分改变转视",
    "计": "设统预估合共总累审会小",
    "至": "甚乃",
    "到": "达看得遇",
    "有": "所没国公拥具现",
    "是": "但特",
    "均": "平人户",
    "各": "",
    "了": "",
}
"""Short words of `BEFORE` that are only the end of another word after one of these signs."""

BEHIND: dict[str, Qualifier] = {
    **_qualifiers(3, "以上 及以上 (含)以上 之上"),
    **_qualifiers(3, "以内 之内 以下 及以下 (含)以内", "down"),
    **_qualifiers(2, "左右 上下 余 多 几 +"),
}

LIGHT = words(
    "完成 实施 开展 组织开展 组织实施 推进 推动 实现 落实 加快推进 加快 力争 确保 预计 全年 年内 本年度 累计完成 累计 共计 共 "
    "已 将 全面 深入 持续 着力 切实 继续 积极 进一步 同步 有序 大力 扎实 稳步 主要 做好 抓好 努力 其中 在全区 在全市 在全县 "
    "在全镇 全区 全市 全县 全镇 全省 我区 我市 我县 区内 市内 县内 截至目前 截至 目前 现已 均已 已经 总计 合计 分别 拟 年底前 "
    "以及 并 和 与 及 同时 另 还 各 科学规划 依法 常态化 计划 组织 正式 顺利 陆续 全部 均 现 上半年 下半年 今年以来 今年 年初以来 "
    "年底 其余 包括 包含 含 有效 按时 如期 超额 提前 共有 约 达 是 为了"
)
"""Words at the head of a phrase that say nothing of what is counted."""

NOT_LIGHT_BEFORE: dict[str, str] = {
    "和": "美谐平",
    "及": "时",
    "与": "会",
    "共": "享建同",
    "并": "网",
    "组织": "部化",
    "计划": "生外",
    "还": "建房",
    "含": "量",
    "各": "类级项种地",
    "现": "代场有",
    "均": "衡",
    "达": "标",
    "积极": "分",
    "全面": "两小",
    "将": "军",
    "完成": "率",
}
"""After one of these signs the light word is the beginning of a name (共享, 和美)."""

HALF_LIGHT = ("建设", "建成", "打造")
"""Dropped where a name of two signs or more follows and no second verb."""

VERBS = words(
    "新开工改造 新开工 新改扩建 新改建 新扩建 新建成 新建 新辟 改扩建 改建 扩建 续建 复建 迁建 新增 改造 更新 更换 加装 安装 建设 "
    "建成 建立 打造 创建 修建 修复 修缮 整修 维修 整治 治理 拓宽 硬化 亮化 疏通 打通 贯通 培训 培育 培养 引进 招聘 发放 资助 救助 "
    "帮扶 帮助 扶持 覆盖 惠及 服务 提升 提供 开设 开办 举办 开展 组织 完成 实施 设置 设立 布局 布设 布置 配备 配置 配套 配送 配发 "
    "购置 购买 采购 投放 投用 投入 增加 增设 扩大 安置 推荐 优化 调整 筹集 筹建 竣工 交付 分配 供应 评选 认定 遴选 选派 招录 招募 "
    "补助 补贴 发展 种植 栽植 补植 绿化 美化 复核 筛查 体检 检测 抽检 化解 办理 受理 清理 排查 消除 拆除 搬迁 回填 铺设 敷设 架设 "
    "升级 迁改 巩固 盘活 实现 推广 推出 形成 制定 启动 推动 推进 落实 促进 解决 保障 减少 降低 增强 提高 接种 签约 适配 评估 验收 "
    "建造 搭建 组建 选树 完善 提档 兑现 拨付 开通 延伸 改善 规划 进场 探索 选取 联合 新设 转移 输送 支持 供给 拓展 免费 释放 复耕 "
    "清淤 疏浚 加固 除险 控制 压缩 缩短 招收 接收 托养 走访 慰问 销售 收治 选聘 植树 造林 回收 检修 减排 监测 创办 认证 登记 命名 "
    "授牌 储备 吸纳 带动 引导 动员 放映 维护 养护 回迁 接入 达成 开工 完工 深化 试点 救治 治愈 检查 宣传 征缴 扩容 普及 参保 兜底"
)

NEW = words("新建 新增 新设 增设 加装 新开 新辟 新添")
BETTER = words("改造 优化 调整 维修 修缮 整治 提升 更新 更换 修复 维护 提质 养护")
"""Two acts that are not each other: 新增公交线路2条 is not kept by 优化调整公交线路13条."""

SERVES = words("提供 开展 实施 进行 给予 发放 适配 落实 办理 组织 举办")
"""Verbs behind 为…, 对…, 向…: the object after them is what is counted."""

SERVED = ("面向", "针对", "帮助", "为", "对", "向", "给")
"""What opens a phrase that names who is served."""

TELLS = words(
    "完成 已 正在 正有 正推 正加 正进 正抓 正着 均 全部 陆续 进入 开工 投用 投入 通过 进场 实现 达到 达 占 较 同比 比上年 超额 超过 建成 竣工 "
    "完工 并 启动 待建 待验收 待完成 将于 将在 将按 预计 尚未 仍未 未完成 未开工 未启动 基本完成 基本建成 基本形成 主体完工 主体封顶 主体结构 "
    "主体工程 主体施工 进行 可容纳 可新增 可提供 可满足 约 签订 顺利"
)
"""What opens the part behind a number that tells what became of it, not what it counts."""

TELLS_INSIDE = words(
    "已完成 已全部 已开工 已建成 正在 全部 陆续 进行 进入 投入使用 未启动 通过验收 均已 进场 完成 达到"
)
"""The same, in the middle of such a part."""

RATES = words(
    "率 占比 比例 比重 覆盖面 满意度 知晓度 认可度 比 度 增速 增幅 增长 下降 降幅 提高 提升 面 天数 份额 水平"
)
"""A label that ends so is a rate."""

MEASURES = words(
    "能力 面积 长度 里程 容量 规模 总量 数量 人数 户数 总数 浓度 标准 天数 时间 时限 收入 金额 总额 水平 投资额 床位数 学位数"
)
"""A name that ends so is what the number behind it measures."""

INVESTED = words(
    "总投资 概算 估算 计划投资 年度计划投资 投资额 投资 匡算 安排资金 投入资金 投入 总投入 争取资金 整合资金 统筹资金 到位资金 落实资金 "
    "中央资金 省级资金 市级资金 县级资金 区级资金 上级资金 财政资金 专项资金 债券资金 配套资金 自筹资金 税资金 社会资金 本级资金 "
    "中央财政 省级财政 市级财政 县级财政 区级财政 县财政 区财政 市财政 本级财政 地方财政 配套 "
    "自筹 社会资本 专项债 专项债券 预算内资金 预算内投资 上级补助 中央补助 省级补助"
)
"""Money before which one of these stands is the plan's money, kept in a field of its own; 完成投资 is not."""

BARE = frozenset(
    words(
        "面积 建筑面积 占地面积 总面积 总建筑面积 改造面积 长度 总长 总长度 全长 里程 总里程 户数 栋数 数量 总数 规模 覆盖率 "
        "占比 比例 人数 总人数 占地 总户数 次数 场次 惠及 覆盖 受益 涉及 服务 可新增 新增 增加 达到 容量 金额 总额 完成 其中 竣工 "
        "开工 完工 建成 交付 投用 约 每年 每月 参与 参加 共 建设 改造 新建 实施 改造提升 提升 改建 扩建 另 启动 不"
    )
)
"""Labels that say nothing without the one before."""

ALIASES: tuple[tuple[str, ...], ...] = tuple(
    words(group)
    for group in (
        "化粪池 改厕 户厕 厕改 厕所改造",
        "招聘会 招聘活动",
        "管网 管道 管线 入户管",
        "学位 入学名额",
        "充电桩 充电端口 充电设施 充电插座 充电车位",
        "停车位 停车泊位 泊位 车位",
        "床位 养老床",
        "旧改 老旧住宅小区 老旧小区",
        "口袋公园 微型公园 小微公园 街心公园 游园",
        "护栏 防护栏 防撞栏 生命安全防护 生命防护 安防",
        "救护员证 救护员 初级救护",
        "就业 上岗",
        "无障碍改造 无障碍设施",
        "托位 托育 托额",
        "辅助器具 辅具 适配",
        "团辅 辅导",
        "公租房 保障性租赁住房 保租房 保障房 保障性住房",
        "助餐点 助餐 食堂",
        "示范点 试点",
        "步道 慢行道 绿道",
        "公厕 公共厕所",
        "路灯 照明",
        "演出 演艺 戏",
        "硬化路 水泥路 通畅路",
        "加装 安装 增设",
        "更换 更新",
        "持证 证书",
    )
)
"""Words that different offices use for one thing; each class counts as the same word when labels are compared."""

FAINT = words(
    "残疾人 老年人 老人 农村 城市 城镇 社区 乡镇 学生 儿童 居民 群众 困难 家庭 服务 中小学 学校 村级 公共 未成年人 妇女 职工 "
    "设施 城乡 街道 基层 医疗 机构 卫生 青少年 生活 教育 中心 综合 新建 新增 改造 更新 更换 提升 发放 惠及 覆盖 配套 实施 配备 "
    "开设 开办 举办 免费 点位 网点 小区 幼儿园 人员 对象 全区 全市 全县 "
    "覆盖率 参与率 普及率 合格率 完成率 满意率 签约率 达标率 发放率 管理率 处置率 办结率 开工率 培训 新型 标准化 建筑面积 面积"
)
"""Whom things are for, and what is done to most of them: agreeing on these alone says little."""
