"""The public pages on paper, as the browser's own print makes them."""

from __future__ import annotations

import io
import unicodedata

import pytest
from playwright.sync_api import Page
from pypdf import PdfReader
from pypdf._page import PageObject

from tests.publicity.site.test_in_browser import NOTICE, opened

pytestmark = pytest.mark.browser


def printed(page: Page, address: str) -> list[PageObject]:
    page.goto(address)
    return list(PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True))).pages)


def words(sheet: PageObject) -> str:
    """As they stand from top to bottom, one sign for a character whichever glyph shows it."""
    told = sheet.extract_text(extraction_mode="layout")
    return "".join(unicodedata.normalize("NFKC", told).split())


def lies(sheet: PageObject) -> bool:
    return bool(sheet.mediabox.width > sheet.mediabox.height)


def test_only_the_wide_table_of_a_notice_or_plan_lies_on_its_side(browser, address):
    """A table of three rows of money once had a sheet of its own, turned over."""
    page, _ = opened(browser)
    for path in ("/", "/wanzhou/", "/wanzhou/2025/3/", "/qianjiang/2025/10/", "/topics/travel/"):
        assert not any(lies(sheet) for sheet in printed(page, address + path)), path
    assert all(lies(sheet) for sheet in printed(page, address + "/qianjiang/2025/"))


def test_the_signature_stands_below_the_table_and_every_sheet_of_it_has_the_heads(browser, address):
    page, _ = opened(browser)
    table = [sheet for sheet in printed(page, address + NOTICE) if lies(sheet)]
    assert len(table) > 1
    for sheet in table:
        assert "序号" in words(sheet) and "备注" in words(sheet)
    assert "2025年4月11日" in words(table[-1]) and "失智特困人员" in words(table[-1])


def test_no_heading_stands_at_the_end_of_a_sheet_without_what_it_heads(browser, address):
    page, _ = opened(browser)
    projects = [f"/qianjiang/2025/{number}/" for number in range(1, 21)]
    for path in ("/wanzhou/", "/wanzhou/2025/3/", "/topics/travel/", *projects):
        sheets = printed(page, address + path)
        heads = [
            head.inner_text()
            for head in page.locator(".section__title, h3").all()
            if head.is_visible()
        ]
        ends = [words(sheet) for sheet in sheets[:-1]]
        told = ["".join(unicodedata.normalize("NFKC", head).split()) for head in heads]
        alone = [head for head in told if any(end.endswith(head) for end in ends)]
        assert alone == [], path
        assert len(sheets) <= 4, path


def test_a_list_begins_on_the_sheet_of_the_pages_heading(browser, address):
    page, _ = opened(browser)
    assert "农村公路加装护栏" in words(printed(page, address + "/topics/travel/")[0])
