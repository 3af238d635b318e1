"""The manuals' text as HTML: the few forms of Markdown they are written in, and nothing else.

Headings, paragraphs, lists (an indented paragraph or picture belongs to the line before it), tables, blocks of code,
pictures; within a line **bold**, `code` and links. What is written as HTML comes out as text.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

Address = Callable[[str], str]
"""Where what a manual names is found; empty where it has no page."""

_PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
_INLINE = re.compile(r"`([^`]+)`|\*\*(.+?)\*\*|\[([^\]]+)\]\(([^)]+)\)")
_ITEM = re.compile(r"(?:(-)|\d+\.) +(.*)")
_RULE = re.compile(r"[-: |]+")


def html_of(text: str, address: Address) -> SafeString:
    """The text as HTML. Its first heading is the page's own (h1) and is left out; the rest keep their depth."""
    lines = text.splitlines()
    title = next((at for at, line in enumerate(lines) if line.startswith("# ")), None)
    if title is not None:
        del lines[title]
    return mark_safe("\n".join(_blocks(lines, address)))  # noqa: S308 - every text is escaped below


def title_of(text: str) -> str:
    """The manual's first heading."""
    return next((line[2:].strip() for line in text.splitlines() if line.startswith("# ")), "")


def _blocks(lines: list[str], address: Address) -> Iterator[str]:
    at = 0
    while at < len(lines):
        line = lines[at]
        if not line.strip():
            at += 1
        elif line.startswith("```"):
            end = next(n for n in range(at + 1, len(lines) + 1) if _ends(lines, n))
            yield _code(lines[at + 1 : end])
            at = end + 1
        elif line.startswith("    "):
            end = _while(lines, at, lambda one: one.startswith("    ") or not one.strip())
            yield _code([one[4:] for one in lines[at:end]])
            at = end
        elif line.startswith("#"):
            depth = min(6, len(line) - len(line.lstrip("#")))
            yield f"<h{depth}>{_inline(line.lstrip('# '), address)}</h{depth}>"
            at += 1
        elif line.startswith("|"):
            end = _while(lines, at, lambda one: one.startswith("|"))
            yield _table(lines[at:end], address)
            at = end
        elif _ITEM.match(line):
            end = _while(lines, at, _of_a_list)
            yield _list(lines[at:end], address)
            at = end
        else:
            # A picture stands alone, whatever line is next to it.
            end = at + 1 if line.startswith("![") else _while(lines, at, _of_a_paragraph)
            yield _paragraph(" ".join(lines[at:end]), address)
            at = end


def _ends(lines: list[str], at: int) -> bool:
    return at == len(lines) or lines[at].startswith("```")


def _while(lines: list[str], at: int, holds: Callable[[str], object]) -> int:
    end = at + 1
    while end < len(lines) and holds(lines[end]):
        end += 1
    return end


def _of_a_list(line: str) -> bool:
    return not line.strip() or line.startswith("  ") or bool(_ITEM.match(line))


def _of_a_paragraph(line: str) -> bool:
    return (
        bool(line.strip())
        and not line.startswith(("#", "|", "```", "!["))
        and not _ITEM.match(line)
    )


def _list(lines: list[str], address: Address) -> str:
    """Items of one kind; what is indented below one is its own text."""
    kind = "ul" if lines[0].startswith("-") else "ol"
    items: list[list[str]] = []
    for line in lines:
        found = _ITEM.match(line)
        if found:
            items.append([found[2]])
        else:
            items[-1].append(line.strip())
    told = "".join(f"<li>{''.join(_item(item, address))}</li>" for item in items)
    return f"<{kind}>{told}</{kind}>"


def _item(lines: list[str], address: Address) -> Iterator[str]:
    yield _inline(lines[0], address)
    yield from _blocks(lines[1:], address)


def _table(lines: list[str], address: Address) -> str:
    rows = [[cell.strip() for cell in line.strip().strip("|").split("|")] for line in lines]
    head, body = rows[0], [row for row in rows[1:] if not _RULE.fullmatch("|".join(row))]
    heads = "".join(f'<th scope="col">{_inline(cell, address)}</th>' for cell in head)
    told = "".join(
        "<tr>"
        + "".join(
            f'<td data-label="{escape(name)}">{_inline(cell, address)}</td>'
            for name, cell in zip(head, row, strict=False)
        )
        + "</tr>"
        for row in body
    )
    return (
        '<table class="table dense rowcards rowcards--wide">'
        f"<thead><tr>{heads}</tr></thead><tbody>{told}</tbody></table>"
    )


def _code(lines: list[str]) -> str:
    text = "\n".join(lines).rstrip()
    return f'<pre class="listing" tabindex="0"><code>{escape(text)}</code></pre>'


def _paragraph(text: str, address: Address) -> str:
    picture = _PICTURE.fullmatch(text.strip())
    if picture:
        words, source = escape(picture[1]), escape(address(picture[2]))
        return (
            f'<figure class="shot"><a href="{source}"><img src="{source}" alt="{words}（图）"'
            f' loading="lazy"></a><figcaption class="note">{words}</figcaption></figure>'
        )
    return f"<p>{_inline(text, address)}</p>"


def _inline(text: str, address: Address) -> str:
    told, at = [], 0
    for found in _INLINE.finditer(text):
        told.append(str(escape(text[at : found.start()])))
        code, bold, words, target = found.groups()
        if code is not None:
            told.append(f"<code>{escape(code)}</code>")
        elif bold is not None:
            told.append(f"<b>{_inline(bold, address)}</b>")
        else:
            where = address(target)
            told.append(
                f'<a href="{escape(where)}">{escape(words)}</a>' if where else escape(words)
            )
        at = found.end()
    told.append(str(escape(text[at:])))
    return "".join(told)
