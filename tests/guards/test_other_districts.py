"""A power held in one district reaches no row of another, whatever else the person may do there.

Every address of the desk is asked for Wanzhou's rows by somebody who holds every post of the commission in Qianjiang and is
a unit's reporter in Wanzhou: evidence files, inquiries, scans and plan changes are among the rows.
"""

from __future__ import annotations

import pytest

from tests.guards.addresses import GET, ROWS
from tests.guards.addresses.row import PLACES
from tests.guards.cast import OTHER_REPORTER, CastTestCase
from tests.guards.test_every_address import BACK, GONE, IN, TOLD, asked, listed, outcome
from tests.guards.two_districts import make_two_districts

OFFICE = "reporter_and_far_office"
OF_A_DISTRICT = [row for row in ROWS if row.of and not row.is_public and not row.answer]


@pytest.mark.once
class OtherDistricts(CastTestCase):
    @classmethod
    def setUpTestData(cls) -> None:
        super().setUpTestData()
        make_two_districts(cls.cast)

    def test_there_are_rows_of_every_kind(self):
        kinds = {row.of for row in OF_A_DISTRICT}
        assert {"evidence", "inquiry", "entered change", "scan of an objection", "erasure"} <= kinds
        assert all(PLACES[kind](self.cast) for kind in kinds)

    def test_all_posts_of_another_district_open_nothing_here(self):
        """What a reporter of the same unit may do is theirs; nothing beyond it."""
        client, wrong = self.cast.client(OFFICE), []
        for row in OF_A_DISTRICT:
            answer, written = asked(client, row, self.cast)
            got = outcome(answer)
            if OTHER_REPORTER in row.through:
                continue
            if got not in (GONE, TOLD):
                wrong.append(f"{row}: {got}")
            if written:
                wrong.append(f"{row}: {got}, yet written {written[:1]}")
        assert not wrong, listed(wrong)

    def test_a_row_of_this_district_named_in_the_data_is_not_reached(self):
        """Addresses without a row of their own: what they are given names Wanzhou's plan, round or district."""
        client, wrong = self.cast.client(OFFICE), []
        for row in ROWS:
            if row.of or row.method == GET or row.is_public or OTHER_REPORTER in row.through:
                continue
            if not row.given(self.cast):
                continue
            answer, written = asked(client, row, self.cast)
            if written or outcome(answer) not in (IN, GONE, TOLD, BACK):
                wrong.append(f"{row}: {outcome(answer)} {written[:1]}")
        assert not wrong, listed(wrong)
