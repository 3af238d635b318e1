"""The settings of the log: one handler to the console, one line a fault, an access log of the desk in production."""

from __future__ import annotations

from typing import Any


def logging_as(form: str) -> dict[str, Any]:
    """Django's LOGGING in the form "plain" or "json" (config/log_lines.py makes the lines)."""
    return {
        "version": 1,
        "disable_existing_loggers": False,
        "filters": {
            "one_line": {"()": "config.log_lines.OneLineFor400"},
            "damped": {"()": "config.log_lines.Damped"},
        },
        "formatters": {
            "plain": {
                "()": "config.log_lines.Plain",
                "format": "{asctime} {levelname} {name} {of_request}{message}",
                "style": "{",
            },
            "json": {"()": "config.log_lines.JsonLines"},
        },
        "handlers": {
            "console": {
                "class": "logging.StreamHandler",
                "formatter": form,
                "filters": ["one_line", "damped"],
            }
        },
        "root": {"handlers": ["console"], "level": "WARNING"},
        "loggers": {"portal.access": {"level": "INFO" if form == "json" else "WARNING"}},
    }
