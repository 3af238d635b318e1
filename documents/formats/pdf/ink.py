"""What is drawn on the pages of a PDF: signs with their places, and ruled lines, as PDFium tells them.

Only `process` runs this: PDFium is a large native library, and a file from outside may break it.
"""

from __future__ import annotations

import ctypes
import unicodedata
from itertools import pairwise
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as c

Sign = tuple[str, float, float, float, float]
"""A sign with left, top, right and bottom, in points, counted downwards from the page's top left."""
Rule = tuple[float, float, float, float]
"""A ruled line, level or upright: left, top, right, bottom."""
PageInk = tuple[float, float, list[Sign], list[Rule], bool, int]
"""Width, height, signs, rules, whether there is a picture, and how many signs cannot be seen."""

MOST_PAGES = 300
_MOST_SIGNS = 400_000
_MOST_SEGMENTS = 300_000
_MOST_OBJECTS = 200_000
_DEEPEST = 6
_THIN = 3.5
"""Points: a filled shape no thicker is a ruled line."""
_SHORTEST = 2.0
_STRAIGHT = 0.8
_QUARTER = 1.5707963
_ASLANT = 0.06
"""Of a quarter turn: signs that stand more aslant belong to a watermark."""
_LINE, _MOVE = c.FPDF_SEGMENT_LINETO, c.FPDF_SEGMENT_MOVETO


class TooMuch(Exception):
    """The file holds more than any document."""


class NeedsPassword(Exception):
    """The file opens with a password only."""


class Broken(Exception):
    """The file is no sound PDF."""


def ink_of(data: bytes) -> list[PageInk]:
    """The ink of every page. Raises TooMuch, NeedsPassword, Broken."""
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if getattr(error, "err_code", None) == c.FPDF_ERR_PASSWORD:
            raise NeedsPassword from error
        raise Broken from error
    count = len(document)
    if count > MOST_PAGES:
        raise TooMuch
    counter = _Counter()
    return [_page(document, at, counter) for at in range(count)]


class _Counter:
    """What all pages together may still hold."""

    def __init__(self) -> None:
        self.signs, self.segments, self.objects = _MOST_SIGNS, _MOST_SEGMENTS, _MOST_OBJECTS

    def take(self, *, signs: int = 0, segments: int = 0, objects: int = 0) -> None:
        self.signs -= signs
        self.segments -= segments
        self.objects -= objects
        if self.signs < 0 or self.segments < 0 or self.objects < 0:
            raise TooMuch


def _page(document: Any, at: int, counter: _Counter) -> PageInk:
    try:
        page = document[at]
    except pdfium.PdfiumError as error:
        raise Broken from error
    left, bottom, right, top = page.get_bbox()
    rules, has_picture = _rules(page.raw, counter)
    # The page is turned until its signs stand upright, however it asks to be shown.
    signs, unseen, turn = _signs(page.raw, counter)
    place = _Placing(left, bottom, right, top, turn)
    return (
        place.width,
        place.height,
        _undoubled([(sign, *place.box(box)) for sign, box in signs]),
        [place.box(box) for box in rules],
        has_picture,
        unseen,
    )


class _Placing:
    """Turns the file's upward coordinates into those of the page as it is read."""

    def __init__(self, left: float, bottom: float, right: float, top: float, turn: int) -> None:
        self._left, self._bottom, self._right, self._top = left, bottom, right, top
        self._turn = turn
        width, height = right - left, top - bottom
        self.width, self.height = (height, width) if turn % 2 else (width, height)

    def box(self, box: Rule) -> Rule:
        x0, y0, x1, y1 = box
        points = [self._point(x, y) for x, y in ((x0, y0), (x1, y1))]
        (ax, ay), (bx, by) = points
        return (min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        if self._turn == 0:
            return x - self._left, self._top - y
        if self._turn == 1:  # shown turned to the right
            return y - self._bottom, x - self._left
        if self._turn == 2:
            return self._right - x, y - self._bottom
        return self._top - y, self._right - x


def _signs(page: Any, counter: _Counter) -> tuple[list[tuple[str, Rule]], int, int]:
    """The signs of a page, how many of them cannot be seen, and by how many quarters they are turned."""
    text = c.FPDFText_LoadPage(page)
    if not text:
        return [], 0, 0
    count = max(0, c.FPDFText_CountChars(text))
    counter.take(signs=count)
    found: list[tuple[str, Rule]] = []
    box = c.FS_RECTF()
    reference = ctypes.byref(box)
    get_unicode, get_box = c.FPDFText_GetUnicode, c.FPDFText_GetLooseCharBox
    get_angle = c.FPDFText_GetCharAngle
    quarters = [0, 0, 0, 0]
    unseen = sampled = 0
    step = max(1, count // 60)
    for at in range(count):
        code = get_unicode(text, at)
        if code <= 32:
            continue
        if at % step == 0:
            sampled += 1
            unseen += _is_unseen(text, at)
        angle = get_angle(text, at) / _QUARTER
        if abs(angle - round(angle)) > _ASLANT:
            continue  # a watermark
        quarters[round(angle) % 4] += 1
        if not get_box(text, at, reference):
            continue
        found.append((_sign(code), (box.left, box.bottom, box.right, box.top)))
    c.FPDFText_ClosePage(text)
    turn = -quarters.index(max(quarters)) % 4
    hidden = len(found) if sampled and unseen * 2 > sampled else 0
    return found, hidden, turn


def _is_unseen(text: Any, at: int) -> bool:
    item = c.FPDFText_GetTextObject(text, at)
    return bool(item) and c.FPDFTextObj_GetTextRenderMode(item) == c.FPDF_TEXTRENDERMODE_INVISIBLE


def _sign(code: int) -> str:
    """A sign as it is typed: files often hold the radical ⽬ for 目."""
    if 0x2E80 <= code < 0x2FE0 or 0xF900 <= code < 0xFB00:
        return unicodedata.normalize("NFKC", chr(code))
    return chr(code) if code < 0x110000 else "\ufffd"


def _undoubled(signs: list[Sign]) -> list[Sign]:
    """Signs without those drawn twice to look bold."""
    seen: set[tuple[str, int, int]] = set()
    kept: list[Sign] = []
    for sign in signs:
        key = (sign[0], round(sign[1] / 1.5), round(sign[2] / 1.5))
        if key not in seen:
            seen.add(key)
            kept.append(sign)
    return kept


def _rules(page: Any, counter: _Counter) -> tuple[list[Rule], bool]:
    """The ruled lines of a page, in the file's coordinates, and whether it shows a picture."""
    rules: list[Rule] = []
    has_picture = False
    stack: list[tuple[Any, tuple[float, ...], int]] = []
    count = max(0, c.FPDFPage_CountObjects(page))
    counter.take(objects=count)
    unit = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    stack = [(c.FPDFPage_GetObject(page, at), unit, 0) for at in range(count)]
    while stack:
        item, outer, depth = stack.pop()
        kind = c.FPDFPageObj_GetType(item)
        if kind == c.FPDF_PAGEOBJ_PATH:
            _path(item, outer, rules, counter)
        elif kind == c.FPDF_PAGEOBJ_IMAGE:
            has_picture = True
        elif kind == c.FPDF_PAGEOBJ_FORM and depth < _DEEPEST:
            inner = max(0, c.FPDFFormObj_CountObjects(item))
            counter.take(objects=inner)
            matrix = _times(_matrix(item), outer)
            stack.extend(
                (c.FPDFFormObj_GetObject(item, at), matrix, depth + 1) for at in range(inner)
            )
    return rules, has_picture


def _matrix(item: Any) -> tuple[float, ...]:
    matrix = c.FS_MATRIX()
    if not c.FPDFPageObj_GetMatrix(item, ctypes.byref(matrix)):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return (matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f)


def _times(first: tuple[float, ...], second: tuple[float, ...]) -> tuple[float, ...]:
    a, b, d, e, x, y = first
    p, q, r, s, u, v = second
    return (
        a * p + b * r, a * q + b * s, d * p + e * r, d * q + e * s, x * p + y * r + u, x * q + y * s + v,
    )  # fmt: skip


def _path(item: Any, outer: tuple[float, ...], rules: list[Rule], counter: _Counter) -> None:
    """The ruled lines of one drawn path: straight strokes, and filled shapes as thin as a line."""
    count = c.FPDFPath_CountSegments(item)
    if count <= 0:
        return
    counter.take(segments=count)
    fill, stroke = ctypes.c_int(), ctypes.c_int()
    c.FPDFPath_GetDrawMode(item, ctypes.byref(fill), ctypes.byref(stroke))
    if not (fill.value or stroke.value):
        return
    matrix = _times(_matrix(item), outer)
    for points in _shapes(item, count, matrix):
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = (min(xs), min(ys), max(xs), max(ys))
        width, height = box[2] - box[0], box[3] - box[1]
        if min(width, height) <= _THIN:
            if max(width, height) >= _SHORTEST:
                rules.append(_thin(box))
        elif stroke.value:
            for (ax, ay), (bx, by) in pairwise(points):
                if abs(ax - bx) <= _STRAIGHT or abs(ay - by) <= _STRAIGHT:
                    rules.append(_thin((min(ax, bx), min(ay, by), max(ax, bx), max(ay, by))))


def _thin(box: Rule) -> Rule:
    """A line along the middle of a thin box."""
    x0, y0, x1, y1 = box
    if x1 - x0 >= y1 - y0:
        return (x0, (y0 + y1) / 2, x1, (y0 + y1) / 2)
    return ((x0 + x1) / 2, y0, (x0 + x1) / 2, y1)


def _shapes(item: Any, count: int, matrix: tuple[float, ...]) -> list[list[tuple[float, float]]]:
    """The points of each part of a path that is drawn without lifting the pen; curved parts are left out."""
    a, b, d, e, u, v = matrix
    shapes: list[list[tuple[float, float]]] = []
    points: list[tuple[float, float]] = []
    is_straight = True
    x, y = ctypes.c_float(), ctypes.c_float()
    for at in range(count):
        segment = c.FPDFPath_GetPathSegment(item, at)
        kind = c.FPDFPathSegment_GetType(segment)
        c.FPDFPathSegment_GetPoint(segment, ctypes.byref(x), ctypes.byref(y))
        point = (a * x.value + d * y.value + u, b * x.value + e * y.value + v)
        if kind == _MOVE:
            if len(points) > 1 and is_straight:
                shapes.append(points)
            points, is_straight = [point], True
            continue
        is_straight &= kind == _LINE
        points.append(point)
        if c.FPDFPathSegment_GetClose(segment):
            points.append(points[0])
    if len(points) > 1 and is_straight:
        shapes.append(points)
    return shapes
