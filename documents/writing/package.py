"""Office files as bytes that are the same each time: fixed order, fixed times, fixed properties."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable
from datetime import UTC, datetime

from documents.writing.signs import writable

_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_ESCAPES = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"})
_CORE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties"'
    ' xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/"'
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">{}</cp:coreProperties>'
)


def escape(text: object) -> str:
    """Text for an XML element or attribute."""
    return writable(text).translate(_ESCAPES)


def core_properties(*, title: str, author: str, subject: str, moment: datetime | None) -> bytes:
    """`docProps/core.xml`: no names of people, no machine, the notice's own moment."""
    parts = [f"<dc:title>{escape(title)}</dc:title>"]
    if subject:
        parts.append(f"<dc:subject>{escape(subject)}</dc:subject>")
    if author:
        parts.append(f"<dc:creator>{escape(author)}</dc:creator>")
    if moment:
        stamp = moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
        parts += [
            f'<dcterms:{word} xsi:type="dcterms:W3CDTF">{stamp}</dcterms:{word}>'
            for word in ("created", "modified")
        ]
    return _CORE.format("".join(parts)).encode()


def packed(parts: Iterable[tuple[str, bytes]]) -> bytes:
    """A zip archive of the parts in the order given."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, data in parts:
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system = 0
            archive.writestr(entry, data, compresslevel=9)
    return out.getvalue()


def unpacked(data: bytes) -> list[tuple[str, bytes]]:
    """The parts of an archive that we made ourselves, in its order."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return [(name, archive.read(name)) for name in archive.namelist()]
