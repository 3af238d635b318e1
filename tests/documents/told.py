"""One plan told in words in many ways: lists, cards, sentences, run-on paragraphs, copied pages."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from documents.script import SIMPLIFIED, TRADITIONAL


@dataclass(frozen=True)
class Told:
    name: str
    target: str
    lead: str
    cooperating: tuple[str, ...]
    progress: str
    month: int
    quantities: tuple[tuple[str, str], ...]


PROJECTS = (
    Told(
        "农村公路提升工程",
        "新建农村公路52公里,修复水毁公路11公里。",
        "区交通运输委",
        ("区财政局", "区农业农村委"),
        "已建成41公里,其余路段正在铺设基层。",
        9,
        (("52", "公里"), ("11", "公里")),
    ),
    Told(
        "口袋公园建设",
        "新建口袋公园7个。",
        "区城市管理局",
        ("区住房城乡建委",),
        "已建成5个,2个正在绿化。",
        10,
        (("7", "个"),),
    ),
    Told(
        "居家适老化改造",
        "为360户困难老年人家庭实施适老化改造。",
        "区民政局",
        ("区残联", "各街道办事处"),
        "已完成290户。",
        11,
        (("360", "户"),),
    ),
    Told(
        "校园食堂改扩建",
        "改扩建校园食堂4所,新增餐位2600个。",
        "区教委",
        ("区市场监管局",),
        "3所已投入使用,1所正在装修。",
        8,
        (("4", "所"), ("2600", "个")),
    ),
)
_CHINESE = "一二三四五六七八九十"
NUMBERS: dict[str, Callable[[int], str]] = {
    "1.": lambda n: f"{n}.",
    "1、": lambda n: f"{n}、",
    "1.wide": lambda n: f"{n}\uff0e",
    "(1)": lambda n: f"\uff08{n}\uff09",
    "一、": lambda n: f"{_CHINESE[n - 1]}、",
    "(一)": lambda n: f"\uff08{_CHINESE[n - 1]}\uff09",
    "①": lambda n: chr(0x2460 + n - 1),
    "第一项": lambda n: f"第{_CHINESE[n - 1]}项\uff1a",
    "第1项": lambda n: f"第{n}项 ",
    "01 ": lambda n: f"{n:02d} ",
    "项目一": lambda n: f"项目{_CHINESE[n - 1]}\uff1a",
    "实事1": lambda n: f"实事{n}\uff1a",
    "【1】": lambda n: f"【{n}】",
    "NO.1": lambda n: f"NO.{n} ",
    "mixed": lambda n: (f"{n}.", f"{n}、", f"\uff08{n}\uff09", f"第{n}项 ")[n - 1],
    "alone": lambda n: f"{n:02d}\n",
    "NO alone": lambda n: f"NO.{n}\n",
}
BRACKETS = {"round": "\uff08\uff09", "square": "【】", "hook": "〔〕", "plain": "()"}


@dataclass(frozen=True)
class Telling:
    """How a plan is told."""

    reports: bool = False
    number: str = "1."
    name: str = "line"
    """line, colon, stop or bracket: how the name is set apart."""
    units: str = "labels"
    """labels, bracket, bare or sentence."""
    bracket: str = "round"
    deadline: str = "none"
    """none, label or inline."""
    progress: str = "label"
    """label, so far, numbered or ordinal."""
    category: str = "none"
    """none, numbered or bracket."""
    page: bool = False
    """With a page's menus before and behind."""
    marked: bool = False
    """With the signs of a note program."""
    traditional: bool = False


def told(telling: Telling) -> str:
    """The plan as a text."""
    kind = "上半年进展情况" if telling.reports else "目标任务"
    lines = [f"澄湾区2025年民生实事项目{kind}"]
    if telling.page:
        lines = ["首页 > 政务公开 > 通知公告", "字体\uff1a[大 中 小]", "打印 关闭", *lines]
    for at, project in enumerate(PROJECTS):
        if telling.category != "none" and at % 2 == 0:
            lines.append(_heading(at // 2, telling))
        lines += _lines(at + 1, project, telling)
    if telling.page:
        lines += ["政府信息公开", "上一篇\uff1a关于开展征集的公告", "扫一扫在手机打开当前页"]
        lines += ["主办单位\uff1a澄湾区人民政府办公室  网站地图"]
    text = "\n".join(lines)
    if telling.traditional:
        text = text.translate(_TO_TRADITIONAL)
    return text


_TO_TRADITIONAL = {ord(s): t for s, t in zip(SIMPLIFIED, TRADITIONAL, strict=True)}
HEADINGS = ("交通出行", "民生保障")


def _heading(at: int, telling: Telling) -> str:
    if telling.category == "bracket":
        return f"【{HEADINGS[at]}】"
    coarse = "第一部分 " if telling.number == "一、" else ""
    return f"{coarse}{_CHINESE[at]}、{HEADINGS[at]}"


def _lines(number: int, project: Told, telling: Telling) -> list[str]:
    mark = NUMBERS[telling.number](number)
    bold = "**" if telling.marked else ""
    labels: list[str] = []
    bullet = "- " if telling.marked else ""
    ends = ""
    if telling.units == "labels":
        labels.append(f"牵头单位\uff1a{project.lead}")
        labels.append(f"配合单位\uff1a{'、'.join(project.cooperating)}")
    elif telling.units == "bracket":
        opening, closing = BRACKETS[telling.bracket]
        due = f"\uff1b完成时限\uff1a{project.month}月底" if telling.deadline == "label" else ""
        ends = (
            f"{opening}牵头单位\uff1a{project.lead}\uff1b配合单位\uff1a"
            f"{'、'.join(project.cooperating)}{due}{closing}"
        )
    elif telling.units == "bare":
        opening, closing = BRACKETS[telling.bracket]
        ends = f"{opening}{'、'.join((project.lead, *project.cooperating))}{closing}"
    else:
        ends = f"该项目由{project.lead}牵头负责\uff0c{'、'.join(project.cooperating)}配合。"
    if telling.deadline == "label" and telling.units != "bracket":
        labels.append(f"完成时限\uff1a2025年{project.month}月底前")
    target = project.target
    if telling.deadline == "inline":
        target = f"{target.rstrip('。')}\uff0c{project.month}月底前完成。"
    name = f"{mark}{bold}{project.name}{bold}"
    if telling.name == "line":
        body = [name, f"{bullet}目标任务\uff1a{target}{ends}"]
    elif telling.name == "colon":
        body = [f"{name}\uff1a{target}{ends}"]
    elif telling.name == "stop":
        body = [f"{name}。{target}{ends}"]
    else:
        body = [f"{mark}【{project.name}】{target}{ends}"]
    body += [bullet + label for label in labels]
    return body + _progress(project, telling, bullet)


def _progress(project: Told, telling: Telling, bullet: str) -> list[str]:
    if not telling.reports:
        return []
    parts = [part for part in project.progress.rstrip("。").split(",") if part]
    match telling.progress:
        case "label":
            return [f"{bullet}进展情况\uff1a{project.progress}"]
        case "numbered":
            return [
                f"{bullet}进展情况\uff1a",
                *(f"{n}.{part}。" for n, part in enumerate(parts, 1)),
            ]
        case "ordinal":
            said = "\uff1b".join(f"{_CHINESE[n]}是{part}" for n, part in enumerate(parts))
            return [f"{bullet}推进情况\uff1a{said}。"]
        case _:
            return [f"截至6月底\uff0c{project.progress}"]
