"""The connection to PostgreSQL is lost in the middle of a COMMIT: nobody knows whether it was done, and nothing is done twice (PL-24, PL-61)."""

import unittest

from .cable import Cable
from .server import NO_RATE_LIMITS, POSTGRES, Server
from .solids import box, stl


@unittest.skipUnless(POSTGRES, "no PostgreSQL")
class LostCommit(unittest.TestCase):
    def test_before_postgresql_hears_it(self) -> None:
        self.ask_twice(server_hears=False)

    def test_after_postgresql_has_done_it(self) -> None:
        self.ask_twice(server_hears=True)

    def ask_twice(self, server_hears: bool) -> None:
        server = Server("postgres", *NO_RATE_LIMITS)
        self.addCleanup(server.clean_up)
        with Cable(server.url) as cable:
            server.url = cable.url
            server.start()
            ada = server.registered("ada@example.com")
            part = ada.upload("/files", [("box.stl", stl(box(20, 20, 20)))]).json()["items"][0]["id"]
            wish = {"lines": [{"file_id": part, "service": "fdm", "material": "pla"}]}
            key = {"Idempotency-Key": "the-key-of-a-lost-commit"}
            cable.cut_at_commit_of(key["Idempotency-Key"], server_hears)

            unknown = ada.call("POST", "/quotes", wish, key)
            self.assertEqual((unknown.status, cable.cuts), (503, 1), unknown)
            self.assertEqual(unknown.json()["code"], "unavailable")
            self.assertEqual(len(ada.items("/quotes")), 1 if server_hears else 0)

            again = ada.call("POST", "/quotes", wish, key)
            self.assertEqual(again.status, 201, again)
            self.assertEqual("idempotency-replayed" in again.headers, server_hears)
            self.assertEqual([quote["id"] for quote in ada.items("/quotes")], [again.json()["id"]])
            self.assertTrue(again.json()["number"].endswith("-001"), again)
        self.assertTrue(server.alive())
