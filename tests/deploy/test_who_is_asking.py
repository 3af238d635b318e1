"""Through the real nginx: a client's own word about where it comes from counts for nothing, an office is not hindered."""

from __future__ import annotations

import http.client
import re
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from urllib.parse import urlencode

import pytest
from django.db import transaction

from accounts.models import User
from objections import limits, receipts
from tests.deploy.real_nginx import nginx, running
from tests.factories import AT, PASSWORD
from tests.objections.conftest import make_desk
from tests.together import PATIENCE

LIES = {
    "X-Forwarded-For": "198.51.100.7",
    "X_Forwarded_For": "198.51.100.7",
    "X-Forwarded-Proto": "https",
    "X-Forwarded-Host": "evil.example",
    "X-Forwarded-Port": "4443",
    "X-Forwarded-Server": "evil.example",
    "X-Forwarded-Prefix": "/evil",
    "X-Real-IP": "198.51.100.7",
    "X-Client-IP": "198.51.100.7",
    "X-Cluster-Client-IP": "198.51.100.7",
    "X-Original-URL": "/admin/",
    "X-Rewrite-URL": "/admin/",
    "True-Client-IP": "198.51.100.7",
    "CF-Connecting-IP": "198.51.100.7",
    "Client-IP": "198.51.100.7",
    "Forwarded": "for=198.51.100.7;proto=https",
    "Proxy": "http://evil.example",
}


def ask(port, method, path, fields=None, *, source="127.0.0.1", **headers):
    connection = http.client.HTTPConnection(
        "127.0.0.1", port, timeout=PATIENCE, source_address=(source, 0)
    )
    headers = {name.replace("_", "-"): value for name, value in headers.items()}
    if fields is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    connection.request(method, path, urlencode(fields) if fields is not None else None, headers)
    answer = connection.getresponse()
    body = answer.read().decode()
    connection.close()
    return answer, body


def test_the_portal_hears_what_nginx_saw_and_nothing_a_client_says(tmp_path):
    nginx()
    heard = []

    class Ear(BaseHTTPRequestHandler):
        def do_GET(self):
            heard.append([(name.lower(), value) for name, value in self.headers.items()])
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *said):
            pass

    ear = ThreadingHTTPServer(("127.0.0.1", 0), Ear)
    threading.Thread(target=ear.serve_forever, daemon=True).start()
    try:
        with running(tmp_path, folder=tmp_path, portal=f"127.0.0.1:{ear.server_port}") as port:
            connection = http.client.HTTPConnection(
                "127.0.0.1", port, timeout=PATIENCE, source_address=("127.0.0.9", 0)
            )
            connection.request("GET", "/desk/", headers=LIES)
            assert connection.getresponse().status == 200
            connection.close()
    finally:
        ear.shutdown()
        ear.server_close()
    (headers,) = heard
    said = dict(headers)
    assert len(said) == len(headers), "a header stands twice"
    assert (said["x-forwarded-for"], said["x-forwarded-proto"]) == ("127.0.0.9", "http")
    for name, value in headers:
        assert "198.51.100.7" not in value and "evil" not in value and value != "/admin/", name


@pytest.fixture
def behind_nginx(transactional_db, live_server, tmp_path, settings):
    """The port of nginx before a running portal, as deploy/README.md sets both up."""
    nginx()
    settings.PORTAL_TRUSTED_PROXIES = 1
    settings.AXES_ENABLED = True
    settings.ALLOWED_HOSTS = ["127.0.0.1"]
    with running(
        tmp_path, folder=tmp_path, portal=live_server.thread.host + f":{live_server.thread.port}"
    ) as port:
        yield port


def test_twenty_guesses_with_a_rotating_header_do_not_pass(behind_nginx, monkeypatch):
    # However slow this machine is: the guesses come within one moment.
    monkeypatch.setattr("publicity.views.following.timezone", SimpleNamespace(now=lambda: AT))
    token = receipts.new_token("a form", AT)
    objection = make_desk().received(token=token)

    def guess(number, code, **more):
        typed = {"number": objection.receipt, "code": code}
        rotating = {"X_Forwarded_For": f"198.51.100.{number}", "X_Real_IP": f"198.51.100.{number}"}
        return ask(behind_nginx, "POST", "/objections/", typed, **rotating, **more)[0].status

    answers = [guess(number, "AAAA-AAAA-AAAA") for number in range(20)]
    assert answers == [422] * limits.WRONG_CODES.many + [429] * (20 - limits.WRONG_CODES.many)
    assert guess(99, receipts.secret_code(token), source="127.0.0.44") == 429, "nor from elsewhere"


def test_sixty_people_of_one_office_sign_in_one_after_the_other_at_once(behind_nginx):
    """As fast as they can, with every page and file on the way: far less than the minute an office would take."""
    with transaction.atomic():
        people = [
            User(username=f"colleague-{number}", name=f"同事{number}") for number in range(60)
        ]
        for person in people:
            person.set_password(PASSWORD)
        User.objects.bulk_create(people)
    for person in people:
        page, html = ask(behind_nginx, "GET", "/accounts/sign-in/")
        assert page.status == 200
        cookie = page.headers["Set-Cookie"].partition(";")[0]
        token = re.search(r'name="csrfmiddlewaretoken" value="([^"]+)"', html)[1]
        typed = {"username": person.username, "password": PASSWORD, "csrfmiddlewaretoken": token}
        into, html = ask(behind_nginx, "POST", "/accounts/sign-in/", typed, Cookie=cookie)
        assert into.status == 302, html
        session = next(
            said.partition(";")[0]
            for said in into.headers.get_all("Set-Cookie")
            if said.startswith("portal_session")
        )
        for path in ("/desk/", "/desk/", "/healthz"):
            assert ask(behind_nginx, "GET", path, Cookie=session)[0].status == 200
