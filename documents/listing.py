"""A reading as plain text for a terminal."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from documents.reading import Finding, Project, Reading

_SEVERITIES = {"error": "错误", "warning": "疑点", "note": "提示"}


def listing(reading: Reading) -> str:
    """Facts, projects and findings, one a line, columns lined up for signs of double width."""
    lines = [*_facts(reading), ""]
    rows = [_row(project) for project in reading.projects]
    lines += _table(_HEADS, rows)
    if reading.totals:
        totals = reading.totals
        lines.append(
            f"合计\uff1a计划{totals.investment_plan or '—'}万元\uff0c完成{totals.invested or '—'}万元\uff0c占比{totals.ratio or '—'}%"
        )
    lines.append("")
    if not reading.findings:
        lines.append("没有疑点。")
    lines += [_finding(finding) for finding in reading.findings]
    return "\n".join(lines)


def _facts(reading: Reading) -> list[str]:
    period = reading.period
    notice = reading.notice
    facts = [
        ("标题", reading.title),
        ("种类", "目标任务" if reading.kind == "plan" else "推进情况"),
        ("区县", reading.district),
        ("年度", str(reading.year) if reading.year else None),
        ("时段", f"{period.year}年{period.from_month}至{period.to_month}月" if period else None),
        ("文号", reading.document_number),
        ("发文机关", reading.issuer),
        ("成文日期", reading.issued_on),
        ("公示", f"{notice.opens_on or '?'}至{notice.closes_on or '?'}" if notice else None),
        (
            "类别",
            "、".join(f"{category.name}{category.count}件" for category in reading.categories)
            or None,
        ),
    ]
    return [f"{label}\uff1a{value}" for label, value in facts if value]


_HEADS = ("号", "项目", "责任单位", "任务", "节点", "指标", "计划万元", "完成万元", "占比%")


def _row(project: Project) -> tuple[str, ...]:
    months = sorted({item.month for task in project.tasks for item in task.milestones})
    return (
        str(project.number),
        _short(project.name, 40),
        _short("、".join(unit.name for unit in project.units), 36),
        str(len(project.tasks)),
        ",".join(map(str, months)) or "—",
        str(sum(len(task.indicators) for task in project.tasks)),
        project.investment_plan or "—",
        project.invested or "—",
        project.ratio or "—",
    )


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    widths = [max(map(_width, column)) for column in zip(heads, *rows, strict=True)]
    return [
        "  ".join(
            text + " " * (width - _width(text)) for text, width in zip(row, widths, strict=True)
        ).rstrip()
        for row in (heads, *rows)
    ]


def _finding(finding: Finding) -> str:
    place = finding.place
    where = f"\uff08表{place.table}第{place.row}行第{place.column}列\uff09" if place else ""
    return f"[{_SEVERITIES[finding.severity]} {finding.code}] {finding.message}{where}"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(sign) in "WF" else 1 for sign in text)


def _short(text: str, width: int) -> str:
    if _width(text) <= width:
        return text
    kept = ""
    for sign in text:
        if _width(kept + sign) > width - 1:
            break
        kept += sign
    return kept + "…"
