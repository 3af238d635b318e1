"""The public pages, one pure function each: (Site, what the address names) -> Page. An address that names nothing
published raises NoSuchPage (a LookupError); `missing` is the page that then helps."""

from publicity.pages.district import district
from publicity.pages.errors import NoSuchPage
from publicity.pages.home import home
from publicity.pages.map import site_map
from publicity.pages.missing import missing
from publicity.pages.notice import notice
from publicity.pages.notices import notices
from publicity.pages.picture_files import picture_file, shots
from publicity.pages.plan import plan
from publicity.pages.privacy import privacy
from publicity.pages.project import project
from publicity.pages.subscribe import portal_subscribe, subscribe
from publicity.pages.topic import district_topic, topic
from publicity.pages.unit import unit
from publicity.site.rendering import Page

__all__ = [
    "NoSuchPage",
    "Page",
    "district",
    "district_topic",
    "home",
    "missing",
    "notice",
    "notices",
    "picture_file",
    "plan",
    "portal_subscribe",
    "privacy",
    "project",
    "shots",
    "site_map",
    "subscribe",
    "topic",
    "unit",
]
