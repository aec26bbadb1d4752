"""Many callers at the same moment."""

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

Result = TypeVar("Result")


def at_once(callers: int, work: Callable[[int], Result]) -> list[Result]:
    """Runs work(0) … work(callers - 1), each in a thread of its own, all released together; an exception in one is ours."""
    ready = threading.Barrier(callers, timeout=60)

    def start(number: int) -> Result:
        ready.wait()
        return work(number)

    with ThreadPoolExecutor(max_workers=callers) as pool:
        return list(pool.map(start, range(callers)))
