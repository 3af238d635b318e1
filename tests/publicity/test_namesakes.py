"""Two districts of one short name: wherever they stand beside each other, or alone for the public, the full name does."""

from __future__ import annotations

import pytest
from django.urls import reverse

from notices.text_patterns import filled
from objections.desk_forms import EntryForm
from projects.access import Act, districts_where
from projects.edited_rows import seen_mark
from projects.models import District, Role
from projects.people_forms import PostForm
from projects.personnel import Reach
from projects.services import change_settings, publish_plan
from projects.services.districts import add_district, district_problems
from projects.workflow import StepRefused
from tests.factories import AT, make_district, make_person, make_plan, make_project, make_unit
from tests.progress.test_unit_desk import page, signed_in

pytestmark = pytest.mark.django_db

CHONGQING, ZHEJIANG = "重庆市江北区", "宁波市江北区"


def founded(slug: str, code: str, name: str = "江北区", **values) -> District:
    given = {"commission_name": f"{slug}发改委", **values}
    return make_district(slug, code=code, name=name, **given)


def publishing(district: District) -> District:
    """With a plan in public: before it the public does not see the district at all."""
    compiler = make_person(f"compiler-{district.slug}", district, Role.COMPILER)
    plan = make_plan(district, entered_by=compiler)
    make_project(plan, 1, name="加装电梯", target="完成1部。", units=[make_unit(district)])
    reviewer = make_person(f"reviewer-{district.slug}", district, Role.REVIEWER)
    publish_plan(plan_id=plan.pk, actor=reviewer, at=AT)
    return district


def test_the_public_pages_of_both_show_the_full_name_as_soon_as_the_second_is_founded(client):
    first = publishing(founded("jiangbei", "500105", full_name=CHONGQING))
    publishing(make_district("wanzhou"))

    def shown(address):
        return client.get(address, follow=True).content.decode()

    for address in ("/", "/jiangbei/", "/search/", "/jiangbei/feed.atom"):
        assert CHONGQING not in shown(address), address
    assert ">江北区<" in shown("/").replace("\n", "").replace(" ", "")

    publishing(founded("ningbo-jiangbei", "330205", full_name=ZHEJIANG))
    for address in ("/", "/jiangbei/", "/jiangbei/feed.atom"):
        assert CHONGQING in shown(address), address
    assert ZHEJIANG in shown("/") and ZHEJIANG in shown("/ningbo-jiangbei/")
    assert "万州区" in shown("/") and "重庆市万州区" not in shown("/")

    first.name = "江北新区"
    first.save()
    assert ZHEJIANG not in shown("/ningbo-jiangbei/") + shown("/ningbo-jiangbei/feed.atom")


def test_what_is_found_says_whose_it_is(client):
    for slug, code, full_name in (("jiangbei", "500105", CHONGQING), ("jb", "330205", ZHEJIANG)):
        plan = publishing(founded(slug, code, full_name=full_name)).plans.get()
        assert filled("{区县}公示", plan, None) == f"{full_name if slug == 'jb' else '江北区'}公示"
    found = client.get("/search/?q=电梯").content.decode()
    assert CHONGQING in found and ZHEJIANG in found


def test_the_desks_choosers_tell_them_apart():
    first = founded("jiangbei", "500105", full_name=CHONGQING)
    second = founded("jb", "330205", province="浙江省")
    alone = make_district("wanzhou")
    compiler = make_person("compiler", first, Role.COMPILER)
    for other in (second, alone):
        other.memberships.create(user=compiler, role=Role.COMPILER)
    chosen = [str(one) for one in districts_where(compiler, Act.IMPORT)]
    assert sorted(chosen) == sorted([CHONGQING, "浙江省江北区", "万州区"])
    offered = EntryForm([first, second, alone]).fields["district"].queryset
    assert {str(one) for one in offered} == set(chosen)
    places = PostForm(Reach(everywhere=True, districts=frozenset())).fields["place"].choices
    assert {word for _, word in places} >= set(chosen)
    assert ">浙江省江北区<" in page(signed_in(compiler).get(reverse("intake:import-list")))
    assert str(District.objects.get(pk=second.pk)) == "江北区", (
        "alone on its desk it is what it is called"
    )


def test_a_namesake_is_founded_with_another_full_name_only():
    founded("jiangbei", "500105", full_name=CHONGQING)
    again = {"code": "500106", "slug": "jb", "name": "江北区", "commission_name": "江北区发改委"}
    assert "同名的区县请写出上级" in district_problems(again)["name"][0], (
        "of the same province, unnamed"
    )
    with pytest.raises(StepRefused, match="同名的区县请写出上级"):
        add_district(values={**again, "full_name": CHONGQING}, actor=None, at=AT)
    added = add_district(values={**again, "code": "330205"}, actor=None, at=AT)
    assert added.whole_name == "浙江省江北区"


def test_a_district_is_not_renamed_into_one_nobody_can_tell_from_it():
    founded("jiangbei", "500105", province="重庆市")
    other = founded("jb", "500106", name="渝北区", province="重庆市")
    keeper = make_person("keeper", other, Role.SYSTEM_ADMIN)

    def rename(**values):
        seen = seen_mark(other, District.SETTINGS)
        return change_settings(district_id=other.pk, values=values, seen=seen, actor=keeper, at=AT)

    with pytest.raises(StepRefused, match="同名的区县请写出上级"):
        rename(name="江北区")
    assert rename(name="江北区", full_name="重庆市江北区（两江新区）").name == "江北区"
