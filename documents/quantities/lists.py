"""List numbers in a cell: 1. 2. ① (三) 一是. They are no quantities, and they tell which item answers which."""

from __future__ import annotations

import re

from documents.text import item_value

from . import units

_LISTED = re.compile(
    r"(?:^|(?<=[\n。;]))[ ]*(?:"
    r"(?P<number>\d{1,2})(?P<sign>[.、)]|(?=\n))\s*"
    r"|\((?P<inside>\d{1,2})\)\s*|\((?P<written>[一二三四五六七八九十]{1,3})\)\s*|(?P<head>[一二三四五六七八九十]{1,3})[、.]\s*"
    r"|(?P<is>[一二三四五六七八九十])是 ?"
    r")"
)
_PARTS = re.compile(r"(?:^|(?<=[\n。;]))[ ]*(\d{1,2})[.](\d{1,2})[ 、.]*(?=[\u4e00-\u9fff“])")
_ROUND = re.compile(r"[①-⑳❶-❿⑴-⒇]|(?<=[,;。:])[一二三四五六七八九十]是|(?<=[,;。:])\(\d{1,2}\)")
_WHOLE = tuple(sorted(units.WHOLE, key=len, reverse=True))


def without_numbers(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The text with its list numbers as spaces, and where each item starts with its number.

    1.6个高中学校 is the first item, then 6个: half a school cannot be built.
    """
    text, items = _without_parts(text)
    listed = list(_LISTED.finditer(text))
    numbered = {int(match["number"]) for match in listed if match["number"]}
    out = text
    for match in listed:
        if match["number"] and not _is_item(text, match, numbered):
            continue
        items.append((match.end(), _number(match)))
        out = out[: match.start()] + re.sub(r"[^\n]", " ", match.group()) + out[match.end() :]
    items.extend((match.end(), _round(match.group())) for match in _ROUND.finditer(out))
    out = _ROUND.sub(lambda match: ";" + " " * (len(match.group()) - 1), out)
    return out, sorted(items)


def _without_parts(text: str) -> tuple[str, list[tuple[int, int]]]:
    """10.1 … 10.2 …: numbers of parts that count on from one; a lone 1.5万人 is a quantity."""
    found: list[re.Match[str]] = []
    for match in _PARTS.finditer(text):
        if int(match[2]) == len(found) + 1 and (not found or match[1] == found[0][1]):
            found.append(match)
    if len(found) < 2:
        return text, []
    for match in found:
        text = f"{text[: match.start()]}{' ' * len(match.group())}{text[match.end() :]}"
    return text, [(match.end(), int(match[2])) for match in found]


def item_at(items: list[tuple[int, int]], place: int) -> int | None:
    """The number of the item that a place lies in; None before the first."""
    number = None
    for start, listed in items:
        if start > place:
            break
        number = listed
    return number


def _number(match: re.Match[str]) -> int:
    if digits := match["number"] or match["inside"]:
        return int(digits)
    return item_value(match["written"] or match["head"] or match["is"])


def _round(sign: str) -> int:
    if sign[0] == "(":
        return int(sign[1:-1])
    if value := item_value(sign[0]):
        return value
    for first in "❶⑴":
        if 0 <= ord(sign) - ord(first) < 20:
            return ord(sign) - ord(first) + 1
    return 0


def _is_item(text: str, match: re.Match[str], numbered: set[int]) -> bool:
    """Whether 1.6个 opens a list: another item says so, or the thing cannot be cut into tenths."""
    number, after = int(match["number"]), text[match.end() : match.end() + 1]
    if match["sign"] != "." or not after.isdigit():
        return True
    has_neighbour = number + 1 in numbered or (number > 1 and number - 1 in numbered)
    unit = re.match(r"\d+ ?([^\d\s,;。]{1,3})", text[match.end() :])
    return has_neighbour or bool(unit and unit[1].startswith(_WHOLE))
