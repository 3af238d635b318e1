"""Keeping the index in step with what is published: of a district that changed, the rows that changed are replaced.

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
from projects.topics import Topics, suggested
from publicity.models import Generation, SearchEntry
from publicity.search.forgetting import SQLITE_TABLE
from publicity.search.grams import DISTRICT, KIND, YEAR, folded, mark, pairs, token, topic_sign
from publicity.search.meaning import number_text
from publicity.stored_topics import topics_chosen


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
    district = District.objects.with_shown_names().filter(slug=slug).first()
    if district is None:
        _forget_entries(slug)
    else:
        _replace(district)
    Generation.objects.filter(scope=slug).update(searched=generation.mark)


@transaction.atomic
def refresh(district: District) -> int:
    """Index anew what the district has published now, whatever was known of it."""
    _forget_entries(district.slug)
    entries = _replace(district)
    Generation.objects.filter(scope=district.slug).update(searched=F("mark"))
    return entries


def _replace(district: District) -> int:
    """Rows that say the same stay, with their place in the order."""
    stood = {entry.path: entry for entry in SearchEntry.objects.filter(district=district.slug)}
    entries = list(_entries(district))
    fresh = [entry for entry in entries if not _says_the_same(entry, stood.get(entry.path))]
    changed = {entry.path for entry in fresh}
    kept = {entry.path for entry in entries} - changed
    _forget([entry.pk for path, entry in stood.items() if path not in kept])
    _write(SearchEntry.objects.bulk_create(fresh, batch_size=500))
    return len(entries)


def _says_the_same(entry: SearchEntry, stood: SearchEntry | None) -> bool:
    return stood is not None and all(
        getattr(entry, name) == getattr(stood, name) for name in _SHOWN_OR_FOUND
    )


_SHOWN_OR_FOUND = ("district_name", "kind", "title", "year", "number", "body", "folded")


def refresh_all() -> int:
    """Index every district anew."""
    return sum(refresh(district) for district in District.objects.with_shown_names())


def _entries(district: District) -> Iterator[SearchEntry]:
    chosen = topics_chosen(district.slug)
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
                    topics=chosen.get((plan.year, project.get("key") or project["number"]))
                    or suggested(project["name"], project["target"]),
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
    topics: Topics | None = None,
) -> SearchEntry:
    body = "\n".join(part for part in parts if part)
    numbered = f" {number_text(number)}" if number else ""
    signs = "".join(topic_sign(slug) for slug in topics.slugs) if topics else ""
    return SearchEntry(
        district=district.slug,
        district_name=str(district),
        kind=kind,
        path=path,
        title=title[:200],
        year=year,
        number=number,
        body=body,
        folded=folded(f"{title}\n{district}{year}年{numbered}\n{body}") + signs,
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
    _forget(list(SearchEntry.objects.filter(district=slug).values_list("pk", flat=True)))


def _forget(keys: list[int]) -> None:
    if keys and connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            statement = f"DELETE FROM {SQLITE_TABLE} WHERE rowid = %s"  # noqa: S608
            cursor.executemany(statement, [[key] for key in keys])
    SearchEntry.objects.filter(pk__in=keys).delete()


def _write(entries: list[SearchEntry]) -> None:
    """What SQLite finds them by. On PostgreSQL an index over the row does it (`newest_first`)."""
    if connection.vendor != "sqlite":
        return
    rows = [
        (
            entry.pk,
            " ".join(map(token, pairs(entry.folded))),
            " ".join(map(token, sorted(set(entry.folded)))),
            " ".join(map(token, marks_of(entry))),
        )
        for entry in entries
    ]
    with connection.cursor() as cursor:
        statement = (
            f"INSERT INTO {SQLITE_TABLE} (rowid, pairs, signs, marks) VALUES (%s, %s, %s, %s)"  # noqa: S608
        )
        cursor.executemany(statement, rows)


def marks_of(entry: SearchEntry) -> list[str]:
    return [mark(DISTRICT, entry.district), mark(YEAR, entry.year), mark(KIND, entry.kind)]
