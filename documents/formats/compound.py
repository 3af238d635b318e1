"""The directory of an OLE compound file: what the old Office formats and encrypted files keep inside."""

from __future__ import annotations

import struct

from documents.formats.limits import damaged

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_FREE = 0xFFFFFFFA
_MOST_SECTORS = 200_000


class CompoundFile:
    """Streams of a compound file by name. Raises UnreadableDocument where its structure is broken."""

    def __init__(self, data: bytes) -> None:
        if len(data) < 512 or not data.startswith(SIGNATURE):
            raise damaged("Office 97-2003 文件")
        self._data = data
        (sector_shift, mini_shift) = struct.unpack_from("<HH", data, 30)
        if sector_shift not in (9, 12) or mini_shift != 6:
            raise damaged("Office 97-2003 文件")
        self._sector = 1 << sector_shift
        (fat_count, directory, _, mini_cutoff, mini_fat, _, difat, _) = struct.unpack_from(
            "<IIIIIIII", data, 44
        )
        self._mini_cutoff = mini_cutoff
        self._fat = self._read_fat(fat_count, difat)
        self._mini_fat_start = mini_fat
        self._entries: dict[str, tuple[int, int]] = {}
        self.names: list[str] = []
        """Every storage and stream, in file order."""
        self._root = (_FREE, 0)
        self._read_directory(directory)

    def has(self, name: str) -> bool:
        return name in self._entries

    def stream(self, name: str) -> bytes:
        """A stream's bytes; empty where there is none of that name."""
        start, size = self._entries.get(name, (_FREE, 0))
        if size > len(self._data):
            raise damaged("Office 97-2003 文件")
        if size >= self._mini_cutoff:
            return self._chain(start)[:size]
        if size == 0:
            return b""
        small = self._chain(self._root[0])[: self._root[1]]
        mini_fat = _integers(self._chain(self._mini_fat_start))
        pieces: list[bytes] = []
        sector = start
        while sector < len(mini_fat) and len(pieces) * 64 < size:
            pieces.append(small[sector * 64 : sector * 64 + 64])
            sector = mini_fat[sector]
        return b"".join(pieces)[:size]

    def _at(self, sector: int) -> bytes:
        start = (sector + 1) * self._sector
        return self._data[start : start + self._sector]

    def _read_fat(self, count: int, difat: int) -> tuple[int, ...]:
        sectors = [
            sector for sector in struct.unpack_from("<109I", self._data, 76) if sector < _FREE
        ]
        seen = 0
        while difat < _FREE and seen < 1000 and len(sectors) < count:
            block = _integers(self._at(difat))
            if not block:
                break
            sectors.extend(sector for sector in block[:-1] if sector < _FREE)
            difat = block[-1]
            seen += 1
        if len(sectors) * self._sector > len(self._data) * 2 or len(sectors) > _MOST_SECTORS:
            raise damaged("Office 97-2003 文件")
        return _integers(b"".join(map(self._at, sectors[:count])))

    def _chain(self, start: int) -> bytes:
        pieces: list[bytes] = []
        most = len(self._data) // self._sector + 1
        sector = start
        while sector < len(self._fat):
            pieces.append(self._at(sector))
            sector = self._fat[sector]
            if len(pieces) > most:
                raise damaged("Office 97-2003 文件")
        return b"".join(pieces)

    def _read_directory(self, start: int) -> None:
        entries = self._chain(start)
        for at in range(0, len(entries) - 127, 128):
            length, kind = struct.unpack_from("<HB", entries, at + 64)
            if kind == 0 or not 2 <= length <= 64:
                continue
            name = entries[at : at + length - 2].decode("utf-16-le", errors="replace")
            first, size = struct.unpack_from("<II", entries, at + 116)
            self.names.append(name)
            if kind == 5:
                self._root = (first, size)
            elif kind == 2:
                self._entries.setdefault(name, (first, size))


def wrapped(name: str, stream: bytes) -> bytes:
    """A sound compound file with one stream.

    A reader that trusts a container made for it follows chains without end; it is given this one instead.
    """
    sector, end, mark, free = 4096, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
    content = stream.ljust(sector, b"\0")
    count = -(-len(content) // sector)
    # The table of chains holds a number for every sector: its own, the directory's and the stream's.
    tables = 1
    while tables * (sector // 4) < tables + 2 + count:
        tables += 1
    first = tables + 1
    # Readers want a stream of small streams under the root; a blank sector at the end stands for it.
    small = first + count
    chains = [mark] * tables + [end] + [first + at + 1 for at in range(count - 1)]
    chains += [end, end]
    chains += [free] * (tables * (sector // 4) - len(chains))
    header = struct.pack(
        "<8s16xHHHHH6xIIIIIIIIII",
        SIGNATURE, 0x3E, 4, 0xFFFE, 12, 6, 1, tables, tables, 0, 4096, end, 0, end, 0, 0,
    )  # fmt: skip
    header = header[:76] + struct.pack("<109I", *range(tables), *[free] * (109 - tables))
    entries = _entry("Root Entry", 5, small, 64, child=1) + _entry(name, 2, first, len(content))
    entries += _entry("", 0, 0, 0) * (sector // 128 - 2)
    body = content.ljust((count + 1) * sector, b"\0")
    return header.ljust(sector, b"\0") + struct.pack(f"<{len(chains)}I", *chains) + entries + body


def _entry(name: str, kind: int, start: int, size: int, *, child: int = 0xFFFFFFFF) -> bytes:
    encoded = name.encode("utf-16-le") + b"\0\0" if name else b""
    return struct.pack(
        "<64sHBBIII36xIQ",
        encoded,
        len(encoded),
        kind,
        1,
        0xFFFFFFFF,
        0xFFFFFFFF,
        child,
        start,
        size,
    )


def _integers(data: bytes) -> tuple[int, ...]:
    return struct.unpack(f"<{len(data) // 4}I", data[: len(data) // 4 * 4])
