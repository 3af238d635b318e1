"""What a file beside a report may be: a few kinds, told by their bytes; photos without their location. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from documents.writing.file_forms import FORM, FileForm

MAX_BYTES = 10 * 1024 * 1024
MAX_FILES = 9
_MAX_PIXELS = 50_000_000
_LONGEST_SIDE = 2400
_MAX_ENTRIES = 2000
_MAX_UNPACKED = 100 * 1024 * 1024

TYPES = "照片（jpg、png）、pdf、Word（docx）、Excel（xlsx）"
LIMITS = f"{TYPES}，每个不超过10MB，最多{MAX_FILES}个。照片会去掉拍摄地点。"

_OFFICE = {"word/document.xml": FORM["docx"], "xl/workbook.xml": FORM["xlsx"]}
"""By the part that only such a package has."""


class FileRefused(ValueError):
    """The file cannot be taken; the message is a sentence for the person who chose it."""


@dataclass(frozen=True, slots=True)
class Accepted:
    """The bytes to keep, their kind by content, and the extension that fits."""

    data: bytes
    content_type: str
    extension: str


def accept(data: bytes, name: str) -> Accepted:
    """Take a file by what it is, never by what it is called. Raises FileRefused with a sentence."""
    if not data:
        raise FileRefused(f"“{name}”是空文件。")
    if len(data) > MAX_BYTES:
        raise FileRefused(f"“{name}”有{len(data) / 1024 / 1024:.1f}MB，每个不超过10MB。")
    if data.startswith((b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n")):
        return Accepted(_photo(data, name), "image/jpeg", "jpg")
    if data.startswith(b"%PDF-"):
        return Accepted(data, FORM["pdf"].media_type, "pdf")
    if data.startswith(b"PK\x03\x04"):
        form = _office(data, name)
        return Accepted(data, form.media_type, form.ending)
    raise FileRefused(f"“{name}”不是可以上传的类型。可以上传{TYPES}。")


def _photo(data: bytes, name: str) -> bytes:
    """The picture drawn anew: whatever else the file carried (place, device, thumbnails) is gone."""
    from PIL import Image, ImageOps, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as opened:
            if opened.width * opened.height > _MAX_PIXELS:
                raise FileRefused(f"“{name}”的像素太多，请缩小后再上传。")
            picture = ImageOps.exif_transpose(opened).convert("RGB")
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        if isinstance(error, FileRefused):
            raise
        raise FileRefused(f"“{name}”打不开，照片可能已损坏。") from error
    picture.thumbnail((_LONGEST_SIDE, _LONGEST_SIDE))
    bare = Image.new("RGB", picture.size)
    bare.paste(picture)
    out = BytesIO()
    bare.save(out, "JPEG", quality=85)
    return out.getvalue()


def _office(data: bytes, name: str) -> FileForm:
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = archive.infolist()
    except (BadZipFile, ValueError, NotImplementedError) as error:
        raise FileRefused(f"“{name}”打不开，文件可能已损坏。") from error
    names = {entry.filename for entry in entries}
    if len(entries) > _MAX_ENTRIES or sum(e.file_size for e in entries) > _MAX_UNPACKED:
        raise FileRefused(f"“{name}”展开后太大，不能上传。")
    if any(one.lower().endswith("vbaproject.bin") for one in names):
        raise FileRefused(f"“{name}”带有宏，请另存为不带宏的文件再上传。")
    for part, form in _OFFICE.items():
        if part in names:
            return form
    raise FileRefused(f"“{name}”不是 Word 或 Excel 文件。可以上传{TYPES}。")
