"""A day as official texts print it."""

from __future__ import annotations

from datetime import date


def day_words(day: date) -> str:
    """2025年4月11日: Arabic figures without leading zeros (GB/T 9704-2012, 7.3.5.4)."""
    return f"{day.year}年{day.month}月{day.day}日"
