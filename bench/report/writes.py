"""Durable creates: one quote with one line, its audit entry and its event, beside one commit for every request."""

import os
import shutil
from pathlib import Path

from .load import Load, load
from .machine import say
from .place import Place, guildhall
from .table import Table, middle

QUOTES, COMPANIES = 10_000, 10
SLOWER = {"disk as it is": 0, "every fsync 1 ms slower": 1000}
TARGETS = {"disk as it is": 3, "every fsync 1 ms slower": 15}


def measure(place: Place, table: Table) -> None:
    seeded = place.seeded(QUOTES, COMPANIES)
    for disk, microseconds in SLOWER.items():
        rounds = [(created(place, seeded, microseconds, True), created(place, seeded, microseconds, False))
                  for _ in range(place.rounds(3))]
        grouped, single = (middle(one[i].rate for one in rounds) for i in (0, 1))
        ratio = middle(one[0].rate / one[1].rate for one in rounds)
        good = all(one.errors == 0 for pair in rounds for one in pair)
        table.add(f"durable create, {disk}", f"{grouped:,.0f}/s, p50 {middle(one[0].p50_ms for one in rounds):.1f} ms",
                  f"one commit each {single:,.0f}/s, p50 {middle(one[1].p50_ms for one in rounds):.1f} ms", f"{ratio:.1f} ×",
                  f"≥ {TARGETS[disk]} ×", good and ratio >= TARGETS[disk])
    measure_postgres(place, table)


def created(place: Place, seeded: Path, slower_by: int, grouped: bool) -> Load:
    data = place.copy(seeded, "writes")
    slow = {"LD_PRELOAD": str(place.build / "slow_fsync.so"), "SLOW_FSYNC_US": str(slower_by)} if slower_by else {}
    try:
        with guildhall(place, data, f"--group-commit={'true' if grouped else 'false'}", environment=slow) as server:
            return load(place, server, data / "create.txt")
    finally:
        shutil.rmtree(data)


def measure_postgres(place: Place, table: Table) -> None:
    database = os.environ.get("GUILDHALL_TEST_POSTGRES")
    if not database:
        say("  no PostgreSQL: run me by tools/with-postgres")
        return
    data = place.data / "postgres"
    shutil.rmtree(data, ignore_errors=True)
    place.seed(data, COMPANIES * 100, COMPANIES, database)
    with guildhall(place, data, "--database", database) as server:
        rounds = [load(place, server, data / "create.txt") for _ in range(place.rounds(3))]
    shutil.rmtree(data)
    table.add("durable create, PostgreSQL", f"{middle(one.rate for one in rounds):,.0f}/s, p50 "
              f"{middle(one.p50_ms for one in rounds):.1f} ms", holds=None if all(one.errors == 0 for one in rounds) else False)
