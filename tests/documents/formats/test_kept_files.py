"""Files kept beside a record hold a picture, a scan, a text or a table, and nothing that acts, reaches out or hides."""

from __future__ import annotations

import io
import random
import resource
import zipfile
import zlib

import pytest
from PIL import Image

from documents import bounded
from documents.bounded import kept_file_bounded
from documents.formats import kept_files
from documents.formats.kept_files import drawn_anew, kept_file
from documents.formats.picture_sizes import picture_sizes
from documents.grids import UnreadableDocument

from .mutations import SEEDS

TYPES = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"
RELS = "<Relationships xmlns='http://schemas.openxmlformats.org/package/2006/relationships'>{}</Relationships>"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
WORD = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'"
SHEET = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'"


def package(where: str, **parts: str | bytes) -> bytes:
    """An Office file; names of parts with `__` for a slash and `_` for a dot."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("[Content_Types].xml", TYPES)
        made.writestr(where, parts.pop("main", "<x/>"))
        for name, content in parts.items():
            made.writestr(name.replace("__", "/").replace("_", "."), content)
    return out.getvalue()


def leads_to(kind: str, target: str) -> str:
    return RELS.format(
        f"<Relationship Id='r1' Type='{OFFICE}{kind}' Target='{target}' TargetMode='External'/>"
    )


def word(**parts: str | bytes) -> bytes:
    return package("word/document.xml", **parts)


def workbook(**parts: str | bytes) -> bytes:
    return package("xl/workbook.xml", **parts)


def field(*runs: str) -> str:
    cut = "".join(f"<w:r><w:instrText>{run}</w:instrText></w:r>" for run in runs)
    return f"<w:document {WORD}><w:body><w:p>{cut}</w:p></w:body></w:document>"


def formula(text: str) -> str:
    return f"<worksheet {SHEET}><sheetData><row><c><f>{text}</f></c></row></sheetData></worksheet>"


def pdf(*objects: bytes) -> bytes:
    return b"%PDF-1.7\n" + b"\n".join(objects) + b"\ntrailer << /Root 1 0 R >>\n%%EOF"


def packed(text: bytes, more: bytes = b"") -> bytes:
    body = zlib.compress(text)
    return b"5 0 obj << /Type /ObjStm /Filter /FlateDecode %s>> stream\n%s\nendstream endobj" % (
        more,
        body,
    )


STYLES = "word___rels__settings_xml_rels"
ACTING = {
    "a remote template": (word(**{STYLES: leads_to("attachedTemplate", "https://evil.example/a.dotm")}), "远程模板"),
    "an OLE object": (word(word__embeddings__oleObject1_bin=b"\xd0\xcf\x11\xe0"), r"嵌入的对象（OLE）"),
    "a linked object": (word(word___rels__document_xml_rels=leads_to("oleObject", "file:///c:/x")), "OLE"),
    "a picture from outside": (word(word___rels__document_xml_rels=leads_to("image", "http://x/y.png")), "外部图片"),
    "a link to a file": (word(word___rels__document_xml_rels=leads_to("hyperlink", "file://x/y")), "指向文件的链接"),
    "a script as a link": (word(word___rels__document_xml_rels=leads_to("hyperlink", "javascript:x")), "链接"),
    "a DDE field": (word(main=field("DDEAUTO c:\\\\windows\\\\cmd.exe")), "DDEAUTO"),
    "a DDE field cut in pieces": (word(main=field(" D", "DEA", "UTO x")), "DDEAUTO"),
    "a text taken in": (word(main=field('INCLUDETEXT "http://x"')), "INCLUDETEXT"),
    "macros": (word(word__vbaProject_bin=b"x"), "宏"),
    "controls": (word(word__activeX__activeX1_xml="<x/>"), "控件"),
    "a page inside": (word(word__altChunk1_html="x"), "嵌入的文件"),
    "a program": (word(word__media__image1_exe=b"MZ"), "嵌入的文件"),
    "a workbook's DDE": (workbook(xl__worksheets__sheet1_xml=formula("cmd|'/c calc'!A0")), "公式"),
    "a web service": (workbook(xl__worksheets__sheet1_xml=formula("WEBSERVICE(A1)")), "公式"),
    "a link to a workbook": (workbook(xl__externalLinks__externalLink1_xml="<x/>"), "外部链接"),
    "a data connection": (workbook(xl__connections_xml="<x/>"), "外部数据连接"),
    "a macro sheet": (workbook(xl__macrosheets__sheet1_xml="<x/>"), "宏"),
    "JavaScript": (pdf(b"1 0 obj << /OpenAction << /S /JavaScript /JS (app.alert(1)) >> >> endobj"), "脚本"),
    "JavaScript escaped": (pdf(b"1 0 obj << /S /J#61vaScript /J#53 (x) >> endobj"), "脚本"),
    "JavaScript packed": (pdf(packed(b"1 0 << /S /JavaScript /JS (x) >>")), "脚本"),
    "JavaScript behind a false stream": (
        pdf(b"1 0 obj (stream\n) endobj 2 0 obj << /S /JavaScript >> endobj 3 0 obj (endstream) endobj"), "脚本"),
    "a program to start": (pdf(b"1 0 obj << /S /Launch /F (cmd.exe) >> endobj"), "启动程序"),
    "a file inside": (pdf(b"1 0 obj << /Names << /EmbeddedFiles 2 0 R >> >> endobj"), "嵌入的文件"),
    "a form": (pdf(b"1 0 obj << /FT /Tx /T (name) >> endobj"), "可填写的表单"),
    "a lock": (pdf(b"trailer << /Encrypt 9 0 R >>"), "设有密码"),
    "an odd packing": (pdf(packed(b"x", b"/DecodeParms [] ").replace(b"/FlateDecode", b"[/ASCIIHexDecode /FlateDecode]")),
                       "写法不常见"),
}  # fmt: skip


@pytest.mark.parametrize(("data", "says"), ACTING.values(), ids=ACTING)
def test_what_acts_or_hides_is_refused_by_name(data, says):
    with pytest.raises(UnreadableDocument, match=says):
        kept_file(data)


@pytest.mark.parametrize(
    "data",
    [
        word(
            word___rels__document_xml_rels=leads_to("hyperlink", "https://www.gov.cn/"),
            main=field('HYPERLINK "https://www.gov.cn/"', " PAGE "),
        ),
        workbook(
            xl__worksheets__sheet1_xml=formula("SUM(A1:B2)"),
            xl__printerSettings__printerSettings1_bin=b"x",
        ),
        pdf(b"1 0 obj << /FT /Sig /T (\xe7\xab\xa0) >> endobj"),  # an electronic seal
        pdf(b"1 0 obj << /Length 20 >> stream\n\x00\x01/JS /Launch \x02\nendstream endobj"),
    ],
    ids=["word", "workbook", "sealed pdf", "pdf with such letters in a picture"],
)
def test_an_ordinary_file_is_kept_as_it_is(data):
    ending, drawn = kept_file(data)
    assert ending in ("docx", "xlsx", "pdf")
    assert drawn is None


@pytest.mark.parametrize("kind", ["docx", "pdf"])
def test_the_given_and_printed_documents_are_kept(kind):
    assert kept_file(SEEDS[kind]()) == (kind, None)


def picture(kind: str, size: tuple[int, int] = (60, 40)) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", size, "red").save(out, kind)
    return out.getvalue()


def claimed(width: int, height: int) -> bytes:
    """A small PNG that says it is large."""
    data = bytearray(picture("PNG"))
    data[16:24] = width.to_bytes(4, "big") + height.to_bytes(4, "big")
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4, "big")
    return bytes(data)


@pytest.mark.parametrize("drawing", [drawn_anew, lambda data: picture_sizes(data)[0][3]])
def test_what_stands_under_transparent_pixels_is_drawn_as_the_white_paper_that_is_seen(drawing):
    seen = Image.new("RGBA", (400, 300), (0, 120, 0, 255))
    seen.paste((200, 0, 0, 0), (0, 0, 200, 300))  # what was rubbed out keeps its colour in the file
    out = io.BytesIO()
    seen.save(out, "PNG")
    drawn = Image.open(io.BytesIO(drawing(out.getvalue()))).convert("RGB")
    left, right = (drawn.getpixel((drawn.width * at // 4, 100)) for at in (1, 3))
    assert min(left) > 250 and right[1] > 100 and max(right[0], right[2]) < 20


@pytest.mark.parametrize("size", [(30_000, 30_000), (5_001, 5_000), (2**31 - 1, 2**31 - 1)])
def test_pixels_are_counted_before_anything_is_decoded(size, monkeypatch):
    data = claimed(*size)
    monkeypatch.setattr(Image.Image, "load", lambda self: pytest.fail("decoded"))
    with pytest.raises(UnreadableDocument, match=r"像素太多|打不开"):
        kept_file(data)


def test_the_largest_picture_fits_into_the_memory_of_the_process_and_the_server_holds_none_of_it():
    """A JPEG of 59 million pixels is decoded at the size it is kept in; the peak of this process stays."""
    data = picture("JPEG", (7_700, 7_700))
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    ending, drawn = kept_file_bounded(data, "现场.jpg", megabytes=600)
    assert ending == "jpg"
    assert max(Image.open(io.BytesIO(drawn)).size) == kept_files.LONGEST_SIDE
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024


def test_a_file_that_needs_more_memory_than_is_given_is_a_sentence():
    with pytest.raises(UnreadableDocument, match="内存或时间超过上限"):
        kept_file_bounded(picture("PNG", (4_900, 4_900)), "现场.png", megabytes=180)


def test_the_bounds_of_the_process_are_what_the_settings_say():
    assert (bounded.SECONDS, bounded.MEGABYTES) == (20.0, 1024)


MUTATED = {
    **{kind: SEEDS[kind] for kind in ("docx", "xlsx", "pdf", "plain.pdf")},
    "jpg": lambda: picture("JPEG"),
    "png": lambda: picture("PNG"),
}
EACH = 120


@pytest.mark.parametrize("kind", MUTATED)
def test_a_damaged_file_is_kept_or_refused_with_a_sentence(kind):
    """Seeded damage; whatever comes besides a sentence fails here (in the server it would be one all the same)."""
    whole = MUTATED[kind]()
    chance = random.Random(f"kept {kind} 20261128")
    for _ in range(EACH):
        data = bytearray(whole)
        for _ in range(chance.choice((1, 3, 20))):
            at = chance.randrange(8, len(whole))
            if at >= len(data):
                continue
            match chance.randrange(4):
                case 0:
                    data[at] = chance.randrange(256)
                case 1:
                    del data[at : at + chance.randrange(1, 40)]
                case 2:
                    data[at:at] = chance.randbytes(chance.randrange(1, 12))
                case 3:
                    data[at : at + 4] = chance.choice((b"\xff" * 4, b"\0" * 4, b"\x7f\xff\xff\xff"))
        try:
            ending, _ = kept_file(bytes(data))
        except UnreadableDocument as refusal:
            assert str(refusal).endswith("。")
        else:
            assert ending
