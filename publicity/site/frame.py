"""The frame of a public page: head tags, way through, place, foot. Templates get it as `frame` (base.html)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from zoneinfo import ZoneInfo

from publicity.site import addresses
from publicity.site.snapshots import District, Site, SiteCodes

BRAND = "民生实事公开"
BEIJING = ZoneInfo("Asia/Shanghai")


@dataclass(frozen=True)
class Link:
    label: str
    path: str = ""
    current: bool = False


@dataclass(frozen=True)
class Article:
    """What the head tags of a detail page say (conventions 1.2). Empty ones are left out."""

    title: str
    published_at: datetime | None = None
    source: str = ""


@dataclass(frozen=True)
class Column:
    """The column a page belongs to, for the head tags."""

    name: str
    kind: str
    description: str = ""


NOTICES = Column("公告公示", "通知公告", "民生实事推进情况和目标任务公示")
PLANS = Column("年度方案", "政务公开", "年度民生实事目标任务")
OVERVIEW = Column("区县概况", "概况信息", "一个区县一年民生实事的全貌")


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
    codes: SiteCodes
    host_body: str
    foot: tuple[Link, ...]
    build: str
    depends_on_day: bool = False


def codes_of(site: Site, district: District | None) -> SiteCodes:
    """The codes of the whole site, a district's own where it has set them."""
    if district is None:
        return site.codes
    own = {name: value for name, value in vars(district.codes).items() if value}
    return replace(site.codes, **own)


def clock(moment: datetime) -> str:
    """Time as government sites print it, Beijing's: YYYY-MM-DD HH:MM."""
    local = moment.astimezone(BEIJING) if moment.tzinfo else moment
    return local.strftime("%Y-%m-%d %H:%M")


def _nav(site: Site, district: District | None, current: str) -> tuple[Link, ...]:
    following = addresses.following_address(site.objection_url)
    follow = (Link("查异议进度", following, current == "follow"),) if following else ()
    if district is None:
        first = Link("首页", "/", current == "home")
        return (first, Link("正在公示", "/#open"), Link("区县进度", "/#districts"), *follow)
    home = f"/{district.slug}/"
    plans = site.plans_of(district.slug)
    plan = (Link("年度方案", plans[0].path, current == "plan"),) if plans else ()
    notices = Link("公示", f"{home}notices/", current == "notices")
    return (Link("区县概况", home, current == "district"), *plan, notices, *follow)


def _meta(
    site: Site,
    codes: SiteCodes,
    description: str,
    column: Column | None,
    article: Article | None,
    canonical: str,
) -> tuple[tuple[str, str], ...]:
    tags = [
        ("description", description),
        ("SiteName", codes.name),
        ("SiteDomain", codes.domain or addresses.host(site.base_url)),
        ("SiteIDCode", codes.id_code),
    ]
    if column:
        tags += [
            ("ColumnName", column.name),
            ("ColumnType", column.kind),
            ("ColumnDescription", column.description),
        ]
    if article:
        tags += [
            ("ArticleTitle", article.title),
            ("PubDate", clock(article.published_at) if article.published_at else ""),
            ("ContentSource", article.source),
            ("Url", canonical),
        ]
    return tuple((name, content) for name, content in tags if content)


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
) -> Frame:
    """The frame of the page at `path`. `current`: home, district, plan, notices or follow, marked in the navigation.

    Dynamic pages (objection form, sign-in) use it too; there the path may be empty: links then start at the root.
    """
    codes = codes_of(site, district)
    canonical = site.base_url.rstrip("/") + path if path else ""
    names = [site.province_name, district.name if district else ""]
    whole = title if BRAND in title else f"{title} - {codes.name or BRAND}"
    return Frame(
        path=path,
        title=whole,
        description=description,
        brand=codes.name or BRAND,
        place=" · ".join(name for name in names if name),
        home="/",
        nav=_nav(site, district, current),
        crumbs=crumbs,
        meta=_meta(site, codes, description, column, article, canonical),
        canonical=canonical,
        is_demo=site.is_demo,
        codes=codes,
        host_body=codes.host_body or (district.commission if district else ""),
        foot=tuple(
            link
            for link in (
                Link("个人信息说明", "/privacy/"),
                Link("工作人员登录", site.sign_in_path) if site.sign_in_path else None,
            )
            if link
        ),
        build=site.build,
    )
