"""The questions of a first run on a terminal. The answers become the text of a file, so that there is one way in."""

from __future__ import annotations

import json
from collections.abc import Callable

from ops.founding.wishes import ADMINISTRATORS, POSTS
from projects.models.posts import UNIT_ROLES

Read = Callable[[str], str]
Say = Callable[[str], object]
_DISTRICT = (
    ("code", "区划代码（六位，GB/T 2260）"),
    ("slug", "网址名（小写字母，定了不能改，如 wanzhou）"),
    ("name", "简称，文件里的写法（如 万州区）"),
    ("commission_name", "发展改革部门全称"),
    ("contact_name", "公示联系人（可以先空着）"),
    ("contact_phone", "公示联系电话，带区号（可以先空着）"),
    ("postal_address", "通信地址（可以先空着）"),
    ("postal_code", "邮政编码（可以先空着）"),
    ("visiting_place", "来访地点（可以先空着）"),
    ("visiting_hours", "来访时间（可以先空着）"),
)
_NEEDED = 4


def ask(*, read: Read, say: Say) -> str:
    """The text of a first-run file, from answers to `read(question)`."""
    say("逐项回答，按回车到下一项。写好的文件可以用 --file 代替提问。\n一、区县")
    lines = ["[district]"]
    for place, (name, words) in enumerate(_DISTRICT):
        lines += _line(name, _answer(read, words, needed=place < _NEEDED))
    say("二、三名管理员（必须是三个人）")
    for role, words in ADMINISTRATORS.items():
        lines += ["", "[[administrators]]", *_person(read, words), *_line("role", role)]
    say("三、责任单位：一行一个，直接按回车结束；有工作簿的以后在工作台导入")
    while name := read("  责任单位：").strip():
        lines += ["", "[[units]]", *_line("name", name)]
    say("四、人员：编制、审核、签发至少三个人；岗位直接按回车结束")
    choices = "、".join(f"{role}＝{words}" for role, words in POSTS.items())
    while role := read(f"  岗位（{choices}）：").strip():
        lines += ["", "[[people]]", *_line("role", role), *_person(read, POSTS.get(role, role))]
        if role in UNIT_ROLES:
            lines += _line("unit", _answer(read, "哪个责任单位"))
    return "\n".join(lines) + "\n"


def _person(read: Read, words: str) -> list[str]:
    return [
        *_line("name", _answer(read, f"{words}姓名")),
        *_line("username", _answer(read, f"{words}用户名（小写字母、数字、短横）")),
        *_line("phone", _answer(read, f"{words}电话（可以空着）", needed=False)),
    ]


def _answer(read: Read, words: str, *, needed: bool = True) -> str:
    answer = read(f"  {words}：").strip()
    while needed and not answer:
        answer = read(f"  {words}，这一项要写：").strip()
    return answer


def _line(name: str, value: str) -> list[str]:
    # JSON's texts are TOML's as well.
    return [f"{name} = {json.dumps(value, ensure_ascii=False)}"] if value else []
