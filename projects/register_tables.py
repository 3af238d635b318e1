"""The tables that come in and go out on the desk: their heads, and the resource that reads and writes them."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class RegisterTable:
    """One table. `resource` is the path of its class: loading it loads django-import-export, so it waits for use."""

    key: str
    noun: str
    resource: str
    heads: tuple[str, ...]
    needed: tuple[str, ...]
    example: tuple[str, ...]
    verb: str
    list_route: str
    of_district: bool = True
    resource_for_readers: str = ""
    """What goes out to those who only look; blank: the same."""


UNITS = RegisterTable(
    key="unit",
    noun="责任单位",
    resource="projects.resources.UnitResource",
    heads=("区县", "名称", "类型", "排序", "联系人", "职务", "联系电话"),
    needed=("名称", "类型"),
    example=("万州区", "区教委", "部门", "1", "王芳", "办公室主任", "023-58250001"),
    verb="unit.import",
    list_route="projects:unit-list",
    resource_for_readers="projects.resources.UnitNameResource",
)
ALIASES = RegisterTable(
    key="alias",
    noun="单位别名",
    resource="projects.resources.AliasResource",
    heads=("区县", "写法", "责任单位"),
    needed=("写法", "责任单位"),
    example=("万州区", "区教育委员会", "区教委"),
    verb="unit_alias.import",
    list_route="projects:unit-list",
)
CALENDAR = RegisterTable(
    key="calendar",
    noun="工作日历",
    resource="projects.resources.CalendarDayResource",
    heads=("日期", "是工作日", "依据"),
    needed=("日期", "是工作日", "依据"),
    example=("2026-10-10", "是", "国务院办公厅关于2026年部分节假日安排的通知"),
    verb="calendar.import",
    list_route="projects:calendar",
    of_district=False,
)
