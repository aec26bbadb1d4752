"""Two nodes on one PostgreSQL with one Redis: they share limits and news, and go on without it (PL-67, PL-43, PL-61)."""

import base64
import os
import secrets
import shutil
import socket
import struct
import subprocess
import tempfile
import time
import unittest
import urllib.request
from pathlib import Path
from typing import Any

from .client import Client
from .server import POSTGRES, Server
from .waiting import awaited

PATIENCE = 60
NO_OTHER_LIMITS = ["--rate-limit-auth", "0", "--rate-limit-code", "0", "--rate-limit-price", "0"]


class Redis:
    """A server that keeps nothing on disk. `with Redis() as redis:` starts it."""

    def __init__(self) -> None:
        self.place = Path(tempfile.mkdtemp(prefix="guildhall-redis."))
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = probe.getsockname()[1]
        self.password = secrets.token_hex(8)
        self.process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "Redis":
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()
        shutil.rmtree(self.place, ignore_errors=True)

    @property
    def url(self) -> str:
        return f"redis://:{self.password}@127.0.0.1:{self.port}/1"

    def start(self) -> None:
        words = ["redis-server", "--bind", "127.0.0.1", "--port", str(self.port), "--requirepass", self.password, "--save", "", "--dir", str(self.place)]
        self.process = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL)
        awaited(self.listens, PATIENCE, "Redis listens")

    def listens(self) -> bool:
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) == 0

    def kill(self) -> None:
        if self.process:
            self.process.kill()
            self.process.wait()
            self.process = None


class Socket:
    """A WebSocket that only listens."""

    def __init__(self, port: int, token: str, topics: str) -> None:
        self.connection = socket.create_connection(("127.0.0.1", port), timeout=PATIENCE)
        key = base64.b64encode(os.urandom(16)).decode()
        self.connection.sendall((f"GET /api/v1/events/socket?topics={topics} HTTP/1.1\r\nHost: here\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n"
                                 f"Sec-WebSocket-Version: 13\r\nSec-WebSocket-Key: {key}\r\nAuthorization: Bearer {token}\r\n\r\n").encode())
        self.stream = self.connection.makefile("rb")
        assert b"101" in self.stream.readline()
        while self.stream.readline() != b"\r\n":
            pass
        assert '"ready"' in self.hear()

    def hear(self) -> str:
        """The next message; pings are passed over."""
        while True:
            head = self.stream.read(2)
            size = head[1] & 127
            if size == 126:
                size = struct.unpack(">H", self.stream.read(2))[0]
            body = self.stream.read(size)
            if head[0] & 15 == 1:
                return body.decode()

    def close(self) -> None:
        self.stream.close()
        self.connection.close()


def page(server: Server, path: str) -> tuple[int, str]:
    with urllib.request.urlopen(f"http://127.0.0.1:{server.port}{path}", timeout=PATIENCE) as answer:
        return answer.status, answer.read().decode()


def metric(server: Server, name: str) -> float:
    return next(float(line.split()[1]) for line in page(server, "/metrics")[1].splitlines() if line.startswith(name + " "))


@unittest.skipUnless(POSTGRES, "no PostgreSQL")
class Nodes(unittest.TestCase):
    def two_nodes(self, redis: Redis, *flags: str) -> list[Server]:
        shared = [*NO_OTHER_LIMITS, "--secret-key", secrets.token_hex(32), "--redis", redis.url, *flags]
        one = Server("postgres", *shared)
        self.addCleanup(one.clean_up)
        one.start()
        other = Server("postgres", *shared)
        self.addCleanup(other.clean_up)
        other.url = one.url
        other.start()
        return [one, other]

    def ask_in_turn(self, nodes: list[Server], token: str, count: int) -> list[int]:
        clients = [Client(node.port, token) for node in nodes]
        statuses = [clients[i % len(clients)].call("GET", "/quotes").status for i in range(count)]
        for client in clients:
            client.close()
        return statuses

    def test_a_limit_counts_what_all_nodes_let_through(self) -> None:
        with Redis() as redis:
            nodes = self.two_nodes(redis, "--rate-limit-api", "30")
            ada = nodes[0].registered("ada@example.com")
            self.addCleanup(ada.close)
            began = time.monotonic()
            statuses = self.ask_in_turn(nodes, ada.token, 80)
            refilled = (time.monotonic() - began) / 2 + 1
            self.assertEqual(set(statuses), {200, 429})
            self.assertEqual(statuses[:30], [200] * 30)
            self.assertLessEqual(statuses.count(200), 30 + refilled)
            refused = ada.call("GET", "/quotes")
            if refused.status == 429:  # else the bucket has just got another
                self.assertIn(refused.headers["retry-after"], ("1", "2"))
            self.assertGreater(metric(nodes[0], "guildhall_redis_commands_total"), 0)

            redis.kill()
            ben = nodes[0].registered("ben@example.com")
            self.addCleanup(ben.close)
            statuses = self.ask_in_turn(nodes, ben.token, 80)
            self.assertEqual(set(statuses) - {429}, {200})  # never a fault of ours
            self.assertGreaterEqual(statuses.count(200), 59)  # each node for itself; a full bucket each
            for node in nodes:
                awaited(lambda node=node: metric(node, "guildhall_redis_up") == 0, PATIENCE, "the node knows that Redis is away")
                status, text = page(node, "/health/ready")
                self.assertEqual(status, 200)
                self.assertIn("Redis does not answer", text)
                self.assertGreater(metric(node, "guildhall_redis_limits_counted_here_total"), 0)
                self.assertIn('"redis_lost"', (node.place / "log").read_text())

            redis.start()
            for node in nodes:
                awaited(lambda node=node: metric(node, "guildhall_redis_up") == 1, PATIENCE, "the node is back")
                self.assertEqual(page(node, "/health/ready")[1], "ready\n")
            cat = nodes[0].registered("cat@example.com")
            self.addCleanup(cat.close)
            began = time.monotonic()
            statuses = self.ask_in_turn(nodes, cat.token, 60)
            self.assertLessEqual(statuses.count(200), 30 + (time.monotonic() - began) / 2 + 1)

    def test_another_nodes_listeners_hear_at_once_and_also_without_redis(self) -> None:
        with Redis() as redis:
            one, other = self.two_nodes(redis, "--rate-limit-api", "0")
            owner = one.signed_in(one.add_staff("owner"))
            listener = Socket(other.port, owner.token, "company")
            self.addCleanup(lambda: (listener.close(), owner.close()))
            awaited(lambda: all(metric(node, "guildhall_redis_up") for node in (one, other)), PATIENCE, "both have reached Redis")
            times = [self.told(owner, listener, f"Shop {i}") for i in range(10)]
            # Each wish comes right after a look: by looking alone, the next would be a second later.
            self.assertLess(min(times), 0.5, times)
            self.assertGreater(metric(other, "guildhall_redis_news_heard_total"), 0)
            self.assertGreater(metric(one, "guildhall_redis_news_told_total"), 0)

            redis.kill()
            self.told(owner, listener, "Without it")
            redis.start()
            awaited(lambda: metric(other, "guildhall_redis_up") == 1, PATIENCE, "the node is back")
            times = [self.told(owner, listener, f"Workshop {i}") for i in range(20)]
            self.assertLess(min(times), 0.5, times)
            self.assertEqual([node.stop() for node in (one, other)], [0, 0])

    def told(self, owner: Client, listener: Socket, name: str) -> float:
        """How long until what one node does is heard from the other."""
        began = time.monotonic()
        owner.expect(200, "PATCH", "/company", {"document_name": name})
        while "company." not in listener.hear():
            pass
        return time.monotonic() - began


@unittest.skipUnless(POSTGRES, "no PostgreSQL")
class WhatIsWritten(unittest.TestCase):
    def test_a_wrong_address_is_named_at_start(self) -> None:
        server = Server("sqlite", "--redis", "localhost:6379")
        self.addCleanup(server.clean_up)
        with self.assertRaisesRegex(AssertionError, "redis must begin with redis://"):
            server.start()

    def test_a_node_starts_though_redis_is_away(self) -> None:
        with Server("sqlite", "--redis", "redis://127.0.0.1:1") as server:
            self.assertEqual(page(server, "/health/ready")[0], 200)
            ada: Any = server.registered("ada@example.com")
            ada.expect(200, "GET", "/quotes")
            ada.close()


if __name__ == "__main__":
    unittest.main()
