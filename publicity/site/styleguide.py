"""/styleguide/ (development): every component in every state, with real figures where figures stand."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.contrib.messages import constants
from django.contrib.messages.storage.base import Message

from notices.content_reading import Measure
from notices.window_days import Window, drawing
from progress.standing import Value
from progress.templatetags.lights import MADE_UP, STATES
from projects.plan_reading import PlanIndicator
from projects.public_addresses import STYLEGUIDE
from publicity.site.cards import OpenWindow
from publicity.site.frame import FIRST, Link, frame
from publicity.site.phases import WORDS, Phase
from publicity.site.rendering import Page, render
from publicity.site.snapshots import Site
from publicity.site.stage_days import StageDays
from publicity.site.tracks import track

SWATCHES = (
    ("标题", "ink-900"),
    ("主色", "ink"),
    ("焦点", "ink-600"),
    ("轨道", "ink-100"),
    ("浅底", "ink-50"),
    ("正文", "text"),
    ("次要", "text-2"),
    ("细线", "rule"),
    ("公示", "act"),
    ("正常", "good"),
    ("偏慢", "warn"),
    ("滞后、出错", "bad"),
)


class SampleForm(forms.Form):
    """One field of each kind."""

    name = forms.CharField(label="称呼", required=False)
    item = forms.ChoiceField(
        label="对哪一件",
        help_text="不确定可以选“整个公示”",
        choices=[("", "整个公示"), ("3", "第 3 件")],
        required=False,
    )
    words = forms.CharField(
        label="哪里不对",
        widget=forms.Textarea,
        help_text="写清时间、地点和您看到的情况。不要写身份证号。",
        error_messages={"required": "请写明哪里不对"},
    )
    reply = forms.ChoiceField(
        label="需要答复您本人吗",
        widget=forms.RadioSelect,
        choices=[("yes", "需要"), ("no", "不需要")],
        error_messages={"required": "请选择是否需要答复"},
    )
    read = forms.BooleanField(label="我已看过个人信息说明", required=False)


def _windows() -> list[tuple[str, Phase, OpenWindow]]:
    window = Window(date(2025, 4, 11), date(2025, 5, 11))
    days = {"soon": date(2025, 4, 9), "open": date(2025, 5, 6), "ended": date(2025, 6, 1)}
    return [
        (WORDS[name], Phase(name), OpenWindow(window, day, drawing(window, day)))  # type: ignore[index, arg-type]
        for name, day in days.items()
    ]


def _tracks() -> list[Any]:
    def indicator(label: str, target: str, unit: str, *due: tuple[int, str]) -> PlanIndicator:
        return PlanIndicator(label, "quantity", "", target, unit, False, due)

    lift = indicator("更新改造电梯", "8", "部", (6, "2"), (9, "5"), (12, "8"))
    port = indicator("电动车充电端口设施建设", "1829", "个", (6, "600"), (9, "1050"), (12, "1829"))
    homes = indicator("城镇老旧小区改造", "27", "个", (6, "12"), (9, "27"), (12, "27"))
    near = indicator("新建污水处理池", "7", "座", (6, "4"), (9, "5"), (12, "7"))
    park = indicator("新增停车泊位", "260", "个")
    return [
        (
            "1",
            track(lift, Measure(1, "更新改造电梯", "部", "8", "3"), StageDays(6, (), 0), "1—6月"),
            "ahead",
        ),
        (
            "2",
            track(
                port,
                Measure(1, "电动车充电端口设施建设", "个", "1829", "430"),
                StageDays(6, (), 0),
                "1—6月",
            ),
            "slow",
        ),
        ("3", track(homes, None, StageDays(0, (), 0), ""), ""),
        (
            "4",
            track(near, Measure(1, "新建污水处理池", "座", "7", "5"), StageDays(9, (), 0), "1—9月"),
            "on_schedule",
        ),
        (
            "5",
            track(
                park, Measure(1, "新增停车泊位", "个", "260", "60"), StageDays(3, (), 0), "1—3月"
            ),
            "",
        ),
    ]


CHECKS = [
    {
        "kind": "no",
        "title": "联系电话缺区号",
        "note": "来信来电要写全区号",
        "url": "#main",
        "act": "补",
    },
    {"kind": "see", "title": "第 8 件没有投资计划", "note": "占比留空", "url": "#main"},
    {"kind": "ok", "title": "公示期 31 个自然日"},
]
THREAD = [
    {"when": "04-20 15:42", "who": "区教委 填报岗", "what": "提交 1—4月进展"},
    {"when": "04-19 10:18", "who": "发改委 审核岗", "what": "退回", "note": "点位数未填"},
    {"when": "04-11", "who": "", "what": "发布 1 季度公示", "is_act": True},
]
TABS = [
    {"label": "全部", "url": "#main", "count": 20, "current": True},
    {"label": "待审核", "url": "#main", "count": 5},
    {"label": "已通过", "url": "#main", "count": 9},
]


def styleguide(site: Site) -> Page:
    """Needs nothing but the site's own settings."""
    return render(
        "styleguide/index.html",
        frame(
            site,
            STYLEGUIDE.path(),
            "组件样张",
            description="每个组件的每种状态。",
            crumbs=(FIRST, Link("组件样张")),
        ),
        {
            "swatches": SWATCHES,
            "phases": [Phase(name) for name in WORDS],
            "windows": _windows(),
            "standings": [*map(str, Value), MADE_UP],
            "states": list(STATES),
            "tracks": _tracks(),
            "form": SampleForm(),
            "refused": SampleForm({}, auto_id="refused_%s"),
            "checks": CHECKS,
            "thread": THREAD,
            "tabs": TABS,
            "steps": ["取数", "编制", "审核", "签发", "公示"],
            "facts": [("联系人", "胡蕾"), ("电话", "58258735")],
            "crumbs": (Link("1—6月轮次", "/"), Link("第 7 件")),
            "desk_nav": [
                {"label": "本轮进度", "url": "#main", "count": 0, "current": True},
                {"label": "审核", "url": "#main", "count": 5},
                {"label": "公示", "url": "#main", "count": 1},
            ],
            "messages": [
                Message(constants.SUCCESS, "已提交。"),
                Message(constants.ERROR, "保存没有成功。"),
            ],
        },
    )
