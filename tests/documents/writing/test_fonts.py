"""The shipped faces hold every character an office writes, within their size, with their licences."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest

from documents import fonts
from documents.fonts.charmap import characters_in
from tests.documents.writing.samples import FIXTURES


def gb2312() -> str:
    pairs = (bytes([high, low]) for high in range(0xA1, 0xF8) for low in range(0xA1, 0xFF))
    return "".join(pair.decode("gb2312", "ignore") for pair in pairs)


def both_documents() -> str:
    page = (FIXTURES / "wanzhou-2025-q1-notice.html").read_text(encoding="utf-8")
    with zipfile.ZipFile(FIXTURES / "qianjiang-2025-targets.docx") as package:
        word = package.read("word/document.xml").decode()
    return re.sub("<[^>]*>|&[a-z]+;", "", page + word)


def test_gb_2312_has_as_many_characters_as_the_standard_says() -> None:
    assert len(gb2312()) == 7445


@pytest.mark.parametrize("role", fonts.CHAINS)
def test_every_character_of_gb_2312_can_be_set_in_each_role(role: fonts.Role) -> None:
    assert not fonts.missing([gb2312()], role)


@pytest.mark.parametrize("role", fonts.CHAINS)
def test_every_character_of_both_documents_can_be_set_in_each_role(role: fonts.Role) -> None:
    text = both_documents()
    assert "瀼" in text
    assert not fonts.missing([text], role)


@pytest.mark.parametrize("role", fonts.CHAINS)
def test_rare_characters_of_personal_and_place_names_can_be_set(role: fonts.Role) -> None:
    assert not fonts.missing(["瀼郪喆堃垚昇镕婳珺玥淼鑫犇𬭎𬶍𫖯䶮㙘㛃"], role)
    assert not fonts.missing(["㎡㎞℃‰№①⑳㈠Ⅻ〔〕《》“”‘’—…·×÷≥≤±²³％￥☑✔→½"], role)


def level_2() -> str:
    """The ideographs of GB 18030-2022, implementation level 2: level 1 and 通用规范汉字表."""
    table = (Path(__file__).parent / "common_standard_characters.txt").read_text(encoding="utf-8")
    basic = map(chr, range(0x4E00, 0x9FF0))
    extension_a = map(chr, range(0x3400, 0x4DB6))
    return "".join(sorted({*"".join(table.split()), *basic, *extension_a}))


def test_level_2_has_as_many_ideographs_as_its_parts_say() -> None:
    """20,976 to U+9FEF (GBK's 20,902 and what came with later editions), 6,582, and 196 of the table beyond them."""
    signs = level_2()
    assert len([sign for sign in signs if "\u4e00" <= sign <= "\u9fef"]) == 20_976
    assert len([sign for sign in signs if "\u3400" <= sign <= "\u4db5"]) == 6_582
    assert len([sign for sign in signs if sign > "\uffff"]) == 196
    assert len(signs) == 27_754


@pytest.mark.parametrize("role", fonts.CHAINS)
def test_every_ideograph_of_level_2_can_be_set_in_each_role(role: fonts.Role) -> None:
    assert not fonts.missing([level_2()], role)
    assert not fonts.missing(["囍㵲濛𠮷丼頔"], role)


def test_the_rare_face_is_loaded_only_for_a_text_that_needs_it() -> None:
    assert fonts.rare_faces([both_documents(), gb2312()]) == ()
    assert fonts.rare_faces(["囍", "路灯"]) == (fonts.RARE[0],)
    assert fonts.folders_of(()) == [str(fonts.FOLDER)]


def test_a_machine_without_the_free_face_of_level_3_names_what_it_cannot_draw(monkeypatch) -> None:
    monkeypatch.setattr(fonts, "RARE", fonts.RARE[:2])
    assert fonts.missing(["王\U0002a6a5𠮷"]) == {"\U0002a6a5"}


def test_the_fangsong_alone_lacks_the_river_of_wanzhou() -> None:
    """Why there is a fallback: should a later face hold it, the chain may be shortened."""
    held = characters_in((fonts.FOLDER / fonts.FANGSONG.file).read_bytes())
    assert ord("渝") in held
    assert ord("瀼") not in held


def test_a_character_that_no_face_holds_is_named() -> None:
    assert fonts.missing(["万州🙂区\n \U0003ffff"]) == {"🙂", "\U0003ffff"}


def test_all_faces_together_stay_within_12_megabytes() -> None:
    sizes = [
        path.stat().st_size for path in fonts.FOLDER.iterdir() if path.suffix in (".otf", ".ttf")
    ]
    assert len(sizes) == 6
    assert sum(sizes) <= 12_000_000
    assert sum((fonts.FOLDER / face.file).stat().st_size for face in fonts.RARE[:2]) <= 8_000_000


def test_every_face_has_its_licence_beside_it() -> None:
    told = (fonts.FOLDER / "README.md").read_text(encoding="utf-8")
    for path in fonts.FOLDER.iterdir():
        if path.suffix in (".otf", ".ttf"):
            assert path.name in told
    assert "GNU GENERAL PUBLIC LICENSE" in (fonts.FOLDER / "LICENCE-Fandol.txt").read_text()
    assert "special exception" in (fonts.FOLDER / "LICENCE-Fandol.txt").read_text()
    assert "SIL OPEN FONT LICENSE Version 1.1" in (fonts.FOLDER / "LICENCE-OFL.txt").read_text()
