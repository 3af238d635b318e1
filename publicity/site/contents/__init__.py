"""Frozen contents as typed values: what a notice says, what a plan says."""

from publicity.site.contents.notices import (
    Group,
    Measure,
    NoticeContent,
    Period,
    Row,
    Sums,
    read_notice,
)
from publicity.site.contents.parts import Stage, lines
from publicity.site.contents.plans import (
    PlanContent,
    PlanIndicator,
    PlanProject,
    PlanTask,
    read_plan,
)

__all__ = [
    "Group",
    "Measure",
    "NoticeContent",
    "Period",
    "PlanContent",
    "PlanIndicator",
    "PlanProject",
    "PlanTask",
    "Row",
    "Stage",
    "Sums",
    "lines",
    "read_notice",
    "read_plan",
]
