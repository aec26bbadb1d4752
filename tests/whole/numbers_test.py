"""A thousand quotes at once: a thousand numbers, each once, without a gap (PF-03)."""

import unittest

from .crowd import at_once
from .server import NO_RATE_LIMITS, POSTGRES, Server
from .solids import box, stl

CONNECTIONS, QUOTES = 64, 1000


class Numbers:
    engine = ""

    def test_a_thousand_at_once(self) -> None:
        with Server(self.engine, *NO_RATE_LIMITS) as server:
            ada = server.registered("ada@example.com")
            part = ada.upload("/files", [("box.stl", stl(box(20, 20, 20)))]).json()["items"][0]["id"]
            wish = {"lines": [{"file_id": part, "service": "fdm", "material": "pla", "quantity": 1}]}

            def ask(number: int) -> list[str]:
                client = server.client(ada.token)
                share = range(number, QUOTES, CONNECTIONS)
                return [client.expect(201, "POST", "/quotes", wish)["number"] for _ in share]

            numbers = [number for share in at_once(CONNECTIONS, ask) for number in share]
            self.assertEqual(len(numbers), QUOTES)
            year = numbers[0].split("-")[1]
            expected = [f"Q-{year}-{n:03}" for n in range(1, QUOTES + 1)]
            self.assertEqual(set(numbers), set(expected))
            listed = [quote["number"] for quote in ada.items("/quotes?ordering=number")]
            self.assertEqual(listed, expected, "1000 follows 999")
            self.assertEqual(server.verify().returncode, 0)


class OnSqlite(Numbers, unittest.TestCase):
    engine = "sqlite"


@unittest.skipUnless(POSTGRES, "no PostgreSQL")
class OnPostgres(Numbers, unittest.TestCase):
    engine = "postgres"
