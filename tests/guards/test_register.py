"""The register in the stock admin: read only, and of each table the rows of the post that opens it, nothing else.

Generated over every table, every person and every way of asking, in two districts that hold the same kinds of rows.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from typing import Any

import pytest
from django.contrib import admin
from django.db.models import Model, QuerySet
from django.test import Client
from django.urls import URLPattern, URLResolver, reverse
from openpyxl import load_workbook

from accounts import audit
from accounts.models import AuditEvent, User
from projects.models import District, Membership, ResponsibleUnit
from tests.factories import AT
from tests.guards.addresses.stock_admin import (
    ADMIN_SITE,
    CHANGING_PATHS,
    DISTRICT_PATHS,
    REGISTER,
    REGISTER_ACTS,
    SITE_PATHS,
)
from tests.guards.cast import (
    AUDITOR,
    COMPILER,
    OUTSIDE,
    REVIEWER,
    SECURITY_ADMIN,
    SIGNED_IN,
    SYSTEM_ADMIN,
    CastTestCase,
)
from tests.guards.test_every_address import IN, SIGN_IN, TOLD, changes, listed, outcome, undone
from tests.guards.two_districts import MARK, TWO_POSTS, make_two_districts, posts_of

PEOPLE = (*SIGNED_IN, *TWO_POSTS)
TABLES = {model._meta.label_lower: model for model in admin.site._registry}


def admin_routes() -> set[str]:
    return {one.name or "" for one in admin.site.get_urls() if isinstance(one, URLPattern)} | {
        one.name or ""
        for resolver in admin.site.get_urls()
        if isinstance(resolver, URLResolver)
        for one in resolver.url_patterns
    }


def address(label: str, act: str, *args: Any) -> str:
    return reverse(f"admin:{label.replace('.', '_')}_{act}", args=args)


def test_the_register_has_lists_pages_of_a_row_and_exports_and_no_other_address():
    known = {f"{label.replace('.', '_')}_{act}" for label in REGISTER for act in REGISTER_ACTS}
    assert admin_routes() - {""} == known | ADMIN_SITE
    assert set(TABLES) == set(REGISTER)


@pytest.mark.once
class Register(CastTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        make_two_districts(cls.cast)

    def rows(self, label: str, part: str) -> QuerySet[Any]:
        """What the person should find in the table, worked out from the posts anew."""
        model, posts = TABLES[label], posts_of(self.cast.people[part])
        own = posts.districts(REGISTER[label])
        if label == "accounts.auditevent":
            people = User.objects.filter(memberships__district__in=own)
            codes = District.objects.filter(pk__in=own).values("code")
            here = model._default_manager.filter(district_code__in=codes)
            return here | model._default_manager.filter(district_code="", actor__in=people)
        path = DISTRICT_PATHS.get(label, "district")
        rows = model._default_manager.all()
        if not path:
            return rows if own else rows.none()
        return rows.filter(**{f"{path}__in": own}).distinct()

    def may_see_far(self, label: str, part: str) -> bool:
        far = self.cast.far_district.pk
        return far in posts_of(self.cast.people[part]).districts(REGISTER[label])

    def openings(self) -> Iterator[tuple[str, str, Client]]:
        """Person and table, for those the person may open; the others are looked at in the first test."""
        for part in PEOPLE:
            client = self.cast.client(part)
            posts = posts_of(self.cast.people[part])
            for label, roles in REGISTER.items():
                if posts.districts(roles):
                    yield part, label, client

    def leak(self, label: str, part: str, page: str) -> bool:
        return not self.may_see_far(label, part) and (MARK in page or "黔江区" in page)

    def test_both_districts_hold_a_row_of_every_table(self):
        for label, model in TABLES.items():
            path = DISTRICT_PATHS.get(label, "district")
            if path:
                found = set(model._default_manager.values_list(path, flat=True))
                assert {self.cast.district.pk, self.cast.far_district.pk} <= found, label

    def test_the_register_opens_tables_as_the_posts_say(self):
        wrong = []
        for part in (*OUTSIDE, *PEOPLE):
            client = self.cast.client(part)
            posts = None if part in OUTSIDE else posts_of(self.cast.people[part])
            opened = {
                label for label, roles in REGISTER.items() if posts and posts.districts(roles)
            }
            refusal = SIGN_IN if part in OUTSIDE else TOLD
            found = {"index": outcome(client.get(reverse("admin:index")))}
            wanted = {"index": IN if opened else refusal}
            for label, model in TABLES.items():
                for act in ("changelist", "export"):
                    found[f"{label} {act}"] = outcome(client.get(address(label, act)))
                    wanted[f"{label} {act}"] = IN if label in opened else refusal
                if label in opened:
                    continue
                row = address(label, "change", model._default_manager.order_by("pk")[0].pk)
                found[f"{label} row"] = outcome(client.get(row))
                found[f"{label} row posted"] = outcome(client.post(row))
                found[f"{label} exported"] = outcome(client.post(address(label, "export")))
            wrong += [
                f"{what} by {part}: got {got}, not {wanted.get(what, refusal)}"
                for what, got in found.items()
                if got != wanted.get(what, refusal)
            ]
        assert not wrong, listed(wrong)

    def test_a_list_shows_the_rows_of_the_post_that_opens_it(self):
        wrong = []
        for part, label, client in self.openings():
            answer = client.get(address(label, "changelist") + "?all=")
            expected = set(self.rows(label, part).values_list("pk", flat=True))
            shown = {row.pk for row in answer.context["cl"].queryset}
            if shown != expected:
                wrong.append(f"{label} by {part}: {len(shown)} rows, expected {len(expected)}")
            if self.leak(label, part, answer.content.decode()):
                wrong.append(f"{label} by {part}: the list or its filters name the other district")
        assert not wrong, listed(wrong)

    def test_search_and_filters_reach_no_other_row(self):
        wrong = []
        for part, label, client in self.openings():
            if self.may_see_far(label, part):
                continue
            expected = set(self.rows(label, part).values_list("pk", flat=True))
            for query in self.questions(label):
                answer = client.get(address(label, "changelist") + query, follow=True)
                found = answer.context["cl"].queryset if "cl" in answer.context else []
                if not {row.pk for row in found} <= expected:
                    wrong.append(f"{label}{query} by {part}")
                if MARK not in query and self.leak(label, part, answer.content.decode()):
                    wrong.append(f"{label}{query} by {part}: names the other district")
        assert not wrong, listed(wrong)

    def questions(self, label: str) -> Iterator[str]:
        """Searches and filters that name the other district's rows, those of no filter offered among them."""
        far = self.cast.far_district
        yield f"?q={MARK}"
        for name in admin.site._registry[TABLES[label]].list_filter:
            yield f"?{name}__id__exact={far.pk}"
            yield f"?{name}__exact={far.code}"
        path = DISTRICT_PATHS.get(label, "district") or "district_code"
        yield f"?{path}__exact={far.pk if path != 'district_code' else far.code}"
        yield f"?{path}__name__startswith=黔"

    def test_the_page_of_a_row_opens_for_own_rows_and_takes_nothing(self):
        wrong = []
        for part, label, client in self.openings():
            own = self.rows(label, part)
            others = TABLES[label]._default_manager.exclude(pk__in=own.values("pk"))
            for row, is_own in [
                *((row, True) for row in own[:2]),
                *((r, False) for r in others[:3]),
            ]:
                url = address(label, "change", row.pk)
                with undone(), changes() as written:
                    page = client.get(url)
                    posted = client.post(url, {"_save": "1", "name": "改", **_fields(row)})
                if (page.status_code == 200) != is_own:
                    wrong.append(f"{label} {'own' if is_own else 'other'} row by {part}: {page}")
                if is_own and self.leak(label, part, page.content.decode()):
                    wrong.append(f"{label} row by {part} names the other district")
                if posted.status_code == 200 or written:
                    wrong.append(f"{label} by {part} took a change: {posted} {written[:1]}")
        assert not wrong, listed(wrong)

    def test_nothing_is_added_changed_deleted_imported_or_acted_on(self):
        """Every address the stock admin and django-import-export are known for, by POST on own rows, once by GET too."""
        wrong, looked = [], set()
        for part, label, client in self.openings():
            row = self.rows(label, part).order_by("pk").first()
            base = address(label, "changelist")
            keys = [row.pk] if row else []
            act = {"action": "delete_selected", "_selected_action": keys, "post": "yes"}
            asked = [(base, act), (base, {**act, "action": "export_admin_action"})]
            asked += [
                (base + path.format(pk=keys[0] if keys else 1), {"post": "yes", "name": "新"})
                for path in CHANGING_PATHS
            ]
            for url, data in asked:
                with undone(), changes() as written:
                    answers = [client.post(url, data)]
                    if url != base and label not in looked:
                        answers.append(client.get(url))
                if written or (url != base and any(a.status_code == 200 for a in answers)):
                    wrong.append(
                        f"{url} {data.get('action', '')} by {part}: {answers} {written[:1]}"
                    )
            looked.add(label)
        assert not wrong, listed(wrong)

    def test_nothing_beside_the_tables_answers_about_rows(self):
        for part in PEOPLE:
            client = self.cast.client(part)
            for path in SITE_PATHS:
                answer = client.get(f"/admin/{path}")
                assert answer.status_code in (403, 404), f"{path} by {part}: {answer}"

    def test_a_table_goes_out_with_the_same_rows_and_the_trail_knows(self):
        wrong = []
        for part, label, client in self.openings():
            expected = self.rows(label, part).count()
            with undone():
                answer = client.post(address(label, "export"))
                told = AuditEvent.objects.filter(verb="register.export").first()
            sheet = load_workbook(BytesIO(answer.content)).active
            lines = list(sheet.iter_rows(min_row=2, values_only=True))
            if len(lines) != expected or not told or told.detail["rows"] != expected:
                wrong.append(f"{label} by {part}: {len(lines)} lines, expected {expected}")
            if self.leak(label, part, str(lines)):
                wrong.append(f"{label} by {part}: the file names the other district")
        assert not wrong, listed(wrong)

    def test_a_text_that_looks_like_a_formula_stays_a_text_in_the_file(self):
        unit = self.cast.units["lead"]
        ResponsibleUnit.objects.filter(pk=unit.pk).update(name='=cmd|"/c calc"!A1')
        answer = self.cast.client(COMPILER).post(address("projects.responsibleunit", "export"))
        cells = [c for row in load_workbook(BytesIO(answer.content)).active for c in row]
        found = [cell for cell in cells if str(cell.value).startswith("=")]
        assert [cell.data_type for cell in found] == ["s"]

    # -------------------------------------------------------------- as it was found

    def test_a_system_administrator_reads_and_changes_no_other_districts_settings(self):
        far = self.cast.far_district
        client = self.cast.client(SYSTEM_ADMIN)
        url = address("projects.district", "change", far.pk)
        assert client.get(url).status_code != 200
        client.post(url, {**_fields(far), "reviewer_may_sign": "on"})
        far.refresh_from_db()
        assert not far.reviewer_may_sign
        assert (
            "黔江区" not in client.get(address("projects.district", "changelist")).content.decode()
        )

    def test_an_auditor_reads_the_trail_of_their_own_district(self):
        page = self.cast.client(AUDITOR).get(address("accounts.auditevent", "changelist") + "?all=")
        codes = {event.district_code for event in page.context["cl"].queryset}
        assert codes == {self.cast.district.code}
        assert "500114" not in page.content.decode()

    def test_what_people_of_the_district_do_outside_any_district_is_told_to_its_auditor(self):
        for part in (COMPILER, "far_auditor"):
            person = self.cast.people[part]
            audit.record(at=AT, actor=person, verb="user.sign_in", subject=person)
        page = self.cast.client(AUDITOR).get(address("accounts.auditevent", "changelist") + "?all=")
        signed_in = [e.actor_label for e in page.context["cl"].queryset if not e.district_code]
        assert signed_in == [COMPILER]

    def test_a_person_with_posts_in_two_districts_stays_in_the_lists_of_both(self):
        for part in (SECURITY_ADMIN, "reporter_and_far_office"):
            page = self.cast.client(part).get(address("accounts.user", "changelist") + "?all=")
            assert "compiler_and_far_security" in page.content.decode(), part

    def test_the_posts_a_person_holds_elsewhere_are_not_shown(self):
        page = self.cast.client(SECURITY_ADMIN).get(address("projects.membership", "changelist"))
        shown = set(page.context["cl"].queryset.values_list("district", flat=True))
        assert shown == {self.cast.district.pk}

    def test_the_power_of_one_post_does_not_reach_the_rows_of_the_other(self):
        client = self.cast.client("auditor_and_far_compiler")
        plans = client.get(address("projects.annualplan", "changelist")).context["cl"].queryset
        assert {plan.district for plan in plans} == {self.cast.far_district}
        client = self.cast.client("system_and_far_reviewer")
        districts = client.get(address("projects.district", "changelist")).context["cl"].queryset
        assert set(districts) == {self.cast.district}

    def test_a_reviewer_sees_no_people(self):
        assert Membership.objects.exists()
        answer = self.cast.client(REVIEWER).get(address("accounts.user", "changelist"))
        assert outcome(answer) == TOLD

    def test_the_register_sends_to_the_portals_own_page_for_a_password(self):
        response = self.cast.client(COMPILER).get(reverse("admin:password_change"))
        assert response["Location"] == reverse("accounts:password-change")


def _fields(row: Model) -> dict[str, str]:
    """Every column of a row as a form would send it."""
    return {
        field.name: str(field.value_from_object(row))
        for field in row._meta.concrete_fields
        if field.value_from_object(row) is not None
    }
