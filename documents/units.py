"""Responsible units in a cell: separated, glued together, broken over lines, with or without their roles."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from documents.persons import without_people
from documents.reading import Unit
from documents.text import fold, plain_spaces
from documents.unitwords import is_nothing

Role = Literal["lead", "cooperating"]

_ENDINGS = (
    "委|局|办|部|厅|处|署|院|所|站|社|会|联|团|队|中心|公司|集团|企业|银行|大学|学院|学校|医院|政府|"
    "街道|街道办|乡|镇|管委会|办公室|办事处|专班|指挥部|领导小组|工会|法院|检察院|单位|部门|"
    "镇街|街镇|区县|县区|市县|村|社区|联社|支行|分局|支队|大队|总队|基地|馆|园区|平台|妇联|残联|侨联|科协|文联"
)
_ENDS_AS_UNIT = re.compile(rf"(?:{_ENDINGS})(?:\([^()]*\))?$")
_STARTS_AS_UNIT = re.compile(
    r"(?:区|县|市|州|省|团区|团县|团市|各|属地|有关|相关|国网|重庆|中共|共青团|镇|乡)"
)
_HALF_BEGUN = re.compile(
    r"(?:区委|县委|市委|区政府|县政府|市政府|区人大|县人大|市人大|区政协|县政协|公安局)$"
)
_HALF_ENDS = re.compile(
    r"(?:办公室|宣传部|组织部|统战部|政法委|编办|网信办|社会工作部|社工部|农办|老干部局|党校|常委会|督查室|"
    r"交巡警|交警|特警|治安|改革办|财经办|国安办|外办|台办|巡察办|机关)"
)
_HALF_OF_A_GROUP = re.compile(r"(?:各|属地|有关|相关|辖区)(?:有关|相关)?(?:乡|镇|街|区|县|市)$")
"""各乡 at a line's end: the next line's 镇 is of the same group."""
_ONLY_AN_END = re.compile(r"(?:办事处|办公室|委员会|管委会|管理局|管理处|指挥部|分局|支队|大队)")
_SEPARATORS = re.compile(
    r"[、,;/|+&]|(?<=[委局办部会院中心司团联道镇乡府])(?=会同|联合[区县市])|(?<=[委局办部会院中心司团联道镇乡])(?:和|及|与|以及)(?=[区县市各属团有相])"
)
_GLUE = re.compile(
    r"(?<=[委局办部会院社联府司道镇乡所站])(?=(?:区|县|市)(?!委会|管委|域|级|里|直)[\u4e00-\u9fff]"
    r"|团[区县市]委|各(?:乡|镇|街|区|县|有|相)|属地|有关[乡镇街单部]|相关[乡镇街单部])"
    r"|(?<=中心|集团)(?=(?:区|县|市)[\u4e00-\u9fff]|团[区县市]委|各|属地)"
)
_ENCLOSED = re.compile(r"\(((?:[^()]|\([^()]*\))*)\)[。.;]?")
_LONGEST_CELL = 2_000
"""No cell of units is longer; what a hostile file puts behind is not looked at."""
_ROLE_WORDS: tuple[tuple[Role, str], ...] = (
    ("lead", r"牵头|主办|主责|总牵头|主要责任|主|牵"),
    ("cooperating", r"配合|协办|协同|协助|参与|协作|参加|共同配合|会办|会同|配|协|辅"),
)
_LABEL = re.compile(
    r"(?P<word>牵头|主办|主责|主要责任|配合|协办|协同|协助|参与|协作|参加|会办|责任|承办|实施|负责)"
    r"(?:责任)?(?:单位|部门|机构|主体)?\s*:"
)
_MARK = re.compile(
    r"\((?P<word>总?牵头|主办|主责|配合|协办|协同|协助|参与|协作|会办|责任|主|牵|配|协|辅)(?:单位|部门)?\)"
)
_TAIL = re.compile(
    r"(?:等(?:有关|相关)?(?:单位|部门)?|按(?:照)?(?:各自)?职责(?:分工)?(?:负责|落实|配合|抓好落实)?|(?P<word>牵头|主办|负责|配合|协办|协助|参与)(?:落实|实施|负责)?)$"
)
_STARRED = re.compile(r"^([*★☆▲△◆●■※#]+)\s*|\s*([*★☆▲△◆※#]+)$")
_BRACKETS = str.maketrans("【】〔〕〖〗[]", "()()()()")
_PROSE = re.compile(r"[(\uff08][^()\uff08\uff09]*(?:已|完成|正在|\d)[^()\uff08\uff09]*[)\uff09]$")
"""What was done, in a bracket behind the unit, is no part of its name."""
_LEADING = re.compile(r"^(?:由)?(?P<word>牵头|主办|配合|协办|会同|联合)(?=[区县市团各])")


@dataclass(frozen=True, slots=True)
class Mention:
    """A unit as one cell names it, with the role the cell gives it, if it gives one."""

    name: str
    role: Role | None = None


class KnownNames:
    """Names of units that are known: given from outside, or seen alone elsewhere in the document."""

    def __init__(self, names: Iterable[str] = ()) -> None:
        self._names: set[str] = set()
        self._longest = 0
        self.read: dict[str, list[Mention]] = {}
        """Cells read with these names: offices repeat the same few cells over hundreds of rows."""
        self.add(names)

    def add(self, names: Iterable[str]) -> None:
        """Takes further names to help."""
        for name in names:
            key = _key(name)
            if len(key) >= 2 and key not in self._names:
                self._names.add(key)
                self._longest = max(self._longest, len(key))
                self.read.clear()

    def __contains__(self, name: str) -> bool:
        return _key(name) in self._names

    def split(self, glued: str) -> list[str] | None:
        """The text as known names one after the other; None where it is not wholly made of them."""
        if not self._names:
            return None
        ends: dict[int, list[str]] = {0: []}
        for start in range(len(glued)):
            if start not in ends:
                continue
            for end in range(min(len(glued), start + self._longest), start + 1, -1):
                if _key(glued[start:end]) in self._names:
                    longer = [*ends[start], glued[start:end]]
                    if end not in ends or len(longer) < len(ends[end]):
                        ends[end] = longer
        return ends.get(len(glued)) or None


def _key(name: str) -> str:
    return fold(re.sub(r"\s+", "", plain_spaces(name)))


def mentions(text: str, known: KnownNames | None = None) -> list[Mention]:
    """The units a cell names, in order, each once.

    Names may be separated by 、 , ; a blank or a line break, stand glued together, or be broken over two lines.
    Glued names are told apart by `known` names, else where a unit's ending meets the beginning of another
    (…委区…). Brackets such as 乡镇(街道) stay whole; 牵头单位: … 配合单位: … and (牵头) give roles.
    """
    known = known if known is not None else KnownNames()
    if text in known.read:
        return known.read[text]
    found: dict[str, Mention] = {}
    for role, part in _by_role(_units_alone(text)):
        for name, own in _names(part, known):
            mention = Mention(name, own or role)
            if not is_nothing(name) and (
                name not in found or (mention.role == "lead" and found[name].role is None)
            ):
                found[name] = mention
    known.read[text] = list(found.values())
    return known.read[text]


def _units_alone(text: str) -> str:
    """A cell without the people in it, whatever brackets stand around it as plain ones."""
    plain = plain_spaces(text[:_LONGEST_CELL]).translate(_BRACKETS).strip()
    whole = without_people(plain)
    while (inner := _ENCLOSED.fullmatch(fold(whole))) is not None:
        whole = whole[inner.start(1) : inner.end(1)].strip()
    return whole


def with_roles(found: Collection[Mention]) -> tuple[Unit, ...]:
    """Units with their roles, those that lead first.

    Where none is marked as leading, the first one not marked as cooperating leads and the others cooperate.
    """
    marked = [mention.role for mention in found]
    if "lead" not in marked and None in marked:
        marked[marked.index(None)] = "lead"
    units = [
        Unit(mention.name, "lead" if role == "lead" else "cooperating")
        for mention, role in zip(found, marked, strict=True)
    ]
    return tuple(sorted(units, key=lambda unit: unit.role != "lead"))


def looks_like_units(text: str) -> bool:
    """Whether a whole cell reads as a list of units and nothing else."""
    found = mentions(text) if "。" not in text else []
    return bool(found) and all(
        len(mention.name) <= 30
        and _ENDS_AS_UNIT.search(fold(mention.name))
        and not re.search(r"[。:\d《“]", fold(mention.name))
        for mention in found
    )


def _by_role(text: str) -> Iterator[tuple[Role | None, str]]:
    """The parts of a cell behind 牵头单位: and 配合单位:, or the whole cell without a role."""
    folded = fold(text)
    labels = list(_LABEL.finditer(folded))
    if not labels:
        yield None, text
        return
    before = text[: labels[0].start()].strip(" \n(;,\uff08\uff1b\uff0c。")
    if before:
        yield None, before
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        part = text[label.end() : following.start() if following else len(text)]
        yield _role_of(label["word"]), _unbalanced(part)


def _unbalanced(part: str) -> str:
    """A part without the bracket that belongs around several parts."""
    part = part.strip(" \n;,。\uff1b\uff0c")
    folded = fold(part)
    if (folded.count(")") > folded.count("(") and folded.endswith(")")) or (
        folded.count("(") > folded.count(")") and folded.endswith("(")
    ):
        part = part[:-1]
    return part


def _role_of(word: str) -> Role | None:
    for role, words in _ROLE_WORDS:
        if re.fullmatch(words, word):
            return role
    return None


def _names(part: str, known: KnownNames) -> Iterator[tuple[str, Role | None]]:
    for piece in _split_outside_brackets(part):
        for chunk in _mended(piece, known):
            name, role = _own_role(chunk)
            for unit in _unglued(name, known):
                inner = _inner_cooperation(unit)
                if inner:
                    yield inner[0], role
                    for other in mentions(inner[1], known):
                        yield other.name, "cooperating"
                else:
                    yield unit, role


def _split_outside_brackets(text: str) -> list[str]:
    folded = fold(text)
    pieces: list[str] = []
    depth = start = 0
    position = 0
    while position < len(text):
        sign = folded[position]
        if sign in "(〔[":
            depth += 1
        elif sign in ")〕]":
            depth = max(0, depth - 1)
        elif depth == 0:
            cut = _SEPARATORS.match(folded, position)
            if cut:
                pieces.append(text[start:position])
                start = cut.end()
                position = max(start, position + 1)
                continue
        position += 1
    pieces.append(text[start:])
    return [piece.strip() for piece in pieces if piece.strip(" \n。.:\uff1a")]


def _mended(piece: str, known: KnownNames) -> list[str]:
    """Words of a piece put together to names: a name may be broken by a line end or a blank."""
    words = [word for word in re.split(r"\s+", piece) if word]
    if len(words) < 2:
        return words
    names: list[str] = []
    for word in words:
        if names and _continues(names[-1], word, known):
            names[-1] += word
        else:
            names.append(word)
    return names


def _continues(before: str, word: str, known: KnownNames) -> bool:
    if before + word in known:
        return True
    if re.search(r"[*★☆▲△※#]$", before) or _STARRED.match(word):
        return False
    folded = fold(before)
    if folded.count("(") > folded.count(")") or fold(word).startswith("("):
        return True
    if _HALF_OF_A_GROUP.fullmatch(before) and re.match(
        r"[镇街县市区](?!委|直|[\u4e00-\u9fff]{1,8}[局委办]$)", word
    ):
        return True
    if _HALF_BEGUN.search(before) and _HALF_ENDS.match(word):
        return True
    if _ONLY_AN_END.fullmatch(word):
        return True
    if known.split(before) and (known.split(word) or _STARTS_AS_UNIT.match(word)):
        return False
    if not _ENDS_AS_UNIT.search(fold(before)):
        return True
    if _STARTS_AS_UNIT.match(word) and len(word) > 1:
        return False
    return not _ENDS_AS_UNIT.search(fold(word)) or len(word) <= 2


def _own_role(chunk: str) -> tuple[str, Role | None]:
    role: Role | None = None
    starred = _STARRED.search(chunk)
    if starred and len(chunk) > len(starred[0]):
        role = "lead"
        chunk = chunk[: starred.start()] + chunk[starred.end() :]
    folded = fold(chunk)
    mark = _MARK.search(folded)
    if mark:
        role = _role_of(mark["word"].removeprefix("总")) or role
        chunk = chunk[: mark.start()] + chunk[mark.end() :]
    leading = _LEADING.match(fold(chunk))
    if leading:
        role = role or _role_of(leading["word"])
        chunk = chunk[leading.end() :]
    tail = _TAIL.search(chunk)
    if tail and tail.start() > 1:
        role = role or (_role_of(tail["word"]) if tail["word"] else None)
        chunk = chunk[: tail.start()]
    chunk = _PROSE.sub("", chunk) if _PROSE.search(chunk) else chunk
    chunk = re.sub(r"^由(?=[区县市州团各])", "", chunk.strip())
    return chunk.strip(" 。.:\uff1a"), role


def _inner_cooperation(name: str) -> tuple[str, str] | None:
    """区住房城乡建委(区城市管理局配合): the unit and what its bracket says about others."""
    found = re.fullmatch(r"(.+?)\((?:由)?([^()]+?)(?:配合|协办|协助|参与)\)", fold(name))
    return (found[1], found[2]) if found else None


def _unglued(name: str, known: KnownNames) -> list[str]:
    if not name or name in known:
        return [name] if name else []
    parts = known.split(name)
    if parts:
        return parts
    folded = fold(name)
    if "(" in folded:
        return _unglued_before_bracket(name, known)
    cut = [part for part in _GLUE.split(name) if part]
    if len(cut) > 1 and all(len(part) >= 3 and _ENDS_AS_UNIT.search(part) for part in cut):
        return [unit for part in cut for unit in (known.split(part) or [part])]
    return _known_at_an_end(name, known) or [name]


def _unglued_before_bracket(name: str, known: KnownNames) -> list[str]:
    at = fold(name).index("(")
    before = _GLUE.split(name[:at])
    if len(before) > 1 and all(len(part) >= 3 for part in before[:-1]):
        return [*before[:-1], before[-1] + name[at:]]
    return [name]


def _known_at_an_end(name: str, known: KnownNames) -> list[str] | None:
    """A known name glued to one that is not known, where both ends are plain."""
    for cut in range(len(name) - 2, 2, -1):
        first, rest = name[:cut], name[cut:]
        if (
            first in known
            and len(rest) >= 3
            and _ENDS_AS_UNIT.search(rest)
            and not _HALF_ENDS.match(rest)
        ):
            return [first, *_unglued(rest, known)]
    return None
