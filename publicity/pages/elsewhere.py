"""What a folder of files holds in place of the dynamic pages: where they are, and what can be done without them.

Only the export writes these; the app answers the same addresses itself. So pages are the same bytes in both, and no
link of the folder leads nowhere.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from publicity.pages.errors import NoSuchPage
from publicity.site import addresses
from publicity.site.cards import Card, card, cards_of
from publicity.site.frame import Link, frame
from publicity.site.rendering import Page, render
from publicity.site.snapshots import Site

_SAID = {
    "/check/": ("核对文件和摘要", "核对要在办理网址上做：输入摘要，或者选下载的文件。"),
    "/objections/": ("查异议办理进度", "请到办理网址，用回执编号和查询码查看。"),
    "/search/": (
        "查找",
        "查找要到办理网址。也可以打开区县的年度方案，在那里按单位、类别和文字筛选。",
    ),
    "/accounts/sign-in/": ("工作人员登录", "工作人员请在本单位的内部网络登录。"),
}


def paths_of(site: Site, slug: str = "") -> Iterator[str]:
    """Every dynamic address of this very site that its pages lead to; those of a district, or of the portal."""
    if slug:
        for one in cards_of(site, slug):
            if one.objection_url.startswith("/"):
                yield one.objection_url
        return
    told = (
        addresses.check_address(site.objection_url),
        addresses.following_address(site.objection_url),
        site.search_path,
        site.sign_in_path,
    )
    yield from (path for path in told if path.startswith("/"))


def elsewhere(site: Site, path: str) -> Page:
    """The page that stands in. Raises NoSuchPage."""
    if path in _SAID:
        said, note = _SAID[path]
        own = path == "/accounts/sign-in/"
        return _page(site, path, said, note, address="" if own else site.base_url + path)
    parts = path.strip("/").split("/")
    if len(parts) == 4 and parts[1::2] == ["notices", "object"]:
        notice = site.notice(parts[0], parts[2])
        if notice is not None:
            return _objecting(site, path, card(site, notice))
    raise NoSuchPage(path)


def _objecting(site: Site, path: str, one: Card) -> Page:
    # Here the form is not; without its address the component offers the other three ways.
    return _page(
        site,
        path,
        "提出异议",
        f"对《{one.title}》有异议，可以到办理网址填写，也可以来电、来信、来访。",
        address=site.base_url + path,
        one=replace(one, form_url=""),
    )


def _page(
    site: Site, path: str, said: str, note: str, *, address: str, one: Card | None = None
) -> Page:
    return render(
        "publicity/elsewhere.html",
        frame(
            site,
            path,
            said,
            description=note,
            district=one.district if one else None,
            crumbs=(Link("首页", "/"), Link(said)),
        ),
        {
            "said": said,
            "note": note,
            "address": address,
            "card": one,
            "districts": [Link(each.name, f"/{each.slug}/") for each in site.districts],
        },
    )
