"""The words that carry a quantity in official prose: verbs, qualifiers, stages, percents. Data only.

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


def _qualifiers(
    strength: int, listed: str, direction: Direction = "up", silent: bool = False
) -> dict[str, Qualifier]:
    return {
        word: Qualifier(None if silent else word, strength, direction) for word in listed.split()
    }


BEFORE: dict[str, Qualifier] = {
    **_qualifiers(
        3,
        "不少于 不低于 不小于 不得少于 不得低于 至少 最少 最低 超过 超 突破 高于 大于 多于 逾 ≥ >= >",
    ),
    **_qualifiers(
        3,
        "不超过 不高于 不多于 不大于 不得超过 低于 少于 小于 控制在 严控在 至多 最多 ≤ <= <",
        "down",
    ),
    **_qualifiers(2, "约 大约 约为 约达 近 将近 接近 大概 预计"),
    **_qualifiers(1, "达到 达 达到了 力争达到 稳定在 保持在 维持在"),
    **_qualifiers(
        0,
        "降至 降到 降低到 降低至 下降到 下降至 减少到 减少至 压缩到 压缩至 压减至 缩短到 缩短至 压降至 缩减至",
        "down",
        silent=True,
    ),
    **_qualifiers(
        0,
        "提高到 提高至 提升到 提升至 增加到 增加至 扩大到 扩大至 增至 增长到 增长至 上升到 升至 上调至 上调到 "
        "提至 提到 调整到 调整至 扩容至 拓展至 延伸至 为 是 共 共计 总计 合计 累计 分别 各 各为 至 到 总数 总量 "
        "数量 计划 全年 累计达到 将 : ( 有 的",
        silent=True,
    ),
}

NOT_AFTER: dict[str, str] = {
    "近": "附远最就临",
    "约": "节集签预公",
    "超": "赶高",
    "共": "公",
    "达": "到直通抵传",
    "为": "成作行认",
    "计": "设统",
    "至": "甚乃",
    "到": "达提高升加大长低少短",
    "有": "所没",
    "将": "",
    "是": "",
    "的": "",
    "各": "",
    "逾": "",
}
"""Short words of `BEFORE` that are only the end of another word after one of these signs."""

BEHIND: dict[str, Qualifier] = {
    **_qualifiers(3, "以上 及以上 (含)以上 (含)及以上 之上"),
    **_qualifiers(3, "以内 之内 以下 及以下 (含)以内", "down"),
    **_qualifiers(2, "左右 上下 余 多"),
}

RAISES = words(
    "提高到 提高至 提升到 提升至 增加到 增加至 扩大到 扩大至 增至 增长到 增长至 上升到 升至 上调至 上调到 提至 提到 "
    "调整到 调整至 调整为 提高为 降至 降到 降低到 降低至 下降到 下降至 减少到 减少至 压缩到 压缩至 压减至 缩短到 缩短至 "
    "压降至 缩减至 提标至 提标到 变为 延长至 延长到"
)
"""由 A 提高到 B: what stands before B. A is the starting point, not a promise."""

STARTS_LOW = ("由", "从", "自", "原来的", "原来", "原", "现在的", "现行", "现有", "目前的", "在")

LIGHT = words(
    "完成 实施 开展 组织开展 组织实施 组织 推进 推动 实现 落实 加快推进 加快 力争 确保 计划 预计 全年 年内 本年 本年度 "
    "累计 共计 共 已 将 再 全面 深入 持续 着力 切实 继续 积极 进一步 同步 有序 大力 扎实 稳步 统筹 主要 进行 做好 抓好 "
    "努力 其中 在全区 在全市 在全县 在全镇 全区 全市 全县 全镇 全省 我区 我市 我县 区内 市内 县内 区级 辖区 "
    "截至目前 目前 现已 均已 已经 基本 总计 合计 分别 对 为 拟 了 今年 年底前 以及 并 和 与 及 同时 另 还 需 要 各 "
    "预期 科学规划 依法 常态化 累计完成 新"
)
"""Words at the head of a phrase that say nothing of what is counted."""

NOT_LIGHT_BEFORE: dict[str, str] = {
    "新": "能建增开设改装购型鲜植修生社成立",
    "对": "口接象外",
    "为": "民老",
    "和": "美谐平",
    "各": "",
    "及": "时",
    "与": "会",
    "主要": "",
    "全面": "",
    "要": "素",
    "需": "求",
    "再": "生就造",
    "共": "享建同",
    "并": "网",
    "组织": "部化",
    "计划": "生外",
    "基本": "医公养农生单",
    "统筹": "区",
    "同步": "",
    "持续": "",
    "将": "",
    "区级": "",
    "实现": "",
    "已": "",
    "积极": "",
    "同时": "",
    "另": "",
    "还": "建房",
    "拟": "",
    "了": "",
    "目前": "",
    "分别": "",
    "加快": "",
    "努力": "",
    "落实": "",
    "推动": "",
    "辖区": "",
    "完成": "率",
    "合计": "",
}

HALF_LIGHT = ("建设", "建成", "打造", "启动实施")
"""Dropped where a name of three signs or more follows and no second verb."""

VERBS = words(
    "新开工改造 新开工 新改建 新改扩建 改建扩建 新建 改扩建 改建 扩建 续建 复建 新增 改造 更新改造 更新 更换 加装 安装 "
    "建设 建成 建立 打造 创建 修建 修复 修缮 整修 维修 整治 治理 拓宽 硬化 疏通 打通 培训 培育 培养 引进 招聘 发放 资助 "
    "救助 帮扶 帮助 扶持 覆盖 惠及 服务 提升 提供 开设 开办 举办 开展 组织 完成 实施 设置 设立 布局 配备 配置 配套 购置 "
    "购买 采购 投放 投用 投入 增加 增设 扩大 安置 推荐 优化调整 优化 调整 筹集 筹建 开工建设 开工 竣工 交付 分配 供应 "
    "评选 认定 遴选 选派 招录 补助 补贴 发展 种植 栽植 补植 绿化 复核 筛查 体检 检测 抽检 化解 办理 受理 清理 排查 消除 "
    "拆除 搬迁 回填 铺设 敷设 架设 升级改造 升级 迁改 巩固 盘活 实现 推广 形成 制定 启动 推动 推进 落实 促进 解决 保障 "
    "减少 降低 增强 提高 接种 签约 适配 评估 验收 建造 搭建 组建 选树 设 建 修 装 增 换 完善 提档升级 兑现落实 兑现 "
    "拨付 落地 开通 延伸 改善 规划建设 进场 探索 选取 联合 新设 转移 输送 帮助实现 支持 供给 推出 拓展 免费发放 免费 "
    "释放 复耕 清淤 疏浚 加固 除险加固 达到 控制 压缩 缩短 招收 接收 托养 走访 慰问 销售 配送 收治 选聘 购买服务 植树 "
    "造林 回收 检修 排放 减排 保持 稳定 力争 确保 累计 争取 监测 创办 认证 登记 命名 授牌 储备 吸纳 带动 引导 动员"
)

SERVES = (
    "提供",
    "开展",
    "实施",
    "进行",
    "给予",
    "发放",
    "免费适配",
    "适配",
    "落实",
    "办理",
    "配备",
    "组织",
    "举办",
)
"""Verbs behind 为…, 对…, 向…: the object after them is what is counted."""

SERVED = ("为", "对", "向", "给", "面向", "针对", "帮助", "组织")
"""What opens a phrase that names who is served."""

HAPPENED = words(
    "完成 已 正在 均 全部 陆续 进入 开工 投用 投入使用 通过 进场 正 实现 达到 达 占 较 同比 比上年 超额 超过 超 建成 竣工 "
    "完工 并 启动 待 将 预计 尚 未 基本 主体 进行"
)
"""What opens the part behind a number that tells what became of it, not what it counts."""

NOT_DONE = words(
    "启动 开工 进场 招标 招投标 投标 挂网 立项 可研 可行性研究 初设 初步设计 方案设计 施工设计 设计工作 图审 施工图 "
    "评审 前期工作 前期 方案编制 编制 选址 选取 选定 确定选点 摸排 摸底 入户调查 调查 勘察 勘探 测绘 征求 签订 "
    "正在 推进中 拟 预计 待 剩余 尚未 未完成 未 在建 在施 施工中 建设中 改造中 筹备 申报 征地 征拆 备案 谋划 储备 "
    "上报 报批 审批 许可 划分 草拟 起草 计划 下步 下一步 即将 准备 正有序 有序推进 加快推进 正推进 正加快 "
    "正式启动 力争 目标任务数 采购程序 采购流程 采购中 筛选 论证 放线 清表 约谈 意向 动员 排查出 施工准备 "
    "打围 正实施 正进行 正施工 将于 年度任务 年度目标 目标为 任务为 涉及 应 需 纳入 列入 下达任务 全年任务 全年目标 仅 还有 "
    "余下 剩下 滞后 暂停"
)
"""A number beside one of these tells a stage, a plan or a remainder: nothing finished yet."""

STILL_DONE = (
    "完成全部",
    "全面完成",
    "未成年",
    "未来",
    "应急",
    "应用",
    "适应",
    "供应",
    "响应",
    "对应",
    "应届",
    "效应",
    "应收",
    "必需",
    "需求",
    "急需",
    "特需",
    "招待",
    "期待",
    "等待期",
    "模拟",
    "计划生育",
    "储备粮",
    "储备库",
    "准备金",
    "设计师",
    "招标师",
    "未婚",
    "反应",
    "设计类",
    "前期物业",
    "未就业",
    "未参保",
    "预计算",
    "应征",
    "需要",
    "应保",
    "应补",
    "应助",
    "应享",
    "应检",
    "应改",
    "应接",
    "刚需",
    "军需",
    "内需",
    "待业",
    "待遇",
    "优待",
    "接待",
    "善待",
    "未登记",
    "特需要",
    "供需",
    "审批事项",
    "应知",
    "应答",
    "应对",
    "应诉",
    "许可证照",
    "相应",
    "感应",
    "涉及面",
    "仅需",
)
"""Longer words that hide one of `NOT_DONE` and tell no stage."""

WORK = words(
    "形象进度 形象进展 工程进度 工程进展 总体进度 总体进展 建设进度 施工进度 总进度 整体进度 实物进度 年度进度 完成进度 "
    "总工程量 工程总量 工程量 工作量 实物量 目标任务 年度任务 全年任务 总任务 任务量 目标任务数 年度目标 全年目标 目标 总体工程 总体任务 任务 总量 "
    "进度 进展 总体 全部工程 工程 主体结构 主体工程 主体 土建 基础施工 装饰装修 建设任务 改造任务 总里程"
)
"""A percent beside one of these is a part of the whole work."""

RATES = (
    "率",
    "占比",
    "比例",
    "比重",
    "覆盖面",
    "满意度",
    "知晓度",
    "比",
    "度",
    "覆盖",
    "增速",
    "增幅",
    "增长",
    "下降",
    "降幅",
    "提高",
    "提升",
    "面",
    "优良天数",
    "份额",
)
"""A label that ends so is a rate."""

SPENDING = ("投资", "资金", "拨付", "支出", "占计划", "投资计划", "额度")
"""A percent beside one of these is a share of money, neither rate nor work."""

INVESTED = ("总投资", "概算", "估算", "计划投资", "投资额", "投资约", "投资", "概算投资", "匡算")
"""Money before which one of these stands is the plan's money, kept in a field of its own."""

BARE = words(
    "面积 建筑面积 占地面积 总面积 总建筑面积 改造面积 长度 总长 总长度 全长 里程 总里程 户数 栋数 数量 总数 规模 覆盖率 占比 "
    "比例 人数 总人数 占地 总户数 次数 场次 惠及 覆盖 受益 涉及 服务 可新增 新增 增加 达到 容量 金额 总额 完成 其中 竣工 开工 完工 "
    "建成 交付 投用 约 每年 每月 参与 参加 共 建设 改造 新建 实施"
)
"""Labels that say nothing without the one before."""

ALIASES: tuple[tuple[str, ...], ...] = (
    ("化粪池", "改厕", "厕所", "户厕", "厕改"),
    ("招聘会", "招聘活动", "招聘"),
    ("管网", "管道", "管线", "入户管"),
    ("学位", "入学名额"),
    ("充电桩", "充电端口", "充电设施", "充电插座", "充电车位"),
    ("停车位", "停车泊位", "泊位", "车位"),
    ("床位", "养老床", "床"),
    ("电梯", "梯"),
    ("老旧小区", "旧改", "老旧住宅小区"),
    ("口袋公园", "微型公园", "小微公园", "游园", "街心公园"),
    ("护栏", "防护栏", "防撞栏", "生命安全防护"),
    ("救护员", "救护员证", "初级救护"),
    ("培训", "授课"),
    ("就业", "上岗"),
    ("无障碍改造", "无障碍设施"),
    ("托位", "托育"),
    ("适配", "辅具", "辅助器具"),
    ("辅导", "团辅"),
    ("贷款", "放贷"),
    ("公租房", "保障性租赁住房", "保租房", "保障房"),
    ("食堂", "助餐点", "助餐"),
    ("筛查", "检查"),
    ("示范点", "试点"),
    ("绿道", "步道", "慢行道"),
    ("公厕", "公共厕所"),
    ("路灯", "照明"),
    ("活动", "演出"),
)
"""Words that different offices use for one thing; each class counts as the same word when labels are compared."""
