"""SM3 (GB/T 32905-2016): OpenSSL's where it has one, otherwise the same algorithm in Python.

Some builds of OpenSSL leave SM3 out. A digest that is public has to be computable on every machine, so the
fallback stands here, held to the standard's own known answers and to OpenSSL's results in the tests.
"""

from __future__ import annotations

import hashlib
import struct

KNOWN_ANSWERS: dict[bytes, str] = {
    b"abc": "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0",
    b"abcd" * 16: "debe9ff92275b8a138604889c18e5a4d6fdb70e5387e5765293dcba39c0c5732",
}
"""The two examples of the standard's annex A."""

_START = (
    0x7380166F, 0x4914B2B9, 0x172442D7, 0xDA8A0600, 0xA96F30BC, 0x163138AA, 0xE38DEE4D, 0xB0FB0E4E,
)  # fmt: skip
_MASK = 0xFFFFFFFF
_BLOCK = 64


def sm3_hex(data: bytes) -> str:
    """The SM3 digest in lower-case hexadecimal."""
    try:
        return hashlib.new("sm3", data).hexdigest()
    except ValueError:
        return sm3_in_python(data)


def known_answers_hold() -> bool:
    """Whether this machine's SM3 gives the standard's answers; for a check at start-up."""
    return all(sm3_hex(data) == answer for data, answer in KNOWN_ANSWERS.items())


def sm3_in_python(data: bytes) -> str:
    """The same digest without OpenSSL: slow (about three seconds a megabyte), and right."""
    length = struct.pack(">Q", len(data) * 8)
    padded = data + b"\x80" + b"\x00" * ((55 - len(data)) % _BLOCK) + length
    state: tuple[int, ...] = _START
    for start in range(0, len(padded), _BLOCK):
        state = _compressed(state, struct.unpack_from(">16I", padded, start))
    return "".join(f"{word:08x}" for word in state)


def _turned(word: int, by: int) -> int:
    by %= 32
    return ((word << by) | (word >> (32 - by))) & _MASK


def _p0(word: int) -> int:
    return word ^ _turned(word, 9) ^ _turned(word, 17)


def _p1(word: int) -> int:
    return word ^ _turned(word, 15) ^ _turned(word, 23)


def _compressed(state: tuple[int, ...], block: tuple[int, ...]) -> tuple[int, ...]:
    words = list(block)
    for j in range(16, 68):
        words.append(
            _p1(words[j - 16] ^ words[j - 9] ^ _turned(words[j - 3], 15))
            ^ _turned(words[j - 13], 7)
            ^ words[j - 6]
        )
    a, b, c, d, e, f, g, h = state
    for j in range(64):
        constant = 0x79CC4519 if j < 16 else 0x7A879D8A
        ss1 = _turned((_turned(a, 12) + e + _turned(constant, j)) & _MASK, 7)
        ss2 = ss1 ^ _turned(a, 12)
        if j < 16:
            ff, gg = a ^ b ^ c, e ^ f ^ g
        else:
            ff, gg = (a & b) | (a & c) | (b & c), (e & f) | (~e & _MASK & g)
        tt1 = (ff + d + ss2 + (words[j] ^ words[j + 4])) & _MASK
        tt2 = (gg + h + ss1 + words[j]) & _MASK
        a, b, c, d = tt1, a, _turned(b, 9), c
        e, f, g, h = _p0(tt2), e, _turned(f, 19), g
    return tuple(old ^ new for old, new in zip(state, (a, b, c, d, e, f, g, h), strict=True))
