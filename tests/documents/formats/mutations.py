"""Valid files and random damage to them, the same for the same seed."""

from __future__ import annotations

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

from . import builders as b
from . import pages as p

FIXTURES = Path(__file__).resolve().parents[3] / "fixtures" / "documents"


def _workbook() -> bytes:
    styles = (
        "<numFmts><numFmt numFmtId='164' formatCode='[&gt;=10000]0!.0,&quot;万&quot;;0'/></numFmts>"
        "<fonts><font/><font><strike/></font></fonts>"
        '<cellXfs count="4"><xf numFmtId="0"/><xf numFmtId="10"/><xf numFmtId="31"/><xf numFmtId="164" fontId="1"/></cellXfs>'
    )
    rows = "".join(
        f'<row r="{at}"><c r="A{at}"><v>{at}</v></c><c r="B{at}" t="s"><v>{at % 3}</v></c>'
        f'<c r="C{at}" s="1"><v>0.{at}</v></c><c r="D{at}" s="2"><v>{45000 + at}</v></c>'
        f'<c r="E{at}" t="inlineStr"><is><t>目标{at}</t></is></c><c r="F{at}"><f>A{at}*2</f></c><c r="G{at}" s="3"><v>{at * 9999}</v></c></row>'
        for at in range(1, 20)
    )
    sheet = f'<sheetData>{rows}</sheetData><mergeCells><mergeCell ref="A2:B3"/></mergeCells>'
    shared = "<si><t>修路</t></si><si><r><rPr><strike/></rPr><t>修</t></r><r><t>桥</t></r></si><si><t>公园</t></si>"
    return b.package(b.workbook_parts(sheet, styles=styles, shared=shared, sheets=("甲", "乙")))


def _old_workbook() -> bytes:
    shared = (0xFC, b"\x02\0\0\0\x02\0\0\0" + b"".join(
        len(text).to_bytes(2, "little") + b"\1" + text.encode("utf-16-le") for text in ("修路", "区教委")))  # fmt: skip
    cells = [b.number(row, column, row / 7, column % 4) for row in range(9) for column in range(3)]
    cells += [b.label(row, 3, "目标") for row in range(9)]
    cells += [
        (0xFD, row.to_bytes(2, "little") + b"\4\0\0\0" + (row % 2).to_bytes(4, "little"))
        for row in range(9)
    ]
    return b.old_workbook(cells, extra=[shared])


def _text() -> bytes:
    rows = "".join(
        f"{at} |\n修路{at} |\n区局 |\n硬化{at}公里，修复2.87公里。 |\n" for at in range(1, 9)
    )
    cut = "".join(
        f"{at} 修路{at} 区教委 硬化{at}公里，完成修复2.87公里。 {at}00\n2.\n再修\n"
        for at in range(1, 9)
    )
    tabs = "".join(f"{at}\t修路\t区教委\n" for at in range(1, 9))
    head = "序号 |\n项目 |\n单位 |\n目标 |\n"
    return f"标题\n{head}{rows}\n\n序号 项目 单位 目标 投资（万元）\n{cut}\n\n\n\n{tabs}\n┌─┬─┐\n│1│a│\n└─┴─┘\n".encode()


def _pdf() -> bytes:
    rows = [[str(n), f"修路{n}", f"硬化{n}公里，修复2.87公里。", "区局"] for n in range(1, 60)]
    head = "table.header([序号], [项目], [目标], [单位]), "
    return p.printed("标题\n" + p.table(rows, columns="1cm, 3cm, 6cm, 3cm", more=head))


def _plain_pdf() -> bytes:
    """Its contents not packed, so that damage reaches what is drawn."""
    lines = b"".join(
        b"%d 100 m %d 700 l S 50 %d m 500 %d l S " % (x, x, x + 80, x + 80)
        for x in range(50, 501, 50)
    )
    words = b"".join(
        b"BT /F1 10 Tf %d %d Td (n%d 12.5) Tj ET " % (x + 5, y, x)
        for x in range(50, 450, 50)
        for y in range(140, 600, 50)
    )
    form = b"<< /Type /XObject /Subtype /Form /BBox [0 0 600 900] /Length 31 >>\nstream\n0 0 m 9 900 l S 7 7 300 300 re S \nendstream"
    return p.by_hand(lines + words + b"/X5 Do ", objects=[form])


SEEDS: dict[str, Callable[[], bytes]] = {
    "docx": lambda: (FIXTURES / "qianjiang-2025-targets.docx").read_bytes(),
    "html": lambda: (FIXTURES / "wanzhou-2025-q1-notice.html").read_bytes(),
    "xlsx": _workbook,
    "xls": _old_workbook,
    "csv": lambda: '序号,项目\r\n1,"修路\r\n修桥"\r\n2,x\r\n'.encode("gb18030") * 20,
    "txt": _text,
    "pdf": _pdf,
    "plain.pdf": _plain_pdf,
}
_INTERESTING = (
    b"\0",
    b"\xff",
    b"<",
    b">",
    b'"',
    b"&",
    b"|",
    b"\t",
    b"-1",
    b"99999999",
    b"1048576",
    b"\xff\xff\xff\x7f",
)


def damaged(kind: str, seed: int) -> bytes:
    """A damaged file of a kind. Half of the damage to Office files is done inside their parts."""
    chance = random.Random(f"{kind}{seed}")
    data = SEEDS[kind]()
    if kind in ("docx", "xlsx") and chance.random() < 0.6:
        return _damaged_part(data, chance)
    return _damaged_bytes(data, chance, most=chance.choice((1, 3, 10, 60)))


def _damaged_bytes(data: bytes, chance: random.Random, *, most: int) -> bytes:
    changed = bytearray(data)
    for _ in range(chance.randint(1, most)):
        if not changed:
            break
        at = chance.randrange(len(changed))
        span = chance.choice((1, 2, 4, 50, 500))
        action = chance.randrange(6)
        if action == 0:
            changed[at] = chance.randrange(256)
        elif action == 1:
            changed[at : at + span] = chance.choice(_INTERESTING)
        elif action == 2:
            del changed[at : at + span]
        elif action == 3:
            changed[at:at] = changed[at : at + span]
        elif action == 4:
            other = chance.randrange(len(changed))
            changed[at : at + span] = changed[other : other + span]
        elif chance.random() < 0.2:
            del changed[at:]
    return bytes(changed)


def _damaged_part(data: bytes, chance: random.Random) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts: dict[str, str | bytes] = {name: archive.read(name) for name in archive.namelist()}
    name = chance.choice(sorted(name for name in parts if name.endswith((".xml", ".rels"))))
    action = chance.randrange(10)
    if action == 0:
        del parts[name]
    elif action == 1:
        other = chance.choice(sorted(parts))
        parts[name], parts[other] = parts[other], parts[name]
    else:
        content = parts[name]
        assert isinstance(content, bytes)
        parts[name] = (
            _damaged_text(content, chance)
            if action < 8
            else _damaged_bytes(content, chance, most=5)
        )
    return b.package(parts)


def _damaged_text(content: bytes, chance: random.Random) -> bytes:
    """Whole tags left out, doubled or moved, numbers made absurd: the XML often stays well-formed."""
    pieces = content.replace(b"<", b"\0<").split(b"\0")
    for _ in range(chance.randint(1, 6)):
        at = chance.randrange(len(pieces))
        action = chance.randrange(5)
        if action == 0:
            pieces[at] = b""
        elif action == 1:
            pieces[at] *= chance.choice((2, 3, 400))
        elif action == 2:
            other = chance.randrange(len(pieces))
            pieces[at], pieces[other] = pieces[other], pieces[at]
        else:
            digits = [position for position, byte in enumerate(pieces[at]) if 48 <= byte <= 57]
            if digits:
                position = chance.choice(digits)
                number = chance.choice(
                    (
                        b"0",
                        b"-1",
                        b"7",
                        b"255",
                        b"65536",
                        b"1048576",
                        b"99999999999",
                        b"x",
                        b"1e999",
                    )
                )
                pieces[at] = pieces[at][:position] + number + pieces[at][position + 1 :]
    return b"".join(pieces)
