"""Keeping the index in step with what is published: rows of a district are replaced as a whole.

Whoever asks brings it up to date first (`bring_up_to_date`): publishing knows nothing of it. What must be gone at
once, a sealed notice, a trigger takes out in the sealing transaction.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import connection, transaction
from django.db.models import F

from notices.models import Notice
from projects.models import AnnualPlan, District, PlanVersion
from projects.public_addresses import NOTICE, PROJECT
from publicity.models import Generation, SearchEntry
from publicity.search.bigrams import bigrams, folded
from publicity.search.forgetting import SQLITE_TABLE


def bring_up_to_date() -> None:
    """Take in the districts that changed since the search last looked; one small query where none did.

    A derived copy, like a page kept in memory: a reader's question may write it.
    """
    for scope in Generation.objects.unsearched().values_list("scope", flat=True):
        _take_in(scope)


@transaction.atomic
def _take_in(slug: str) -> None:
    generation = Generation.objects.select_for_update().get(scope=slug)
    if generation.searched == generation.mark:
        return
    district = District.objects.filter(slug=slug).first()
    if district is None:
        _forget_entries(slug)
    else:
        _replace(district)
    Generation.objects.filter(scope=slug).update(searched=generation.mark)


@transaction.atomic
def refresh(district: District) -> int:
    """Index anew what the district has published now, whatever was known of it."""
    entries = _replace(district)
    Generation.objects.filter(scope=district.slug).update(searched=F("mark"))
    return entries


def _replace(district: District) -> int:
    _forget_entries(district.slug)
    entries = SearchEntry.objects.bulk_create(_entries(district), batch_size=500)
    _write(entries)
    return len(entries)


def refresh_all() -> int:
    """Index every district anew."""
    return sum(refresh(district) for district in District.objects.all())


def _entries(district: District) -> Iterator[SearchEntry]:
    for plan in AnnualPlan.objects.filter(district=district):
        version = PlanVersion.objects.filter(plan=plan).order_by("-number").first()
        if version is not None and version.content is not None:
            for project in version.content["projects"]:
                yield _entry(
                    district,
                    kind=SearchEntry.Kind.PROJECT,
                    path=PROJECT.path(
                        district=district.slug, year=plan.year, number=project["number"]
                    ),
                    title=project["name"],
                    year=plan.year,
                    number=project["number"],
                    parts=_project_texts(project),
                )
    notices = Notice.objects.public().filter(district=district, content__isnull=False)
    for notice in notices.select_related("plan"):
        if notice.status == Notice.Status.WITHDRAWN and not notice.table_stays_visible:
            continue
        yield _entry(
            district,
            kind=SearchEntry.Kind.NOTICE,
            path=NOTICE.path(district=district.slug, notice=notice.number),
            title=(notice.content or {})["title"],
            year=notice.plan.year,
            number=0,
            parts=_notice_texts(notice.content or {}),
        )


def _entry(
    district: District,
    *,
    kind: str,
    path: str,
    title: str,
    year: int,
    number: int,
    parts: Iterable[str],
) -> SearchEntry:
    body = "\n".join(part for part in parts if part)
    return SearchEntry(
        district=district.slug,
        district_name=district.name,
        kind=kind,
        path=path,
        title=title[:200],
        year=year,
        number=number,
        body=body,
        folded=folded(f"{title}\n{district.name}{year}年\n{body}"),
    )


def _project_texts(project: dict[str, Any]) -> Iterator[str]:
    yield project["category"] or ""
    yield project["target"]
    yield "、".join(unit["name"] for unit in project["units"])
    for task in project["tasks"]:
        for milestone in task["milestones"]:
            yield f"{milestone['month']}月底：{milestone['text']}"


def _notice_texts(content: dict[str, Any]) -> Iterator[str]:
    yield content["lead"] or ""
    for category in content["categories"]:
        yield category["name"] or ""
        for project in category["projects"]:
            yield f"{project['number']} {project['name']}"
            yield "、".join(project["units"])
            yield project["progress"] or ""
            yield project["remark"] or ""


def _forget_entries(slug: str) -> None:
    old = list(SearchEntry.objects.filter(district=slug).values_list("pk", flat=True))
    _forget(old)
    SearchEntry.objects.filter(pk__in=old).delete()


def _forget(keys: list[int]) -> None:
    if keys and connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            statement = f"DELETE FROM {SQLITE_TABLE} WHERE rowid = %s"  # noqa: S608
            cursor.executemany(statement, [[key] for key in keys])


def _write(entries: list[SearchEntry]) -> None:
    rows = [(entry.pk, bigrams(entry.folded)) for entry in entries]
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            statement = f"INSERT INTO {SQLITE_TABLE} (rowid, grams) VALUES (%s, %s)"  # noqa: S608
            cursor.executemany(statement, [(key, " ".join(grams)) for key, grams in rows])
        elif connection.vendor == "postgresql":
            cursor.executemany(
                "UPDATE publicity_searchentry SET grams = %s WHERE id = %s",
                [(grams, key) for key, grams in rows],
            )
