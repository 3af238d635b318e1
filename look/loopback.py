"""Whether an address is this very machine's: the demo, which shows its passwords, answers nobody else."""

from __future__ import annotations

import ipaddress
from functools import lru_cache


@lru_cache(maxsize=64)
def is_loopback(address: str) -> bool:
    """127.0.0.0/8 and ::1; False for what is no address at all."""
    try:
        return ipaddress.ip_address(address).is_loopback
    except ValueError:
        return False
