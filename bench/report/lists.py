"""Lists and details out of a million quotes, beside a bare hello-world on the same edge library and threads."""

from contextlib import ExitStack

from .load import Load, load
from .place import Place, guildhall, hello
from .table import Table, middle

MANY, FEW, QUOTES_OF_COMPANY = 1_000_000, 10_000, 1000
THREADS = 1  # of either server; wrk has the other processor


def measure(place: Place, table: Table) -> None:
    many = place.warm(place.seeded(MANY, MANY // QUOTES_OF_COMPANY))
    few = place.warm(place.seeded(FEW, FEW // QUOTES_OF_COMPANY))
    with ExitStack() as running:
        bare = running.enter_context(hello(place, THREADS))
        of_many = running.enter_context(guildhall(place, many, "--io-threads", str(THREADS)))
        of_few = running.enter_context(guildhall(place, few, "--io-threads", str(THREADS)))
        work = {
            "hello": (bare, None),
            "list": (of_many, many / "list.txt"),
            "total": (of_many, many / "total.txt"),
            "detail": (of_many, many / "detail.txt"),
            "few": (of_few, few / "list.txt"),
        }
        for server, requests in work.values():
            load(place, server, requests)  # caches fill
        rounds = [{name: load(place, *what) for name, what in work.items()} for _ in range(place.rounds(5))]
    report(table, rounds)


def report(table: Table, rounds: list[dict[str, Load]]) -> None:
    def mid(name: str, member: str) -> float:
        return middle(getattr(one[name], member) for one in rounds)

    def shown(name: str) -> str:
        return f"{mid(name, 'rate'):,.0f}/s, {mid(name, 'cpu_us'):.1f} µs CPU"

    def against_hello(label: str, name: str, part: int) -> None:
        ratio = middle(one[name].rate / one["hello"].rate for one in rounds)
        good = all(one[name].errors == 0 for one in rounds)
        table.add(label, shown(name), f"hello {shown('hello')}", f"1/{1 / ratio:.1f}", f"≥ 1/{part}", good and ratio >= 1 / part)

    against_hello("list: 20 of 1,000,000 quotes, filtered", "list", 8)
    against_hello("list, and the total of its filter", "total", 8)
    against_hello("detail: a quote with its line", "detail", 4)
    flat = middle(one["list"].cpu_us / one["few"].cpu_us for one in rounds)
    table.add("list of 1,000,000 beside 10,000 rows", f"{mid('list', 'cpu_us'):.1f} µs CPU", f"{mid('few', 'cpu_us'):.1f} µs CPU",
              f"{flat:.2f}", "≤ 1.5", flat <= 1.5)
    for name in ("list", "detail"):
        p99 = mid(name, "p99_ms")
        table.add(f"{name}, p99 at 64 connections", f"{p99:.1f} ms", f"hello {mid('hello', 'p99_ms'):.1f} ms", "", "< 10 ms", p99 < 10)
