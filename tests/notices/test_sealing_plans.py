"""A published version of a plan with something personal in it is sealed like a notice, by the pages themselves."""

from __future__ import annotations

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from accounts import erasure_journal
from accounts.erasure_journal import Entry
from accounts.services import mark_production
from notices import services
from notices.refusals import StepRefused
from notices.verification import verify_district
from projects.contributors import note_plan
from projects.models import PlanVersion, Project, Role
from projects.services import publish_plan
from projects.services.plans import PlanRefused
from publicity.models import SearchEntry
from publicity.stored_plans import is_kept
from tests.factories import AT, make_person, make_post

pytestmark = pytest.mark.django_db

SECRET = "联系王某某家"
REASON = "误写入个人信息。"
PUBLIC = (
    "/", "/wanzhou/", "/wanzhou/2025/", "/wanzhou/2025/1/", "/wanzhou/feed.atom", "/wanzhou/2025/1/feed.atom",
    "/wanzhou/2025/calendar.ics", "/api/wanzhou/2025/plan.json", "/api/wanzhou/2025/projects.csv",
    "/search/?q=口袋公园", "/sitemap.xml", "/wanzhou/notices/", "/feed.atom", "/api/wanzhou/plans.json",
)  # fmt: skip


def signed_in(person) -> Client:
    client = Client()
    client.force_login(person)
    return client


def said_at(path: str) -> str:
    answer = Client().get(path)
    return b"".join(answer.streaming_content if answer.streaming else [answer.content]).decode()


@pytest.fixture
def version(office):
    """A first version that says what it should not."""
    Project.objects.filter(plan=office.plan, number=1).update(target=f"新建口袋公园2个，{SECRET}。")
    task = office.plan.projects.get(number=1).tasks.get()
    task.text = f"新建口袋公园2个，{SECRET}。"
    task.save()
    note_plan(office.plan, by=office.compiler.pk, at=AT, how="import")
    return publish_plan(plan_id=office.plan.pk, actor=office.reviewer, at=AT)


@pytest.fixture
def admin(office):
    return make_person("admin", office.district, Role.SECURITY_ADMIN)


def ask(office, version):
    address = reverse("notices:plan-seal", args=[version.pk])
    return signed_in(office.signer).post(address, {"reason": REASON})


def seal(office, version, admin):
    ask(office, version)
    confirm = reverse("notices:plan-seal-confirm", args=[version.pk])
    assert signed_in(admin).post(confirm).status_code == 302
    return PlanVersion.objects.get(pk=version.pk)


def test_pages_feeds_search_and_open_data_forget_a_sealed_plan(office, version, admin):
    assert sum(SECRET in said_at(path) for path in PUBLIC) >= 5
    digest = version.content_sha256
    sealed = seal(office, version, admin)
    assert [path for path in PUBLIC if SECRET in said_at(path)] == []
    assert not SearchEntry.objects.filter(path__startswith="/wanzhou/2025/").exists()
    page = said_at("/wanzhou/2025/")
    assert "方案已封存" in page and REASON in page and digest in page
    assert (sealed.content, sealed.content_sha256, sealed.seal_reason) == (None, digest, REASON)
    assert Client().get("/wanzhou/2025/1/").status_code == 404
    assert Client().get("/api/wanzhou/2025/plan.json").status_code == 404


def test_the_index_forgets_at_once_and_not_at_the_next_search(office, version, admin):
    said_at(f"/search/?q={SECRET}")
    assert SearchEntry.objects.filter(body__contains=SECRET).exists()
    seal(office, version, admin)
    assert not SearchEntry.objects.filter(body__contains=SECRET).exists()


def test_the_exported_folder_forgets_it_too(office, version, admin, tmp_path):
    call_command("export_site", tmp_path)
    where = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert any(SECRET.encode() in one.read_bytes() for one in where)
    seal(office, version, admin)
    call_command("export_site", tmp_path)
    where = [one for one in tmp_path.rglob("*") if one.is_file()]
    assert not any(SECRET.encode() in one.read_bytes() for one in where)
    assert REASON in (tmp_path / "wanzhou" / "2025" / "index.html").read_text(encoding="utf-8")


def test_what_was_parsed_leaves_the_memory_of_the_process(office, version, admin):
    said_at("/wanzhou/2025/")
    assert is_kept(version.pk, version.content_sha256)
    seal(office, version, admin)
    said_at("/wanzhou/2025/")
    assert not is_kept(version.pk, version.content_sha256)


def test_verification_says_sealed_and_not_altered(office, version, admin):
    sealed = seal(office, version, admin)
    report = verify_district(office.district)
    assert [problem.kind for problem in report.problems] == ["sealed"]
    assert f"{sealed}：已按程序封存" in report.problems[0].sentence
    call_command("verify_notices")


def test_verification_names_a_version_that_was_altered_or_removed(office, version):
    from accounts.append_only import GUARDS

    guard = GUARDS["projects_planversion"]
    with connection.cursor() as cursor:
        guard.lift(cursor.execute, connection.vendor)
        cursor.execute("UPDATE projects_planversion SET content_sha256 = 'f'")
        guard.add(cursor.execute, connection.vendor)
    with pytest.raises(CommandError, match="1 处问题"):
        call_command("verify_notices")


def test_a_signer_asks_and_another_confirms(office, version, admin):
    for person, status in ((office.compiler, 403), (office.reviewer, 403), (admin, 404)):
        address = reverse("notices:plan-seal", args=[version.pk])
        assert signed_in(person).post(address, {"reason": REASON}).status_code == status
    make_post(office.signer, office.district, Role.SECURITY_ADMIN)
    ask(office, version)
    confirm = reverse("notices:plan-seal-confirm", args=[version.pk])
    assert signed_in(office.signer).post(confirm).status_code == 403
    listed = signed_in(admin).get(reverse("notices:seals")).content.decode()
    assert str(version) in listed and REASON in listed and SECRET not in listed
    assert signed_in(admin).post(confirm).status_code == 302
    page = signed_in(office.signer).get(reverse("projects:plan-read", args=[version.plan_id]))
    assert "已封存" in page.content.decode()


def test_the_same_content_is_not_published_again_and_a_mended_one_stands(office, version, admin):
    seal(office, version, admin)
    with pytest.raises(PlanRefused, match="要销毁的内容还在"):
        publish_plan(plan_id=office.plan.pk, actor=office.reviewer, at=AT)
    Project.objects.filter(plan=office.plan, number=1).update(target="新建口袋公园2个。")
    task = office.plan.projects.get(number=1).tasks.get()
    task.text = "新建口袋公园2个。"
    task.save()
    note_plan(office.plan, by=office.compiler.pk, at=AT, how="change")
    publish_plan(plan_id=office.plan.pk, actor=office.reviewer, at=AT)
    page = said_at("/wanzhou/2025/")
    assert "口袋公园" in page and "已封存" not in page and SECRET not in page


def test_a_reason_is_needed_and_says_nothing_personal(office, version):
    for reason, words in ((" ", "请写明封存的原因"), ("误写 13983012345", "不能写个人号码")):
        with pytest.raises(StepRefused, match=words):
            services.ask_to_seal_plan(
                version_id=version.pk, signer=office.signer, at=AT, reason=reason
            )


@pytest.mark.parametrize(
    "values",
    [
        "content = NULL",
        "content = NULL, sealed_at = published_at",
        "number = 7",
        "seal_reason = 'by hand'",
        "content_sha256 = 'other'",
    ],
)
def test_by_hand_nothing_of_a_version_changes(office, version, values):
    ask(office, version)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE projects_planversion SET {values} WHERE id = {version.pk}")


def test_once_sealed_it_stays_so(office, version, admin):
    sealed = seal(office, version, admin)
    with pytest.raises(StepRefused, match="已经封存"):
        services.ask_to_seal_plan(version_id=sealed.pk, signer=office.signer, at=AT, reason=REASON)
    with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE projects_planversion SET content = '{{}}' WHERE id = {sealed.pk}")


def test_a_restored_backup_is_sealed_again_in_the_names_of_the_two(office, version, admin):
    by = (office.signer.pk, admin.pk)
    erasure_journal.add([Entry(AT, "500101", "plan", "2025-v1", version.pk, by)])
    assert services.seals_not_replayed() == ["2025-v1"]
    assert services.replay_seals(at=AT) == (1, ())
    version.refresh_from_db()
    assert version.content is None and version.sealed_at == AT
    assert "恢复备份后再次封存" in version.seal_reason
    assert services.replay_seals(at=AT) == (0, ())


def test_sealing_leaves_its_line_in_the_journal(office, version, admin):
    seal(office, version, admin)
    (entry,) = erasure_journal.entries("plan")
    assert (entry.number, entry.by) == ("2025-v1", (office.signer.pk, admin.pk))


def test_in_production_a_version_carries_the_databases_day(office, version):
    mark_production(at=AT)
    with pytest.raises(DatabaseError, match="written once"), transaction.atomic():
        PlanVersion.objects.create(
            plan=office.plan,
            number=2,
            content={},
            content_sha256="0" * 64,
            entered_by=office.compiler,
            published_by=office.reviewer,
            published_at=AT,
        )
