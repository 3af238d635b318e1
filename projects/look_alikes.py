"""Units, and people, whose names a reader takes for one another: a second one is warned of when it is entered."""

from __future__ import annotations

from collections.abc import Iterable

from accounts.models import User
from documents.signs import likeness
from projects.models import District, Membership, PersonnelAct, ResponsibleUnit, UnitAlias


def name_taken(row: ResponsibleUnit | UnitAlias) -> str:
    """Why the name cannot be this row's: a spelling and a name in one district mean one unit. Blank: it is free."""
    if isinstance(row, ResponsibleUnit):
        other = UnitAlias.objects.filter(district=row.district, name=row.name)
        alias = other.exclude(unit=row.pk).select_related("unit").first()
        return f"“{row.name}”已登记为“{alias.unit}”的别名。" if alias else ""
    unit = ResponsibleUnit.objects.filter(district=row.district, name=row.name).first()
    return f"“{row.name}”是一个责任单位的名称，不能再作别名。" if unit else ""


def by_look(names: Iterable[str]) -> dict[str, str]:
    """For what a name looks like (`documents.signs.likeness`), the first of the names that looks so."""
    found: dict[str, str] = {}
    for name in names:
        found.setdefault(likeness(name), name)
    return found


def look_alikes(
    district: District, name: str, *, but: ResponsibleUnit | None = None
) -> list[ResponsibleUnit]:
    """The district's units that a name could be taken for, by their names or another spelling of theirs.

    `but` is the unit that is being renamed. A unit of exactly this name is among them. Two queries.
    """
    look = likeness(name)
    units = {unit.pk: unit for unit in ResponsibleUnit.objects.filter(district=district)}
    alike = {pk for pk, unit in units.items() if likeness(unit.name) == look}
    spellings = UnitAlias.objects.filter(district=district).values_list("unit", "name")
    alike |= {pk for pk, spelling in spellings if likeness(spelling) == look}
    if but is not None:
        alike.discard(but.pk)
    return [unit for pk, unit in units.items() if pk in alike]


def look_alike_warning(name: str, alike: Iterable[ResponsibleUnit]) -> str:
    """What a person is told who is about to register such a name; blank where there is nothing to tell."""
    listed = "、".join(f"“{unit.name}”" for unit in alike)
    return (
        f"“{name}”和已有的责任单位{listed}看起来几乎一样，请核对是不是同一个单位。"
        if listed
        else ""
    )


def namesakes(person: User) -> list[tuple[User, str]]:
    """Others with an account in force in a district of the person's whose names are the same to the eye, each with
    where. By spaces, look-alike and variant signs alone they may be one person entered twice. Three queries."""
    posts = Membership.objects.filter(user=person, district__isnull=False)
    asked = PersonnelAct.objects.filter(person=person, district__isnull=False, decision="waiting")
    districts = {
        *posts.values_list("district", flat=True),
        *asked.values_list("district", flat=True),
    }
    if not districts:
        return []
    look = likeness(person.name)
    others = (
        Membership.objects.filter(district__in=districts, user__is_active=True)
        .exclude(user=person)
        .select_related("user", "district", "unit")
        .order_by("user__name", "pk")
    )
    found: dict[int, tuple[User, str]] = {}
    for post in others:
        if likeness(post.user.name) == look:
            found.setdefault(post.user_id, (post.user, post.place))
    return list(found.values())


def namesake_warning(person: User, alike: Iterable[tuple[User, str]]) -> str:
    """What is told of somebody whose name is there already, to the eye; blank where there is nothing to tell."""
    listed = "、".join(f"{place}的“{one.name}”（{one.username}）" for one, place in alike)
    return (
        f"“{person.name}”和{listed}的姓名看起来几乎一样，请核对是不是同一个人。" if listed else ""
    )
