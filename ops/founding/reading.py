"""A file of wishes from disk."""

from __future__ import annotations

from pathlib import Path

from ops.founding.faults import BadWishes, Fault


def text_of(path: Path) -> str:
    """The file's text. Raises BadWishes where there is none to read."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise BadWishes([Fault(str(path), f"打不开（{error.strerror}）", "核对路径")]) from error
    except UnicodeDecodeError as error:
        raise BadWishes([Fault(str(path), "不是 UTF-8 文字", "请另存为 UTF-8")]) from error
