"""What a person settles in a preview: spellings of units, matches, doubts. Nothing of the register changes."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from accounts import audit
from accounts.models import User
from intake.below_projects import ADDED, KEEP, SAME
from intake.matches import compared
from intake.models import Finding, ImportRun
from intake.refusals import ImportRefused
from intake.services.open_previews import open_preview
from intake.undrawn import signs_of
from projects.models import AnnualPlan, Project, ResponsibleUnit
from projects.workflow import whole

_REPAIRED = {"duplicate_number", "damaged_date", "name_differs", "text_differs", "unit_differs"}


@transaction.atomic
def set_kind(*, run_id: int, kind: str, actor: User, at: datetime) -> ImportRun:
    """What the document is imported as."""
    run = open_preview(run_id, actor, at, "kind")
    run.kind = ImportRun.Kind(kind)
    run.save(update_fields=["kind"])
    return run


@transaction.atomic
def tie_unit(
    *, run_id: int, name: str, unit: ResponsibleUnit | None, actor: User, at: datetime
) -> ImportRun:
    """A spelling not known yet is another name of `unit`; with None it is a new unit."""
    run = open_preview(run_id, actor, at, "unit")
    aliases = dict(run.corrections.get("aliases", {}))
    aliases.pop(name, None)
    if unit is not None:
        if unit.district_id != run.district_id:
            raise ImportRefused("只能对应本区县的单位。")
        aliases[name] = unit.pk
    run.corrections = {**run.corrections, "aliases": aliases}
    run.save(update_fields=["corrections"])
    return run


@transaction.atomic
def decide_match(
    *, run_id: int, number: int, project: Project | None, actor: User, at: datetime
) -> ImportRun:
    """The document's project of this number is `project` of the plan; with None it is a new one. One that left the plan
    comes back into it.

    Where another was said to be that project before, that word is taken back: one project has one successor.
    """
    run = open_preview(run_id, actor, at, "match")
    printed = run.reading["projects"]
    name = next((one["name"] for one in printed if one["number"] == number), None)
    if name is None:
        raise ImportRefused(f"文件里没有第{number}件。")
    matches = dict(run.corrections.get("matches", {}))
    if project is not None:
        if project.plan.district_id != run.district_id or project.plan.year != run.reading["year"]:
            raise ImportRefused("只能认定为本方案原有的项目。")
        matches = {key: one for key, one in matches.items() if one["project"] != project.pk}
    matches[str(number)] = {"name": name, "project": project.pk if project else None}
    run.corrections = {**run.corrections, "matches": matches}
    run.save(update_fields=["corrections"])
    return run


def decide_part(*, run_id: int, key: str, said: str, actor: User, at: datetime) -> ImportRun:
    """Answer one question (`decide_parts`)."""
    return decide_parts(run_id=run_id, said={key: said}, actor=actor, at=at)


@transaction.atomic
def decide_parts(*, run_id: int, said: Mapping[str, str], actor: User, at: datetime) -> ImportRun:
    """Answer what tasks, indicators and milestones of the document are (`intake.below_projects`): key to answer.

    Each is asked as the page showed it: an answer given together with it does not settle it. Where another was said
    to be a row before, that word is taken back; two that are said together to be one row are refused.
    """
    run = open_preview(run_id, actor, at, "part")
    plan = AnnualPlan.objects.filter(district=run.district, year=run.reading["year"] or 0).first()
    _, differences = compared(run, plan, run.document)
    asked = {one.key: one for row in differences for one in row.parts.questions}
    before = run.corrections.get("parts", {})
    rows: dict[tuple[str, str], str] = {}
    for key, answer in said.items():
        question = asked.get(key)
        if question is None or answer not in dict(question.choices):
            raise ImportRefused("这一处不用认定，或者选的不在里面。")
        if answer in (ADDED, KEEP, SAME):
            continue
        other = rows.setdefault((key[0], answer), key)
        if other != key:
            raise ImportRefused(
                f"“{asked[other].about}：{asked[other].after}”和“{question.about}：{question.after}”"
                "选了同一项，请改其中一个。"
            )
    kept = {key: one for key, one in before.items() if (key[0], one["said"]) not in rows}
    answered = {key: {"words": asked[key].words, "said": answer} for key, answer in said.items()}
    run.corrections = {**run.corrections, "parts": {**kept, **answered}}
    run.save(update_fields=["corrections"])
    return run


@transaction.atomic
def vouch_for_signs(*, run_id: int, reason: str, actor: User, at: datetime) -> ImportRun:
    """Take a word upon oneself for the characters of a past notice that no face can draw; also while it waits.

    Raises ImportRefused without a reason or where every character is drawn.
    """
    run = open_preview(run_id, actor, at, "signs", also=(ImportRun.Status.WAITING,))
    if not reason.strip():
        raise ImportRefused("请写明原因，例如“原文如此，地名用字，已核对”。")
    signs = signs_of(run)
    if not signs:
        raise ImportRefused("这份公示没有印不出来的字。")
    word = {
        "signs": signs,
        "reason": whole(reason, "原因", 500),
        "by": actor.pk,
        "at": at.isoformat(),
    }
    run.corrections = {**run.corrections, "signs": word}
    run.save(update_fields=["corrections"])
    return run


@transaction.atomic
def decide_finding(*, finding_id: int, decision: str, actor: User, at: datetime) -> Finding:
    """What was decided about a doubt, in words; blank takes the decision back."""
    finding = Finding.objects.select_related("run").get(pk=finding_id)
    open_preview(finding.run_id, actor, at, "finding")
    finding.decision = whole(decision, "处理意见", 200)
    finding.decided_by = actor if finding.decision else None
    finding.decided_at = at if finding.decision else None
    finding.save()
    return finding


def accepting(finding: Finding) -> str:
    """What a person decides who leaves the doubt as it was read: what is printed stays, or a repair of it."""
    return "按读到的处理" if finding.code in _REPAIRED else "按原文保留"


@transaction.atomic
def decide_findings(
    *, run_id: int, finding: int | None, accept: bool, actor: User, at: datetime
) -> int:
    """Leave one doubt as it was read, or ask it again; with None leave every open warning. Returns how many."""
    findings = Finding.objects.filter(run=run_id)
    if finding is None:
        findings = findings.filter(severity=Finding.Severity.WARNING, decision="")
    else:
        findings = findings.filter(pk=finding)
    for one in findings:
        said = accepting(one) if accept else ""
        decide_finding(finding_id=one.pk, decision=said, actor=actor, at=at)
    return len(findings)


@transaction.atomic
def drop_import(*, run_id: int, actor: User, at: datetime) -> ImportRun:
    """Give a preview up. The file stays kept."""
    run = open_preview(run_id, actor, at)
    run.status = ImportRun.Status.DROPPED
    run.save(update_fields=["status"])
    audit.record(
        at=at, actor=actor, verb="import.drop", subject=run, district_code=run.district.code
    )
    return run
