"""No request, however hostile, gets a 5xx, hangs the server or leaves half a change behind (PL-20, PL-23)."""

import json
import os
import random
import unittest
from typing import Any

from .client import Answer, Client
from .hostile import Request, hostile_requests
from .openapi import Document, Operation
from .server import NO_RATE_LIMITS, POSTGRES, Server
from .solids import box, stl

SHARE = 10  # values for each field, of about sixty
ADDRESS = {"line1": "Abay Ave 10", "city": "Almaty", "postal_code": "050000", "country": "KZ"}


class HostileRequests:
    engine = ""

    @classmethod
    def setUpClass(cls) -> None:
        cls.seed = int(os.environ.get("HOSTILE_SEED", random.randrange(1 << 32)))
        print(f"  hostile requests on {cls.engine}: HOSTILE_SEED={cls.seed}", flush=True)
        cls.server = Server(cls.engine, *NO_RATE_LIMITS)
        cls.addClassCleanup(cls.server.clean_up)
        cls.server.add_staff("owner")
        cls.server.start()
        cls.owner = cls.server.signed_in("owner@example.com")
        # Settings and sign-in last: once they are spoiled, nothing can be made any more to ask about, and nothing has to be.
        cls.operations = sorted(Document().operations(), key=spoils)

    def test_every_field_of_every_operation(self) -> None:
        chance, sent = random.Random(self.seed), 0
        for number, operation in enumerate(self.operations):
            with self.subTest(str(operation), seed=self.seed):
                if not spoils(operation):
                    ada = self.server.registered(f"ada{number}@example.com")
                    self.things = existing_things(ada, self.owner, operation.path) | self.owners_things(operation.path)
                path = self.existing_path(operation)
                operation.example, operation.full = (with_things(known, self.things) for known in (operation.example, operation.full))
                before, created = self.listed(operation), 0
                for request in hostile_requests(operation, path, chance, SHARE):
                    answer = self.send(operation, request)
                    created += answer.status in (201, 202) and "idempotency-replayed" not in answer.headers
                    sent += 1
                if before is not None:
                    self.assertEqual(self.listed(operation), before + created, "as many as were answered with 201, no more")
        self.owner.call("DELETE", "/auth/tested-role")
        print(f"  hostile requests: {sent} sent", flush=True)

    def test_prices_from_a_spoiled_catalogue(self) -> None:
        """Whatever owners were allowed to write into their catalogue: prices may be refused, the server does not fail."""
        part = self.owner.upload("/files", [("box.stl", stl(box(20, 20, 20)))]).json()["items"][0]["id"]
        for service in self.owner.items("/catalogue/services"):
            for material in self.owner.items("/catalogue/materials"):
                for quantity in (1, 1000):
                    wish = {"service": service["code"], "material": material["code"], "quantity": quantity}
                    self.send(Operation("POST", "/calculate-price"), Request("/calculate-price", json.dumps(wish | {"file_id": part}).encode()))
                self.send(Operation("POST", "/quotes"), Request("/quotes", json.dumps({"lines": [wish | {"file_id": part}]}).encode()))

    def test_zz_the_invariants_hold(self) -> None:
        self.assertTrue(self.server.alive(), self.server.log())
        checked = self.server.verify()
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)

    def send(self, operation: Operation, request: Request) -> Answer:
        answer = self.owner.call(operation.method, request.path, request.body, request.headers)
        shown = f"{operation.method} {request.path[:300]} {request.headers} {(request.body or b'')[:600]!r} → {answer}"
        self.assertLess(answer.status, 500, shown)
        if answer.status >= 400 and operation.method != "HEAD":
            self.assertEqual(answer.headers["content-type"], "application/problem+json", shown)
            self.assertTrue(answer.json()["code"], shown)
        return answer

    def existing_path(self, operation: Operation) -> str:
        path = operation.path
        if "{key}" in path:
            of_kind = self.owner.expect(200, "GET", path.removesuffix("/{key}") + "?page_size=1")["items"]
            path = path.replace("{key}", of_kind[0]["id"] if of_kind else "none")
        return path.format_map(Things(self.things))

    def owners_things(self, path: str) -> dict[str, str]:
        """What belongs to a person is of the one who asks."""
        if "{address_id}" in path:
            return {"address_id": self.owner.expect(201, "POST", "/auth/addresses", {"label": "Workshop", "address": ADDRESS})["id"]}
        if "{saved_view_id}" in path:
            view = {"list": "quotes", "name": "Drafts", "query": "status=draft", "columns": ["number"], "is_shared": False}
            return {"saved_view_id": self.owner.expect(201, "POST", "/saved-views", view)["id"]}
        if "{session_id}" in path:
            self.server.signed_in("owner@example.com")
            sessions = self.owner.expect(200, "GET", "/auth/sessions")["items"]
            return {"session_id": next(session["id"] for session in sessions if not session["is_current"])}
        return {}

    def listed(self, operation: Operation) -> int | None:
        """How many there are of what this operation makes."""
        lists = {other.path for other in self.operations if other.method == "GET" and "page" in other.query}
        if operation.method != "POST" or operation.path not in lists or operation.path == "/files":
            return None  # one upload may hold several files
        return self.owner.expect(200, "GET", operation.path + "?page_size=1")["total"]


class OnSqlite(HostileRequests, unittest.TestCase):
    engine = "sqlite"


@unittest.skipUnless(POSTGRES, "no PostgreSQL")
class OnPostgres(HostileRequests, unittest.TestCase):
    engine = "postgres"


SPOILED = ("/catalogue", "/company", "/auth/password", "/auth/login", "/auth/second-factor", "/auth/one-time-code", "/auth/phone-verification")


def spoils(operation: Operation) -> int:
    """Whoever tries another role has other rights from then on: that comes last of all."""
    return 2 if operation.path == "/auth/tested-role" else int(operation.path.startswith(SPOILED))


class Things(dict):
    """Records by their parameter; of kinds that nobody made here, one that does not exist."""

    def __missing__(self, name: str) -> str:
        return "019365a0-5c1b-7d2e-9f3a-2b4c6d8e0f12"


def existing_things(ada: Client, owner: Client, path: str) -> dict[str, str]:
    """One of each kind, made for this operation, in the state from which it leads on: else it would only ever be refused."""
    part = ada.upload("/files", [("box.stl", stl(box(20, 20, 20)))]).json()["items"][0]["id"]
    owners_part = owner.upload("/files", [("box.stl", stl(box(20, 20, 20)))]).json()["items"][0]["id"]
    wish = {"lines": [{"file_id": part, "service": "fdm", "material": "pla"}]}
    noted = path.endswith(("/review", "/accept", "/reject"))
    quote = ada.expect(201, "POST", "/quotes", wish | {"note": "Please sand the top."} if noted else wish | {"draft": "/convert/" not in path})
    if path.endswith(("/accept", "/reject")):
        owner.expect(200, "POST", f"/quotes/{quote['id']}/review", {"decision": "approve"})
    ordered = ada.expect(201, "POST", "/quotes", wish)["id"]
    order = ada.expect(201, "POST", f"/sales-orders/convert/{ordered}", {"shipping_address": ADDRESS})["id"]
    jobs = owner.expect(200, "GET", "/jobs?page_size=1")["items"]
    person = ada.expect(200, "GET", "/auth/me")["id"]
    return {"file_id": owners_part, "quote_id": quote["id"], "sales_order_id": order, "user_id": person, "customer_id": person,
            "job_id": jobs[0]["id"] if jobs else part}


def with_things(example: Any, things: dict[str, str]) -> Any:
    if isinstance(example, dict):
        return {name: things.get(name) or with_things(value, things) for name, value in example.items()}
    return [with_things(value, things) for value in example] if isinstance(example, list) else example
