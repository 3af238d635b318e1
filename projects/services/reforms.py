"""机构改革: units renamed, merged or split in one act, by a document; what was published keeps the names it was printed with.

A unit that goes up into another keeps its row for what was done in its name. Its tasks, posts and spellings, and the
rows of other apps that stand for it (an extended due day, a question that waits), go to its successor: they are found by
what refers to a unit, so that this module knows no app above. A row that may not stand twice stays where it is.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, datetime

from django.db import IntegrityError, transaction
from django.db.models import ForeignObjectRel, Model, QuerySet

from accounts import audit, services
from accounts.append_only import WrittenOnceModel
from accounts.models import User
from documents import day_ranges
from projects import access, contributors, held_posts
from projects.access import Act, must
from projects.edited_rows import must_hold
from projects.look_alikes import name_taken
from projects.models import (
    AfterSplit,
    AnnualPlan,
    District,
    Membership,
    PersonnelAct,
    ResponsibleUnit,
    TaskUnit,
    UnitAlias,
    UnitReform,
)
from projects.services.posts import written_down
from projects.workflow import StepRefused

Kind = UnitReform.Kind


class PreviewOutdated(StepRefused):
    """What would move is not what the person was shown."""


@dataclass(frozen=True)
class Reform:
    """What a document decided: which units become which, and of a split which tasks go where."""

    kind: str
    old: Sequence[int]
    names: Sequence[str]
    document: str
    decided_on: date
    places: Mapping[int, int] = field(default_factory=dict)
    """Of a split: the key of a unit's task to the place of its new unit among `names`."""


@transaction.atomic
def reform_units(
    *, district: District, reform: Reform, seen: str, actor: User, at: datetime
) -> UnitReform:
    """Rename, merge or split units of a district, as the preview showed it (`seen`, its `reform_mark`).

    Raises PermissionDenied, PreviewOutdated where something else would move by now, StepRefused with what does not fit.
    """
    locked = District.objects.select_for_update().get(pk=district.pk)
    reform = replace(reform, names=[name.strip() for name in reform.names])
    must(access.can(actor, Act.KEEP_UNITS, locked))
    old = _old_units(locked, reform)
    if problems := reform_problems(locked, reform, old, at.date()):
        raise StepRefused("".join(problems))
    if seen != reform_mark(old, reform.kind, reform.names):
        raise PreviewOutdated("您看过以后，要转的有变动。下面是现在的，请核对后再办理。")
    moved = what_moves(old)
    names = [unit.name for unit in old]
    main = next((unit for unit in old if unit.name == reform.names[0]), old[0])
    _note_plans(old, actor, at)
    UnitAlias.objects.filter(unit__in=old, name__in=reform.names).delete()
    _rename(main, reform.names[0])
    for unit in old:
        if unit != main:
            _absorb(unit, main, actor, at, reform.document)
    for place, name in enumerate(reform.names[1:], start=1):
        _branch(main, name, [key for key, at_ in reform.places.items() if at_ == place], actor, at,
                reform.document)  # fmt: skip
    for name in names:
        if name not in reform.names:
            UnitAlias.objects.get_or_create(district=locked, name=name, defaults={"unit": main})
    held_posts.changed()
    done = UnitReform.objects.create(
        district=locked,
        kind=reform.kind,
        document=reform.document.strip(),
        decided_on=reform.decided_on,
        old_names=names,
        new_names=list(reform.names),
        moved=moved,
        by=actor,
        at=at,
    )
    detail = {"old": names, "new": list(reform.names), "document": done.document, "moved": moved}
    audit.record(at=at, actor=actor, verb="unit.reform", subject=done, district_code=locked.code,
                 detail=detail)  # fmt: skip
    return done


def reform_problems(
    district: District, reform: Reform, old: Sequence[ResponsibleUnit], today: date
) -> list[str]:
    """What does not fit, each in a sentence; empty where all does."""
    problems = []
    many, new = len(old), list(reform.names)
    wrong = {
        Kind.RENAME: (many != 1 or len(new) != 1) and "更名：选一个单位，填一个新名称。",
        Kind.MERGE: (many < 2 or len(new) != 1) and "合并：选两个以上的单位，填一个合并后的名称。",
        Kind.SPLIT: (many != 1 or len(new) < 2)
        and "拆分：选一个单位，填两个以上的名称，每行一个。",
    }.get(Kind(reform.kind))
    if wrong:
        problems.append(wrong)
    if len(set(new)) < len(new):
        problems.append("新名称里有重复的。")
    if reform.kind == Kind.RENAME and [unit.name for unit in old] == new:
        problems.append("新名称和原来一样。")
    if not reform.document.strip():
        problems.append("请写明依据的文件。")
    if reform.decided_on > today:
        problems.append("日期不能晚于今天。")
    problems.append(day_ranges.of_decision(today.year).refusal("日期", reform.decided_on))
    for name in new:
        problems += _name_problems(district, name, old)
    return [one for one in problems if one]


def _name_problems(district: District, name: str, old: Sequence[ResponsibleUnit]) -> list[str]:
    if any(unit.name == name for unit in old):
        return []
    if ResponsibleUnit.objects.filter(district=district, name=name).exists():
        return [f"“{name}”已经是另一个单位；并入它的，请把它也选上，办合并。"]
    alias = UnitAlias.objects.filter(district=district, name=name).exclude(unit__in=old).first()
    return [f"“{name}”已登记为“{alias.unit}”的别名。"] if alias else []


def what_moves(old: Sequence[ResponsibleUnit]) -> list[str]:
    """What stands for these units now and will follow, counted, in words: tasks, posts, rows of every app."""
    lines = []
    for unit in old:
        counts = [
            f"{word} {number}"
            for word, rows in (
                ("任务", TaskUnit.objects.filter(unit=unit)),
                ("岗位", Membership.objects.filter(unit=unit)),
                ("别的写法", UnitAlias.objects.filter(unit=unit)),
                *((str(rows.model._meta.verbose_name), rows) for _, rows in _rows_elsewhere(unit)),
            )
            if (number := rows.count())
        ]
        lines.append(f"{unit.name}：{'、'.join(counts) or '没有任务和岗位'}")
    return lines


def reform_mark(old: Sequence[ResponsibleUnit], kind: str, names: Sequence[str]) -> str:
    """A short digest of what a preview showed: what moves is what the person has seen."""
    tasks = [str(row.task_id) for unit in old for row in tasks_of(unit)]
    shown = [kind, *names, *what_moves(old), *tasks]
    return hashlib.sha256("\n".join(shown).encode()).hexdigest()[:16]


def tasks_of(unit: ResponsibleUnit) -> QuerySet[TaskUnit]:
    """A unit's tasks, the newest plan first: of a split each goes somewhere."""
    return (
        TaskUnit.objects.filter(unit=unit)
        .select_related("task__project__plan")
        .order_by("-task__project__plan__year", "task__project__number", "task__number")
    )


def _old_units(district: District, reform: Reform) -> list[ResponsibleUnit]:
    found = {
        unit.pk: unit
        for unit in ResponsibleUnit.objects.select_for_update().filter(
            district=district, pk__in=reform.old
        )
    }
    if len(found) != len(set(reform.old)) or not found:
        raise StepRefused("选的单位有的已经不在，请重新选。")
    return [found[pk] for pk in dict.fromkeys(reform.old)]


def _absorb(
    unit: ResponsibleUnit, main: ResponsibleUnit, actor: User, at: datetime, document: str
) -> None:
    """All that stands for the unit goes to the main one; the unit is its predecessor from now on."""
    for row in TaskUnit.objects.filter(unit=unit):
        twin = TaskUnit.objects.filter(task=row.task_id, unit=main).first()
        if twin is None:
            TaskUnit.objects.filter(pk=row.pk).update(unit=main)
            continue
        row.delete()
        if row.position < twin.position:
            twin.position, twin.role = row.position, row.role
            twin.save(update_fields=["position", "role"])
    for post in _posts_in(unit):
        word = f"机构改革，您在“{unit}”的岗位转到“{main}”：{document}"
        _follow(post, main, actor, at, document, word)
        post.delete()
    UnitAlias.objects.filter(unit=unit).update(unit=main)
    for name, rows in _rows_elsewhere(unit):
        for row_ in rows:
            try:
                with transaction.atomic():
                    rows.model._base_manager.filter(pk=row_.pk).update(**{name: main})
            except IntegrityError:
                continue  # The main unit has one of its own: this one stays what it was.
    ResponsibleUnit.with_former.filter(successor=unit).update(successor=main)
    unit.successor = main
    unit.sealed_contact = None
    if unit.is_commission and not main.is_commission:
        main.is_commission = True
        main.save(update_fields=["is_commission"])
    unit.save(update_fields=["successor", "sealed_contact"])


def _rename(main: ResponsibleUnit, name: str) -> None:
    if main.name == name:
        return
    main.name = name
    _keep(main)


def _branch(
    main: ResponsibleUnit,
    name: str,
    tasks: Sequence[int],
    actor: User,
    at: datetime,
    document: str,
) -> None:
    """A unit that was split off: the tasks that go with it, and everybody's post, until one of them is ended."""
    made = ResponsibleUnit(district=main.district, name=name, kind=main.kind, order=main.order)
    _keep(made)
    TaskUnit.objects.filter(unit=main, task__in=tasks).update(unit=made)
    for post in _posts_in(main):
        word = (
            f"机构改革，“{made}”从您的单位分出，您在“{main}”的岗位不变，在“{made}”也有：{document}"
        )
        _follow(post, made, actor, at, document, word)
    for field_name, rows in _rows_elsewhere(main):
        _part(field_name, rows, made, tasks)


def _part(name: str, rows: QuerySet[Model], made: ResponsibleUnit, tasks: Sequence[int]) -> None:
    """Rows of other apps after a split: with their task, or one for each unit, or where they are (`AfterSplit`)."""
    way: AfterSplit = rows.model.after_split  # type: ignore[attr-defined]
    if way.task:
        rows.filter(**{f"{way.task}__in": tasks}).update(**{name: made})
    elif way.is_copied:
        for row in rows:
            row.pk = None
            setattr(row, name, made)
            row.save(force_insert=True)


def _keep(unit: ResponsibleUnit) -> None:
    must_hold(unit)
    if taken := name_taken(unit):
        raise StepRefused(taken)
    unit.save()


def _posts_in(unit: ResponsibleUnit) -> QuerySet[Membership]:
    return Membership.objects.filter(unit=unit).select_related("user", "district", "unit")


def _follow(
    post: Membership, unit: ResponsibleUnit, actor: User, at: datetime, document: str, word: str
) -> None:
    """The same post in another unit, for the same person, with its line on their page and `word` to them."""
    found, made = Membership.objects.get_or_create(
        user=post.user, district=post.district, role=post.role, unit=unit
    )
    if not made:
        return
    written_down(
        PersonnelAct.Kind.GRANT,
        post.user,
        actor,
        at,
        role=post.role,
        district=post.district,
        unit=unit,
        reason=f"机构改革，随“{post.unit}”转入：{document}",
    )
    audit.record(at=at, actor=actor, verb="post.follow", subject=found,
                 district_code=found.district_code)  # fmt: skip
    services.tell(post.user, word, at=at)


def _rows_elsewhere(unit: ResponsibleUnit) -> Iterator[tuple[str, QuerySet[Model]]]:
    """Rows of any app that stand for the unit and may follow it: not its own parts, not what is written once."""
    own = (TaskUnit, Membership, UnitAlias, PersonnelAct, ResponsibleUnit)
    for relation in ResponsibleUnit._meta.related_objects:
        assert isinstance(relation, ForeignObjectRel)
        model = relation.related_model
        if not issubclass(model, (*own, WrittenOnceModel)):
            name = relation.field.name
            yield name, model._base_manager.filter(**{name: unit})


def _note_plans(old: Sequence[ResponsibleUnit], actor: User, at: datetime) -> None:
    """Whoever moved units of a plan does not publish its next version alone."""
    plans = AnnualPlan.objects.filter(projects__tasks__task_units__unit__in=old).distinct()
    for plan in plans:
        contributors.note_plan(plan, by=actor.pk, at=at, how="reform")
