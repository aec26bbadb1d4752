"""The queue alone, on both engines: jobs a second, and from the commit that asks for a job to the start of its handler.

What others publish of theirs stands beside it. It was measured by them, on their machines: see docs/benchmarks.md.
"""

import os
import re
import secrets
import subprocess

from .machine import say
from .place import Place
from .table import Table, middle

LINE = re.compile(r"^(sqlite|postgres) +(.+?) +([\d.]+) (\S+)$")
NAMES = {"sqlite": "SQLite", "postgres": "PostgreSQL"}
PUBLISHED_RATE = "River 46,000/s on 8 cores, Graphile Worker 15,600/s unbatched"
PUBLISHED_START = "Graphile Worker: 4.5 ms on the average"


def new_database(server: str) -> str:
    """The bench drops tables: it gets a database of its own."""
    name = f"jobs_{secrets.token_hex(6)}"
    subprocess.run(["psql", "-X", "-q", "-v", "ON_ERROR_STOP=1", server, "-c", f"CREATE DATABASE {name}"], check=True,
                   stdin=subprocess.DEVNULL)
    return server.rpartition("/")[0] + "/" + name


def run(place: Place) -> dict[tuple[str, str], float]:
    """What the bench said, by engine and measurement."""
    environment = dict(os.environ)
    server = environment.pop("GUILDHALL_TEST_POSTGRES", "")
    if server:
        environment["GUILDHALL_TEST_POSTGRES"] = new_database(server)
    said = subprocess.run([place.build / "jobs_bench"], check=True, stdout=subprocess.PIPE, text=True, env=environment).stdout
    found = (LINE.match(line) for line in said.splitlines())
    return {(one[1], one[2]): float(one[3]) for one in found if one}


def measure(place: Place, table: Table) -> None:
    if "GUILDHALL_TEST_POSTGRES" not in os.environ:
        say("  no PostgreSQL: run me by tools/with-postgres")
    rounds = [run(place) for _ in range(place.rounds(3))]
    for engine in dict.fromkeys(engine for engine, _ in rounds[0]):
        def of(what: str, engine: str = engine) -> float:
            return middle(one[engine, what] for one in rounds)

        name = NAMES[engine]
        table.add(f"jobs done exactly once, {name}", f"{of('jobs with complete(), 8 workers'):,.0f}/s", PUBLISHED_RATE)
        table.add(f"… of 50 companies in turn, asked for, {name}", f"{of('enqueue, 100 to a transaction'):,.0f}/s")
        p50, p99 = (of(f"from commit to start of the handler, {which}") for which in ("p50", "p99"))
        table.add(f"from commit to start, {name}", f"p50 {p50:.2f} ms, p99 {p99:.2f} ms", PUBLISHED_START)
