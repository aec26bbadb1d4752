"""What has passed and failed so far, and how it is shown."""

import time
from dataclasses import dataclass, field


def say(text: str = "") -> None:
    print(text, flush=True)


@dataclass
class Report:
    passed: int = 0
    failures: list[str] = field(default_factory=list)
    skipped: list[str] = field(default_factory=list)
    durations: list[tuple[str, float]] = field(default_factory=list)

    def passes(self, count: int = 1) -> None:
        self.passed += count

    def fails(self, name: str, detail: str = "") -> None:
        self.failures.append(name)
        say(f"  FAILED  {name}")
        for line in detail.rstrip().splitlines()[-60:]:
            say(f"          {line}")

    def skips(self, name: str, reason: str) -> None:
        self.skipped.append(f"{name}: {reason}")
        say(f"  skipped {name}: {reason}")

    def check(self, name: str, holds: bool, detail: str = "") -> bool:
        if holds:
            say(f"  ok      {name}")
            self.passes()
        else:
            self.fails(name, detail)
        return holds

    def add(self, other: "Report") -> None:
        """What another has counted, and shown already."""
        self.passed += other.passed
        self.failures += other.failures
        self.skipped += other.skipped

    def summary(self) -> None:
        """Ends with the one line that other programs read; nothing may be printed after it."""
        say("\nTime: " + ", ".join(f"{name} {seconds:.0f} s" for name, seconds in self.durations))
        if self.skipped:
            say(f"\nSkipped ({len(self.skipped)}):")
            for line in self.skipped:
                say(f"  {line}")
        if self.failures:
            say(f"\nFailed ({len(self.failures)}):")
            for name in self.failures:
                say(f"  {name}")
        say(f"\n{self.passed} passed, {len(self.failures)} failed")


class Stopwatch:
    """Remembers in the report how long a step took."""

    def __init__(self, report: Report, name: str) -> None:
        self.report, self.name = report, name

    def __enter__(self) -> None:
        self.start = time.monotonic()

    def __exit__(self, *_: object) -> None:
        self.report.durations.append((self.name, time.monotonic() - self.start))
