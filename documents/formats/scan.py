"""Whether the scan of a paper opens, and how many pages it has. Runs in the bounded process only."""

from __future__ import annotations

from documents.formats.kept_files import MOST_PIXELS
from documents.grids import UnreadableDocument

MOST_PAGES = 60
"""More is no signed sheet."""


def pages_of_scan(data: bytes) -> int:
    """How many pages a PDF has, each of them opened; 1 for a picture. Raises UnreadableDocument with a sentence."""
    if data.startswith(b"%PDF-"):
        return _pages_of_pdf(data)
    return _picture(data)


def _pages_of_pdf(data: bytes) -> int:
    import pypdfium2 as pdfium

    try:
        document = pdfium.PdfDocument(data)
        count = len(document)
        if count > MOST_PAGES:
            raise UnreadableDocument(f"扫描件有{count}页，最多{MOST_PAGES}页，请只扫描签发的几页。")
        for number in range(count):
            document[number].get_size()
    except pdfium.PdfiumError as error:
        raise UnreadableDocument("扫描件打不开，可能已损坏或设有密码，请重新扫描。") from error
    if not count:
        raise UnreadableDocument("扫描件里没有页面，请重新扫描。")
    return count


def _picture(data: bytes) -> int:
    from io import BytesIO

    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as opened:
            if opened.width * opened.height > MOST_PIXELS[opened.format or "PNG"]:
                raise UnreadableDocument("扫描件的像素太多，请缩小后再上传。")
            opened.load()
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError) as error:
        raise UnreadableDocument("扫描件打不开，图片可能已损坏，请重新扫描。") from error
    return 1
