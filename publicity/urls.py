"""The public addresses (rules.md, Formats), from their table. They end the URL configuration: a slug is a first part."""

from collections.abc import Callable

from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.urls import URLPattern, re_path

from projects import public_addresses as at
from publicity.public_table import SERVED, TABLE, Kind
from publicity.views import (
    check,
    embedding,
    following,
    objecting,
    opendata,
    public,
    search,
)

app_name = "publicity"

View = Callable[..., HttpResponse]
OF_KIND: dict[Kind, View] = {
    Kind.PAGE: public.page,
    Kind.FILE: public.notice_file,
    Kind.PICTURE: public.picture,
    Kind.DATA: opendata.answer,
    Kind.FEED: public.page,
}
ASKED_A_PERSON: dict[at.Address, View] = {
    at.CHECK: check.check,
    at.FOLLOW: following.follow,
    at.FOLLOW_ACT: following.act,
    at.SEARCH: search.results,
    at.STYLEGUIDE: public.styleguide,
    at.NO_DATA: opendata.answer,
    at.EMBED: embedding.embed,
    at.OBJECT: objecting.object_to,
}
"""What is made for each who asks, and not kept."""


def _view_of(address: at.Address) -> View:
    for line in TABLE:
        if line.address == address and line.kind in SERVED:
            return OF_KIND[line.kind]
    if address in ASKED_A_PERSON:
        return ASKED_A_PERSON[address]
    raise ImproperlyConfigured(f"nothing answers at the public address {address.pattern}")


urlpatterns: list[URLPattern] = [
    re_path(f"^{address.expression}$", _view_of(address), name=address.name)
    for address in at.ADDRESSES
]
