"""A large company moves to an empty installation and is the same there: every list, every record, every file (PL-13).

MOVING_QUOTES=6000 MOVING_FILES=2000 makes a company of more than 100,000 rows; the numbers of `make test` are small.
"""

import os
import re
import resource
import subprocess
import time
import unittest
from pathlib import Path

from .client import Client
from .crowd import at_once
from .server import NO_RATE_LIMITS, POSTGRES, PROGRAM, SOURCE, Server, run_program
from .solids import box, stl
from .waiting import awaited

QUOTES, FILES = int(os.environ.get("MOVING_QUOTES", "120")), int(os.environ.get("MOVING_FILES", "40"))
FILES_AT_ONCE, CALLERS = 20, 4
ADDRESS = {"line1": "Abay Ave 10", "city": "Almaty", "postal_code": "050000", "country": "KZ"}
CUSTOMERS = [f"customer{number}@example.com" for number in range(CALLERS)]
# Neither may grow with the company.
MOST_FOR_EXPORT_MB, MOST_FOR_IMPORT_MB = 150, 250
SAMPLES = 60
OF_EVERYBODY = ("/quotes", "/sales-orders", "/files", "/notifications")
OF_THE_OWNER = ("/customers", "/users?ordering=email")
# A sign-in is of the installation where it happened.
SIGN_IN = re.compile(rb'"last_sign_in_at":"[^"]*"')


def live_there(server: Server, number: int) -> None:
    """One customer's share: parts, quotes of them, every third of them ordered."""
    client = server.registered(CUSTOMERS[number])
    parts: list[str] = []
    for first in range(0, FILES // CALLERS, FILES_AT_ONCE):
        names = range(first, min(first + FILES_AT_ONCE, FILES // CALLERS))
        files = [(f"part {number}-{name}.stl", stl(box(20 + number, 15 + name / 100, 10))) for name in names]
        answer = client.upload("/files", files)
        assert answer.status == 201, str(answer)
        parts += [item["id"] for item in answer.json()["items"]]
    awaited(lambda: not client.items("/files?status=analyzing&total=false"), 300, "all parts are measured")
    for quote in range(QUOTES // CALLERS):
        lines = [{"file_id": parts[(quote + line) % len(parts)], "service": "fdm", "material": "pla", "quantity": 1 + quote % 7}
                 for line in range(1 + quote % 3)]
        made = client.expect(201, "POST", "/quotes", {"lines": lines, "note": f"Wish {number}-{quote}"})
        if quote % 3 == 0:
            path = f"/quotes/{made['id']}"
            if made["status"] == "pending":
                continue
            if made["status"] == "approved":
                client.expect(200, "POST", path + "/accept", {})
            client.expect(201, "POST", f"/sales-orders/convert/{made['id']}", {"shipping_address": ADDRESS})


def peak_mb(process: int) -> float:
    """The most memory that it has had since the last call of forget_peak."""
    status = Path(f"/proc/{process}/status").read_text()
    return int(re.search(r"VmHWM:\s+(\d+) kB", status)[1]) / 1024


def forget_peak(process: int) -> None:
    Path(f"/proc/{process}/clear_refs").write_text("5")


def said(client: Client, path: str) -> bytes:
    answer = client.call("GET", path)
    assert answer.status == 200, f"{path}: {answer}"
    return SIGN_IN.sub(b"", answer.body)


def pages(client: Client, path: str) -> list[bytes]:
    """All of a list, as it was written."""
    mark, found, cursor = "&" if "?" in path else "?", [], ""
    while True:
        answer = said(client, f"{path}{mark}page_size=100{cursor}")
        found.append(answer)
        following = re.search(rb'"next_cursor":"([^"]+)"', answer)
        if not following:
            return found
        cursor = "&cursor=" + following[1].decode()


class Moving:
    from_engine = to_engine = ""

    def test_a_large_company_is_the_same_elsewhere(self) -> None:
        with Server(self.from_engine, *NO_RATE_LIMITS) as here:
            email = here.add_staff("owner")
            at_once(CALLERS, lambda number: live_there(here, number))
            owner = here.signed_in(email)
            awaited(lambda: not owner.expect(200, "GET", "/jobs?state=queued&total=false")["items"], 300, "its jobs are done")
            audited = owner.expect(200, "GET", "/audit?page_size=1")["total"]
            archive = self.export(here, owner)
            there = Server(self.to_engine, *NO_RATE_LIMITS)
            try:
                self.bring_in(there, archive)
                there.start()
                self.compare(here, there, audited)
            finally:
                there.clean_up()

    def export(self, here: Server, owner: Client) -> Path:
        forget_peak(here.process.pid)
        before, began = peak_mb(here.process.pid), time.monotonic()
        path = "/company/exports/" + owner.expect(202, "POST", "/company/exports")["id"]
        awaited(lambda: owner.expect(200, "GET", path)["state"] != "waiting", 900, "the archive is made")
        took, peak = time.monotonic() - began, peak_mb(here.process.pid)
        made = owner.expect(200, "GET", path)
        self.assertEqual(made["state"], "ready")
        self.assertEqual(made["file_count"], FILES)
        self.rows = made["row_count"]
        print(f"\n  {self.from_engine}: {self.rows:,} rows and {FILES:,} files out in {took:.1f} s, {made['size'] / 1e6:.1f} MB, "
              f"{peak - before:.0f} MB of memory", flush=True)
        self.assertLess(peak - before, MOST_FOR_EXPORT_MB)
        archive = here.place / "company.zip"
        archive.write_bytes(owner.call("GET", path + "/content").body)
        self.assertEqual(archive.stat().st_size, made["size"])
        return archive

    def bring_in(self, there: Server, archive: Path) -> None:
        began = time.monotonic()
        done = subprocess.Popen([PROGRAM, "import", archive, *there.settings()], cwd=SOURCE, stdin=subprocess.DEVNULL,
                                stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
        words = done.stdout.read()
        _, status, used = os.wait4(done.pid, 0)
        done.returncode = os.waitstatus_to_exitcode(status)
        done.stdout.close()
        self.assertEqual(done.returncode, 0, words)
        self.assertIn(f" {self.rows} rows, {FILES} files", words)
        self.print_use(used, time.monotonic() - began)
        checked = run_program("verify", *there.settings(), seconds=900)
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)

    def print_use(self, used: resource.struct_rusage, took: float) -> None:
        peak = used.ru_maxrss / 1024
        print(f"  {self.to_engine}: in within {took:.1f} s, {peak:.0f} MB of memory", flush=True)
        self.assertLess(peak, MOST_FOR_IMPORT_MB)

    def compare(self, here: Server, there: Server, audited: int) -> None:
        for email in ("owner@example.com", *CUSTOMERS):
            old, new = here.signed_in(email), there.signed_in(email)
            for path in (*OF_EVERYBODY, *(OF_THE_OWNER if email.startswith("owner") else ())):
                self.assertEqual(pages(old, path), pages(new, path), f"{email} {path}")
            for kind in ("quotes", "sales-orders", "files"):
                there_are = old.items(f"/{kind}?total=false")
                for record in there_are[:: max(1, len(there_are) // SAMPLES)]:
                    self.same(old, new, f"/{kind}/{record['id']}")
                    if kind == "files":
                        self.same(old, new, f"/files/{record['id']}/content")
            for path in ("/quotes?search=Wish&page_size=50", "/saved-views", "/auth/me"):
                self.same(old, new, path)
        # What happened before the archive was made.
        old, new = here.signed_in("owner@example.com"), there.signed_in("owner@example.com")
        for path in ("/company", "/roles"):
            self.same(old, new, path)
        trails = [client.items("/audit?ordering=at&total=false")[:audited] for client in (old, new)]
        self.assertEqual(len(trails[0]), audited)
        self.assertEqual(*trails)

    def same(self, old: Client, new: Client, path: str) -> None:
        self.assertEqual(said(old, path), said(new, path), path)


class FromSqlite(Moving, unittest.TestCase):
    from_engine, to_engine = "sqlite", "postgres" if POSTGRES else "sqlite"


@unittest.skipUnless(POSTGRES, "no PostgreSQL")
class FromPostgres(Moving, unittest.TestCase):
    from_engine, to_engine = "postgres", "sqlite"
