"""Every file made to break the reader is refused in under 2 seconds and 200 MB with one plain sentence.

Seconds are those of the processor. Who looks into a PDF is ended a little later, by its own bounds.
"""

from __future__ import annotations

import pytest

from .hostile import FILES
from .measurer import Measurer

SECONDS = 2.0
MEGABYTES = 200
PDF_MEGABYTES = 320


@pytest.mark.parametrize("case", FILES)
def test_a_hostile_file_is_refused_quickly_with_one_plain_sentence(
    case: str, measurer: Measurer
) -> None:
    filename, build, word = FILES[case]
    seen = measurer.load(build(), filename, under=SECONDS)
    assert seen.outcome == "refused", seen
    assert word in seen.message
    assert seen.message.endswith("。")
    assert seen.message.count("。") == 1
    assert "\n" not in seen.message
    assert seen.cpu_seconds < SECONDS, seen
    assert seen.megabytes < (PDF_MEGABYTES if "pdf" in case else MEGABYTES), seen
