"""What `check --deploy` looks at beside Django's own: values that let the portal start and would not hold.

The portal refuses to start while a value is missing; here are those that are there and bad. None of them is printed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core.checks import CheckMessage, Error, Tags, Warning, register

SHORTEST_SECRET = 50
FEWEST_SIGNS = 12
"""Different signs in a secret; aaaa…, or one word again and again, has fewer."""
_SAMPLES = re.compile(
    r"change.?me|example|sample|secret.?key|insecure|placeholder|your.?key|password|123456|abcdef|…|\.\.\.",
    re.IGNORECASE,
)
MOST_PROXIES = 5


def _key_faults(key: str, place: int) -> Iterator[CheckMessage]:
    """A canary sealed with this key alone must open with it."""
    from cryptography.fernet import Fernet

    said = f"PORTAL_FIELD_KEYS: key {place}"
    try:
        fernet = Fernet(key)
        opens = fernet.decrypt(fernet.encrypt(b"canary")) == b"canary"
    except (ValueError, TypeError):
        yield Error(
            f"{said} is no Fernet key, nothing could be sealed or opened with it.",
            hint="Make one: python -c 'from cryptography.fernet import Fernet; print(Fernet.generate_key().decode())'",
            id="portal.E002",
        )
        return
    if not opens or len(set(key)) < FEWEST_SIGNS:
        yield Error(f"{said} is a sample, not made at random.", id="portal.E002")


@register(Tags.security, deploy=True)
def secrets_are_strong(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    if settings.IS_EXPORTING:
        return []
    found: list[CheckMessage] = []
    for secret in map(str, (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)):
        if len(secret) < SHORTEST_SECRET or len(set(secret)) < FEWEST_SIGNS:
            found.append(
                Error(
                    f"PORTAL_SECRET_KEY is shorter than {SHORTEST_SECRET} signs, or says the same again and again.",
                    hint="Make one: python -c 'import secrets; print(secrets.token_urlsafe(60))'",
                    id="portal.E001",
                )
            )
        elif _SAMPLES.search(secret):
            found.append(Error("PORTAL_SECRET_KEY is a sample.", id="portal.E001"))
    if not settings.PORTAL_FIELD_KEYS:
        found.append(Error("PORTAL_FIELD_KEYS holds no key.", id="portal.E002"))
    for place, key in enumerate(settings.PORTAL_FIELD_KEYS, start=1):
        found += _key_faults(key, place)
    if settings.SECRET_KEY in settings.PORTAL_FIELD_KEYS:
        found.append(
            Error("PORTAL_SECRET_KEY and a field key are the same.", id="portal.E001"),
        )
    return found


@register(Tags.security, deploy=True)
def addresses_are_whole(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    found: list[CheckMessage] = []
    base = urlsplit(settings.PORTAL_BASE_URL)
    if base.scheme != "https" or not base.hostname:
        found.append(
            Error(
                "PORTAL_BASE_URL must be the public address with https:// before it.",
                hint="Feeds, QR codes and mails lead there.",
                id="portal.E003",
            )
        )
    elif settings.IS_PRODUCTION and not settings.IS_EXPORTING and "*" in settings.ALLOWED_HOSTS:
        found.append(
            Error("PORTAL_HOSTS must name the hosts, not take all of them.", id="portal.E003")
        )
    return found


@register(Tags.security, deploy=True)
def sessions_end(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    idle, most = settings.SESSION_COOKIE_AGE, settings.SESSION_MOST_SECONDS
    if idle <= 0 or idle > most:
        return [
            Error(
                "PORTAL_IDLE_MINUTES must be 1 or more, and no longer than PORTAL_SESSION_HOURS.",
                id="portal.E004",
            )
        ]
    return []


@register(Tags.security, deploy=True)
def proxies_agree(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Behind a proxy that is not counted everybody is one client; counted and not there, a client names its address."""
    many, is_behind = settings.PORTAL_TRUSTED_PROXIES, bool(settings.SECURE_PROXY_SSL_HEADER)
    if not 0 <= many <= MOST_PROXIES or is_behind != (many > 0):
        return [
            Error(
                "PORTAL_TRUSTED_PROXIES and PORTAL_BEHIND_PROXY do not agree.",
                hint=f"Behind proxies of your own: yes, and how many (1 to {MOST_PROXIES}). Without one: no, and 0.",
                id="portal.E005",
            )
        ]
    return []


@register(Tags.files, deploy=True)
def folders_are_there(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Folders that are named exist and can be written; those of kept files are no reading matter for others."""
    found: list[CheckMessage] = []
    for name, folder in _folders():
        if not folder.is_dir():
            found.append(Error(f"{name}: {folder} is no folder.", id="portal.E006"))
        elif not os.access(folder, os.W_OK | os.X_OK):
            found.append(Error(f"{name}: {folder} cannot be written.", id="portal.E006"))
        elif name != "PORTAL_PUBLIC_DIR" and folder.stat().st_mode & 0o002:
            found.append(
                Warning(f"{name}: everybody may write to {folder}.", id="portal.W006"),
            )
    return found


def _folders() -> Sequence[tuple[str, Path]]:
    if settings.IS_EXPORTING:
        return []
    media = Path(settings.MEDIA_ROOT)
    # Made with the first file where the folder around it may be written.
    return [
        ("PORTAL_MEDIA_ROOT", media if media.exists() else media.parent),
        *(
            (name, Path(value))
            for name in ("PORTAL_BACKUP_DIR", "PORTAL_HEADS_DIR", "PORTAL_PUBLIC_DIR")
            if (value := getattr(settings, name))
        ),
    ]
