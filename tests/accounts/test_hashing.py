"""Passwords are kept within the norm, and so many people signing in at once do not take the machine."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from argon2 import extract_parameters
from django.contrib.auth.hashers import Argon2PasswordHasher, check_password, make_password

from accounts import hashing
from accounts.models import User
from tests.together import PATIENCE, comes_true

WORD = "Dull-valid-1"
OURS = ["accounts.hashing.MeasuredArgon2"]


@pytest.fixture(autouse=True)
def real_hashers(settings):
    settings.PASSWORD_HASHERS = OURS


def kept_with(encoded: str) -> tuple[str, int, int, int]:
    found = extract_parameters(encoded.removeprefix("argon2"))
    return found.type.name, found.memory_cost, found.time_cost, found.parallelism


def test_a_password_is_kept_with_argon2id_of_nineteen_mebibytes_and_two_passes():
    assert kept_with(make_password(WORD)) == ("ID", 19_456, 2, 1)
    assert check_password(WORD, make_password(WORD))
    assert not check_password("another", make_password(WORD))


def test_the_settings_keep_passwords_this_way():
    """The run of the tests has a quicker hasher: the file itself is read."""
    text = (Path(__file__).parents[2] / "config" / "settings.py").read_text(encoding="utf-8")
    assert f'PASSWORD_HASHERS = [\n    "{OURS[0]}",' in text


@pytest.mark.django_db
def test_a_password_kept_under_other_parameters_opens_and_is_kept_anew():
    person = User(username="reporter", name="王芳")
    person.password = Argon2PasswordHasher().encode(WORD, "salt-of-before-23456789")
    person.save()
    before = kept_with(person.password)
    assert person.check_password(WORD)
    person.refresh_from_db()
    assert kept_with(person.password) != before
    assert kept_with(person.password) == ("ID", 19_456, 2, 1)


def test_no_more_are_made_at_once_than_two(monkeypatch):
    """Six people sign in at the same moment: two hashes are in the making, the others wait for their turn."""
    inside, most = [], []
    held, lock = threading.Event(), threading.Lock()

    def slow(self, password, salt):
        with lock:
            inside.append(password)
            most.append(len(inside))
        assert held.wait(PATIENCE)
        with lock:
            inside.remove(password)
        return "argon2$made"

    monkeypatch.setattr(Argon2PasswordHasher, "encode", slow)
    hasher = hashing.MeasuredArgon2()
    threads = [
        threading.Thread(target=hasher.encode, args=(f"word{at}", "salt")) for at in range(6)
    ]
    for thread in threads:
        thread.start()
    assert comes_true(lambda: len(inside) == hashing.AT_ONCE)
    held.set()
    for thread in threads:
        thread.join(PATIENCE)
    assert len(most) == 6
    assert max(most) == hashing.AT_ONCE
