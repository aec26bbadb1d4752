"""What the server starts: its geometry worker, and the process that the worker forks for each file."""

import threading
from pathlib import Path

WORKER = "guildhall-geometry"
LOOKS, SECONDS_BETWEEN = 12_000, 0.005


def children(parent: int, program: str) -> list[int]:
    """Processes of this program whose parent is that one."""
    found = []
    for status in Path("/proc").glob("[0-9]*/status"):
        try:
            fields = dict(line.split(":\t", 1) for line in status.read_text().splitlines() if ":\t" in line)
        except OSError:
            continue  # it has ended meanwhile
        if fields.get("PPid") == str(parent) and program.startswith(fields["Name"]):
            found.append(int(fields["Pid"]))
    return found


def awaited_children(parent: int, program: str, count: int = 1) -> list[int]:
    """The children, once there are as many."""
    pause = threading.Event()
    for _ in range(LOOKS):
        found = children(parent, program)
        if len(found) >= count:
            return found
        pause.wait(SECONDS_BETWEEN)
    raise AssertionError(f"process {parent} has not started {count} × {program}")
