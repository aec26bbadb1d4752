"""Asked to end, the server finishes what it has begun, keeps it, and lets nobody new in (PL-65)."""

import http.client
import json
import signal
import socket
import threading
import unittest

from .server import NO_RATE_LIMITS, POSTGRES, Server
from .solids import box, stl

REQUESTS = 8
PATIENCE = 60


class Stop:
    engine = ""

    def test_requests_under_way_are_answered(self) -> None:
        with Server(self.engine, *NO_RATE_LIMITS) as server:
            ada = server.registered("ada@example.com")
            part = ada.upload("/files", [("box.stl", stl(box(20, 20, 20)))]).json()["items"][0]["id"]
            body = json.dumps({"lines": [{"file_id": part, "service": "fdm", "material": "pla"}]}).encode()
            begun = [begin_request(server.port, ada.token, "/api/v1/quotes", len(body)) for _ in range(REQUESTS)]
            server.process.send_signal(signal.SIGTERM)
            wait_until_closed_to_others(server.port)
            answers = [finish_request(connection, body) for connection in begun]
            self.assertEqual([answer.status for answer in answers], [201] * REQUESTS)
            self.assertEqual({answer.getheader("Connection") for answer in answers}, {"close"})
            self.assertEqual(server.process.wait(timeout=PATIENCE), 0, server.log())
            promised = {json.load(answer)["id"] for answer in answers}
            server.start()
            self.assertEqual({quote["id"] for quote in server.client(ada.token).items("/quotes")}, promised)

    def test_it_waits_no_longer_than_it_is_told(self) -> None:
        with Server(self.engine, *NO_RATE_LIMITS, "--stop-patience", "200") as server:
            ada = server.registered("ada@example.com")
            begun = begin_request(server.port, ada.token, "/api/v1/quotes", 10)  # its body never comes
            server.process.send_signal(signal.SIGTERM)
            self.assertEqual(server.process.wait(timeout=PATIENCE), 0, server.log())
            try:
                heard = begun.recv(1000)
            except ConnectionResetError:
                heard = b""
            self.assertEqual(heard, b"", "hung up, and not answered 408 when the time for bodies was over")


class OnSqlite(Stop, unittest.TestCase):
    engine = "sqlite"


@unittest.skipUnless(POSTGRES, "no PostgreSQL")
class OnPostgres(Stop, unittest.TestCase):
    engine = "postgres"


def begin_request(port: int, token: str, path: str, length: int) -> socket.socket:
    """Sends the head and hears the server say that it waits for the body: from here on the request is under way."""
    connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
    connection.sendall(f"POST {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {token}\r\nContent-Length: {length}\r\n"
                       "Content-Type: application/json\r\nExpect: 100-continue\r\n\r\n".encode())
    heard = b""
    while not heard.endswith(b"\r\n\r\n"):
        piece = connection.recv(1000)
        assert piece, f"the server hung up after {heard!r}"
        heard += piece
    assert heard.startswith(b"HTTP/1.1 100 "), heard
    return connection


def finish_request(connection: socket.socket, body: bytes) -> http.client.HTTPResponse:
    connection.sendall(body)
    answer = http.client.HTTPResponse(connection, method="POST")
    answer.begin()
    return answer


def wait_until_closed_to_others(port: int) -> None:
    pause = threading.Event()
    for _ in range(PATIENCE * 50):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=PATIENCE).close()
        except ConnectionRefusedError:
            return
        pause.wait(0.02)
    raise AssertionError("the server still lets others in")
