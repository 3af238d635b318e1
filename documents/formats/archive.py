"""Pages saved as one file (.mht), which many systems hand out under the name .doc or .xls."""

from __future__ import annotations

from email import message_from_bytes
from email.errors import MessageError
from email.message import Message

from documents.formats.cells import number_grids
from documents.formats.encoding import decode
from documents.formats.limits import MAX_SHEETS, damaged
from documents.formats.page import read_page
from documents.grids import Grid, Loaded, Paragraph

_KIND = "单个文件网页"


def load_archive(data: bytes) -> Loaded:
    """Read the pages inside, one after the other. Raises UnreadableDocument."""
    try:
        message = message_from_bytes(data)
        pages = [part for part in message.walk() if part.get_content_type() == "text/html"][
            :MAX_SHEETS
        ]
        loaded = [read_page(_text(page)) for page in pages]
    except (MessageError, LookupError, ValueError) as error:
        raise damaged(_KIND) from error
    blocks: list[Paragraph | Grid] = [block for page in loaded for block in page.blocks]
    meta = {name: value for page in reversed(loaded) for name, value in page.meta.items()}
    return Loaded("html", number_grids(blocks), meta)


def _text(page: Message) -> str:
    content = page.get_payload(decode=True)
    if not isinstance(content, bytes):
        raise damaged(_KIND)
    return decode(content, declared_in_page=True)
