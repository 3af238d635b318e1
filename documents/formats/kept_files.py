"""What a file that is kept beside a record may hold: a picture, a scan, a text or table, and nothing that acts.

Pictures are drawn anew, so whatever else they carried is gone. Of PDF and Office files the parts are looked through, and
what would run, reach out or hide a second file is refused by name. Runs in the bounded process only.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import TYPE_CHECKING

from documents.formats.package import Package
from documents.formats.xmlparts import attribute, parse
from documents.grids import UnreadableDocument

if TYPE_CHECKING:
    from PIL import Image

MOST_PIXELS = {"JPEG": 60_000_000, "PNG": 25_000_000}
"""Looked at before anything is decoded. A JPEG is decoded at the size that is kept, a PNG only whole."""
LONGEST_SIDE = 2400
_JPEG, _PNG, _PDF, _ZIP = b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"%PDF-", b"PK\x03\x04"
_OFFICE = {"word/document.xml": "docx", "xl/workbook.xml": "xlsx"}
"""By the part that only such a package has."""


def kept_file(data: bytes) -> tuple[str, bytes | None]:
    """The ending of a file by its bytes, and the picture drawn anew; None where the bytes are kept as they are.

    The ending is empty for what is none of the kinds that are kept. Raises UnreadableDocument with a sentence that
    names what was found.
    """
    if data.startswith((_JPEG, _PNG)):
        return "jpg", drawn_anew(data)
    if data.startswith(_PDF):
        _check_pdf(data)
        return "pdf", None
    if data.startswith(_ZIP):
        return _check_office(data), None
    return "", None


# ------------------------------------------------------------------ pictures
def drawn_anew(data: bytes) -> bytes:
    """The picture as a JPEG of its own, bounded in size. Raises UnreadableDocument."""
    out = BytesIO()
    what_is_seen(data).save(out, "JPEG", quality=85)
    return out.getvalue()


def what_is_seen(data: bytes) -> Image.Image:
    """The picture upright, on white and bounded in size, free of all that is not seen: what a file says beside it,
    further frames, and the colours that stand under transparent pixels. Raises UnreadableDocument.
    """
    from PIL import Image, ImageOps

    try:
        with Image.open(BytesIO(data), formats=("JPEG", "PNG")) as opened:
            if opened.width * opened.height > MOST_PIXELS[opened.format or "PNG"]:
                raise UnreadableDocument("像素太多，请缩小后再上传。")
            opened.draft("RGB", (LONGEST_SIDE, LONGEST_SIDE))
            opened.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
            upright = ImageOps.exif_transpose(opened)
            bare = Image.new("RGB", upright.size, "white")
            if upright.has_transparency_data:
                drawn = upright.convert("RGBA")
                bare.paste(drawn, mask=drawn)
            else:
                bare.paste(upright.convert("RGB"))
    except (UnreadableDocument, MemoryError):
        raise
    except (
        Exception
    ) as error:  # a decoder fails on damage in ways of its own: struct, zlib, index, syntax
        raise UnreadableDocument("打不开，照片可能已损坏。") from error
    return bare


# ------------------------------------------------------------------ PDF
_ACTS = {
    "JavaScript": "脚本（JavaScript）",
    "JS": "脚本（JavaScript）",
    "Launch": "启动程序的动作",
    "EmbeddedFile": "嵌入的文件",
    "EmbeddedFiles": "嵌入的文件",
    "Filespec": "嵌入的文件",
    "GoToE": "嵌入的文件",
    "GoToR": "打开别的文件的动作",
    "RichMedia": "多媒体内容",
    "Movie": "多媒体内容",
    "Sound": "多媒体内容",
    "Rendition": "多媒体内容",
    "XFA": "可填写的表单",
    "SubmitForm": "提交表单的动作",
    "ImportData": "读取外部数据的动作",
}
_ACT = re.compile(
    rb"/(" + "|".join(sorted(_ACTS, key=len, reverse=True)).encode() + rb")(?![A-Za-z0-9])"
)
_FORM_FIELD = re.compile(rb"/FT\s*/(?:Tx|Btn|Ch)(?![A-Za-z0-9])")
"""A field to fill in. A field that holds a signature (/Sig) is an electronic seal, and stays."""
_ESCAPED = re.compile(rb"#([0-9A-Fa-f]{2})")
_STREAM = re.compile(rb"stream\r?\n(.*?)endstream", re.DOTALL)
_OBJECT = re.compile(rb"\d\s+\d+\s+obj\b")
_MOST_OF_A_STREAM = 20 * 1024 * 1024
_DICTIONARY = 2_000


def _check_pdf(data: bytes) -> None:
    """Refuse a PDF in which a name stands that acts, spelt plainly, escaped or inside a packed stream of objects."""
    for text in _pdf_texts(data):
        plain = _ESCAPED.sub(lambda found: bytes([int(found[1], 16)]), text)
        if found := _ACT.search(plain):
            raise _refused("PDF", _ACTS[found[1].decode()])
        if _FORM_FIELD.search(plain):
            raise _refused("PDF", "可填写的表单")
        if re.search(rb"/Encrypt(?![A-Za-z0-9])", plain):
            raise UnreadableDocument("设有密码或限制，查不了里面有什么，请取消后再上传。")


def _pdf_texts(data: bytes) -> Iterator[bytes]:
    """What is outside of streams, and of the streams those that hold objects."""
    at, outside = 0, []
    for found in _STREAM.finditer(data):
        outside.append(data[at : found.start()])
        at = found.end()
        body = found[1]
        head = _ESCAPED.sub(
            lambda one: bytes([int(one[1], 16)]),
            data[max(0, found.start() - _DICTIONARY) : found.start()].rpartition(b"obj")[2],
        )
        if b"/ObjStm" in head:
            yield _unpacked(body, head)
        elif _OBJECT.search(body):  # a word “stream” in a text may hide the objects behind it
            yield body
    yield b"\n".join([*outside, data[at:]])


def _unpacked(body: bytes, head: bytes) -> bytes:
    filters = re.findall(rb"/(\w+Decode|Fl|LZW|AHx|A85|RL)\b", head)
    if not filters:
        return body
    if filters != [b"FlateDecode"]:
        raise UnreadableDocument("写法不常见，查不了里面有什么，请重新打印成 PDF 再上传。")
    inflater = zlib.decompressobj()
    try:
        text = inflater.decompress(body, _MOST_OF_A_STREAM)
    except zlib.error as error:
        raise UnreadableDocument("打不开，文件可能已损坏。") from error
    if inflater.unconsumed_tail:
        raise UnreadableDocument("展开后太大，不能上传。")
    return text


# ------------------------------------------------------------------ Word and Excel
_HOLDS = {
    "embeddings/": "嵌入的对象（OLE）",
    "activex/": "控件（ActiveX）",
    "ctrlprops/": "表单控件",
    "externallinks/": "外部链接",
    "customui/": "自定义功能区",
    "webextensions/": "加载项",
    "dialogsheets/": "对话框表",
    "macrosheets/": "宏",
    "querytables/": "外部数据查询",
    "altchunk": "嵌入的文件",
}
_NAMES = {
    "connections.xml": "外部数据连接",
    "vbaproject.bin": "宏",
    "vbadata.xml": "宏",
    "attachedtoolbars.bin": "宏",
}
_FIELD_CODE = re.compile(
    r"\b(DDEAUTO|DDE|INCLUDETEXT|INCLUDEPICTURE|MACROBUTTON|IMPORT|LINK)\b", re.I
)
_FORMULA = re.compile(
    r"\|\s*'|\bDDE\b|\b(?:WEBSERVICE|CALL|REGISTER(?:\.ID)?|EXEC)\s*\(", re.IGNORECASE
)
_WEB = ("http://", "https://", "mailto:", "tel:")


def _check_office(data: bytes) -> str:
    """The kind of an Office file in which nothing acts, reaches out or hides."""
    package = Package(data)
    kind = next((ending for part, ending in _OFFICE.items() if package.has(part)), "")
    if not kind:
        raise UnreadableDocument("不是 Word 或 Excel 文件。")
    package.check_document_types()
    what = "Word 文件" if kind == "docx" else "Excel 文件"
    for name in sorted(package.names):
        folder, _, file = name.rpartition("/")
        for part, told in _HOLDS.items():
            if part in name:
                raise _refused(what, told)
        if file in _NAMES:
            raise _refused(what, _NAMES[file])
        if file.endswith(".bin") and not folder.endswith("/printersettings"):
            raise _refused(what, "嵌入的对象（OLE）")
        if file.endswith((".exe", ".dll", ".js", ".vbs", ".hta", ".lnk", ".bat", ".cmd", ".ps1")):
            raise _refused(what, "嵌入的文件")
        if name.endswith(".rels"):
            _check_relations(package.read(name), what)
        elif name.endswith(".xml") and name.startswith("word/"):
            _check_words(
                package.read(name), what, ("instrText", "fldSimple"), _FIELD_CODE, "域代码"
            )
        elif name.endswith(".xml") and name.startswith("xl/"):
            _check_words(
                package.read(name), what, ("f", "definedName", "ddeLink"), _FORMULA, "公式"
            )
    if "macroenabled" in _content_types(package):
        raise _refused(what, "宏")
    return kind


def _content_types(package: Package) -> str:
    name = "[content_types].xml"
    return package.read(name).decode("utf-8", "replace").lower() if package.has(name) else ""


def _check_relations(part: bytes, what: str) -> None:
    """Outside a file lead only links that a person clicks, to a page or an address."""

    def start(_: str, attributes: dict[str, str]) -> None:
        kind = (attribute(attributes, "Type") or "").rpartition("/")[2]
        target = (attribute(attributes, "Target") or "").strip()
        if (attribute(attributes, "TargetMode") or "").lower() != "external":
            return
        if kind == "hyperlink" and (target.lower().startswith(_WEB) or target.startswith("#")):
            return
        told = {
            "attachedTemplate": "远程模板",
            "oleObject": "嵌入的对象（OLE）",
            "image": "外部图片",
            "hyperlink": "指向文件的链接",
        }.get(kind, "外部链接")
        raise _refused(what, f"{told}（{target[:60]}）")

    parse(part, start=start, end=_nothing, text=_nothing, kind="Office 文件", any_namespace=True)


def _check_words(
    part: bytes, what: str, elements: tuple[str, ...], acts: re.Pattern[str], told: str
) -> None:
    """Refuse a field code or formula that acts, also where it is cut into several runs."""
    said: list[str] = []
    inside = 0

    def start(name: str, attributes: dict[str, str]) -> None:
        nonlocal inside
        if name in elements:
            inside += 1
            said.extend(attributes.values())

    def end(name: str) -> None:
        nonlocal inside
        if name in elements:
            inside -= 1
            if name != "instrText":
                said.append("\n")

    def text(words: str) -> None:
        if inside:
            said.append(words)

    parse(part, start=start, end=end, text=text, kind="Office 文件", any_namespace=True)
    if found := acts.search("".join(said)):
        raise _refused(what, f"会执行或读取外部内容的{told}（{found[0].strip()}）")


def _refused(what: str, found: str) -> UnreadableDocument:
    return UnreadableDocument(
        f"{what}里有{found}，不能接收。请去掉后另存，或打印成 PDF、拍照后再上传。"
    )


def _nothing(*_: object) -> None:
    return None
