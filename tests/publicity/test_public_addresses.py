"""The fixed addresses: types, names, tags, refusals, and nothing that is not published."""

from __future__ import annotations

import json

import pytest

from notices import services
from notices.digests import content_digest
from notices.models import NoticeFile
from projects.models import PlanVersion
from projects.plan_content import plan_content
from publicity.opendata.page import NOTICE_FIELDS, PROJECT_FIELDS
from tests.factories import AT, make_district
from tests.notices.conftest import WINDOW, later

pytestmark = pytest.mark.django_db
TYPES = {
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
}


def publish_plan(office) -> PlanVersion:
    number = office.plan.versions.count() + 1
    content = plan_content(office.plan, version=number)
    return PlanVersion.objects.create(
        plan=office.plan,
        number=number,
        content=content,
        content_sha256=content_digest(content).sha256,
        published_by=office.reviewer,
        published_at=AT,
    )


@pytest.mark.parametrize("form", TYPES)
def test_each_form_has_its_type_its_name_and_its_tag(office, client, form):
    office.published()
    answer = client.get(f"/wanzhou/notices/2025-q1.{form}")
    assert answer.status_code == 200
    assert answer["Content-Type"] == TYPES[form]
    assert f'filename="wanzhou-2025-q1.{form}"' in answer["Content-Disposition"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    again = client.get(
        f"/wanzhou/notices/2025-q1.{form}", headers={"If-None-Match": answer["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


@pytest.mark.parametrize(
    "path", ["/", "/wanzhou/", "/wanzhou/2025/", "/wanzhou/2025/1/", "/wanzhou/notices/", "/privacy/",
             "/wanzhou/notices/2025-q1/", "/check/"],
)  # fmt: skip
def test_every_page_answers_and_takes_only_reading(office, client, path):
    publish_plan(office)
    office.published()
    assert client.get(path).status_code == 200
    assert client.head(path).status_code == 200
    if path != "/check/":
        assert client.post(path).status_code == 405
    answer = client.get(path)
    if "ETag" in answer:
        tag = answer["ETag"]
        assert client.get(path, headers={"If-None-Match": tag}).status_code == 304
        assert client.get(path, headers={"If-None-Match": f'"other", W/{tag}'}).status_code == 304
        assert client.get(path, headers={"If-None-Match": '"other"'}).status_code == 200


@pytest.mark.parametrize(
    ("path", "help"),
    [
        ("/nowhere/", "万州区"),
        ("/wanzhou/1999/", "没有 1999 年的方案"),
        ("/wanzhou/2025/99/", "口袋公园"),
        ("/wanzhou/notices/2025-h1/", "没有这份公示"),
        ("/wanzhou/notices/2025-h1.pdf", "没有这份公示"),
    ],
)
def test_an_address_that_names_nothing_is_a_404_that_helps(office, client, path, help):
    publish_plan(office)
    office.published()
    answer = client.get(path)
    assert answer.status_code == 404
    assert help in answer.content.decode()


def test_plan_json_is_the_newest_published_version_for_any_site(office, client):
    version = publish_plan(office)
    office.plan.projects.filter(number=1).update(name="还没有发布的名称")
    answer = client.get("/api/wanzhou/2025/plan.json")
    assert json.loads(answer.content) == version.content
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert "还没有发布的名称" not in client.get("/wanzhou/2025/").content.decode()
    publish_plan(office)
    assert "还没有发布的名称" in client.get("/wanzhou/2025/").content.decode()


def test_the_list_of_notices_is_open_data(office, client):
    office.corrected(office.published())
    answer = client.get("/api/wanzhou/notices.json")
    assert answer["Access-Control-Allow-Origin"] == "*"
    listed = answer.json()["notices"]
    assert [one["number"] for one in listed] == ["2025-q1-r1", "2025-q1"]
    assert listed[1]["replaced_by"] == "2025-q1-r1"
    assert listed[0]["json"].endswith("/wanzhou/notices/2025-q1-r1.json")


@pytest.mark.parametrize("path", ["/api/nowhere/notices.json", "/api/wanzhou/1999/plan.json"])
def test_open_data_that_is_not_there_says_so_in_json(office, client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert answer.json()["error"]


def test_nothing_unpublished_stands_in_any_public_answer(office, client):
    """A draft, an approved report's newer value and an unpublished plan are seen nowhere."""
    publish_plan(office)
    office.published()
    targets = services.start_notice(
        plan=office.plan, kind="targets", compiler=office.compiler, at=AT
    )
    office.approved(office.edited(targets, **WINDOW, title="还没有签发的标题"))
    office.plan.projects.filter(number=3).update(target="没有公布的目标")
    office.round.reports.update(narrative="没有公布的进展", problem="不公开的问题")
    quiet = make_district("qianjiang")
    quiet.plans.create(year=2025, title="没有公布的方案")
    paths = [
        "/", "/wanzhou/", "/wanzhou/2025/", "/wanzhou/2025/3/", "/wanzhou/notices/", "/qianjiang/",
        "/wanzhou/notices/2025-q1/", "/wanzhou/notices/2025-targets/", "/qianjiang/2025/", "/check/",
        "/api/wanzhou/notices.json", "/api/wanzhou/2025/plan.json", "/api/qianjiang/notices.json",
        *[f"/wanzhou/notices/2025-{kind}.{form}" for kind in ("q1", "targets") for form in TYPES],
    ]  # fmt: skip
    for path in paths:
        said = client.get(path).content.decode(errors="replace")
        for secret in ("还没有签发", "没有公布", "不公开的问题"):
            assert secret not in said, (path, secret)


def test_a_publication_reaches_the_page_at_the_next_request(office, client):
    notice = office.approved()
    assert "口袋公园" not in client.get("/wanzhou/").content.decode()
    services.publish_notice(notice_id=notice.pk, actor=office.signer, at=AT)
    assert notice.title in client.get("/wanzhou/notices/").content.decode()
    services.withdraw_notice(
        notice_id=notice.pk,
        signer=office.signer,
        at=later(days=1),
        reason="有误。",
        table_stays_visible=False,
    )
    assert "已撤回" in client.get("/wanzhou/notices/2025-q1/").content.decode()


@pytest.mark.parametrize(
    "path",
    ["/", "/wanzhou/", "/wanzhou/notices/2025-q1/", "/wanzhou/notices/2025-q1.docx", "/wanzhou/feed.atom",
     "/api/wanzhou/notices.json"],
)  # fmt: skip
def test_whatever_is_public_costs_one_small_query_once_it_was_made(
    office, client, django_assert_num_queries, path
):
    office.published()
    client.get(path)
    with django_assert_num_queries(1):
        client.get(path)


def test_the_check_page_knows_digests_files_and_strangers(office, client):
    notice = office.published()
    file = NoticeFile.objects.get(format="pdf")
    for digest in (
        notice.content_sha256,
        notice.content_sm3,
        notice.record_sha256,
        file.sha256,
        file.sm3,
    ):
        said = client.get("/check/", {"digest": f" {digest.upper()[:32]} {digest[32:]}\n"})
        assert "是本站发布的公示" in said.content.decode()
        assert "2025-q1" in said.content.decode()
    assert "本站没有发布过" in client.get("/check/", {"digest": "0" * 64}).content.decode()
    assert "这不是摘要" in client.get("/check/", {"digest": "xyz"}).content.decode()
    assert client.get("/check/", {"digest": ""}).status_code == 422


def upload(client, data: bytes, name: str = "a.pdf") -> str:
    from django.core.files.uploadedfile import SimpleUploadedFile

    answer = client.post("/check/", {"file": SimpleUploadedFile(name, data)})
    assert not answer.cookies
    return answer.content.decode()


def test_the_check_page_knows_a_downloaded_file_and_a_changed_one(office, client):
    office.published()
    data = {file.format: bytes(file.data) for file in NoticeFile.objects.all()}
    for form, stored in data.items():
        assert "是本站发布的公示" in upload(client, stored, f"a.{form}")
        assert "本站没有发布过" in upload(client, stored + b" ", "b.pdf") or form == "json"
    reformatted = json.dumps(json.loads(data["json"])).encode()
    assert "是本站发布的公示" in upload(client, reformatted, "a.json")
    forged = data["json"].replace(b'"92"', b'"95"')
    assert "内容被改动过" in upload(client, forged, "a.json")
    assert "本站没有发布过" in upload(client, b"[]", "a.json")


def test_a_draft_is_unknown_to_the_check_page(office, client):
    notice = office.approved()
    said = client.get("/check/", {"digest": notice.approved_digest}).content.decode()
    assert "本站没有发布过" in said


def test_the_open_data_page_documents_exactly_what_is_served(office, client):
    publish_plan(office)
    office.published()
    page = client.get("/api/")
    text = page.content.decode()
    for link in (
        "wanzhou/notices.json",
        "wanzhou/2025/plan.json",
        "../wanzhou/notices/2025-q1.json",
    ):
        assert f'href="{link}"' in text
    said = client.get("/wanzhou/notices/2025-q1.json").json()
    assert [key for key, _ in NOTICE_FIELDS] == list(said)
    assert [key for key, _ in PROJECT_FIELDS] == list(said["categories"][0]["projects"][0])
    assert page["Access-Control-Allow-Origin"] == "*"
