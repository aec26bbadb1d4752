"""A real clamd looks at what people upload before others get it (PL-32)."""

import shutil
import subprocess
import tempfile
import unittest
from pathlib import Path

from .server import NO_RATE_LIMITS, POSTGRES, Server
from .waiting import awaited

# In two halves, so that no scanner takes this file for it.
EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
SIGNATURE = "44d88612fea8a8f36de82e1278abb02f:68:Eicar-Test-Signature\n"  # MD5 of the whole
MEMORY_KB, START_SECONDS = 1_000_000, 60


class Clamd:
    """Debian's daemon with one signature of our own, on a socket; bounded in memory and in the time it may take to start."""

    def __init__(self) -> None:
        self.place = Path(tempfile.mkdtemp(prefix="guildhall-clamd."))
        (self.place / "database").mkdir()
        (self.place / "database/test.hdb").write_text(SIGNATURE)
        self.socket = self.place / "socket"
        lines = {"Foreground": "yes", "LocalSocket": self.socket, "DatabaseDirectory": self.place / "database",
                 "MaxThreads": 2, "AlertExceedsMax": "yes", "StreamMaxLength": "1M", "TemporaryDirectory": self.place}
        (self.place / "clamd.conf").write_text("".join(f"{name} {value}\n" for name, value in lines.items()))
        self.process: subprocess.Popen[bytes] | None = None

    def start(self) -> None:
        command = f"ulimit -v {MEMORY_KB}; exec clamd --config-file={self.place}/clamd.conf"
        with (self.place / "log").open("ab") as log:
            self.process = subprocess.Popen(["sh", "-c", command], stdin=subprocess.DEVNULL, stdout=log, stderr=log)
        awaited(lambda: self.socket.exists() or self.process.poll() is not None, START_SECONDS, "clamd listens")
        assert self.process.poll() is None, (self.place / "log").read_text(errors="replace")

    def stop(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None
        self.socket.unlink(missing_ok=True)

    def clean_up(self) -> None:
        self.stop()
        shutil.rmtree(self.place, ignore_errors=True)


@unittest.skipUnless(shutil.which("clamd"), "no clamd")
class Scan:
    engine = ""

    def setUp(self) -> None:
        self.clamd = Clamd()
        self.addCleanup(self.clamd.clean_up)

    def test_others_get_a_file_only_when_it_was_found_clean(self) -> None:
        with Server(self.engine, *NO_RATE_LIMITS, "--clamd-address", str(self.clamd.socket)) as server:
            ada, owner = server.registered("ada@example.com"), server.signed_in(server.add_staff("admin"))
            sent = ada.upload("/files", [("letter.txt", b"Dear all"), ("eicar.txt", EICAR)]).json()["items"]
            letter, virus = (f"/files/{item['id']}" for item in sent)
            self.assertEqual([item["scan"] for item in sent], ["waiting", "waiting"])
            # There is no clamd yet: the job says so, and tries again.
            awaited(lambda: owner.items("/jobs?kind=files.scan&state=failed"), 30, "the job fails")
            self.assertEqual(owner.call("GET", letter + "/content").status, 409)
            self.clamd.start()
            awaited(lambda: owner.expect(200, "GET", letter)["scan"] == "clean", 60, "the letter is scanned")
            self.assertEqual(owner.call("GET", letter + "/content").body, b"Dear all")
            found = awaited(lambda: self.finished(owner, virus), 60, "the virus is found")
            self.assertEqual((found["scan"], found["virus"]), ("infected", "Eicar-Test-Signature.UNOFFICIAL"))
            for person in (ada, owner):
                self.assertEqual(person.call("GET", virus + "/content").status, 403)
            again = ada.upload("/files", [("other-name.txt", EICAR)])
            self.assertEqual((again.status, again.json()["code"]), (422, "infected_file"))
            # More than clamd takes is let go by nobody.
            large = ada.upload("/files", [("large.txt", b"x" * (2 << 20))]).json()["items"][0]
            awaited(lambda: owner.items("/jobs?kind=files.scan&state=dead"), 60, "the job gives up")
            self.assertEqual(owner.call("GET", f"/files/{large['id']}/content").status, 409)

    def test_files_from_before_there_was_a_scanner_are_looked_at(self) -> None:
        with Server(self.engine, *NO_RATE_LIMITS) as server:
            ada, email = server.registered("ada@example.com"), server.add_staff("admin")
            sent = ada.upload("/files", [("letter.txt", b"Dear all"), ("eicar.txt", EICAR)]).json()["items"]
            letter, virus = (f"/files/{item['id']}" for item in sent)
            self.assertEqual([item["scan"] for item in sent], ["not_scanned", "not_scanned"])
            self.assertEqual(ada.call("GET", virus + "/content").status, 200)
            self.assertEqual(server.stop(), 0)
            self.clamd.start()
            server.flags += ["--clamd-address", str(self.clamd.socket)]
            server.environment["GUILDHALL_CLOCK_OFFSET"] = "7200"  # it is done every hour
            server.start()
            owner, ada = server.signed_in(email), server.signed_in("ada@example.com")
            awaited(lambda: owner.items("/jobs?kind=files.scan_older&state=succeeded"), 60, "the older files are scanned")
            self.assertEqual(owner.expect(200, "GET", letter)["scan"], "clean")
            self.assertEqual(owner.expect(200, "GET", virus)["scan"], "infected")
            self.assertEqual(ada.call("GET", virus + "/content").status, 403)
            for person in (ada, owner):  # both are told, in the app
                awaited(lambda one=person: one.items("/notifications?event=file.infected"), 60, "people are told")

    def finished(self, owner: object, file: str) -> dict | None:
        view = owner.expect(200, "GET", file)
        return view if view["scan"] != "waiting" else None


class OnSqlite(Scan, unittest.TestCase):
    engine = "sqlite"


@unittest.skipUnless(POSTGRES, "no PostgreSQL")
class OnPostgres(Scan, unittest.TestCase):
    engine = "postgres"
