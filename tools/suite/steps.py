"""The steps of the test-suite, in the order in which they run: the quick and the telling ones first."""

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from .flows import run_flows
from .fuzzing import fuzz
from .postgres import Postgres
from .programs import run_programs
from .report import Report, say
from .whole import run_whole

SANITIZER_ENVIRONMENT = {
    "ASAN_OPTIONS": "detect_stack_use_after_return=1:check_initialization_order=1:strict_init_order=1:allocator_may_return_null=1",
    "UBSAN_OPTIONS": "print_stacktrace=1",
    "TSAN_OPTIONS": "halt_on_error=1:second_deadlock_stack=1",
    "ASAN_SYMBOLIZER_PATH": shutil.which("llvm-symbolizer-19") or "",
    "TSAN_SYMBOLIZER_PATH": shutil.which("llvm-symbolizer-19") or "",
}
THREADED = "^(edge|jobs|db|live)$"  # ctest names of the modules that are run under ThreadSanitizer


@dataclass
class Suite:
    source: Path
    report: Report
    fuzz_seconds: int
    built: dict[str, bool] = field(default_factory=dict)

    def build(self, preset: str, targets: list[str] | None = None) -> bool:
        """Configures and builds once per run; a build that fails is one failure, and what needs it is not tried."""
        if preset not in self.built:
            jobs = str(os.cpu_count() or 2)
            build = ["cmake", "--build", "--preset", preset, "--parallel", jobs]
            build += ["--target", *targets] if targets else []
            done = self.shows(["cmake", "--preset", preset]) and self.shows(build)
            self.built[preset] = self.report.check(f"build {preset}", done)
        return self.built[preset]

    def shows(self, command: list[str]) -> bool:
        """Runs a command whose output is progress."""
        return subprocess.run(command, cwd=self.source, stdin=subprocess.DEVNULL, check=False).returncode == 0

    def holds(self, name: str, command: list[str], seconds: int = 300) -> bool:
        """One check: a command that must succeed in time; what it says is shown when it does not."""
        try:
            done = subprocess.run(command, cwd=self.source, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
                                  stderr=subprocess.STDOUT, text=True, errors="replace", timeout=seconds, check=False)
            status, output = done.returncode, done.stdout
        except subprocess.TimeoutExpired as hung:
            status, output = -1, (hung.stdout or b"").decode(errors="replace") + f"\nhangs: stopped after {seconds} s"
        except OSError as error:
            status, output = -1, str(error)
        return self.report.check(name, status == 0, output)

    def npm_ci(self, place: str) -> bool:
        """Installs the locked packages of a folder unless they are there."""
        lock, stamp = self.source / place / "package-lock.json", self.source / place / "node_modules/.installed"
        if stamp.exists() and stamp.read_bytes() == lock.read_bytes():
            return True
        command = ["npm", "ci", "--prefix", place, "--no-audit", "--no-fund", "--prefer-offline"]
        if not self.holds(f"npm ci in {place}", command, 900):
            return False
        stamp.write_bytes(lock.read_bytes())
        return True


def tools(suite: Suite) -> None:
    suite.holds("the counting of test cases itself", ["python3", "-B", "-m", "unittest", "discover", "-s", "tools", "-p", "*_test.py"])


def tidy(suite: Suite) -> None:
    suite.holds("tidy: every rule finds its bad example", ["tools/tidy", "--self-test"])
    suite.holds("tidy", ["tools/tidy"])


def formatting(suite: Suite) -> None:
    suite.holds("format (make format mends it)", ["tools/format", "--check"])


def documents(suite: Suite) -> None:
    suite.holds("documents: every rule finds its bad example", ["tools/docs-check", "--self-test"])
    suite.holds("documents", ["tools/docs-check"])


def programs(suite: Suite) -> None:
    if suite.build("release"):
        with Postgres(suite.report, suite.source) as environment:
            run_programs(suite.report, suite.source / "build", "tests", environment)


def whole(suite: Suite) -> None:
    if suite.build("release"):
        with Postgres(suite.report, suite.source) as environment:
            run_whole(suite.report, suite.source, environment)


def openapi(suite: Suite) -> None:
    binary, document = suite.source / "build/guildhall", suite.source / "build/openapi.json"
    if not suite.npm_ci("tests/openapi"):
        return
    suite.holds("openapi: the check finds bad documents", ["node", "tests/openapi/self-test.mjs"])
    if not suite.build("release") or not binary.exists():
        return say("  build/guildhall is not there yet")
    with document.open("wb") as output:
        told = subprocess.run([binary, "openapi"], stdout=output, stdin=subprocess.DEVNULL, check=False)
    if suite.report.check("guildhall openapi", told.returncode == 0):
        suite.holds("openapi: valid, and a typed client without any", ["node", "tests/openapi/check.mjs", str(document)])


def web(suite: Suite) -> None:
    built = suite.build("release")
    if built and suite.npm_ci("tests/browser"):
        suite.holds("API documentation renders offline", ["node", "tests/browser/api-docs.mjs", "build"])
        run_flows(suite.report, suite.source)
    if built:
        told = subprocess.run(["build/guildhall", "openapi"], cwd=suite.source, stdin=subprocess.DEVNULL,
                              stdout=subprocess.PIPE, check=False).stdout
        current = json.loads((suite.source / "web/openapi.json").read_text()) == json.loads(told or "null")
        suite.report.check("web/openapi.json is what the server says (make web-api renews it)", current)
    if suite.npm_ci("web"):
        suite.holds("web app: types, tests, build, size of the first screen", ["npm", "test", "--prefix", "web"], 900)


def sanitizers(suite: Suite) -> None:
    if suite.build("asan"):
        with Postgres(suite.report, suite.source) as environment:
            run_programs(suite.report, suite.source / "build-asan", "asan", {**environment, **SANITIZER_ENVIRONMENT})


def threads(suite: Suite) -> None:
    if not suite.shows(["cmake", "--preset", "tsan"]):
        return suite.report.fails("configure tsan")
    known = subprocess.run(["ninja", "-C", "build-tsan", "-t", "targets", "all"], cwd=suite.source, check=False,
                           stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, text=True).stdout
    targets = [f"{name}_test" for name in THREADED.strip("^()$").split("|") if f"\n{name}_test: " in known]
    if not targets:
        return say("  no threaded modules yet")
    if suite.build("tsan", targets):
        with Postgres(suite.report, suite.source) as environment:
            run_programs(suite.report, suite.source / "build-tsan", "tsan", {**environment, **SANITIZER_ENVIRONMENT}, THREADED)


def fuzzing(suite: Suite) -> None:
    if suite.build("asan"):
        fuzz(suite.report, suite.source / "build-asan", suite.fuzz_seconds, SANITIZER_ENVIRONMENT)


STEPS: dict[str, Callable[[Suite], None]] = {
    "tools": tools,
    "tidy": tidy,
    "format": formatting,
    "docs": documents,
    "programs": programs,
    "whole": whole,
    "openapi": openapi,
    "web": web,
    "asan": sanitizers,
    "fuzz": fuzzing,
    "tsan": threads,
}
