"""Links to the portal's own pages, by the name of their address.

{% at "follow-act" what="rate" %}     the way there from the page being rendered
"""

from __future__ import annotations

from django import template
from django.template import Context

from look.templatetags.site import to
from projects.public_addresses import ADDRESSES

register = template.Library()
_NAMED = {address.name: address for address in ADDRESSES}


@register.simple_tag(takes_context=True)
def at(context: Context, name: str, **parts: str | int) -> str:
    """An address of the table as a link from here. Raises KeyError for a name or a part that is missing."""
    return to(context, _NAMED[name].path(**parts))
