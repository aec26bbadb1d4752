"""A customer's files become a quote and an order that goes its whole way (PF-02…PF-12); on both engines."""

import unittest
from typing import Any

from .client import Client
from .crowd import at_once
from .server import NO_RATE_LIMITS, POSTGRES, SOURCE, Server
from .solids import box, stl

CAD = SOURCE / "tests/data/cad"
THREE_KINDS = [CAD / "stl/handle_clean.stl", CAD / "step/io1_cm_214.stp", CAD / "3mf/prusa_battery_stud.3mf"]
ADDRESS = {"line1": "Abay Ave 10", "city": "Almaty", "postal_code": "050000", "country": "KZ"}
ALL_STATUSES = {"pending", "confirmed", "in_production", "quality_check", "shipped", "delivered", "completed", "on_hold", "cancelled"}
# Where a paid order of made parts may go from each place, and the step that this walk takes.
WALK = [("pending", {"confirmed", "on_hold", "cancelled"}, "confirmed"),
        ("confirmed", {"in_production", "on_hold", "cancelled"}, "in_production"),
        ("in_production", {"quality_check", "on_hold"}, "quality_check"),
        ("quality_check", {"in_production", "shipped", "on_hold"}, "on_hold"),
        ("on_hold", {"quality_check", "cancelled"}, "quality_check"),
        ("quality_check", {"in_production", "shipped", "on_hold"}, "shipped"),
        ("shipped", {"delivered", "on_hold"}, "delivered"),
        ("delivered", {"completed", "on_hold"}, "completed"),
        ("completed", set(), "")]


class Life:
    """The tests; the classes below say on which engine."""

    engine = ""

    @classmethod
    def setUpClass(cls) -> None:
        cls.server = Server(cls.engine, *NO_RATE_LIMITS)
        cls.server.add_staff("manager")
        cls.addClassCleanup(cls.server.clean_up)
        cls.server.start()
        cls.ada = cls.server.registered("ada@example.com")
        cls.manager = cls.server.signed_in("manager@example.com")

    def small_quote(self) -> dict[str, Any]:
        content = stl(box(20, 20, 20))
        answer = self.ada.upload("/quotes", [("box.stl", content)], quote={"service": "fdm", "material": "pla", "quantity": 1})
        self.assertEqual(answer.status, 201, answer)
        return answer.json()

    def order(self) -> str:
        quote = self.small_quote()["id"]
        return self.ada.expect(201, "POST", f"/sales-orders/convert/{quote}", {"shipping_address": ADDRESS})["id"]

    def step(self, order: str, status: str) -> dict[str, Any]:
        return self.manager.expect(200, "PATCH", f"/sales-orders/{order}/status", {"status": status})

    def test_three_kinds_in_one_quote_become_one_order_though_fifty_ask(self) -> None:
        answer = self.ada.upload("/quotes", THREE_KINDS, quote={"service": "fdm", "material": "pla", "quantity": 1})
        self.assertEqual(answer.status, 201, answer)
        quote = answer.json()
        self.assertEqual(quote["status"], "accepted", "below 500 it is accepted by itself")
        self.assertEqual(len(quote["lines"]), 3)
        self.assertEqual(cents(quote["total"]), sum(cents(line["total"]) for line in quote["lines"]))
        for line in quote["lines"]:
            self.assertGreater(cents(line["total"]), 0)
            self.assertEqual(cents(line["total"]), sum(cents(part["amount"]) for part in line["breakdown"]), line)

        wish = {"shipping_address": ADDRESS}
        answers = at_once(50, lambda _: self.server.client(self.ada.token).call("POST", f"/sales-orders/convert/{quote['id']}", wish))
        self.assertEqual(sorted(answer.status for answer in answers), [200] * 49 + [201])
        self.assertEqual(len({answer.json()["id"] for answer in answers}), 1)
        orders = [order["id"] for order in self.ada.items("/sales-orders") if order["quote_id"] == quote["id"]]
        self.assertEqual(orders, [answers[0].json()["id"]])

    def test_a_large_total_is_reviewed_by_a_person(self) -> None:
        wish = {"service": "cnc", "material": "al_6061", "quantity": 60}
        answer = self.ada.upload("/quotes", [CAD / "stl/handle_clean.stl"], quote=wish)
        self.assertEqual(answer.status, 201, answer)
        quote = answer.json()
        path = f"/quotes/{quote['id']}"
        self.assertEqual(quote["status"], "pending")
        self.assertGreaterEqual(cents(quote["total"]), 500_00)
        self.assertRegex(quote["review_reason"], "is not below 500.00 USD")
        refused = self.ada.expect(409, "PATCH", path + "/accept", {})
        self.assertEqual(refused["code"], "illegal_transition")
        self.assertNotIn("accept", refused["allowed"])
        self.ada.expect(403, "PATCH", path + "/review", {"decision": "approve"})
        offered = self.manager.expect(200, "PATCH", path + "/review", {"decision": "approve"})
        self.assertEqual(offered["status"], "approved")
        accepted = self.ada.expect(200, "PATCH", path + "/accept", {"agreed_total": offered["total"]})
        self.assertEqual(accepted["status"], "accepted")

    def test_an_order_walks_all_statuses_and_no_other_way(self) -> None:
        order = self.order()
        path = f"/sales-orders/{order}"
        self.manager.expect(200, "PATCH", path + "/payment", {"payment_status": "paid", "payment_method": "bank_transfer"})
        for status, allowed, chosen in WALK:
            self.assertEqual(set(self.manager.expect(200, "GET", path)["allowed_transitions"]), allowed, status)
            for other in sorted(ALL_STATUSES - allowed):
                refused = self.manager.expect(409, "PATCH", path + "/status", {"status": other})
                self.assertEqual(refused["code"], "illegal_transition", f"{status} → {other}")
                self.assertEqual(set(refused["allowed"]), allowed, f"{status} → {other}")
            if chosen == "shipped":
                self.manager.expect(200, "PATCH", path + "/shipping", {"carrier": "DHL", "tracking_number": "JD0146"})
            if chosen:
                self.assertEqual(self.step(order, chosen)["status"], chosen)
        done = self.manager.expect(200, "GET", path)
        self.assertEqual([step["status"] for step in done["history"]], [status for status, *_ in WALK])
        self.assertEqual((done["is_paid"], done["fulfilment_status"], done["tracking_number"]), (True, "full", "JD0146"))
        self.assertTrue(done["confirmed_at"] <= done["shipped_at"] <= done["delivered_at"] <= done["actual_completion_date"])

    def test_production_waits_for_payment(self) -> None:
        order = self.order()
        self.assertFalse(self.step(order, "confirmed")["can_start_production"])
        refused = self.manager.call("PATCH", f"/sales-orders/{order}/status", {"status": "in_production"})
        self.assertEqual(refused.status, 409, refused)
        partly = {"payment_status": "partial", "amount": "1.00"}
        self.assertTrue(self.manager.expect(200, "PATCH", f"/sales-orders/{order}/payment", partly)["can_start_production"])
        self.step(order, "in_production")

    def test_who_may_cancel_and_until_when(self) -> None:
        reason = {"reason": "Ordered twice"}
        stranger = self.server.registered(f"stranger@{self.engine}.example.com")
        fresh, confirmed, started = self.order(), self.order(), self.order()
        stranger.expect(404, "POST", f"/sales-orders/{fresh}/cancel", reason)
        self.assertEqual(self.ada.expect(200, "POST", f"/sales-orders/{fresh}/cancel", reason)["status"], "cancelled")
        self.ada.expect(409, "POST", f"/sales-orders/{fresh}/cancel", reason)
        self.step(confirmed, "confirmed")
        self.manager.expect(200, "POST", f"/sales-orders/{confirmed}/cancel", reason)
        self.manager.expect(200, "PATCH", f"/sales-orders/{started}/payment", {"payment_status": "paid"})
        self.step(started, "confirmed")
        self.assertFalse(self.step(started, "in_production")["is_cancellable"])
        for who in (self.ada, self.manager):
            self.assertEqual(who.call("POST", f"/sales-orders/{started}/cancel", reason).status, 409)
        quote = self.small_quote()["id"]
        self.assertEqual(self.ada.expect(200, "POST", f"/quotes/{quote}/cancel", reason)["status"], "cancelled")
        self.ada.expect(409, "POST", f"/sales-orders/convert/{quote}", {"shipping_address": ADDRESS})

    def test_zz_the_invariants_hold(self) -> None:
        checked = self.server.verify()
        self.assertEqual(checked.returncode, 0, checked.stdout + checked.stderr)


class OnSqlite(Life, unittest.TestCase):
    engine = "sqlite"


@unittest.skipUnless(POSTGRES, "no PostgreSQL")
class OnPostgres(Life, unittest.TestCase):
    engine = "postgres"


def cents(amount: str) -> int:
    """Money without floating point."""
    whole, _, part = amount.partition(".")
    return int(whole + part.ljust(2, "0"))
