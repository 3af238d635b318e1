"""How passwords are kept: argon2id within the norm, and only so many at once.

The parameters are one of the equal choices of OWASP's Password Storage Cheat Sheet (19 MiB, two passes, one lane).
Django's own (100 MiB, eight lanes) cost nine times the processor time of it here (176 and 20 ms, bench/README.md): when
a quarter ends two hundred people sign in within minutes, beside those who save. A password kept under other parameters
still opens, and is kept under these from then on.
"""

from __future__ import annotations

import threading

from django.contrib.auth.hashers import Argon2PasswordHasher

AT_ONCE = 2
"""Hashes in the making in one worker: each takes 19 MiB and a core of its own, since it runs beside Python."""
_places = threading.BoundedSemaphore(AT_ONCE)


class MeasuredArgon2(Argon2PasswordHasher):
    """Django's, with our parameters and a bound."""

    time_cost = 2
    memory_cost = 19_456
    parallelism = 1

    def encode(self, password: str, salt: str) -> str:
        with _places:
            return super().encode(password, salt)

    def verify(self, password: str, encoded: str) -> bool:
        with _places:
            return super().verify(password, encoded)
