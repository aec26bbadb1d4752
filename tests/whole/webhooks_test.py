"""Webhooks with a receiver that checks what it gets, fails, goes away and comes back, while the server is killed (PL-44)."""

import http.server
import json
import threading
import time
import unittest
from typing import Any

from .client import Client
from .server import NO_RATE_LIMITS, POSTGRES, Server
from .solids import box, stl
from .webhook_check import is_genuine

PATIENCE = 90
LATER = 2 * 3600  # the clock is put on by so much when the server comes back: all that waits is due


class Receiver:
    """Answers what it is told to, 204 unless otherwise; remembers what was genuine, and counts what was not."""

    def __init__(self) -> None:
        self.secrets: list[str] = []
        self.answers: list[int] = []
        self.clock_ahead = 0
        self.got: list[dict[str, Any]] = []
        self.paths: list[str] = []
        self.forged = 0
        self.changed = threading.Condition()
        self.port = 0
        self.open()

    def open(self) -> None:
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                receiver.take(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", self.port), Handler)
        self.port = self.server.server_address[1]
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def take(self, request: http.server.BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers["Content-Length"]))
        with self.changed:
            good = [secret for secret in self.secrets if is_genuine(secret, request.headers, body, time.time() + self.clock_ahead)]
            status = self.answers.pop(0) if self.answers else 204
            self.paths.append(request.path)
            if good:
                event = json.loads(body)
                self.got.append(event | {"answered": status, "delivery": request.headers["Guildhall-Delivery"], "good": good})
            else:
                self.forged += 1
            self.changed.notify_all()
        request.send_response(status if good else 401)
        if status == 302:
            request.send_header("Location", f"http://127.0.0.1:{self.port}/elsewhere")
        request.send_header("Content-Length", "6")
        request.end_headers()
        request.wfile.write(b"thanks")

    def wait_for(self, count: int) -> list[dict[str, Any]]:
        with self.changed:
            assert self.changed.wait_for(lambda: len(self.got) >= count, PATIENCE), f"{len(self.got)} of {count} came"
            return list(self.got)


def until(check: Any) -> Any:
    deadline, never = time.monotonic() + PATIENCE, threading.Event()
    while time.monotonic() < deadline:
        if found := check():
            return found
        never.wait(0.05)
    raise AssertionError("it did not come to that")


class Webhooks:
    engine = ""

    def setUp(self) -> None:
        self.receiver = Receiver()
        self.addCleanup(self.receiver.close)
        self.server = Server(self.engine, *NO_RATE_LIMITS, "--webhooks-to-private")
        self.addCleanup(self.server.clean_up)
        self.server.start()
        self.ada = self.server.registered("ada@example.com")
        self.addCleanup(lambda: (self.ada.close(), self.owner.close()))
        part = self.ada.upload("/files", [("box.stl", stl(box(20, 20, 20)))]).json()["items"][0]["id"]
        self.wish = {"lines": [{"file_id": part, "service": "fdm", "material": "pla"}], "note": "please look"}
        self.owner = self.server.signed_in(self.server.add_staff("owner"))
        body = {"name": "Shop", "url": f"http://127.0.0.1:{self.receiver.port}/hooks", "events": ["quote.*"]}
        self.hook = self.owner.expect(201, "POST", "/webhooks", body)
        self.receiver.secrets = [self.hook["secret"]]

    def quote(self) -> str:
        return self.ada.expect(201, "POST", "/quotes", self.wish)["id"]

    def deliveries(self, **wanted: object) -> list[dict[str, Any]]:
        return [one for one in self.owner.items("/webhook-deliveries?ordering=created_at")
                if all(one[name] == value for name, value in wanted.items())]

    def start_later(self) -> None:
        self.server.environment["GUILDHALL_CLOCK_OFFSET"] = str(LATER)
        self.receiver.clock_ahead = LATER
        self.start_again()

    def start_again(self) -> None:
        self.ada.close()
        self.owner.close()
        self.server.start()
        self.ada, self.owner = self.server.signed_in("ada@example.com"), self.server.signed_in("owner@example.com")

    def test_nothing_is_lost_and_all_is_signed(self) -> None:
        self.receiver.answers = [500]
        first = self.quote()
        got = self.receiver.wait_for(2)
        self.assertEqual([(one["record"]["id"], one["answered"]) for one in got], [(first, 500), (first, 204)])
        self.assertEqual(got[0]["delivery"], got[1]["delivery"])
        [done] = until(lambda: self.deliveries(status="delivered"))
        detail = self.owner.expect(200, "GET", f"/webhook-deliveries/{done['id']}")
        self.assertEqual([(one["status"], one["answer"]) for one in detail["tries"]], [(500, "thanks"), (204, "")])

        self.receiver.close()
        quotes = [self.quote(), self.quote()]
        until(lambda: self.deliveries(last_fault="unreachable"))
        self.server.kill()
        self.start_again()
        quotes.append(self.quote())
        self.server.kill()  # perhaps before the event has become a delivery
        self.receiver.open()
        self.start_later()
        until(lambda: {one["record"]["id"] for one in self.receiver.wait_for(2)[2:]} >= set(quotes))
        came = [one["record"]["id"] for one in self.receiver.got[2:]]
        self.assertEqual(sorted(quotes, key=came.index), quotes, "in the order in which it happened")
        until(lambda: len(self.deliveries(status="delivered")) == 4)
        self.assertEqual(self.receiver.forged, 0)
        self.assertIsNotNone(self.owner.expect(200, "GET", f"/webhooks/{self.hook['id']}")["last_delivered_at"])

    def test_a_redirect_is_a_failure_and_is_not_followed(self) -> None:
        self.receiver.answers = [302]
        self.quote()
        self.receiver.wait_for(2)
        self.assertEqual(self.receiver.paths, ["/hooks", "/hooks"])
        [done] = until(lambda: self.deliveries(status="delivered"))
        self.assertEqual(done["attempts"], 2)

    def test_a_receiver_that_is_gone_is_told_nothing_more(self) -> None:
        self.receiver.answers = [410]
        self.quote()
        until(lambda: self.hook_now()["switched_off_because"] == "gone")
        self.quote()
        self.assertEqual(len(self.receiver.got), 1)

    def hook_now(self) -> dict[str, Any]:
        return self.owner.expect(200, "GET", f"/webhooks/{self.hook['id']}")

    def test_a_secret_changes_without_a_gap(self) -> None:
        old = self.hook["secret"]
        new = self.owner.expect(200, "POST", f"/webhooks/{self.hook['id']}/rotate-secret", {"keep_old_hours": 1})["secret"]
        self.receiver.secrets = [old, new]
        self.owner.expect(201, "POST", f"/webhooks/{self.hook['id']}/test")
        [test] = self.receiver.wait_for(1)
        self.assertEqual((test["name"], test["good"]), ("webhook.test", [old, new]))
        self.server.kill()
        self.start_later()  # the hour is over
        again = until(lambda: self.deliveries(status="delivered") or self.deliveries())[0]
        until(lambda: self.sent_again(self.owner, again["id"]))
        self.assertEqual(self.receiver.wait_for(2)[-1]["good"], [new])

    @staticmethod
    def sent_again(owner: Client, delivery: str) -> bool:
        return owner.call("POST", f"/webhook-deliveries/{delivery}/redeliver").status == 200


class OnSqlite(Webhooks, unittest.TestCase):
    engine = "sqlite"


@unittest.skipUnless(POSTGRES, "no PostgreSQL")
class OnPostgres(Webhooks, unittest.TestCase):
    engine = "postgres"


class WhatAReceiverChecks(unittest.TestCase):
    """The code that docs/webhooks.md gives to others."""

    body = b'{"name":"webhook.test"}'
    genuine = {"Guildhall-Timestamp": "1764253800",
               "Guildhall-Signature": "v1=94b828dd6705e862451ea1d7fca1f775d414c553de9cbd1fe5549b78e27b8c73"}

    def check(self, headers: dict[str, str], body: bytes = body, secret: str = "whsec_test", now: float = 1764253810) -> bool:
        return is_genuine(secret, headers, body, now)

    def test_it_takes_what_is_ours(self) -> None:
        self.assertTrue(self.check(self.genuine))
        both = self.genuine | {"Guildhall-Signature": "v1=" + "0" * 64 + ", " + self.genuine["Guildhall-Signature"]}
        self.assertTrue(self.check(both))

    def test_it_takes_nothing_forged(self) -> None:
        self.assertFalse(self.check(self.genuine, secret="whsec_other"))
        self.assertFalse(self.check(self.genuine, body=self.body + b" "))
        for signature in ["", "v1=", "v1=" + "0" * 64, self.genuine["Guildhall-Signature"][3:]]:
            self.assertFalse(self.check(self.genuine | {"Guildhall-Signature": signature}))
        self.assertFalse(self.check({}))

    def test_it_takes_nothing_replayed(self) -> None:
        self.assertFalse(self.check(self.genuine, now=1764253800 + 301))
        self.assertFalse(self.check(self.genuine, now=1764253800 - 301))
        for stamp in ["1764254100", "", "soon", "-1764253800", "1764253800.0"]:
            self.assertFalse(self.check(self.genuine | {"Guildhall-Timestamp": stamp}, now=1764254100))


if __name__ == "__main__":
    unittest.main()
