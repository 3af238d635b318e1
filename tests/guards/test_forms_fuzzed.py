"""Every form behind the sign-in, filled with edges and nonsense: no 500, and what is refused leaves nothing half written.

The forms are those that stand on the pages, and those the table of addresses posts; the values are the same for the same
seed. More of them, as every role: `--every-role`.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tests.guards.addresses import POST, ROWS
from tests.guards.cast import SIGNED_IN, CastTestCase
from tests.guards.hostile import (
    TYPED,
    as_wire,
    client_of,
    fields_by_address,
    left_written,
    strongest,
)
from tests.guards.test_every_address import listed, undone

SEED = 20261128
EACH = 4
"""Ways in which each form is filled."""
KEPT_ON_REFUSAL = re.compile(
    '"?(django_session|axes_|otp_totp|progress_reportdraft|objections_tally|accounts_)'
)
"""What may stand of a refused request: the session, counters, what was typed, and the trail."""
FILES = (
    b"", b"%PDF-1.7 ", b"PK\x03\x04\x00\x00", b"\x89PNG\r\n\x1a\n\x00", b"\xff\xd8\xff\xe0", b"\xd0\xcf\x11\xe0",
    b"a,b\n1,\x00\n", "序号,项目名称\n1,\u202e路灯\n".encode(), b"\xff\xfe\x00\xd8", b"<table><tr><td>1", b"MZ",
)  # fmt: skip


class FormsFuzzed(CastTestCase):
    @pytest.fixture(autouse=True)
    def how_far(self, request: pytest.FixtureRequest) -> None:
        self.every_role = bool(request.config.getoption("--every-role"))

    def setUp(self) -> None:
        super().setUp()
        self.clients: dict[str, Any] = {}

    def test_no_form_breaks_the_server_or_writes_half(self):
        fields = fields_by_address(self.cast, self.clients)
        rows = [row for row in ROWS if row.method == POST and not row.is_public]
        assert len(rows) > 60
        wrong: list[str] = []
        statuses: set[int] = set()
        for row in rows:
            url, given = row.url(self.cast), dict(row.given(self.cast))
            names = sorted(
                {*given, *fields.get(url.partition("?")[0], {})} - {"csrfmiddlewaretoken"}
            )
            shown = fields.get(url.partition("?")[0], {})
            chance = random.Random(f"{SEED} {row}")
            for part in SIGNED_IN if self.every_role else (strongest(row),):
                for data in self.filled(chance, names, given, shown):
                    client = client_of(self.cast, part, self.clients)
                    with undone(), left_written() as written:
                        answer = client.post(url, as_wire(data))
                    statuses.add(answer.status_code)
                    told = {name: str(value)[:30] for name, value in data.items()}
                    half = [sql for sql in written if not KEPT_ON_REFUSAL.search(sql)]
                    if answer.status_code >= 500:
                        why = (getattr(answer, "exc_info", None) or ("", ""))[1]
                        wrong.append(f"{row} by {part}: {why!r:.300} {told}")
                    elif answer.status_code >= 400 and half:
                        wrong.append(f"{row} by {part}: {answer.status_code}, yet {half[0]} {told}")
        assert not wrong, listed(wrong)
        # Some got through, some were given back: the values reach past the first check.
        assert {302, 422} <= statuses

    def filled(
        self,
        chance: random.Random,
        names: list[str],
        given: dict[str, Any],
        shown: dict[str, list[str]],
    ) -> Iterator[dict[str, Any]]:
        """The form in some ways: most fields as they would be, a few beyond; then every field beyond."""
        for turn in range(EACH):
            data: dict[str, Any] = {}
            for name in names:
                is_file = shown.get(name) == ["\0file"] or hasattr(given.get(name), "read")
                if is_file and (turn == EACH - 1 or chance.random() < 0.7):
                    ending = chance.choice(
                        ("pdf", "docx", "xlsx", "jpg", "csv", "txt", "\u202etxt")
                    )
                    data[name] = SimpleUploadedFile(f"x.{ending}", chance.choice(FILES))
                elif turn == EACH - 1 or chance.random() < 2 / max(2, len(names)):
                    data[name] = chance.choice(list(TYPED.values()))
                elif name in given:
                    data[name] = given[name]
                elif shown.get(name) and shown[name] != ["\0file"]:
                    data[name] = chance.choice(shown[name])
            yield data
