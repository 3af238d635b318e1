"""The frame of a public page: head tags, way through, place, foot. Templates get it as `frame` (base.html)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from django.utils.safestring import SafeString

from projects import public_addresses as at
from publicity.site import addresses, head, linked
from publicity.site.head import Article, Column
from publicity.site.snapshots import District, Site, SiteCodes

__all__ = [
    "BRAND", "FIRST", "NOTICES", "OVERVIEW", "PLANS", "Article", "Column", "Frame", "Link", "codes_of", "frame",
]  # fmt: skip

BRAND = "民生实事公开"
FINDING_FAULTS = "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code="
"""我为政府网站找错, by the site's identity code (conventions 1.3)."""
ICP_REGISTRY = "https://beian.miit.gov.cn/"
POLICE_REGISTRY = "https://beian.mps.gov.cn/#/query/webSearch?code="


@dataclass(frozen=True)
class Link:
    label: str
    path: str = ""
    current: bool = False


FIRST = Link("首页", at.HOME.path())
"""Where every way through the site begins."""
NOTICES = Column(
    "公告公示", "通知公告", "民生实事推进情况和目标任务公示", "民生实事,公示,推进情况,异议"
)
PLANS = Column(
    "年度方案", "政务公开", "年度民生实事目标任务", "民生实事,年度方案,目标任务,责任单位"
)
OVERVIEW = Column("区县概况", "概况信息", "一个区县一年民生实事的全貌", "民生实事,进展,投资完成")


@dataclass(frozen=True)
class Frame:
    path: str
    """The page's own site path; every link is made relative to it. Empty on error pages."""
    title: str
    description: str
    brand: str
    place: str
    home: str
    nav: tuple[Link, ...]
    crumbs: tuple[Link, ...]
    meta: tuple[tuple[str, str], ...]
    canonical: str
    is_demo: bool
    demo_day: date | None
    codes: SiteCodes
    host_body: str
    foot: tuple[Link, ...]
    build: str
    depends_on_day: bool = False
    shared: tuple[tuple[str, str], ...] = ()
    """og: tags."""
    linked: str = ""
    """JSON-LD as safe text for its data block; empty when there is nothing to say."""
    feeds: tuple[Link, ...] = ()
    base_url: str = ""
    registries: tuple[tuple[str, str], ...] = ()
    """(words, address) of the footer's codes that have a public register."""


def codes_of(site: Site, district: District | None) -> SiteCodes:
    """The codes of the whole site, a district's own where it has set them."""
    if district is None:
        return site.codes
    own = {name: value for name, value in vars(district.codes).items() if value}
    return replace(site.codes, **own)


def _nav(site: Site, district: District | None, current: str) -> tuple[Link, ...]:
    following = addresses.following_address(site.objection_url)
    follow = (Link("查办理进度", following, current == "follow"),) if following else ()
    if district is None:
        first = Link("首页", at.HOME.path(), current == "home")
        return (first, Link("正在公示", "/#open"), Link("区县进度", "/#districts"), *follow)
    plans = site.plans_of(district.slug)
    plan = (Link("年度方案", plans[0].path, current == "plan"),) if plans else ()
    notices = Link("公示", district.notices_path, current == "notices")
    return (Link("区县概况", district.path, current == "district"), *plan, notices, *follow)


def _registries(codes: SiteCodes) -> tuple[tuple[str, str], ...]:
    """The register each code can be looked up in: of the codes that are set, none made up."""
    police = "".join(sign for sign in codes.police if sign in "0123456789")
    found = (
        (codes.icp, ICP_REGISTRY),
        (codes.police, POLICE_REGISTRY + police if police else ""),
        ("我为政府网站找错" if codes.id_code else "", FINDING_FAULTS + codes.id_code),
    )
    return tuple((words, address) for words, address in found if words and address)


def _feeds(district: District | None, own: tuple[Link, ...]) -> tuple[Link, ...]:
    """What a feed reader is offered: the page's own, its district's, the portal's."""
    mine = (Link(f"{district.name}民生实事", district.feed_path),) if district else ()
    return (*own, *mine, Link("全部区县", at.FEED.path()))


def _linked(base: str, crumbs: tuple[Link, ...], things: tuple[head.Linked, ...]) -> SafeString:
    place = linked.crumbs(base, tuple((link.label, link.path) for link in crumbs))
    return head.linked_data((place, *things))


def _foot(site: Site) -> tuple[Link, ...]:
    staff = (Link("工作人员登录", site.sign_in_path),) if site.sign_in_path else ()
    return (
        Link("网站地图", at.SITE_MAP.path()),
        Link("开放数据", at.API.path()),
        Link("个人信息说明", at.PRIVACY.path()),
        *staff,
    )


def frame(
    site: Site,
    path: str,
    title: str,
    *,
    description: str = "",
    district: District | None = None,
    current: str = "",
    crumbs: tuple[Link, ...] = (),
    column: Column | None = None,
    article: Article | None = None,
    things: tuple[head.Linked, ...] = (),
    feeds: tuple[Link, ...] = (),
) -> Frame:
    """The frame of the page at `path`. `current`: home, district, plan, notices or follow, marked in the navigation.

    Dynamic pages (objection form, sign-in) use it too; there the path may be empty: links then start at the root.
    """
    codes = codes_of(site, district)
    base = site.base_url.rstrip("/")
    canonical = base + path if path else ""
    names = [site.province_name, district.name if district else ""]
    whole = title if BRAND in title else f"{title} - {codes.name or BRAND}"
    return Frame(
        path=path,
        title=whole,
        description=description,
        brand=codes.name or BRAND,
        place=" · ".join(name for name in names if name),
        home=at.HOME.path(),
        nav=_nav(site, district, current),
        crumbs=crumbs,
        meta=head.tags(
            site_name=codes.name,
            domain=codes.domain or addresses.host(site.base_url),
            id_code=codes.id_code,
            description=description,
            column=column,
            article=article,
            canonical=canonical,
        ),
        canonical=canonical,
        is_demo=site.is_demo,
        demo_day=site.demo_day,
        codes=codes,
        host_body=codes.host_body or (district.commission if district else ""),
        foot=_foot(site),
        build=site.build,
        shared=head.sharing(
            title=title,
            description=description,
            site_name=codes.name,
            canonical=canonical,
            is_article=article is not None,
        ),
        linked=_linked(base, crumbs, things) if path else "",
        feeds=_feeds(district, feeds) if path else (),
        base_url=base,
        registries=_registries(codes),
    )
