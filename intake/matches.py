"""Which project of the plan each project of a document is: as the words say, and as a person decided in the preview."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from documents.identity import Match, Matching
from documents.reading import Reading
from intake.asked_rows import Question
from intake.below_projects import PartsOfPlan, places_of
from intake.differences import ProjectDifference, matched, plan_differences
from intake.models import ImportRun
from intake.register_reading import number_of, reading_of_plan
from intake.standing_rows import standing_rows
from intake.units import UnitBook
from projects.models import AnnualPlan, District, Project, ResponsibleUnit

NAMED = 5
"""As many are named in one sentence; the preview shows all."""


def standing_projects(plan: AnnualPlan | None) -> dict[int, Project]:
    """Every project one of the document may be, by what it is told by: the listed ones by number, then those that left."""
    every = Project.objects.filter(plan=plan).select_related("plan") if plan else ()
    return {
        number_of(one): one
        for one in sorted(every, key=lambda one: (one.left_on is not None, one.number, one.pk))
    }


def spellings(district: District, tied: Mapping[str, int]) -> dict[str, str]:
    """Spelling of a unit to its name in the register, with those tied in the preview (`tied`: spelling to key)."""
    names = {name: unit.name for name, unit in UnitBook.of(district).by_name.items()}
    known = dict(
        ResponsibleUnit.objects.filter(district=district, pk__in=tied.values()).values_list(
            "pk", "name"
        )
    )
    return names | {name: known[key] for name, key in tied.items() if key in known}


def compared(
    run: ImportRun, plan: AnnualPlan | None, document: Reading
) -> tuple[Matching, list[ProjectDifference]]:
    """The matching of the run's document with the plan, and what each project's fields say before and after."""
    standing = reading_of_plan(plan, with_left=True) if plan else None
    known_as = spellings(run.district, run.corrections.get("aliases", {}))
    decided = decisions(run, plan, document) if plan else {}
    matching = matched(standing, document, known_as=known_as, decided=decided)
    parts_of = PartsOfPlan(
        document.kind == "plan",
        known_as,
        standing_rows(plan) if plan else {},
        run.corrections.get("parts", {}),
        places_of(document),
    )
    return matching, plan_differences(standing, document, matching, known_as, parts_of)


def decisions(run: ImportRun, plan: AnnualPlan, document: Reading) -> dict[int, int | None]:
    """New number to old number or None, as a person decided; one made about another name does not hold any more."""
    said: dict[str, dict[str, Any]] = run.corrections.get("matches", {})
    names = {project.number: project.name for project in document.projects}
    numbers = {one.pk: number_of(one) for one in Project.objects.filter(plan=plan)}
    found: dict[int, int | None] = {}
    for number, one in said.items():
        if names.get(int(number)) != one["name"]:
            continue
        if one["project"] is None or one["project"] in numbers:
            found[int(number)] = None if one["project"] is None else numbers[one["project"]]
    return found


def open_sentence(open_matches: Iterable[Match]) -> str:
    """Names those that a person has to decide; blank where there are none."""
    told = [_told(one) for one in open_matches]
    if not told:
        return ""
    more = f"等{len(told)}件" if len(told) > NAMED else ""
    return f"有{len(told)}件要先认定是原来的哪一件：{'；'.join(told[:NAMED])}{more}。"


def open_parts_sentence(questions: Sequence[Question]) -> str:
    """Names what a person has to say first of tasks, indicators and milestones; blank where there is nothing."""
    told = [f"{one.about}：{one.why}" for one in questions]
    if not told:
        return ""
    more = f"等{len(told)}处" if len(told) > NAMED else ""
    return f"有{len(told)}处任务、指标或阶段性目标要先认定：{'；'.join(told[:NAMED])}{more}。"


def _told(match: Match) -> str:
    assert match.new is not None
    of = f"第{match.new.number}件“{match.new.name}”"
    if match.old is None:
        numbers = "、".join(map(str, match.part_of))
        return f"{of}是新增，还是从原第{numbers}件拆出"
    if match.comes_back:
        return f"{of}像是已退出的“{match.old.name}”，不能确定"
    return f"{of}像是原第{match.old.number}件“{match.old.name}”，不能确定"
