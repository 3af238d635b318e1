"""What the pages of a report show, made ready for templates that do not compute."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.forms.boundfield import BoundField
from django.utils.safestring import SafeString

from progress import completeness, evidence_files
from progress.entry import echo, entered, entry, unit_name
from progress.forms import ReportForm
from progress.merging import Clash
from progress.models import ReportDraft
from progress.offering import offers
from progress.report_fields import BESIDE, FILLED_BY, INVESTED, PHONE, Field, Kind
from progress.report_lines import lines, target_of, told_to_reviewer, told_to_unit
from progress.selectors.filing import Filing
from progress.services import EditConflict
from projects.periods import Period


@dataclass(frozen=True)
class Control:
    """A field on the form with what stands beside it."""

    field: Field
    bound: BoundField
    last: str
    warnings: tuple[str, ...]
    is_prefilled: bool
    notes: tuple[str, ...] = ()
    target: str = ""
    due: str = ""
    offer: str = ""
    due_label: str = ""
    plan: Decimal | None = None

    @property
    def about_id(self) -> str:
        """Of the words that tie target and last value to the field for whoever does not see the columns."""
        return f"{self.bound.auto_id}_about"

    @property
    def about(self) -> str:
        """Target, milestone and last value, as somebody says them."""
        unit = self.field.entry_unit
        told = (("全年目标", self.target), (self.due_label, self.due), ("上期", self.last))
        return "，".join(f"{label} {value}{unit}" for label, value in told if value)

    @property
    def unit_name(self) -> str:
        """Under which the page says what unit it asks for."""
        return unit_name(self.field.key)

    @property
    def echo(self) -> str:
        """What the figure in the field comes to; blank where there is nothing to say of it."""
        unit = self.field.entry_unit
        return echo(self.field, entered(self.field, str(self.bound.value() or ""), unit), self.plan)

    @property
    def echo_id(self) -> str:
        return f"{self.bound.auto_id}_echo"

    @property
    def whole(self) -> str:
        """What the echo counts a share of, in the unit asked for; blank for none."""
        whole = self.plan if self.field == INVESTED else self.field.whole
        return self.field.number(whole) if whole else ""

    @property
    def widget(self) -> SafeString:
        """The control, described by its error, its warnings and its mark."""
        about = [self.about_id, self.echo_id] if self.field.is_number else []
        if self.bound.errors:
            about.append(f"{self.bound.auto_id}_error")
        if self.warnings or self.notes:
            about.append(f"{self.bound.auto_id}_warn")
        if self.is_prefilled:
            about.append(f"{self.bound.auto_id}_last")
        return self.bound.as_widget(attrs={"aria-describedby": " ".join(about)} if about else None)


@dataclass(frozen=True)
class ClashRow:
    """A field that two people changed."""

    field: Field
    clash: Clash

    @property
    def before(self) -> str:
        return self.field.shown(self.clash.before)

    @property
    def theirs(self) -> str:
        return self.field.shown(self.clash.theirs)


def period(found: Filing) -> Period:
    return Period.through(found.round.plan.year, found.round.through_month)


def form_page(found: Filing, form: ReportForm) -> dict[str, Any]:
    """The context of the form page."""
    warnings, notes = told_to_unit(found.row.warnings), told_to_unit(found.row.notes)
    offered = offers(found.task, form["narrative"].value() or "")
    controls = {
        key: Control(
            field=field,
            bound=form[key],
            last=entry(field, found.last_values.get(key, "")),
            warnings=tuple(warnings.get(key, ())) if not form.is_bound else (),
            notes=tuple(notes.get(key, ())) if not form.is_bound else (),
            is_prefilled=key in form.prefilled and not form.is_bound,
            target=target_of(found, field),
            due=due_of(found, field),
            due_label=f"{found.milestone.month}月底目标" if found.milestone else "",
            plan=found.row.plan,
            offer=offered.get(key, "") if offered.get(key) != form[key].value() else "",
        )
        for key, field in form.shape.items()
    }
    return {
        "found": found,
        "form": form,
        "row": found.row,
        "period": period(found),
        "controls": controls,
        "measures": [c for c in controls.values() if c.field.is_number],
        "answers": [
            (c, milestone)
            for c in controls.values()
            if c.field.kind is Kind.ANSWER
            for milestone in found.task.milestones.all()
            if milestone.pk == c.field.subject_id
        ],
        **_beside(form, controls),
        "paragraphs": [c for c in controls.values() if c.field.is_paragraph],
        "others_paragraphs": others_paragraphs(found),
        "can_save": found.standpoint.can_save(found.task),
        "can_submit": found.standpoint.can_submit(found.task),
        "can_take_back": found.report and found.standpoint.can_take_back(found.report),
        "on_behalf": found.standpoint.files_for(found.task),
        "asked_of_text": completeness.ASKED_OF_TEXT,
        "is_joint": len(found.task.task_units.all()) > 1,
        "thread": found.steps[::-1],
        "reasons": reasons(found),
        "readonly_lines": lines(found) if not found.is_editable else (),
        "unstored": unstored(found) if not found.is_editable else [],
        "way_to_draft": _way_to_draft(found),
        **file_list(found),
    }


def _beside(form: ReportForm, controls: Mapping[str, Control]) -> dict[str, Any]:
    """The fields under the fold, and what it is called."""
    beside = [controls[field.key] for field in BESIDE]
    return {
        "beside": beside,
        "beside_labels": _listed(field.label for field in BESIDE),
        "private_labels": _listed(field.label for field in BESIDE if not field.is_public),
        "is_beside_open": bool(form.errors) or any(one.bound.value() for one in beside),
    }


def _listed(labels: Iterable[str]) -> str:
    *most, last = labels
    return "、".join(most) + ("和" if most else "") + last


def check_page(found: Filing) -> dict[str, Any]:
    """The context of the check page: every line, what is missing, what does not add up."""
    gaps = completeness.gaps(found.values)
    return {
        "found": found,
        "row": found.row,
        "period": period(found),
        "lines": lines(found),
        "gaps": gaps,
        "warning_count": len(found.row.warnings),
        "can_submit": found.standpoint.can_submit(found.task),
        "on_behalf": found.standpoint.files_for(found.task),
        "carries_text": bool(
            found.report
            and found.report.nothing_cause
            and not found.report.narrative
            and found.last_values.get("narrative")
        ),
    }


def due_of(found: Filing, field: Field) -> str:
    for indicator in found.task.indicators.all():
        if field.kind is Kind.VALUE and indicator.pk == field.subject_id:
            return found.due_value(indicator, field)
    return ""


def others_paragraphs(found: Filing) -> list[Any]:
    """What the other units of a joint task wrote, for the lead to merge; and what a unit wrote that writes no
    paragraph any more (a reform made it the lead, or took it from the task): no field shows that."""
    if found.report is None:
        return []
    own = found.standpoint.unit_ids
    here = {field.subject_id for field in found.fields if field.is_paragraph} & own
    return [p for p in found.report.paragraphs.all() if p.unit_id not in here and p.text]


def asides(found: Filing, form: Any) -> list[tuple[ReportDraft, list[tuple[str, str]]]]:
    """Texts of the person's other pages, newest first: each with the label and words of what the form does not say."""
    shown = []
    for draft in found.asides:
        differing = [
            (field.label, field.shown(text))
            for field in found.fields
            if field.key in draft.values
            and field.key in form.fields
            and entry(field, text := draft.values[field.key].strip())
            != str(form[field.key].value() or "").strip()
        ]
        shown.append((draft, differing))
    return shown


def unstored(found: Filing) -> list[tuple[ReportDraft, list[tuple[str, str]]]]:
    """On a page that takes nothing now: the person's draft and the texts beside it, each with labels and words."""
    drafts = [one for one in (found.draft, *found.asides) if one is not None]
    return [
        (
            draft,
            [
                (field.label, field.shown(text))
                for field in found.fields
                if (text := draft.values.get(field.key, "").strip())
            ],
        )
        for draft in drafts
    ]


def _way_to_draft(found: Filing) -> str:
    """What has to happen before a draft on a page that takes nothing can be stored."""
    if (
        found.row.status == "submitted"
        and found.report
        and found.standpoint.can_take_back(found.report)
    ):
        return "请先撤回，"
    if found.row.status in ("submitted", "approved"):
        return "请联系审核人退回，退回后"
    if not found.round.is_open:
        return "请联系发展改革部门重新开启本轮，开启后"
    return "请联系发展改革部门，能填时"


def reasons(found: Filing) -> list[tuple[str, str, str]]:
    """The reasons of the return that waits for an answer: field key, label, words."""
    step = found.last_return
    if step is None:
        return []
    labels = {field.key: field.label for field in found.fields} | {"": "整份"}
    return [
        (key, labels.get(key, key), text) for key, text in step.detail.get("reasons", {}).items()
    ]


def conflict_rows(found: Filing, conflict: EditConflict) -> list[ClashRow]:
    fields = {field.key: field for field in found.fields}
    return [ClashRow(fields[clash.key], clash) for clash in conflict.clashes]


def labels_of(found: Filing, keys: Iterable[str]) -> str:
    return "、".join(field.label for field in found.fields if field.key in set(keys))


def review_page(found: Filing, form: Any) -> dict[str, Any]:
    """The context of the review page: the report beside target, milestone and last round."""
    all_lines = lines(found, told_to_reviewer) if found.report else ()
    return {
        "found": found,
        "form": form,
        "row": found.row,
        "period": period(found),
        "numbers": [line for line in all_lines if line.field.is_number],
        "texts": [
            line
            for line in all_lines
            if not line.field.is_number and line.field not in (FILLED_BY, PHONE)
        ],
        "reason_fields": [form[name] for name in form.shape],
        "open_reasons": any(form[name].value() for name in form.shape),
        "can_review": found.standpoint.can_review(found.task),
        "can_approve": found.report and found.standpoint.can_approve(found.report),
        "can_file": found.is_editable and found.standpoint.can_save(found.task),
        "thread": found.steps[::-1],
        "paragraphs": [p for p in found.report.paragraphs.all() if p.text] if found.report else [],
        **file_list(found, can_change=False),
    }


def file_list(found: Filing, *, can_change: bool = True) -> dict[str, Any]:
    """The files beside the report, and whether this person may change them now."""
    return {
        "files": list(found.report.evidence.select_related("added_by").order_by("pk"))
        if found.report
        else [],
        "can_change": can_change
        and found.report is not None
        and found.is_editable
        and bool(found.standpoint.can_save(found.task)),
        "limits": evidence_files.LIMITS,
    }
