"""A notice as CSV and JSON: the forms for machines and for pasting."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Mapping
from typing import Any

from documents.formulas import guarded
from documents.writing.column_kinds import COLUMN_KINDS
from documents.writing.table import Table


def table_csv(table: Table) -> bytes:
    """The table as UTF-8 with a byte order mark, lines ended by CR LF: what Excel and WPS open by a click.

    One head row; sums and categories are rows with their label in the first column. A text that a program
    would take for a formula gets an apostrophe before it; a bare figure, a negative one too, stays as it is.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([guarded(column.printed) for column in table.columns])
    for row in table.rows:
        writer.writerow([guarded(cell.text) if cell else "" for cell in row.cells])
    return b"\xef\xbb\xbf" + out.getvalue().encode()


_BESIDE = {"invested": "invested_through"}
_OF_A_PROJECT = " ".join(
    f"{kind.json_key} {_BESIDE.get(kind.json_key, '')}" for kind in COLUMN_KINDS if kind.offered_in
)
_KEY_ORDER = (
    "district code number key name kind version title lead period year from_month to_month columns published_at "
    "signed_on source window opens_on closes_on rule contact phone address hours categories task label unit "
    f"{_OF_A_PROJECT} month text indicators reported "
    "standing value sentence projects totals brought_over published_on file_sha256 digest content_sha256 "
    "content_sm3 record_sha256 previous_record_sha256 replaces replaced_by withdrawn_at"
)
"""The keys as rules.md, Formats orders them; a database may return them in any order."""
_ORDER = {key: position for position, key in enumerate(dict.fromkeys(_KEY_ORDER.split()))}


def notice_json(content: Mapping[str, Any]) -> bytes:
    """The content as readable JSON: keys in the order of the published format, whatever order they came in."""
    return (json.dumps(_in_order(content), ensure_ascii=False, indent=2) + "\n").encode()


def _in_order(value: Any) -> Any:
    if isinstance(value, Mapping):
        keys = sorted(value, key=lambda key: (_ORDER.get(key, len(_ORDER)), key))
        return {key: _in_order(value[key]) for key in keys}
    if isinstance(value, list | tuple):
        return [_in_order(item) for item in value]
    return value
