"""A private PostgreSQL for as long as a `with` block lasts."""

import subprocess
from pathlib import Path

from .report import Report


class Postgres:
    """Enters as environment variables for test programs; empty, and one failure, when the server does not start."""

    def __init__(self, report: Report, source: Path) -> None:
        self.report, self.source = report, source

    def __enter__(self) -> dict[str, str]:
        # The server lives until this pipe closes, and it closes with us, however we end.
        told = ["sh", "-c", 'echo "$GUILDHALL_TEST_POSTGRES"; exec cat >/dev/null']
        self.process = subprocess.Popen([self.source / "tools/with-postgres", *told], stdin=subprocess.PIPE,
                                        stdout=subprocess.PIPE, text=True)
        url = self.process.stdout.readline().strip()
        if not self.report.check("PostgreSQL starts", url != ""):
            return {}
        return {"GUILDHALL_TEST_POSTGRES": url}

    def __exit__(self, *_: object) -> None:
        self.process.stdin.close()
        try:
            self.process.wait(timeout=30)
        except subprocess.TimeoutExpired:
            self.process.kill()
