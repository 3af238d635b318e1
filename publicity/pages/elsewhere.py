"""What a folder of files holds in place of the dynamic pages: where they are, and what can be done without them.

Only the export writes these; the app answers the same addresses itself. So pages are the same bytes in both, and no
link of the folder leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from projects.public_addresses import CHECK, FOLLOW, OBJECT, SEARCH, Address
from publicity.pages.errors import NoSuchPage
from publicity.site.cards import Card, card, cards_of
from publicity.site.frame import FIRST, Link, frame
from publicity.site.rendering import Page, render
from publicity.site.snapshots import Site

SIGN_IN = Address("sign-in", "/accounts/sign-in/")
"""Where staff sign in; the page itself belongs to `accounts`."""


def check(site: Site) -> Page:
    note = "核对要在办理网址上做：输入摘要，或者选下载的文件。"
    return _page(site, CHECK.path(), "核对文件和摘要", note)


def follow(site: Site) -> Page:
    return _page(site, FOLLOW.path(), "查办理进度", "请到办理网址，用回执编号和查询码查看。")


def search(site: Site) -> Page:
    note = "查找要到办理网址。也可以打开区县的年度方案，在那里按单位、类别和文字筛选。"
    return _page(site, SEARCH.path(), "查找", note)


def sign_in(site: Site) -> Page:
    note = "工作人员请在本单位的内部网络登录。"
    return _page(site, SIGN_IN.path(), "工作人员登录", note, leads_on=False)


def objectable(site: Site, slug: str) -> Iterator[str]:
    """The numbers of the district's notices that lead to a form of this very site."""
    for one in cards_of(site, slug):
        if one.objection_url.startswith("/"):
            yield one.notice.number


def objecting(site: Site, slug: str, number: str) -> Page:
    """In the place of the form. Raises NoSuchPage."""
    notice = site.notice(slug, number)
    if notice is None:
        raise NoSuchPage(f"{slug}/notices/{number}")
    one = card(site, notice)
    # Here the form is not; without its address the component offers the other three ways.
    return _page(
        site,
        OBJECT.path(district=slug, notice=number),
        "提出异议",
        f"对《{one.title}》有异议，可以到办理网址填写，也可以来电、来信、来访。",
        one=replace(one, form_url=""),
    )


def _page(
    site: Site,
    path: str,
    said: str,
    note: str,
    *,
    one: Card | None = None,
    leads_on: bool = True,
) -> Page:
    """`leads_on`: the same address of the portal itself, which has what is not here."""
    # A page about one notice is of its district alone.
    districts = () if one else site.districts
    return render(
        "publicity/elsewhere.html",
        frame(
            site,
            path,
            said,
            description=note,
            district=one.district if one else None,
            crumbs=(FIRST, Link(said)),
        ),
        {
            "said": said,
            "note": note,
            "address": site.base_url + path if leads_on else "",
            "card": one,
            "districts": [Link(each.name, each.path) for each in districts],
        },
    )
