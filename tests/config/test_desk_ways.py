"""From every page of the desk: the manuals, the own account, and the public page of what one works on."""

from __future__ import annotations

import re

import pytest
from django.urls import reverse

from config.manual_text import html_of
from config.manuals import MANUALS
from tests.guards.cast import COMPILER, HANDLER, REPORTER, SECURITY_ADMIN, CastTestCase


class FromTheDesk(CastTestCase):
    def lands(self, part: str, of: str) -> str:
        return self.cast.client(part).get(reverse("public-page"), {"of": of})["Location"]

    def test_the_menu_leads_to_the_public_page_manuals_and_the_own_account(self):
        page = self.cast.client(REPORTER).get(reverse("progress:report-list")).content.decode()
        for way in ("public-page", "manual-list", "accounts:account", "accounts:password-change"):
            assert f'href="{reverse(way)}' in page

    def test_a_report_leads_to_its_project(self):
        task = self.cast.tasks["draft"]
        of = reverse("progress:report", args=[task.pk, self.cast.round.pk])
        plan = task.project.plan
        assert self.lands(REPORTER, of) == f"{plan.public_path}{task.project.number}/"

    def test_a_published_notice_leads_to_itself_and_a_draft_to_its_district(self):
        published, draft = self.cast.notices["published"], self.cast.notices["draft"]
        of = reverse("notices:notice", args=[published.pk])
        assert self.lands(COMPILER, of) == published.public_path
        of = reverse("notices:notice", args=[draft.pk])
        assert self.lands(COMPILER, of) == f"/{draft.district.slug}/"

    def test_an_objection_leads_to_the_notice_it_is_about(self):
        objection = next(iter(self.cast.objections.values()))
        of = reverse("objections:case", args=[objection.pk])
        assert self.lands(HANDLER, of) == objection.notice.public_path

    def test_what_is_out_of_sight_leads_to_the_own_district_alone(self):
        of = reverse("notices:notice", args=[self.cast.notices["published"].pk])
        assert self.lands(REPORTER, of) == f"/{self.cast.district.slug}/"

    def test_an_address_of_nothing_leads_to_the_own_district(self):
        for of in ("", "/nowhere/", "https://elsewhere.example/", "//elsewhere.example/"):
            assert self.lands(SECURITY_ADMIN, of) == f"/{self.cast.district.slug}/"

    def test_every_manual_is_read_on_the_desk_with_its_pictures(self):
        client = self.cast.client(REPORTER)
        for one in MANUALS:
            page = client.get(reverse("manual", args=[one.name])).content.decode()
            assert one.title in page
            pictures = re.findall(r'<img src="([^"]+)"', page)
            assert len(pictures) == len(re.findall(r"!\[", one.text))
            assert all(client.get(picture).status_code == 200 for picture in pictures)

    def test_nothing_outside_the_pictures_is_handed_out(self):
        client = self.cast.client(REPORTER)
        for name in ("..%2F..%2Fmanage.py", "manage.py", "..", "%2Fetc%2Fpasswd"):
            answer = client.get(f"/desk/manuals/pictures/{name}")
            assert answer.status_code == 404, name


def test_every_manual_of_the_folder_is_among_those_that_are_read(settings):
    folder = {path.name for path in (settings.BASE_DIR / "docs").glob("*.md")}
    assert {one.file for one in MANUALS} == folder


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("说<b>明**重**点", "<p>说&lt;b&gt;明<b>重</b>点</p>"),
        ("- 一\n- 二", "<ul><li>一</li><li>二</li></ul>"),
        ("1. 一\n   补充\n2. 二", "<ol><li>一<p>补充</p></li><li>二</li></ol>"),
        ("见[别处](dev/rules.md)", "<p>见别处</p>"),
        (
            "```sh\na <b>\n```\n\n后",
            '<pre class="listing" tabindex="0"><code>a &lt;b&gt;</code></pre>\n<p>后</p>',
        ),
        ("## 二\n### 三", "<h2>二</h2>\n<h3>三</h3>"),
        ("```\n没有结束", '<pre class="listing" tabindex="0"><code>没有结束</code></pre>'),
    ],
)
def test_a_form_of_the_manuals_text_becomes_html(text: str, html: str):
    assert html_of(text, lambda target: "") == html
