"""kill -9 and power cuts under write load: what was acknowledged is there afterwards, with its audit row, and nothing is half there (PL-65)."""

import http.client
import random
import shutil
import subprocess
import threading
import unittest

from .server import NO_RATE_LIMITS, POSTGRES, PROGRAM, Server
from .solids import box, stl

WRITERS = 12
SECONDS_UNDER_LOAD = (0.05, 0.8)


class Load:
    """Writers that ask for quotes until the server is gone, and remember what was acknowledged."""

    def __init__(self, server: Server, token: str, wish: dict[str, object]) -> None:
        self.server, self.token, self.wish = server, token, wish
        self.acknowledged: list[tuple[str, str]] = []
        self.faults: list[str] = []
        self.busy = threading.Event()
        self.writers = [threading.Thread(target=self.write) for _ in range(WRITERS)]

    def write(self) -> None:
        client = self.server.client(self.token)
        try:
            while True:
                answer = client.call("POST", "/quotes", self.wish)
                if answer.status != 201:
                    return self.faults.append(str(answer))
                self.acknowledged.append((answer.json()["id"], answer.json()["number"]))
                self.busy.set()
        except (OSError, http.client.HTTPException):
            client.close()  # the server is dead: that answer was never given

    def run_until_killed(self, after: float) -> None:
        for writer in self.writers:
            writer.start()
        assert self.busy.wait(60), f"no quote was acknowledged: {self.faults} {self.server.log()}"
        try:
            self.server.process.wait(timeout=after)
        except subprocess.TimeoutExpired:
            self.server.kill()
        else:
            self.faults.append(f"the server died by itself: {self.server.log()}")
        for writer in self.writers:
            writer.join()


class Crash:
    engine, kills = "", 0
    power_goes = False  # with every kill: what was not synced is lost

    def test_nothing_acknowledged_is_lost(self) -> None:
        seed = random.randrange(1 << 32)
        print(f"  crash on {self.engine}: seed {seed}", flush=True)
        moments = random.Random(seed)
        acknowledged: list[tuple[str, str]] = []
        with Server(self.engine, *NO_RATE_LIMITS) as server:
            server.add_staff("owner")
            ada = server.registered("ada@example.com")
            part = ada.upload("/files", [("box.stl", stl(box(20, 20, 20)))]).json()["items"][0]["id"]
            wish = {"lines": [{"file_id": part, "service": "fdm", "material": "pla", "quantity": 1}]}
            for kill in range(1, self.kills + 1):
                if self.power_goes:
                    self.restart_beside_synced_copy(server)
                load = Load(server, ada.token, wish)
                load.run_until_killed(moments.uniform(*SECONDS_UNDER_LOAD))
                self.assertEqual(load.faults, [], f"kill {kill}")
                acknowledged += load.acknowledged
                if self.power_goes:
                    shutil.rmtree(server.place / "data")
                    (server.place / "synced").rename(server.place / "data")
                checked = server.verify()
                self.assertEqual(checked.returncode, 0, f"kill {kill}: {checked.stdout}{checked.stderr}")
                server.start()
                self.look_for(server, acknowledged, f"kill {kill} of seed {seed}")
        print(f"  crash on {self.engine}: {len(acknowledged)} quotes acknowledged before {self.kills} kills", flush=True)

    def restart_beside_synced_copy(self, server: Server) -> None:
        """All that it has synced lies in `synced` from here on."""
        self.assertEqual(server.stop(), 0)
        data, synced = server.place / "data", server.place / "synced"
        shutil.copytree(data, synced)
        server.environment = {"LD_PRELOAD": str(PROGRAM.parent / "synced_only.so"), "SYNCED_FROM": str(data), "SYNCED_TO": str(synced)}
        server.start()

    def look_for(self, server: Server, acknowledged: list[tuple[str, str]], when: str) -> None:
        owner = server.signed_in("owner@example.com")
        there = {quote["id"]: quote["number"] for quote in owner.items("/quotes?total=false")}
        lost = [number for quote, number in acknowledged if there.get(quote) != number]
        self.assertEqual(lost, [], f"{when}: acknowledged and lost")
        numbers = sorted(int(number.rpartition("-")[2]) for number in there.values())
        self.assertEqual(numbers, list(range(1, len(there) + 1)), f"{when}: the numbers have gaps")
        audited = {entry["subject_id"] for entry in owner.items("/audit?action=quote.created&total=false")}
        self.assertEqual(audited, set(there), f"{when}: a quote without its audit row, or a row without its quote")


class OnSqlite(Crash, unittest.TestCase):
    engine, kills = "sqlite", 10


class OnSqliteWithoutPower(Crash, unittest.TestCase):
    engine, kills, power_goes = "sqlite", 5, True


@unittest.skipUnless(POSTGRES, "no PostgreSQL")
class OnPostgres(Crash, unittest.TestCase):
    engine, kills = "postgres", 3


class OnABrokenDisk(unittest.TestCase):
    def test_what_the_disk_does_not_take_is_not_called_saved(self) -> None:
        with Server("sqlite", *NO_RATE_LIMITS) as server:
            sign = server.place / "broken"
            server.stop()
            server.environment = {"LD_PRELOAD": str(PROGRAM.parent / "broken_disk.so"), "BROKEN_WHEN": str(sign)}
            server.start()
            ada = server.registered("ada@example.com")
            self.assertEqual(self.ready(server), 200)
            sign.touch()
            for name in ("Not kept", "Not even begun"):
                self.assertEqual(ada.call("PATCH", "/auth/me", {"full_name": name}).status, 503)
            self.assertEqual(self.ready(server), 503)
            server.kill()
            sign.unlink()
            server.start()
            self.assertEqual(self.ready(server), 200)
            self.assertEqual(server.verify().returncode, 0)
            ada = server.client(ada.token)
            self.assertIn(ada.expect(200, "GET", "/auth/me")["full_name"], ("Ada Lovelace", "Not kept"))
            self.assertEqual(ada.expect(200, "PATCH", "/auth/me", {"full_name": "Kept"})["full_name"], "Kept")

    @staticmethod
    def ready(server: Server) -> int:
        connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
        connection.request("GET", "/health/ready")
        status = connection.getresponse().status
        connection.close()
        return status
