"""The pages of people, posts and one's own account in a real browser: readable by all, at both widths."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from projects.models import Role
from projects.services import propose_post
from tests.factories import AT, PASSWORD, make_district, make_person, make_unit


@pytest.mark.parametrize("width", [1366, 390])
def test_people_and_what_waits_are_readable_by_all(
    visit: Callable[..., Page], assert_accessible: Callable[[Page], None], width: int
) -> None:
    district = make_district()
    security = make_person("security", district, Role.SECURITY_ADMIN)
    system = make_person("system", district, Role.SYSTEM_ADMIN)
    reporter = make_person("reporter", district, Role.REPORTER, make_unit(district))
    propose_post(
        user=reporter, district=district, role=Role.SIGNER, actor=security, at=AT, reason="任职文件"
    )
    page = visit(security, width=width)
    for path in (
        "/desk/people/",
        f"/desk/people/{reporter.pk}/",
        "/desk/people/new/",
        "/accounts/me/",
    ):
        page.goto(path)
        assert_accessible(page)
    confirming = visit(system, width=width)
    confirming.goto("/desk/personnel/")
    assert_accessible(confirming)
    confirming.get_by_role("button", name="确认", exact=True).click()
    confirming.get_by_role("button", name="给reporter发绑定码").click()
    assert_accessible(confirming)
    page.goto(f"/desk/people/{reporter.pk}/")
    page.get_by_role("button", name="发登录链接").click()
    assert_accessible(page)
    link = page.locator(".alert code").inner_text()
    code = confirming.locator(".alert code").inner_text()
    own = visit(width=width)
    own.goto(link)
    assert_accessible(own)
    own.get_by_label("绑定码").fill(code)
    own.get_by_role("button", name="登录", exact=True).click()
    expect(own.get_by_role("heading", level=1)).to_have_text("填写动态口令")
    assert_accessible(own)


def test_the_wait_after_wrong_passwords_is_readable_by_all(
    visit: Callable[..., Page], assert_accessible: Callable[[Page], None]
) -> None:
    make_person("reporter")
    page = visit(width=390)
    for password in ("wrong",) * 5:
        page.goto("/accounts/sign-in/")
        page.get_by_label("用户名").fill("reporter")
        page.get_by_label("密码").fill(password)
        page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("暂时不能登录")
    assert_accessible(page)
    page.goto("/accounts/sign-in/")
    page.get_by_label("用户名").fill("reporter")
    page.get_by_label("密码").fill(PASSWORD)
    page.get_by_role("button", name="登录", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("暂时不能登录")
