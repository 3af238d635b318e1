"""What a column's head means: a table of words, looked at in order, the most telling first."""

from __future__ import annotations

import re
from enum import Enum

from documents.text import bare


class Meaning(Enum):
    """What a column holds."""

    NUMBER = "number"
    NAME = "name"
    CATEGORY = "category"
    TARGET = "target"
    PLAN = "investment_plan"
    INVESTED = "invested"
    RATIO = "ratio"
    UNIT = "unit"
    LEAD = "lead"
    COOPERATING = "cooperating"
    MILESTONE = "milestone"
    DEADLINE = "deadline"
    SCHEDULE = "schedule"
    PROGRESS = "progress"
    REMARK = "remark"
    ANSWER = "answer"
    """Whether it is done or on time, in a word: 是, 否, √, 未完成."""
    REASON = "reason"
    """Why it is not."""
    MEASURE = "measure"
    """What the row's bare numbers count: 座, 人次."""
    STEP = "step"
    """The day by which a step of the work is due; the head names the step."""
    EARLIER = "earlier"
    """Reported or planned for another time than the document's: told, and not read as this one's."""
    PERIODIC = "periodic"
    """Figures of each month or quarter alone: reported together, no cumulative value."""
    UNSURE = "unsure"
    """Figures that may be money as well as counts, or of the month as well as of the year: told row by row."""
    IGNORED = "ignored"
    """Known, and not part of a plan or a report: leaders, places, status words, next steps."""


_LEADERS = r"领导|责任人|负责人|联系人|联络员|联络人|经办人|填报人|包保|包抓|挂钩|区长|县长|市长|副职|电话|手机|联系方式"
_UNITS = r"单位|部门|机构|主体|责任方|(?:责任|牵头|承办|实施|主办|分管|负责|落实|配合|协办)(?:科室|股室|处室|办所|站所|站办所|镇街|街镇|乡镇)"
_GOALS = r"目标|任务|进度|计划|节点|序时|时序|要求|情况|投资"
_MONEY = r"投资|资金|金额|经费|概算|预算|造价|额度"

_RULES: tuple[tuple[Meaning, str], ...] = (
    (Meaning.IGNORED, _LEADERS),
    (
        Meaning.NUMBER,
        r"序号?|编号|(?:项目|事项|实事|任务|工作)(?:序|编)号|项目?次|排序|号|[Nn][Oo]\.?",
    ),
    (
        Meaning.ANSWER,
        r".{0,10}是否(?:已经?|全部|全面|按期|按时|如期|提前|按计划|按进度)*"
        r"(?:完成|办结|完工|竣工|建成|达标|兑现|销号|滞后|落后)"
        rf"(?:.{{0,6}}(?:{_GOALS}))?",
    ),
    (
        Meaning.ANSWER,
        r".{0,10}是否已?(?:按照?|达到?|符合|实现|跟上|滞后于|落后于).{0,4}(?:序时|时序|进度|节点|目标)"
        rf"(?:.{{0,4}}(?:{_GOALS}|推进|完成))?",
    ),
    (
        Meaning.ANSWER,
        r".{0,6}是否(?:已经?|按期|按时|如期)*(?:开工|动工|启动|投用|投入使用|交付|验收|通过验收|开放)",
    ),
    (
        Meaning.ANSWER,
        r".{0,6}(?:完成|达标|达到)与否|(?:完成|进度|进展|推进)状态|达标情况",
    ),
    (
        Meaning.REASON,
        r"(?!.*(?:问题|困难))"  # never published (rules.md, Report): passed over with their reasons
        r"(?:.{0,10}(?:未|没|滞后|延期|延迟|缓慢|偏慢|推进慢|落后|不足|差距|超期|逾期|主要|具体).{0,8})?"
        r"原因(?:分析|说明|情况|简述|(?:及|和|与|或|、).{1,10})?"
        r"|未(?:完成|达标|达到.{1,6})的?(?:情况)?(?:说明|分析)",
    ),
    (
        Meaning.IGNORED,
        r".*(?:预期|预计)(?:的)?(?:成效|效果|效益|成果|影响).*"  # hoped for, and no report
        r"|.*(?:代码|编码|地点|地址|位置|资金来源|资金渠道|建设性质|受益|年限|起止|开工时间|开工日期|启动时间).*",
    ),
    (Meaning.MEASURE, r"(?:计量|计数|度量|数量|指标)单位|计量|计数|量纲"),
    (Meaning.UNIT, r".*(?:牵头|主办)(?:及|和|与|、|/)(?:配合|协办|责任|参与).*"),
    (
        Meaning.COOPERATING,
        rf".*(?:配合|协办|协同|协助|参与|协作|会办|参加).*(?:{_UNITS})|(?:配合|协办|协同|参与)(?:方|者)?",
    ),
    (
        Meaning.LEAD,
        rf".*(?:牵头|主办|主责|第一责任|主要责任|主管|总责).*(?:{_UNITS})|(?:牵头|主办|主责)(?:方)?",
    ),
    (
        Meaning.RATIO,
        rf".*(?:占比|投资完成率|资金完成率|支付率|执行率).*|.*占.*(?:{_MONEY}|计划).*(?:比|%|率|重).*",
    ),
    (Meaning.RATIO, rf".*(?:{_MONEY}).*(?:率|比例|比重|百分比|进度)"),
    (
        Meaning.RATIO,
        r"(?:累计|实际)?完成(?:率|比例|比重|百分比|占比)|比例|百分比|占计划%?|完成计划%?",
    ),
    (
        Meaning.PLAN,
        rf".*(?:计划|拟|需|应)(?:筹措|安排|投入)(?:的)?(?:{_MONEY}).*|.*(?:筹资|筹措)计划",
    ),
    (
        Meaning.IGNORED,
        r".*(?:预计|拨付|下达|到位|筹措|开工率|覆盖率|满意度|得票|票数|赞成|投票|打分|得分|评价|亮灯|状态|评分|是否).*",
    ),
    (Meaning.REMARK, r"备注.*|备考|附注|说明|其他说明|其他"),
    (Meaning.INVESTED, rf".*(?:已|累计|实际|完成)(?:完成)?(?:的)?(?:{_MONEY})(?!计划).*"),
    (
        Meaning.INVESTED,
        rf".*(?:{_MONEY})(?:计划)?(?:累计|实际|已)?(?:完成|支出|使用|执行)(?:情况|额|数|量|值)?",
    ),
    (
        Meaning.INVESTED,
        r"(?:本年|年度|截至.*|至.*)?(?:累计|实际|已)?(?:完成额度?|完成数额|完成金额|完成投资额?|累计完成|累计完成数)|支出",
    ),
    (Meaning.PLAN, rf".*(?:{_MONEY}).*"),
    (
        Meaning.IGNORED,
        r"(?:存在|主要|突出)?的?(?:困难|问题|原因).*|下一?步.*|下一?阶段.*|下个?月.*|工作打算|需.*协调.*",
    ),
    (
        Meaning.DEADLINE,
        r".*(?:完成|完工|竣工|办结|时间|投用|交付)(?:时限|时间|期限|日期|节点|要求)|时限.*|.*期限|办结时间|完成时间.*|.*时限(?:要求)?",
    ),
    (
        Meaning.SCHEDULE,
        r".*(?:进度安排|进度计划|计划进度|时间安排|工作安排|推进计划|实施步骤|阶段性?目标|节点目标|序时进度|序时目标|时间进度|时间表|里程碑|进度目标|阶段性?任务|阶段性?计划|节点计划|形象进度计划|形象进度目标).*",
    ),
    (
        Meaning.PROGRESS,
        r".*(?:进展|推进情况|落实情况|完成情况|实施情况|进度情况|开展情况|工作情况|执行情况|办理情况|实施进度|推进进度|工作进度|工程进度|实际进度|形象进度|完成进度|工作成效|目前情况|完成工作量|完成量|取得成效|推进成效|落实进度).*|进度",
    ),
    (
        Meaning.CATEGORY,
        r".*(?:类别|分类|类型|领域|层级|级别|板块|大类|属性|归类)|类|级次|所属.*|来源",
    ),
    (Meaning.UNIT, rf".*(?:{_UNITS}|业主|责任科室|项目法人)|承办|承担|责任|实施"),
    (
        Meaning.NAME,
        r".*名称|(?:绩效|考核|任务|工作|民生|主要)?指标(?:内容)?|(?:.*(?:实事|民生|重点|建设|惠民|为民)?)?(?:项目|事项|实事|工程|事件|行动)|名目|实事题目|题目|标题",
    ),
    (Meaning.TARGET, r".*(?:目标|任务|内容|规模|举措|措施|要求|标准|做法|计划|事项).*"),
)
_COMPILED = tuple((meaning, re.compile(pattern)) for meaning, pattern in _RULES)

NAME_RANKS: tuple[tuple[int, re.Pattern[str]], ...] = (
    (9, re.compile(r".*名称")),
    (8, re.compile(r".*(?:项目|事项|实事|工程|行动|题目|标题|名目)")),
    (7, re.compile(r".*指标(?:内容)?")),
    (6, re.compile(r"(?:项目|事项|实事|工程)内容")),
    (5, re.compile(r"(?:(?!目标).)*(?:任务|工作)")),
    (2, re.compile(r".*(?:内容|规模|举措|措施|做法).*")),
    (1, re.compile(r".*任务.*")),
    (0, re.compile(r".*")),
)
"""How likely a column of words is the one with the names, where no head says 名称."""

_YEAR_BEFORE = re.compile(
    r"^(?:20\d\d|二[〇零○]..)年?(?:度|全年)?(?=.)|^(?:本年度?|全年|年度)(?=.{2})"
)
_PERCENT = re.compile(r"\(%\)?$")
_UNIT_AND_PERSON = re.compile(
    rf"(.{{0,8}}(?:{_UNITS}))(?:及|和|与|或|以及|[、/,+\-·|\\])(?:其)?(?:.{{0,6}})(?:{_LEADERS}).{{0,8}}"
)
"""牵头单位及责任人, 责任单位/联系人、电话."""
_ASIDE = re.compile(r"\([^()]*\)?|\[[^\]]*\]?|【[^】]*】?")


LEADERS = re.compile(_LEADERS)
"""Heads of columns of people."""


def core_of(head: str) -> str:
    """A head without blanks, years, units and remarks in brackets: "2025年投资计划(万元)" -> 投资计划."""
    text = bare(head)
    core = _ASIDE.sub("", text) or text
    return _YEAR_BEFORE.sub("", core).strip(":*·、,/-")


def meaning_of(head: str) -> Meaning | None:
    """What one head says by itself; None for words that are no head known."""
    core = core_of(head)
    if not core or len(core) > 30:
        return None
    if _PERCENT.search(bare(head)) and not re.search(r"投资|资金|占|率|比", core):
        return Meaning.IGNORED  # a percent of the work is no ratio of money
    if shared := _UNIT_AND_PERSON.fullmatch(core):
        core = shared[1]  # the people in its cells are left out where units are told apart
    if re.search(_LEADERS, core) and not re.search(rf"(?:{_UNITS})$", core):
        return Meaning.IGNORED
    for meaning, pattern in _COMPILED:
        if pattern.fullmatch(core):
            return meaning
    return None


def name_rank(head: str) -> int:
    """How much a head of a column of words sounds like the names' column."""
    core = core_of(head)
    return next(rank for rank, pattern in NAME_RANKS if pattern.fullmatch(core))
