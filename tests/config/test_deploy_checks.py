"""What `check --deploy` refuses beside Django's own: values that are there, and bad."""

from __future__ import annotations

import io
import os
import secrets
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.fernet import Fernet
from django.conf import settings as real_settings
from django.core import checks
from django.core.management import call_command

from config import deploy_checks
from objections import sealing
from tests.notices.conftest import office  # noqa: F401
from tests.together import PATIENCE

ROOT = Path(real_settings.BASE_DIR)


@pytest.fixture
def good(settings, tmp_path):
    """Settings nothing is to be said about."""
    settings.IS_PRODUCTION, settings.IS_EXPORTING = True, False
    settings.SECRET_KEY = secrets.token_urlsafe(60)
    settings.PORTAL_FIELD_KEYS = [Fernet.generate_key().decode() for _ in range(2)]
    settings.PORTAL_BASE_URL = "https://portal.example"
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.PORTAL_TRUSTED_PROXIES = 1
    settings.SESSION_COOKIE_AGE, settings.SESSION_MOST_SECONDS = 1800, 8 * 3600
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.PORTAL_BACKUP_DIR = settings.PORTAL_HEADS_DIR = settings.PORTAL_PUBLIC_DIR = ""
    return settings


def said() -> set[str]:
    """What our own checks say, the way `check --deploy` asks them."""
    found = checks.run_checks(include_deployment_checks=True)
    return {message.id for message in found if str(message.id).startswith("portal.")}


def test_nothing_is_said_about_a_sound_installation(good):
    assert said() == set()


BAD_VALUES = [
    ("SECRET_KEY", secrets.token_urlsafe(12), "portal.E001"),
    ("SECRET_KEY", "ab" * 40, "portal.E001"),
    ("SECRET_KEY", f"change-me-{secrets.token_urlsafe(60)}", "portal.E001"),
    ("PORTAL_FIELD_KEYS", [], "portal.E002"),
    ("PORTAL_FIELD_KEYS", ["not-a-key"], "portal.E002"),
    ("PORTAL_FIELD_KEYS", [Fernet.generate_key().decode(), "短"], "portal.E002"),
    ("PORTAL_FIELD_KEYS", ["A" * 43 + "="], "portal.E002"),
    ("PORTAL_BASE_URL", "portal.example", "portal.E003"),
    ("PORTAL_BASE_URL", "http://portal.example", "portal.E003"),
    ("PORTAL_BASE_URL", "https://", "portal.E003"),
    ("ALLOWED_HOSTS", ["*"], "portal.E003"),
    ("SESSION_COOKIE_AGE", 0, "portal.E004"),
    ("SESSION_COOKIE_AGE", 9 * 3600, "portal.E004"),
    ("PORTAL_TRUSTED_PROXIES", 0, "portal.E005"),
    ("PORTAL_TRUSTED_PROXIES", -1, "portal.E005"),
    ("PORTAL_TRUSTED_PROXIES", 6, "portal.E005"),
    ("SECURE_PROXY_SSL_HEADER", None, "portal.E005"),
    ("MEDIA_ROOT", "/nowhere/at/all", "portal.E006"),
    ("PORTAL_BACKUP_DIR", "/nowhere/at/all", "portal.E006"),
]


@pytest.mark.parametrize(
    ("name", "value", "fault"),
    BAD_VALUES,
    # Values made at random are no names: two workers would not agree which tests there are.
    ids=[f"{place}-{name}" for place, (name, _, _) in enumerate(BAD_VALUES)],
)
def test_a_bad_value_is_a_fault_by_name_and_is_not_printed(good, name, value, fault):
    setattr(good, name, value)
    assert said() == {fault}
    if isinstance(value, str) and len(value) > 20:
        assert value not in str(checks.run_checks(include_deployment_checks=True))


def test_a_folder_everybody_may_write_to_is_warned_of(good, tmp_path):
    folder = tmp_path / "backups"
    folder.mkdir()
    folder.chmod(0o777)
    good.PORTAL_BACKUP_DIR = str(folder)
    assert said() == {"portal.W006"}


def test_no_key_made_at_random_is_taken_for_a_sample(good):
    for _ in range(300):
        good.SECRET_KEY = secrets.token_urlsafe(60)
        assert deploy_checks.secrets_are_strong(None) == []


EXPORTING = {
    "PORTAL_MODE": "export",
    "PORTAL_HOSTS": "portal.example",
    "PORTAL_BASE_URL": "https://portal.example",
}


def started(code: str, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    bare = {name: value for name, value in os.environ.items() if not name.startswith("PORTAL_")}
    database = {"DATABASE_URL": f"sqlite:///{tmp_path}/portal.sqlite3"}
    return subprocess.run(
        [sys.executable, "-c", f"import os; os.umask(0o022); {code}"],
        env={**bare, **EXPORTING, **database, "DJANGO_SETTINGS_MODULE": "config.settings"},
        cwd=ROOT,
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )


def test_the_export_starts_without_a_key_and_serves_nobody(tmp_path):
    told = started(
        "import django; django.setup(); from django.conf import settings as s; "
        "print(s.IS_PRODUCTION, s.PORTAL_FIELD_KEYS, len(s.SECRET_KEY) > 50)",
        tmp_path,
    )
    assert told.stdout.strip() == "True [] True", told.stderr
    served = started("import config.wsgi", tmp_path)
    assert served.returncode != 0 and "serves nobody" in served.stderr


def test_a_database_file_of_production_is_nobody_elses_to_read(tmp_path):
    started("import django; django.setup()", tmp_path)
    assert stat.S_IMODE((tmp_path / "portal.sqlite3").stat().st_mode) & 0o007 == 0


@pytest.mark.django_db
def test_the_public_folder_is_the_same_without_keys(office, settings, tmp_path):  # noqa: F811
    office.published()
    for name in ("with", "without"):
        if name == "without":
            settings.SECRET_KEY, settings.PORTAL_FIELD_KEYS = secrets.token_urlsafe(60), []
        call_command("export_site", str(tmp_path / name), verbosity=0, stdout=io.StringIO())
    folders = [
        {path.relative_to(tmp_path / name): path.read_bytes() for path in (tmp_path / name).rglob("*.*")
         if path.is_file()}
        for name in ("with", "without")
    ]  # fmt: skip
    assert folders[0] == folders[1] and len(folders[0]) > 20
    with pytest.raises(ValueError):
        sealing.seal({"text": "x"})


@pytest.mark.django_db
def test_kept_files_are_nobody_elses_to_read_whatever_the_mask(settings):
    from django.core.files.base import ContentFile
    from django.core.files.storage import default_storage

    mask = os.umask(0)
    try:
        name = default_storage.save("evidence/2025/one.pdf", ContentFile(b"%PDF"))
    finally:
        os.umask(mask)
    path = Path(default_storage.path(name))
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert stat.S_IMODE(path.parent.stat().st_mode) == 0o750
