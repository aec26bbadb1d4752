"""Events from other programs at a real server: too long a body, a crowd that sends the same, a server that is killed between (PL-45)."""

import hashlib
import hmac
import random
import threading
import time
import unittest
from typing import Any

from .client import Client
from .hostile import whole_bodies
from .server import NO_RATE_LIMITS, POSTGRES, Server

PATIENCE = 90
LARGEST = 4 << 20
SENDERS = 8


def signed(secret: str, body: bytes) -> dict[str, str]:
    stamp = str(int(time.time()))
    mac = hmac.new(secret.encode(), stamp.encode() + b"." + body, hashlib.sha256).hexdigest()
    return {"Guildhall-Timestamp": stamp, "Guildhall-Signature": f"v1={mac}", "Content-Type": "application/json"}


class Inbound:
    engine = ""

    def setUp(self) -> None:
        self.server = Server(self.engine, *NO_RATE_LIMITS)
        self.addCleanup(self.server.clean_up)
        self.server.start()
        self.server.registered("ada@example.com").close()
        self.owner = self.server.signed_in(self.server.add_staff("owner"))
        self.addCleanup(lambda: self.owner.close())
        shop = self.owner.expect(201, "POST", "/inbound-endpoints", {"name": "Shop", "connector": "event", "signature": "guildhall"})
        self.path, self.secret = shop["path"].removeprefix("/api/v1"), shop["secret"]
        # A receiver that is never there: what it was to be told says how often each event was handled.
        self.owner.expect(201, "POST", "/webhooks", {"name": "Nobody", "url": "https://nobody.invalid/", "events": ["inbound.received"]})

    def told(self) -> list[str]:
        return [one["record_id"] for one in self.owner.items("/webhook-deliveries")]

    def wait_until_all_is_settled(self) -> list[dict[str, Any]]:
        deadline, never = time.monotonic() + PATIENCE, threading.Event()
        while time.monotonic() < deadline:
            events = self.owner.items("/inbound-events")
            if events and all(one["status"] == "handled" for one in events) and len(self.told()) >= len(events):
                return events
            never.wait(0.1)
        raise AssertionError("not all was handled")

    def test_a_body_that_is_too_long_is_refused_and_a_long_one_is_kept(self) -> None:
        sender = Client(self.server.port)
        self.addCleanup(sender.close)
        long = b'{"id":"long","text":"' + b"x" * (LARGEST - 30) + b'"}'
        self.assertTrue(sender.expect(200, "POST", self.path, long, signed(self.secret, long))["is_new"])
        longer = b'{"id":"longer","text":"' + b"x" * LARGEST + b'"}'
        refused = sender.call("POST", self.path, longer, signed(self.secret, longer))
        self.assertEqual((refused.status, refused.json()["code"]), (413, "body_too_large"))
        [event] = self.wait_until_all_is_settled()
        self.assertEqual((event["event_key"], event["size"]), ("long", len(long)))
        self.assertEqual(self.owner.call("GET", f"/inbound-events/{event['id']}/body").body, long, "as it came")

    def test_whatever_is_signed_is_no_fault_of_ours(self) -> None:
        sender, chance = Client(self.server.port), random.Random(45)
        self.addCleanup(sender.close)
        bodies = whole_bodies(b'{"id":"evt_1","name":"order.placed"}', chance) + [b'{"id":"\\u0000","name":"\\u0007"}', b'{"id":1e999,"name":[]}']
        kinds = ["application/json", "application/json; charset=utf-16", "application/x-www-form-urlencoded", "multipart/form-data", "\xff", ""]
        for body in bodies:
            for kind in kinds:
                answer = sender.call("POST", self.path, body, signed(self.secret, body) | {"Content-Type": kind})
                self.assertIn(answer.status, (200, 400, 415), f"{kind} {body[:80]!r}: {answer}")
        deadline, never = time.monotonic() + PATIENCE, threading.Event()
        while any(one["status"] == "received" for one in self.owner.items("/inbound-events")):
            self.assertLess(time.monotonic(), deadline, "each is handled, or says why not")
            never.wait(0.1)

    def test_a_crowd_that_sends_the_same_is_heard_once(self) -> None:
        body = b'{"id":"evt_1","name":"order.placed"}'
        answers: list[bool] = []

        def send() -> None:
            sender = Client(self.server.port)
            answers.extend(sender.expect(200, "POST", self.path, body, signed(self.secret, body))["is_new"] for _ in range(4))
            sender.close()

        crowd = [threading.Thread(target=send) for _ in range(SENDERS)]
        for one in crowd:
            one.start()
        for one in crowd:
            one.join()
        self.assertEqual((answers.count(True), len(answers)), (1, SENDERS * 4))
        [event] = self.wait_until_all_is_settled()
        self.assertEqual(event["repeats"], SENDERS * 4 - 1)
        self.assertEqual(self.told(), [event["id"]])

    def test_what_was_answered_outlives_a_killed_server(self) -> None:
        sender = Client(self.server.port)
        for number in range(20):
            body = b'{"id":"evt_%d"}' % number
            sender.expect(200, "POST", self.path, body, signed(self.secret, body))
        sender.close()
        self.server.kill()  # while some are handled
        self.owner.close()
        self.server.start()
        self.owner = self.server.signed_in("owner@example.com")
        events = self.wait_until_all_is_settled()
        self.assertEqual(sorted(one["event_key"] for one in events), sorted(f"evt_{number}" for number in range(20)))
        self.assertEqual(sorted(self.told()), sorted(one["id"] for one in events), "each once")


class OnSqlite(Inbound, unittest.TestCase):
    engine = "sqlite"


@unittest.skipUnless(POSTGRES, "no PostgreSQL")
class OnPostgres(Inbound, unittest.TestCase):
    engine = "postgres"
