"""The command: JSON or a table, one plain sentence and 2 where a file cannot be read; no database needed."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

FIXTURES = Path(__file__).parents[2] / "fixtures" / "documents"


def run(*arguments: str) -> tuple[int, str, str]:
    out, err = io.StringIO(), io.StringIO()
    try:
        call_command("read_document", *arguments, stdout=out, stderr=err)
    except SystemExit as left:
        return int(left.code or 0), out.getvalue(), err.getvalue()
    return 0, out.getvalue(), err.getvalue()


def test_json_has_every_key_of_the_contract() -> None:
    code, out, _ = run(str(FIXTURES / "wanzhou-2025-q1-notice.html"), "--json")
    reading: dict[str, Any] = json.loads(out)
    assert code == 0
    assert list(reading) == [
        "kind", "district", "year", "title", "document_number", "issuer", "issued_on", "period",
        "notice", "categories", "projects", "totals", "findings",
    ]  # fmt: skip
    assert list(reading["projects"][0]) == [
        "number", "printed_number", "name", "category", "target", "investment_plan", "units",
        "tasks", "progress", "invested", "ratio", "remark",
    ]  # fmt: skip
    assert reading["projects"][0]["number"] == 1
    assert reading["projects"][0]["investment_plan"] == "11604"


def test_without_json_a_person_can_read_it() -> None:
    code, out, _ = run(str(FIXTURES / "qianjiang-2025-targets.docx"))
    assert code == 0
    assert "农村公路提升行动" in out
    assert "区交通运输委、区农业农村委" in out
    assert "[疑点 duplicate_number]" in out


def test_a_list_of_units_tells_glued_names_apart(tmp_path: Path) -> None:
    table = tmp_path / "plan.csv"
    table.write_text(
        "序号,项目名称,目标任务,责任单位\n1,公园,新建公园2个。,滨江专班三峡集团\n", "utf-8"
    )
    units = tmp_path / "units.txt"
    units.write_text("滨江专班\n三峡集团\n", "utf-8")
    glued = json.loads(run(str(table), "--json")[1])
    apart = json.loads(run(str(table), "--json", "--units", str(units), "--year", "2026")[1])
    assert [unit["name"] for unit in glued["projects"][0]["units"]] == ["滨江专班三峡集团"]
    assert [unit["name"] for unit in apart["projects"][0]["units"]] == ["滨江专班", "三峡集团"]
    assert apart["year"] == 2026


@pytest.mark.parametrize(
    ("name", "content"), [("empty.docx", b""), ("letter.txt", "各单位:请参会。".encode())]
)
def test_what_cannot_be_read_is_refused_in_one_sentence(
    tmp_path: Path, name: str, content: bytes
) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    code, out, err = run(str(path), "--json")
    assert (code, out) == (2, "")
    assert len(err.strip().split("\n")) == 1
    assert err.strip().endswith("。")


def test_a_file_that_is_not_there_is_refused() -> None:
    code, _, err = run("no-such-file.xlsx")
    assert code == 2
    assert "无法打开文件" in err
