"""What stands around the tables: title, document number, issuer, dates, window, contact, channels."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from documents import wording
from documents.dates import FoundDate, Months, dates_in, period_in, reported_until, year_in
from documents.districts import district_in
from documents.grids import Grid, Loaded
from documents.reading import Finding, NoticeFacts
from documents.text import HAN, bare, clean, fold, plain_spaces, squeeze
from documents.titles import ORGAN, names_a_list, title_in

_OPENING = 6
"""So many lines open a document: what it counts to is said in one of them."""
_OPENING_YEAR = re.compile(r"(?<!\d)(20\d\d)年[^。;]{0,20}(?:民生|实事)")
_DOCUMENT_NUMBER = re.compile(
    r"([\u4e00-\u9fff]{2,14}?)[〔\[(【﹝]\s*(20\d\d)\s*[〕\])】﹞](?:第)?(\d{1,4})号"
)
_BROKEN_NUMBER = re.compile(r"([\u4e00-\u9fff]{1,12}(?:发|函|办|文|字|规|通))(20\d\d)(\d{1,3})号")
_PAGE_DATE = re.compile(
    r"(?:发布日期|发布时间|(?<![文效])日期|(?<![示间])时间|发稿时间)\]?:?(20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)"
)
_SOURCE = re.compile(
    r"(?:信息来源|文章来源|稿件来源|来源|发布机构)\s?\]?\s?:?\s?([^\s:|\[【]{2,40})"
)
_WRITTEN = re.compile(r"(?:成文日期|发文日期|印发日期)\]?:?(20\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?)")
_WINDOW = re.compile(r"公示(?:时间|期限|日期|期|时限|起止时间)(?:为|是|自|从|:)?|公示期间")
_CONTACT_NAME = re.compile(
    r"联\s*系\s*人(?:及(?:联系)?(?:电话|方式))?(?:为|是|:)?\s*"
    rf"([{HAN}]{{2,4}}?)(?=[,;、:()\s\d]|电话|联系|手机|先生|女士|同志|$)"
)
_PHONE = (
    r"1[3-9]\d{9}|\d{3}[- ]\d{4}[- ]\d{4}|"
    r"(?:\(?0\d{2,3}\)?[- ]?)?\d{7,8}(?:[-转]\d{1,5})?(?!\d)|12345"
)
_CONTACT_PHONE = re.compile(
    rf"(?:电话|联系方式|热线|手机|来电|座机)(?:号码)?(?:为|是|:)?[^\d(]{{0,8}}({_PHONE})"
)
_CHANNELS: tuple[tuple[str, re.Pattern[str]], ...] = (
    ("letter", re.compile(r"来信|信函|书面|邮寄|信件|寄信|写信")),
    (
        "phone",
        re.compile(
            r"来电|致电|电话(?:反映|形式|方式|、|等|或|和)|(?:通过|以|采取)[^。;]{0,12}电话"
        ),
    ),
    ("visit", re.compile(r"来访|走访|当面|上门|面谈|现场反映")),
)


@dataclass(slots=True)
class Facts:
    """What a document says besides its projects."""

    title: str | None = None
    document_number: str | None = None
    issuer: str | None = None
    issued_on: str | None = None
    notice: NoticeFacts | None = None
    lead: str | None = None
    district: str | None = None
    year: int | None = None
    period: Months | None = None
    """What its first lines say it reports until: 截至2025年11月底."""
    findings: list[Finding] = field(default_factory=list)


def lines_of(loaded: Loaded) -> list[str | None]:
    """The printed lines outside the tables, in order; None stands for a table."""
    lines: list[str | None] = []
    for block in loaded.blocks:
        if isinstance(block, Grid):
            lines.append(None)
        else:
            printed = (line.strip() for line in plain_spaces(block.text).split("\n"))
            lines.extend(line for line in printed if line)
    return lines


def read_facts(
    lines: Sequence[str | None],
    *,
    table_titles: Sequence[str],
    heads: Sequence[str],
    year: int | None,
    meta: Mapping[str, str] | None = None,
) -> Facts:
    """The facts of the text around the tables; `year` helps where the document prints none.

    `meta` is what a page says of itself in its head; it counts where the text says nothing.
    """
    about = _about_page(meta or {})
    facts = Facts()
    cut = lines.index(None) if None in lines else len(lines)
    before = [line for line in lines[:cut] if line is not None]
    after = [line for line in lines[cut:] if line is not None]
    everything = [*before, *after]
    facts.document_number = _document_number(everything)
    title_at, facts.title, title_organ = title_in(before)
    if facts.title is None:
        facts.title = about.title or (table_titles[0] if table_titles else about.page_title)
    named = [facts.title, *table_titles, *heads, facts.document_number]
    facts.year = _year(named) or _year([line for line in before[:30] if _tells_year(line)]) or year
    signature = _signature(before, title_at, facts) or _signature(after, -1, facts)
    facts.issuer = facts.issuer or title_organ
    source = _first(_SOURCE, everything) or about.source
    page_date = _labelled_date(_PAGE_DATE, everything) or about.published_on
    facts.issued_on = facts.issued_on or _labelled_date(_WRITTEN, everything)
    if facts.year is None:
        facts.year = _only_year(everything)
    if facts.year is None:
        dated = facts.issued_on or page_date
        facts.year = int(dated[:4]) if dated else None
    body = before[title_at + 1 : signature] if title_at is not None else before
    _notice([*body, *before, *after], source, page_date, facts)
    facts.lead = _lead(before, title_at, signature)
    facts.period = reported_until(before[:_OPENING], facts.year)
    facts.district = district_in(
        [facts.title, *table_titles, facts.issuer, source, *before[:40], about.site]
    )
    return facts


@dataclass(frozen=True, slots=True)
class _AboutPage:
    """What a page's head says: the meta tags government sites carry (国办发〔2019〕19号: ArticleTitle, PubDate …)."""

    title: str | None
    page_title: str | None
    """Of the window: the name of the site behind a sign is cut off; only where it sounds like the document's."""
    published_on: str | None
    source: str | None
    site: str | None


def _about_page(meta: Mapping[str, str]) -> _AboutPage:
    said = {name.casefold(): value.strip() for name, value in meta.items() if value.strip()}
    window = squeeze(re.split(r"[-_|—–·]{1,3}(?=[^-_|—–·]{2,20}$)", said.get("title", ""))[0])
    sounds = "关于" in window or names_a_list(bare(window))
    day = said.get("pubdate", "").partition(" ")[0]
    dates = dates_in(day) if day else []
    return _AboutPage(
        title=squeeze(said["articletitle"]) if "articletitle" in said else None,
        page_title=window if sounds else None,
        published_on=_iso(dates[0]) if dates and not dates[0].is_damaged else None,
        source=said.get("contentsource"),
        site=said.get("sitename"),
    )


def _first(pattern: re.Pattern[str], lines: Iterable[str]) -> str | None:
    for line in lines:
        found = pattern.search(fold(line))
        if found:
            return found.group(1)
    return None


def _document_number(lines: Sequence[str]) -> str | None:
    for line in lines:
        folded = fold(squeeze(line))
        found = _DOCUMENT_NUMBER.search(folded) if len(folded) < 80 or "号" in folded else None
        if found and len(folded) <= 40:
            return f"{found[1]}〔{found[2]}〕{found[3]}号"
        broken = _BROKEN_NUMBER.fullmatch(folded)
        if broken:
            return f"{broken[1]}〔{broken[2]}〕{broken[3]}号"
    return None


def _year(texts: Iterable[str | None]) -> int | None:
    for text in texts:
        if text:
            found = re.search(r"〔(20\d\d)〕", text)
            year = year_in(text) or (int(found[1]) if found else None)
            if year:
                return year
    return None


def _only_year(lines: Sequence[str]) -> int | None:
    """The year that all deadlines of a text without a dated title name, or its opening (2026年将办好以下民生实事)."""
    named = re.findall(r"(?<!\d)(20\d\d)年(?=\d{1,2}[-月])", bare("\n".join(lines[:2000])))
    years = Counter(named)
    if len(years) == 1 and years.total() > 1:
        return int(next(iter(years)))
    opening = (_OPENING_YEAR.search(bare(line)) for line in lines[:_OPENING])
    return next((int(found[1]) for found in opening if found), None)


def _tells_year(line: str) -> bool:
    text = bare(line)
    return len(text) <= 60 and re.search(r"民生|实事|项目|任务|进展|目标", text) is not None


# Signature and dates


def _signature(lines: Sequence[str], title_at: int | None, facts: Facts) -> int | None:
    """Reads organ and date under a text; gives the position of the signature's first line."""
    start = (title_at if title_at is not None else -1) + 1
    for position in range(start, len(lines)):
        text = bare(lines[position])
        split = re.fullmatch(
            rf"({ORGAN})(?:\((?:代章|章)\))?(20\d\d\S{{2,9}}|二[〇零○]\S{{6,12}})?", text
        )
        if not split:
            continue
        dated = split[2] or (bare(lines[position + 1]) if position + 1 < len(lines) else "")
        found = _whole_date(dated, facts.year)
        if found is None:
            continue
        facts.issuer = split[1]
        facts.issued_on = found.value.isoformat() if found.value else None
        if found.is_damaged:
            facts.findings.append(_damaged("成文日期", found))
        return position
    return None


def is_signature(text: str) -> bool:
    """Whether a line is nothing but an organ, a date, or both."""
    folded = bare(text)
    organ = re.match(rf"(?:{ORGAN})(?:\((?:代章|章)\))?(?=20\d\d|$)", folded)
    rest = folded[organ.end() :] if organ else folded
    return _whole_date(rest, None) is not None if rest else organ is not None


def _whole_date(text: str, year: int | None) -> FoundDate | None:
    """The date that a line is, and nothing else."""
    if not text or len(text) > 16:
        return None
    found = dates_in(text, year=year)
    if len(found) == 1 and found[0].start == 0 and found[0].end >= len(text):
        return found[0]
    return None


def _damaged(what: str, found: FoundDate) -> Finding:
    return wording.damaged_date(
        what, found.printed, found.value.isoformat() if found.value else None, len(found.readings)
    )


def _labelled_date(label: re.Pattern[str], lines: Sequence[str]) -> str | None:
    printed = _first(label, [bare(line) for line in lines])
    found = dates_in(printed) if printed else []
    return found[0].value.isoformat() if found and found[0].value else None


# Notice


def _notice(lines: Sequence[str], source: str | None, page_date: str | None, facts: Facts) -> None:
    opens, closes = _window(lines, facts)
    folded = [fold(line) for line in lines]
    name = _first(_CONTACT_NAME, folded)
    phone = _first(_CONTACT_PHONE, folded)
    objection = [
        line for line in folded if re.search(r"异议|意见|反映|来信|来电|来访|投诉|监督|举报", line)
    ]
    channels = tuple(
        channel for channel, words in _CHANNELS if any(words.search(line) for line in objection)
    )
    if not (opens or closes or channels or name or _has_window(lines)):
        return
    facts.notice = NoticeFacts(opens, closes, page_date, source, name, phone, channels)


def _has_window(lines: Sequence[str]) -> bool:
    return any(_WINDOW.search(bare(line)) for line in lines)


def _window(lines: Sequence[str], facts: Facts) -> tuple[str | None, str | None]:
    for line in lines:
        text = bare(line)
        label = _WINDOW.search(text)
        sentence = text[label.start() :] if label else ""
        if not label:
            sentence = next(
                (
                    part
                    for part in re.split(r"[。;]", text)
                    if re.search(r"公示|异议|反映", part)
                    and re.search(r"自|至|起|截[止至]|于|前", part)
                ),
                "",
            )
        sentence = re.split(r"[。]", sentence)[0]
        found = dates_in(sentence, year=facts.year) if sentence else []
        if not found:
            continue
        opens, closes = _ends(sentence, found)
        if label or (opens and closes):
            for what, item in (("公示开始日期", opens), ("公示结束日期", closes)):
                if item and item.is_damaged:
                    facts.findings.append(_damaged(what, item))
            return _iso(opens), _iso(closes)
    return None, None


def _ends(sentence: str, found: Sequence[FoundDate]) -> tuple[FoundDate | None, FoundDate | None]:
    if len(found) >= 2:
        return found[0], found[1]
    only = found[0]
    behind = sentence[only.end : only.end + 3]
    ahead = sentence[max(0, only.start - 6) : only.start]
    if re.search(r"至|到|截止|截至|[-~]$", ahead) or re.match(r"前|之前|截止|为止|止", behind):
        return None, only
    return only, None


def _iso(found: FoundDate | None) -> str | None:
    value: date | None = found.value if found else None
    return value.isoformat() if value else None


def _lead(lines: Sequence[str], title_at: int | None, signature: int | None) -> str | None:
    if title_at is None:
        return None
    end = signature if signature is not None else len(lines)
    body = [
        line
        for line in lines[title_at + 1 : end]
        if not re.match(r"附件|附表|\(此件|\d+\.[^。]*(?:表|方案|清单|任务)$", bare(line))
        and not _PAGE_DATE.search(bare(line))
        and _document_number([line]) is None
    ]
    return "\n".join(clean(line) for line in body) or None


def period_of(texts: Iterable[str | None]) -> Months | None:
    """The period the first of these texts names."""
    for text in texts:
        if text and (found := period_in(text)):
            return found
    return None
