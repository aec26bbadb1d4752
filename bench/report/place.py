"""Where a run finds its programs and keeps its data, and the programs it starts."""

import os
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from contextlib import contextmanager
from pathlib import Path

from .machine import say

TICKS = os.sysconf("SC_CLK_TCK")


class Place:
    def __init__(self, source: Path, quick: bool) -> None:
        self.source = source
        self.quick = quick
        self.build = source / "build"
        self.data = self.build / "bench"
        self.data.mkdir(exist_ok=True)

    def rounds(self, usual: int) -> int:
        return min(usual, 2) if self.quick else usual

    def seconds(self) -> int:
        """How long the load of one measurement lasts."""
        return 1 if self.quick else 3

    def seeded(self, quotes: int, companies: int) -> Path:
        """A data directory with so many quotes, made once and kept."""
        folder = self.data / f"quotes-{quotes}"
        if (folder / "complete").exists():
            return folder
        say(f"  making {quotes:,} quotes once")
        shutil.rmtree(folder, ignore_errors=True)
        self.seed(folder, quotes, companies)
        (folder / "complete").touch()
        return folder

    def with_orders(self, orders: int) -> Path:
        """A data directory of one company with so many orders, made once and kept."""
        folder = self.data / f"orders-{orders}"
        if not (folder / "complete").exists():
            say(f"  making {orders:,} orders once")
            shutil.rmtree(folder, ignore_errors=True)
            self.seed(folder, orders, 1, "orders")
            (folder / "complete").touch()
        return folder

    def seed(self, folder: Path, quotes: int, companies: int, more: str = "") -> None:
        folder.mkdir(parents=True)
        command = [self.build / "seed_bench", folder, str(quotes), str(companies), *([more] if more else [])]
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)

    def warm(self, folder: Path) -> Path:
        """Reads the database once, so that the system has it in memory."""
        with (folder / "guildhall.db").open("rb") as file:
            while file.read(1 << 24):
                pass
        return folder

    def copy(self, folder: Path, name: str) -> Path:
        """A copy to write into, beside the original: on the disk of the build."""
        target = self.data / name
        shutil.rmtree(target, ignore_errors=True)
        shutil.copytree(folder, target)
        return target


class Server:
    """A program that listens; `port` is ready when the object is."""

    def __init__(self, command: list, port: int, environment: dict[str, str] | None = None) -> None:
        self.port = port
        self.answered_after = 0.0  # seconds from start to first answer
        self.began = time.monotonic()
        self.process = subprocess.Popen([str(word) for word in command], stdout=subprocess.DEVNULL,
                                        stderr=subprocess.DEVNULL, env=os.environ | (environment or {}))

    def url(self, path: str = "/") -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def wait_until_it_answers(self, path: str) -> float:
        """Seconds from the start of the program to its first answer."""
        while True:
            try:
                with urllib.request.urlopen(self.url(path), timeout=10) as answer:
                    answer.read()
                    return time.monotonic() - self.began
            except OSError:
                if self.process.poll() is not None:
                    raise RuntimeError(f"{self.process.args[0]} ended with {self.process.returncode}") from None
                if time.monotonic() - self.began > 60:
                    raise
                time.sleep(0.002)

    def cpu_seconds(self) -> float:
        fields = Path(f"/proc/{self.process.pid}/stat").read_text().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / TICKS

    def stop(self) -> None:
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(timeout=60)


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


@contextmanager
def guildhall(place: Place, data: Path, *flags: str, environment: dict[str, str] | None = None):
    """A running server on a data directory, without limits on how often one may ask."""
    port = free_port()
    command = [place.build / "guildhall", "serve", "--data", data, "--listen", f"127.0.0.1:{port}", "--rate-limit-api", "0",
               "--rate-limit-price", "0", *flags]
    server = Server(command, port, environment)
    try:
        server.answered_after = server.wait_until_it_answers("/health/ready")
        yield server
    finally:
        server.stop()


@contextmanager
def hello(place: Place, threads: int):
    """The bare edge that answers everything with the same few bytes."""
    port = free_port()
    server = Server([place.build / "hello_bench", port, threads], port)
    try:
        server.answered_after = server.wait_until_it_answers("/")
        yield server
    finally:
        server.stop()
