"""What a first run says at its end: what was made, how people get in, what comes next."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from django.conf import settings
from django.urls import reverse

from accounts.models import User
from ops.founding.faults import BadWishes
from ops.founding.outcome import Founding
from projects.models import District
from projects.people_lists import posts_lacking
from projects.services import HandedOut


def report(done: Founding, *, handed_out: Iterable[str] = (), dry_run: bool) -> Iterator[str]:
    """What a run says: what it did, where links and codes went (`handed_out`), what is to be done now."""
    yield from _summary(done)
    if dry_run:
        yield "只是看看，什么都没有写入。"
        return
    yield from handed_out
    yield "\n下一步："
    yield from (f"  {step}" for step in _next_steps(done))


def _summary(done: Founding) -> Iterator[str]:
    for words, lines in (
        ("新建", done.made),
        ("已经有，没有动", done.stood),
        ("与文件不同，没有改（要改在工作台上改）", done.differs),
    ):
        if lines:
            yield f"{words}：{len(lines)} 项"
            yield from (f"  {line}" for line in lines)


def refusal_of(refusal: BadWishes) -> str:
    """Every fault on a line of its own."""
    head = f"什么都没有写入。有 {len(refusal.faults)} 处要改："
    return "\n  ".join([head, *map(str, refusal.faults)])


def link_lines(handed: Iterable[HandedOut]) -> list[str]:
    """Each person's link, whole, as it is opened in a browser."""
    return [
        f"{one.person.name}（{one.person.username}）  "
        f"{settings.PORTAL_BASE_URL}{reverse('accounts:by-link', args=[one.token])}"
        for one in handed
    ]


def code_lines(handed: Iterable[HandedOut]) -> list[str]:
    """The codes of those whose link asks for one."""
    return [f"{one.person.name}（{one.person.username}）  {one.code}" for one in handed if one.code]


def _next_steps(done: Founding) -> list[str]:
    steps = []
    if done.handed:
        steps.append(
            f"由两个人分别转交：一人转交登录链接，另一人转交绑定码。{settings.LINK_HOURS} 小时内有效，用一次就作废。"
        )
    elif waiting := _without_password():
        names = "、".join(one.username for one in waiting[:10]) + (
            "等" if len(waiting) > 10 else ""
        )
        if done.taken_over:
            steps.append(f"还没有登录过：{names}。链接过期的，安全管理员在“人员”里重发。")
        else:
            steps.append(f"还没有登录过：{names}。链接过期的，加 --new-links 再执行一次。")
    if done.district is not None:
        steps += _of_district(done.district)
    steps.append("执行 manage.py doctor，处理它指出的问题。")
    return [f"{number}. {step}" for number, step in enumerate(steps, 1)]


def _without_password() -> list[User]:
    people = User.objects.filter(is_active=True, memberships__isnull=False).distinct()
    return [one for one in people.order_by("pk") if not one.has_usable_password()]


def _of_district(district: District) -> Iterable[str]:
    if lacking := [str(role.label) for role in posts_lacking()[district.pk]]:
        yield (
            f"{district}还没有{'、'.join(lacking)}：安全管理员在“人员”里登记，"
            "审核、签发、异议办理的岗位由系统管理员在“人员确认”里确认。"
        )
    if not district.units.exists():
        yield f"{district}还没有责任单位：编制岗在“责任单位”里登记，也可以导入工作簿。"
    if not district.contact_phone:
        yield f"{district}还没有公示联系方式：系统管理员在“设置”里填写。"
    if not district.plans.exists():
        yield f"编制岗登录后在“导入”里导入年度方案，审核岗发布；发布之前公众看不到{district}。"
