"""Answers of a preview that take long to be carried out: whether they do, where they are, and what was sent with them."""

from __future__ import annotations

from accounts.clock import real_now
from accounts.requests import SignedInRequest
from intake.followed_works import Told, followed, told
from intake.long_sizes import is_long_file, is_long_run
from intake.models import ImportRun, LongWork
from intake.refusals import ImportRefused
from intake.sent_answers import SentAnswers
from intake.services import Answers


def is_long_answer(run: ImportRun, answers: Answers) -> bool:
    """Whether carrying them out takes over a second: a large file is read anew, or questions of a large plan settled."""
    if answers.corrections:
        return is_long_file(run.source.name, run.source.size)
    return bool(answers.parts) and is_long_run(run)


def rereadings_of(request: SignedInRequest, run: ImportRun) -> list[Told]:
    """Those on their way, of whoever began them; the person's own are told by the frame of the page already."""
    works = LongWork.objects.unfinished().filter(run=run, kind=LongWork.Kind.ANSWER)
    others = works.exclude(pk__in=followed(request)).select_related("district", "started_by")
    return told(others.defer("data"), real_now())


def sent_before(request: SignedInRequest, run: ImportRun, work_id: int) -> SentAnswers | None:
    """The form as it was sent with a work that came to nothing, with the reason; None where there is none."""
    over = (LongWork.State.REFUSED, LongWork.State.STOPPED)
    works = LongWork.objects.open_to(request.user).filter(kind=LongWork.Kind.ANSWER, state__in=over)
    work = works.filter(pk=work_id, run=run).first()
    if work is None:
        return None
    sent = SentAnswers.of_kept(work.answers["sent"], run.district)
    sent.refuse(ImportRefused(work.said))
    return sent
