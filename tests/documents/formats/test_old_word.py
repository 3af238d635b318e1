"""Old Word files are converted where LibreOffice is installed, in bounds; elsewhere a person hears what to save as."""

from __future__ import annotations

import os
import stat
import subprocess
from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pytest

from documents.bounded import load_bounded
from documents.formats import converting
from documents.formats.opening import load
from documents.grids import UnreadableDocument
from documents.reader import read
from tests.together import PATIENCE, comes_true

from . import builders as b
from .grids import only_grid, texts

needs_office = pytest.mark.skipif(
    converting.office_program() is None, reason="LibreOffice is not installed"
)
ROWS = [["序号", "项目名称", "目标任务", "责任单位"], ["1", "修路", "新建道路3公里。", "区交通局"], ["2", "修桥", "新建桥梁2座。", "区交通局"]]  # fmt: skip
TYPES = (
    f'{b.XML}<Types xmlns="{b.PACKAGE}/content-types"><Default Extension="rels" '
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Override PartName="/word/document.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/></Types>'
)


def docx(body: str) -> bytes:
    return b.package({**b.word_parts(body), "[Content_Types].xml": TYPES})


@lru_cache(maxsize=8)
def doc(body: str) -> bytes:
    """An old Word file made by LibreOffice from a new one."""
    import tempfile

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "a.docx"
        source.write_bytes(docx(body))
        subprocess.run(
            ["soffice", f"-env:UserInstallation={Path(folder).as_uri()}/profile", "--headless",
             "--convert-to", "doc:MS Word 97", "--outdir", folder, str(source)],
            check=True, capture_output=True, timeout=PATIENCE,
        )  # fmt: skip
        return source.with_suffix(".doc").read_bytes()


PLAN = b.paragraph("某区2025年民生实事项目表") + b.table(*ROWS) + b.paragraph("注：略")


@needs_office
@pytest.mark.parametrize("name", ["计划.doc", "计划.wps", "计划.docx", ""])
def test_an_old_word_file_is_read_whatever_its_name(name: str) -> None:
    loaded = load(doc(PLAN), name)
    assert loaded.format == "doc"
    assert texts(only_grid(loaded)) == ROWS
    assert "LibreOffice" in loaded.notes[0]


@needs_office
def test_it_says_the_same_as_the_new_file_in_the_bounded_process() -> None:
    assert read(doc(PLAN), "a.doc") == read(docx(PLAN), "a.docx")
    assert load_bounded(doc(PLAN), "a.doc") == load(doc(PLAN), "a.doc")


@needs_office
def test_what_is_struck_out_in_an_old_file_is_out() -> None:
    run = "<w:r><w:rPr><w:strike/></w:rPr><w:t>修桥</w:t></w:r><w:r><w:t>修路</w:t></w:r>"
    body = b.table(["1", b.cell(f"<w:p>{run}</w:p>")]) + b.paragraph("注")
    loaded = load(doc(body), "a.doc")
    assert texts(only_grid(loaded)) == [["1", "修路"]]
    assert [mark.shown for mark in only_grid(loaded).marks] == ["修桥"]


@needs_office
def test_a_damaged_old_file_is_read_or_refused_and_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TMPDIR", str(tmp_path))
    monkeypatch.setattr("tempfile.tempdir", None)
    whole = doc(PLAN)
    for cut in (whole[: len(whole) // 2], whole[:3000] + os.urandom(600) + whole[3600:]):
        try:
            load(cut, "a.doc")
        except UnreadableDocument as refusal:
            assert str(refusal).endswith("。")
    assert list(tmp_path.iterdir()) == []


# Without LibreOffice, and with something in its place

HEAD = b"\xec\xa5" + b"\0" * 30


def old_word(names: Sequence[str] = ("WordDocument", "1Table"), head: bytes = HEAD) -> bytes:
    return b.compound(list(names), {"WordDocument": head})


def office(folder: Path, script: str) -> Path:
    """A program of the name of LibreOffice that does what the script says; $out is where its file must go."""
    program = folder / "soffice"
    program.write_text(
        "#!/bin/sh\nwhile [ $# -gt 1 ]; do case $1 in --outdir) out=$2;; esac; shift; done\n"
        + script
    )
    program.chmod(program.stat().st_mode | stat.S_IXUSR)
    return program


@pytest.fixture
def place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is first on the path."""
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")
    return tmp_path


@pytest.mark.parametrize(("name", "word"), [("a.doc", ".doc"), ("a.wps", ".wps")])
def test_without_libreoffice_a_person_hears_what_to_save_as(
    name: str, word: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(UnreadableDocument, match=r"另存为 \.docx") as refusal:
        load(old_word(), name)
    assert word in str(refusal.value)


def test_what_the_converter_writes_is_read_as_a_file_from_outside(place: Path) -> None:
    (place / "made.docx").write_bytes(docx(PLAN))
    office(place, f'mkdir -p "$out" && cp {place}/made.docx "$out/document.docx"')
    assert texts(only_grid(load(old_word(), "a.doc"))) == ROWS
    (place / "made.docx").write_bytes(
        b.word(b.paragraph("&#38;"), prolog='<?xml version="1.0"?><!DOCTYPE x>')
    )
    with pytest.raises(UnreadableDocument, match="实体"):
        load(old_word(), "a.doc")


def test_a_converter_that_asks_to_be_started_again_is(place: Path) -> None:
    (place / "made.docx").write_bytes(docx(PLAN))
    office(
        place,
        f'[ -e {place}/seen ] || {{ touch {place}/seen; exit 81; }}\nmkdir -p "$out" && cp {place}/made.docx "$out/document.docx"',
    )
    assert texts(only_grid(load(old_word(), "a.doc"))) == ROWS


@pytest.mark.parametrize(
    "script", ["exit 1", "exit 0", 'mkdir -p "$out" && ln -s /etc/hostname "$out/document.docx"']
)
def test_a_converter_that_makes_nothing_is_a_refusal(place: Path, script: str) -> None:
    office(place, script)
    with pytest.raises(UnreadableDocument, match="损坏"):
        load(old_word(), "a.doc")


def test_a_converter_that_hangs_is_ended_with_its_children(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    wait = subprocess.Popen.wait

    def patient_at_first(process: subprocess.Popen[bytes], timeout: float | None = None) -> int:
        """The time is over when its child has started, however long that takes here."""
        if timeout is not None:
            assert comes_true((place / "started").exists)
        return wait(process, timeout and 0)

    monkeypatch.setattr(subprocess.Popen, "wait", patient_at_first)
    office(place, f"sleep 600 & echo $! > {place}/child; touch {place}/started; sleep 600")
    with pytest.raises(UnreadableDocument, match="上限"):
        load(old_word(), "a.doc")
    state = Path(f"/proc/{int((place / 'child').read_text())}/stat")

    def is_gone() -> bool:
        try:
            return ") Z " in state.read_text()
        except (FileNotFoundError, ProcessLookupError):
            return True

    assert comes_true(is_gone)


def test_a_converter_that_computes_or_writes_without_end_is_ended(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(converting, "_CPU_SECONDS", 1)
    office(place, "while :; do :; done")
    with pytest.raises(UnreadableDocument, match="上限"):
        load(old_word(), "a.doc")
    monkeypatch.setattr(converting, "_WRITTEN_BYTES", 100_000)
    office(place, 'mkdir -p "$out"; exec head -c 1000000 /dev/zero > "$out/document.docx"')
    with pytest.raises(UnreadableDocument, match=r"上限|损坏"):
        load(old_word(), "a.doc")


def test_the_converter_has_no_network_macros_or_home(place: Path) -> None:
    (place / "made.docx").write_bytes(docx(PLAN))
    office(
        place,
        f"env > {place}/seen; cat /proc/net/dev > {place}/network; cat profile/user/registrymodifications.xcu > {place}/settings\n"
        f'mkdir -p "$out" && cp {place}/made.docx "$out/document.docx"',
    )
    load(old_word(), "a.doc")
    seen = dict(
        line.split("=", 1) for line in (place / "seen").read_text().splitlines() if "=" in line
    )
    assert set(seen) <= {
        "PATH",
        "HOME",
        "TMPDIR",
        "LANG",
        "SAL_USE_VCLPLUGIN",
        "http_proxy",
        "https_proxy",
        "PWD",
        "OLDPWD",
        "SHLVL",
        "_",
    }
    assert "document-" in seen["HOME"]
    assert seen["http_proxy"] == "http://127.0.0.1:9"
    settings = (place / "settings").read_text()
    assert 'oor:name="DisableMacrosExecution" oor:op="fuse"><value>true' in settings
    devices = [
        line.split(":")[0].strip() for line in (place / "network").read_text().splitlines()[2:]
    ]
    if _may_unshare():
        assert devices == ["lo"]


def _may_unshare() -> bool:
    return (
        subprocess.run(["unshare", "-rn", "true"], capture_output=True, check=False).returncode == 0
    )


def test_macros_and_passwords_in_an_old_word_file_are_refused_unconverted(place: Path) -> None:
    office(place, f"touch {place}/started")
    with pytest.raises(UnreadableDocument, match="宏"):
        load(old_word(["WordDocument", "Macros", "VBA"]), "a.doc")
    with pytest.raises(UnreadableDocument, match="密码"):
        load(old_word(head=HEAD[:11] + b"\x01" + HEAD[12:]), "a.doc")
    assert not (place / "started").exists()


def test_a_table_that_the_conversion_loses_is_a_refusal(place: Path) -> None:
    (place / "made.docx").write_bytes(docx(b.paragraph("序号项目名称1修路")))
    office(place, f'mkdir -p "$out" && cp {place}/made.docx "$out/document.docx"')
    with pytest.raises(UnreadableDocument, match="表格转换后丢失"):
        load(old_word(head=HEAD + "甲\a乙\a丙\a丁\a戊\a己\a庚\a".encode("utf-16-le")), "a.doc")


def test_an_et_file_with_an_old_workbook_inside_is_read_as_one() -> None:
    data = b.old_workbook([b.label(0, 0, "序号"), b.number(1, 0, 1)])
    assert load(data, "计划.et").format == "xls"
    assert texts(only_grid(load(data, "计划.et"))) == [["序号"], ["1"]]
