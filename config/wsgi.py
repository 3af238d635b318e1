"""The portal for a WSGI server (granian or gunicorn): published bytes first, then Django."""

import os
import sys

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")
django_application = get_wsgi_application()

from django.conf import settings  # noqa: E402 - Django is set up above
from django.db import connection  # noqa: E402

from accounts import taken_back  # noqa: E402
from accounts.clock import today  # noqa: E402
from config.body_encoding import utf8_only  # noqa: E402
from config.desk_gate import DeskGate  # noqa: E402
from ops import held_folder  # noqa: E402
from publicity.front import Front  # noqa: E402
from publicity.last_known import LastKnown  # noqa: E402
from publicity.stamp_look import look_at  # noqa: E402

if settings.IS_EXPORTING:
    sys.exit("PORTAL_MODE=export writes the public folder and has no keys: it serves nobody")

if {"granian", "gunicorn"} & {*sys.modules}:
    try:
        _held = held_folder.hold(held_folder.data_folder(), server=os.getppid())
    except held_folder.FolderHeld as refusal:
        sys.exit(str(refusal))

# A ready page waits for a page of the desk in the making no longer than this, five times less than by default.
sys.setswitchinterval(0.001)

application = Front(
    DeskGate(
        utf8_only(django_application),
        at_once=settings.PORTAL_DESK_AT_ONCE,
        waiting=settings.PORTAL_DESK_WAITING,
    ),
    look=look_at(connection),
    today=today,
    proxy_header=(settings.SECURE_PROXY_SSL_HEADER or ("",))[0],
    is_demo=settings.IS_DEMO,
    known=LastKnown(settings.PORTAL_STALE_MINUTES * 60, last_mark=taken_back.last_mark),
)
