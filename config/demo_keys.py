"""Keys for demo mode: made once at random and kept under var/, so that no key ever stands in the code."""

from __future__ import annotations

import base64
import secrets
from pathlib import Path


def demo_secret(folder: Path, name: str, *, fernet: bool = False) -> str:
    """The demo key of this name, made at first use. Two processes starting at once agree on one."""
    path = folder / "keys" / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        key = base64.urlsafe_b64encode(secrets.token_bytes(32 if fernet else 48)).decode()
        draft = path.with_name(f"{name}.{secrets.token_hex(4)}")
        draft.touch(mode=0o600)
        draft.write_text(key)
        try:
            # A hard link fails where the name exists: the first of two processes wins.
            path.hardlink_to(draft)
        except FileExistsError:
            pass
        finally:
            draft.unlink()
    return path.read_text().strip()
