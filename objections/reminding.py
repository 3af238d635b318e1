"""One digest a day for each handler and approver: which numbers are due when. Never what they are about, never who."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from accounts.models import User
from objections import selectors
from projects.models import District, Membership, Role


@dataclass(frozen=True)
class Digest:
    """What one person is told of one district."""

    person: User
    district: District
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        return "\n".join(
            [f"{self.district.name}有 {len(self.lines)} 件异议快到期或已过期：", *self.lines]
        )


def digests(district: District, day: date, *, within: int = 3) -> list[Digest]:
    """Due within so many days or overdue, for each handler; what waits for approval, for reviewers and signers too.

    Three queries.
    """
    due = selectors.reminders([district], day, within=within)
    if not due:
        return []
    waits = set(
        district.objections.filter(selectors.WAITS_FOR_APPROVER).values_list("pk", flat=True)
    )
    posts = Membership.objects.filter(
        district=district,
        user__is_active=True,
        role__in=[Role.HANDLER, Role.REVIEWER, Role.SIGNER],
    ).select_related("user")
    people: dict[User, bool] = {}
    for post in posts:
        people[post.user] = people.get(post.user, False) or post.role == Role.HANDLER
    found = []
    for person, handles in people.items():
        lines = tuple(
            f"{one.objection.receipt} {one.deadline.label} {one.deadline.due_on:%Y-%m-%d}，"
            f"{selectors.due_words(one.deadline, day)}"
            for one in due
            if handles or one.objection.pk in waits
        )
        if lines:
            found.append(Digest(person, district, lines))
    return found
