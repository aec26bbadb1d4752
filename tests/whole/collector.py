"""A collector of traces: takes OTLP over HTTP as JSON, and only what its protocol knows (opentelemetry-proto, trace.proto)."""

import contextlib
import http.server
import json
import re
import threading
from collections.abc import Callable
from typing import Any

from .waiting import awaited

PATIENCE = 90
Check = Callable[[Any], None]


def text(value: Any) -> None:
    assert isinstance(value, str), value


def count(value: Any) -> None:
    assert type(value) is int and 0 <= value < 2**32, value


def matching(pattern: str) -> Check:
    """Text that is wholly this; 64-bit integers are text in JSON."""
    def check(value: Any) -> None:
        assert isinstance(value, str) and re.fullmatch(pattern, value), value
    return check


def one_of(*numbers: int) -> Check:
    def check(value: Any) -> None:
        assert type(value) is int and value in numbers, value
    return check


def each(message: Check) -> Check:
    def check(value: Any) -> None:
        assert isinstance(value, list), value
        for item in value:
            message(item)
    return check


def message(must: set[str], **members: Check) -> Check:
    """An object with these members and no others."""
    def check(value: Any) -> None:
        assert isinstance(value, dict) and must <= value.keys(), value
        for name, member in value.items():
            assert name in members, f"the protocol knows no {name}"
            members[name](member)
    return check


def any_value(value: Any) -> None:
    [(kind, content)] = value.items()
    {"stringValue": text, "intValue": matching(r"-?\d+"), "boolValue": lambda it: one_of(0, 1)(int(it)),
     "doubleValue": lambda it: float(it), "arrayValue": message(set(), values=each(any_value))}[kind](content)


ATTRIBUTES = each(message({"key", "value"}, key=text, value=any_value))
TRACE_ID, SPAN_ID, NANOSECONDS = matching("(?!0{32})[0-9a-f]{32}"), matching("(?!0{16})[0-9a-f]{16}"), matching(r"\d{19}")
SPAN = message({"traceId", "spanId", "name", "kind", "startTimeUnixNano", "endTimeUnixNano"},
               traceId=TRACE_ID, spanId=SPAN_ID, parentSpanId=SPAN_ID, traceState=text, flags=count, name=text, kind=one_of(1, 2, 3, 4, 5),
               startTimeUnixNano=NANOSECONDS, endTimeUnixNano=NANOSECONDS, attributes=ATTRIBUTES, droppedAttributesCount=count,
               status=message(set(), code=one_of(0, 1, 2), message=text),
               links=each(message({"traceId", "spanId"}, traceId=TRACE_ID, spanId=SPAN_ID, traceState=text, attributes=ATTRIBUTES, flags=count)),
               events=each(message({"timeUnixNano", "name"}, timeUnixNano=NANOSECONDS, name=text, attributes=ATTRIBUTES)))
SCOPE = message(set(), name=text, version=text, attributes=ATTRIBUTES, droppedAttributesCount=count)
REQUEST = message({"resourceSpans"}, resourceSpans=each(message(
    {"resource", "scopeSpans"}, schemaUrl=text, resource=message(set(), attributes=ATTRIBUTES, droppedAttributesCount=count),
    scopeSpans=each(message({"spans"}, scope=SCOPE, schemaUrl=text, spans=each(SPAN))))))


def attributes(message_: dict[str, Any]) -> dict[str, Any]:
    """By their names; integers as such."""
    values = {one["key"]: next(iter(one["value"].items())) for one in message_.get("attributes", [])}
    return {name: int(value) if kind == "intValue" else value for name, (kind, value) in values.items()}


class Collector:
    """Remembers spans; answers what it is told to, 200 unless otherwise; while `silent`, it answers nothing."""

    def __init__(self) -> None:
        self.spans: list[dict[str, Any]] = []
        self.resources: list[dict[str, Any]] = []
        self.faults: list[str] = []
        self.answers: list[tuple[int, dict[str, str]]] = []
        self.headers: list[Any] = []
        self.may_answer = threading.Event()
        self.may_answer.set()
        collector = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                collector.take(self)

            def log_message(self, *_: object) -> None:
                pass

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.endpoint = f"http://127.0.0.1:{self.server.server_address[1]}/v1/traces"
        threading.Thread(target=self.server.serve_forever, args=(0.02,), daemon=True).start()

    def __enter__(self) -> "Collector":
        return self

    def __exit__(self, *_: object) -> None:
        self.may_answer.set()
        self.server.shutdown()
        self.server.server_close()

    def take(self, request: http.server.BaseHTTPRequestHandler) -> None:
        body = request.rfile.read(int(request.headers["Content-Length"]))
        self.may_answer.wait(PATIENCE)
        status, headers = self.answers.pop(0) if self.answers else (200, {})
        try:
            assert request.path == "/v1/traces" and request.headers["Content-Type"] == "application/json"
            sent = json.loads(body)
            REQUEST(sent)
            if status == 200:
                self.keep(sent)
        except (AssertionError, ValueError, KeyError) as fault:
            self.faults.append(f"{fault!r} in {body[:2000]!r}")
        self.headers.append(request.headers)
        with contextlib.suppress(ConnectionError):  # who has waited too long is gone
            request.send_response(status)
            for name, value in ({"Content-Type": "application/json", "Content-Length": "2"} | headers).items():
                request.send_header(name, value)
            request.end_headers()
            request.wfile.write(b"{}")

    def keep(self, sent: dict[str, Any]) -> None:
        for resource in sent["resourceSpans"]:
            self.resources.append(attributes(resource["resource"]))
            for scope in resource["scopeSpans"]:
                self.spans += [span | {"attributes": attributes(span)} for span in scope["spans"]]

    def trace(self, trace_id: str) -> list[dict[str, Any]]:
        return [span for span in list(self.spans) if span["traceId"] == trace_id]

    def await_span(self, trace_id: str, name: str) -> dict[str, Any]:
        found = awaited(lambda: [span for span in self.trace(trace_id) if span["name"] == name], PATIENCE, f"a span {name}")
        return found[0]
