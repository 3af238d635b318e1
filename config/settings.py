"""Settings of the portal, all from the environment (see docs/dev/settings.md).

With nothing set the portal runs in demo mode on an SQLite file under var/. Production is switched on by
PORTAL_MODE=production and then refuses to start while a value is missing. PORTAL_MODE=export is production without
keys, for the job that writes the public folder.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from secrets import token_urlsafe

import dj_database_url
from django.core.exceptions import ImproperlyConfigured

from config.database import set_up
from config.demo_keys import demo_secret
from config.environment import Environment
from config.log_settings import logging_as

BASE_DIR = Path(__file__).resolve().parent.parent
VAR_DIR = BASE_DIR / "var"

env = Environment.from_process(BASE_DIR)
IS_PRODUCTION = env.production
IS_DEMO = not IS_PRODUCTION
IS_EXPORTING = env.exporting

DEBUG = IS_DEMO and env.flag("PORTAL_DEBUG")

# ------------------------------------------------------------------ the portal
PORTAL_DAY: date | None = None
if _day := env.text("PORTAL_DAY"):
    if IS_PRODUCTION:
        raise ImproperlyConfigured("PORTAL_DAY is for demo mode only: production uses the real day")
    try:
        PORTAL_DAY = date.fromisoformat(_day)
    except ValueError as error:
        raise ImproperlyConfigured(f"PORTAL_DAY must look like 2025-04-28, not {_day!r}") from error
elif IS_DEMO:
    PORTAL_DAY = date(2025, 4, 28)
DEMO_DAY = PORTAL_DAY
"""The day the demo stands on, printed in its band: both documents exist and Wanzhou's window is open."""

PORTAL_BASE_URL = env.required("PORTAL_BASE_URL", demo="http://127.0.0.1:8000").rstrip("/")
OBJECTION_URL = env.text("OBJECTION_URL", "portal")
"""Where objections are taken on the web: "portal" for our own form, an address, or empty for none."""
if env.values.get("OBJECTION_URL") == "":
    OBJECTION_URL = ""

# What a government site must show, never invented: an empty value is not shown.
PORTAL_PROVINCE = env.text("PORTAL_PROVINCE", "重庆市" if IS_DEMO else "")
PORTAL_SITE = {
    "name": env.text("PORTAL_SITE_NAME", "民生实事公开"),
    "domain": env.text("PORTAL_SITE_DOMAIN"),
    "id_code": env.text("PORTAL_SITE_ID_CODE"),
    "icp": env.text("PORTAL_ICP"),
    "police": env.text("PORTAL_POLICE_RECORD"),
    "host_body": env.text("PORTAL_HOST_BODY"),
    "operator_body": env.text("PORTAL_OPERATOR_BODY"),
    "phone": env.text("PORTAL_SITE_PHONE"),
    "address": env.text("PORTAL_SITE_ADDRESS"),
}

PORTAL_KEEP_MONTHS = env.number("PORTAL_KEEP_MONTHS", 24)
"""Months after an objection ended until identity and words are proposed for erasure; people are told this number."""
if not 1 <= PORTAL_KEEP_MONTHS <= 120:
    raise ImproperlyConfigured(f"PORTAL_KEEP_MONTHS must be 1 to 120, not {PORTAL_KEEP_MONTHS}")

PORTAL_JOURNAL = Path(env.text("PORTAL_JOURNAL", str(VAR_DIR / "erasures.journal")))
"""Which objections were erased and notices sealed, in numbers: kept beside the database, replayed after a backup is restored."""

PORTAL_STALE_MINUTES = env.number("PORTAL_STALE_MINUTES", 60)
"""While the database is away public pages answer what was seen last for so long (publicity/last_known.py); 0: never."""

PORTAL_EMBED_IN = env.listed("PORTAL_EMBED_IN", [])
"""Sites (https://www.example.gov.cn) whose pages may hold a notice in a frame; empty: none, and no page for it."""

# Keys for personal data at rest, newest first, separated by commas. They live outside the database.
PORTAL_FIELD_KEYS = (
    []
    if IS_EXPORTING
    else [
        key.strip()
        for key in env.required(
            "PORTAL_FIELD_KEYS", demo=lambda: demo_secret(VAR_DIR, "field-key", fernet=True)
        ).split(",")
        if key.strip()
    ]
)

# ------------------------------------------------------------------ Django
SECRET_KEY = (
    token_urlsafe(60)  # Nothing that is exported is signed.
    if IS_EXPORTING
    else env.required("PORTAL_SECRET_KEY", demo=lambda: demo_secret(VAR_DIR, "secret-key"))
)
ALLOWED_HOSTS = (
    [h for h in env.required("PORTAL_HOSTS", demo="").split(",") if h]
    if IS_PRODUCTION
    else ["127.0.0.1", "localhost", "[::1]"]
)
CSRF_TRUSTED_ORIGINS = env.listed("PORTAL_TRUSTED_ORIGINS", [])

INSTALLED_APPS = [
    "config.admin.PortalAdminConfig",
    # Before Django's own: its commands that make superusers and set passwords give way to ours.
    "accounts",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django_otp",
    "django_otp.plugins.otp_totp",
    "import_export",
    "look",
    "projects",
    "progress",
    "notices",
    "objections",
    "publicity",
    "intake",
    "ops",
]

MIDDLEWARE = [
    "config.request_log.requests_have_an_id",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "config.middleware.demo_on_loopback_only",
    "csp.middleware.CSPMiddleware",
    "config.middleware.readable_text",
    "config.middleware.desk_is_full",
    "config.middleware.nothing_is_taken_while_read_only",
    "publicity.mended_addresses.LeadingOn",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "accounts.trail_middleware.requests_on_the_trail",
    "django_otp.middleware.OTPMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "accounts.typed_text_middleware.typed_text_is_kept",
    "accounts.middleware.closed_by_default",
    "config.middleware.signed_in_pages_are_not_stored",
]

ROOT_URLCONF = "config.urls"
WSGI_APPLICATION = "config.wsgi.application"
APPEND_SLASH = True

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "config.context.desk",
            ],
            "builtins": ["accounts.templatetags.whose_form"],
        },
    }
]
FORM_RENDERER = "django.forms.renderers.TemplatesSetting"
# The template that renders a field by {{ form.x.as_field_group }} stands in templates/django/forms/.
INSTALLED_APPS.insert(0, "django.forms")

_database = dj_database_url.parse(
    env.required("DATABASE_URL", demo=f"sqlite:///{VAR_DIR / 'demo.sqlite3'}"),
    conn_max_age=env.number("PORTAL_CONN_MAX_AGE", 600),
    conn_health_checks=True,
)
set_up(_database, production=IS_PRODUCTION, otherwise=VAR_DIR)
DATABASES = {"default": _database}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# ------------------------------------------------------------------ people
AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "accounts:sign-in"
LOGIN_REDIRECT_URL = "desk"
LOGOUT_REDIRECT_URL = "accounts:sign-in"
AUTHENTICATION_BACKENDS = [
    "django.contrib.auth.backends.ModelBackend",
    "projects.backends.PostsBackend",
]
PASSWORD_HASHERS = [
    "accounts.hashing.MeasuredArgon2",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": env.number("PORTAL_PASSWORD_LENGTH", 10)},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.ThreeKindsOfCharacters"},
]
OTP_TOTP_ISSUER = PORTAL_SITE["name"]

# Guessing is slowed down for each account (accounts/services/attempts.py), never for an address alone: an office shares one.
LOGIN_FAILURES = env.number("PORTAL_LOGIN_FAILURES", 5)
LOCK_MINUTES = env.number("PORTAL_LOCK_MINUTES", 15)
OTP_TOTP_THROTTLE_FACTOR = 0
"""Wrong one-time codes count there too: the library's own delay has no end, and a stranger could make it a week."""
LINK_HOURS = env.number("PORTAL_LINK_HOURS", 72)
"""How long a sign-in link and an enrolment code are good."""

SESSION_COOKIE_AGE = env.number("PORTAL_IDLE_MINUTES", 30) * 60
# Written once a minute and not at every request (accounts/middleware.py): 30 idle minutes are 29 at least.
SESSION_SAVE_EVERY_REQUEST = False
SESSION_EXPIRE_AT_BROWSER_CLOSE = True
SESSION_MOST_SECONDS = env.number("PORTAL_SESSION_HOURS", 8) * 3600
"""How long a session lasts at most, however busy it is."""
if SESSION_MOST_SECONDS <= 0:
    raise ImproperlyConfigured("PORTAL_SESSION_HOURS must be 1 or more")
# The prefix makes browsers take the cookie from this host alone, over HTTPS, for the whole site.
_host_only = "__Host-" if IS_PRODUCTION else ""
SESSION_COOKIE_NAME = f"{_host_only}portal_session"
CSRF_COOKIE_NAME = f"{_host_only}portal_csrf"
BROWSER_COOKIE_NAME = f"{_host_only}portal_browser"
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True
CSRF_FAILURE_VIEW = "config.errors.csrf_failure"

# ------------------------------------------------------------------ safety
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = IS_PRODUCTION
SECURE_SSL_REDIRECT = IS_PRODUCTION and env.flag("PORTAL_SSL_REDIRECT", True)
# A load balancer on the same machine asks these over http.
SECURE_REDIRECT_EXEMPT = [r"^livez$", r"^readyz$", r"^healthz$"]
SECURE_HSTS_SECONDS = 31536000 if IS_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IS_PRODUCTION
SECURE_HSTS_PRELOAD = IS_PRODUCTION
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
_is_behind_proxy = env.flag("PORTAL_BEHIND_PROXY")
PORTAL_TRUSTED_PROXIES = env.number("PORTAL_TRUSTED_PROXIES", int(_is_behind_proxy))
"""How many proxies of our own stand before the portal; see accounts/client_address.py."""
if _is_behind_proxy:
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "object-src": ["'none'"],
        "base-uri": ["'none'"],
        "form-action": ["'self'"],
        "frame-ancestors": ["'none'"],
    }
}

DATA_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 8 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 20000

# ------------------------------------------------------------------ words, time, files
LANGUAGE_CODE = "zh-hans"
LANGUAGES = [("zh-hans", "简体中文")]
TIME_ZONE = "Asia/Shanghai"
USE_I18N = True
USE_TZ = True

# ------------------------------------------------------------------ mail
# Reminders go out by mail where a sender is named, and nothing does where none is.
PORTAL_MAIL_FROM = env.text("PORTAL_MAIL_FROM")
EMAIL_BACKEND = "django.core.mail.backends.dummy.EmailBackend"
if PORTAL_MAIL_FROM:
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST = env.required("PORTAL_MAIL_HOST", demo="localhost")
    EMAIL_HOST_USER = env.text("PORTAL_MAIL_USER")
    EMAIL_HOST_PASSWORD = env.text("PORTAL_MAIL_PASSWORD")
    _ports = {"starttls": 587, "ssl": 465, "none": 25}
    _security = env.one_of("PORTAL_MAIL_SECURITY", tuple(_ports))
    EMAIL_USE_TLS, EMAIL_USE_SSL = _security == "starttls", _security == "ssl"
    EMAIL_PORT = env.number("PORTAL_MAIL_PORT", _ports[_security])
    EMAIL_TIMEOUT = 10
    DEFAULT_FROM_EMAIL = SERVER_EMAIL = PORTAL_MAIL_FROM

STATIC_URL = "static/"
STATIC_ROOT = Path(env.text("PORTAL_STATIC_ROOT", str(VAR_DIR / "static")))
if IS_DEMO:
    STATIC_ROOT.mkdir(parents=True, exist_ok=True)
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "look.assets.JoinedFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"
        if IS_PRODUCTION
        else "django.contrib.staticfiles.storage.StaticFilesStorage",
        # Everybody's to read anyway, and perhaps collected by another than the one who serves them.
        "OPTIONS": {"file_permissions_mode": 0o644, "directory_permissions_mode": 0o755},
    },
}
# Kept files are the portal's own, whatever mask it was started with.
FILE_UPLOAD_PERMISSIONS = 0o640
FILE_UPLOAD_DIRECTORY_PERMISSIONS = 0o750
WHITENOISE_USE_FINDERS = IS_DEMO
WHITENOISE_AUTOREFRESH = DEBUG
MEDIA_ROOT = Path(env.text("PORTAL_MEDIA_ROOT", str(VAR_DIR / "media")))

PORTAL_DESK_AT_ONCE = env.number("PORTAL_DESK_AT_ONCE", 3)
PORTAL_DESK_WAITING = env.number("PORTAL_DESK_WAITING", 8)
"""Requests of the desk that one worker answers at once, and that wait for a place (config/desk_gate.py)."""
if PORTAL_DESK_AT_ONCE < 1 or PORTAL_DESK_WAITING < 0:
    raise ImproperlyConfigured(
        "PORTAL_DESK_AT_ONCE must be 1 or more, PORTAL_DESK_WAITING 0 or more"
    )

PORTAL_INSTANCE = env.text("PORTAL_INSTANCE", "portal")
"""Names one of several servers that share a folder or a database on purpose."""

# Folders of the scheduled jobs; a job without its folder is not set up, and the doctor says so.
PORTAL_BACKUP_DIR = env.text("PORTAL_BACKUP_DIR")
PORTAL_HEADS_DIR = env.text("PORTAL_HEADS_DIR")
PORTAL_PUBLIC_DIR = env.text("PORTAL_PUBLIC_DIR")

IMPORT_EXPORT_USE_TRANSACTIONS = True

PORTAL_LOG = env.text("PORTAL_LOG", "plain" if IS_DEMO else "json")
"""How the log looks: plain, or a JSON object a line with an access log of the desk."""
if PORTAL_LOG not in {"plain", "json"}:
    raise ImproperlyConfigured(f"PORTAL_LOG must be plain or json, not {PORTAL_LOG!r}")
LOGGING = logging_as(PORTAL_LOG)
