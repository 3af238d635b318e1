"""Published bytes before Django: a request for a page that is ready is answered from memory, every other one goes through.

What may be answered here Django has answered before in this process: its view left the finished resource in the
environment (`publicity.ready_answers.READY`), and the headers that its middleware added are kept beside it. So the
answers are the same to the letter, and a private page cannot get in: no view but the public ones leaves anything.

Each request looks first whether what is public has changed where the page belongs, in its district or in the site
(`publicity.stamp_look`), so a withdrawal is seen at the next one, and a publication elsewhere leaves the page here.
While the database is away what was seen last is shown for a while, with a header that says so (`publicity.last_known`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from accounts.client_address import from_environ
from look.loopback import is_loopback
from publicity.kept import Kept
from publicity.last_known import STATE_HEADER, LastKnown, nothing_known
from publicity.ready_answers import ANSWERS, READY, Ready, is_unchanged
from publicity.stamp_look import Look

MOST_ASKED = 16
"""Ways of asking (host, scheme) remembered with one answer; strange hosts are refused before they are."""
Headers = list[tuple[str, str]]
StartResponse = Callable[..., Any]
Application = Callable[[dict[str, Any], StartResponse], Iterable[bytes]]


class Packing(NamedTuple):
    """One answer in one encoding, ready to be sent whole or as unchanged."""

    etag: str
    body: bytes
    whole: Headers
    unchanged: Headers


@dataclass(slots=True)
class Answer:
    """One resource as it is sent to those who ask at one host in one scheme, in the encodings asked for so far."""

    around: Headers
    """What Django's middleware says with every answer: policies, transport security."""
    packings: dict[str, Packing]

    def in_(self, encoding: str, ready: Ready) -> Packing:
        found = self.packings.get(encoding)
        if found is None:
            found = self.packings[encoding] = Packing(
                ready.etag(encoding),
                ready.body(encoding),
                [*ready.headers(encoding), *self.around],
                [*ready.headers(encoding, is_whole=False), *self.around],
            )
        return found


class Front:
    """A WSGI application around Django's.

    `look` gives a scope's present stamp or raises; `today` the business day. `proxy_header` is the variable by which a
    proxy says that the reader came over https, empty where there is none. `answers` are those the views keep. `known`
    says what may be shown while `look` raises; left out: nothing.
    """

    def __init__(
        self,
        django: Application,
        *,
        look: Look,
        today: Callable[[], date],
        proxy_header: str = "",
        is_demo: bool = False,
        answers: Kept[Ready] = ANSWERS,
        known: LastKnown | None = None,
    ) -> None:
        self.django, self.look, self.today = django, look, today
        self.proxy_header, self.is_demo = proxy_header, is_demo
        self.answers = answers
        self.known = known or nothing_known()

    def __call__(self, environ: dict[str, Any], start_response: StartResponse) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        if (method != "GET" and method != "HEAD") or environ.get("QUERY_STRING"):
            return self.django(environ, start_response)
        asked = (
            environ.get("HTTP_HOST"),
            environ["wsgi.url_scheme"],
            environ.get(self.proxy_header),
            environ.get("SCRIPT_NAME"),
        )
        kept = self.answers.at(environ["PATH_INFO"])
        answer: Answer | None = kept.thing.said.get(asked) if kept is not None else None
        if (
            kept is None
            or answer is None
            or (self.is_demo and not is_loopback(from_environ(environ)))
        ):
            return self._through(asked, environ, start_response)
        more: Headers = []
        try:
            state = self._state_of(kept.scope)
        except Exception:
            since = self.known.since(kept.scope, kept.state)
            if since is None:
                # Nobody can say whether it still stands: Django answers, or says that it cannot.
                return self.django(environ, start_response)
            more = [(STATE_HEADER, f"last-known; since={since.isoformat()}")]
        else:
            if state != kept.state:
                return self._through(asked, environ, start_response)
        return _said(environ, start_response, kept.thing, answer, more)

    def _state_of(self, scope: str) -> tuple[Any, date]:
        """The present state; raises where the database does not say."""
        at = self.known.clock()
        if self.known.is_away(at):
            raise ConnectionError("the database did not answer a moment ago")
        try:
            state = (self.look(scope), self.today())
        except Exception:
            self.known.failed(at=self.known.clock())
            raise
        self.known.saw(scope, state, at=at)
        return state

    def _through(
        self, asked: tuple[Any, ...], environ: dict[str, Any], start_response: StartResponse
    ) -> Iterable[bytes]:
        """Django's answer; what it said is kept if it is a whole public resource."""
        environ.pop(READY, None)
        said: list[Any] = []

        def hearing(status: str, headers: Headers, exc_info: Any = None) -> Any:
            if status.startswith("304"):
                # RFC 9110, 8.6: a length here would be the length of the whole answer, which it is not.
                headers = [pair for pair in headers if pair[0].lower() != "content-length"]
            said[:] = [status, headers]
            return (
                start_response(status, headers, exc_info)
                if exc_info
                else start_response(status, headers)
            )

        answer = self.django(environ, hearing)
        ready = environ.get(READY)
        if isinstance(ready, Ready) and said and said[0].startswith("200"):
            _keep(asked, ready, said[1])
        if environ["REQUEST_METHOD"] == "HEAD":
            if hasattr(answer, "close"):
                answer.close()
            return []
        return answer


def _said(
    environ: dict[str, Any],
    start_response: StartResponse,
    ready: Ready,
    answer: Answer,
    more: Headers,
) -> Iterable[bytes]:
    """The answer from memory; `more` are headers of this time alone."""
    packing = answer.in_(ready.encoding_for(environ.get("HTTP_ACCEPT_ENCODING", "")), ready)
    given = environ.get("HTTP_IF_NONE_MATCH")
    if given and is_unchanged(given, packing.etag):
        start_response("304 Not Modified", [*packing.unchanged, *more])
        return []
    start_response("200 OK", [*packing.whole, *more])
    return [packing.body] if environ["REQUEST_METHOD"] == "GET" else []


def _keep(asked: tuple[Any, ...], ready: Ready, headers: Headers) -> None:
    own = {name.lower(): value for name, value in ready.headers("")}
    own |= {"content-encoding": "", "content-length": "", "etag": ""}
    around = [(name, value) for name, value in headers if name.lower() not in own]
    vary = {name.lower(): value for name, value in headers}.get("vary", "")
    names = {name.lower() for name, _ in around}
    if "set-cookie" in names or vary != own.get("vary", ""):
        return  # Somebody asked who is asking: not an answer for everybody.
    if len(ready.said) >= MOST_ASKED:
        ready.said = {}
    ready.said[asked] = Answer(around, {})
