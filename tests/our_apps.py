"""Which apps are ours: those that stand in the repository's root, in the order of the settings (from below to above)."""

from __future__ import annotations

from pathlib import Path

from django.apps import apps
from django.conf import settings

OUR_APPS = tuple(
    config.label
    for config in apps.get_app_configs()
    if Path(config.path).parent == Path(settings.BASE_DIR)
)
