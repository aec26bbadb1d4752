"""Traces of one request through the database, a job and a call to the outside, at a collector that knows its protocol (PL-64)."""

import concurrent.futures
import http.server
import json
import secrets
import threading
import unittest
import urllib.request
from typing import Any

from .client import Client
from .collector import PATIENCE, REQUEST, Collector
from .server import NO_RATE_LIMITS, POSTGRES, Server
from .solids import box, stl
from .waiting import awaited

SYSTEMS = {"sqlite": "sqlite", "postgres": "postgresql"}
SERVER, CLIENT, PRODUCER, CONSUMER = 2, 3, 4, 5


def caller(sampled: bool = True) -> tuple[str, str, str]:
    """A trace, a span in it, and the header that names both."""
    trace, span = secrets.token_hex(16), secrets.token_hex(8)
    return trace, span, f"00-{trace}-{span}-0{int(sampled)}"


def metrics(server: Server) -> dict[str, float]:
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}/metrics", timeout=PATIENCE) as answer:
        lines = [line.rpartition(" ") for line in answer.read().decode().splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in lines}


def log_lines(server: Server) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (server.place / "log").read_text().splitlines() if line.startswith("{")]


class Receiver:
    """Takes webhooks and remembers their headers."""

    def __init__(self) -> None:
        self.headers: list[Any] = []
        receiver = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                receiver.headers.append(self.headers)
                self.send_response(204)
                self.end_headers()

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}/hooks?key=sesame"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()


class Traces:
    engine = ""

    def serve(self, collector: Collector, *flags: str) -> Server:
        server = Server(self.engine, *NO_RATE_LIMITS, "--trace-endpoint", collector.endpoint, *flags)
        self.addCleanup(server.clean_up)
        server.start()
        return server

    def wish_of(self, customer: Client) -> dict[str, Any]:
        part = customer.upload("/files", [("box.stl", stl(box(20, 20, 20)))]).json()["items"][0]["id"]
        return {"lines": [{"file_id": part, "service": "fdm", "material": "pla"}], "note": "between us"}

    def test_one_request_and_all_that_follows_is_one_trace(self) -> None:
        receiver = Receiver()
        self.addCleanup(receiver.close)
        with Collector() as collector:
            server = self.serve(collector, "--webhooks-to-private", "--trace-service", "shop", "--trace-headers", "api-key=a%20b",
                                "--trace-resource", "deployment.environment.name=test", "--log-requests=true")
            ada, owner = server.registered("ada@example.com"), server.signed_in(server.add_staff("owner"))
            self.addCleanup(lambda: (ada.close(), owner.close()))
            owner.expect(201, "POST", "/webhooks", {"name": "Shop", "url": receiver.url, "events": ["quote.created"]})
            wish, (trace, span, header) = self.wish_of(ada), caller()
            ada.expect(201, "POST", "/quotes", wish, {"traceparent": header, "tracestate": "shop=1"})
            self.assert_chain(collector, receiver, trace, span)
            self.assertEqual([line["status"] for line in log_lines(server) if line.get("trace_id") == trace and line["event"] == "request"], [201])
            resource = collector.resources[0]
            self.assertEqual((resource["service.name"], resource["deployment.environment.name"]), ("shop", "test"))
            self.assertTrue(resource["service.version"] and resource["service.instance.id"])
            self.assertEqual(collector.headers[0]["api-key"], "a b")
            self.assertEqual(collector.faults, [])
            self.assert_no_secrets(collector, [ada.token, owner.token, "between us", "sesame", "ada@example.com"])

    def assert_chain(self, collector: Collector, receiver: Receiver, trace: str, span: str) -> None:
        """The caller, the request, its statements, the event, the job, the call."""
        call = collector.await_span(trace, "POST")
        job = collector.await_span(trace, "process webhooks.send")
        spans = awaited(lambda: self.connected(collector, trace, span), PATIENCE, "no span's parent is missing")
        request = collector.await_span(trace, "POST /api/v1/quotes")
        asked = spans[job["parentSpanId"]]
        told = spans[asked["parentSpanId"]]
        self.assertEqual([one["name"] for one in (asked, told)], ["send webhooks.send", "process quote.created"])
        self.assertEqual((call["parentSpanId"], told["parentSpanId"], request["parentSpanId"]), (job["spanId"], request["spanId"], span))
        self.assertEqual([one["kind"] for one in (request, told, asked, job, call)], [SERVER, CONSUMER, PRODUCER, CONSUMER, CLIENT])
        self.assertEqual([one["traceState"] for one in (request, call)], ["shop=1", "shop=1"])
        self.assertEqual([got["traceparent"] for got in receiver.headers], [f"00-{trace}-{call['spanId']}-01"])
        self.assertEqual(receiver.headers[0]["tracestate"], "shop=1")
        self.assert_names(spans, request, job, call)

    def connected(self, collector: Collector, trace: str, caller_span: str) -> dict[str, Any]:
        """By their ids, once all parents have come; children end before them."""
        spans = {one["spanId"]: one for one in collector.trace(trace)}
        return spans if all(one["parentSpanId"] in {*spans, caller_span} for one in spans.values()) else {}

    def assert_names(self, spans: dict[str, Any], request: dict[str, Any], job: dict[str, Any], call: dict[str, Any]) -> None:
        """Those of the semantic conventions."""
        said = request["attributes"]
        self.assertEqual((said["http.request.method"], said["http.route"], said["url.path"], said["http.response.status_code"]),
                         ("POST", "/api/v1/quotes", "/api/v1/quotes", 201))
        self.assertEqual((said["url.scheme"], said["server.address"], said["client.address"]), ("http", "127.0.0.1", "127.0.0.1"))
        of_request = [one for one in spans.values() if one["parentSpanId"] == request["spanId"] and "db.system.name" in one["attributes"]]
        names = [one["name"] for one in of_request]
        for name in ("INSERT quote", "INSERT event", "COMMIT"):
            self.assertIn(name, names)
        insert = of_request[names.index("INSERT quote")]["attributes"]
        self.assertEqual((insert["db.system.name"], insert["db.operation.name"]), (SYSTEMS[self.engine], "INSERT"))
        self.assertRegex(insert["db.query.text"], r"^INSERT INTO quote \(.*VALUES \(\?(, \?)+\)")
        self.assertEqual((job["attributes"]["messaging.destination.name"], job["attributes"]["guildhall.job.attempt"]), ("webhooks.send", 1))
        self.assertEqual((call["attributes"]["http.response.status_code"], call["attributes"]["server.address"]), (204, "127.0.0.1"))
        self.assertRegex(call["attributes"]["url.full"], r"^http://127\.0\.0\.1:\d+/REDACTED$")
        self.assertTrue([one for one in spans.values() if one["parentSpanId"] == job["spanId"] and one["name"] == "UPDATE webhook_delivery"])

    def assert_no_secrets(self, collector: Collector, secrets_: list[str]) -> None:
        everything = json.dumps(collector.spans, ensure_ascii=False)
        for secret in secrets_:
            self.assertNotIn(secret, everything)

    def test_writes_that_share_a_commit_stay_apart(self) -> None:
        with Collector() as collector:
            server = self.serve(collector)
            ada = server.registered("ada@example.com")
            wish, callers = self.wish_of(ada), [caller() for _ in range(24)]

            def create(header: str) -> None:
                client = Client(server.port, ada.token)
                client.expect(201, "POST", "/quotes", wish, {"traceparent": header})
                client.close()

            with concurrent.futures.ThreadPoolExecutor(8) as pool:
                list(pool.map(create, [header for _, _, header in callers]))
            ada.close()
            for trace, _, _ in callers:
                request, insert = (collector.await_span(trace, name) for name in ("POST /api/v1/quotes", "INSERT quote"))
                self.assertEqual(insert["parentSpanId"], request["spanId"])
                self.assertEqual(collector.await_span(trace, "COMMIT")["parentSpanId"], request["spanId"])
            self.assertEqual(collector.faults, [])

    def test_callers_decide_and_nonsense_is_ignored(self) -> None:
        with Collector() as collector:
            server = self.serve(collector, "--trace-ratio", "0", "--log-requests=true")
            ada = server.registered("ada@example.com")
            self.addCleanup(ada.close)
            trace, _, quiet = caller(sampled=False)
            gone = ada.expect(404, "GET", "/quotes/01900000-0000-7000-8000-000000000000", headers={"traceparent": quiet})
            self.assertEqual(gone["trace_id"], trace)  # not kept, but known
            for bad in ("00-nonsense", quiet.upper(), quiet + "-more", f"00-{'0' * 32}-{'1' * 16}-01"):
                fresh = ada.expect(404, "GET", "/nowhere", headers={"traceparent": bad})["trace_id"]
                self.assertRegex(fresh, "^[0-9a-f]{32}$")
                self.assertNotIn(fresh, (trace, "0" * 32))
            loud, _, header = caller()
            ada.expect(200, "GET", "/quotes", headers={"traceparent": header})
            collector.await_span(loud, "GET /api/v1/quotes")
            self.assertEqual({span["traceId"] for span in collector.spans}, {loud})
            self.assertIn(trace, [line.get("trace_id") for line in log_lines(server)])

    def test_a_collector_that_is_slow_refuses_or_is_gone_costs_no_request(self) -> None:
        with Collector() as collector:
            collector.answers = [(503, {"Retry-After": "0"}), (429, {"Retry-After": "0"})]
            server = self.serve(collector)
            ada = server.registered("ada@example.com")
            self.addCleanup(ada.close)
            trace, _, header = caller()
            ada.expect(200, "GET", "/quotes", headers={"traceparent": header})
            collector.await_span(trace, "GET /api/v1/quotes")
            self.assertEqual(metrics(server)["guildhall_trace_failed_calls_total"], 2)
            collector.may_answer.clear()

            def more_than_there_is_room_for() -> dict[str, float]:
                for _ in range(250):
                    ada.expect(200, "GET", "/quotes")
                now = metrics(server)
                return now if now['guildhall_trace_spans_dropped_total{reason="no_room"}'] > 0 else {}

            counted = awaited(more_than_there_is_room_for, PATIENCE, "spans are dropped")
            self.assertLessEqual(counted["guildhall_trace_spans_waiting"], 8192)
            self.assertEqual(server.stop(), 0)
        server.flags += ["--trace-endpoint", "http://127.0.0.1:1/v1/traces"]
        server.start()
        again = server.signed_in("ada@example.com")
        again.expect(200, "GET", "/quotes")
        awaited(lambda: metrics(server)["guildhall_trace_failed_calls_total"] > 0, PATIENCE, "nobody is there")
        again.expect(200, "GET", "/quotes")
        again.close()
        self.assertEqual(server.stop(), 0)


class OnSqlite(Traces, unittest.TestCase):
    engine = "sqlite"

    def test_without_an_endpoint_nothing_is_traced(self) -> None:
        with Server(self.engine, "--log-requests=true") as server:
            client, (_, _, header) = Client(server.port), caller()
            problem = client.expect(404, "GET", "/nowhere", headers={"traceparent": header})
            self.assertNotIn("trace_id", problem)
            self.assertFalse([name for name in metrics(server) if name.startswith("guildhall_trace_")])
            client.close()

    def test_the_usual_variables_say_where_to(self) -> None:
        with Collector() as collector:
            server = Server(self.engine)
            self.addCleanup(server.clean_up)
            server.environment = {"OTEL_EXPORTER_OTLP_ENDPOINT": collector.endpoint.removesuffix("/v1/traces"), "OTEL_SERVICE_NAME": "by variable"}
            server.start()
            client, (trace, _, header) = Client(server.port), caller()
            client.expect(404, "GET", "/nowhere", headers={"traceparent": header})
            client.close()
            collector.await_span(trace, "GET")
            self.assertEqual(collector.resources[0]["service.name"], "by variable")


@unittest.skipUnless(POSTGRES, "no PostgreSQL")
class OnPostgres(Traces, unittest.TestCase):
    engine = "postgres"


class WhatTheCollectorTakes(unittest.TestCase):
    span = {"traceId": "5b8efff798038103d269b633813fc60c", "spanId": "eee19b7ec3c1b174", "name": "a span", "kind": 2,
            "startTimeUnixNano": "1544712660000000000", "endTimeUnixNano": "1544712661000000000",
            "attributes": [{"key": "a", "value": {"stringValue": "b"}}]}

    def request(self, **changed: Any) -> dict[str, Any]:
        return {"resourceSpans": [{"resource": {"attributes": []}, "scopeSpans": [{"scope": {"name": "x"}, "spans": [self.span | changed]}]}]}

    def test_it_takes_what_the_protocol_knows(self) -> None:
        REQUEST(self.request(parentSpanId="eee19b7ec3c1b173", flags=257, status={"code": 2}))

    def test_it_takes_nothing_else(self) -> None:
        for wrong in ({"traceId": "0" * 32}, {"spanId": "EEE"}, {"startTimeUnixNano": 1544712660000000000}, {"kind": "SPAN_KIND_SERVER"},
                      {"surprise": 1}, {"attributes": [{"key": "a", "value": {"intValue": 1}}]}, {"status": {"code": 7}}):
            with self.assertRaises(AssertionError, msg=str(wrong)):
                REQUEST(self.request(**wrong))


if __name__ == "__main__":
    unittest.main()
