"""What an office writes down before its first day, read from TOML: every problem at once, with its place.

Text in, wishes out: no database is asked. An example stands in `deploy/first_run.toml`.
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ops.founding.faults import BadWishes, Fault
from ops.founding.toml_places import Places
from projects.models import ResponsibleUnit, Role
from projects.models.posts import STAFF_ROLES, UNIT_ROLES

ADMINISTRATORS = {
    role.value: str(role.label) for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR)
}
POSTS = {role.value: str(role.label) for role in (*STAFF_ROLES, *UNIT_ROLES)}
UNIT_KINDS = {str(kind.label): kind.value for kind in ResponsibleUnit.Kind}

DISTRICT_TEXTS = (
    "code", "slug", "name", "commission_name", "full_name", "province", "receipt_letters", "contact_name",
    "contact_phone", "postal_address", "postal_code", "visiting_place", "visiting_hours",
)  # fmt: skip
DISTRICT_FLAGS = ("reviewer_may_sign", "answers_need_approval", "shows_standing")
DISTRICT_NUMBERS = ("order",)
_NEEDED = ("code", "slug", "name", "commission_name")
_TABLES = ("district", "administrators", "units", "people", "calendar")
_KINDS = {
    str: "加引号的文字",
    bool: "true 或 false",
    int: "整数",
    date: "日期（如 2027-02-06，不加引号）",
}


@dataclass(frozen=True)
class WishedPerson:
    """Somebody with an account; `unit` is a name where the post is a unit's."""

    username: str
    name: str
    role: str
    phone: str = ""
    unit: str = ""
    place: str = ""


@dataclass(frozen=True)
class WishedUnit:
    """A responsible unit."""

    name: str
    kind: str = "department"
    is_commission: bool = False
    contact_name: str = ""
    contact_phone: str = ""
    place: str = ""


@dataclass(frozen=True)
class WishedDay:
    """A day that is, or is not, a workday against the built-in calendar."""

    day: date
    works: bool
    source: str
    place: str = ""


@dataclass(frozen=True)
class Wishes:
    """Everything of a file. `administrators` and `people` are empty for a further district."""

    district: Mapping[str, Any]
    administrators: tuple[WishedPerson, ...] = ()
    units: tuple[WishedUnit, ...] = ()
    units_file: str = ""
    people: tuple[WishedPerson, ...] = ()
    calendar: tuple[WishedDay, ...] = ()
    places: Places = field(default_factory=lambda: Places(""))
    faults: tuple[Fault, ...] = ()
    """What is wrong with the text itself; what can be read stands beside it, so that the rest is looked at too."""


class _Table:
    """One table of the file: takes what it knows, and tells what is missing, of another kind or unknown."""

    def __init__(self, reader: _Reader, name: str, values: Any, number: int = 0) -> None:
        self.reader, self.name, self.number = reader, name, number
        self.values = values if isinstance(values, dict) else {}
        if not isinstance(values, dict):
            self.fault("", "不是一组“名 = 值”", f"写成 [{name}] 下面一行一个")

    def fault(self, key: str, found: str, expected: str) -> None:
        self.reader.faults.append(Fault(self.at(key), found, expected))

    def at(self, key: str = "") -> str:
        """The place in words: line, table, key."""
        head = (
            f"[[{self.name}]] 第 {self.number} 个"
            if self.number
            else f"[{self.name}]" * bool(self.name)
        )
        line = self.reader.places.words(self.name, self.number or 1, key)
        return " ".join(filter(None, (line, head, key)))

    def take(self, key: str, kind: type, default: Any, *, needed: bool = False) -> Any:
        value = self.values.pop(key, None)
        if isinstance(value, str):
            value = value.strip()
        if value is None or value == "":
            if needed:
                self.fault(key, "没有写" if value is None else "是空的", f"应写{_KINDS[kind]}")
            return default
        if type(value) is not kind:
            self.fault(key, f"写的是 {value}", f"应是{_KINDS[kind]}")
            return default
        return value

    def one_of(self, key: str, choices: Collection[str], default: str) -> str:
        value: str = self.take(key, str, default, needed=not default)
        if value and value not in choices:
            self.fault(key, f"写的是“{value}”", f"应是 {'、'.join(choices)} 之一")
        return value

    def end(self) -> None:
        for key in self.values:
            self.fault(key, "没有这一项", "请核对写法，或者删去")


class _Reader:
    def __init__(self, text: str) -> None:
        self.faults: list[Fault] = []
        self.places = Places(text)
        try:
            self.found: dict[str, Any] = tomllib.loads(text)
        except tomllib.TOMLDecodeError as error:
            raise BadWishes(
                [Fault("", f"不是有效的 TOML：{error}", "文字加英文引号，名和值之间用等号")]
            ) from error

    def rows(self, name: str) -> list[_Table]:
        rows = self.found.pop(name, [])
        if not isinstance(rows, list):
            self.faults.append(
                Fault(self.places.words(name), f"[{name}] 只有一对方括号", f"应写 [[{name}]]")
            )
            rows = []
        return [_Table(self, name, row, number) for number, row in enumerate(rows, 1)]

    def district(self) -> dict[str, Any]:
        if "district" not in self.found:
            self.faults.append(Fault("", "没有 [district]", "写明要开办的区县"))
            return {}
        table = _Table(self, "district", self.found.pop("district"))
        values = {}
        for names, kind in (
            (DISTRICT_TEXTS, str),
            (DISTRICT_FLAGS, bool),
            (DISTRICT_NUMBERS, int),
        ):
            for name in names:
                value = table.take(name, kind, None, needed=name in _NEEDED)
                if value is not None:
                    values[name] = value
        table.end()
        return values

    def people(self, name: str, roles: Mapping[str, str]) -> tuple[WishedPerson, ...]:
        made = []
        for table in self.rows(name):
            username = table.take("username", str, "", needed=True)
            person = table.take("name", str, "", needed=True)
            role = table.one_of("role", roles, "")
            phone, unit = table.take("phone", str, ""), table.take("unit", str, "")
            if role in UNIT_ROLES and not unit:
                table.fault("unit", "没有写", f"{POSTS[role]}要写明哪个责任单位")
            if unit and role in roles and role not in UNIT_ROLES:
                table.fault("unit", f"写的是“{unit}”", f"{roles[role]}不在责任单位里，请删去")
            table.end()
            made.append(WishedPerson(username, person, role, phone, unit, table.at()))
        return tuple(made)

    def units(self) -> tuple[WishedUnit, ...]:
        made: list[WishedUnit] = []
        for table in self.rows("units"):
            name = table.take("name", str, "", needed=True)
            kind = table.one_of("kind", UNIT_KINDS, "部门")
            commission = table.take("is_commission", bool, False)
            person, phone = (
                table.take("contact_name", str, ""),
                table.take("contact_phone", str, ""),
            )
            table.end()
            if name in {one.name for one in made if name}:
                table.fault("name", f"“{name}”写了两次", "一个单位写一次")
            made.append(
                WishedUnit(name, UNIT_KINDS.get(kind, ""), commission, person, phone, table.at())
            )
        return tuple(made)

    def calendar(self) -> tuple[WishedDay, ...]:
        made = []
        for table in self.rows("calendar"):
            day = table.take("day", date, None, needed=True)
            works = table.take("works", bool, None, needed=True)
            source = table.take("source", str, "", needed=True)
            table.end()
            if day is not None and works is not None and source:
                made.append(WishedDay(day, works, source, table.at()))
        return tuple(made)


def read_wishes(text: str, *, first: bool = True) -> Wishes:
    """What the text asks for, with every problem of it in `faults`. Raises BadWishes where it is no TOML at all.

    `first` is the installation's first run, which asks for the administrators; a further district is founded
    without people: those are registered on the desk, by two.
    """
    reader = _Reader(text)
    district = reader.district()
    administrators = reader.people("administrators", ADMINISTRATORS)
    units, people, calendar = reader.units(), reader.people("people", POSTS), reader.calendar()
    top = _Table(reader, "", reader.found)
    units_file = top.take("units_file", str, "")
    top.end()
    if first:
        _must_be_three(administrators, reader.faults)
    elif administrators or people or calendar:
        reader.faults.append(
            Fault("", "写了人员或日历", "新增区县只写 [district] 和责任单位，其余在工作台上登记")
        )
    _must_be_themselves(administrators, people, reader.faults)
    usable = [
        tuple(one for one in rows if one.username and one.name and one.role in roles)
        for rows, roles in ((administrators, ADMINISTRATORS), (people, POSTS))
    ]
    return Wishes(
        district,
        usable[0],
        tuple(one for one in units if one.name and one.kind),
        units_file,
        usable[1],
        calendar,
        reader.places,
        tuple(reader.faults),
    )


def _must_be_three(administrators: Collection[WishedPerson], faults: list[Fault]) -> None:
    roles = sorted(one.role for one in administrators)
    if roles != sorted(ADMINISTRATORS) and all(role in ADMINISTRATORS for role in roles):
        said = "、".join(ADMINISTRATORS[role] for role in roles) or "没有人"
        faults.append(
            Fault(
                "[[administrators]]",
                f"写的是{said}",
                f"应是{'、'.join(ADMINISTRATORS.values())}各一名",
            )
        )


def _must_be_themselves(
    administrators: Collection[WishedPerson], people: Collection[WishedPerson], faults: list[Fault]
) -> None:
    """One account has one name; an administrator has no other post; nobody holds a post twice."""
    names: dict[str, str] = {}
    faults += [
        Fault(one.place, f"账号 {one.username} 写了两个姓名", f"应都是“{names[one.username]}”")
        for one in (*administrators, *people)
        if one.username and names.setdefault(one.username, one.name) != one.name
    ]
    taken = [one.username for one in administrators if one.username]
    faults += [
        Fault(one.place, f"账号 {one.username} 写了两次", "三员是三个人")
        for one in administrators
        if taken.count(one.username) > 1
    ]
    held = set()
    for one in people:
        if one.username in taken:
            faults.append(
                Fault(one.place, f"{one.username} 已是管理员", "管理员不办业务，请换一个人")
            )
        if (one.username, one.role, one.unit) in held and one.username:
            faults.append(Fault(one.place, f"{one.username} 的同一岗位写了两次", "写一次"))
        held.add((one.username, one.role, one.unit))
