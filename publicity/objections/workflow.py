"""The steps of an objection (design, section 4.4) as a table."""

from __future__ import annotations

from dataclasses import dataclass

from publicity.models import Objection

Status = Objection.Status


@dataclass(frozen=True)
class Step:
    name: str
    label: str
    starts: frozenset[str]
    target: str

    def starts_from(self, status: str) -> bool:
        return status in self.starts


RECEIVE = Step("receive", "登记", frozenset({""}), Status.RECEIVED)
ACCEPT = Step("accept", "受理", frozenset({Status.RECEIVED}), Status.ACCEPTED)
REFUSE = Step("refuse", "不予受理", frozenset({Status.RECEIVED}), Status.NOT_ACCEPTED)
CHECK = Step("check", "开始核查", frozenset({Status.ACCEPTED}), Status.UNDER_CHECK)
ANSWER = Step("answer", "答复", frozenset({Status.ACCEPTED, Status.UNDER_CHECK}), Status.ANSWERED)
WITHDRAW = Step(
    "withdraw",
    "本人撤回",
    frozenset({Status.RECEIVED, Status.ACCEPTED, Status.UNDER_CHECK}),
    Status.WITHDRAWN,
)

STEPS = (RECEIVE, ACCEPT, REFUSE, CHECK, ANSWER, WITHDRAW)
