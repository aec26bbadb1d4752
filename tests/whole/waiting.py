"""Waiting for what a server does by itself."""

import threading
import time
from collections.abc import Callable
from typing import TypeVar

SECONDS_BETWEEN = 0.05
T = TypeVar("T")


def awaited(look: Callable[[], T], seconds: float, what: str) -> T:
    """What `look` answers as soon as it is true of anything; an error when it takes longer."""
    pause, until = threading.Event(), time.monotonic() + seconds
    while time.monotonic() < until:
        if found := look():
            return found
        pause.wait(SECONDS_BETWEEN)
    raise AssertionError(f"not within {seconds} s: {what}")
