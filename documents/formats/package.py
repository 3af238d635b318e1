"""The zip container of Office files, opened with every bound checked before anything is unpacked."""

from __future__ import annotations

import struct
import zipfile
import zlib
from io import BytesIO

from documents.formats.limits import (
    MAX_ENTRIES,
    MAX_PART_BYTES,
    MAX_RATIO,
    MAX_UNPACKED_BYTES,
    damaged,
)
from documents.formats.xmlparts import document_type, has_document_type
from documents.grids import UnreadableDocument

_END_OF_DIRECTORY = b"PK\x05\x06"
_NAME_BYTES = 400
_HARMLESS_SMALL = 1024 * 1024
_BEGINNING = 64 * 1024
"""Bytes of a part in which a document type is looked for."""


class Package:
    """A zip file whose entries were found harmless in number, size and kind; `read` unpacks one of them."""

    def __init__(self, data: bytes) -> None:
        self._data = data
        _check_directory(data)
        try:
            with zipfile.ZipFile(BytesIO(data)) as archive:
                entries = archive.infolist()
        except (
            zipfile.BadZipFile,
            NotImplementedError,
            ValueError,
            struct.error,
            OSError,
        ) as error:
            raise damaged("Office 文件") from error
        _check_entries(entries)
        self._entries = {_plain(entry.filename): entry for entry in entries}
        if len(self._entries) != len(entries):
            raise damaged("Office 文件")

    @property
    def names(self) -> frozenset[str]:
        return frozenset(self._entries)

    def size(self, name: str) -> int:
        """Unpacked bytes of a part."""
        return self._entries[_plain(name)].file_size

    def has(self, name: str) -> bool:
        return _plain(name) in self._entries

    def check_document_types(self) -> None:
        """Refuse a package of which any XML part declares a document type, read or not: no office writes one."""
        for name in self._entries:
            if name.endswith((".xml", ".rels", ".vml")) and has_document_type(
                self._beginning(name)
            ):
                raise document_type()

    def _beginning(self, name: str) -> bytes:
        """The first bytes of a part, empty where it cannot be unpacked: whoever reads it will say so."""
        entry = self._entries[name]
        packed = self._packed(entry)
        if packed is None or entry.compress_type == zipfile.ZIP_STORED:
            return bytes((packed or b"")[:_BEGINNING])
        try:
            return zlib.decompressobj(-zlib.MAX_WBITS).decompress(packed, _BEGINNING)
        except zlib.error:
            return b""

    def _packed(self, entry: zipfile.ZipInfo) -> memoryview | None:
        """The packed bytes of an entry; None where its header is broken."""
        start = entry.header_offset
        header = self._data[start : start + 30]
        if len(header) < 30 or header[:4] != b"PK\x03\x04":
            return None
        name_length, extra_length = struct.unpack("<HH", header[26:30])
        start += 30 + name_length + extra_length
        return memoryview(self._data)[start : start + entry.compress_size]

    def read(self, name: str) -> bytes:
        """The unpacked part. Raises UnreadableDocument where it is absent or not what its entry says.

        The declared size is held to: a stream that goes on past it would be a bomb for a reader that trusts
        the stream.
        """
        entry = self._entries.get(_plain(name))
        if entry is None:
            raise damaged("Office 文件")
        packed = self._packed(entry)
        if packed is None:
            raise damaged("Office 文件")
        if entry.compress_type == zipfile.ZIP_STORED:
            content = bytes(packed)
        else:
            inflater = zlib.decompressobj(-zlib.MAX_WBITS)
            try:
                content = inflater.decompress(packed, entry.file_size + 1)
            except zlib.error as error:
                raise damaged("Office 文件") from error
            if not inflater.eof:
                raise damaged("Office 文件")
        if len(content) != entry.file_size or zlib.crc32(content) != entry.CRC:
            raise damaged("Office 文件")
        return content


def _plain(name: str) -> str:
    return name.replace("\\", "/").lstrip("/").lower()


def _check_directory(data: bytes) -> None:
    """Refuse a directory of entries too long to be listed at all."""
    tail = data[-65_557:]
    at = tail.rfind(_END_OF_DIRECTORY)
    if at < 0 or len(tail) - at < 22:
        raise damaged("Office 文件")
    count, size = struct.unpack("<HI", tail[at + 10 : at + 16])
    if count > MAX_ENTRIES or size > MAX_ENTRIES * _NAME_BYTES:
        raise _bomb()


def _check_entries(entries: list[zipfile.ZipInfo]) -> None:
    if not entries:
        raise UnreadableDocument("文件是空的压缩包，里面没有文档。")
    if len(entries) > MAX_ENTRIES:
        raise _bomb()
    if sum(entry.file_size for entry in entries) > MAX_UNPACKED_BYTES:
        raise _bomb()
    for entry in entries:
        name = _plain(entry.filename)
        if entry.flag_bits & 0x1:
            raise encrypted()
        if ".." in name.split("/") or entry.compress_type not in (
            zipfile.ZIP_STORED,
            zipfile.ZIP_DEFLATED,
        ):
            raise damaged("Office 文件")
        if name.endswith(("vbaproject.bin", "vbadata.xml")) or "/macrosheets/" in name:
            raise macros()
        if name.endswith((".xml", ".rels")) and entry.file_size > MAX_PART_BYTES:
            raise _bomb()
        if entry.file_size > _HARMLESS_SMALL and entry.file_size > MAX_RATIO * max(
            1, entry.compress_size
        ):
            raise _bomb()


def _bomb() -> UnreadableDocument:
    return UnreadableDocument("文件解压后异常庞大，可能是有意构造的压缩包，已拒绝读取。")


def encrypted() -> UnreadableDocument:
    return UnreadableDocument("文件设有打开密码，请取消密码（不加密）后重新保存再上传。")


def macros() -> UnreadableDocument:
    return UnreadableDocument("文件带有宏，不能接收，请另存为不含宏的 .xlsx 或 .docx 后再上传。")
