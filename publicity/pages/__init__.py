"""The public pages, one pure function each: (Site, what the address names) -> Page. An address that names nothing
published raises NoSuchPage (a LookupError); `missing` is the page that then helps."""

from publicity.pages.district import district
from publicity.pages.home import home
from publicity.pages.map import site_map
from publicity.pages.missing import missing
from publicity.pages.notice import notice
from publicity.pages.notices import notices
from publicity.pages.plan import plan
from publicity.pages.privacy import privacy
from publicity.pages.project import project
from publicity.pages.routes import PORTAL_PATHS, NoSuchPage, every_path, page_at_path, paths_of
from publicity.site.rendering import Page

__all__ = [
    "PORTAL_PATHS",
    "NoSuchPage",
    "Page",
    "district",
    "every_path",
    "home",
    "missing",
    "notice",
    "notices",
    "page_at_path",
    "paths_of",
    "plan",
    "privacy",
    "project",
    "site_map",
]
