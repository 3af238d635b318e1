"""What was wished for is made, whole or not at all: what stands already is left as it is, and said."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import User
from ops.founding import units
from ops.founding.faults import BadWishes
from ops.founding.outcome import Founding
from ops.founding.wishes import WishedDay, WishedPerson, Wishes
from projects import services
from projects.models import CalendarDay, District, Membership, Role
from projects.models.posts import SEPARATED_ROLES
from projects.services import FirstPost, Founder
from projects.workflow import StepRefused

ON_THE_DESK = "管理员已经登录过，由他们在工作台上办"


@transaction.atomic
def found_office(
    wishes: Wishes,
    *,
    folder: Path,
    at: datetime,
    run_by: str,
    new_links: bool = False,
    keep: bool = True,
) -> Founding:
    """The installation's first run: administrators, district, units, people, days. Safe to repeat.

    `folder` is where a workbook named in the file stands. Raises BadWishes with everything that cannot be, and then
    nothing was made; with `keep` False nothing stays made, to see what would be. Once an administrator has taken
    over, what is missing is theirs to do and refused here.
    """
    done = Founding(taken_over=services.has_been_taken_over(), faults=list(wishes.faults))
    _administrators(wishes, done, at)
    _district(wishes, done, at, run_by)
    if done.district is not None:
        units.take_in(wishes, done, folder=folder, at=at)
        for posts in _by_person(wishes.people):
            _person(posts, done, at)
    else:
        _without_district(wishes, done)
    for day in wishes.calendar:
        _day(day, done, at)
    if new_links:
        _new_links(wishes, done, at)
    return _whole(done, keep)


@transaction.atomic
def found_district(
    wishes: Wishes, *, folder: Path, at: datetime, run_by: str, keep: bool = True
) -> Founding:
    """A further district with its units, for the administrators of the whole installation. Safe to repeat.

    Raises BadWishes as `found_office`, and where one of the three would have no power in the new district.
    """
    done = Founding(faults=list(wishes.faults))
    if lacking := services.lacking_administrators():
        words = "、".join(str(role.label) for role in lacking)
        done.refuse("", f"没有管全部区县的{words}", "先由现有管理员在“人员”里提出、确认这个岗位")
    stood = District.objects.filter(code=str(wishes.district.get("code", ""))).exists()
    _district(wishes, done, at, run_by)
    done.taken_over = stood
    if done.district is not None:
        units.take_in(wishes, done, folder=folder, at=at)
    return _whole(done, keep)


def _whole(done: Founding, keep: bool) -> Founding:
    if not keep:
        transaction.set_rollback(True)
    if done.faults:
        raise BadWishes(done.faults)
    return done


def _district(wishes: Wishes, done: Founding, at: datetime, run_by: str) -> None:
    values = wishes.district
    code, slug = values.get("code", ""), values.get("slug", "")
    place = wishes.places.words("district", 1, "code")
    known = District.objects.filter(code=code).first()
    if known is None and done.taken_over:
        done.refuse(
            place, f"{ON_THE_DESK}：没有代码是 {code} 的区县", "请用 add_district 或“设置—新增区县”"
        )
    elif known is None:
        problems = services.district_problems(values)
        for name, sentences in problems.items():
            at_key = f"{wishes.places.words('district', 1, name)} [district] {name}".strip()
            written = f"写的是“{values[name]}”" if name in values else "没有写"
            done.refuse(at_key, written, "".join(sentences))
        if not problems:
            try:
                made = services.add_district(values=values, actor=None, at=at, run_by=run_by)
            except StepRefused as refusal:  # Somebody else added it in between.
                done.refuse(place, f"写的是“{code}”", str(refusal))
                return
            done.district = made
            done.made.append(f"区县：{made}（{code}，网址 /{slug}/）")
    elif known.slug != slug:
        done.refuse(
            place,
            f"代码 {code} 已是{known}，网址名是 {known.slug}",
            f"文件里写的是 {slug}，网址名不能改",
        )
    else:
        done.district = known
        done.stood.append(f"区县：{known}")
        for name, value in values.items():
            if getattr(known, name) != value:
                head = District._meta.get_field(name).verbose_name  # type: ignore[union-attr]
                done.differs.append(
                    f"{known}的{head}现在是“{getattr(known, name)}”，文件里是“{value}”"
                )


def _administrators(wishes: Wishes, done: Founding, at: datetime) -> None:
    held = {
        post.role: post.user
        for post in Membership.objects.filter(role__in=SEPARATED_ROLES, district=None)
        .select_related("user")
        .order_by("-pk")
    }
    if held or Membership.objects.filter(role__in=SEPARATED_ROLES).exists():
        for one in wishes.administrators:
            there = held.get(Role(one.role))
            if there is not None and there.username == one.username:
                done.stood.append(f"{Role(one.role).label}：{there}")
            else:
                who = there.username if there else "没有管全部区县的人"
                done.refuse(
                    one.place,
                    f"已经开办过，{Role(one.role).label}现在是 {who}，文件里是 {one.username}",
                    "换人由现有管理员在工作台“人员”里办",
                )
        return
    if _faults_of_accounts(wishes.administrators, done) or done.faults:
        return
    founders = [
        Founder(one.username, one.name, Role(one.role), phone=one.phone)
        for one in wishes.administrators
    ]
    done.handed += services.found_administrators(founders, at=at)
    done.made += [f"{one.role.label}：{one.name}（{one.username}）" for one in founders]


def _without_district(wishes: Wishes, done: Founding) -> None:
    """The district cannot be made: what else is wrong with its people is told all the same."""
    strangers = {one.username: one for one in wishes.people}
    for known in User.objects.filter(username__in=strangers).values_list("username", flat=True):
        del strangers[known]
    _faults_of_accounts(strangers.values(), done)
    written = {one.name for one in wishes.units}
    for one in wishes.people:
        if one.unit and one.unit not in written and not wishes.units_file:
            done.refuse(one.place, *_no_unit(one.unit))


def _no_unit(name: str) -> tuple[str, str]:
    return f"没有叫“{name}”的责任单位", "单位名称要和登记的一样"


def _faults_of_accounts(people: Iterable[WishedPerson], done: Founding) -> bool:
    before = len(done.faults)
    for one in people:
        for sentence in services.account_problems(
            username=one.username, name=one.name, phone=one.phone
        ):
            done.refuse(one.place, f"{one.username} {one.name}", sentence)
    return len(done.faults) > before


def _by_person(people: Iterable[WishedPerson]) -> list[list[WishedPerson]]:
    found: dict[str, list[WishedPerson]] = {}
    for one in people:
        found.setdefault(one.username, []).append(one)
    return list(found.values())


def _person(posts: list[WishedPerson], done: Founding, at: datetime) -> None:
    first, district = posts[0], done.district
    assert district is not None
    known = User.objects.filter(username=first.username).first()
    if known is not None:
        _stands(known, posts, done)
        return
    if done.taken_over:
        done.refuse(
            first.place, f"{ON_THE_DESK}：没有账号 {first.username}", "请安全管理员在“人员”里登记"
        )
        return
    wished, registered = [], {unit.name: unit for unit in district.units.all()}
    for one in posts:
        if one.unit and one.unit not in registered:
            done.refuse(one.place, *_no_unit(one.unit))
        wished.append(FirstPost(Role(one.role), district, registered.get(one.unit)))
    if _faults_of_accounts([first], done) or done.faults:
        return
    try:
        handed = services.found_person(
            username=first.username, name=first.name, phone=first.phone, first_posts=wished, at=at
        )
    except (StepRefused, ValidationError) as refusal:
        done.refuse(
            first.place, first.username, "".join(getattr(refusal, "messages", [str(refusal)]))
        )
        return
    done.handed.append(handed)
    words = "、".join(
        str(one.role.label) + (f"（{one.unit}）" if one.unit else "") for one in wished
    )
    done.made.append(f"{first.name}（{first.username}）：{words}")


def _stands(known: User, posts: list[WishedPerson], done: Founding) -> None:
    """The account is there: its posts are asked for, nothing is given here a second time."""
    held = {
        (post.role, post.unit.name if post.unit else "")
        for post in known.memberships.filter(district=done.district).select_related("unit")
    }
    for one in posts:
        if (one.role, one.unit) not in held:
            done.refuse(
                one.place,
                f"账号 {one.username} 已经有了，没有{Role(one.role).label}",
                "岗位由安全管理员在工作台“人员”里授予；是另一个人的，换一个用户名",
            )
    if known.name != posts[0].name:
        done.differs.append(
            f"{known.username} 的姓名现在是“{known.name}”，文件里是“{posts[0].name}”"
        )
    done.stood.append(f"{known}（{known.username}）")


def _day(wished: WishedDay, done: Founding, at: datetime) -> None:
    known = CalendarDay.objects.filter(day=wished.day).first()
    if known is not None:
        done.stood.append(f"日历：{known}")
        if known.is_workday != wished.works:
            done.differs.append(f"日历里 {known}，文件里是{'工作日' if wished.works else '休息日'}")
    elif done.taken_over:
        done.refuse(
            wished.place,
            f"{ON_THE_DESK}：没有登记 {wished.day}",
            "请系统管理员在“设置—工作日历”里登记",
        )
    else:
        try:
            made = services.set_day(
                day=wished.day, is_workday=wished.works, source=wished.source, actor=None, at=at
            )
        except StepRefused as refusal:
            done.refuse(wished.place, str(wished.day), str(refusal))
        else:
            done.made.append(f"日历：{made}")


def _new_links(wishes: Wishes, done: Founding, at: datetime) -> None:
    handed = {one.person.username for one in done.handed}
    names = {one.username for one in (*wishes.administrators, *wishes.people)} - handed
    for person in User.objects.filter(username__in=names).order_by("pk"):
        if person.has_usable_password():
            continue
        try:
            done.handed.append(services.lead_in_anew(person=person, at=at))
        except StepRefused as refusal:
            done.refuse("", f"{person.username} 的新链接", str(refusal))
