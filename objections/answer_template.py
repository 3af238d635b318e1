"""What a new answer begins with: the summary as the request, and the way to seek a review (信访工作条例 art. 35)."""

from __future__ import annotations

from objections.deadlines import ASK_AGAIN_WITHIN
from objections.models import Objection
from objections.sealing import unseal

REMEDY = (
    f"对本答复不服的，可以自收到之日起{ASK_AGAIN_WITHIN}日内请求本机关的上一级机关复查；"
    f"对复查意见不服的，可以自收到复查意见之日起{ASK_AGAIN_WITHIN}日内请求复查机关的上一级机关复核。"
)
FACTS_GAP = "〔填写：核查的时间、方式、查明的情况和理由〕"
OPINION_GAP = "〔填写：怎么处理、由谁在什么时候办〕"
BASIS_GAP = "〔填写：所依据的文件、条款或方案〕"


def opening(objection: Objection) -> dict[str, str]:
    """The parts of an answer nobody has begun. Gaps are marked, and a marked gap cannot be handed in."""
    return {
        "request": unseal(objection.sealed_summary).get("summary", ""),
        "facts": FACTS_GAP,
        "opinion": OPINION_GAP,
        "basis": BASIS_GAP,
        "remedy": REMEDY,
        "outcome": "",
        "public_outcome": "",
    }
