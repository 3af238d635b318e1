"""Values from the environment, each with a clear refusal where production lacks one."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured

from config.production_folder import must_have_environment


@dataclass(frozen=True)
class Environment:
    """Reads settings from variables. In production a value without a default must be given."""

    values: Mapping[str, str]
    production: bool
    exporting: bool = False
    """Production's job that writes the public folder: it reads what is public and is given no key."""

    @classmethod
    def from_process(cls, folder: Path) -> Environment:
        """Of this process. `folder` is where the portal lies; raises NoEnvironment where that is production's."""
        must_have_environment(os.environ, folder)
        mode = os.environ.get("PORTAL_MODE", "demo")
        if mode not in {"demo", "production", "export"}:
            raise ImproperlyConfigured(
                f"PORTAL_MODE must be demo, production or export, not {mode!r}"
            )
        return cls(os.environ, mode != "demo", exporting=mode == "export")

    def required(self, name: str, *, demo: str | Callable[[], str]) -> str:
        """The value; in demo mode `demo` stands in for a missing one, in production nothing does."""
        value = self.values.get(name, "").strip()
        if value:
            return value
        if self.production:
            raise ImproperlyConfigured(f"{name} must be set in production")
        return demo() if callable(demo) else demo

    def text(self, name: str, default: str = "") -> str:
        return self.values.get(name, default).strip()

    def one_of(self, name: str, choices: tuple[str, ...]) -> str:
        """One of these words; the first where nothing is set."""
        value = self.values.get(name, "").strip().lower() or choices[0]
        if value not in choices:
            raise ImproperlyConfigured(f"{name} must be {' or '.join(choices)}, not {value!r}")
        return value

    def flag(self, name: str, default: bool = False) -> bool:
        value = self.values.get(name, "").strip().lower()
        if not value:
            return default
        if value in {"1", "true", "yes", "on"}:
            return True
        if value in {"0", "false", "no", "off"}:
            return False
        raise ImproperlyConfigured(f"{name} must be yes or no, not {value!r}")

    def number(self, name: str, default: int) -> int:
        value = self.values.get(name, "").strip()
        if not value:
            return default
        try:
            return int(value)
        except ValueError as error:
            raise ImproperlyConfigured(f"{name} must be a whole number, not {value!r}") from error

    def listed(self, name: str, default: list[str]) -> list[str]:
        value = self.values.get(name, "").strip()
        return [part.strip() for part in value.split(",") if part.strip()] if value else default
