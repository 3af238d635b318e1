"""A further district: added on the desk, managed by the same three, unseen in public until it publishes."""

from __future__ import annotations

import io
from datetime import timedelta
from html import unescape

import pytest
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse
from django_otp.plugins.otp_totp.models import TOTPDevice

from accounts.models import AuditEvent, User
from projects import access, services
from projects.access import Act
from projects.division_codes import code_problem
from projects.models import District, Membership, ResponsibleUnit, Role
from projects.public_addresses import RESERVED_SLUGS
from projects.services.districts import slug_problem
from projects.services.people import new_person
from projects.workflow import StepRefused
from tests.factories import AT, make_district, make_person
from tests.notices.conftest import make_office

pytestmark = pytest.mark.django_db
NEW = {
    "name": "云阳县",
    "code": "500235",
    "slug": "yunyang",
    "commission_name": "云阳县发展和改革委员会",
}
PAGE = "/desk/districts/"


def everywhere(part: str, role: Role) -> User:
    person = make_person(part)
    services.grant_post(user=person, district=None, role=role, actor=None, at=AT)
    person.refresh_from_db()
    return person


@pytest.fixture
def three() -> dict[Role, User]:
    """One team for all districts."""
    roles = (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR)
    return {role: everywhere(role.replace("_", "-"), role) for role in roles}


def at_the_desk(person: User) -> Client:
    client = Client()
    client.force_login(person)
    if person.needs_second_factor:
        device, _ = TOTPDevice.objects.get_or_create(user=person, confirmed=True)
        session = client.session
        session["otp_device_id"] = device.persistent_id
        session.save()
    return client


def test_the_system_administrator_adds_a_district_and_goes_on_to_its_settings(three):
    desk = at_the_desk(three[Role.SYSTEM_ADMIN])
    answer = desk.post(PAGE, NEW)
    assert answer["Location"] == reverse("projects:district-settings", args=["yunyang"])
    district = District.objects.get(slug="yunyang")
    assert (district.province, district.answers_need_approval) == ("重庆市", True)
    event = AuditEvent.objects.get(verb="district.add")
    assert event.actor == three[Role.SYSTEM_ADMIN] and event.district_code == "500235"
    page = unescape(desk.get(PAGE).content.decode())
    assert "云阳县" in page and "编制岗、审核岗、签发人、异议办理岗、填报岗" in page


@pytest.mark.parametrize("looks", [1, 2])
def test_of_two_who_add_the_same_district_at_once_the_second_reads_a_sentence(
    three, monkeypatch, looks
):
    """The other one's row comes in after so many looks at what is taken: before the last look, and behind it."""
    look, seen = District.full_clean, []

    def looked(self, *args, **kwargs):
        look(self, *args, **kwargs)
        seen.append(self)
        if len(seen) == looks:
            District.objects.bulk_create([District(**NEW, province="重庆市")])

    monkeypatch.setattr(District, "full_clean", looked)
    with pytest.raises(StepRefused, match="已存在"):
        services.add_district(
            values=NEW, actor=three[Role.SYSTEM_ADMIN], at=AT,
        )  # fmt: skip
    assert not AuditEvent.objects.filter(verb="district.add").exists()


def test_the_list_tells_districts_of_one_short_name_apart(three):
    make_district(name="江北区", full_name="重庆市江北区")
    make_district(name="江北区", full_name="宁波市江北区", slug="jiangbei-nb", code="330205")
    page = at_the_desk(three[Role.SYSTEM_ADMIN]).get(PAGE).content.decode()
    assert ">重庆市江北区</a>" in page and ">宁波市江北区</a>" in page


def test_a_district_becomes_usable_without_a_shell(three):
    system, security = (
        at_the_desk(three[Role.SYSTEM_ADMIN]),
        at_the_desk(three[Role.SECURITY_ADMIN]),
    )
    system.post(PAGE, NEW)
    place = District.objects.get().pk
    for username, role in (("yy-bian", "compiler"), ("yy-shen", "reviewer"), ("yy-qian", "signer")):
        person = {"name": "某某", "username": username, "role": role, "place": place}
        assert security.post(reverse("projects:person-new"), person).status_code == 302
        for act in User.objects.get(username=username).personnel_acts.filter(decision="waiting"):
            system.post(reverse("projects:act-decide", args=[act.pk]), {"then": "confirm"})
    held = Membership.objects.filter(district=place).values_list("role", flat=True)
    assert sorted(held) == ["compiler", "reviewer", "signer"]
    User.objects.filter(username="yy-bian").update(must_change_password=False)
    compiler = at_the_desk(User.objects.get(username="yy-bian"))
    unit = {"name": "县教委", "kind": "department", "order": "1"}
    compiler.post(reverse("projects:unit-new", args=["yunyang"]), unit)
    assert ResponsibleUnit.objects.get().district_id == place
    assert "云阳县" in compiler.get("/desk/imports/").content.decode()


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"code": "50023"}, "区划代码是六位数字"),
        ({"code": "990235"}, "没有以 99 开头的省级代码"),
        ({"code": "500000"}, "500000 是重庆市的代码"),
        ({"code": "500200"}, "以 00 结尾，是地市一级的代码"),
        ({"code": "500035"}, "第三、四位是 00"),
        ({"code": "500101"}, "已存在"),
        ({"slug": "wanzhou"}, "已存在"),
        ({"slug": "search"}, "系统自己的地址"),
        ({"slug": "topics"}, "系统自己的地址"),
        ({"slug": "云阳"}, "小写字母开头"),
        ({"slug": "YunYang"}, "小写字母开头"),
        ({"slug": "2025"}, "小写字母开头"),
        ({"slug": "yun--yang"}, "单个短横"),
        ({"slug": "yunyang-"}, "小写字母开头"),
        ({"name": "万州区"}, "已经有一个“万州区”"),
        ({"name": "云\u200b阳县"}, "看不见的符号"),
        ({"commission_name": ""}, "必填"),
    ],
)
def test_what_a_district_cannot_be_is_said_beside_its_field_and_nothing_is_added(
    three, wrong, sentence
):
    make_district(province="重庆市")
    answer = at_the_desk(three[Role.SYSTEM_ADMIN]).post(PAGE, {**NEW, **wrong})
    assert answer.status_code == 422
    assert sentence in unescape(answer.content.decode())
    assert District.objects.count() == 1
    if "commission_name" not in wrong:
        with pytest.raises(StepRefused, match=sentence):
            services.add_district(values={**NEW, **wrong}, actor=None, at=AT)


def test_real_codes_and_slugs_pass_and_every_reserved_one_does_not():
    for code in ("500101", "500235", "110101", "441900", "460400", "659001", "419001"):
        assert code_problem(code) == ""
    for slug in ("wanzhou", "yun-yang", "wz2"):
        assert slug_problem(slug) == ""
    assert all(slug_problem(slug) for slug in RESERVED_SLUGS)


def test_an_administrator_of_one_district_adds_none(three):
    here = make_district()
    own = make_person("own", here, Role.SYSTEM_ADMIN, needs_second_factor=True)
    assert at_the_desk(own).get(PAGE).status_code == 403
    assert at_the_desk(three[Role.SECURITY_ADMIN]).post(PAGE, NEW).status_code == 403
    with pytest.raises(PermissionDenied):
        services.add_district(values=NEW, actor=own, at=AT)
    assert District.objects.count() == 1


def test_thirty_eight_districts_are_run_by_three_people(three):
    """Posts of two persons are given in the last as in the first, and nobody new administers."""
    system, security, auditor = (
        three[role] for role in (Role.SYSTEM_ADMIN, Role.SECURITY_ADMIN, Role.AUDITOR)
    )
    for number in range(38):
        district = services.add_district(
            values={
                "code": f"5001{number + 1:02}",
                "slug": f"district-{number}",
                "name": f"第{number + 1}区",
                "commission_name": f"第{number + 1}区发展和改革委员会",
            },
            actor=system,
            at=AT,
        )
        person = new_person(
            username=f"signer-{number}",
            name=f"签发{number}",
            phone="",
            district=district,
            role=Role.SIGNER,
            unit=None,
            actor=security,
            at=AT + timedelta(minutes=number),
        )
        act = person.personnel_acts.get()
        with pytest.raises(PermissionDenied):
            services.decide(act_id=act.pk, agrees=True, actor=security, at=AT)
        services.decide(act_id=act.pk, agrees=True, actor=system, at=AT)
        assert person.memberships.get().district == district
        for administrator, duty in (
            (system, Act.MANAGE_SYSTEM),
            (security, Act.MANAGE_PEOPLE),
            (auditor, Act.READ_AUDIT),
        ):
            assert access.can(administrator, duty, district)
            assert not access.can(administrator, Act.SIGN_NOTICE, district)
    assert District.objects.count() == 38
    assert Membership.objects.filter(district=None).count() == 3


ITS_ADDRESSES = (
    "/yunyang/", "/yunyang/notices/", "/yunyang/feed.atom", "/yunyang/sitemap.xml", "/yunyang/2025/",
    "/api/yunyang/notices.json", "/api/yunyang/2025/plan.json",
)  # fmt: skip
OF_ALL = ("/", "/sitemap.xml", "/sitemap/", "/search/", "/search/?q=云阳", "/api/", "/api/districts.json",
          "/feed.atom", "/privacy/", "/nothing-here/")  # fmt: skip


def test_a_new_district_is_nowhere_in_public_until_it_publishes(three, client):
    make_office().published()
    services.add_district(values=NEW, actor=three[Role.SYSTEM_ADMIN], at=AT)
    for path in ITS_ADDRESSES:
        assert client.get(path).status_code == 404, path
    for path in OF_ALL:
        body = client.get(path).content.decode()
        assert "yunyang" not in body and "云阳县" not in body, path
    assert "万州区" in client.get("/").content.decode()


def test_with_its_first_publication_it_is_there(three, client):
    make_office().published()
    assert client.get("/qianjiang/").status_code == 404
    assert "黔江区" not in client.get("/").content.decode()
    office = make_office("qianjiang")
    assert client.get("/qianjiang/").status_code == 404
    office.published()
    assert client.get("/qianjiang/").status_code == 200
    for path in ("/", "/sitemap/", "/api/districts.json", "/sitemap.xml"):
        assert "qianjiang" in client.get(path).content.decode(), path


def test_the_exported_folder_knows_no_district_without_a_publication(three, tmp_path):
    make_office().published()
    services.add_district(values=NEW, actor=None, at=AT)
    call_command("export_site", tmp_path, stdout=io.StringIO())
    texts = [path for path in tmp_path.rglob("*") if path.suffix in {".html", ".xml", ".json"}]
    assert texts and not (tmp_path / "yunyang").exists()
    assert not any("yunyang" in path.read_text() for path in texts)


def test_the_command_adds_the_same_district_and_says_what_comes_next(three, tmp_path):
    out = io.StringIO()
    call_command("add_district", **NEW, stdout=out)
    assert "区县：云阳县" in out.getvalue() and "安全管理员在“人员”里登记" in out.getvalue()
    call_command("add_district", **NEW, stdout=(again := io.StringIO()))
    assert "已经有，没有动：1 项" in again.getvalue()
    assert AuditEvent.objects.get(verb="district.add").detail["run_by"]
    with pytest.raises(CommandError, match="以 00 结尾"):
        call_command("add_district", **{**NEW, "code": "500200", "slug": "other"})
    lines = [f'{name} = "{value}"' for name, value in NEW.items()]
    file = tmp_path / "more.toml"
    file.write_text("\n".join(["[district]", *lines, "[[units]]", 'name = "县教委"']))
    with pytest.raises(CommandError, match="编制岗在工作台"):
        call_command("add_district", file=file)
    file.write_text(
        file.read_text()
        .replace("500235", "500236")
        .replace("yunyang", "fengjie")
        .replace("云阳", "奉节")
    )
    call_command("add_district", file=file, stdout=io.StringIO())
    assert District.objects.get(slug="fengjie").units.get().name == "县教委"
    file.write_text(
        file.read_text() + '\n[[people]]\nrole = "signer"\nusername = "qian"\nname = "钱"\n'
    )
    with pytest.raises(CommandError, match="其余在工作台上登记"):
        call_command("add_district", file=file)


def test_the_command_refuses_a_district_that_nobody_would_administer(three):
    Membership.objects.filter(role=Role.SECURITY_ADMIN).delete()
    with pytest.raises(CommandError, match="没有管全部区县的安全管理员"):
        call_command("add_district", **NEW)
    assert not District.objects.exists()
    page = at_the_desk(three[Role.SYSTEM_ADMIN]).get(PAGE).content.decode()
    assert "没有管全部区县的安全管理员" in page
