"""From an empty database to an office that can sign in: what is written down is made whole, once, or refused whole."""

from __future__ import annotations

import io
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.core.management import call_command
from django.core.management.base import CommandError

from accounts.models import AuditEvent, OneTimeSecret, User
from documents.writing.file_forms import CONTENT_TYPES
from ops.founding.wishes import DISTRICT_FLAGS, DISTRICT_NUMBERS, DISTRICT_TEXTS, read_wishes
from projects.models import CalendarDay, District, Membership, PersonnelAct, ResponsibleUnit, Role
from projects.models.posts import SEPARATED_ROLES
from projects.services.districts import NAMED_ONCE
from tests.factories import make_person

EXAMPLE = Path(settings.BASE_DIR) / "deploy" / "first_run.toml"
pytestmark = pytest.mark.django_db


def run(text: str, folder: Path, command: str = "first_run", **options: object) -> str:
    """What the command says of a file with this text."""
    path = folder / "office.toml"
    path.write_text(text, encoding="utf-8")
    out = io.StringIO()
    call_command(command, file=path, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def example() -> str:
    return EXAMPLE.read_text(encoding="utf-8")


def everything() -> tuple[int, ...]:
    """How many rows there are of all that a first run makes."""
    kinds = (User, District, Membership, ResponsibleUnit, CalendarDay, OneTimeSecret, PersonnelAct)
    return tuple(kind.objects.count() for kind in (*kinds, AuditEvent))


def test_the_example_makes_an_office_with_a_link_for_everybody_and_codes_for_those_of_two(
    example, tmp_path
):
    said = run(example, tmp_path)
    links, codes = said.split("绑定码（")
    district = District.objects.get()
    assert (district.code, district.slug, district.province) == ("500101", "wanzhou", "重庆市")
    assert district.contact_phone == "023-58251000"
    assert {post.district for post in Membership.objects.filter(role__in=SEPARATED_ROLES)} == {None}
    assert district.memberships.get(role=Role.REPORTER).unit.name == "区教委"
    assert district.units.get(is_commission=True).name == "区发展改革委"
    people = User.objects.all()
    assert len(people) == 8 and not any(one.has_usable_password() for one in people)
    assert all(f"{settings.PORTAL_BASE_URL}/accounts/link/" in links for _ in people)
    assert links.count("/accounts/link/") == 8
    told = re.findall(r"（(\w+)）  \w{5}-\w{5}$", codes, re.MULTILINE)
    assert set(told) == {"xitong", "anquan", "shenji", "shenhe", "qianfa", "yiyi"}
    assert {one.person.username for one in OneTimeSecret.objects.filter(asks_code=True)} == set(
        told
    )
    assert AuditEvent.objects.filter(verb="district.add").get().detail["run_by"]


def test_a_second_run_says_what_stands_and_changes_nothing(example, tmp_path):
    run(example, tmp_path)
    before = everything()
    said = run(example.replace('name = "万州区"', 'name = "万州新区"'), tmp_path)
    assert everything() == before
    assert "已经有，没有动：12 项" in said and "/accounts/link/" not in said
    assert "名称现在是“万州区”，文件里是“万州新区”" in said
    assert "--new-links" in said


def test_every_error_of_the_file_is_told_at_once_with_place_found_and_expected(example, tmp_path):
    wrong = example
    for before, after in (
        ('code = "500101"', 'code = "500100"'),
        ('slug = "wanzhou"', 'slug = "desk"'),
        ("reviewer_may_sign = false", 'reviewer_may_sign = "no"'),
        ('role = "signer"', 'role = "boss"'),
        ('username = "shenhe"', 'username = "Shen He"'),
        ('unit = "区教委"', 'unit = "教委"'),
        ('kind = "一类单位"', 'kind = "街道"'),
        ('username = "yiyi"', 'user = "yiyi"'),
    ):
        assert before in wrong
        wrong = wrong.replace(before, after, 1)
    lines = {line.split(" =")[0]: n for n, line in enumerate(wrong.splitlines(), 1)}
    with pytest.raises(CommandError) as refused:
        run(wrong, tmp_path)
    told = str(refused.value)
    for place, found, expected in (
        (f"第 {lines['code']} 行 [district] code", "500100", "以 00 结尾，是地市一级的代码"),
        (f"第 {lines['slug']} 行 [district] slug", "desk", "系统自己的地址"),
        (f"第 {lines['reviewer_may_sign']} 行 [district] reviewer_may_sign", "no", "true 或 false"),
        ("[[people]] 第 3 个 role", "boss", "应是 compiler"),
        ("[[people]] 第 2 个", "Shen He", "小写字母开头"),
        ("[[people]] 第 5 个", "教委", "要和登记的一样"),
        ("[[units]] 第 3 个 kind", "街道", "一类单位"),
        (f"第 {lines['user']} 行 [[people]] 第 4 个 user", "没有这一项", "请核对"),
        ("[[people]] 第 4 个 username", "没有写", "应写"),
    ):
        line = next(one for one in told.splitlines() if place in one)
        assert found in line and expected in line, line
    assert everything() == (0,) * 8


@pytest.mark.parametrize(
    ("before", "after", "sentence"),
    [
        ('role = "auditor" ', 'role = "system_admin" ', "应是系统管理员、安全管理员、审计员各一名"),
        ('username = "bianzhi"', 'username = "xitong"', "管理员不办业务"),
        ('username = "shenji"', 'username = "anquan"', "三员是三个人"),
        ('"500101"', '"990101"', "没有以 99 开头的省级代码"),
        ('"500101"', "500101", "应是加引号的文字"),
        ('slug = "wanzhou"', 'slug = "Wan_Zhou"', "小写字母开头"),
        ("[district]", "[district", "不是有效的 TOML"),
        ('name = "区教委"', 'name = "区\u200b教委"', "看不见的符号"),
        ('name = "区教委"', 'name = "区发展改革委"', "写了两次"),
    ],
)  # fmt: skip
def test_what_cannot_be_is_refused_and_nothing_is_written(
    example, tmp_path, before, after, sentence
):
    assert before in example
    with pytest.raises(CommandError, match=re.escape(sentence)):
        run(example.replace(before, after, 1), tmp_path)
    assert everything() == (0,) * 8


def test_once_an_administrator_has_taken_over_the_file_lets_nobody_in(example, tmp_path):
    """Whoever can run commands on the server is not thereby somebody who gives posts."""
    run(example, tmp_path)
    keeper = User.objects.get(username="anquan")
    keeper.set_password("Dull-valid-1")
    keeper.save()
    before = everything()
    more = '\n[[people]]\nrole = "signer"\nusername = "second"\nname = "沈签发"\n'
    with pytest.raises(CommandError, match="请安全管理员在“人员”里登记"):
        run(example + more, tmp_path)
    with pytest.raises(CommandError, match="由安全管理员在工作台“人员”里办"):
        run(example, tmp_path, new_links=True)
    another = example.replace("500101", "500114").replace('"wanzhou"', '"qianjiang"')
    with pytest.raises(CommandError, match="add_district"):
        run(another, tmp_path)
    assert "已经有，没有动" in run(example, tmp_path)
    assert everything() == before


def test_an_account_that_stands_gets_no_further_post_from_a_file(example, tmp_path):
    run(example, tmp_path)
    more = '\n[[people]]\nrole = "signer"\nusername = "bianzhi"\nname = "冯编制"\n'
    with pytest.raises(CommandError, match="没有签发人"):
        run(example + more, tmp_path)


def test_links_that_ran_out_are_handed_out_anew_while_nobody_has_taken_over(example, tmp_path):
    run(example, tmp_path)
    old = OneTimeSecret.objects.filter(ended_at=None, kind="link")
    keys = set(old.values_list("pk", flat=True))
    said = run(example, tmp_path, new_links=True)
    assert said.count("/accounts/link/") == 8
    assert not keys & set(
        OneTimeSecret.objects.filter(ended_at=None, kind="link").values_list("pk", flat=True)
    )


def test_links_and_codes_go_into_two_files_that_only_their_owner_reads(example, tmp_path):
    links, codes = tmp_path / "links", tmp_path / "codes"
    said = run(example, tmp_path, links=links, codes=codes)
    assert "/accounts/link/" not in said
    assert not any(line.split()[-1] in said for line in codes.read_text().splitlines())
    assert links.read_text().count("/accounts/link/") == 8
    assert len(codes.read_text().splitlines()) == 6 and "link" not in codes.read_text()
    assert {path.stat().st_mode & 0o777 for path in (links, codes)} == {0o600}
    with pytest.raises(CommandError, match="已经有了"):
        run(example, tmp_path, links=links, codes=tmp_path / "other", new_links=True)
    with pytest.raises(CommandError, match="一起写"):
        run(example, tmp_path, links=tmp_path / "alone")


def test_a_dry_run_writes_nothing_and_shows_no_link(example, tmp_path):
    said = run(example, tmp_path, dry_run=True)
    assert "新建：12 项" in said and "/accounts/link/" not in said
    assert everything() == (0,) * 8


def workbook(path: Path, *rows: tuple[str, ...]) -> None:
    from openpyxl import Workbook

    book = Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)


def test_units_come_from_a_workbook_through_the_desks_own_checks(example, tmp_path):
    assert "xlsx" in CONTENT_TYPES
    text = 'units_file = "units.xlsx"\n' + example
    workbook(tmp_path / "units.xlsx", ("名称", "类型"), ("区林业局", "部门"), ("区水利局", "局"))
    with pytest.raises(CommandError, match=r"units.xlsx 第 3 行 类型.*“局”不在可选的写法里"):
        run(text, tmp_path)
    assert not ResponsibleUnit.objects.exists()
    workbook(tmp_path / "units.xlsx", ("名称", "类型"), ("区林业局", "部门"), ("区水利局", "部门"))
    run(text, tmp_path)
    assert ResponsibleUnit.objects.count() == 5
    workbook(
        tmp_path / "units.xlsx", ("名称", "类型"), ("区林业局", "其他单位"), ("区民政局", "部门")
    )
    said = run(text, tmp_path)
    assert "工作簿里有 1 个单位已经登记" in said and "工作簿里的 1 个" in said
    assert ResponsibleUnit.objects.get(name="区林业局").kind == "department"
    with pytest.raises(CommandError, match="打不开"):
        run(text.replace("units.xlsx", "none.xlsx"), tmp_path)


def test_days_are_written_once_and_one_that_is_otherwise_is_left_and_said(example, tmp_path):
    day = '\n[[calendar]]\nday = 2031-02-06\nworks = {}\nsource = "某号"\n'
    run(example + day.format("true"), tmp_path)
    assert CalendarDay.objects.get().is_workday
    said = run(example + day.format("false"), tmp_path)
    assert CalendarDay.objects.get().is_workday and "文件里是休息日" in said


def test_a_database_with_other_administrators_is_not_founded_a_second_time(example, tmp_path):
    Membership.objects.create(user=make_person("keeper"), role=Role.SYSTEM_ADMIN)
    with pytest.raises(CommandError, match="已经开办过"):
        run(example, tmp_path)
    assert not District.objects.exists()


def test_the_questions_on_a_terminal_make_the_same_file(monkeypatch, tmp_path):
    people = [(one, one, "") for one in ("zhou", "wu-li", "zheng")]
    answers = iter(
        [
            "500101", "wanzhou", "", "万州区", "万州区发展和改革委员会", "", "023-1", "", "", "", "",
            *(answer for person in people for answer in person),
            "区教委", "",
            "compiler", "冯编制", "bianzhi", "",
            "reporter", "蒋填报", "jiaowei", "", "区教委",
            "",
        ]
    )  # fmt: skip
    monkeypatch.setattr("builtins.input", lambda _: next(answers))
    out = io.StringIO()
    call_command("first_run", save=tmp_path / "kept.toml", stdout=out)
    assert out.getvalue().count("/accounts/link/") == 5
    assert District.objects.get().contact_phone == "023-1"
    assert Membership.objects.get(role=Role.REPORTER).unit.name == "区教委"
    assert next(answers, "all taken") == "all taken"
    assert len(read_wishes((tmp_path / "kept.toml").read_text()).people) == 2


def test_the_file_knows_every_setting_of_a_district():
    assert {*DISTRICT_TEXTS, *DISTRICT_FLAGS, *DISTRICT_NUMBERS} == {
        *District.SETTINGS,
        *NAMED_ONCE,
    }
